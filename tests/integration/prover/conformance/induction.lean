theorem ind_zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih]
theorem ind_add_comm (m n : Nat) : m + n = n + m := by
  induction n with
  | zero => simp
  | succ n ih => rw [← Nat.add_assoc, ih, Nat.add_right_comm]
def sumTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo n + (n + 1)
theorem ind_gauss (n : Nat) : 2 * sumTo n = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [sumTo, Nat.mul_add, ih, ← Nat.add_mul, Nat.mul_comm, Nat.add_comm n 2]
def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2
theorem ind_double (n : Nat) : double n = n + n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [double, ih]; omega
theorem ind_two_pow (n : Nat) : n < 2 ^ n := by
  induction n with
  | zero => decide
  | succ n ih => rw [Nat.pow_succ]; omega
theorem ind_generalizing (xs : List Nat) (n : Nat) : (xs.map (· + n)).length = xs.length := by
  induction xs generalizing n with
  | nil => rfl
  | cons x xs ih => simp [ih]
theorem ind_le (m n : Nat) (h : m ≤ n) : m ≤ n + 1 := by
  induction h with
  | refl => exact Nat.le_succ m
  | step _ ih => exact Nat.le_succ_of_le ih
theorem ind_strong (p : Nat → Prop) (h : ∀ n, (∀ m, m < n → p m) → p n) (n : Nat) : p n := by
  induction n using Nat.strongRecOn with
  | _ n ih => exact h n ih
theorem ind_append (as bs cs : List Nat) : as ++ (bs ++ cs) = as ++ bs ++ cs := by
  induction as with
  | nil => rfl
  | cons a as ih => simp [ih]
theorem ind_reverse (as bs : List Nat) : (as ++ bs).reverse = bs.reverse ++ as.reverse := by
  induction as with
  | nil => simp
  | cons a as ih => simp [ih, List.append_assoc]
def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)
theorem ind_fib : fib 10 = 55 := by decide
theorem ind_fib_pos (n : Nat) : 0 < fib (n + 1) := by
  induction n with
  | zero => decide
  | succ n ih => show 0 < fib n + fib (n + 1); omega
def gcd (m n : Nat) : Nat := if h : n = 0 then m else gcd n (m % n)
termination_by n
decreasing_by exact Nat.mod_lt m (Nat.pos_of_ne_zero h)
theorem rec_wf (m : Nat) : gcd m 0 = m := by unfold gcd; simp
def half (n : Nat) : Nat := if h : n < 2 then 0 else half (n - 2) + 1
theorem rec_decreasing (n : Nat) (h : ¬n < 2) : half n = half (n - 2) + 1 := by
  rw [half, dif_neg h]
theorem rec_mutual : True := by
  let rec go : Nat → True
    | 0 => trivial
    | n + 1 => go n
  exact go 3
theorem rec_structural (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n) : ∀ n, f n = f 0
  | 0 => rfl
  | n + 1 => (h n).trans (rec_structural f h n)
theorem ind_int (a : Int) : a.natAbs = 0 → a = 0 := by
  cases a with
  | ofNat n => intro h; exact congrArg Int.ofNat h
  | negSucc n => intro h; cases h
