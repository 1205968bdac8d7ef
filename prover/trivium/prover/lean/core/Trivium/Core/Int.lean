prelude
import Trivium.Core.NatBits
/-!
The integers and their operations.

An integer is `n` or `-(n + 1)` for a natural number `n`. Every integer is also a difference `subNatNat m n` of two
natural numbers, and on differences the operations have no cases: that is how the ring laws are proved.
-/
set_option linter.all false

universe u

class NatCast (R : Type u) where
  protected natCast : Nat → R

@[coe, reducible, match_pattern] protected def Nat.cast {R : Type u} [NatCast R] (n : Nat) : R := NatCast.natCast n
instance instNatCastNat : NatCast Nat := ⟨id⟩
instance instCoeTailNat {R : Type u} [NatCast R] : CoeTail Nat R := ⟨Nat.cast⟩
instance instCoeHTCTNat {R : Type u} [NatCast R] : CoeHTCT Nat R := ⟨Nat.cast⟩

-- Code for a case distinction on integers compares with zero, which is defined below: no such code may be made here.
set_option genCtorIdx false in
inductive Int : Type where
  | ofNat (n : Nat) : Int
  | negSucc (n : Nat) : Int
@[reducible] protected noncomputable def Int.ctorIdx (a : Int) : Nat :=
  Int.casesOn (motive := fun _ => Nat) a (fun _ => 0) (fun _ => 1)

class IntCast (R : Type u) where
  protected intCast : Int → R
@[coe, reducible, match_pattern] protected def Int.cast {R : Type u} [IntCast R] (a : Int) : R := IntCast.intCast a
instance instIntCastInt : IntCast Int := ⟨id⟩
instance instCoeTailInt {R : Type u} [IntCast R] : CoeTail Int R := ⟨Int.cast⟩
instance instCoeHTCTInt {R : Type u} [IntCast R] : CoeHTCT Int R := ⟨Int.cast⟩

instance instNatCastInt : NatCast Int := ⟨Int.ofNat⟩
instance instOfNat {n : Nat} : OfNat Int n := ⟨Int.ofNat n⟩

namespace Int

instance instInhabited : Inhabited Int := ⟨0⟩

/-! ### Sums, differences, products -/

def negOfNat : Nat → Int
  | 0 => 0
  | .succ m => negSucc m
@[extern "lean_int_neg"] protected def neg : Int → Int
  | ofNat n => negOfNat n
  | negSucc n => ofNat (Nat.succ n)
@[default_instance 500] instance instNegInt : Neg Int := ⟨Int.neg⟩

/-- The difference of two natural numbers. -/
def subNatNat (m n : Nat) : Int :=
  match n - m with
  | 0 => ofNat (m - n)
  | .succ k => negSucc k

@[extern "lean_int_add"] protected def add : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m + n)
  | ofNat m, negSucc n => subNatNat m (Nat.succ n)
  | negSucc m, ofNat n => subNatNat n (Nat.succ m)
  | negSucc m, negSucc n => negSucc (Nat.succ (m + n))
instance instAdd : Add Int := ⟨Int.add⟩

@[extern "lean_int_mul"] protected def mul : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m * n)
  | ofNat m, negSucc n => negOfNat (m * Nat.succ n)
  | negSucc m, ofNat n => negOfNat (Nat.succ m * n)
  | negSucc m, negSucc n => ofNat (Nat.succ m * Nat.succ n)
instance instMul : Mul Int := ⟨Int.mul⟩

@[extern "lean_int_sub"] protected def sub (m n : Int) : Int := m + -n
instance instSub : Sub Int := ⟨Int.sub⟩

protected def pow (m : Int) : Nat → Int
  | 0 => 1
  | .succ n => Int.pow m n * m
instance instNatPow : NatPow Int := ⟨Int.pow⟩

/-! ### Size -/

@[extern "lean_nat_abs"] def natAbs : Int → Nat
  | ofNat m => m
  | negSucc m => Nat.succ m
/-! ### Division: `/` and `%` leave a remainder that is never negative -/

@[extern "lean_int_ediv"] def ediv : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m / n)
  | ofNat m, negSucc n => -ofNat (m / Nat.succ n)
  | negSucc _, ofNat 0 => 0
  | negSucc m, ofNat (.succ n) => negSucc (m / Nat.succ n)
  | negSucc m, negSucc n => ofNat (Nat.succ (m / Nat.succ n))
instance instDiv : Div Int := ⟨ediv⟩
@[extern "lean_int_emod"] def emod : Int → Int → Int
  | ofNat m, n => ofNat (m % natAbs n)
  | negSucc m, n => subNatNat (natAbs n) (Nat.succ (m % natAbs n))
instance instMod : Mod Int := ⟨emod⟩
instance instDvd : Dvd Int := ⟨fun a b => ∃ c, b = a * c⟩

/-- The quotient rounded towards zero. -/
@[extern "lean_int_div"] def tdiv : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m / n)
  | ofNat m, negSucc n => -ofNat (m / Nat.succ n)
  | negSucc m, ofNat n => -ofNat (Nat.succ m / n)
  | negSucc m, negSucc n => ofNat (Nat.succ m / Nat.succ n)
/-- The remainder of `tdiv`; it has the sign of the first number. -/
@[extern "lean_int_mod"] def tmod : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m % n)
  | ofNat m, negSucc n => ofNat (m % Nat.succ n)
  | negSucc m, ofNat n => -ofNat (Nat.succ m % n)
  | negSucc m, negSucc n => -ofNat (Nat.succ m % Nat.succ n)
def gcd (m n : Int) : Nat := m.natAbs.gcd n.natAbs
def lcm (m n : Int) : Nat := m.natAbs * n.natAbs / gcd m n

/-! ### Order and sign -/

inductive NonNeg : Int → Prop where
  | mk (n : Nat) : NonNeg (ofNat n)
protected def le (a b : Int) : Prop := NonNeg (b - a)
instance instLEInt : LE Int := ⟨Int.le⟩
protected def lt (a b : Int) : Prop := (a + 1) ≤ b
instance instLTInt : LT Int := ⟨Int.lt⟩

@[extern "lean_int_dec_nonneg"] def decNonneg : (m : Int) → Decidable (NonNeg m)
  | ofNat n => isTrue (NonNeg.mk n)
  | negSucc _ => isFalse fun h => by cases h
@[extern "lean_int_dec_le"] instance decLe (a b : Int) : Decidable (a ≤ b) := decNonneg (b - a)
@[extern "lean_int_dec_lt"] instance decLt (a b : Int) : Decidable (a < b) := decNonneg (b - (a + 1))
@[extern "lean_int_dec_eq"] protected def decEq : (a b : Int) → Decidable (a = b)
  | ofNat m, ofNat n =>
    if h : m = n then isTrue (congrArg ofNat h) else isFalse fun e => h (by injection e)
  | ofNat _, negSucc _ => isFalse fun e => by injection e
  | negSucc _, ofNat _ => isFalse fun e => by injection e
  | negSucc m, negSucc n =>
    if h : m = n then isTrue (congrArg negSucc h) else isFalse fun e => h (by injection e)
def sign : Int → Int
  | ofNat (.succ _) => 1
  | ofNat 0 => 0
  | negSucc _ => -1
def toNat : Int → Nat
  | ofNat n => n
  | negSucc _ => 0
instance instDecidableEq : DecidableEq Int := Int.decEq

end Int
