prelude
import Trivium.Core.NatCoprime
/-!
The rational numbers: reduced fractions and their operations.

Each law of arithmetic is one of integers: `Rat.Is q n d` says that `q` is the fraction `n / d`, reduced or not, and the
operations are read on fractions.
-/
set_option linter.all false


/-- A rational number: a numerator and a positive denominator without a common divisor. -/
structure Rat : Type where
  mk' ::
  num : Int
  den : Nat
  den_nz : den ≠ 0
  reduced : Nat.Coprime num.natAbs den

namespace Trivium.Divisor

open Int

theorem int_mul_left_cancel {a b c : Int} (h : a ≠ 0) (e : a * b = a * c) : b = c := by
  refine Int.sub_eq_zero.mp ((Int.mul_eq_zero (a := a)).mp ?_ |>.resolve_left h)
  rw [Int.mul_sub, e, Int.sub_self]
theorem int_mul_ne_zero {a b : Int} (h : a ≠ 0) (k : b ≠ 0) : a * b ≠ 0 := fun e => (Int.mul_eq_zero.mp e).elim h k
theorem natCast_ne_zero {n : Nat} (h : n ≠ 0) : (n : Int) ≠ 0 := fun e => h (Int.ofNat_inj.mp e)
theorem natAbs_mul_ofNat (a : Int) (n : Nat) : natAbs (a * (n : Int)) = natAbs a * n := natAbs_mul a n
/-- An integer is its size times a quotient of it by a divisor of its size. -/
theorem exists_eq_mul_of_dvd_natAbs {a : Int} {d : Nat} (h : d ∣ a.natAbs) : ∃ c, a = (d : Int) * c := by
  obtain ⟨c, hc⟩ := exists_eq_mul_of_dvd h
  rcases eq_natAbs_or_eq_neg a with e | e
  · exact ⟨c, e.trans (congrArg Int.ofNat hc)⟩
  · refine ⟨-(c : Int), e.trans ?_⟩
    rw [Int.mul_neg]
    exact congrArg (fun n : Nat => -(n : Int)) hc

end Trivium.Divisor

namespace Rat

open Trivium.Divisor

/-! ### Fractions made rational numbers -/

theorem reduced_div {num : Int} {den : Nat} (h : den ≠ 0) :
    Nat.Coprime (num / (Nat.gcd num.natAbs den : Int)).natAbs (den / Nat.gcd num.natAbs den) := by
  have pos := gcd_pos_of_pos_right (m := num.natAbs) (Nat.pos_of_ne_zero h)
  have e : (num / (Nat.gcd num.natAbs den : Int)).natAbs = num.natAbs / Nat.gcd num.natAbs den := by
    obtain ⟨c, hc⟩ := exists_eq_mul_of_dvd_natAbs (Nat.gcd_dvd_left num.natAbs den)
    generalize Nat.gcd num.natAbs den = g at hc pos
    rw [hc, Int.mul_ediv_cancel_left c (natCast_ne_zero (Nat.ne_of_gt pos)), Int.natAbs_mul]
    exact (mul_div_cancel_left _ pos).symm
  rw [e]
  exact coprime_div_gcd (Nat.pos_of_ne_zero h)
theorem den_div_ne_zero {num : Int} {den : Nat} (h : den ≠ 0) : den / Nat.gcd num.natAbs den ≠ 0 := fun z => by
  have pos := gcd_pos_of_pos_right (m := num.natAbs) (Nat.pos_of_ne_zero h)
  obtain ⟨c, hc⟩ := exists_eq_mul_of_dvd (Nat.gcd_dvd_right num.natAbs den)
  generalize Nat.gcd num.natAbs den = g at hc pos z
  rw [hc, mul_div_cancel_left c pos] at z
  rw [z] at hc
  exact h hc

/-- The rational number `num / den`. -/
def normalize (num : Int) (den : Nat) (h : den ≠ 0) : Rat :=
  ⟨num / (Nat.gcd num.natAbs den : Int), den / Nat.gcd num.natAbs den, den_div_ne_zero h, reduced_div h⟩

/-- An integer as a rational number. -/
protected def ofInt (a : Int) : Rat := ⟨a, 1, Nat.succ_ne_zero 0, gcd_one_right _⟩

instance instIntCast : IntCast Rat := ⟨Rat.ofInt⟩
instance instNatCast : NatCast Rat := ⟨fun n => Rat.ofInt n⟩
instance instOfNat {n : Nat} : OfNat Rat n := ⟨Rat.ofInt n⟩
instance instCoeIntRat : Coe Int Rat := ⟨fun a => Int.cast a⟩
instance instInhabited : Inhabited Rat := ⟨0⟩

end Rat

/-- The rational number `num / den`; zero for a denominator of zero. -/
def mkRat (num : Int) (den : Nat) : Rat := if h : den = 0 then 0 else Rat.normalize num den h

namespace Rat

open Trivium.Divisor

/-- The rational number `a / b`; zero for a denominator of zero. -/
def divInt : Int → Int → Rat
  | a, .ofNat b => mkRat a b
  | a, .negSucc b => normalize (-a) (b + 1) (Nat.succ_ne_zero b)

/-! ### Operations -/

theorem den_mul_ne_zero (a b : Rat) : a.den * b.den ≠ 0 := fun e =>
  int_mul_ne_zero (natCast_ne_zero a.den_nz) (natCast_ne_zero b.den_nz) (congrArg Int.ofNat e)
protected def add (a b : Rat) : Rat := normalize (a.num * b.den + b.num * a.den) (a.den * b.den) (den_mul_ne_zero a b)
protected def mul (a b : Rat) : Rat := normalize (a.num * b.num) (a.den * b.den) (den_mul_ne_zero a b)
protected def neg (a : Rat) : Rat := ⟨-a.num, a.den, a.den_nz, (Int.natAbs_neg a.num).symm ▸ a.reduced⟩
instance instAdd : Add Rat := ⟨Rat.add⟩
instance instMul : Mul Rat := ⟨Rat.mul⟩
instance instNeg : Neg Rat := ⟨Rat.neg⟩
protected def sub (a b : Rat) : Rat := a + -b
instance instSub : Sub Rat := ⟨Rat.sub⟩
protected def inv (a : Rat) : Rat := divInt a.den a.num
instance instInv : Inv Rat := ⟨Rat.inv⟩
protected def div (a b : Rat) : Rat := a * b⁻¹
instance instDiv : Div Rat := ⟨Rat.div⟩
protected def pow (a : Rat) : Nat → Rat
  | 0 => 1
  | .succ n => Rat.pow a n * a
instance instNatPow : NatPow Rat := ⟨Rat.pow⟩

protected def le (a b : Rat) : Prop := a.num * b.den ≤ b.num * a.den
protected def lt (a b : Rat) : Prop := a.num * b.den < b.num * a.den
instance instLE : LE Rat := ⟨Rat.le⟩
instance instLT : LT Rat := ⟨Rat.lt⟩
instance instDecidableLe (a b : Rat) : Decidable (a ≤ b) := Int.decLe _ _
instance instDecidableLt (a b : Rat) : Decidable (a < b) := Int.decLt _ _

theorem ext {a b : Rat} (h : a.num = b.num) (k : a.den = b.den) : a = b := by
  cases a with
  | mk' n d z r => cases b with
    | mk' m e y s =>
      cases h
      cases k
      rfl
instance instDecidableEq : DecidableEq Rat := fun a b =>
  if h : a.num = b.num then
    if k : a.den = b.den then isTrue (ext h k) else isFalse fun e => k (congrArg den e)
  else isFalse fun e => h (congrArg num e)

/-! ### Reading a rational number as a fraction -/

/-- `q` is the fraction `n / d`. -/
def Is (q : Rat) (n d : Int) : Prop := d ≠ 0 ∧ q.num * d = n * q.den

theorem den_ne_zero (q : Rat) : (q.den : Int) ≠ 0 := natCast_ne_zero q.den_nz
theorem den_pos (q : Rat) : 0 < (q.den : Int) := Int.ofNat_pos.mpr (Nat.pos_of_ne_zero q.den_nz)
theorem is_self (q : Rat) : Is q q.num q.den := ⟨den_ne_zero q, rfl⟩
theorem is_ofInt (a : Int) : Is (Rat.ofInt a) a 1 := ⟨by decide, rfl⟩

theorem den_dvd_of_cross {p q : Rat} (h : p.num * q.den = q.num * p.den) : p.den ∣ q.den := by
  have e := congrArg Int.natAbs h
  rw [natAbs_mul_ofNat, natAbs_mul_ofNat] at e
  exact dvd_of_coprime_of_dvd_mul (coprime_symm p.reduced) (e ▸ Nat.dvd_mul_left p.den q.num.natAbs)
theorem eq_of_cross {p q : Rat} (h : p.num * q.den = q.num * p.den) : p = q := by
  have e := dvd_antisymm (den_dvd_of_cross h) (den_dvd_of_cross h.symm)
  refine ext (int_mul_left_cancel (den_ne_zero q) ?_) e
  rw [Int.mul_comm _ p.num, h, e, Int.mul_comm]

theorem Is.eq_iff {p q : Rat} {n d m e : Int} (hp : Is p n d) (hq : Is q m e) : p = q ↔ n * e = m * d := by
  have cross : p.num * q.den * (d * e) = n * e * (p.den * q.den) ∧ q.num * p.den * (d * e) = m * d * (p.den * q.den) := by
    constructor
    · rw [show p.num * (q.den : Int) * (d * e) = p.num * d * (q.den * e) by
        simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm], hp.2]
      simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
    · rw [show q.num * (p.den : Int) * (d * e) = q.num * e * (p.den * d) by
        simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm], hq.2]
      simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
  have dens := int_mul_ne_zero (den_ne_zero p) (den_ne_zero q)
  constructor
  · intro h
    refine int_mul_left_cancel dens ?_
    rw [Int.mul_comm, ← cross.1, Int.mul_comm _ (m * d), ← cross.2, h]
  · intro h
    refine eq_of_cross (int_mul_left_cancel (int_mul_ne_zero hp.1 hq.1) ?_)
    rw [Int.mul_comm, cross.1, Int.mul_comm (d * e), cross.2, h]
theorem Is.unique {p q : Rat} {n d : Int} (hp : Is p n d) (hq : Is q n d) : p = q := (hp.eq_iff hq).mpr rfl

theorem is_normalize (n : Int) (d : Nat) (h : d ≠ 0) : Is (normalize n d h) n d := by
  refine ⟨natCast_ne_zero h, ?_⟩
  show n / (Nat.gcd n.natAbs d : Int) * (d : Int) = n * ((d / Nat.gcd n.natAbs d : Nat) : Int)
  have pos := gcd_pos_of_pos_right (m := n.natAbs) (Nat.pos_of_ne_zero h)
  obtain ⟨a, ha⟩ := exists_eq_mul_of_dvd_natAbs (Nat.gcd_dvd_left n.natAbs d)
  obtain ⟨b, hb⟩ := exists_eq_mul_of_dvd (Nat.gcd_dvd_right n.natAbs d)
  generalize Nat.gcd n.natAbs d = g at ha hb pos
  have ne : (g : Int) ≠ 0 := natCast_ne_zero (Nat.ne_of_gt pos)
  rw [ha, hb, Int.mul_ediv_cancel_left a ne, mul_div_cancel_left b pos, Int.natCast_mul]
  simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
theorem is_mkRat (n : Int) {d : Nat} (h : d ≠ 0) : Is (mkRat n d) n d := by
  unfold mkRat
  rw [dif_neg h]
  exact is_normalize n d h
theorem is_divInt (n : Int) {d : Int} (h : d ≠ 0) : Is (divInt n d) n d := by
  cases d with
  | ofNat d => exact is_mkRat n fun z => h (congrArg Int.ofNat z)
  | negSucc d =>
    obtain ⟨_, e⟩ := is_normalize (-n) (d + 1) (Nat.succ_ne_zero d)
    refine ⟨h, ?_⟩
    have e' := congrArg (- ·) e
    simp only [Int.neg_mul, Int.neg_neg] at e'
    refine Eq.trans ?_ e'
    exact Int.mul_neg _ ((d + 1 : Nat) : Int)
theorem cross_trans {x y n a l d : Int} (hn : n ≠ 0) (h : x * n = a * y) (e : l * n = a * d) : x * d = l * y := by
  refine int_mul_left_cancel hn ?_
  rw [← Int.mul_assoc, Int.mul_comm n x, h, ← Int.mul_assoc, Int.mul_comm n l, e, Int.mul_right_comm]
theorem Is.add {p q : Rat} {n d m e : Int} (hp : Is p n d) (hq : Is q m e) : Is (p + q) (n * e + m * d) (d * e) := by
  refine ⟨int_mul_ne_zero hp.1 hq.1, ?_⟩
  obtain ⟨ne, h⟩ := is_normalize (p.num * q.den + q.num * p.den) (p.den * q.den) (den_mul_ne_zero p q)
  refine cross_trans ne h ?_
  rw [Int.natCast_mul, Int.add_mul, Int.add_mul]
  refine congr (congrArg _ ?_) ?_
  · rw [show n * e * ((p.den : Int) * q.den) = n * p.den * (e * q.den) by
      simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm], ← hp.2]
    simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
  · rw [show m * d * ((p.den : Int) * q.den) = m * q.den * (d * p.den) by
      simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm], ← hq.2]
    simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
theorem Is.mul {p q : Rat} {n d m e : Int} (hp : Is p n d) (hq : Is q m e) : Is (p * q) (n * m) (d * e) := by
  refine ⟨int_mul_ne_zero hp.1 hq.1, ?_⟩
  obtain ⟨ne, h⟩ := is_normalize (p.num * q.num) (p.den * q.den) (den_mul_ne_zero p q)
  refine cross_trans ne h ?_
  rw [Int.natCast_mul, show n * m * ((p.den : Int) * q.den) = n * p.den * (m * q.den) by
      simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm], ← hp.2, ← hq.2]
  simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
theorem Is.neg {p : Rat} {n d : Int} (hp : Is p n d) : Is (-p) (-n) d := by
  refine ⟨hp.1, ?_⟩
  show -p.num * d = -n * p.den
  rw [Int.neg_mul, Int.neg_mul, hp.2]
theorem Is.inv {p : Rat} {n d : Int} (hp : Is p n d) (h : n ≠ 0) : Is p⁻¹ d n := by
  have hn : p.num ≠ 0 := fun z => by
    have e := hp.2
    rw [z, Int.zero_mul] at e
    exact int_mul_ne_zero h (den_ne_zero p) e.symm
  obtain ⟨_, e⟩ := is_divInt (p.den : Int) hn
  refine ⟨h, int_mul_left_cancel hn ?_⟩
  show p.num * ((p⁻¹).num * n) = p.num * (d * (p⁻¹).den)
  rw [← Int.mul_assoc, Int.mul_comm p.num, ← Int.mul_assoc p.num, hp.2]
  refine (congrArg (· * n) e).trans ?_
  simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
  rfl

end Rat
