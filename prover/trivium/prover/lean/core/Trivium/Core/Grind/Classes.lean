prelude
import Trivium.Core.Order
/-!
The algebraic structures that `grind` works in: modules, semirings, rings, ordered rings, fields.
-/
set_option linter.all false

universe u

namespace Lean.Grind

/-! ### Modules -/

class AddRightCancel (M : Type u) [Add M] : Prop where
  add_right_cancel : ∀ a b c : M, a + c = b + c → a = b

class AddCommMonoid (M : Type u) extends Zero M, Add M where
  add_zero : ∀ a : M, a + 0 = a
  add_comm : ∀ a b : M, a + b = b + a
  add_assoc : ∀ a b c : M, a + b + c = a + (b + c)
class AddCommGroup (M : Type u) extends AddCommMonoid M, Neg M, Sub M where
  neg_add_cancel : ∀ a : M, -a + a = 0
  sub_eq_add_neg : ∀ a b : M, a - b = a + -b
class NatModule (M : Type u) extends AddCommMonoid M where
  [nsmul : SMul Nat M]
  zero_nsmul : ∀ a : M, 0 • a = 0
  add_one_nsmul : ∀ n : Nat, ∀ a : M, (n + 1) • a = n • a + a
class IntModule (M : Type u) extends AddCommGroup M where
  [nsmul : SMul Nat M]
  [zsmul : SMul Int M]
  zero_zsmul : ∀ a : M, (0 : Int) • a = 0
  one_zsmul : ∀ a : M, (1 : Int) • a = a
  add_zsmul : ∀ n m : Int, ∀ a : M, (n + m) • a = n • a + m • a
  zsmul_natCast_eq_nsmul : ∀ n : Nat, ∀ a : M, (n : Int) • a = n • a
attribute [reducible] NatModule.nsmul IntModule.nsmul IntModule.zsmul
attribute [instance 100] AddCommMonoid.toZero AddCommMonoid.toAdd AddCommGroup.toNeg AddCommGroup.toSub
attribute [instance 100] NatModule.nsmul IntModule.nsmul IntModule.zsmul

class NoNatZeroDivisors (α : Type u) [NatModule α] : Prop where
  no_nat_zero_divisors : ∀ (k : Nat) (a b : α), k ≠ 0 → k • a = k • b → a = b

/-! ### Rings -/

class Semiring (α : Type u) extends Add α, Mul α where
  [natCast : NatCast α]
  [ofNat : ∀ n, OfNat α n]
  [nsmul : SMul Nat α]
  [npow : HPow α Nat α]
  add_zero : ∀ a : α, a + 0 = a
  add_comm : ∀ a b : α, a + b = b + a
  add_assoc : ∀ a b c : α, a + b + c = a + (b + c)
  mul_assoc : ∀ a b c : α, a * b * c = a * (b * c)
  mul_one : ∀ a : α, a * 1 = a
  one_mul : ∀ a : α, 1 * a = a
  left_distrib : ∀ a b c : α, a * (b + c) = a * b + a * c
  right_distrib : ∀ a b c : α, (a + b) * c = a * c + b * c
  zero_mul : ∀ a : α, 0 * a = 0
  mul_zero : ∀ a : α, a * 0 = 0
  pow_zero : ∀ a : α, a ^ 0 = 1
  pow_succ : ∀ a : α, ∀ n : Nat, a ^ (n + 1) = a ^ n * a
  ofNat_succ : ∀ a : Nat, OfNat.ofNat (α := α) (a + 1) = OfNat.ofNat a + 1
  ofNat_eq_natCast : ∀ n : Nat, OfNat.ofNat (α := α) n = Nat.cast n
  nsmul_eq_natCast_mul : ∀ n : Nat, ∀ a : α, n • a = Nat.cast n * a
class Ring (α : Type u) extends Semiring α, Neg α, Sub α where
  [intCast : IntCast α]
  [zsmul : SMul Int α]
  neg_add_cancel : ∀ a : α, -a + a = 0
  sub_eq_add_neg : ∀ a b : α, a - b = a + -b
  neg_zsmul : ∀ (i : Int) (a : α), (-i) • a = -(i • a)
  zsmul_natCast_eq_nsmul : ∀ n : Nat, ∀ a : α, (n : Int) • a = n • a
  intCast_ofNat : ∀ n : Nat, Int.cast (OfNat.ofNat (α := Int) n) = OfNat.ofNat (α := α) n
  intCast_neg : ∀ i : Int, Int.cast (R := α) (-i) = -Int.cast i
class CommSemiring (α : Type u) extends Semiring α where
  mul_comm : ∀ a b : α, a * b = b * a
class CommRing (α : Type u) extends Ring α, CommSemiring α
attribute [reducible] Semiring.natCast Semiring.nsmul Semiring.npow Semiring.ofNat Ring.intCast Ring.zsmul
attribute [instance 100] Semiring.toAdd Semiring.toMul Semiring.npow Ring.toNeg Ring.toSub
attribute [instance 100] Semiring.ofNat

class Field (α : Type u) extends CommRing α, Inv α, Div α where
  [zpow : HPow α Int α]
  div_eq_mul_inv : ∀ a b : α, a / b = a * b⁻¹
  zero_ne_one : (0 : α) ≠ 1
  inv_zero : (0 : α)⁻¹ = 0
  mul_inv_cancel : ∀ {a : α}, a ≠ 0 → a * a⁻¹ = 1
  zpow_zero : ∀ a : α, a ^ (0 : Int) = 1
  zpow_succ : ∀ (a : α) (n : Nat), a ^ (n + 1 : Int) = a ^ (n : Int) * a
  zpow_neg : ∀ (a : α) (n : Int), a ^ (-n) = (a ^ n)⁻¹
attribute [reducible] Field.zpow
attribute [instance 100] Field.toInv Field.toDiv Field.zpow

class IsCharP (α : Type u) [Semiring α] (p : outParam Nat) : Prop where
  ofNat_ext_iff (p) : ∀ {x y : Nat}, OfNat.ofNat (α := α) x = OfNat.ofNat (α := α) y ↔ x % p = y % p
class PowIdentity (α : Type u) [CommSemiring α] (p : outParam Nat) : Prop where
  pow_eq (p) : ∀ a : α, a ^ p = a

/-! ### Order -/

class OrderedAdd (M : Type u) [HAdd M M M] [LE M] [Std.IsPreorder M] : Prop where
  add_le_left_iff : ∀ {a b : M} (c : M), a ≤ b ↔ a + c ≤ b + c
class OrderedRing (R : Type u) [Semiring R] [LE R] [LT R] [Std.IsPreorder R] : Prop extends OrderedAdd R where
  zero_lt_one : (0 : R) < 1
  mul_lt_mul_of_pos_left : ∀ {a b c : R}, a < b → 0 < c → c * a < c * b
  mul_lt_mul_of_pos_right : ∀ {a b c : R}, a < b → 0 < c → a * c < b * c

end Lean.Grind

/-! ### `Nat` and `Int` -/

instance instSMulNatNat : SMul Nat Nat := ⟨Nat.mul⟩
instance instSMulNatInt : SMul Nat Int := ⟨fun n a => (n : Int) * a⟩
instance instSMulIntInt : SMul Int Int := ⟨Int.mul⟩

instance : Lean.Grind.CommSemiring Nat where
  add_zero := Nat.add_zero
  add_comm := Nat.add_comm
  add_assoc := Nat.add_assoc
  mul_assoc := Nat.mul_assoc
  mul_one := Nat.mul_one
  one_mul := Nat.one_mul
  left_distrib := Nat.left_distrib
  right_distrib := Nat.right_distrib
  zero_mul := Nat.zero_mul
  mul_zero := Nat.mul_zero
  pow_zero _ := rfl
  pow_succ _ _ := rfl
  ofNat_succ _ := rfl
  ofNat_eq_natCast _ := rfl
  nsmul_eq_natCast_mul _ _ := rfl
  mul_comm := Nat.mul_comm

instance : Lean.Grind.CommRing Int where
  add_zero := Int.add_zero
  add_comm := Int.add_comm
  add_assoc := Int.add_assoc
  mul_assoc := Int.mul_assoc
  mul_one := Int.mul_one
  one_mul := Int.one_mul
  left_distrib := Int.mul_add
  right_distrib := Int.add_mul
  zero_mul := Int.zero_mul
  mul_zero := Int.mul_zero
  pow_zero _ := rfl
  pow_succ _ _ := rfl
  ofNat_succ _ := rfl
  ofNat_eq_natCast _ := rfl
  nsmul_eq_natCast_mul _ _ := rfl
  neg_add_cancel := Int.add_left_neg
  sub_eq_add_neg _ _ := rfl
  neg_zsmul := Int.neg_mul
  zsmul_natCast_eq_nsmul _ _ := rfl
  intCast_ofNat _ := rfl
  intCast_neg _ := rfl
  mul_comm := Int.mul_comm

namespace Lean.Grind

instance : AddRightCancel Nat := ⟨fun a b c h => by omega⟩
instance : IsCharP Nat 0 := ⟨fun {x y} => by rw [Nat.mod_zero, Nat.mod_zero]; exact Iff.rfl⟩
instance : IsCharP Int 0 := ⟨fun {x y} => by
  rw [Nat.mod_zero, Nat.mod_zero]
  exact ⟨Int.ofNat_inj.mp, congrArg Int.ofNat⟩⟩
instance : OrderedAdd Nat := ⟨fun c => by omega⟩
instance : OrderedRing Nat where
  add_le_left_iff c := by omega
  zero_lt_one := Nat.zero_lt_one
  mul_lt_mul_of_pos_left := Nat.mul_lt_mul_of_pos_left
  mul_lt_mul_of_pos_right := Nat.mul_lt_mul_of_pos_right
instance : OrderedAdd Int := ⟨fun c => by omega⟩
instance : OrderedRing Int where
  add_le_left_iff c := by omega
  zero_lt_one := Int.zero_lt_one
  mul_lt_mul_of_pos_left := Int.mul_lt_mul_of_pos_left
  mul_lt_mul_of_pos_right := Int.mul_lt_mul_of_pos_right

end Lean.Grind
