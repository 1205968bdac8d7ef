prelude
import Trivium.Core.Logic
/-!
The operations on natural numbers.

(`Nat.add`, `Nat.sub`, `Nat.beq` and `Nat.ble` are in `Trivium.Core.Foundation`.)

The kernel computes each of them on literals by name, whatever its definition says; so the definitions here are the
defining recursions themselves, and `Trivium.Core.NatEquations` states them (and, where the definition is another
one, proves them) on variables.
-/
set_option linter.all false

namespace Nat

@[extern "lean_nat_mul"] protected def mul : Nat → Nat → Nat
  | _, zero => zero
  | n, succ m => Nat.add (Nat.mul n m) n

@[extern "lean_nat_pow"] protected def pow : Nat → Nat → Nat
  | _, zero => 1
  | n, succ m => Nat.mul (Nat.pow n m) n

/-- The remainder; `n` itself for a divisor of zero. It grows with `n` and starts again at each multiple of `m`. -/
@[extern "lean_nat_mod"] protected def mod : Nat → Nat → Nat
  | zero, _ => zero
  | succ n, m => cond (beq (succ (Nat.mod n m)) m) zero (succ (Nat.mod n m))

/-- The quotient; zero for a divisor of zero. It grows by one where the remainder starts again. -/
@[extern "lean_nat_div"] protected def div : Nat → Nat → Nat
  | zero, _ => zero
  | succ n, m => cond (beq (succ (Nat.mod n m)) m) (succ (Nat.div n m)) (Nat.div n m)

/-- At most `fuel` steps of Euclid's algorithm. -/
def gcdSteps : Nat → Nat → Nat → Nat
  | zero, _, n => n
  | succ fuel, m, n => cond (beq m zero) n (gcdSteps fuel (Nat.mod n m) m)

/-- The greatest common divisor, by Euclid's algorithm: the first argument falls in each step. -/
@[extern "lean_nat_gcd"] def gcd (m n : Nat) : Nat := gcdSteps m m n

/-- At most `fuel` halvings. -/
def log2Steps : Nat → Nat → Nat
  | zero, _ => zero
  | succ fuel, n => cond (ble 2 n) (succ (log2Steps fuel (Nat.div n 2))) zero

/-- The position of the highest bit; zero for zero. -/
@[extern "lean_nat_log2"] def log2 (n : Nat) : Nat := log2Steps n n

/-- Combines the lowest `fuel` bits of two numbers; `f` on digits 0 and 1, as a truth value. -/
def bitwiseSteps (f : Bool → Bool → Bool) : Nat → Nat → Nat → Nat
  | zero, _, _ => zero
  | succ fuel, n, m =>
    Nat.add (Nat.mul 2 (bitwiseSteps f fuel (Nat.div n 2) (Nat.div m 2)))
      (cond (f (beq (Nat.mod n 2) 1) (beq (Nat.mod m 2) 1)) 1 0)

/-- Combines two numbers bit by bit, for an `f` with `f false false = false`; a number has fewer bits than its value. -/
def bitwise (f : Bool → Bool → Bool) (n m : Nat) : Nat := bitwiseSteps f (Nat.add n m) n m

@[extern "lean_nat_land"] def land : Nat → Nat → Nat := bitwise Bool.and
@[extern "lean_nat_lor"] def lor : Nat → Nat → Nat := bitwise Bool.or
@[extern "lean_nat_lxor"] def xor : Nat → Nat → Nat := bitwise fun a b => cond a (Bool.not b) b

@[extern "lean_nat_shiftl"] def shiftLeft : Nat → Nat → Nat
  | n, zero => n
  | n, succ m => shiftLeft (Nat.mul 2 n) m

@[extern "lean_nat_shiftr"] def shiftRight : Nat → Nat → Nat
  | n, zero => n
  | n, succ m => Nat.div (shiftRight n m) 2

/-- Whether `n` is less than `m`. -/
def blt (n m : Nat) : Bool := ble (succ n) m

/-- `n` is at most `m`. -/
protected inductive le (n : Nat) : Nat → Prop where
  | refl : Nat.le n n
  | step {m : Nat} (h : Nat.le n m) : Nat.le n (succ m)

protected def lt (n m : Nat) : Prop := Nat.le (succ n) m

protected def dvd (a b : Nat) : Prop := ∃ c, b = Nat.mul a c

end Nat

instance instAddNat : Add Nat := ⟨Nat.add⟩
instance instSubNat : Sub Nat := ⟨Nat.sub⟩
instance instMulNat : Mul Nat := ⟨Nat.mul⟩
instance instNatPowNat : NatPow Nat := ⟨Nat.pow⟩
instance Nat.instDiv : Div Nat := ⟨Nat.div⟩
instance Nat.instMod : Mod Nat := ⟨Nat.mod⟩
instance Nat.instAndOp : AndOp Nat := ⟨Nat.land⟩
instance Nat.instOrOp : OrOp Nat := ⟨Nat.lor⟩
instance Nat.instXorOp : XorOp Nat := ⟨Nat.xor⟩
instance Nat.instShiftLeft : ShiftLeft Nat := ⟨Nat.shiftLeft⟩
instance Nat.instShiftRight : ShiftRight Nat := ⟨Nat.shiftRight⟩
instance instLENat : LE Nat := ⟨Nat.le⟩
instance instLTNat : LT Nat := ⟨Nat.lt⟩
instance Nat.instDvd : Dvd Nat := ⟨Nat.dvd⟩
instance instInhabitedNat : Inhabited Nat := ⟨0⟩
