prelude
import Trivium.Core.Grind.RingLemmas
import Trivium.Core.Grind.Context
/-!
Reflected expressions and polynomials of a commutative ring, and the arithmetic of polynomials by which every step of
`grind`'s ring solver is checked.

A polynomial in normal form has its monomials in falling lexicographic order; a monomial has its variables in rising
order. Sums and products of normal forms are merged in that order. The values do not depend on it: the theorems below
hold for all polynomials, sorted or not. All functions are structural recursions, so that the kernel evaluates them.
-/
set_option linter.all false

universe u

namespace Lean.Grind.CommRing

attribute [local instance] Semiring.natCast Semiring.nsmul Ring.intCast Ring.zsmul

/-! ### Expressions -/

abbrev Var := Nat
abbrev Context (α : Type u) := RArray α
noncomputable def Var.denote {α : Type u} (ctx : Context α) (v : Var) : α := ctx.get v

inductive Expr where
  | num (k : Int)
  | natCast (k : Nat)
  | intCast (k : Int)
  | var (i : Var)
  | neg (a : Expr)
  | add (a b : Expr)
  | sub (a b : Expr)
  | mul (a b : Expr)
  | pow (a : Expr) (k : Nat)

/-- The numeral `k`, written as Lean writes it: with a sign in front of a natural number. -/
noncomputable def denoteInt {α : Type u} [Ring α] (k : Int) : α :=
  Bool.rec (OfNat.ofNat (α := α) k.natAbs) (-OfNat.ofNat (α := α) k.natAbs) (Int.blt' k 0)
noncomputable def Expr.denote {α : Type u} [Ring α] (ctx : Context α) (e : Expr) : α :=
  Expr.rec (motive := fun _ => α) (fun k => denoteInt k) (fun k => NatCast.natCast (R := α) k) (fun k => IntCast.intCast (R := α) k)
    (fun x => Var.denote ctx x) (fun _ a => -a) (fun _ _ a b => a + b) (fun _ _ a b => a - b) (fun _ _ a b => a * b)
    (fun _ k a => a ^ k) e

theorem denoteInt_eq {α : Type u} [Ring α] (k : Int) : denoteInt (α := α) k = (k : α) := by
  unfold denoteInt
  cases h : Int.blt' k 0 with
  | false =>
    have l : 0 ≤ k := Int.not_lt.mp fun l => Bool.false_ne_true (h.symm.trans (Int.blt'_eq k 0 ▸ l))
    obtain ⟨n, rfl⟩ := Int.eq_ofNat_of_zero_le l
    exact (Ring.intCast_ofNat n).symm
  | true =>
    have l : k < 0 := Int.blt'_eq k 0 ▸ h
    obtain ⟨n, e⟩ := Int.eq_ofNat_of_zero_le (show (0 : Int) ≤ -k by omega)
    have e' : k = -(n : Int) := by omega
    subst e'
    show -OfNat.ofNat (α := α) (-(n : Int)).natAbs = _
    rw [Int.natAbs_neg, Ring.intCast_neg]
    exact congrArg Neg.neg (Ring.intCast_ofNat n).symm

/-! ### Monomials and polynomials -/

structure Power where
  x : Var
  k : Nat

inductive Mon where
  | unit
  | mult (p : Power) (m : Mon)

inductive Poly where
  | num (k : Int)
  | add (k : Int) (v : Mon) (p : Poly)

section

variable {α : Type u} [Ring α] (ctx : Context α)

noncomputable def Power.denote (p : Power) : α := Var.denote ctx p.x ^ p.k
noncomputable def Mon.denote : Mon → α
  | .unit => 1
  | .mult p m => p.denote ctx * Mon.denote m
noncomputable def Poly.denote : Poly → α
  | .num k => (k : α)
  | .add k m p => (k : α) * m.denote ctx + Poly.denote p

end

/-! ### Operations on monomials -/

/-- `pw * m * n`, where `ih` multiplies by `m`. -/
def Mon.mergeInto (pw : Power) (ih : Mon → Mon) : Mon → Mon
  | .unit => .mult pw (ih .unit)
  | .mult pw' n =>
    bif Nat.blt pw.x pw'.x then .mult pw (ih (.mult pw' n))
    else bif Nat.blt pw'.x pw.x then .mult pw' (Mon.mergeInto pw ih n)
    else .mult ⟨pw.x, Nat.add pw.k pw'.k⟩ (ih n)
def Mon.times : Mon → Mon → Mon
  | .unit => fun n => n
  | .mult pw m => Mon.mergeInto pw (Mon.times m)
/-- Lexicographic comparison: `pos`, `same` or `neg` for greater, equal or smaller. -/
def Mon.compare {β : Type} (greater same smaller : β) : Mon → Mon → β
  | .unit, .unit => same
  | .unit, .mult _ _ => smaller
  | .mult _ _, .unit => greater
  | .mult pw m, .mult pw' n =>
    bif Nat.beq pw.x pw'.x then
      bif Nat.beq pw.k pw'.k then Mon.compare greater same smaller m n
      else bif Nat.blt pw.k pw'.k then smaller else greater
    else bif Nat.blt pw.x pw'.x then greater else smaller
/-- A monomial with its variables in rising order, each once. -/
def Mon.sorted : Mon → Mon
  | .unit => .unit
  | .mult pw m => bif Nat.beq pw.k 0 then Mon.sorted m else Mon.times (.mult pw .unit) (Mon.sorted m)

/-! ### Operations on polynomials -/

def Poly.consNonzero (k : Int) (m : Mon) (p : Poly) : Poly := bif Int.beq' k 0 then p else .add k m p
def Poly.addConst (k : Int) : Poly → Poly
  | .num c => .num (Int.add k c)
  | .add c m p => .add c m (Poly.addConst k p)
/-- `k * m + p + q`, where `ih` adds `p`. -/
def Poly.mergeInto (k : Int) (m : Mon) (ih : Poly → Poly) : Poly → Poly
  | .num c => .add k m (ih (.num c))
  | .add c n q =>
    Mon.compare (β := Unit → Poly) (fun _ => .add k m (ih (.add c n q)))
      (fun _ => Poly.consNonzero (Int.add k c) m (ih q)) (fun _ => .add c n (Poly.mergeInto k m ih q)) m n ()
def Poly.plus : Poly → Poly → Poly
  | .num k => Poly.addConst k
  | .add k m p => Poly.mergeInto k m (Poly.plus p)
noncomputable def Poly.scale (k : Int) (p : Poly) : Poly :=
  bif Int.beq' k 0 then .num 0 else Poly.rec (motive := fun _ => Poly) (fun c => .num (Int.mul k c)) (fun c m _ q => .add (Int.mul k c) m q) p
/-- The product with one term, which is not zero. -/
def Poly.shift (k : Int) (m : Mon) : Poly → Poly
  | .num c => Poly.consNonzero (Int.mul k c) m (.num 0)
  | .add c n p => .add (Int.mul k c) (Mon.times m n) (Poly.shift k m p)
noncomputable def Poly.timesTerm (k : Int) (m : Mon) (p : Poly) : Poly :=
  bif Int.beq' k 0 then .num 0 else Mon.rec (motive := fun _ => Poly) (Poly.scale k p) (fun _ _ _ => Poly.shift k m p) m
noncomputable def Poly.times (p : Poly) : Poly → Poly
  | .num k => Poly.scale k p
  | .add k m q => Poly.plus (Poly.timesTerm k m p) (Poly.times p q)
noncomputable def Poly.power (p : Poly) : Nat → Poly
  | 0 => .num 1
  | .succ n => Poly.times (Poly.power p n) p
/-- The normal form of a polynomial. -/
noncomputable def Poly.sorted : Poly → Poly
  | .num k => .num k
  | .add k m p => Poly.plus (Poly.timesTerm k (Mon.sorted m) (.num 1)) (Poly.sorted p)
noncomputable def Poly.minus (p q : Poly) : Poly := Poly.plus p (Poly.scale (-1) q)
def Poly.isZero : Poly → Bool
  | .num k => Int.beq' k 0
  | .add _ _ _ => false
/-- Whether two polynomials are the same. -/
noncomputable def Poly.same (p q : Poly) : Bool := Poly.isZero (Poly.minus p q)
/-- The normal form of an expression. -/
noncomputable def Expr.toPoly : Expr → Poly
  | .num k => .num k
  | .natCast k => .num (Int.ofNat k)
  | .intCast k => .num k
  | .var x => .add 1 (.mult ⟨x, 1⟩ .unit) (.num 0)
  | .neg a => Poly.scale (-1) (Expr.toPoly a)
  | .add a b => Poly.plus (Expr.toPoly a) (Expr.toPoly b)
  | .sub a b => Poly.minus (Expr.toPoly a) (Expr.toPoly b)
  | .mul a b => Poly.times (Expr.toPoly a) (Expr.toPoly b)
  | .pow a k => Poly.power (Expr.toPoly a) k

/-! ### The operations mean what they say -/

theorem eq_of_not_blt {a b : Nat} (h : Nat.blt a b = false) (k : Nat.blt b a = false) : a = b := by
  have h' : ¬a < b := fun l => Bool.false_ne_true (h.symm.trans (Nat.ble_eq_true_of_le l))
  have k' : ¬b < a := fun l => Bool.false_ne_true (k.symm.trans (Nat.ble_eq_true_of_le l))
  omega
theorem Mon.compare_eq {β : Type} (g s l : β) (m n : Mon) :
    Mon.compare g s l m n = g ∨ Mon.compare g s l m n = l ∨ (m = n ∧ Mon.compare g s l m n = s) := by
  induction m generalizing n with
  | unit =>
    cases n with
    | unit => exact .inr (.inr ⟨rfl, rfl⟩)
    | mult _ _ => exact .inr (.inl rfl)
  | mult pw m ih =>
    cases n with
    | unit => exact .inl rfl
    | mult pw' n =>
      cases pw with
      | mk x k => cases pw' with
        | mk y j =>
          have step : Mon.compare g s l (.mult ⟨x, k⟩ m) (.mult ⟨y, j⟩ n) =
              bif Nat.beq x y then
                bif Nat.beq k j then Mon.compare g s l m n else bif Nat.blt k j then l else g
              else bif Nat.blt x y then g else l := rfl
          rw [step]
          cases hx : Nat.beq x y with
          | false => cases Nat.blt x y with
            | true => exact .inl rfl
            | false => exact .inr (.inl rfl)
          | true => cases hk : Nat.beq k j with
            | false => cases Nat.blt k j with
              | true => exact .inr (.inl rfl)
              | false => exact .inl rfl
            | true =>
              rw [Nat.eq_of_beq_eq_true x y hx, Nat.eq_of_beq_eq_true k j hk]
              rcases ih n with h | h | ⟨h, h'⟩
              · exact .inl h
              · exact .inr (.inl h)
              · exact .inr (.inr ⟨by rw [h], h'⟩)

section

open Semiring (add_assoc add_comm add_zero zero_add add_left_comm mul_assoc mul_one one_mul left_distrib right_distrib zero_mul mul_zero)

variable {α : Type u} [CommRing α] (ctx : Context α)

theorem mul_left_comm (a b c : α) : a * (b * c) = b * (a * c) := by
  rw [← mul_assoc, CommSemiring.mul_comm a, mul_assoc]

theorem Mon.denote_mergeInto (pw : Power) (ih : Mon → Mon) (a : α) (h : ∀ n, (ih n).denote ctx = a * n.denote ctx) (n : Mon) :
    (Mon.mergeInto pw ih n).denote ctx = pw.denote ctx * a * n.denote ctx := by
  induction n with
  | unit =>
    show pw.denote ctx * (ih .unit).denote ctx = _
    rw [h, mul_assoc]
  | mult pw' n ihn =>
    have step : Mon.mergeInto pw ih (.mult pw' n) = bif Nat.blt pw.x pw'.x then .mult pw (ih (.mult pw' n))
      else bif Nat.blt pw'.x pw.x then .mult pw' (Mon.mergeInto pw ih n) else .mult ⟨pw.x, Nat.add pw.k pw'.k⟩ (ih n) := rfl
    rw [step]
    cases h₁ : Nat.blt pw.x pw'.x with
    | true =>
      show pw.denote ctx * (ih (.mult pw' n)).denote ctx = _
      rw [h, mul_assoc]
    | false => cases h₂ : Nat.blt pw'.x pw.x with
      | true =>
        show pw'.denote ctx * (Mon.mergeInto pw ih n).denote ctx = pw.denote ctx * a * (pw'.denote ctx * n.denote ctx)
        rw [ihn, mul_left_comm]
      | false =>
        show Var.denote ctx pw.x ^ (pw.k + pw'.k) * (ih n).denote ctx = pw.denote ctx * a * (pw'.denote ctx * n.denote ctx)
        have e : pw'.denote ctx = Var.denote ctx pw.x ^ pw'.k := by rw [eq_of_not_blt h₁ h₂]; rfl
        rw [h, Semiring.pow_add, e]
        show Var.denote ctx pw.x ^ pw.k * Var.denote ctx pw.x ^ pw'.k * (a * n.denote ctx) =
          Var.denote ctx pw.x ^ pw.k * a * (Var.denote ctx pw.x ^ pw'.k * n.denote ctx)
        rw [mul_assoc, mul_assoc, mul_left_comm a]
theorem Mon.denote_times (m n : Mon) : (Mon.times m n).denote ctx = m.denote ctx * n.denote ctx := by
  induction m generalizing n with
  | unit => exact (one_mul _).symm
  | mult pw m ih => exact Mon.denote_mergeInto ctx pw (Mon.times m) (m.denote ctx) ih n
theorem Mon.denote_sorted (m : Mon) : (Mon.sorted m).denote ctx = m.denote ctx := by
  induction m with
  | unit => rfl
  | mult pw m ih =>
    have step : Mon.sorted (.mult pw m) = bif Nat.beq pw.k 0 then Mon.sorted m else Mon.times (.mult pw .unit) (Mon.sorted m) := rfl
    rw [step]
    cases h : Nat.beq pw.k 0 with
    | true =>
      show (Mon.sorted m).denote ctx = Var.denote ctx pw.x ^ pw.k * m.denote ctx
      rw [ih, Nat.eq_of_beq_eq_true _ _ h, Semiring.pow_zero, one_mul]
    | false =>
      show (Mon.times (.mult pw .unit) (Mon.sorted m)).denote ctx = pw.denote ctx * m.denote ctx
      rw [Mon.denote_times, ih]
      show pw.denote ctx * 1 * _ = _
      rw [mul_one]

theorem Poly.denote_consNonzero (k : Int) (m : Mon) (p : Poly) :
    (Poly.consNonzero k m p).denote ctx = (k : α) * m.denote ctx + p.denote ctx := by
  unfold Poly.consNonzero
  cases h : Int.beq' k 0 with
  | true =>
    have e : k = 0 := Int.beq'_eq k 0 ▸ h
    show p.denote ctx = _
    rw [e, Ring.intCast_zero, zero_mul, zero_add]
  | false => rfl
theorem Poly.denote_addConst (k : Int) (p : Poly) : (Poly.addConst k p).denote ctx = (k : α) + p.denote ctx := by
  induction p with
  | num c => exact Ring.intCast_add k c
  | add c m p ih =>
    show (c : α) * m.denote ctx + (Poly.addConst k p).denote ctx = (k : α) + ((c : α) * m.denote ctx + p.denote ctx)
    rw [ih, add_left_comm]
theorem Poly.denote_mergeInto (k : Int) (m : Mon) (ih : Poly → Poly) (a : α) (h : ∀ q, (ih q).denote ctx = a + q.denote ctx) (q : Poly) :
    (Poly.mergeInto k m ih q).denote ctx = (k : α) * m.denote ctx + a + q.denote ctx := by
  induction q with
  | num c =>
    show (k : α) * m.denote ctx + (ih (.num c)).denote ctx = _
    rw [h, add_assoc]
  | add c n q ihq =>
    have step : Poly.mergeInto k m ih (.add c n q) = Mon.compare (β := Unit → Poly) (fun _ => .add k m (ih (.add c n q)))
      (fun _ => Poly.consNonzero (Int.add k c) m (ih q)) (fun _ => .add c n (Poly.mergeInto k m ih q)) m n () := rfl
    rw [step]
    rcases Mon.compare_eq (β := Unit → Poly) (fun _ => .add k m (ih (.add c n q)))
      (fun _ => Poly.consNonzero (Int.add k c) m (ih q)) (fun _ => .add c n (Poly.mergeInto k m ih q)) m n with e | e | ⟨e, e'⟩
    · rw [e]
      show (k : α) * m.denote ctx + (ih (.add c n q)).denote ctx = _
      rw [h, add_assoc]
    · rw [e]
      show (c : α) * n.denote ctx + (Poly.mergeInto k m ih q).denote ctx = (k : α) * m.denote ctx + a + ((c : α) * n.denote ctx + q.denote ctx)
      rw [ihq, add_left_comm]
    · rw [e', Poly.denote_consNonzero, h, e]
      show ((k + c : Int) : α) * n.denote ctx + (a + q.denote ctx) = (k : α) * n.denote ctx + a + ((c : α) * n.denote ctx + q.denote ctx)
      rw [Ring.intCast_add, right_distrib, add_assoc, add_assoc, add_left_comm a]
theorem Poly.denote_plus (p q : Poly) : (Poly.plus p q).denote ctx = p.denote ctx + q.denote ctx := by
  induction p generalizing q with
  | num k => exact Poly.denote_addConst ctx k q
  | add k m p ih => exact Poly.denote_mergeInto ctx k m (Poly.plus p) (p.denote ctx) ih q
theorem Poly.denote_scale (k : Int) (p : Poly) : (Poly.scale k p).denote ctx = (k : α) * p.denote ctx := by
  unfold Poly.scale
  cases h : Int.beq' k 0 with
  | true =>
    have e : k = 0 := Int.beq'_eq k 0 ▸ h
    show ((0 : Int) : α) = _
    rw [e, Ring.intCast_zero, zero_mul]
  | false =>
    show Poly.denote ctx (Poly.rec (motive := fun _ => Poly) (fun c => .num (Int.mul k c)) (fun c m _ q => .add (Int.mul k c) m q) p) = _
    clear h
    induction p with
    | num c => exact Ring.intCast_mul k c
    | add c m p ih =>
      show ((k * c : Int) : α) * m.denote ctx + Poly.denote ctx (Poly.rec (motive := fun _ => Poly) (fun c => .num (Int.mul k c))
        (fun c m _ q => .add (Int.mul k c) m q) p) = (k : α) * ((c : α) * m.denote ctx + p.denote ctx)
      rw [ih, Ring.intCast_mul, left_distrib, mul_assoc]
theorem Poly.denote_shift (k : Int) (m : Mon) (p : Poly) :
    (Poly.shift k m p).denote ctx = (k : α) * m.denote ctx * p.denote ctx := by
  induction p with
  | num c =>
    show (Poly.consNonzero (k * c) m (.num 0)).denote ctx = (k : α) * m.denote ctx * (c : α)
    rw [Poly.denote_consNonzero]
    show ((k * c : Int) : α) * m.denote ctx + ((0 : Int) : α) = _
    rw [Ring.intCast_zero, add_zero, Ring.intCast_mul, mul_assoc, CommSemiring.mul_comm (c : α), mul_assoc]
  | add c n p ih =>
    show ((k * c : Int) : α) * (Mon.times m n).denote ctx + (Poly.shift k m p).denote ctx =
      (k : α) * m.denote ctx * ((c : α) * n.denote ctx + p.denote ctx)
    rw [ih, Mon.denote_times, Ring.intCast_mul, left_distrib, mul_assoc (k : α) (c : α), mul_left_comm (c : α), ← mul_assoc (k : α)]
theorem Poly.denote_timesTerm (k : Int) (m : Mon) (p : Poly) :
    (Poly.timesTerm k m p).denote ctx = (k : α) * m.denote ctx * p.denote ctx := by
  unfold Poly.timesTerm
  cases h : Int.beq' k 0 with
  | true =>
    have e : k = 0 := Int.beq'_eq k 0 ▸ h
    show ((0 : Int) : α) = _
    rw [e, Ring.intCast_zero, zero_mul, zero_mul]
  | false =>
    cases m with
    | unit =>
      show (Poly.scale k p).denote ctx = (k : α) * 1 * _
      rw [Poly.denote_scale, mul_one]
    | mult pw m => exact Poly.denote_shift ctx k (.mult pw m) p
theorem Poly.denote_times (p q : Poly) : (Poly.times p q).denote ctx = p.denote ctx * q.denote ctx := by
  induction q with
  | num k => exact (Poly.denote_scale ctx k p).trans (CommSemiring.mul_comm _ _)
  | add k m q ih =>
    show (Poly.plus (Poly.timesTerm k m p) (Poly.times p q)).denote ctx = p.denote ctx * ((k : α) * m.denote ctx + q.denote ctx)
    rw [Poly.denote_plus, Poly.denote_timesTerm, ih, left_distrib, CommSemiring.mul_comm (p.denote ctx) ((k : α) * _)]
theorem Poly.denote_power (p : Poly) (n : Nat) : (Poly.power p n).denote ctx = p.denote ctx ^ n := by
  induction n with
  | zero =>
    show ((1 : Int) : α) = _
    rw [Ring.intCast_one, Semiring.pow_zero]
  | succ n ih =>
    show (Poly.times (Poly.power p n) p).denote ctx = _
    rw [Poly.denote_times, ih, Semiring.pow_succ]
theorem Poly.denote_sorted (p : Poly) : (Poly.sorted p).denote ctx = p.denote ctx := by
  induction p with
  | num k => rfl
  | add k m p ih =>
    show (Poly.plus (Poly.timesTerm k (Mon.sorted m) (.num 1)) (Poly.sorted p)).denote ctx = (k : α) * m.denote ctx + p.denote ctx
    rw [Poly.denote_plus, Poly.denote_timesTerm, ih, Mon.denote_sorted]
    show _ * ((1 : Int) : α) + _ = _
    rw [Ring.intCast_one, mul_one]
theorem Poly.denote_minus (p q : Poly) : (Poly.minus p q).denote ctx = p.denote ctx - q.denote ctx := by
  unfold Poly.minus
  rw [Poly.denote_plus, Poly.denote_scale, Ring.intCast_neg, Ring.intCast_one, Ring.neg_mul, one_mul, Ring.sub_eq_add_neg]
theorem Poly.denote_isZero {p : Poly} (h : Poly.isZero p = true) : p.denote ctx = 0 := by
  cases p with
  | num k =>
    have e : k = 0 := Int.beq'_eq k 0 ▸ h
    show (k : α) = 0
    rw [e, Ring.intCast_zero]
  | add k m p => exact absurd h Bool.false_ne_true
theorem Poly.denote_same {p q : Poly} (h : Poly.same p q = true) : p.denote ctx = q.denote ctx :=
  Ring.sub_eq_zero.mp ((Poly.denote_minus ctx p q).symm.trans (Poly.denote_isZero ctx h))
theorem Expr.denote_toPoly (e : Expr) : (Expr.toPoly e).denote ctx = e.denote ctx := by
  induction e with
  | num k => exact (denoteInt_eq k).symm
  | natCast k => exact Ring.intCast_natCast k
  | intCast k => rfl
  | var x =>
    show ((1 : Int) : α) * (Var.denote ctx x ^ 1 * 1) + ((0 : Int) : α) = Var.denote ctx x
    rw [Ring.intCast_one, Ring.intCast_zero, one_mul, mul_one, add_zero, Semiring.pow_one]
  | neg a ih =>
    show (Poly.scale (-1) (Expr.toPoly a)).denote ctx = -a.denote ctx
    rw [Poly.denote_scale, ih, Ring.intCast_neg, Ring.intCast_one, Ring.neg_mul, one_mul]
  | add a b iha ihb => exact (Poly.denote_plus ctx _ _).trans (by rw [iha, ihb]; rfl)
  | sub a b iha ihb => exact (Poly.denote_minus ctx _ _).trans (by rw [iha, ihb]; rfl)
  | mul a b iha ihb => exact (Poly.denote_times ctx _ _).trans (by rw [iha, ihb]; rfl)
  | pow a k ih => exact (Poly.denote_power ctx _ _).trans (by rw [ih]; rfl)

end

end Lean.Grind.CommRing
