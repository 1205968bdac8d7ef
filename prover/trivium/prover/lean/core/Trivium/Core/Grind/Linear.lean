prelude
import Trivium.Core.Grind.RingSolver
/-!
The steps of `grind`'s decision procedure for linear integer arithmetic. A linear polynomial is read as a polynomial of
`Trivium.Core.Grind.Polynomial`, whose arithmetic checks each step.
-/
set_option linter.all false

namespace Int.Internal.Linear

open Lean.Grind (CommRing.Poly.denote CommRing.Poly.denote_same)
abbrev Var := Nat
abbrev Context := Lean.RArray Int
abbrev Ring := Lean.Grind.CommRing.Poly
noncomputable def Var.denote (ctx : Context) (v : Var) : Int := ctx.get v

/-! ### Expressions and polynomials -/

inductive Expr where
  | num (v : Int)
  | var (i : Var)
  | add (a b : Expr)
  | sub (a b : Expr)
  | neg (a : Expr)
  | mulL (k : Int) (a : Expr)
  | mulR (a : Expr) (k : Int)

noncomputable def Expr.denote (ctx : Context) (e : Expr) : Int :=
  Expr.rec (motive := fun _ => Int) (fun k => k) (fun v => Var.denote ctx v) (fun _ _ a b => Int.add a b) (fun _ _ a b => Int.sub a b)
    (fun _ a => Int.neg a) (fun k _ a => Int.mul k a) (fun _ k a => Int.mul a k) e

inductive Poly where
  | num (k : Int)
  | add (k : Int) (v : Var) (p : Poly)

noncomputable def Poly.denote (ctx : Context) (p : Poly) : Int :=
  Poly.rec (motive := fun _ => Int) (fun k => k) (fun k v _ r => Int.add (Int.mul k (Var.denote ctx v)) r) p
/-- The term `k * v`, without a factor of one. -/
noncomputable def term (ctx : Context) (k : Int) (v : Var) : Int :=
  bif Int.beq' k 1 then Var.denote ctx v else Int.mul k (Var.denote ctx v)
noncomputable def Poly.denoteFrom (ctx : Context) (p : Poly) : Int → Int :=
  Poly.rec (motive := fun _ => Int → Int) (fun k r => bif Int.beq' k 0 then r else Int.add r k)
    (fun k v _ ih r => ih (Int.add r (term ctx k v))) p
/-- The value of a polynomial, as Lean writes it: without needless factors and zeros. -/
noncomputable def Poly.denote' (ctx : Context) (p : Poly) : Int :=
  Poly.rec (motive := fun _ => Int) (fun k => k) (fun k v p _ => Poly.denoteFrom ctx p (term ctx k v)) p

theorem term_eq (ctx : Context) (k : Int) (v : Var) : term ctx k v = k * Var.denote ctx v := by
  unfold term
  cases h : Int.beq' k 1 with
  | true =>
    have e : k = 1 := Int.beq'_eq k 1 ▸ h
    rw [e, Int.one_mul]
    rfl
  | false => rfl
theorem Poly.denoteFrom_eq (ctx : Context) (p : Poly) (r : Int) : p.denoteFrom ctx r = r + p.denote ctx := by
  induction p generalizing r with
  | num k =>
    show (bif Int.beq' k 0 then r else Int.add r k) = r + k
    cases h : Int.beq' k 0 with
    | true =>
      have e : k = 0 := Int.beq'_eq k 0 ▸ h
      rw [e, Int.add_zero]
      rfl
    | false => rfl
  | add k v p ih =>
    show Poly.denoteFrom ctx p (Int.add r (term ctx k v)) = r + (k * Var.denote ctx v + p.denote ctx)
    rw [ih, term_eq, ← Int.add_assoc]
    rfl
@[simp] theorem Poly.denote'_eq (ctx : Context) (p : Poly) : p.denote' ctx = p.denote ctx := by
  cases p with
  | num k => rfl
  | add k v p => exact (Poly.denoteFrom_eq ctx p _).trans (by rw [term_eq]; rfl)

/-! ### As polynomials of a ring -/

def monomial (v : Var) : Lean.Grind.CommRing.Mon := .mult ⟨v, 1⟩ .unit
def Poly.ring : Poly → Ring
  | .num k => .num k
  | .add k v p => Lean.Grind.CommRing.Poly.mergeInto k (monomial v) (Lean.Grind.CommRing.Poly.addConst 0) (Poly.ring p)
noncomputable def Expr.ring : Expr → Ring
  | .num k => .num k
  | .var v => .add 1 (monomial v) (.num 0)
  | .add a b => Lean.Grind.CommRing.Poly.plus (Expr.ring a) (Expr.ring b)
  | .sub a b => Lean.Grind.CommRing.Poly.minus (Expr.ring a) (Expr.ring b)
  | .neg a => Lean.Grind.CommRing.Poly.scale (-1) (Expr.ring a)
  | .mulL k a => Lean.Grind.CommRing.Poly.scale k (Expr.ring a)
  | .mulR a k => Lean.Grind.CommRing.Poly.scale k (Expr.ring a)
noncomputable abbrev value (ctx : Context) (p : Ring) : Int := Lean.Grind.CommRing.Poly.denote (α := Int) ctx p

theorem value_num (ctx : Context) (k : Int) : value ctx (.num k) = k := rfl
theorem value_monomial (ctx : Context) (v : Var) : (monomial v).denote (α := Int) ctx = Var.denote ctx v := by
  show Lean.Grind.CommRing.Var.denote ctx v ^ 1 * 1 = _
  rw [Int.mul_one, Int.pow_one]
  rfl
theorem value_plus (ctx : Context) (p q : Ring) : value ctx (Lean.Grind.CommRing.Poly.plus p q) = value ctx p + value ctx q :=
  Lean.Grind.CommRing.Poly.denote_plus ctx p q
theorem value_minus (ctx : Context) (p q : Ring) : value ctx (Lean.Grind.CommRing.Poly.minus p q) = value ctx p - value ctx q :=
  Lean.Grind.CommRing.Poly.denote_minus ctx p q
theorem value_scale (ctx : Context) (k : Int) (p : Ring) : value ctx (Lean.Grind.CommRing.Poly.scale k p) = k * value ctx p :=
  Lean.Grind.CommRing.Poly.denote_scale ctx k p
theorem Poly.value_ring (ctx : Context) (p : Poly) : value ctx p.ring = p.denote ctx := by
  induction p with
  | num k => rfl
  | add k v p ih =>
    have m := Lean.Grind.CommRing.Poly.denote_mergeInto (α := Int) ctx k (monomial v) (Lean.Grind.CommRing.Poly.addConst 0) 0
      (fun q => Lean.Grind.CommRing.Poly.denote_addConst ctx 0 q) (Poly.ring p)
    refine m.trans ?_
    show k * (monomial v).denote (α := Int) ctx + 0 + value ctx p.ring = k * Var.denote ctx v + p.denote ctx
    rw [value_monomial, Int.add_zero, ih]
theorem Expr.value_ring (ctx : Context) (e : Expr) : value ctx e.ring = e.denote ctx := by
  induction e with
  | num k => rfl
  | var v =>
    show 1 * (monomial v).denote (α := Int) ctx + 0 = _
    rw [value_monomial, Int.one_mul, Int.add_zero]
    rfl
  | add a b iha ihb => exact (value_plus ctx _ _).trans (by rw [iha, ihb]; rfl)
  | sub a b iha ihb => exact (value_minus ctx _ _).trans (by rw [iha, ihb]; rfl)
  | neg a ih =>
    refine (value_scale ctx _ _).trans ?_
    rw [ih, ← Int.neg_eq_neg_one_mul]
    rfl
  | mulL k a ih => exact (value_scale ctx _ _).trans (by rw [ih]; rfl)
  | mulR a k ih =>
    refine (value_scale ctx _ _).trans ?_
    rw [ih, Int.mul_comm]
    rfl
noncomputable abbrev same (p q : Ring) : Bool := Lean.Grind.CommRing.Poly.same p q
theorem value_same {ctx : Context} {p q : Ring} (h : same p q = true) : value ctx p = value ctx q :=
  Lean.Grind.CommRing.Poly.denote_same (α := Int) ctx h
theorem value_zero {ctx : Context} {p : Ring} (h : Lean.Grind.CommRing.Poly.isZero p = true) : value ctx p = 0 :=
  Lean.Grind.CommRing.Poly.denote_isZero (α := Int) ctx h
theorem of_and {a b : Bool} (h : Bool.and a b = true) : a = true ∧ b = true := by
  cases a with
  | false => exact absurd h Bool.false_ne_true
  | true => exact ⟨rfl, h⟩

/-! ### Facts of the goal as facts of polynomials -/

noncomputable def norm_eq_cert (lhs rhs : Expr) (p : Poly) : Bool := same p.ring (Expr.sub lhs rhs).ring
theorem of_norm_eq_cert {ctx : Context} {lhs rhs : Expr} {p : Poly} (h : norm_eq_cert lhs rhs p = true) :
    p.denote ctx = lhs.denote ctx - rhs.denote ctx := by
  rw [← Poly.value_ring, value_same h, Expr.value_ring]
  rfl
theorem Expr.eq_of_norm_eq (ctx : Context) (e : Expr) (p : Poly) (h : same e.ring p.ring = true) : e.denote ctx = p.denote' ctx := by
  rw [Poly.denote'_eq, ← Poly.value_ring, ← value_same h, Expr.value_ring]
theorem norm_eq (ctx : Context) (lhs rhs : Expr) (p : Poly) (h : norm_eq_cert lhs rhs p = true) :
    (lhs.denote ctx = rhs.denote ctx) = (p.denote' ctx = 0) := by
  rw [Poly.denote'_eq, of_norm_eq_cert h]
  exact propext (by omega)
theorem norm_le (ctx : Context) (lhs rhs : Expr) (p : Poly) (h : norm_eq_cert lhs rhs p = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = (p.denote' ctx ≤ 0) := by
  rw [Poly.denote'_eq, of_norm_eq_cert h]
  exact propext (by omega)
noncomputable def norm_eq_var_cert (lhs rhs : Expr) (x y : Var) : Bool := norm_eq_cert lhs rhs (.add 1 x (.add (-1) y (.num 0)))
theorem norm_eq_var (ctx : Context) (lhs rhs : Expr) (x y : Var) (h : norm_eq_var_cert lhs rhs x y = true) :
    (lhs.denote ctx = rhs.denote ctx) = (Var.denote ctx x = Var.denote ctx y) := by
  rw [norm_eq ctx lhs rhs _ h, Poly.denote'_eq]
  show (1 * Var.denote ctx x + (-1 * Var.denote ctx y + 0) = 0) = _
  exact propext (by omega)
noncomputable def norm_eq_var_const_cert (lhs rhs : Expr) (x : Var) (k : Int) : Bool := norm_eq_cert lhs rhs (.add 1 x (.num (-k)))
theorem norm_eq_var_const (ctx : Context) (lhs rhs : Expr) (x : Var) (k : Int) (h : norm_eq_var_const_cert lhs rhs x k = true) :
    (lhs.denote ctx = rhs.denote ctx) = (Var.denote ctx x = k) := by
  rw [norm_eq ctx lhs rhs _ h, Poly.denote'_eq]
  show (1 * Var.denote ctx x + -k = 0) = _
  exact propext (by omega)
noncomputable def scaled (lhs rhs : Expr) (p : Poly) (k : Int) : Bool :=
  Bool.and (Int.blt' 0 k) (same (Expr.sub lhs rhs).ring (Lean.Grind.CommRing.Poly.scale k p.ring))
theorem of_scaled {ctx : Context} {lhs rhs : Expr} {p : Poly} {k : Int} (h : scaled lhs rhs p k = true) :
    0 < k ∧ lhs.denote ctx - rhs.denote ctx = k * p.denote ctx := by
  have h' := of_and h
  refine ⟨Int.blt'_eq 0 k ▸ h'.1, ?_⟩
  have e := value_same (ctx := ctx) h'.2
  rw [value_scale, Poly.value_ring, Expr.value_ring] at e
  exact e
theorem mul_pos_eq_zero {k a : Int} (h : 0 < k) : k * a = 0 ↔ a = 0 :=
  ⟨fun e => (Int.mul_eq_zero.mp e).resolve_left (Int.ne_of_gt h), fun e => by rw [e, Int.mul_zero]⟩
theorem mul_pos_nonpos {k a : Int} (h : 0 < k) : k * a ≤ 0 ↔ a ≤ 0 :=
  ⟨fun l => Int.le_of_mul_le_mul_left (a := k) (by rw [Int.mul_zero]; exact l) h,
   fun l => by have := Int.mul_le_mul_of_nonneg_left l (Int.le_of_lt h); rw [Int.mul_zero] at this; exact this⟩
theorem norm_eq_coeff (ctx : Context) (lhs rhs : Expr) (p : Poly) (k : Int) (h : scaled lhs rhs p k = true) :
    (lhs.denote ctx = rhs.denote ctx) = (p.denote' ctx = 0) := by
  have e := of_scaled (ctx := ctx) h
  rw [Poly.denote'_eq, ← propext (mul_pos_eq_zero e.1), ← e.2]
  exact propext (by omega)
theorem norm_le_coeff (ctx : Context) (lhs rhs : Expr) (p : Poly) (k : Int) (h : scaled lhs rhs p k = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = (p.denote' ctx ≤ 0) := by
  have e := of_scaled (ctx := ctx) h
  rw [Poly.denote'_eq, ← propext (mul_pos_nonpos e.1), ← e.2]
  exact propext (by omega)
/-- Whether `p ≤ 0` tightens `q ≤ 0`: `q = k * p - r` with `0 ≤ r < k`. -/
noncomputable def tightens (q : Ring) (p : Ring) (k : Int) : Bool :=
  Lean.Grind.CommRing.Poly.rec (motive := fun _ => Bool) (fun r => Bool.and (Int.blt' 0 k) (Bool.and (Int.ble' 0 r) (Int.blt' r k)))
    (fun _ _ _ _ => false) (Lean.Grind.CommRing.Poly.minus (Lean.Grind.CommRing.Poly.scale k p) q)
theorem of_tightens {ctx : Context} {q p : Ring} {k : Int} (h : tightens q p k = true) : value ctx q ≤ 0 ↔ value ctx p ≤ 0 := by
  unfold tightens at h
  cases e : Lean.Grind.CommRing.Poly.minus (Lean.Grind.CommRing.Poly.scale k p) q with
  | add c m r => rw [e] at h; exact absurd h Bool.false_ne_true
  | num r =>
    rw [e] at h
    have h₁ := of_and h
    have h₂ := of_and h₁.2
    have kpos : 0 < k := Int.blt'_eq 0 k ▸ h₁.1
    have rpos : 0 ≤ r := Int.ble'_eq 0 r ▸ h₂.1
    have rlt : r < k := Int.blt'_eq r k ▸ h₂.2
    have v := value_minus ctx (Lean.Grind.CommRing.Poly.scale k p) q
    rw [e, value_scale] at v
    have v' : r = k * value ctx p - value ctx q := v
    constructor
    · intro l
      rcases Int.lt_or_ge 0 (value ctx p) with g | g
      · have := Int.mul_le_mul_of_nonneg_left (show 1 ≤ value ctx p from g) (Int.le_of_lt kpos)
        rw [Int.mul_one] at this
        omega
      · exact g
    · intro l
      have := (mul_pos_nonpos kpos).mpr l
      omega
theorem norm_le_coeff_tight (ctx : Context) (lhs rhs : Expr) (p : Poly) (k : Int) (h : tightens (Expr.sub lhs rhs).ring p.ring k = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = (p.denote' ctx ≤ 0) := by
  have e := of_tightens (ctx := ctx) h
  rw [Expr.value_ring, Poly.value_ring] at e
  rw [Poly.denote'_eq, ← propext e]
  show _ = (lhs.denote ctx - rhs.denote ctx ≤ 0)
  exact propext (by omega)
theorem le_norm_expr (ctx : Context) (lhs rhs : Expr) (p : Poly) (h : norm_eq_cert lhs rhs p = true) (l : lhs.denote ctx ≤ rhs.denote ctx) :
    p.denote' ctx ≤ 0 := norm_le ctx lhs rhs p h ▸ l
theorem eq_norm_expr (ctx : Context) (lhs rhs : Expr) (p : Poly) (h : norm_eq_cert lhs rhs p = true) (l : lhs.denote ctx = rhs.denote ctx) :
    p.denote' ctx = 0 := norm_eq ctx lhs rhs p h ▸ l
theorem not_eq_norm_expr (ctx : Context) (lhs rhs : Expr) (p : Poly) (h : norm_eq_cert lhs rhs p = true)
    (l : ¬lhs.denote ctx = rhs.denote ctx) : ¬p.denote' ctx = 0 := norm_eq ctx lhs rhs p h ▸ l
theorem dvd_norm_expr (ctx : Context) (d : Int) (e : Expr) (p : Poly) (h : same e.ring p.ring = true) (l : d ∣ e.denote ctx) : d ∣ p.denote' ctx := by
  rw [← Expr.eq_of_norm_eq ctx e p h]; exact l
theorem norm_dvd (ctx : Context) (k : Int) (e : Expr) (p : Poly) (h : same e.ring p.ring = true) : (k ∣ e.denote ctx) = (k ∣ p.denote' ctx) := by
  rw [← Expr.eq_of_norm_eq ctx e p h]
theorem le_norm_poly (ctx : Context) (p p' : Poly) (h : p.denote' ctx = p'.denote' ctx) (l : p.denote' ctx ≤ 0) : p'.denote' ctx ≤ 0 := h ▸ l
theorem eq_norm_poly (ctx : Context) (p p' : Poly) (h : p.denote' ctx = p'.denote' ctx) (l : p.denote' ctx = 0) : p'.denote' ctx = 0 := h ▸ l
theorem diseq_norm_poly (ctx : Context) (p p' : Poly) (h : p.denote' ctx = p'.denote' ctx) (l : p.denote' ctx ≠ 0) : p'.denote' ctx ≠ 0 := h ▸ l
theorem dvd_norm_poly (ctx : Context) (d : Int) (p p' : Poly) (h : p.denote' ctx = p'.denote' ctx) (l : d ∣ p.denote' ctx) : d ∣ p'.denote' ctx := h ▸ l

/-! ### Facts decided at once -/

noncomputable def isNum (test : Int → Bool) (p : Ring) : Bool :=
  Lean.Grind.CommRing.Poly.rec (motive := fun _ => Bool) (fun k => test k) (fun _ _ _ _ => false) p
theorem of_isNum {ctx : Context} {test : Int → Bool} {p : Ring} (h : isNum test p = true) : test (value ctx p) = true := by
  cases p with
  | num k => exact h
  | add k m p => exact absurd h Bool.false_ne_true
noncomputable abbrev Expr.difference (lhs rhs : Expr) : Ring := (Expr.sub lhs rhs).ring
theorem value_difference (ctx : Context) (lhs rhs : Expr) : value ctx (Expr.difference lhs rhs) = lhs.denote ctx - rhs.denote ctx :=
  Expr.value_ring ctx (.sub lhs rhs)
theorem of_not_beq' {a b : Int} (h : Bool.not (Int.beq' a b) = true) : a ≠ b := fun e => by
  have t : Int.beq' a b = true := (Int.beq'_eq a b).symm ▸ e
  rw [t] at h
  exact Bool.false_ne_true h
theorem eq_eq_false (ctx : Context) (lhs rhs : Expr) (h : isNum (fun k => Bool.not (Int.beq' k 0)) (Expr.difference lhs rhs) = true) :
    (lhs.denote ctx = rhs.denote ctx) = False := eq_false (by
  have := of_not_beq' (of_isNum (ctx := ctx) h)
  rw [value_difference] at this
  omega)
theorem eq_eq_true (ctx : Context) (lhs rhs : Expr) (h : isNum (fun k => Int.beq' k 0) (Expr.difference lhs rhs) = true) :
    (lhs.denote ctx = rhs.denote ctx) = True := eq_true (by
  have := of_isNum (ctx := ctx) h
  rw [Int.beq'_eq, value_difference] at this
  omega)
theorem le_eq_false (ctx : Context) (lhs rhs : Expr) (h : isNum (fun k => Int.blt' 0 k) (Expr.difference lhs rhs) = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = False := eq_false (by
  have := of_isNum (ctx := ctx) h
  rw [Int.blt'_eq, value_difference] at this
  omega)
theorem le_eq_true (ctx : Context) (lhs rhs : Expr) (h : isNum (fun k => Int.ble' k 0) (Expr.difference lhs rhs) = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = True := eq_true (by
  have := of_isNum (ctx := ctx) h
  rw [Int.ble'_eq, value_difference] at this
  omega)
theorem le_unsat (ctx : Context) (p : Poly) (h : isNum (fun k => Int.blt' 0 k) p.ring = true) (l : p.denote' ctx ≤ 0) : False := by
  have := of_isNum (ctx := ctx) h
  rw [Int.blt'_eq, Poly.value_ring] at this
  rw [Poly.denote'_eq] at l
  omega
theorem eq_unsat (ctx : Context) (p : Poly) (h : isNum (fun k => Bool.not (Int.beq' k 0)) p.ring = true) (l : p.denote' ctx = 0) : False := by
  have := of_not_beq' (of_isNum (ctx := ctx) h)
  rw [Poly.value_ring] at this
  rw [Poly.denote'_eq] at l
  exact this l
theorem diseq_unsat (ctx : Context) (p : Poly) (h : isNum (fun k => Int.beq' k 0) p.ring = true) (l : p.denote' ctx ≠ 0) : False := by
  have := of_isNum (ctx := ctx) h
  rw [Int.beq'_eq, Poly.value_ring] at this
  rw [Poly.denote'_eq] at l
  exact l this

/-! ### Coefficients with a common divisor -/

/-- Whether all coefficients but the constant are multiples of `k`, and the constant is not: then the value is not zero. -/
noncomputable def divisibleButConst (k : Int) (p : Ring) : Bool :=
  Lean.Grind.CommRing.Poly.rec (motive := fun _ => Bool) (fun c => Bool.not (Int.beq' (c % k) 0))
    (fun c _ _ r => Bool.and (Int.beq' (c % k) 0) r) p
theorem of_divisibleButConst {ctx : Context} {k : Int} {p : Ring} (h : divisibleButConst k p = true) : ¬k ∣ value ctx p := by
  induction p with
  | num c => exact fun d => of_not_beq' h (Int.emod_eq_zero_of_dvd d)
  | add c m p ih =>
    have h' := of_and h
    have d : k ∣ c := Int.dvd_of_emod_eq_zero (Int.beq'_eq _ 0 ▸ h'.1)
    intro t
    refine ih h'.2 ?_
    have e : value ctx p = value ctx (.add c m p) - c * m.denote (α := Int) ctx := by
      show _ = c * m.denote (α := Int) ctx + value ctx p - _
      omega
    rw [e]
    exact Int.dvd_sub t (Int.dvd_mul_right_of_dvd d _)
theorem eq_eq_false_of_divCoeff (ctx : Context) (lhs rhs : Expr) (k : Int) (h : divisibleButConst k (Expr.difference lhs rhs) = true) :
    (lhs.denote ctx = rhs.denote ctx) = False := eq_false fun e => of_divisibleButConst (ctx := ctx) h (by
  rw [value_difference, e, Int.sub_self]
  exact Int.dvd_zero k)
theorem eq_unsat_coeff (ctx : Context) (p : Poly) (k : Int) (h : divisibleButConst k p.ring = true) (l : p.denote' ctx = 0) : False :=
  of_divisibleButConst (ctx := ctx) h (by
    rw [Poly.value_ring, ← Poly.denote'_eq, l]
    exact Int.dvd_zero k)
/-- The greatest common divisor of `k` and all coefficients but the constant divides everything but the constant. -/
def gcdCoeffs : Ring → Int → Int
  | .num _, k => k
  | .add c _ p, k => gcdCoeffs p (Int.ofNat (Int.gcd c k))
noncomputable def isUnsatDvd (k : Int) (p : Ring) : Bool := divisibleButConst (gcdCoeffs p k) p
theorem natAbs_dvd_of_dvd {a b : Int} (h : a ∣ b) : Int.ofNat a.natAbs ∣ b := by
  rcases Int.eq_natAbs_or_eq_neg a with e | e
  · exact e ▸ h
  · rw [e] at h
    exact Int.neg_dvd.mp h
theorem dvd_of_natAbs_dvd {n : Nat} {a : Int} (h : n ∣ a.natAbs) : Int.ofNat n ∣ a := by
  have d : (n : Int) ∣ (a.natAbs : Int) := Int.natCast_dvd_natCast.mpr h
  rcases Int.eq_natAbs_or_eq_neg a with e | e
  · exact e ▸ d
  · exact e ▸ Int.dvd_neg.mpr d
theorem gcd_dvd_left' (a b : Int) : Int.ofNat (Int.gcd a b) ∣ a := dvd_of_natAbs_dvd (Nat.gcd_dvd_left _ _)
theorem gcd_dvd_right' (a b : Int) : Int.ofNat (Int.gcd a b) ∣ b := dvd_of_natAbs_dvd (Nat.gcd_dvd_right _ _)
theorem gcdCoeffs_dvd (p : Ring) (k : Int) : gcdCoeffs p k ∣ k := by
  induction p generalizing k with
  | num c => exact Int.dvd_refl k
  | add c m p ih => exact Int.dvd_trans (ih _) (gcd_dvd_right' c k)
theorem dvd_eq_false (ctx : Context) (k : Int) (e : Expr) (h : isUnsatDvd k e.ring = true) : (k ∣ e.denote ctx) = False :=
  eq_false fun d => of_divisibleButConst (ctx := ctx) h (by
    rw [Expr.value_ring]
    exact Int.dvd_trans (gcdCoeffs_dvd _ k) d)
theorem dvd_unsat (ctx : Context) (k : Int) (p : Poly) (h : isUnsatDvd k p.ring = true) (d : k ∣ p.denote' ctx) : False :=
  of_divisibleButConst (ctx := ctx) h (by
    rw [Poly.value_ring, ← Poly.denote'_eq]
    exact Int.dvd_trans (gcdCoeffs_dvd _ k) d)

/-! ### Inequalities -/

theorem le_norm (ctx : Context) (p₁ p₂ : Poly) (h : same p₁.ring p₂.ring = true) (l : p₁.denote' ctx ≤ 0) : p₂.denote' ctx ≤ 0 := by
  rw [Poly.denote'_eq, ← Poly.value_ring] at l ⊢
  exact value_same h ▸ l
theorem le_coeff (ctx : Context) (p₁ p₂ : Poly) (k : Int) (h : tightens p₁.ring p₂.ring k = true) (l : p₁.denote' ctx ≤ 0) : p₂.denote' ctx ≤ 0 := by
  rw [Poly.denote'_eq, ← Poly.value_ring] at l ⊢
  exact (of_tightens h).mp l
noncomputable def le_neg_cert (p₁ p₂ : Poly) : Bool :=
  same p₂.ring (Lean.Grind.CommRing.Poly.addConst 1 (Lean.Grind.CommRing.Poly.scale (-1) p₁.ring))
theorem value_addConst (ctx : Context) (k : Int) (p : Ring) : value ctx (Lean.Grind.CommRing.Poly.addConst k p) = k + value ctx p :=
  Lean.Grind.CommRing.Poly.denote_addConst ctx k p
theorem le_neg (ctx : Context) (p₁ p₂ : Poly) (h : le_neg_cert p₁ p₂ = true) (l : ¬p₁.denote' ctx ≤ 0) : p₂.denote' ctx ≤ 0 := by
  have e := value_same (ctx := ctx) h
  rw [value_addConst, value_scale, Poly.value_ring, Poly.value_ring] at e
  rw [Poly.denote'_eq] at l ⊢
  omega
def leadCoeff : Poly → Int
  | .num _ => 1
  | .add a _ _ => a
noncomputable def combination (a : Int) (p : Poly) (b : Int) (q : Poly) : Ring :=
  Lean.Grind.CommRing.Poly.plus (Lean.Grind.CommRing.Poly.scale a p.ring) (Lean.Grind.CommRing.Poly.scale b q.ring)
theorem value_combination (ctx : Context) (a : Int) (p : Poly) (b : Int) (q : Poly) :
    value ctx (combination a p b q) = a * p.denote ctx + b * q.denote ctx := by
  unfold combination
  rw [value_plus, value_scale, value_scale, Poly.value_ring, Poly.value_ring]
noncomputable def crossed (p₁ p₂ : Poly) : Ring := combination (Int.ofNat (leadCoeff p₂).natAbs) p₁ (Int.ofNat (leadCoeff p₁).natAbs) p₂
theorem crossed_nonpos {ctx : Context} {p₁ p₂ : Poly} (l₁ : p₁.denote' ctx ≤ 0) (l₂ : p₂.denote' ctx ≤ 0) : value ctx (crossed p₁ p₂) ≤ 0 := by
  rw [Poly.denote'_eq] at l₁ l₂
  unfold crossed
  rw [value_combination]
  have a := Int.mul_le_mul_of_nonneg_left l₁ (Int.ofNat_nonneg (leadCoeff p₂).natAbs)
  have b := Int.mul_le_mul_of_nonneg_left l₂ (Int.ofNat_nonneg (leadCoeff p₁).natAbs)
  rw [Int.mul_zero] at a b
  exact Int.add_le_add a b
theorem le_combine (ctx : Context) (p₁ p₂ p₃ : Poly) (h : same p₃.ring (crossed p₁ p₂) = true) (l₁ : p₁.denote' ctx ≤ 0)
    (l₂ : p₂.denote' ctx ≤ 0) : p₃.denote' ctx ≤ 0 := by
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h]
  exact crossed_nonpos l₁ l₂
theorem le_combine_coeff (ctx : Context) (p₁ p₂ p₃ : Poly) (k : Int) (h : tightens (crossed p₁ p₂) p₃.ring k = true)
    (l₁ : p₁.denote' ctx ≤ 0) (l₂ : p₂.denote' ctx ≤ 0) : p₃.denote' ctx ≤ 0 := by
  rw [Poly.denote'_eq, ← Poly.value_ring]
  exact (of_tightens h).mp (crossed_nonpos l₁ l₂)
noncomputable def eq_of_le_ge_cert (p₁ p₂ : Poly) : Bool := same p₂.ring (Lean.Grind.CommRing.Poly.scale (-1) p₁.ring)
theorem eq_of_le_ge (ctx : Context) (p₁ p₂ : Poly) (h : eq_of_le_ge_cert p₁ p₂ = true) (l₁ : p₁.denote' ctx ≤ 0) (l₂ : p₂.denote' ctx ≤ 0) :
    p₁.denote' ctx = 0 := by
  have e := value_same (ctx := ctx) h
  rw [value_scale, Poly.value_ring, Poly.value_ring] at e
  rw [Poly.denote'_eq] at l₁ l₂ ⊢
  omega
noncomputable def le_of_le_diseq_cert (p₁ p₂ p₃ : Poly) : Bool :=
  Bool.and (Bool.or (same p₂.ring p₁.ring) (eq_of_le_ge_cert p₁ p₂)) (same p₃.ring (Lean.Grind.CommRing.Poly.addConst 1 p₁.ring))
theorem le_of_le_diseq (ctx : Context) (p₁ p₂ p₃ : Poly) (h : le_of_le_diseq_cert p₁ p₂ p₃ = true) (l₁ : p₁.denote' ctx ≤ 0)
    (l₂ : p₂.denote' ctx ≠ 0) : p₃.denote' ctx ≤ 0 := by
  have h' := of_and h
  have e := value_same (ctx := ctx) h'.2
  rw [value_addConst, Poly.value_ring, Poly.value_ring] at e
  rw [Poly.denote'_eq] at l₁ l₂ ⊢
  have n : p₁.denote ctx ≠ 0 := by
    cases c : same p₂.ring p₁.ring with
    | true =>
      have := value_same (ctx := ctx) c
      rw [Poly.value_ring, Poly.value_ring] at this
      omega
    | false =>
      have o := h'.1
      rw [c] at o
      have := value_same (ctx := ctx) (show eq_of_le_ge_cert p₁ p₂ = true from o)
      rw [value_scale, Poly.value_ring, Poly.value_ring] at this
      omega
  omega
noncomputable def diseq_split_cert (p₁ p₂ p₃ : Poly) : Bool :=
  Bool.and (same p₂.ring (Lean.Grind.CommRing.Poly.addConst 1 p₁.ring)) (le_neg_cert p₁ p₃)
theorem diseq_split_resolve (ctx : Context) (p₁ p₂ p₃ : Poly) (h : diseq_split_cert p₁ p₂ p₃ = true) (l : p₁.denote' ctx ≠ 0)
    (l₂ : ¬p₂.denote' ctx ≤ 0) : p₃.denote' ctx ≤ 0 := by
  have h' := of_and h
  have e := value_same (ctx := ctx) h'.1
  have e' := value_same (ctx := ctx) (show same _ _ = true from h'.2)
  rw [value_addConst, Poly.value_ring, Poly.value_ring] at e
  rw [value_addConst, value_scale, Poly.value_ring, Poly.value_ring] at e'
  rw [Poly.denote'_eq] at l l₂ ⊢
  omega

/-! ### Equations and their negations -/

theorem eq_norm (ctx : Context) (p₁ p₂ : Poly) (h : same p₁.ring p₂.ring = true) (l : p₁.denote' ctx = 0) : p₂.denote' ctx = 0 := by
  rw [Poly.denote'_eq, ← Poly.value_ring] at l ⊢
  exact value_same h ▸ l
theorem diseq_norm (ctx : Context) (p₁ p₂ : Poly) (h : same p₁.ring p₂.ring = true) (l : p₁.denote' ctx ≠ 0) : p₂.denote' ctx ≠ 0 := by
  rw [Poly.denote'_eq, ← Poly.value_ring] at l ⊢
  exact value_same h ▸ l
noncomputable def eq_coeff_cert (p p' : Poly) (k : Int) : Bool :=
  Bool.and (Bool.not (Int.beq' k 0)) (same p.ring (Lean.Grind.CommRing.Poly.scale k p'.ring))
theorem of_eq_coeff_cert {ctx : Context} {p p' : Poly} {k : Int} (h : eq_coeff_cert p p' k = true) : p.denote ctx = 0 ↔ p'.denote ctx = 0 := by
  have h' := of_and h
  have e := value_same (ctx := ctx) h'.2
  rw [value_scale, Poly.value_ring, Poly.value_ring] at e
  rw [e]
  exact ⟨fun z => (Int.mul_eq_zero.mp z).resolve_left (of_not_beq' h'.1), fun z => by rw [z, Int.mul_zero]⟩
theorem eq_coeff (ctx : Context) (p p' : Poly) (k : Int) (h : eq_coeff_cert p p' k = true) (l : p.denote' ctx = 0) : p'.denote' ctx = 0 := by
  rw [Poly.denote'_eq] at l ⊢
  exact (of_eq_coeff_cert h).mp l
theorem diseq_coeff (ctx : Context) (p p' : Poly) (k : Int) (h : eq_coeff_cert p p' k = true) (l : p.denote' ctx ≠ 0) : p'.denote' ctx ≠ 0 := by
  rw [Poly.denote'_eq] at l ⊢
  exact fun e => l ((of_eq_coeff_cert h).mpr e)
theorem diseq_neg (ctx : Context) (p p' : Poly) (h : same p'.ring (Lean.Grind.CommRing.Poly.scale (-1) p.ring) = true) (l : p.denote' ctx ≠ 0) :
    p'.denote' ctx ≠ 0 := by
  have e := value_same (ctx := ctx) h
  rw [value_scale, Poly.value_ring, Poly.value_ring] at e
  rw [Poly.denote'_eq] at l ⊢
  omega
noncomputable def eq_of_core_cert (p₁ p₂ p₃ : Poly) : Bool := same p₃.ring (combination 1 p₁ (-1) p₂)
theorem of_eq_of_core_cert {ctx : Context} {p₁ p₂ p₃ : Poly} (h : eq_of_core_cert p₁ p₂ p₃ = true) :
    p₃.denote ctx = p₁.denote ctx - p₂.denote ctx := by
  have e := value_same (ctx := ctx) h
  rw [value_combination, Poly.value_ring] at e
  omega
theorem eq_of_core (ctx : Context) (p₁ p₂ p₃ : Poly) (h : eq_of_core_cert p₁ p₂ p₃ = true) (l : p₁.denote' ctx = p₂.denote' ctx) :
    p₃.denote' ctx = 0 := by
  rw [Poly.denote'_eq, Poly.denote'_eq] at l
  rw [Poly.denote'_eq, of_eq_of_core_cert h]
  omega
theorem diseq_of_core (ctx : Context) (p₁ p₂ p₃ : Poly) (h : eq_of_core_cert p₁ p₂ p₃ = true) (l : p₁.denote' ctx ≠ p₂.denote' ctx) :
    p₃.denote' ctx ≠ 0 := by
  rw [Poly.denote'_eq, Poly.denote'_eq] at l
  rw [Poly.denote'_eq, of_eq_of_core_cert h]
  omega
def coeff (x : Var) : Poly → Int
  | .num _ => 0
  | .add a y p => bif Nat.beq x y then a else coeff x p
noncomputable def eq_eq_subst_cert (x : Var) (p₁ p₂ p₃ : Poly) : Bool := same p₃.ring (combination (coeff x p₂) p₁ (-coeff x p₁) p₂)
theorem eq_eq_subst (ctx : Context) (x : Var) (p₁ p₂ p₃ : Poly) (h : eq_eq_subst_cert x p₁ p₂ p₃ = true) (l₁ : p₁.denote' ctx = 0)
    (l₂ : p₂.denote' ctx = 0) : p₃.denote' ctx = 0 := by
  rw [Poly.denote'_eq] at l₁ l₂
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h, value_combination, l₁, l₂, Int.mul_zero, Int.mul_zero, Int.add_zero]
noncomputable def eq_eq_subst'_cert (a b : Int) (p₁ p₂ p₃ : Poly) : Bool := same p₃.ring (combination b p₁ (-a) p₂)
theorem eq_eq_subst' (ctx : Context) (a b : Int) (p₁ p₂ p₃ : Poly) (h : eq_eq_subst'_cert a b p₁ p₂ p₃ = true) (l₁ : p₁.denote' ctx = 0)
    (l₂ : p₂.denote' ctx = 0) : p₃.denote' ctx = 0 := by
  rw [Poly.denote'_eq] at l₁ l₂
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h, value_combination, l₁, l₂, Int.mul_zero, Int.mul_zero, Int.add_zero]
noncomputable def eq_le_subst_nonneg_cert (x : Var) (p₁ p₂ p₃ : Poly) : Bool :=
  Bool.and (Int.ble' 0 (coeff x p₁)) (same p₃.ring (combination (coeff x p₁) p₂ (-coeff x p₂) p₁))
theorem eq_le_subst_nonneg (ctx : Context) (x : Var) (p₁ p₂ p₃ : Poly) (h : eq_le_subst_nonneg_cert x p₁ p₂ p₃ = true)
    (l₁ : p₁.denote' ctx = 0) (l₂ : p₂.denote' ctx ≤ 0) : p₃.denote' ctx ≤ 0 := by
  have h' := of_and h
  rw [Poly.denote'_eq] at l₁ l₂
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h'.2, value_combination, l₁, Int.mul_zero, Int.add_zero]
  have := Int.mul_le_mul_of_nonneg_left l₂ (Int.ble'_eq 0 _ ▸ h'.1)
  rw [Int.mul_zero] at this
  exact this
noncomputable def eq_le_subst_nonpos_cert (x : Var) (p₁ p₂ p₃ : Poly) : Bool :=
  Bool.and (Int.ble' (coeff x p₁) 0) (same p₃.ring (combination (coeff x p₂) p₁ (-coeff x p₁) p₂))
theorem eq_le_subst_nonpos (ctx : Context) (x : Var) (p₁ p₂ p₃ : Poly) (h : eq_le_subst_nonpos_cert x p₁ p₂ p₃ = true)
    (l₁ : p₁.denote' ctx = 0) (l₂ : p₂.denote' ctx ≤ 0) : p₃.denote' ctx ≤ 0 := by
  have h' := of_and h
  rw [Poly.denote'_eq] at l₁ l₂
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h'.2, value_combination, l₁, Int.mul_zero, Int.zero_add]
  have s : coeff x p₁ ≤ 0 := Int.ble'_eq _ 0 ▸ h'.1
  have := Int.mul_le_mul_of_nonneg_left l₂ (show 0 ≤ -coeff x p₁ by omega)
  rw [Int.mul_zero] at this
  exact this
noncomputable def eq_diseq_subst_cert (x : Var) (p₁ p₂ p₃ : Poly) : Bool :=
  Bool.and (Bool.not (Int.beq' (coeff x p₁) 0)) (same p₃.ring (combination (coeff x p₂) p₁ (-coeff x p₁) p₂))
theorem eq_diseq_subst (ctx : Context) (x : Var) (p₁ p₂ p₃ : Poly) (h : eq_diseq_subst_cert x p₁ p₂ p₃ = true)
    (l₁ : p₁.denote' ctx = 0) (l₂ : p₂.denote' ctx ≠ 0) : p₃.denote' ctx ≠ 0 := by
  have h' := of_and h
  rw [Poly.denote'_eq] at l₁ l₂
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h'.2, value_combination, l₁, Int.mul_zero, Int.zero_add]
  exact Int.mul_ne_zero (fun e => of_not_beq' h'.1 (by omega)) l₂

/-! ### Divisibility -/

theorem dvd_norm (ctx : Context) (d : Int) (p₁ p₂ : Poly) (h : same p₁.ring p₂.ring = true) (l : d ∣ p₁.denote' ctx) : d ∣ p₂.denote' ctx := by
  rw [Poly.denote'_eq, ← Poly.value_ring] at l ⊢
  exact value_same h ▸ l
theorem dvd_of_mul_dvd_mul {k a b : Int} (h : k ≠ 0) (d : k * a ∣ k * b) : a ∣ b := by
  obtain ⟨c, e⟩ := d
  rw [Int.mul_assoc] at e
  exact ⟨c, Int.eq_of_mul_eq_mul_left h e⟩
noncomputable def dvd_coeff_cert (k₁ : Int) (p₁ : Ring) (k₂ : Int) (p₂ : Poly) (k : Int) : Bool :=
  Bool.and (Bool.not (Int.beq' k 0)) (Bool.and (Int.beq' k₁ (k * k₂)) (same p₁ (Lean.Grind.CommRing.Poly.scale k p₂.ring)))
theorem of_dvd_coeff_cert {ctx : Context} {k₁ : Int} {p₁ : Ring} {k₂ : Int} {p₂ : Poly} {k : Int} (h : dvd_coeff_cert k₁ p₁ k₂ p₂ k = true) :
    k₁ ∣ value ctx p₁ ↔ k₂ ∣ p₂.denote ctx := by
  have h' := of_and h
  have h'' := of_and h'.2
  have e : k₁ = k * k₂ := Int.beq'_eq _ _ ▸ h''.1
  have v := value_same (ctx := ctx) h''.2
  rw [value_scale, Poly.value_ring] at v
  rw [e, v]
  refine ⟨dvd_of_mul_dvd_mul (of_not_beq' h'.1), ?_⟩
  rintro ⟨c, hc⟩
  exact ⟨c, by rw [hc, Int.mul_assoc]⟩
theorem dvd_coeff (ctx : Context) (k₁ : Int) (p₁ : Poly) (k₂ : Int) (p₂ : Poly) (g : Int) (h : dvd_coeff_cert k₁ p₁.ring k₂ p₂ g = true)
    (l : k₁ ∣ p₁.denote' ctx) : k₂ ∣ p₂.denote' ctx := by
  rw [Poly.denote'_eq] at l ⊢
  exact (of_dvd_coeff_cert h).mp ((Poly.value_ring ctx p₁).symm ▸ l)
theorem norm_dvd_gcd (ctx : Context) (k₁ : Int) (e₁ : Expr) (k₂ : Int) (p₂ : Poly) (g : Int) (h : dvd_coeff_cert k₁ e₁.ring k₂ p₂ g = true) :
    (k₁ ∣ e₁.denote ctx) = (k₂ ∣ p₂.denote' ctx) := by
  rw [Poly.denote'_eq, ← propext (of_dvd_coeff_cert (ctx := ctx) h), Expr.value_ring]
def tail : Poly → Poly
  | .num k => .num k
  | .add _ _ p => p
def leadVar : Poly → Var
  | .num _ => 0
  | .add _ x _ => x
noncomputable def dvd_elim_cert (k₁ : Int) (p₁ : Poly) (k₂ : Int) (p₂ : Poly) : Bool :=
  Poly.rec (motive := fun _ => Bool) (fun _ => false)
    (fun a _ p _ => Bool.and (Int.beq' k₂ (Int.ofNat (Int.gcd k₁ a))) (same p₂.ring p.ring)) p₁
theorem dvd_elim (ctx : Context) (k₁ : Int) (p₁ : Poly) (k₂ : Int) (p₂ : Poly) (h : dvd_elim_cert k₁ p₁ k₂ p₂ = true)
    (l : k₁ ∣ p₁.denote' ctx) : k₂ ∣ p₂.denote' ctx := by
  rw [Poly.denote'_eq] at l ⊢
  cases p₁ with
  | num k => exact absurd h Bool.false_ne_true
  | add a x p =>
    have h' := of_and h
    have e : k₂ = Int.ofNat (Int.gcd k₁ a) := Int.beq'_eq _ _ ▸ h'.1
    have v := value_same (ctx := ctx) h'.2
    rw [Poly.value_ring, Poly.value_ring] at v
    have l' : k₁ ∣ a * Var.denote ctx x + p.denote ctx := l
    have t := Int.dvd_sub (Int.dvd_trans (gcd_dvd_left' k₁ a) l') (Int.dvd_mul_right_of_dvd (gcd_dvd_right' k₁ a) (Var.denote ctx x))
    rw [Int.add_sub_cancel_left] at t
    rw [v, e]
    exact t
theorem mul_dvd_of_dvd_of_dvd {d₁ d₂ a b x y : Int} (h₁ : d₁ ∣ a) (h₂ : d₂ ∣ b) : d₁ * d₂ ∣ x * d₂ * a + y * d₁ * b := by
  obtain ⟨u, rfl⟩ := h₁
  obtain ⟨v, rfl⟩ := h₂
  refine ⟨x * u + y * v, ?_⟩
  rw [Int.mul_add]
  simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
noncomputable def dvd_solve_combine_cert (d₁ : Int) (p₁ : Poly) (d₂ : Int) (p₂ : Poly) (d : Int) (p : Poly) (g a b : Int) : Bool :=
  Bool.and (Int.beq' d (d₁ * d₂)) (same p.ring (combination (a * d₂) p₁ (b * d₁) p₂))
theorem dvd_solve_combine (ctx : Context) (d₁ : Int) (p₁ : Poly) (d₂ : Int) (p₂ : Poly) (d : Int) (p : Poly) (g a b : Int)
    (h : dvd_solve_combine_cert d₁ p₁ d₂ p₂ d p g a b = true) (l₁ : d₁ ∣ p₁.denote' ctx) (l₂ : d₂ ∣ p₂.denote' ctx) : d ∣ p.denote' ctx := by
  have h' := of_and h
  rw [Poly.denote'_eq] at l₁ l₂
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h'.2, value_combination, show d = d₁ * d₂ from Int.beq'_eq _ _ ▸ h'.1]
  exact mul_dvd_of_dvd_of_dvd l₁ l₂
noncomputable def dvd_solve_elim_cert (d₁ : Int) (p₁ : Poly) (d₂ : Int) (p₂ : Poly) (d : Int) (p : Poly) : Bool :=
  Bool.and (Int.beq' d (Int.ofNat (Int.gcd (leadCoeff p₁ * d₂) (leadCoeff p₂ * d₁))))
    (same p.ring (combination (leadCoeff p₂) p₁ (-leadCoeff p₁) p₂))
theorem dvd_solve_elim (ctx : Context) (d₁ : Int) (p₁ : Poly) (d₂ : Int) (p₂ : Poly) (d : Int) (p : Poly)
    (h : dvd_solve_elim_cert d₁ p₁ d₂ p₂ d p = true) (l₁ : d₁ ∣ p₁.denote' ctx) (l₂ : d₂ ∣ p₂.denote' ctx) : d ∣ p.denote' ctx := by
  have h' := of_and h
  rw [Poly.denote'_eq] at l₁ l₂
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h'.2, value_combination, show d = _ from Int.beq'_eq _ _ ▸ h'.1]
  have a := gcd_dvd_left' (leadCoeff p₁ * d₂) (leadCoeff p₂ * d₁)
  have b := gcd_dvd_right' (leadCoeff p₁ * d₂) (leadCoeff p₂ * d₁)
  obtain ⟨u, hu⟩ := l₁
  obtain ⟨v, hv⟩ := l₂
  rw [hu, hv, ← Int.mul_assoc, ← Int.mul_assoc, Int.neg_mul, Int.neg_mul]
  exact Int.dvd_add (Int.dvd_mul_right_of_dvd b u) (Int.dvd_neg.mpr (Int.dvd_mul_right_of_dvd a v))
noncomputable def dvd_of_eq_cert (x : Var) (p₁ : Poly) (d₂ : Int) (p₂ : Poly) : Bool :=
  Bool.and (Int.beq' d₂ (Int.ofNat (coeff x p₁).natAbs))
    (same p₂.ring (Lean.Grind.CommRing.Poly.plus p₁.ring (.add (-coeff x p₁) (monomial x) (.num 0))))
theorem value_single (ctx : Context) (k : Int) (x : Var) : value ctx (.add k (monomial x) (.num 0)) = k * Var.denote ctx x := by
  show k * (monomial x).denote (α := Int) ctx + 0 = _
  rw [value_monomial, Int.add_zero]
theorem dvd_of_eq (ctx : Context) (x : Var) (p₁ : Poly) (d₂ : Int) (p₂ : Poly) (h : dvd_of_eq_cert x p₁ d₂ p₂ = true)
    (l : p₁.denote' ctx = 0) : d₂ ∣ p₂.denote' ctx := by
  have h' := of_and h
  rw [Poly.denote'_eq] at l
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h'.2, value_plus, value_single, Poly.value_ring, l, Int.zero_add,
    show d₂ = _ from Int.beq'_eq _ _ ▸ h'.1]
  exact Int.dvd_mul_right_of_dvd (natAbs_dvd_of_dvd (Int.dvd_neg.mpr (Int.dvd_refl _))) _
noncomputable def eq_dvd_subst_cert (x : Var) (p₁ : Poly) (d₂ : Int) (p₂ : Poly) (d₃ : Int) (p₃ : Poly) : Bool :=
  Bool.and (Int.beq' d₃ (Int.ofNat (coeff x p₁ * d₂).natAbs)) (same p₃.ring (combination (coeff x p₁) p₂ (-coeff x p₂) p₁))
theorem eq_dvd_subst (ctx : Context) (x : Var) (p₁ : Poly) (d₂ : Int) (p₂ : Poly) (d₃ : Int) (p₃ : Poly)
    (h : eq_dvd_subst_cert x p₁ d₂ p₂ d₃ p₃ = true) (l₁ : p₁.denote' ctx = 0) (l₂ : d₂ ∣ p₂.denote' ctx) : d₃ ∣ p₃.denote' ctx := by
  have h' := of_and h
  rw [Poly.denote'_eq] at l₁ l₂
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h'.2, value_combination, l₁, Int.mul_zero, Int.add_zero,
    show d₃ = _ from Int.beq'_eq _ _ ▸ h'.1]
  obtain ⟨c, e⟩ := l₂
  exact natAbs_dvd_of_dvd ⟨c, by rw [e, Int.mul_assoc]⟩

/-! ### Terms that are no polynomials: quotients, remainders, products, powers -/

theorem ediv_emod (x y : Int) : -1 * x + y * (x / y) + x % y = 0 := by
  have := Int.mul_ediv_add_emod x y
  omega
theorem emod_nonneg (x y : Int) (h : (y != 0) = true) : -1 * (x % y) ≤ 0 := by
  have := Int.emod_nonneg x (bne_iff_ne.mp h)
  omega
noncomputable def emod_le_cert (y n : Int) : Bool := Bool.and (Bool.not (Int.beq' y 0)) (Int.beq' n (1 - Int.ofNat y.natAbs))
theorem emod_le (x y n : Int) (h : emod_le_cert y n = true) : x % y + n ≤ 0 := by
  have h' := of_and h
  have e : n = 1 - (y.natAbs : Int) := Int.beq'_eq _ _ ▸ h'.2
  have z : y ≠ 0 := of_not_beq' h'.1
  rcases Int.lt_or_gt_of_ne z with l | l
  · have := Int.emod_lt_of_pos x (show 0 < -y by omega)
    rw [Int.emod_neg] at this
    omega
  · have := Int.emod_lt_of_pos x l
    omega
theorem of_not_dvd (a b : Int) (h : (a != 0) = true) (n : ¬a ∣ b) : b % a > 0 := (Int.emod_pos_of_not_dvd n).resolve_left (bne_iff_ne.mp h)
theorem eq_one_mul (a : Int) : a = 1 * a := (Int.one_mul a).symm
theorem mul_eq_kk (a b k₁ k₂ k : Int) (h₁ : a = k₁) (h₂ : b = k₂) (h : (k == k₁ * k₂) = true) : a * b = k := by
  rw [h₁, h₂, eq_of_beq h]
theorem mul_eq_kkx (a b k₁ k₂ c k : Int) (h₁ : a = k₁) (h₂ : b = k₂ * c) (h : (k == k₁ * k₂) = true) : a * b = k * c := by
  rw [h₁, h₂, eq_of_beq h, Int.mul_assoc]
theorem mul_eq_kxk (a b k₁ c k₂ k : Int) (h₁ : a = k₁ * c) (h₂ : b = k₂) (h : (k == k₁ * k₂) = true) : a * b = k * c := by
  rw [h₁, h₂, eq_of_beq h, Int.mul_right_comm]
theorem mul_eq_zero_left (a b : Int) (h : a = 0) : a * b = 0 := by rw [h, Int.zero_mul]
theorem mul_eq_zero_right (a b : Int) (h : b = 0) : a * b = 0 := by rw [h, Int.mul_zero]
theorem pow_eq (a : Int) (b : Nat) (a' b' k : Int) (h₁ : a = a') (h₂ : (b : Int) = b') (h : (k == a' ^ b'.toNat) = true) : a ^ b = k := by
  rw [eq_of_beq h, h₁, ← h₂]
  rfl
noncomputable def eq_def_cert (x : Var) (xPoly p : Poly) : Bool :=
  same p.ring (Lean.Grind.CommRing.Poly.minus (.add 1 (monomial x) (.num 0)) xPoly.ring)
theorem eq_def (ctx : Context) (x : Var) (xPoly p : Poly) (h : eq_def_cert x xPoly p = true) (e : Var.denote ctx x = xPoly.denote' ctx) :
    p.denote' ctx = 0 := by
  rw [Poly.denote'_eq] at e
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h, value_minus, value_single, Poly.value_ring, e, Int.one_mul, Int.sub_self]
noncomputable def eq_def'_cert (x : Var) (e : Expr) (p : Poly) : Bool :=
  Bool.or (same p.ring (Lean.Grind.CommRing.Poly.minus (.add 1 (monomial x) (.num 0)) e.ring))
    (same p.ring (Lean.Grind.CommRing.Poly.minus e.ring (.add 1 (monomial x) (.num 0))))
theorem eq_def' (ctx : Context) (x : Var) (e : Expr) (p : Poly) (h : eq_def'_cert x e p = true) (d : Var.denote ctx x = e.denote ctx) :
    p.denote' ctx = 0 := by
  rw [Poly.denote'_eq, ← Poly.value_ring]
  cases c : same p.ring (Lean.Grind.CommRing.Poly.minus (.add 1 (monomial x) (.num 0)) e.ring) with
  | true => rw [value_same c, value_minus, value_single, Expr.value_ring, d, Int.one_mul, Int.sub_self]
  | false =>
    have h' : same p.ring (Lean.Grind.CommRing.Poly.minus e.ring (.add 1 (monomial x) (.num 0))) = true := by
      unfold eq_def'_cert at h
      rw [c] at h
      exact h
    rw [value_same h', value_minus, value_single, Expr.value_ring, d, Int.one_mul, Int.sub_self]
theorem eq_def_struct (ctx : Context) (x : Var) (e : Expr) (p : Poly) (h : eq_def'_cert x e p = true)
    (d : Var.denote ctx x = e.denote ctx) : p.denote' ctx = 0 := eq_def' ctx x e p h d
noncomputable def of_var_eq_mul_cert (x : Var) (k : Int) (y : Var) (p : Poly) : Bool :=
  same p.ring (Lean.Grind.CommRing.Poly.minus (.add 1 (monomial x) (.num 0)) (.add k (monomial y) (.num 0)))
theorem of_var_eq_mul (ctx : Context) (x : Var) (k : Int) (y : Var) (p : Poly) (h : of_var_eq_mul_cert x k y p = true)
    (e : Var.denote ctx x = k * Var.denote ctx y) : p.denote' ctx = 0 := by
  rw [Poly.denote'_eq, ← Poly.value_ring, value_same h, value_minus, value_single, value_single, e, Int.one_mul, Int.sub_self]
theorem of_var_eq (ctx : Context) (x y : Var) (p : Poly) (h : of_var_eq_mul_cert x 1 y p = true) (e : Var.denote ctx x = Var.denote ctx y) :
    p.denote' ctx = 0 := of_var_eq_mul ctx x 1 y p h (by rw [e, Int.one_mul])
theorem natCast_sub (x y : Nat) : (NatCast.natCast (x - y) : Int) =
    if (NatCast.natCast x : Int) + -1 * NatCast.natCast y ≤ 0 then 0 else NatCast.natCast x + -1 * NatCast.natCast y := by
  show ((x - y : Nat) : Int) = if (x : Int) + (-1 : Int) * y ≤ 0 then 0 else (x : Int) + (-1 : Int) * y
  by_cases h : (x : Int) + (-1 : Int) * y ≤ 0
  · rw [if_pos h]; omega
  · rw [if_neg h]; omega

end Int.Internal.Linear

/-! ### Natural numbers as integers -/

namespace Nat.ToInt

theorem ofNat_toNat (a : Int) : (NatCast.natCast a.toNat : Int) = if a ≤ 0 then 0 else a := by
  by_cases h : a ≤ 0
  · rw [if_pos h]
    show (a.toNat : Int) = 0
    omega
  · rw [if_neg h]
    show (a.toNat : Int) = a
    omega
theorem toNat_nonneg (x : Nat) : -1 * (NatCast.natCast (R := Int) x) ≤ 0 := by
  show -1 * (x : Int) ≤ 0
  omega
theorem natCast_ofNat (n : Nat) : (NatCast.natCast (OfNat.ofNat n : Nat) : Int) = OfNat.ofNat n := rfl
theorem of_eq {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') (h : a = b) : a' = b' := by
  rw [← h₁, ← h₂, h]
theorem of_diseq {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') (h : a ≠ b) : a' ≠ b' := by
  rw [← h₁, ← h₂]
  exact fun e => h (Int.ofNat_inj.mp e)
theorem of_le {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') (h : a ≤ b) : a' ≤ b' := by
  rw [← h₁, ← h₂]
  exact Int.ofNat_le.mpr h
theorem of_not_le {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') (h : ¬a ≤ b) : b' + 1 ≤ a' := by
  rw [← h₁, ← h₂]
  have := Int.ofNat_lt.mpr (Nat.lt_of_not_le h)
  exact this
theorem of_dvd {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') (h : a ∣ b) : a' ∣ b' := by
  rw [← h₁, ← h₂]
  exact Int.natCast_dvd_natCast.mpr h
theorem le_eq {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') : (a ≤ b) = (a' ≤ b') := by
  rw [← h₁, ← h₂]
  exact propext Int.ofNat_le.symm
theorem lt_eq {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') : (a < b) = (a' < b') := by
  rw [← h₁, ← h₂]
  exact propext Int.ofNat_lt.symm
theorem add_congr {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') : NatCast.natCast (a + b) = a' + b' := by
  rw [← h₁, ← h₂]; rfl
theorem mul_congr {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') : NatCast.natCast (a * b) = a' * b' := by
  rw [← h₁, ← h₂]; rfl
theorem div_congr {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') : NatCast.natCast (a / b) = a' / b' := by
  rw [← h₁, ← h₂]; rfl
theorem mod_congr {a b : Nat} {a' b' : Int} (h₁ : NatCast.natCast a = a') (h₂ : NatCast.natCast b = b') : NatCast.natCast (a % b) = a' % b' := by
  rw [← h₁, ← h₂]; rfl
theorem pow_congr {a : Nat} (k : Nat) (a' : Int) (h : NatCast.natCast a = a') : NatCast.natCast (a ^ k) = a' ^ k := by
  rw [← h]
  exact Int.natCast_pow a k
end Nat.ToInt
