prelude
import Trivium.Ring.Class
import Trivium.Core.OmegaLemmas
/-!
Monomials, packed into natural numbers: the exponent of variable `i` is digit `i` to the base `2 ^ 16`.

The product of two monomials is then a sum and their order that of numbers, which the kernel computes at once. A sum
of digits must not carry: `Within` bounds the digits of a monomial, and the checkers bound the degree.
-/
set_option linter.all false

universe u

namespace Trivium.Ring

open CommSemiring

/-- One more than the greatest exponent. -/
abbrev base : Nat := 65536

/-- Variable `i` as a monomial. -/
def variable_ (i : Nat) : Nat := Nat.pow 65536 i

variable {α : Type u} [CommSemiring α]

/-- The value of variable `i`; one beyond the values that are given. -/
def value : List α → Nat → α
  | [], _ => 1
  | x :: _, 0 => x
  | _ :: xs, i + 1 => value xs i

namespace Monomial

/-- The value of a monomial. -/
def denote : List α → Nat → α
  | [], _ => 1
  | x :: xs, m => x ^ (m % 65536) * denote xs (m / 65536)

/-- Each exponent is at most `k`. -/
def Within : List α → Nat → Nat → Prop
  | [], _, _ => True
  | _ :: xs, k, m => m % 65536 ≤ k ∧ Within xs k (m / 65536)

theorem Within.mono {xs : List α} {k l m : Nat} (h : k ≤ l) : Within xs k m → Within xs l m := by
  induction xs generalizing m with
  | nil => exact fun _ => trivial
  | cons x xs ih => exact fun w => ⟨Nat.le_trans w.1 h, ih w.2⟩

theorem digit_add {a b : Nat} (h : a % 65536 + b % 65536 < 65536) : (a + b) % 65536 = a % 65536 + b % 65536 := by omega
theorem rest_add {a b : Nat} (h : a % 65536 + b % 65536 < 65536) : (a + b) / 65536 = a / 65536 + b / 65536 := by omega

theorem Within.add {xs : List α} {k l a b : Nat} (h : k + l < 65536) :
    Within xs k a → Within xs l b → Within xs (k + l) (a + b) := by
  induction xs generalizing a b with
  | nil => exact fun _ _ => trivial
  | cons x xs ih =>
    intro v w
    have s := Nat.add_le_add v.1 w.1
    have c := Nat.lt_of_le_of_lt s h
    refine ⟨?_, ?_⟩
    · rw [digit_add c]
      exact s
    · rw [rest_add c]
      exact ih v.2 w.2

theorem denote_add {xs : List α} {k l a b : Nat} (h : k + l < 65536) :
    Within xs k a → Within xs l b → denote xs (a + b) = denote xs a * denote xs b := by
  induction xs generalizing a b with
  | nil => exact fun _ _ => (mul_one (1 : α)).symm
  | cons x xs ih =>
    intro v w
    have c := Nat.lt_of_le_of_lt (Nat.add_le_add v.1 w.1) h
    show x ^ ((a + b) % 65536) * denote xs ((a + b) / 65536) = _
    rw [digit_add c, rest_add c, ih v.2 w.2, pow_add]
    exact mul_mul_mul_comm _ _ _ _

theorem within_zero (xs : List α) : Within xs 0 0 := by
  induction xs with
  | nil => trivial
  | cons x xs ih => exact ⟨Nat.le_refl 0, ih⟩

theorem denote_zero (xs : List α) : denote xs 0 = 1 := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    show x ^ 0 * denote xs 0 = 1
    rw [ih, pow_zero]
    exact mul_one _

theorem variable_succ_mod (i : Nat) : variable_ (i + 1) % 65536 = 0 := by
  show (Nat.pow 65536 i * 65536) % 65536 = 0
  generalize Nat.pow 65536 i = n
  omega
theorem variable_succ_div (i : Nat) : variable_ (i + 1) / 65536 = variable_ i := by
  show (Nat.pow 65536 i * 65536) / 65536 = Nat.pow 65536 i
  generalize Nat.pow 65536 i = n
  omega

theorem within_variable (xs : List α) (i : Nat) : Within xs 1 (variable_ i) := by
  induction xs generalizing i with
  | nil => trivial
  | cons x xs ih => cases i with
    | zero => exact ⟨by decide, Within.mono (Nat.zero_le 1) (within_zero xs)⟩
    | succ i =>
      refine ⟨?_, ?_⟩
      · rw [variable_succ_mod]
        exact Nat.zero_le 1
      · rw [variable_succ_div]
        exact ih i

theorem denote_variable (xs : List α) (i : Nat) : denote xs (variable_ i) = value xs i := by
  induction xs generalizing i with
  | nil => rfl
  | cons x xs ih => cases i with
    | zero =>
      show x ^ (1 % 65536) * denote xs (1 / 65536) = x
      rw [show 1 % 65536 = 1 from rfl, show 1 / 65536 = 0 from rfl, denote_zero, pow_one]
      exact mul_one x
    | succ i =>
      show x ^ (variable_ (i + 1) % 65536) * denote xs (variable_ (i + 1) / 65536) = value xs i
      rw [variable_succ_mod, variable_succ_div, ih, pow_zero]
      exact one_mul _

end Monomial

end Trivium.Ring
