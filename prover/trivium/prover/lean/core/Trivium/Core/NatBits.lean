prelude
import Trivium.Core.NatDivision
/-!
The recursion equations of the binary logarithm and of the operations on bits. Their definitions count steps, so that
they need no well-founded recursion; here the count is shown not to matter.
-/
set_option linter.all false

namespace Nat

/-! ### Halves are smaller -/

theorem div_le_self (n m : Nat) : n / m ≤ n := by
  induction n with
  | zero => exact le.refl
  | succ n ih =>
    rw [succ_div]
    cases beq (succ (n % m)) m with
    | true => exact succ_le_succ ih
    | false => exact le.step ih
theorem succ_div_two_le (n : Nat) : succ n / 2 ≤ n := by
  rcases Nat.lt_or_ge n (succ n / 2) with h | h
  · have whole : succ n / 2 + succ n / 2 ≤ succ n := by
      rw [← two_mul]
      exact Nat.le_trans (le_add_right _ (succ n % 2)) (le_of_eq (div_add_mod (succ n) 2))
    exact absurd (Nat.le_trans (add_le_add (Nat.le_trans (zero_lt_succ n) h) h) whole) fun l => by
      rw [one_add] at l
      exact not_succ_le_self _ l
  · exact h
theorem halves_le {n m k : Nat} (h : n + m ≤ succ k) : n / 2 + m / 2 ≤ k := by
  cases n with
  | zero =>
    rw [zero_div, zero_add]
    rw [zero_add] at h
    cases m with
    | zero => exact zero_le k
    | succ m => exact Nat.le_trans (succ_div_two_le m) (le_of_succ_le_succ h)
  | succ n =>
    rw [succ_add] at h
    exact Nat.le_trans (add_le_add (succ_div_two_le n) (div_le_self m 2)) (le_of_succ_le_succ h)

/-! ### The binary logarithm -/

theorem log2Steps_enough (a b n : Nat) (ha : n ≤ a) (hb : n ≤ b) : log2Steps a n = log2Steps b n := by
  induction a generalizing b n with
  | zero =>
    cases eq_zero_of_le_zero ha
    cases b with
    | zero => rfl
    | succ b => rfl
  | succ a ih =>
    cases b with
    | zero =>
      cases eq_zero_of_le_zero hb
      rfl
    | succ b =>
      have small : ∀ k, n ≤ succ k → n / 2 ≤ k := fun k h => halves_le (n := n) (m := 0) h
      show cond (ble 2 n) (succ (log2Steps a (n / 2))) 0 = cond (ble 2 n) (succ (log2Steps b (n / 2))) 0
      rw [ih b (n / 2) (small a ha) (small b hb)]
theorem log2_of_lt {n : Nat} (h : n < 2) : log2 n = 0 := by
  cases n with
  | zero => rfl
  | succ n =>
    cases n with
    | zero => rfl
    | succ n => exact absurd (le_of_succ_le_succ (le_of_succ_le_succ h)) (not_succ_le_zero n)
theorem log2_of_le {n : Nat} (h : 2 ≤ n) : log2 n = log2 (n / 2) + 1 := by
  cases n with
  | zero => exact absurd h (not_succ_le_zero 1)
  | succ n =>
    show cond (ble 2 (succ n)) (succ (log2Steps n (succ n / 2))) 0 = succ (log2Steps (succ n / 2) (succ n / 2))
    rw [ble_eq_true_of_le h]
    exact congrArg succ (log2Steps_enough _ _ _ (succ_div_two_le n) (Nat.le_refl _))
theorem log2_def (n : Nat) : log2 n = if 2 ≤ n then log2 (n / 2) + 1 else 0 := by
  by_cases h : 2 ≤ n
  · rw [if_pos h]
    exact log2_of_le h
  · rw [if_neg h]
    exact log2_of_lt (Nat.not_le.mp h)

/-! ### Bit by bit -/

theorem bitwiseSteps_zero {f : Bool → Bool → Bool} (hf : f false false = false) (a : Nat) : bitwiseSteps f a 0 0 = 0 := by
  induction a with
  | zero => rfl
  | succ a ih =>
    show Nat.add (Nat.mul 2 (bitwiseSteps f a 0 0)) (cond (f false false) 1 0) = 0
    rw [ih, hf]
    rfl
theorem bitwiseSteps_enough {f : Bool → Bool → Bool} (hf : f false false = false) (a b n m : Nat) (ha : n + m ≤ a)
    (hb : n + m ≤ b) : bitwiseSteps f a n m = bitwiseSteps f b n m := by
  induction a generalizing b n m with
  | zero =>
    obtain ⟨hn, hm⟩ := eq_zero_of_add_eq_zero (eq_zero_of_le_zero ha)
    rw [hn, hm, bitwiseSteps_zero hf, bitwiseSteps_zero hf]
  | succ a ih =>
    cases b with
    | zero =>
      obtain ⟨hn, hm⟩ := eq_zero_of_add_eq_zero (eq_zero_of_le_zero hb)
      rw [hn, hm, bitwiseSteps_zero hf, bitwiseSteps_zero hf]
    | succ b =>
      exact congrArg (fun r => Nat.add (Nat.mul 2 r) (cond (f (beq (n % 2) 1) (beq (m % 2) 1)) 1 0))
        (ih b (n / 2) (m / 2) (halves_le ha) (halves_le hb))
theorem bitwise_zero_zero (f : Bool → Bool → Bool) : bitwise f 0 0 = 0 := rfl
theorem bitwise_step {f : Bool → Bool → Bool} (hf : f false false = false) (n m : Nat) :
    bitwise f n m = 2 * bitwise f (n / 2) (m / 2) + cond (f (beq (n % 2) 1) (beq (m % 2) 1)) 1 0 :=
  (bitwiseSteps_enough hf (n + m) (succ (n + m)) n m (Nat.le_refl _) (le_succ _)).trans
    (congrArg (fun r => Nat.add (Nat.mul 2 r) (cond (f (beq (n % 2) 1) (beq (m % 2) 1)) 1 0))
      (bitwiseSteps_enough hf _ _ (n / 2) (m / 2) (halves_le (le_succ _)) (Nat.le_refl _)))

theorem land_zero_zero : land 0 0 = 0 := rfl
theorem land_step (n m : Nat) :
    land n m = 2 * land (n / 2) (m / 2) + cond (beq (n % 2) 1 && beq (m % 2) 1) 1 0 :=
  bitwise_step (f := Bool.and) rfl n m
theorem lor_zero_zero : lor 0 0 = 0 := rfl
theorem lor_step (n m : Nat) :
    lor n m = 2 * lor (n / 2) (m / 2) + cond (beq (n % 2) 1 || beq (m % 2) 1) 1 0 :=
  bitwise_step (f := Bool.or) rfl n m
theorem xor_zero_zero : xor 0 0 = 0 := rfl
theorem xor_step (n m : Nat) :
    xor n m = 2 * xor (n / 2) (m / 2) + cond (cond (beq (n % 2) 1) (!beq (m % 2) 1) (beq (m % 2) 1)) 1 0 :=
  bitwise_step (f := fun a b => cond a (!b) b) rfl n m

end Nat
