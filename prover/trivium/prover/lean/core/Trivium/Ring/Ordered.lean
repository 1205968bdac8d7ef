prelude
import Trivium.Ring.Class
import Trivium.Core.RatOrder
/-!
Ordered rings and fields, with `Int` and `Rat` as their instances.
-/
set_option linter.all false

universe u

namespace Trivium

/-- A linearly ordered commutative ring. -/
class OrderedRing (α : Type u) extends CommRing α, LE α, LT α where
  le_refl : ∀ a : α, a ≤ a
  le_trans : ∀ a b c : α, a ≤ b → b ≤ c → a ≤ c
  le_antisymm : ∀ a b : α, a ≤ b → b ≤ a → a = b
  le_total : ∀ a b : α, a ≤ b ∨ b ≤ a
  lt_iff : ∀ a b : α, a < b ↔ ¬b ≤ a
  add_le_add_left : ∀ a b : α, a ≤ b → ∀ c, c + a ≤ c + b
  mul_pos : ∀ a b : α, (ofNat 0).ofNat < a → (ofNat 0).ofNat < b → (ofNat 0).ofNat < a * b
  zero_lt_one : (ofNat 0).ofNat < (ofNat 1).ofNat

/-- A field. -/
class Field (α : Type u) extends CommRing α, Inv α, Div α where
  div_eq : ∀ a b : α, a / b = a * b⁻¹
  mul_inv : ∀ a : α, a ≠ (ofNat 0).ofNat → a * a⁻¹ = (ofNat 1).ofNat
  one_ne_zero : (ofNat 1).ofNat ≠ (ofNat 0).ofNat

/-- A linearly ordered field. -/
class OrderedField (α : Type u) extends OrderedRing α, Field α

namespace OrderedRing

open CommSemiring CommRing

variable {α : Type u} [OrderedRing α]

theorem le_of_eq {a b : α} (h : a = b) : a ≤ b := h ▸ le_refl a
theorem le_of_lt {a b : α} (h : a < b) : a ≤ b :=
  (le_total a b).elim id fun k => absurd k ((lt_iff a b).mp h)
theorem not_lt {a b : α} : ¬a < b ↔ b ≤ a :=
  ⟨fun h => Classical.byContradiction fun n => h ((lt_iff a b).mpr n), fun h k => (lt_iff a b).mp k h⟩
theorem not_le {a b : α} : ¬a ≤ b ↔ b < a := (lt_iff b a).symm
theorem lt_irrefl (a : α) : ¬a < a := not_lt.mpr (le_refl a)
theorem lt_of_lt_of_le {a b c : α} (h : a < b) (k : b ≤ c) : a < c :=
  not_le.mp fun l => not_le.mpr h (le_trans _ _ _ k l)
theorem lt_of_le_of_lt {a b c : α} (h : a ≤ b) (k : b < c) : a < c :=
  not_le.mp fun l => not_le.mpr k (le_trans _ _ _ l h)
theorem lt_of_le_of_ne {a b : α} (h : a ≤ b) (n : a ≠ b) : a < b := not_le.mp fun l => n (le_antisymm _ _ h l)
theorem ne_of_lt {a b : α} (h : a < b) : a ≠ b := fun e => lt_irrefl b (e ▸ h)
theorem sub_nonneg {a b : α} : 0 ≤ b - a ↔ a ≤ b := by
  constructor
  · intro h
    have := add_le_add_left _ _ h a
    rw [sub_eq, add_left_comm] at this
    refine le_trans _ _ _ (le_trans _ _ _ ?_ this) ?_
    · exact le_of_eq (add_zero a).symm
    · exact le_of_eq ((congrArg (b + ·) (add_neg a)).trans (add_zero b))
  · intro h
    have := add_le_add_left _ _ h (-a)
    rw [neg_add_cancel, add_comm, ← sub_eq] at this
    exact this
theorem sub_pos {a b : α} : 0 < b - a ↔ a < b := by
  refine (lt_iff _ _).trans (Iff.trans (not_congr ?_) (lt_iff a b).symm)
  constructor
  · intro h
    have := add_le_add_left _ _ h a
    rw [sub_eq, add_left_comm] at this
    refine le_trans _ _ _ (le_trans _ _ _ ?_ this) ?_
    · exact le_of_eq ((congrArg (b + ·) (add_neg a)).trans (add_zero b)).symm
    · exact le_of_eq (add_zero a)
  · intro h
    have := add_le_add_left _ _ h (-a)
    rw [neg_add_cancel, add_comm, ← sub_eq] at this
    exact this
theorem add_nonneg {a b : α} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a + b := by
  have := add_le_add_left _ _ k a
  refine le_trans _ _ _ h (le_trans _ _ _ ?_ this)
  exact le_of_eq (add_zero a).symm
theorem add_pos_of_pos_of_nonneg {a b : α} (h : 0 < a) (k : 0 ≤ b) : 0 < a + b := by
  have := add_le_add_left _ _ k a
  refine lt_of_lt_of_le h (le_trans _ _ _ ?_ this)
  exact le_of_eq (add_zero a).symm
theorem add_pos_of_nonneg_of_pos {a b : α} (h : 0 ≤ a) (k : 0 < b) : 0 < a + b :=
  add_comm b a ▸ add_pos_of_pos_of_nonneg k h
theorem mul_nonneg {a b : α} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a * b := by
  by_cases za : a = 0
  · rw [za, zero_mul]
    exact le_refl 0
  · by_cases zb : b = 0
    · rw [zb, show a * (0 : α) = 0 from mul_zero a]
      exact le_refl 0
    · exact le_of_lt (mul_pos _ _ (lt_of_le_of_ne h fun e => za e.symm) (lt_of_le_of_ne k fun e => zb e.symm))
theorem neg_nonneg {a : α} : 0 ≤ -a ↔ a ≤ 0 := by
  refine Iff.trans ?_ (sub_nonneg (a := a) (b := 0))
  rw [sub_eq, zero_add]
theorem neg_pos {a : α} : 0 < -a ↔ a < 0 := by
  refine Iff.trans ?_ (sub_pos (a := a) (b := 0))
  rw [sub_eq, zero_add]
theorem mul_self_nonneg (a : α) : 0 ≤ a * a := by
  rcases le_total 0 a with h | h
  · exact mul_nonneg h h
  · have := mul_nonneg (neg_nonneg.mpr h) (neg_nonneg.mpr h)
    rw [neg_mul, mul_neg, neg_neg] at this
    exact this
theorem ofNat_nonneg (n : Nat) : (0 : α) ≤ OfNat.ofNat n := by
  induction n with
  | zero => exact le_refl 0
  | succ n ih => exact (ofNat_succ n : (OfNat.ofNat (n + 1) : α) = _).symm ▸ add_nonneg ih (le_of_lt zero_lt_one)
theorem ofNat_succ_pos (n : Nat) : (0 : α) < OfNat.ofNat (n + 1) :=
  (ofNat_succ n : (OfNat.ofNat (n + 1) : α) = _).symm ▸ add_pos_of_nonneg_of_pos (ofNat_nonneg n) zero_lt_one
theorem ofInt_nonneg {c : Int} (h : 0 ≤ c) : (0 : α) ≤ ofInt c := by
  obtain ⟨n, rfl⟩ := Int.eq_ofNat_of_zero_le h
  exact ofNat_nonneg n
theorem ofInt_pos {c : Int} (h : 0 < c) : (0 : α) < ofInt c := by
  obtain ⟨n, rfl⟩ := Int.eq_ofNat_of_zero_le (Int.le_of_lt h)
  cases n with
  | zero => exact absurd h (by decide)
  | succ n => exact ofNat_succ_pos n

end OrderedRing

/-! ### Instances -/

instance instOrderedRingInt : OrderedRing Int where
  le_refl := Int.le_refl
  le_trans _ _ _ := Int.le_trans
  le_antisymm _ _ := Int.le_antisymm
  le_total := Int.le_total
  lt_iff _ _ := Int.not_le.symm
  add_le_add_left _ _ h := Int.add_le_add_left h
  mul_pos _ _ := Int.mul_pos
  zero_lt_one := by decide

instance instCommRingRat : CommRing Rat where
  ofNat n := Rat.instOfNat
  add_assoc := Rat.add_assoc
  add_comm := Rat.add_comm
  add_zero := Rat.add_zero
  mul_assoc := Rat.mul_assoc
  mul_comm := Rat.mul_comm
  mul_one := Rat.mul_one
  mul_add := Rat.mul_add
  mul_zero := Rat.mul_zero
  ofNat_succ n := Rat.natCast_add n 1
  pow_zero _ := rfl
  pow_succ _ _ := rfl
  add_neg := Rat.add_neg_cancel
  sub_eq _ _ := rfl

instance instOrderedRingRat : OrderedRing Rat where
  le_refl := Rat.le_refl
  le_trans _ _ _ := Rat.le_trans
  le_antisymm _ _ := Rat.le_antisymm
  le_total := Rat.le_total
  lt_iff _ _ := Rat.not_le.symm
  add_le_add_left _ _ h := Rat.add_le_add_left h
  mul_pos _ _ := Rat.mul_pos
  zero_lt_one := by decide

instance instFieldRat : Field Rat where
  div_eq _ _ := rfl
  mul_inv _ := Rat.mul_inv_cancel
  one_ne_zero := by decide

instance instOrderedFieldRat : OrderedField Rat where
  div_eq _ _ := rfl
  mul_inv _ := Rat.mul_inv_cancel
  one_ne_zero := by decide

end Trivium
