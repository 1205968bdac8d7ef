prelude
import Trivium.Core.NatOrder
/-!
Subtraction, strong induction, division with remainder, Euclid's algorithm and divisibility of natural numbers.
-/
set_option linter.all false

namespace Nat

/-! ### Subtraction -/

@[simp] theorem zero_sub (n : Nat) : 0 - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [sub_succ, ih]; rfl
theorem succ_sub_succ (n m : Nat) : succ n - succ m = n - m := by
  induction m with
  | zero => rfl
  | succ m ih => rw [sub_succ, ih, sub_succ]
@[simp] protected theorem sub_self (n : Nat) : n - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [succ_sub_succ, ih]
@[simp] theorem add_sub_cancel (n m : Nat) : n + m - m = n := by
  induction m with
  | zero => rfl
  | succ m ih => rw [add_succ, succ_sub_succ, ih]
theorem add_sub_cancel_left (n m : Nat) : n + m - n = m := by rw [add_comm, add_sub_cancel]
theorem sub_add_cancel {n m : Nat} (h : m ≤ n) : n - m + m = n := by
  obtain ⟨k, hk⟩ := exists_add_of_le h
  rw [hk, add_sub_cancel_left, add_comm]
theorem sub_eq_zero_of_le {n m : Nat} (h : n ≤ m) : n - m = 0 := by
  induction n generalizing m with
  | zero => exact zero_sub m
  | succ n ih =>
    cases m with
    | zero => exact absurd h (not_succ_le_zero n)
    | succ m => rw [succ_sub_succ]; exact ih (le_of_succ_le_succ h)
theorem pred_le (n : Nat) : pred n ≤ n := by
  cases n with
  | zero => exact le.refl
  | succ n => exact le_succ n
theorem sub_le (n m : Nat) : n - m ≤ n := by
  induction m with
  | zero => exact le.refl
  | succ m ih => exact Nat.le_trans (pred_le _) ih

/-! ### Strong induction -/

theorem lt_wf_induction {p : Nat → Prop} (h : ∀ n, (∀ m, m < n → p m) → p n) (n : Nat) : p n := by
  have below : ∀ n m, m < n → p m := by
    intro n
    induction n with
    | zero => exact fun m l => absurd l (not_lt_zero m)
    | succ n ih => exact fun m l => h m fun k hk => ih k (Nat.lt_of_lt_of_le hk (le_of_lt_succ l))
  exact below (succ n) n (lt_succ_self n)
protected theorem strongRecOn {p : Nat → Prop} (n : Nat) (h : ∀ n, (∀ m, m < n → p m) → p n) : p n :=
  lt_wf_induction h n

/-! ### Division with remainder -/

theorem div_add_mod (n m : Nat) : m * (n / m) + n % m = n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [succ_div, succ_mod]
    cases e : beq (succ (n % m)) m with
    | true =>
      have e' : succ (n % m) = m := eq_of_beq_eq_true _ _ e
      show m * succ (n / m) + 0 = succ n
      rw [add_zero, mul_succ]
      have : m * (n / m) + m = m * (n / m) + succ (n % m) := congrArg (m * (n / m) + ·) e'.symm
      rw [this, add_succ, ih]
    | false =>
      show m * (n / m) + succ (n % m) = succ n
      rw [add_succ, ih]
theorem mod_add_div (n m : Nat) : n % m + m * (n / m) = n := by rw [add_comm, div_add_mod]
theorem mod_lt (n : Nat) {m : Nat} (h : 0 < m) : n % m < m := by
  induction n with
  | zero => exact h
  | succ n ih =>
    rw [succ_mod]
    cases e : beq (succ (n % m)) m with
    | true => exact h
    | false =>
      exact (Nat.lt_or_ge (succ (n % m)) m).elim id
        (fun l => absurd (Nat.le_antisymm ih l) (fun c => ne_of_beq_eq_false _ _ e c))
@[simp] theorem mod_zero (n : Nat) : n % 0 = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [succ_mod, ih]; rfl
@[simp] theorem div_zero (n : Nat) : n / 0 = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [succ_div, ih]; rfl
theorem mod_eq_of_lt {n m : Nat} (h : n < m) : n % m = n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [succ_mod, ih (Nat.lt_trans (lt_succ_self n) h)]
    cases e : beq (succ n) m with
    | true => exact absurd (eq_of_beq_eq_true _ _ e) (Nat.ne_of_lt h)
    | false => rfl

/-! ### Euclid's algorithm: the equations that determine `gcd` -/

theorem gcdSteps_enough (a b m n : Nat) (ha : m ≤ a) (hb : m ≤ b) : gcdSteps a m n = gcdSteps b m n := by
  induction a generalizing b m n with
  | zero =>
    have hm : m = 0 := eq_zero_of_le_zero ha
    subst hm
    cases b with
    | zero => rfl
    | succ b => rfl
  | succ a ih =>
    cases m with
    | zero =>
      cases b with
      | zero => rfl
      | succ b => rfl
    | succ m =>
      cases b with
      | zero => exact absurd hb (not_succ_le_zero m)
      | succ b =>
        have small : n % succ m ≤ m := le_of_lt_succ (mod_lt n (zero_lt_succ m))
        exact ih b (n % succ m) (succ m) (Nat.le_trans small (le_of_succ_le_succ ha))
          (Nat.le_trans small (le_of_succ_le_succ hb))
@[simp] theorem gcd_zero_left (n : Nat) : gcd 0 n = n := rfl
theorem gcd_succ (m n : Nat) : gcd (succ m) n = gcd (n % succ m) (succ m) :=
  gcdSteps_enough _ _ _ _ (le_of_lt_succ (mod_lt n (zero_lt_succ m))) (Nat.le_refl _)
@[simp] theorem gcd_zero_right (n : Nat) : gcd n 0 = n := by
  cases n with
  | zero => rfl
  | succ n => rw [gcd_succ, zero_mod, gcd_zero_left]

/-! ### Divisibility -/

@[simp] protected theorem dvd_refl (n : Nat) : n ∣ n := ⟨1, (mul_one n).symm⟩
@[simp] protected theorem dvd_zero (n : Nat) : n ∣ 0 := ⟨0, rfl⟩
@[simp] protected theorem one_dvd (n : Nat) : 1 ∣ n := ⟨n, (one_mul n).symm⟩
protected theorem dvd_trans {a b c : Nat} : a ∣ b → b ∣ c → a ∣ c := by
  rintro ⟨k, hk⟩ ⟨l, hl⟩
  refine ⟨k * l, ?_⟩
  show c = a * (k * l)
  rw [hl, hk]
  exact mul_assoc a k l
protected theorem dvd_mul_right (a b : Nat) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Nat) : a ∣ b * a := ⟨b, mul_comm b a⟩
protected theorem dvd_add {a b c : Nat} : a ∣ b → a ∣ c → a ∣ b + c := by
  rintro ⟨k, hk⟩ ⟨l, hl⟩
  exact ⟨k + l, by rw [hk, hl]; exact (mul_add a k l).symm⟩

end Nat
