prelude
import Trivium.Core.IntOrder
/-!
Commutative semirings and rings, the numerals in them, and the two instances that the core has: `Nat` and `Int`.

The laws are those of the textbooks. Numerals are part of the structure, so that the `3` of `(3 : Int)` and the `3`
that a law speaks of are the same term.
-/
set_option linter.all false

universe u

namespace Trivium

/-- A commutative semiring with numerals and powers. -/
class CommSemiring (α : Type u) extends Add α, Mul α, NatPow α where
  ofNat : (n : Nat) → OfNat α n
  add_assoc : ∀ a b c : α, a + b + c = a + (b + c)
  add_comm : ∀ a b : α, a + b = b + a
  add_zero : ∀ a : α, a + (ofNat 0).ofNat = a
  mul_assoc : ∀ a b c : α, a * b * c = a * (b * c)
  mul_comm : ∀ a b : α, a * b = b * a
  mul_one : ∀ a : α, a * (ofNat 1).ofNat = a
  mul_add : ∀ a b c : α, a * (b + c) = a * b + a * c
  mul_zero : ∀ a : α, a * (ofNat 0).ofNat = (ofNat 0).ofNat
  ofNat_succ : ∀ n : Nat, (ofNat (n + 1)).ofNat = (ofNat n).ofNat + (ofNat 1).ofNat
  pow_zero : ∀ a : α, a ^ 0 = (ofNat 1).ofNat
  pow_succ : ∀ (a : α) (n : Nat), a ^ (n + 1) = a ^ n * a

/-- A commutative ring. -/
class CommRing (α : Type u) extends CommSemiring α, Neg α, Sub α where
  add_neg : ∀ a : α, a + -a = (ofNat 0).ofNat
  sub_eq : ∀ a b : α, a - b = a + -b

attribute [instance_reducible, instance low] CommSemiring.ofNat

namespace CommSemiring

variable {α : Type u} [CommSemiring α]

theorem zero_add (a : α) : 0 + a = a := by rw [add_comm]; exact add_zero a
theorem one_mul (a : α) : 1 * a = a := by rw [mul_comm]; exact mul_one a
theorem zero_mul (a : α) : 0 * a = 0 := by rw [mul_comm]; exact mul_zero a
theorem add_mul (a b c : α) : (a + b) * c = a * c + b * c := by rw [mul_comm, mul_add, mul_comm c, mul_comm c]
theorem add_left_comm (a b c : α) : a + (b + c) = b + (a + c) := by rw [← add_assoc, add_comm a, add_assoc]
theorem mul_left_comm (a b c : α) : a * (b * c) = b * (a * c) := by rw [← mul_assoc, mul_comm a, mul_assoc]
theorem add_add_add_comm (a b c d : α) : a + b + (c + d) = a + c + (b + d) := by
  rw [add_assoc, add_left_comm b, ← add_assoc]
theorem mul_mul_mul_comm (a b c d : α) : a * b * (c * d) = a * c * (b * d) := by
  rw [mul_assoc, mul_left_comm b, ← mul_assoc]
theorem pow_add (a : α) (m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => rw [pow_zero]; exact (mul_one _).symm
  | succ n ih =>
    refine (pow_succ a (m + n)).trans ?_
    rw [ih, mul_assoc]
    exact congrArg _ (pow_succ a n).symm
theorem pow_one (a : α) : a ^ 1 = a := (pow_succ a 0).trans (by rw [pow_zero]; exact one_mul a)
theorem ofNat_add (m n : Nat) : (OfNat.ofNat (m + n) : α) = OfNat.ofNat m + OfNat.ofNat n := by
  induction n with
  | zero => exact (add_zero _).symm
  | succ n ih =>
    refine (ofNat_succ (m + n)).trans ?_
    refine (congrArg (· + (1 : α)) ih).trans ?_
    exact (add_assoc _ _ _).trans (congrArg _ (ofNat_succ n).symm)
theorem ofNat_mul (m n : Nat) : (OfNat.ofNat (m * n) : α) = OfNat.ofNat m * OfNat.ofNat n := by
  induction n with
  | zero => exact (mul_zero _).symm
  | succ n ih =>
    refine (ofNat_add (m * n) m).trans ?_
    rw [ih]
    refine Eq.symm ((congrArg _ (ofNat_succ n)).trans ?_)
    rw [mul_add]
    exact congrArg _ (mul_one _)

end CommSemiring

namespace CommRing

open CommSemiring

variable {α : Type u} [CommRing α]

theorem neg_add_cancel (a : α) : -a + a = 0 := by rw [add_comm]; exact add_neg a
theorem add_left_cancel {a b c : α} (h : a + b = a + c) : b = c := by
  have e := congrArg (-a + ·) h
  simp only [← add_assoc, neg_add_cancel, zero_add] at e
  exact e
theorem neg_unique {a b : α} (h : a + b = 0) : b = -a := add_left_cancel (h.trans (add_neg a).symm)
theorem neg_zero : -(0 : α) = 0 := (neg_unique (add_zero 0)).symm
theorem neg_neg (a : α) : -(-a) = a := (neg_unique (neg_add_cancel a)).symm
theorem neg_add (a b : α) : -(a + b) = -a + -b := by
  refine (neg_unique ?_).symm
  rw [add_add_add_comm]
  refine (congrArg (· + _) (add_neg a)).trans ((zero_add _).trans ?_)
  exact add_neg b
theorem neg_mul (a b : α) : -a * b = -(a * b) := by
  refine neg_unique ?_
  rw [← add_mul]
  exact (congrArg (· * b) (add_neg a)).trans (zero_mul b)
theorem mul_neg (a b : α) : a * -b = -(a * b) := by rw [mul_comm, neg_mul, mul_comm]
theorem sub_self (a : α) : a - a = 0 := (sub_eq a a).trans (add_neg a)
theorem eq_of_sub_eq_zero {a b : α} (h : a - b = 0) : a = b := by
  refine add_left_cancel (a := -b) ?_
  rw [neg_add_cancel, add_comm, ← sub_eq]
  exact h
theorem sub_eq_zero_of_eq {a b : α} (h : a = b) : a - b = 0 := h ▸ sub_self a

/-! ### Integers in a ring -/

/-- The integer `c` as an element of a ring. -/
def ofInt : Int → α
  | .ofNat n => OfNat.ofNat n
  | .negSucc n => -OfNat.ofNat (n + 1)

theorem ofInt_subNatNat (m n : Nat) : (ofInt (Int.subNatNat m n) : α) = OfNat.ofNat m + -OfNat.ofNat n := by
  refine Int.subNatNat_elim (p := fun m n c => (ofInt c : α) = OfNat.ofNat m + -OfNat.ofNat n) m n ?_ ?_
  · intro i n
    show (OfNat.ofNat i : α) = _
    rw [ofNat_add, add_comm (OfNat.ofNat n), add_assoc]
    exact (add_zero _).symm.trans (congrArg _ (add_neg _).symm)
  · intro i m
    show -(OfNat.ofNat (i + 1) : α) = _
    rw [Nat.add_assoc, ofNat_add m, neg_add, ← add_assoc]
    exact (zero_add _).symm.trans (congrArg (· + _) (add_neg _).symm)
theorem ofInt_add (a b : Int) : (ofInt (a + b) : α) = ofInt a + ofInt b := by
  obtain ⟨m, n, rfl⟩ := Int.exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := Int.exists_subNatNat b
  simp only [Int.subNatNat_add, ofInt_subNatNat, ofNat_add, neg_add]
  exact add_add_add_comm _ _ _ _
theorem ofInt_neg (a : Int) : (ofInt (-a) : α) = -ofInt a := by
  obtain ⟨m, n, rfl⟩ := Int.exists_subNatNat a
  rw [Int.neg_subNatNat, ofInt_subNatNat, ofInt_subNatNat, neg_add, neg_neg, add_comm]
theorem ofInt_mul (a b : Int) : (ofInt (a * b) : α) = ofInt a * ofInt b := by
  obtain ⟨m, n, rfl⟩ := Int.exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := Int.exists_subNatNat b
  simp only [Int.subNatNat_mul, ofInt_subNatNat, ofNat_add, ofNat_mul, neg_add, mul_add, add_mul, neg_mul, mul_neg, neg_neg]
  simp only [add_assoc, add_comm, add_left_comm]
theorem ofInt_zero : (ofInt 0 : α) = 0 := rfl
theorem ofInt_one : (ofInt 1 : α) = 1 := rfl

end CommRing

/-! ### Instances -/

instance instCommSemiringNat : CommSemiring Nat where
  ofNat := instOfNatNat
  add_assoc := Nat.add_assoc
  add_comm := Nat.add_comm
  add_zero := Nat.add_zero
  mul_assoc := Nat.mul_assoc
  mul_comm := Nat.mul_comm
  mul_one := Nat.mul_one
  mul_add := Nat.mul_add
  mul_zero := Nat.mul_zero
  ofNat_succ _ := rfl
  pow_zero _ := rfl
  pow_succ _ _ := rfl

instance instCommRingInt : CommRing Int where
  ofNat n := instOfNat
  add_assoc := Int.add_assoc
  add_comm := Int.add_comm
  add_zero := Int.add_zero
  mul_assoc := Int.mul_assoc
  mul_comm := Int.mul_comm
  mul_one := Int.mul_one
  mul_add := Int.mul_add
  mul_zero := Int.mul_zero
  ofNat_succ _ := rfl
  pow_zero _ := rfl
  pow_succ _ _ := rfl
  add_neg := Int.add_right_neg
  sub_eq _ _ := rfl

end Trivium
