prelude
import Trivium.Ring.Expression
/-!
Identities of a semiring that lies in a ring, such as the natural numbers in the integers.
-/
set_option linter.all false

universe u v

namespace Trivium.Ring

open CommSemiring CommRing

/-- A semiring inside a ring. -/
structure Embedding (α : Type u) (β : Type v) [CommSemiring α] [CommRing β] where
  into : α → β
  injective : ∀ a b, into a = into b → a = b
  add : ∀ a b, into (a + b) = into a + into b
  mul : ∀ a b, into (a * b) = into a * into b
  num : ∀ n : Nat, into (OfNat.ofNat n) = OfNat.ofNat n

namespace Expr

/-- What an expression without differences means in a semiring. -/
noncomputable def denotePositive {α : Type u} [CommSemiring α] (xs : List α) (e : Expr) : α :=
  Expr.rec (motive := fun _ => α) (fun n => OfNat.ofNat n) (fun i => value xs i) (fun _ _ a b => a + b)
    (fun _ _ _ _ => 0) (fun _ _ => 0) (fun _ _ a b => a * b) (fun _ n a => a ^ n) e

/-- Whether an expression has no differences and negatives. -/
noncomputable def positive (e : Expr) : Bool :=
  Expr.rec (motive := fun _ => Bool) (fun _ => true) (fun _ => true) (fun _ _ a b => Bool.and a b) (fun _ _ _ _ => false)
    (fun _ _ => false) (fun _ _ a b => Bool.and a b) (fun _ _ a => a) e

theorem both_of_and : {a b : Bool} → Bool.and a b = true → a = true ∧ b = true
  | true, true, _ => ⟨rfl, rfl⟩
  | true, false, h => absurd h Bool.false_ne_true
  | false, _, h => absurd h Bool.false_ne_true

variable {α : Type u} {β : Type v} [CommSemiring α] [CommRing β]

theorem value_map (f : Embedding α β) (xs : List α) (i : Nat) : value (xs.map f.into) i = f.into (value xs i) := by
  induction xs generalizing i with
  | nil => exact (f.num 1).symm
  | cons x xs ih => cases i with
    | zero => rfl
    | succ i => exact ih i

theorem denote_map (f : Embedding α β) (xs : List α) (e : Expr) (h : positive e = true) :
    denote (xs.map f.into) e = f.into (denotePositive xs e) := by
  induction e with
  | num n => exact (f.num n).symm
  | var i => exact value_map f xs i
  | add a b iha ihb =>
    obtain ⟨ha, hb⟩ := both_of_and h
    exact (congr (congrArg _ (iha ha)) (ihb hb)).trans (f.add _ _).symm
  | sub a b _ _ => exact absurd h Bool.false_ne_true
  | neg a _ => exact absurd h Bool.false_ne_true
  | mul a b iha ihb =>
    obtain ⟨ha, hb⟩ := both_of_and h
    exact (congr (congrArg _ (iha ha)) (ihb hb)).trans (f.mul _ _).symm
  | pow a n ih =>
    refine (congrArg (· ^ n) (ih h)).trans ?_
    show f.into (denotePositive xs a) ^ n = f.into (denotePositive xs a ^ n)
    clear h ih
    generalize denotePositive xs a = x
    induction n with
    | zero => rw [CommSemiring.pow_zero, CommSemiring.pow_zero]; exact (f.num 1).symm
    | succ n ihn => exact (CommSemiring.pow_succ _ n).trans ((congrArg (· * _) ihn).trans
        ((f.mul _ _).symm.trans (congrArg f.into (CommSemiring.pow_succ x n).symm)))

end Expr

noncomputable def equalPositive (a b : Expr) : Bool := Bool.and (Bool.and a.positive b.positive) (equal a b)

theorem eq_of_equalPositive {α : Type u} {β : Type v} [CommSemiring α] [CommRing β] (f : Embedding α β) (xs : List α)
    (a b : Expr) (h : equalPositive a b = true) : a.denotePositive xs = b.denotePositive xs := by
  obtain ⟨p, e⟩ := Expr.both_of_and h
  obtain ⟨pa, pb⟩ := Expr.both_of_and p
  refine f.injective _ _ ?_
  rw [← Expr.denote_map f xs a pa, ← Expr.denote_map f xs b pb]
  exact eq_of_equal _ a b e

/-- The natural numbers in the integers. -/
def natInt : Embedding Nat Int where
  into n := n
  injective _ _ := Int.ofNat_inj.mp
  add _ _ := rfl
  mul _ _ := rfl
  num _ := rfl

/-- An identity of natural numbers holds where its check computes to `true`. -/
theorem nat_eq_of_equal (xs : List Nat) (a b : Expr) (h : equalPositive a b = true) :
    a.denotePositive xs = b.denotePositive xs := eq_of_equalPositive natInt xs a b h

end Trivium.Ring
