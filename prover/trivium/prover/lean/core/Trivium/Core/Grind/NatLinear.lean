prelude
import Trivium.Core.Grind.Linear
/-!
Linear arithmetic of natural numbers as `simp +arith` and `grind` normalise it: both sides of a relation are compared as
polynomials over the integers, whose variables are not negative.
-/
set_option linter.all false

universe u v

/-- The tree with `f` applied to its values. -/
noncomputable def Lean.RArray.map' {α : Type u} {β : Type v} (f : α → β) : Lean.RArray α → Lean.RArray β
  | .leaf x => .leaf (f x)
  | .branch p l r => .branch p (Lean.RArray.map' f l) (Lean.RArray.map' f r)
theorem Lean.RArray.get_map' {α : Type u} {β : Type v} (f : α → β) (a : Lean.RArray α) (n : Nat) : (a.map' f).get n = f (a.get n) := by
  induction a with
  | leaf x => rfl
  | branch p l r ihl ihr =>
    show cond (Nat.ble p n) ((r.map' f).get n) ((l.map' f).get n) = f (cond (Nat.ble p n) (r.get n) (l.get n))
    cases Nat.ble p n with
    | true => exact ihr
    | false => exact ihl

namespace Nat.Internal.Linear

open Int.Internal.Linear (Ring value value_num value_plus value_minus value_scale monomial of_and)
abbrev Var := Nat
abbrev Context := Lean.RArray Nat
noncomputable def Var.denote (ctx : Context) (v : Var) : Nat := ctx.get v

inductive Expr where
  | num (v : Nat)
  | var (i : Var)
  | add (a b : Expr)
  | mulL (k : Nat) (a : Expr)
  | mulR (a : Expr) (k : Nat)

noncomputable def Expr.denote (ctx : Context) : Expr → Nat
  | .num k => k
  | .var v => Var.denote ctx v
  | .add a b => Nat.add (Expr.denote ctx a) (Expr.denote ctx b)
  | .mulL k a => Nat.mul k (Expr.denote ctx a)
  | .mulR a k => Nat.mul (Expr.denote ctx a) k
noncomputable def Expr.ring : Expr → Ring
  | .num k => .num (Int.ofNat k)
  | .var v => .add 1 (monomial v) (.num 0)
  | .add a b => Lean.Grind.CommRing.Poly.plus (Expr.ring a) (Expr.ring b)
  | .mulL k a => Lean.Grind.CommRing.Poly.scale (Int.ofNat k) (Expr.ring a)
  | .mulR a k => Lean.Grind.CommRing.Poly.scale (Int.ofNat k) (Expr.ring a)
noncomputable abbrev integers (ctx : Context) : Int.Internal.Linear.Context := ctx.map' Int.ofNat

theorem Expr.value_ring (ctx : Context) (e : Expr) : value (integers ctx) e.ring = Int.ofNat (e.denote ctx) := by
  induction e with
  | num k => rfl
  | var v =>
    refine (Int.Internal.Linear.value_single (integers ctx) 1 v).trans ?_
    rw [Int.one_mul]
    exact Lean.RArray.get_map' Int.ofNat ctx v
  | add a b iha ihb => exact (value_plus _ _ _).trans (by rw [iha, ihb]; rfl)
  | mulL k a ih => exact (value_scale _ _ _).trans (by rw [ih]; rfl)
  | mulR a k ih =>
    refine (value_scale _ _ _).trans ?_
    rw [ih, Int.mul_comm]
    rfl

/-- An equation, or an inequality `≤`. -/
structure ExprCnstr where
  eq : Bool
  lhs : Expr
  rhs : Expr

noncomputable def ExprCnstr.denote (ctx : Context) (c : ExprCnstr) : Prop :=
  bif c.eq then c.lhs.denote ctx = c.rhs.denote ctx else c.lhs.denote ctx ≤ c.rhs.denote ctx
noncomputable def ExprCnstr.difference (c : ExprCnstr) : Ring := Lean.Grind.CommRing.Poly.minus c.lhs.ring c.rhs.ring
theorem ExprCnstr.value_difference (ctx : Context) (c : ExprCnstr) :
    value (integers ctx) c.difference = Int.ofNat (c.lhs.denote ctx) - Int.ofNat (c.rhs.denote ctx) := by
  unfold ExprCnstr.difference
  rw [value_minus, Expr.value_ring, Expr.value_ring]
theorem ExprCnstr.denote_eq (ctx : Context) (c : ExprCnstr) :
    c.denote ctx = (bif c.eq then value (integers ctx) c.difference = 0 else value (integers ctx) c.difference ≤ 0) := by
  rw [ExprCnstr.value_difference]
  cases c with
  | mk e l r => cases e with
    | true =>
      show (l.denote ctx = r.denote ctx) = ((l.denote ctx : Int) - (r.denote ctx : Int) = 0)
      exact propext (by omega)
    | false =>
      show (l.denote ctx ≤ r.denote ctx) = ((l.denote ctx : Int) - (r.denote ctx : Int) ≤ 0)
      exact propext (by omega)

noncomputable def sameExpr (e e' : Expr) : Bool := Lean.Grind.CommRing.Poly.same e.ring e'.ring
theorem Expr.eq_of_toNormPoly_eq (ctx : Context) (e e' : Expr) (h : sameExpr e e' = true) : e.denote ctx = e'.denote ctx := by
  have v := Int.Internal.Linear.value_same (ctx := integers ctx) h
  rw [Expr.value_ring, Expr.value_ring] at v
  exact Int.ofNat_inj.mp v
noncomputable def sameCnstr (c d : ExprCnstr) : Bool :=
  Bool.and (bif c.eq then d.eq else Bool.not d.eq) (Lean.Grind.CommRing.Poly.same c.difference d.difference)
theorem ExprCnstr.eq_of_toNormPoly_eq (ctx : Context) (c d : ExprCnstr) (h : sameCnstr c d = true) : c.denote ctx = d.denote ctx := by
  have h' := of_and h
  have e : c.eq = d.eq := by
    have k := h'.1
    cases a : c.eq <;> cases b : d.eq <;> rw [a, b] at k <;> first | rfl | exact absurd k Bool.false_ne_true
  rw [ExprCnstr.denote_eq, ExprCnstr.denote_eq, Int.Internal.Linear.value_same (ctx := integers ctx) h'.2, e]

/-! ### Signs -/

noncomputable def allNonpos (p : Ring) : Bool :=
  Lean.Grind.CommRing.Poly.rec (motive := fun _ => Bool) (fun k => Int.ble' k 0) (fun k _ _ r => Bool.and (Int.ble' k 0) r) p
theorem pow_nonneg {a : Int} (n : Nat) (h : 0 ≤ a) : 0 ≤ a ^ n := by
  induction n with
  | zero => exact Int.zero_le_one
  | succ n ih =>
    rw [Int.pow_succ]
    exact Int.mul_nonneg ih h
theorem mon_nonneg (ctx : Context) (m : Lean.Grind.CommRing.Mon) : 0 ≤ m.denote (α := Int) (integers ctx) := by
  induction m with
  | unit => exact Int.zero_le_one
  | mult p m ih =>
    refine Int.mul_nonneg (pow_nonneg p.k ?_) ih
    show 0 ≤ (integers ctx).get p.x
    rw [Lean.RArray.get_map']
    exact Int.ofNat_nonneg _
theorem of_allNonpos (ctx : Context) {p : Ring} (h : allNonpos p = true) : value (integers ctx) p ≤ 0 := by
  induction p with
  | num k =>
    show k ≤ 0
    exact Int.ble'_eq k 0 ▸ h
  | add k m p ih =>
    have h' := of_and h
    have k0 : k ≤ 0 := Int.ble'_eq k 0 ▸ h'.1
    have t := Int.mul_nonneg (show 0 ≤ -k by omega) (mon_nonneg ctx m)
    rw [Int.neg_mul] at t
    have r := ih h'.2
    show k * m.denote (α := Int) (integers ctx) + value (integers ctx) p ≤ 0
    omega
noncomputable def isValid (c : ExprCnstr) : Bool := bif c.eq then Lean.Grind.CommRing.Poly.isZero c.difference else allNonpos c.difference
theorem ExprCnstr.eq_true_of_isValid (ctx : Context) (c : ExprCnstr) (h : isValid c = true) : c.denote ctx = True := by
  rw [ExprCnstr.denote_eq]
  unfold isValid at h
  cases e : c.eq with
  | true =>
    rw [e] at h
    exact eq_true (Int.Internal.Linear.value_zero (ctx := integers ctx) h)
  | false =>
    rw [e] at h
    exact eq_true (of_allNonpos ctx h)
/-- `p < 0` for all values of the variables. -/
noncomputable def negative (p : Ring) : Bool := allNonpos (Lean.Grind.CommRing.Poly.addConst 1 p)
theorem of_negative (ctx : Context) {p : Ring} (h : negative p = true) : value (integers ctx) p < 0 := by
  have := of_allNonpos ctx h
  rw [Int.Internal.Linear.value_addConst] at this
  omega
noncomputable def isUnsat (c : ExprCnstr) : Bool :=
  bif negative (Lean.Grind.CommRing.Poly.scale (-1) c.difference) then true else bif c.eq then negative c.difference else false
theorem ExprCnstr.eq_false_of_isUnsat (ctx : Context) (c : ExprCnstr) (h : isUnsat c = true) : c.denote ctx = False := by
  rw [ExprCnstr.denote_eq]
  unfold isUnsat at h
  cases n : negative (Lean.Grind.CommRing.Poly.scale (-1) c.difference) with
  | true =>
    have l := of_negative ctx n
    rw [value_scale] at l
    cases c.eq with
    | true => exact eq_false (show ¬value (integers ctx) c.difference = 0 by omega)
    | false => exact eq_false (show ¬value (integers ctx) c.difference ≤ 0 by omega)
  | false =>
    rw [n] at h
    cases e : c.eq with
    | true =>
      rw [e] at h
      have l := of_negative ctx (p := c.difference) h
      exact eq_false (show ¬value (integers ctx) c.difference = 0 by omega)
    | false =>
      rw [e] at h
      exact absurd h Bool.false_ne_true

end Nat.Internal.Linear
