prelude
import Trivium.Core.OmegaLemmas
/-!
The order and the arithmetic of natural numbers under their usual names, and what `simp` needs for offsets `n + k`.
-/
set_option linter.all false

namespace Nat

variable {a b c d k m n : Nat}

/-! ### Order -/

theorem not_le_eq (a b : Nat) : (¬a ≤ b) = (b + 1 ≤ a) := propext ⟨by omega, by omega⟩
theorem not_lt_eq (a b : Nat) : (¬a < b) = (b ≤ a) := propext ⟨by omega, by omega⟩
theorem not_ge_eq (a b : Nat) : (¬a ≥ b) = (a + 1 ≤ b) := propext ⟨by omega, by omega⟩
theorem not_gt_eq (a b : Nat) : (¬a > b) = (a ≤ b) := propext ⟨by omega, by omega⟩
@[simp] protected theorem not_le' : ¬a ≤ b ↔ b < a := Nat.not_le
@[simp] protected theorem not_lt' : ¬a < b ↔ b ≤ a := Nat.not_lt
theorem le_antisymm_iff : a = b ↔ a ≤ b ∧ b ≤ a := by omega
protected theorem eq_iff_le_and_ge : a = b ↔ a ≤ b ∧ b ≤ a := by omega
protected theorem lt_iff_le_not_le : a < b ↔ a ≤ b ∧ ¬b ≤ a := by omega
protected theorem lt_iff_le_and_ne : a < b ↔ a ≤ b ∧ a ≠ b := by omega
protected theorem lt_asymm (h : a < b) : ¬b < a := by omega
protected theorem ne_iff_lt_or_gt : a ≠ b ↔ a < b ∨ b < a := by omega
protected theorem lt_of_le_of_ne (h : a ≤ b) (k : a ≠ b) : a < b := by omega
protected theorem lt_of_lt_of_eq (h : a < b) (k : b = c) : a < c := k ▸ h
protected theorem le_iff_lt_or_eq : a ≤ b ↔ a < b ∨ a = b := by omega
protected theorem lt_or_eq_of_le (h : a ≤ b) : a < b ∨ a = b := by omega
protected theorem le_of_not_le (h : ¬b ≤ a) : a ≤ b := by omega
theorem lt_iff_add_one_le : a < b ↔ a + 1 ≤ b := Iff.rfl
theorem add_one_le_iff : a + 1 ≤ b ↔ a < b := Iff.rfl
theorem succ_le : succ a ≤ b ↔ a < b := Iff.rfl
theorem lt_add_one_iff : a < b + 1 ↔ a ≤ b := by omega
theorem lt_succ : a < succ b ↔ a ≤ b := by omega
theorem lt_succ_iff : a < succ b ↔ a ≤ b := by omega
theorem le_of_lt_add_one (h : a < b + 1) : a ≤ b := by omega
theorem lt_add_one_of_le (h : a ≤ b) : a < b + 1 := by omega
theorem add_one_pos (n : Nat) : 0 < n + 1 := by omega
theorem add_one_ne_zero (n : Nat) : n + 1 ≠ 0 := by omega
theorem zero_lt_one : 0 < 1 := by omega
theorem one_pos : 0 < 1 := by omega
theorem zero_lt_of_ne_zero (h : n ≠ 0) : 0 < n := by omega
theorem ne_zero_of_lt (h : b < a) : a ≠ 0 := by omega
theorem pos_iff_ne_zero : 0 < n ↔ n ≠ 0 := by omega
theorem le_succ_of_le' (h : a ≤ b) : a ≤ b + 1 := by omega
theorem pred_lt (h : n ≠ 0) : pred n < n := by
  cases n with
  | zero => exact absurd rfl h
  | succ n => exact Nat.lt_succ_self n
theorem pred_lt_of_lt (h : m < n) : pred n < n := pred_lt (ne_zero_of_lt h)
theorem sub_one_lt_of_lt (h : m < n) : n - 1 < n := by omega
@[simp] theorem le_zero_eq (n : Nat) : (n ≤ 0) = (n = 0) := propext (by omega)
protected theorem le_zero : n ≤ 0 ↔ n = 0 := by omega
@[simp] theorem lt_one_iff : n < 1 ↔ n = 0 := by omega
@[simp] theorem not_lt_zero' (n : Nat) : (n < 0) = False := eq_false (Nat.not_lt_zero n)
@[simp] theorem zero_lt_succ_eq (n : Nat) : (0 < n + 1) = True := eq_true (by omega)
theorem one_le_iff_ne_zero : 1 ≤ n ↔ n ≠ 0 := by omega
theorem eq_of_le_of_lt_succ (h : n ≤ m) (k : m < n + 1) : m = n := by omega
theorem exists_eq_add_of_le (h : a ≤ b) : ∃ k, b = a + k := ⟨b - a, by omega⟩
theorem exists_eq_add_of_lt (h : a < b) : ∃ k, b = a + k + 1 := ⟨b - a - 1, by omega⟩
theorem exists_eq_add_one : (∃ n, a = n + 1) ↔ 0 < a := ⟨fun ⟨n, e⟩ => by omega, fun h => ⟨a - 1, by omega⟩⟩
theorem eq_zero_or_eq_succ_pred (n : Nat) : n = 0 ∨ n = succ (pred n) := by
  cases n with
  | zero => exact .inl rfl
  | succ n => exact .inr rfl

/-! ### Addition and subtraction -/

@[simp] protected theorem add_left_cancel_iff : a + b = a + c ↔ b = c := by omega
@[simp] protected theorem add_right_cancel_iff : a + c = b + c ↔ a = b := by omega
protected theorem add_left_inj : a + c = b + c ↔ a = b := by omega
protected theorem add_right_inj : a + b = a + c ↔ b = c := by omega
@[simp] protected theorem add_le_add_iff_left : a + b ≤ a + c ↔ b ≤ c := by omega
@[simp] protected theorem add_le_add_iff_right : a + c ≤ b + c ↔ a ≤ b := by omega
@[simp] protected theorem add_lt_add_iff_left : a + b < a + c ↔ b < c := by omega
@[simp] protected theorem add_lt_add_iff_right : a + c < b + c ↔ a < b := by omega
protected theorem add_lt_add (h : a < b) (l : c < d) : a + c < b + d := by omega
protected theorem add_lt_add_of_le_of_lt (h : a ≤ b) (l : c < d) : a + c < b + d := by omega
protected theorem add_lt_add_of_lt_of_le (h : a < b) (l : c ≤ d) : a + c < b + d := by omega
protected theorem le_of_add_le_add_right (h : a + c ≤ b + c) : a ≤ b := by omega
protected theorem lt_of_add_lt_add_left (h : a + b < a + c) : b < c := by omega
protected theorem lt_of_add_lt_add_right (h : a + c < b + c) : a < b := by omega
protected theorem lt_add_left (c : Nat) (h : a < b) : a < c + b := by omega
protected theorem lt_add_of_pos_left (h : 0 < k) : n < k + n := by omega
protected theorem add_pos_left (h : 0 < m) (n : Nat) : 0 < m + n := by omega
protected theorem add_pos_right (m : Nat) (h : 0 < n) : 0 < m + n := by omega
theorem add_pos_iff_pos_or_pos : 0 < m + n ↔ 0 < m ∨ 0 < n := by omega
theorem le_add_right_of_le (h : a ≤ b) : a ≤ b + c := by omega
theorem le_add_left_of_le (h : a ≤ b) : a ≤ c + b := by omega
@[simp] protected theorem add_eq_zero_iff : a + b = 0 ↔ a = 0 ∧ b = 0 := by omega
@[simp] protected theorem add_eq_left : a + b = a ↔ b = 0 := by omega
@[simp] protected theorem add_eq_right : a + b = b ↔ a = 0 := by omega
@[simp] protected theorem le_add_right_eq (a b : Nat) : (a ≤ a + b) = True := eq_true (by omega)
@[simp] protected theorem le_add_left_eq (a b : Nat) : (a ≤ b + a) = True := eq_true (by omega)
protected theorem add_sub_add_right (n k m : Nat) : (n + k) - (m + k) = n - m := by omega
protected theorem add_sub_add_left (k n m : Nat) : (k + n) - (k + m) = n - m := by omega
@[simp] protected theorem add_sub_cancel' : m + n - m = n := by omega
protected theorem add_sub_of_le (h : a ≤ b) : a + (b - a) = b := by omega
protected theorem add_sub_assoc (h : k ≤ m) (n : Nat) : n + m - k = n + (m - k) := by omega
protected theorem sub_add_comm (h : k ≤ n) : n + m - k = n - k + m := by omega
@[simp] protected theorem sub_sub (a b c : Nat) : a - b - c = a - (b + c) := by omega
protected theorem sub_add_eq (a b c : Nat) : a - (b + c) = a - b - c := by omega
protected theorem sub_right_comm (a b c : Nat) : a - b - c = a - c - b := by omega
protected theorem sub_sub_self (h : n ≤ m) : m - (m - n) = n := by omega
protected theorem sub_eq_iff_eq_add (h : b ≤ a) : a - b = c ↔ a = c + b := by omega
protected theorem sub_eq_of_eq_add (h : a = c + b) : a - b = c := by omega
protected theorem eq_sub_of_add_eq (h : a + b = c) : a = c - b := by omega
protected theorem sub_le_sub_left (h : a ≤ b) (k : Nat) : k - b ≤ k - a := by omega
protected theorem sub_le_sub_right (h : a ≤ b) (k : Nat) : a - k ≤ b - k := by omega
protected theorem sub_lt_sub_left (h : k < m) (l : k < n) : m - n < m - k := by omega
protected theorem le_sub_iff_add_le (h : k ≤ m) : n ≤ m - k ↔ n + k ≤ m := by omega
protected theorem sub_le_iff_le_add : a - b ≤ c ↔ a ≤ c + b := by omega
protected theorem lt_sub_iff_add_lt : a < c - b ↔ a + b < c := by omega
protected theorem sub_lt_iff_lt_add (h : b ≤ a) : a - b < c ↔ a < c + b := by omega
protected theorem sub_pos_of_lt (h : m < n) : 0 < n - m := by omega
protected theorem sub_pos_iff_lt : 0 < n - m ↔ m < n := by omega
protected theorem sub_ne_zero_of_lt (h : a < b) : b - a ≠ 0 := by omega
protected theorem sub_eq_zero_iff_le : n - m = 0 ↔ n ≤ m := by omega
theorem lt_of_sub_ne_zero (h : n - m ≠ 0) : m < n := by omega
theorem lt_of_sub_pos (h : 0 < n - m) : m < n := by omega
theorem pred_eq_sub_one (n : Nat) : pred n = n - 1 := rfl
@[simp] theorem sub_one_add_one (h : n ≠ 0) : n - 1 + 1 = n := by omega
theorem succ_pred_eq_of_pos (h : 0 < n) : succ (pred n) = n := by
  cases n with
  | zero => exact absurd h (Nat.lt_irrefl 0)
  | succ n => rfl

/-! ### Offsets -/

namespace Simproc

theorem sub_add_eq_comm (a b c : Nat) : a - (b + c) = a - c - b := by omega
theorem add_sub_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : a + b - (c + d) = a - (c + (d - b)) := by omega
theorem add_sub_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : a + b - (c + d) = a + (b - d) - c := by omega
theorem add_sub_le (a : Nat) {b c : Nat} (h : b ≤ c) : a + b - c = a - (c - b) := by omega
theorem add_eq_gt (a : Nat) {b c : Nat} (h : b > c) : (a + b = c) = False := eq_false (by omega)
theorem eq_add_gt (a : Nat) {b c : Nat} (h : c > a) : (a = b + c) = False := eq_false (by omega)
theorem add_eq_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : (a + b = c + d) = (a = c + (d - b)) := propext (by omega)
theorem add_eq_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : (a + b = c + d) = (a + (b - d) = c) := propext (by omega)
theorem add_eq_le (a : Nat) {b c : Nat} (h : b ≤ c) : (a + b = c) = (a = c - b) := propext (by omega)
theorem eq_add_le {a : Nat} (b : Nat) {c : Nat} (h : c ≤ a) : (a = b + c) = (b = a - c) := propext (by omega)
theorem add_le_add_le (a c : Nat) {b d : Nat} (h : b ≤ d) : (a + b ≤ c + d) = (a ≤ c + (d - b)) := propext (by omega)
theorem add_le_add_ge (a c : Nat) {b d : Nat} (h : b ≥ d) : (a + b ≤ c + d) = (a + (b - d) ≤ c) := propext (by omega)
theorem add_le_le (a : Nat) {b c : Nat} (h : b ≤ c) : (a + b ≤ c) = (a ≤ c - b) := propext (by omega)
theorem add_le_gt (a : Nat) {b c : Nat} (h : b > c) : (a + b ≤ c) = False := eq_false (by omega)
theorem le_add_le (a : Nat) {b c : Nat} (h : a ≤ c) : (a ≤ b + c) = True := eq_true (by omega)
theorem le_add_ge (a : Nat) {b c : Nat} (h : a ≥ c) : (a ≤ b + c) = (a - c ≤ b) := propext (by omega)
theorem beqEqOfEqEq {a b c d : Nat} (p : (a = b) = (c = d)) : (a == b) = (c == d) := by
  rw [beq_eq_decide, beq_eq_decide]; exact decide_congr (Iff.of_eq p)
theorem beqFalseOfEqFalse {a b : Nat} (p : (a = b) = False) : (a == b) = false := beq_false_of_ne (of_eq_false p)
theorem bneEqOfEqEq {a b c d : Nat} (p : (a = b) = (c = d)) : (a != b) = (c != d) := congrArg Bool.not (beqEqOfEqEq p)
theorem bneTrueOfEqFalse {a b : Nat} (p : (a = b) = False) : (a != b) = true := congrArg Bool.not (beqFalseOfEqFalse p)

end Simproc

/-! ### Products, quotients, powers -/

protected theorem mul_self_le_mul_self (h : m ≤ n) : m * m ≤ n * n := Nat.mul_le_mul h h
protected theorem eq_of_mul_eq_mul_left (h : 0 < a) (e : a * b = a * c) : b = c := by
  rcases Nat.lt_trichotomy b c with l | l | l
  · have := Nat.mul_le_mul_left a (show b + 1 ≤ c from l)
    rw [mul_add, Nat.mul_one, e] at this
    omega
  · exact l
  · have := Nat.mul_le_mul_left a (show c + 1 ≤ b from l)
    rw [mul_add, Nat.mul_one, e] at this
    omega
protected theorem eq_of_mul_eq_mul_right (h : 0 < a) (e : b * a = c * a) : b = c :=
  Nat.eq_of_mul_eq_mul_left h (by rw [Nat.mul_comm a, e, Nat.mul_comm])
protected theorem mul_left_cancel_iff (h : 0 < a) : a * b = a * c ↔ b = c := ⟨Nat.eq_of_mul_eq_mul_left h, fun e => e ▸ rfl⟩
protected theorem mul_right_cancel_iff (h : 0 < a) : b * a = c * a ↔ b = c := ⟨Nat.eq_of_mul_eq_mul_right h, fun e => e ▸ rfl⟩
protected theorem le_of_mul_le_mul_left (h : a * b ≤ a * c) (l : 0 < a) : b ≤ c := by
  rcases Nat.lt_or_ge c b with k | k
  · have := Nat.mul_le_mul_left a (show c + 1 ≤ b from k)
    rw [mul_add, Nat.mul_one] at this
    omega
  · exact k
protected theorem le_of_mul_le_mul_right (h : b * a ≤ c * a) (l : 0 < a) : b ≤ c :=
  Nat.le_of_mul_le_mul_left (by rw [Nat.mul_comm a, Nat.mul_comm a]; exact h) l
protected theorem mul_lt_mul_of_pos_left (h : b < c) (l : 0 < a) : a * b < a * c := by
  have := Nat.mul_le_mul_left a (show b + 1 ≤ c from h)
  rw [mul_add, Nat.mul_one] at this
  omega
protected theorem mul_lt_mul_of_pos_right (h : b < c) (l : 0 < a) : b * a < c * a := by
  rw [Nat.mul_comm b, Nat.mul_comm c]
  exact Nat.mul_lt_mul_of_pos_left h l
protected theorem lt_of_mul_lt_mul_left (h : a * b < a * c) : b < c := by
  rcases Nat.lt_or_ge b c with k | k
  · exact k
  · exact absurd (Nat.mul_le_mul_left a k) (by omega)
protected theorem mul_sub (k m n : Nat) : k * (m - n) = k * m - k * n := by
  rcases Nat.le_total n m with h | h
  · obtain ⟨d, rfl⟩ := exists_add_of_le h
    rw [Nat.add_sub_cancel_left, mul_add, Nat.add_sub_cancel_left]
  · rw [sub_eq_zero_of_le h, sub_eq_zero_of_le (Nat.mul_le_mul_left k h), mul_zero]
protected theorem sub_mul (n m k : Nat) : (n - m) * k = n * k - m * k := by
  rw [Nat.mul_comm, Nat.mul_sub, Nat.mul_comm k, Nat.mul_comm k]
protected theorem mul_eq_zero_iff : m * n = 0 ↔ m = 0 ∨ n = 0 := Nat.mul_eq_zero
attribute [simp] Nat.mul_eq_zero
protected theorem mul_ne_zero (h : n ≠ 0) (k : m ≠ 0) : n * m ≠ 0 := fun e => (Nat.mul_eq_zero.mp e).elim h k
protected theorem pos_of_mul_pos (h : 0 < m * n) : 0 < m := by
  rcases Nat.eq_zero_or_pos m with e | e
  · rw [e, zero_mul] at h
    exact absurd h (Nat.lt_irrefl 0)
  · exact e
@[simp] protected theorem mod_self (n : Nat) : n % n = 0 := mod_eq_zero_of_dvd (Nat.dvd_refl n)
@[simp] theorem mod_one (n : Nat) : n % 1 = 0 := by omega
@[simp] protected theorem div_one (n : Nat) : n / 1 = n := by omega
@[simp] theorem mul_mod_right (m n : Nat) : m * n % m = 0 := mod_eq_zero_of_dvd (Nat.dvd_mul_right m n)
@[simp] theorem mul_mod_left (m n : Nat) : m * n % n = 0 := mod_eq_zero_of_dvd (Nat.dvd_mul_left n m)
protected theorem mul_div_right (n : Nat) (h : 0 < m) : m * n / m = n := by
  have e := div_add_mod (m * n) m
  rw [mul_mod_right, Nat.add_zero] at e
  exact Nat.eq_of_mul_eq_mul_left h e
protected theorem mul_div_left (m : Nat) (h : 0 < n) : m * n / n = m := by rw [Nat.mul_comm]; exact Nat.mul_div_right m h
protected theorem mul_div_cancel (m : Nat) (h : 0 < n) : m * n / n = m := Nat.mul_div_left m h
protected theorem mul_div_cancel_left (m : Nat) (h : 0 < n) : n * m / n = m := Nat.mul_div_right m h
protected theorem div_self (h : 0 < n) : n / n = 1 := by
  have e := Nat.mul_div_right 1 h
  rw [Nat.mul_one] at e
  exact e
protected theorem mul_div_cancel' (h : n ∣ m) : n * (m / n) = m := by
  have e := div_add_mod m n
  rw [mod_eq_zero_of_dvd h, Nat.add_zero] at e
  exact e
protected theorem div_mul_cancel (h : n ∣ m) : m / n * n = m := by rw [Nat.mul_comm]; exact Nat.mul_div_cancel' h
theorem mod_le (m n : Nat) : m % n ≤ m := by
  have := div_add_mod m n
  have := Nat.zero_le (n * (m / n))
  omega
@[simp] theorem mod_mod (a n : Nat) : a % n % n = a % n := by
  rcases Nat.eq_zero_or_pos n with h | h
  · rw [h, mod_zero, mod_zero]
  · exact mod_eq_of_lt (mod_lt a h)
theorem le_of_dvd (h : 0 < n) : m ∣ n → m ≤ n := by
  rintro ⟨k, rfl⟩
  rcases Nat.eq_zero_or_pos k with e | e
  · rw [e] at h
    exact absurd h (by rw [show Nat.mul m 0 = 0 from rfl]; omega)
  · exact Nat.le_trans (Nat.le_of_eq (Nat.mul_one m).symm) (Nat.mul_le_mul_left m e)
protected theorem eq_one_of_dvd_one (h : n ∣ 1) : n = 1 := by
  have := le_of_dvd (by omega) h
  rcases Nat.eq_zero_or_pos n with e | e
  · obtain ⟨k, hk⟩ := h
    rw [e] at hk
    exact absurd (hk.trans (Nat.zero_mul k)) (by omega)
  · omega
@[simp] protected theorem dvd_one : n ∣ 1 ↔ n = 1 := ⟨Nat.eq_one_of_dvd_one, fun e => e ▸ Nat.dvd_refl 1⟩
@[simp] protected theorem zero_dvd : 0 ∣ n ↔ n = 0 :=
  ⟨fun ⟨k, e⟩ => e.trans (Nat.zero_mul k), fun e => e ▸ Nat.dvd_refl 0⟩
protected theorem dvd_antisymm (h : m ∣ n) (k : n ∣ m) : m = n := by
  rcases Nat.eq_zero_or_pos n with e | e
  · rw [e] at k
    rw [e, Nat.zero_dvd.mp k]
  · rcases Nat.eq_zero_or_pos m with e' | e'
    · rw [e'] at h
      rw [e', Nat.zero_dvd.mp h]
    · exact Nat.le_antisymm (le_of_dvd e h) (le_of_dvd e' k)
protected theorem dvd_sub {k m n : Nat} (h : k ∣ m) (l : k ∣ n) : k ∣ m - n := by
  obtain ⟨a, rfl⟩ := h
  obtain ⟨b, rfl⟩ := l
  exact ⟨a - b, (Nat.mul_sub k a b).symm⟩
protected theorem dvd_add_right (h : k ∣ m) : k ∣ m + n ↔ k ∣ n :=
  ⟨fun l => by have := Nat.dvd_sub l h; rw [Nat.add_sub_cancel_left] at this; exact this, Nat.dvd_add h⟩
protected theorem dvd_add_left (h : k ∣ n) : k ∣ m + n ↔ k ∣ m := by rw [Nat.add_comm]; exact Nat.dvd_add_right h
protected theorem dvd_mul_right_of_dvd (h : a ∣ b) (c : Nat) : a ∣ b * c := Nat.dvd_trans h (Nat.dvd_mul_right b c)
protected theorem dvd_mul_left_of_dvd (h : a ∣ b) (c : Nat) : a ∣ c * b := Nat.dvd_trans h (Nat.dvd_mul_left b c)
protected theorem mul_dvd_mul (h : a ∣ b) (l : c ∣ d) : a * c ∣ b * d := by
  obtain ⟨x, rfl⟩ := h
  obtain ⟨y, rfl⟩ := l
  exact ⟨x * y, (show a * x * (c * y) = a * c * (x * y) by rw [Nat.mul_assoc, Nat.mul_left_comm x, ← Nat.mul_assoc])⟩
theorem dvd_eq_true_of_mod_eq_zero {m n : Nat} (h : (n % m == 0) = true) : (m ∣ n) = True := eq_true (dvd_of_mod_eq_zero (eq_of_beq h))
theorem dvd_eq_false_of_mod_ne_zero {m n : Nat} (h : (n % m != 0) = true) : (m ∣ n) = False :=
  eq_false fun d => bne_iff_ne.mp h (mod_eq_zero_of_dvd d)
theorem mod_two_eq_zero_or_one (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := by omega
theorem pow_le_pow_left (h : m ≤ n) (i : Nat) : m ^ i ≤ n ^ i := by
  induction i with
  | zero => exact Nat.le_refl 1
  | succ i ih => exact Nat.mul_le_mul ih h
theorem pow_le_pow_right (h : 0 < n) (l : m ≤ k) : n ^ m ≤ n ^ k := by
  obtain ⟨d, rfl⟩ := exists_add_of_le l
  rw [pow_add]
  exact Nat.le_trans (Nat.le_of_eq (Nat.mul_one _).symm) (Nat.mul_le_mul_left _ (pow_pos h))
theorem lt_two_pow (n : Nat) : n < 2 ^ n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih => rw [pow_succ]; omega
theorem lt_two_pow_self : n < 2 ^ n := lt_two_pow n
@[simp] theorem zero_pow (h : 0 < n) : 0 ^ n = 0 := by
  cases n with
  | zero => exact absurd h (Nat.lt_irrefl 0)
  | succ n => exact mul_zero (0 ^ n)
theorem pow_dvd_pow {m n : Nat} (a : Nat) (h : m ≤ n) : a ^ m ∣ a ^ n := by
  obtain ⟨d, rfl⟩ := exists_add_of_le h
  rw [pow_add]
  exact Nat.dvd_mul_right _ _

/-! ### Least and greatest -/

protected theorem min_le_left (a b : Nat) : min a b ≤ a := by omega
protected theorem min_le_right (a b : Nat) : min a b ≤ b := by omega
protected theorem le_min : a ≤ min b c ↔ a ≤ b ∧ a ≤ c := by omega
protected theorem le_max_left (a b : Nat) : a ≤ max a b := by omega
protected theorem le_max_right (a b : Nat) : b ≤ max a b := by omega
protected theorem max_le : max a b ≤ c ↔ a ≤ c ∧ b ≤ c := by omega
protected theorem min_comm (a b : Nat) : min a b = min b a := by omega
protected theorem max_comm (a b : Nat) : max a b = max b a := by omega
protected theorem min_assoc (a b c : Nat) : min (min a b) c = min a (min b c) := by omega
protected theorem max_assoc (a b c : Nat) : max (max a b) c = max a (max b c) := by omega
@[simp] protected theorem min_self (a : Nat) : min a a = a := by omega
@[simp] protected theorem max_self (a : Nat) : max a a = a := by omega
@[simp] protected theorem min_zero (a : Nat) : min a 0 = 0 := by omega
@[simp] protected theorem zero_min (a : Nat) : min 0 a = 0 := by omega
@[simp] protected theorem max_zero (a : Nat) : max a 0 = a := by omega
@[simp] protected theorem zero_max (a : Nat) : max 0 a = a := by omega
protected theorem min_eq_left (h : a ≤ b) : min a b = a := by omega
protected theorem min_eq_right (h : b ≤ a) : min a b = b := by omega
protected theorem max_eq_left (h : b ≤ a) : max a b = a := by omega
protected theorem max_eq_right (h : a ≤ b) : max a b = b := by omega

end Nat
