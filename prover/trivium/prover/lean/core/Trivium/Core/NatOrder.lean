prelude
import Trivium.Core.NatLemmas
/-!
The order of the natural numbers, and how it is decided.
-/
set_option linter.all false

namespace Nat

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

end Nat

instance : Trans (α := Nat) (β := Nat) (γ := Nat) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Nat.le_trans⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) (· < ·) (· < ·) (· < ·) := ⟨Nat.lt_trans⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) (· < ·) (· ≤ ·) (· < ·) := ⟨Nat.lt_of_lt_of_le⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) (· ≤ ·) (· < ·) (· < ·) := ⟨Nat.lt_of_le_of_lt⟩
