prelude
import Trivium.Ring.Semiring
import Trivium.Ring.Ordered
/-!
Identities modulo hypotheses: a difference that is a combination of the differences of known equations.

Over an ordered ring, which has no zero divisors, it is enough that a power of the difference, times factors that are
known not to be zero, is such a combination (Nullstellensatz).
-/
set_option linter.all false

universe u

namespace Trivium.Ring

open CommSemiring CommRing

/-- A known equation and what it is multiplied with. -/
structure Multiple : Type where
  factor : Expr
  left : Expr
  right : Expr

/-- The equations of a list, one after another. -/
def Equations {α : Type u} [CommRing α] (xs : List α) : List Multiple → Prop
  | [] => True
  | m :: ms => m.left.denote xs = m.right.denote xs ∧ Equations xs ms

/-- The sum of the multiples of the differences. -/
noncomputable def combination (ms : List Multiple) : Expr :=
  List.rec (motive := fun _ => Expr) (.num 0) (fun m _ r => .add (.mul m.factor (.sub m.left m.right)) r) ms

theorem combination_eq_zero {α : Type u} [CommRing α] {xs : List α} {ms : List Multiple} (h : Equations xs ms) :
    (combination ms).denote xs = 0 := by
  induction ms with
  | nil => rfl
  | cons m ms ih =>
    show m.factor.denote xs * (m.left.denote xs - m.right.denote xs) + (combination ms).denote xs = 0
    rw [ih h.2, sub_eq_zero_of_eq h.1]
    exact (add_zero _).trans (mul_zero _)

/-- An identity follows from equations where the check of a combination computes to `true`. -/
theorem eq_of_combination {α : Type u} [CommRing α] (xs : List α) (ms : List Multiple) (a b : Expr)
    (h : equal (.sub a b) (combination ms) = true) (all : Equations xs ms) : a.denote xs = b.denote xs :=
  eq_of_sub_eq_zero ((eq_of_equal xs (.sub a b) _ h).trans (combination_eq_zero all))

/-! ### With factors that are not zero -/

/-- The expressions of a list are not zero, one after another. -/
def NonZero {α : Type u} [CommRing α] (xs : List α) : List Expr → Prop
  | [] => True
  | e :: es => e.denote xs ≠ 0 ∧ NonZero xs es

noncomputable def product (es : List Expr) : Expr := List.rec (motive := fun _ => Expr) (.num 1) (fun e _ r => .mul e r) es

theorem mul_ne_zero {α : Type u} [OrderedRing α] {a b : α} (h : a ≠ 0) (k : b ≠ 0) : a * b ≠ 0 := by
  have pos : ∀ {a b : α}, 0 < a → b ≠ 0 → a * b ≠ 0 := fun {a b} h k e => by
    by_cases l : 0 ≤ b
    · exact OrderedRing.lt_irrefl 0
        (e ▸ OrderedRing.mul_pos _ _ h (OrderedRing.lt_of_le_of_ne l fun z => k z.symm) : (0 : α) < 0)
    · have := OrderedRing.mul_pos _ _ h (OrderedRing.neg_pos.mpr (OrderedRing.not_le.mp l))
      rw [mul_neg, e, neg_zero] at this
      exact OrderedRing.lt_irrefl 0 this
  by_cases l : 0 ≤ a
  · exact pos (OrderedRing.lt_of_le_of_ne l fun z => h z.symm) k
  · intro e
    refine pos (OrderedRing.neg_pos.mpr (OrderedRing.not_le.mp l)) k ?_
    rw [neg_mul, e, neg_zero]

theorem eq_zero_of_pow {α : Type u} [OrderedRing α] {a : α} {n : Nat} (h : a ^ (n + 1) = 0) : a = 0 := by
  refine Classical.byContradiction fun z => ?_
  have all : ∀ n : Nat, a ^ (n + 1) ≠ 0 := fun n => by
    induction n with
    | zero => exact (pow_one a).symm ▸ z
    | succ n ih => exact (pow_succ a (n + 1)).symm ▸ mul_ne_zero ih z
  exact all n h

theorem product_ne_zero {α : Type u} [OrderedRing α] {xs : List α} {es : List Expr} (h : NonZero xs es) :
    (product es).denote xs ≠ 0 := by
  induction es with
  | nil => exact fun e => OrderedRing.ne_of_lt OrderedRing.zero_lt_one e.symm
  | cons e es ih => exact mul_ne_zero h.1 (ih h.2)

/-- An identity follows from equations and inequations where the check of a combination computes to `true`. -/
theorem eq_of_power_combination {α : Type u} [OrderedRing α] (xs : List α) (ms : List Multiple) (es : List Expr) (n : Nat)
    (a b : Expr) (h : equal (.mul (product es) (.pow (.sub a b) (n + 1))) (combination ms) = true)
    (all : Equations xs ms) (apart : NonZero xs es) : a.denote xs = b.denote xs := by
  have e := (eq_of_equal xs _ _ h).trans (combination_eq_zero all)
  refine eq_of_sub_eq_zero (eq_zero_of_pow (n := n) (Classical.byContradiction fun z => ?_))
  exact mul_ne_zero (product_ne_zero apart) z e

end Trivium.Ring
