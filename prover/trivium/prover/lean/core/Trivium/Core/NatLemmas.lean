prelude
import Trivium.Core.NatEquations
/-!
Arithmetic and order of the natural numbers, under their usual names.
-/
set_option linter.all false

namespace Nat

/-! ### Addition -/

@[simp] theorem zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [add_succ, ih]
theorem succ_add (n m : Nat) : succ n + m = succ (n + m) := by
  induction m with
  | zero => rfl
  | succ m ih => rw [add_succ, add_succ, ih]
theorem add_comm (n m : Nat) : n + m = m + n := by
  induction m with
  | zero => exact (zero_add n).symm
  | succ m ih => rw [add_succ, succ_add, ih]
theorem add_assoc (n m k : Nat) : n + m + k = n + (m + k) := by
  induction k with
  | zero => rfl
  | succ k ih => rw [add_succ, add_succ, add_succ, ih]
theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) := by
  rw [← add_assoc, add_comm n m, add_assoc]
theorem add_right_comm (n m k : Nat) : n + m + k = n + k + m := by
  rw [add_assoc, add_comm m k, ← add_assoc]
theorem one_add (n : Nat) : 1 + n = succ n := add_comm 1 n
theorem succ.inj {n m : Nat} (h : succ n = succ m) : n = m := by injection h
theorem succ_inj {n m : Nat} : succ n = succ m ↔ n = m := ⟨succ.inj, congrArg succ⟩
theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := fun h => by injection h
theorem zero_ne_succ (n : Nat) : 0 ≠ succ n := fun h => by injection h
theorem succ_ne_self (n : Nat) : succ n ≠ n := by
  induction n with
  | zero => exact succ_ne_zero 0
  | succ n ih => exact fun h => ih (succ.inj h)
theorem add_left_cancel {n m k : Nat} : n + m = n + k → m = k := by
  induction n with
  | zero => rw [zero_add, zero_add]; exact id
  | succ n ih => rw [succ_add, succ_add]; exact fun h => ih (succ.inj h)
theorem add_right_cancel {n m k : Nat} (h : n + m = k + m) : n = k := by
  rw [add_comm n, add_comm k] at h
  exact add_left_cancel h
theorem eq_zero_of_add_eq_zero {n m : Nat} : n + m = 0 → n = 0 ∧ m = 0 := by
  cases m with
  | zero => exact fun h => ⟨h, rfl⟩
  | succ m => exact fun h => absurd h (succ_ne_zero _)
theorem exists_eq_succ_of_ne_zero {n : Nat} : n ≠ 0 → ∃ k, n = succ k := by
  cases n with
  | zero => exact fun h => absurd rfl h
  | succ k => exact fun _ => ⟨k, rfl⟩

/-! ### Multiplication -/

@[simp] theorem zero_mul (n : Nat) : 0 * n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [mul_succ, ih]
theorem succ_mul (n m : Nat) : succ n * m = n * m + m := by
  induction m with
  | zero => rfl
  | succ m ih => rw [mul_succ, mul_succ, ih, add_succ, add_succ, add_right_comm]
theorem mul_comm (n m : Nat) : n * m = m * n := by
  induction m with
  | zero => exact (zero_mul n).symm
  | succ m ih => rw [mul_succ, succ_mul, ih]
@[simp] theorem mul_one (n : Nat) : n * 1 = n := zero_add n
@[simp] theorem one_mul (n : Nat) : 1 * n = n := by rw [mul_comm, mul_one]
theorem mul_add (n m k : Nat) : n * (m + k) = n * m + n * k := by
  induction k with
  | zero => rfl
  | succ k ih => rw [add_succ, mul_succ, mul_succ, ih, add_assoc]
theorem left_distrib (n m k : Nat) : n * (m + k) = n * m + n * k := mul_add n m k
theorem add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [mul_comm, mul_add, mul_comm k n, mul_comm k m]
theorem right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := add_mul n m k
theorem mul_assoc (n m k : Nat) : n * m * k = n * (m * k) := by
  induction k with
  | zero => rfl
  | succ k ih => rw [mul_succ, mul_succ, mul_add, ih]
theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← mul_assoc, mul_comm n m, mul_assoc]
theorem mul_right_comm (n m k : Nat) : n * m * k = n * k * m := by
  rw [mul_assoc, mul_comm m k, ← mul_assoc]
theorem two_mul (n : Nat) : 2 * n = n + n := by
  rw [show (2 : Nat) = succ 1 from rfl, succ_mul, one_mul]
theorem mul_two (n : Nat) : n * 2 = n + n := by rw [mul_comm, two_mul]
theorem mul_eq_zero {n m : Nat} : n * m = 0 ↔ n = 0 ∨ m = 0 := by
  constructor
  · cases m with
    | zero => exact fun _ => .inr rfl
    | succ m => exact fun h => .inl (eq_zero_of_add_eq_zero h).2
  · rintro (h | h)
    · rw [h, zero_mul]
    · rw [h, mul_zero]

/-! ### Powers -/

@[simp] theorem pow_one (n : Nat) : n ^ 1 = n := by rw [show (1 : Nat) = succ 0 from rfl, pow_succ, pow_zero, one_mul]
@[simp] theorem one_pow (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [pow_succ, ih]
theorem pow_two (n : Nat) : n ^ 2 = n * n := by
  rw [show (2 : Nat) = succ 1 from rfl, pow_succ, pow_one]
theorem pow_add (n m k : Nat) : n ^ (m + k) = n ^ m * n ^ k := by
  induction k with
  | zero => rw [add_zero, pow_zero, mul_one]
  | succ k ih => rw [add_succ, pow_succ, pow_succ, ih, mul_assoc]
theorem mul_pow (n m k : Nat) : (n * m) ^ k = n ^ k * m ^ k := by
  induction k with
  | zero => rfl
  | succ k ih => rw [pow_succ, pow_succ, pow_succ, ih, mul_assoc, mul_left_comm (m ^ k), ← mul_assoc]
theorem pow_mul (n m k : Nat) : n ^ (m * k) = (n ^ m) ^ k := by
  induction k with
  | zero => rfl
  | succ k ih => rw [mul_succ, pow_add, ih, pow_succ]

/-! ### Order -/

@[simp] protected theorem le_refl (n : Nat) : n ≤ n := le.refl
protected theorem le_rfl {n : Nat} : n ≤ n := le.refl
theorem le_of_eq {n m : Nat} (h : n = m) : n ≤ m := h ▸ Nat.le_refl n
theorem le_succ (n : Nat) : n ≤ succ n := le.step le.refl
theorem le_succ_of_le {n m : Nat} (h : n ≤ m) : n ≤ succ m := le.step h
@[simp] theorem zero_le (n : Nat) : 0 ≤ n := by
  induction n with
  | zero => exact le.refl
  | succ n ih => exact le.step ih
protected theorem le_trans {n m k : Nat} (h : n ≤ m) (l : m ≤ k) : n ≤ k := by
  induction l with
  | refl => exact h
  | step _ ih => exact le.step ih
theorem succ_le_succ {n m : Nat} (h : n ≤ m) : succ n ≤ succ m := by
  induction h with
  | refl => exact le.refl
  | step _ ih => exact le.step ih
theorem le_of_succ_le {n m : Nat} (h : succ n ≤ m) : n ≤ m := Nat.le_trans (le_succ n) h
theorem pred_le_pred {n m : Nat} (h : n ≤ m) : pred n ≤ pred m := by
  induction h with
  | refl => exact le.refl
  | @step m h ih =>
    cases m with
    | zero => exact ih
    | succ m => exact le.step ih
theorem le_of_succ_le_succ {n m : Nat} (h : succ n ≤ succ m) : n ≤ m := pred_le_pred h
theorem succ_le_succ_iff {n m : Nat} : succ n ≤ succ m ↔ n ≤ m := ⟨le_of_succ_le_succ, succ_le_succ⟩
theorem not_succ_le_zero (n : Nat) : ¬succ n ≤ 0 := fun h => by cases h
theorem not_succ_le_self (n : Nat) : ¬succ n ≤ n := by
  induction n with
  | zero => exact not_succ_le_zero 0
  | succ n ih => exact fun h => ih (le_of_succ_le_succ h)
@[simp] protected theorem lt_irrefl (n : Nat) : ¬n < n := not_succ_le_self n
theorem lt_succ_self (n : Nat) : n < succ n := le.refl
theorem lt_succ_of_le {n m : Nat} (h : n ≤ m) : n < succ m := succ_le_succ h
theorem le_of_lt_succ {n m : Nat} (h : n < succ m) : n ≤ m := le_of_succ_le_succ h
theorem succ_le_of_lt {n m : Nat} (h : n < m) : succ n ≤ m := h
theorem lt_of_succ_le {n m : Nat} (h : succ n ≤ m) : n < m := h
theorem zero_lt_succ (n : Nat) : 0 < succ n := succ_le_succ (zero_le n)
theorem succ_pos (n : Nat) : 0 < succ n := zero_lt_succ n
theorem not_lt_zero (n : Nat) : ¬n < 0 := not_succ_le_zero n
protected theorem le_of_lt {n m : Nat} (h : n < m) : n ≤ m := le_of_succ_le h
protected theorem lt_of_lt_of_le {n m k : Nat} (h : n < m) (l : m ≤ k) : n < k := Nat.le_trans h l
protected theorem lt_of_le_of_lt {n m k : Nat} (h : n ≤ m) (l : m < k) : n < k := Nat.le_trans (succ_le_succ h) l
protected theorem lt_trans {n m k : Nat} (h : n < m) (l : m < k) : n < k := Nat.lt_of_lt_of_le h (Nat.le_of_lt l)
protected theorem ne_of_lt {n m : Nat} (h : n < m) : n ≠ m := fun e => Nat.lt_irrefl m (e ▸ h)
protected theorem le_antisymm {n m : Nat} (h : n ≤ m) (l : m ≤ n) : n = m := by
  cases h with
  | refl => rfl
  | step h => exact absurd (Nat.le_trans l h) (not_succ_le_self _)
theorem eq_zero_of_le_zero {n : Nat} (h : n ≤ 0) : n = 0 := Nat.le_antisymm h (zero_le n)
protected theorem pos_of_ne_zero {n : Nat} : n ≠ 0 → 0 < n := by
  cases n with
  | zero => exact fun h => absurd rfl h
  | succ n => exact fun _ => zero_lt_succ n
theorem eq_zero_or_pos (n : Nat) : n = 0 ∨ 0 < n := by
  cases n with
  | zero => exact .inl rfl
  | succ n => exact .inr (zero_lt_succ n)
protected theorem lt_or_ge (n m : Nat) : n < m ∨ n ≥ m := by
  induction m with
  | zero => exact .inr (zero_le n)
  | succ m ih =>
    rcases ih with h | h
    · exact .inl (le.step h)
    · cases h with
      | refl => exact .inl le.refl
      | step h => exact .inr (succ_le_succ h)
protected theorem le_total (n m : Nat) : n ≤ m ∨ m ≤ n := (Nat.lt_or_ge n m).imp Nat.le_of_lt id
protected theorem lt_trichotomy (n m : Nat) : n < m ∨ n = m ∨ m < n := by
  rcases Nat.lt_or_ge n m with h | h
  · exact .inl h
  · cases h with
    | refl => exact .inr (.inl rfl)
    | step h => exact .inr (.inr (succ_le_succ h))
protected theorem not_le {n m : Nat} : ¬n ≤ m ↔ m < n :=
  ⟨fun h => (Nat.lt_or_ge m n).elim id fun l => absurd l h, fun h l => Nat.lt_irrefl m (Nat.lt_of_lt_of_le h l)⟩
protected theorem not_lt {n m : Nat} : ¬n < m ↔ m ≤ n :=
  ⟨fun h => (Nat.lt_or_ge n m).elim (absurd · h) id, fun h l => Nat.lt_irrefl n (Nat.lt_of_lt_of_le l h)⟩
theorem le_add_right (n k : Nat) : n ≤ n + k := by
  induction k with
  | zero => exact le.refl
  | succ k ih => exact le.step ih
theorem le_add_left (n k : Nat) : n ≤ k + n := by rw [add_comm]; exact le_add_right n k
theorem exists_add_of_le {n m : Nat} (h : n ≤ m) : ∃ k, m = n + k := by
  induction h with
  | refl => exact ⟨0, rfl⟩
  | step _ ih =>
    obtain ⟨k, hk⟩ := ih
    exact ⟨succ k, by rw [add_succ, hk]⟩
theorem le_iff_exists_add {n m : Nat} : n ≤ m ↔ ∃ k, m = n + k :=
  ⟨exists_add_of_le, fun ⟨k, hk⟩ => hk ▸ le_add_right n k⟩
theorem add_le_add_left {n m : Nat} (h : n ≤ m) (k : Nat) : k + n ≤ k + m := by
  induction k with
  | zero => rw [zero_add, zero_add]; exact h
  | succ k ih => rw [succ_add, succ_add]; exact succ_le_succ ih
theorem add_le_add_right {n m : Nat} (h : n ≤ m) (k : Nat) : n + k ≤ m + k := by
  rw [add_comm n, add_comm m]; exact add_le_add_left h k
theorem add_le_add {a b c d : Nat} (h : a ≤ b) (l : c ≤ d) : a + c ≤ b + d :=
  Nat.le_trans (add_le_add_right h c) (add_le_add_left l b)
theorem le_of_add_le_add_left {a b c : Nat} : a + b ≤ a + c → b ≤ c := by
  induction a with
  | zero => rw [zero_add, zero_add]; exact id
  | succ a ih => rw [succ_add, succ_add]; exact fun h => ih (le_of_succ_le_succ h)
theorem add_lt_add_left {n m : Nat} (h : n < m) (k : Nat) : k + n < k + m := add_le_add_left (n := succ n) h k
theorem add_lt_add_right {n m : Nat} (h : n < m) (k : Nat) : n + k < m + k := by
  rw [add_comm n, add_comm m]; exact add_lt_add_left h k
theorem lt_add_of_pos_right {n k : Nat} (h : 0 < k) : n < n + k := add_lt_add_left h n
theorem mul_le_mul_left {n m : Nat} (k : Nat) (h : n ≤ m) : k * n ≤ k * m := by
  obtain ⟨d, hd⟩ := exists_add_of_le h
  rw [hd, mul_add]; exact le_add_right _ _
theorem mul_le_mul_right {n m : Nat} (k : Nat) (h : n ≤ m) : n * k ≤ m * k := by
  rw [mul_comm n, mul_comm m]; exact mul_le_mul_left k h
theorem mul_le_mul {a b c d : Nat} (h : a ≤ b) (l : c ≤ d) : a * c ≤ b * d :=
  Nat.le_trans (mul_le_mul_right c h) (mul_le_mul_left b l)
theorem mul_pos {n m : Nat} (h : 0 < n) (l : 0 < m) : 0 < n * m := by
  cases m with
  | zero => exact absurd l (Nat.lt_irrefl 0)
  | succ m => rw [mul_succ]; exact Nat.lt_of_lt_of_le h (le_add_left n _)

/-! ### Deciding the order -/

theorem le_of_ble_eq_true {n m : Nat} : ble n m = true → n ≤ m := by
  induction n generalizing m with
  | zero => exact fun _ => zero_le m
  | succ n ih =>
    cases m with
    | zero => exact fun h => absurd h Bool.false_ne_true
    | succ m => exact fun h => succ_le_succ (ih h)
theorem ble_self_eq_true (n : Nat) : ble n n = true := by
  induction n with
  | zero => rfl
  | succ n ih => exact ih
theorem ble_succ_eq_true {n m : Nat} : ble n m = true → ble n (succ m) = true := by
  induction n generalizing m with
  | zero => exact fun _ => rfl
  | succ n ih =>
    cases m with
    | zero => exact fun h => absurd h Bool.false_ne_true
    | succ m => exact fun h => ih h
theorem ble_eq_true_of_le {n m : Nat} (h : n ≤ m) : ble n m = true := by
  induction h with
  | refl => exact ble_self_eq_true n
  | step _ ih => exact ble_succ_eq_true ih
instance decLe (n m : Nat) : Decidable (n ≤ m) :=
  if h : ble n m = true then isTrue (le_of_ble_eq_true h) else isFalse fun l => h (ble_eq_true_of_le l)
instance decLt (n m : Nat) : Decidable (n < m) := decLe (succ n) m

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

instance : Trans (α := Nat) (β := Nat) (γ := Nat) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Nat.le_trans⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) (· < ·) (· < ·) (· < ·) := ⟨Nat.lt_trans⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) (· < ·) (· ≤ ·) (· < ·) := ⟨Nat.lt_of_lt_of_le⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) (· ≤ ·) (· < ·) (· < ·) := ⟨Nat.lt_of_le_of_lt⟩
