prelude
import Trivium.Core.Grind.Polynomial
import Trivium.Core.Grind.Order
/-!
The steps of `grind`'s solver for commutative rings. Each names polynomials and a condition on them that the kernel
evaluates with the arithmetic of `Trivium.Core.Grind.Polynomial`.
-/
set_option linter.all false

universe u

namespace Lean.Grind

attribute [local instance] Semiring.natCast Semiring.nsmul Ring.intCast Ring.zsmul

theorem Ring.no_int_zero_divisors {α : Type u} [Ring α] [NoNatZeroDivisors α] {k : Int} {a : α} (hk : k ≠ 0)
    (h : (k : α) * a = 0) : a = 0 := by
  have positive : ∀ n : Nat, n ≠ 0 → (n : α) * a = 0 → a = 0 := by
    intro n hn e
    refine NoNatZeroDivisors.no_nat_zero_divisors n a 0 hn ?_
    show (n • a : α) = n • (0 : α)
    rw [Semiring.nsmul_eq_natCast_mul, Semiring.nsmul_eq_natCast_mul, e, Semiring.mul_zero]
  cases k with
  | ofNat n =>
    refine positive n (fun e => hk (by rw [e]; rfl)) ?_
    rw [← Ring.intCast_natCast]
    exact h
  | negSucc n =>
    refine positive (n + 1) (Nat.succ_ne_zero n) ?_
    have e : Int.negSucc n = -((n + 1 : Nat) : Int) := rfl
    rw [e, Ring.intCast_neg, Ring.neg_mul, Ring.neg_eq_zero, Ring.intCast_natCast] at h
    exact h
instance : NoNatZeroDivisors Int where
  no_nat_zero_divisors k a b hk h := Int.eq_of_mul_eq_mul_left (a := (k : Int)) (by omega) h
instance : NoNatZeroDivisors Nat where
  no_nat_zero_divisors k a b hk h := Nat.eq_of_mul_eq_mul_left (Nat.pos_of_ne_zero hk) h
theorem IsCharP.intCast_eq_zero {α : Type u} [Ring α] [IsCharP α 0] {k : Int} (h : (k : α) = 0) : k = 0 := by
  have natural : ∀ n : Nat, (n : α) = 0 → n = 0 := by
    intro n e
    have z : OfNat.ofNat (α := α) n = OfNat.ofNat (α := α) 0 := (Semiring.ofNat_eq_natCast n).trans e
    have m := (IsCharP.ofNat_ext_iff (α := α) 0).mp z
    rw [Nat.mod_zero, Nat.mod_zero] at m
    exact m
  cases k with
  | ofNat n =>
    have := natural n ((Ring.intCast_natCast n).symm.trans h)
    rw [this]
    rfl
  | negSucc n =>
    have e : Int.negSucc n = -((n + 1 : Nat) : Int) := rfl
    rw [e, Ring.intCast_neg, Ring.neg_eq_zero, Ring.intCast_natCast] at h
    exact absurd (natural _ h) (Nat.succ_ne_zero n)

namespace CommRing

open Semiring (add_assoc add_comm add_zero zero_add add_left_comm mul_assoc mul_one one_mul left_distrib right_distrib zero_mul mul_zero)

section

variable {α : Type u} [CommRing α] (ctx : Context α)

/-! ### Equations -/

noncomputable def isDifference (lhs rhs : Expr) (p : Poly) : Bool := Poly.same (Expr.toPoly (.sub lhs rhs)) (Poly.sorted p)
theorem denote_isDifference {lhs rhs : Expr} {p : Poly} (h : isDifference lhs rhs p = true) :
    p.denote ctx = lhs.denote ctx - rhs.denote ctx := by
  rw [← Poly.denote_sorted, ← Poly.denote_same ctx h, Expr.denote_toPoly]
  rfl
noncomputable def areSame (a b : Expr) : Bool := Poly.same (Expr.toPoly a) (Expr.toPoly b)
theorem denote_areSame {a b : Expr} (h : areSame a b = true) : a.denote ctx = b.denote ctx := by
  rw [← Expr.denote_toPoly, ← Expr.denote_toPoly, Poly.denote_same ctx h]
theorem Expr.eq_of_toPoly_eq (a b : Expr) (h : areSame a b = true) : a.denote ctx = b.denote ctx := denote_areSame ctx h

namespace Stepwise

theorem core (lhs rhs : Expr) (p : Poly) (c : isDifference lhs rhs p = true) (h : lhs.denote ctx = rhs.denote ctx) : p.denote ctx = 0 := by
  rw [denote_isDifference ctx c, h, Ring.sub_self]
noncomputable def superpose_cert (k₁ : Int) (m₁ : Mon) (p₁ : Poly) (k₂ : Int) (m₂ : Mon) (p₂ p : Poly) : Bool :=
  Poly.same (Poly.plus (Poly.timesTerm k₁ (Mon.sorted m₁) (Poly.sorted p₁)) (Poly.timesTerm k₂ (Mon.sorted m₂) (Poly.sorted p₂))) (Poly.sorted p)
theorem denote_superpose_cert {k₁ : Int} {m₁ : Mon} {p₁ : Poly} {k₂ : Int} {m₂ : Mon} {p₂ p : Poly}
    (c : superpose_cert k₁ m₁ p₁ k₂ m₂ p₂ p = true) :
    p.denote ctx = (k₁ : α) * m₁.denote ctx * p₁.denote ctx + (k₂ : α) * m₂.denote ctx * p₂.denote ctx := by
  rw [← Poly.denote_sorted ctx p, ← Poly.denote_same ctx c, Poly.denote_plus, Poly.denote_timesTerm, Poly.denote_timesTerm,
    Mon.denote_sorted, Mon.denote_sorted, Poly.denote_sorted, Poly.denote_sorted]
theorem superpose (k₁ : Int) (m₁ : Mon) (p₁ : Poly) (k₂ : Int) (m₂ : Mon) (p₂ p : Poly) (c : superpose_cert k₁ m₁ p₁ k₂ m₂ p₂ p = true)
    (h₁ : p₁.denote ctx = 0) (h₂ : p₂.denote ctx = 0) : p.denote ctx = 0 := by
  rw [denote_superpose_cert ctx c, h₁, h₂, mul_zero, mul_zero, add_zero]
theorem simp (k₁ : Int) (p₁ : Poly) (k₂ : Int) (m₂ : Mon) (p₂ p : Poly) (c : superpose_cert k₁ .unit p₁ k₂ m₂ p₂ p = true)
    (h₁ : p₁.denote ctx = 0) (h₂ : p₂.denote ctx = 0) : p.denote ctx = 0 := superpose ctx k₁ .unit p₁ k₂ m₂ p₂ p c h₁ h₂
noncomputable def mul_cert (p₁ : Poly) (k : Int) (p : Poly) : Bool := Poly.same (Poly.scale k (Poly.sorted p₁)) (Poly.sorted p)
theorem denote_mul_cert {p₁ : Poly} {k : Int} {p : Poly} (c : mul_cert p₁ k p = true) : p.denote ctx = (k : α) * p₁.denote ctx := by
  rw [← Poly.denote_sorted ctx p, ← Poly.denote_same ctx c, Poly.denote_scale, Poly.denote_sorted]
theorem mul (p₁ : Poly) (k : Int) (p : Poly) (c : mul_cert p₁ k p = true) (h : p₁.denote ctx = 0) : p.denote ctx = 0 := by
  rw [denote_mul_cert ctx c, h, mul_zero]
theorem eq_mul (p₁ : Poly) (k : Int) (p : Poly) (c : mul_cert p₁ k p = true) (h : p₁.denote ctx = 0) : p.denote ctx = 0 := mul ctx p₁ k p c h
theorem inv (p₁ p : Poly) (c : mul_cert p₁ (-1) p = true) (h : p₁.denote ctx = 0) : p.denote ctx = 0 := mul ctx p₁ (-1) p c h
noncomputable def mul_ne_cert (p₁ : Poly) (k : Int) (p : Poly) : Bool := Bool.and (Bool.not (Int.beq' k 0)) (mul_cert p₁ k p)
theorem of_mul_ne_cert {p₁ : Poly} {k : Int} {p : Poly} (c : mul_ne_cert p₁ k p = true) : k ≠ 0 ∧ mul_cert p₁ k p = true := by
  unfold mul_ne_cert at c
  cases h : Int.beq' k 0 with
  | true => rw [h] at c; exact absurd c Bool.false_ne_true
  | false => rw [h] at c; exact ⟨fun e => Bool.false_ne_true (h.symm.trans ((Int.beq'_eq k 0).symm ▸ e)), c⟩
theorem diseq_mul [NoNatZeroDivisors α] (p₁ : Poly) (k : Int) (p : Poly) (c : mul_ne_cert p₁ k p = true) (h : p₁.denote ctx ≠ 0) :
    p.denote ctx ≠ 0 := fun e => h (Ring.no_int_zero_divisors (of_mul_ne_cert c).1 ((denote_mul_cert ctx (of_mul_ne_cert c).2).symm.trans e))
theorem div [NoNatZeroDivisors α] (p₁ : Poly) (k : Int) (p : Poly) (c : mul_ne_cert p k p₁ = true) (h : p₁.denote ctx = 0) :
    p.denote ctx = 0 := Ring.no_int_zero_divisors (of_mul_ne_cert c).1 ((denote_mul_cert ctx (of_mul_ne_cert c).2).symm.trans h)
noncomputable def unsat_eq_cert (p : Poly) (k : Int) : Bool := Bool.and (Bool.not (Int.beq' k 0)) (Poly.same p (.num k))
theorem unsat_eq [IsCharP α 0] (p : Poly) (k : Int) (c : unsat_eq_cert p k = true) (h : p.denote ctx = 0) : False := by
  unfold unsat_eq_cert at c
  cases e : Int.beq' k 0 with
  | true => rw [e] at c; exact absurd c Bool.false_ne_true
  | false =>
    rw [e] at c
    have z : (k : α) = 0 := (Poly.denote_same ctx (q := .num k) c).symm.trans h
    exact Bool.false_ne_true (e.symm.trans ((Int.beq'_eq k 0).symm ▸ IsCharP.intCast_eq_zero z))

/-! ### A term rewritten step by step: `k * init = p` -/

theorem d_init (p : Poly) : ((1 : Int) : α) * p.denote ctx = p.denote ctx := by rw [Ring.intCast_one, one_mul]
theorem d_step1 (k : Int) (init p₁ : Poly) (k₂ : Int) (m₂ : Mon) (p₂ p : Poly) (c : superpose_cert 1 .unit p₁ k₂ m₂ p₂ p = true)
    (h₁ : (k : α) * init.denote ctx = p₁.denote ctx) (h₂ : p₂.denote ctx = 0) : (k : α) * init.denote ctx = p.denote ctx := by
  rw [denote_superpose_cert ctx c, h₂, mul_zero, add_zero, h₁, Ring.intCast_one]
  show _ = 1 * 1 * _
  rw [one_mul, one_mul]
theorem d_stepk (k₁ k : Int) (init p₁ : Poly) (k₂ : Int) (m₂ : Mon) (p₂ p : Poly) (c : superpose_cert k₁ .unit p₁ k₂ m₂ p₂ p = true)
    (h₁ : (k : α) * init.denote ctx = p₁.denote ctx) (h₂ : p₂.denote ctx = 0) :
    ((k₁ * k : Int) : α) * init.denote ctx = p.denote ctx := by
  rw [denote_superpose_cert ctx c, h₂, mul_zero, add_zero, ← h₁, Ring.intCast_mul]
  show _ = (k₁ : α) * 1 * _
  rw [mul_one, mul_assoc]
noncomputable def imp_1eq_cert (lhs rhs : Expr) (p₁ p₂ : Poly) : Bool := Bool.and (Poly.isZero p₂) (isDifference lhs rhs p₁)
theorem of_imp_1eq_cert {lhs rhs : Expr} {p₁ p₂ : Poly} (c : imp_1eq_cert lhs rhs p₁ p₂ = true) :
    Poly.isZero p₂ = true ∧ isDifference lhs rhs p₁ = true := by
  unfold imp_1eq_cert at c
  cases h : Poly.isZero p₂ with
  | false => rw [h] at c; exact absurd c Bool.false_ne_true
  | true => rw [h] at c; exact ⟨rfl, c⟩
theorem imp_1eq (lhs rhs : Expr) (p₁ p₂ : Poly) (c : imp_1eq_cert lhs rhs p₁ p₂ = true)
    (h : ((1 : Int) : α) * p₁.denote ctx = p₂.denote ctx) : lhs.denote ctx = rhs.denote ctx := by
  rw [Ring.intCast_one, one_mul, Poly.denote_isZero ctx (of_imp_1eq_cert c).1, denote_isDifference ctx (of_imp_1eq_cert c).2] at h
  exact Ring.sub_eq_zero.mp h
noncomputable def imp_keq_cert (lhs rhs : Expr) (k : Int) (p₁ p₂ : Poly) : Bool :=
  Bool.and (Bool.not (Int.beq' k 0)) (imp_1eq_cert lhs rhs p₁ p₂)
theorem imp_keq [NoNatZeroDivisors α] (k : Int) (lhs rhs : Expr) (p₁ p₂ : Poly) (c : imp_keq_cert lhs rhs k p₁ p₂ = true)
    (h : (k : α) * p₁.denote ctx = p₂.denote ctx) : lhs.denote ctx = rhs.denote ctx := by
  unfold imp_keq_cert at c
  cases e : Int.beq' k 0 with
  | true => rw [e] at c; exact absurd c Bool.false_ne_true
  | false =>
    rw [e] at c
    have z := Poly.denote_isZero ctx (of_imp_1eq_cert c).1
    have k0 : k ≠ 0 := fun e' => Bool.false_ne_true (e.symm.trans ((Int.beq'_eq k 0).symm ▸ e'))
    have := Ring.no_int_zero_divisors k0 (h.trans z)
    rw [denote_isDifference ctx (of_imp_1eq_cert c).2] at this
    exact Ring.sub_eq_zero.mp this

end Stepwise

/-! ### Equations between numbers -/

noncomputable def eq_gcd_cert (a b : Int) (p₁ p₂ p : Poly) : Bool := Poly.same (Poly.plus (Poly.scale a p₁) (Poly.scale b p₂)) p
theorem eq_gcd (a b : Int) (p₁ p₂ p : Poly) (c : eq_gcd_cert a b p₁ p₂ p = true) (h₁ : p₁.denote ctx = 0) (h₂ : p₂.denote ctx = 0) :
    p.denote ctx = 0 := by
  rw [← Poly.denote_same ctx c, Poly.denote_plus, Poly.denote_scale, Poly.denote_scale, h₁, h₂, mul_zero, mul_zero, add_zero]
/-- Whether each coefficient is a multiple of `c`. -/
def Poly.allDivisible (c : Int) : Poly → Bool
  | .num k => Int.beq' (k % c) 0
  | .add k _ p => Bool.and (Int.beq' (k % c) 0) (Poly.allDivisible c p)
theorem denote_zero_of_dvd {c k : Int} (h : (c : α) = 0) (d : Int.beq' (k % c) 0 = true) : (k : α) = 0 := by
  have e : k % c = 0 := Int.beq'_eq _ 0 ▸ d
  have m := Int.mul_ediv_add_emod k c
  rw [e, Int.add_zero] at m
  rw [← m, Ring.intCast_mul, h, zero_mul]
theorem Poly.denote_allDivisible {c : Int} {p : Poly} (h : (c : α) = 0) (d : Poly.allDivisible c p = true) : p.denote ctx = 0 := by
  induction p with
  | num k => exact denote_zero_of_dvd h d
  | add k m p ih =>
    have step : Poly.allDivisible c (.add k m p) = Bool.and (Int.beq' (k % c) 0) (Poly.allDivisible c p) := rfl
    rw [step] at d
    cases e : Int.beq' (k % c) 0 with
    | false => rw [e] at d; exact absurd d Bool.false_ne_true
    | true =>
      rw [e] at d
      show (k : α) * m.denote ctx + p.denote ctx = 0
      rw [denote_zero_of_dvd h e, zero_mul, zero_add, ih d]
noncomputable def eq_normEq0_cert (c : Nat) (p₁ p₂ p : Poly) : Bool :=
  Bool.and (Poly.same p₁ (.num (Int.ofNat c))) (Poly.allDivisible (Int.ofNat c) (Poly.minus (Poly.sorted p₂) (Poly.sorted p)))
theorem of_eq_normEq0_cert {c : Nat} {p₁ p₂ p : Poly} (h : eq_normEq0_cert c p₁ p₂ p = true) (z : p₁.denote ctx = 0) :
    p₂.denote ctx = p.denote ctx := by
  unfold eq_normEq0_cert at h
  cases e : Poly.same p₁ (.num (Int.ofNat c)) with
  | false => rw [e] at h; exact absurd h Bool.false_ne_true
  | true =>
    rw [e] at h
    have c0 : ((Int.ofNat c : Int) : α) = 0 := (Poly.denote_same ctx e).symm.trans z
    have d := Poly.denote_allDivisible ctx c0 (p := Poly.minus (Poly.sorted p₂) (Poly.sorted p)) h
    rw [Poly.denote_minus, Poly.denote_sorted, Poly.denote_sorted] at d
    exact Ring.sub_eq_zero.mp d
theorem eq_normEq0 (c : Nat) (p₁ p₂ p : Poly) (h : eq_normEq0_cert c p₁ p₂ p = true) (h₁ : p₁.denote ctx = 0) (h₂ : p₂.denote ctx = 0) :
    p.denote ctx = 0 := (of_eq_normEq0_cert ctx h h₁).symm.trans h₂
theorem d_normEq0 (k : Int) (c : Nat) (init p₁ p₂ p : Poly) (h : eq_normEq0_cert c p₂ p₁ p = true)
    (h₁ : (k : α) * init.denote ctx = p₁.denote ctx) (h₂ : p₂.denote ctx = 0) : (k : α) * init.denote ctx = p.denote ctx :=
  h₁.trans (of_eq_normEq0_cert ctx h h₂)

/-! ### Facts brought to the form `p = 0`, `p ≠ 0`, `p ≤ 0`, `p < 0` -/

theorem eq_norm (lhs rhs : Expr) (p : Poly) (c : isDifference lhs rhs p = true) (h : lhs.denote ctx = rhs.denote ctx) : p.denote ctx = 0 :=
  Stepwise.core ctx lhs rhs p c h
theorem diseq_norm (lhs rhs : Expr) (p : Poly) (c : isDifference lhs rhs p = true) (h : lhs.denote ctx ≠ rhs.denote ctx) :
    p.denote ctx ≠ 0 := fun e => h (Ring.sub_eq_zero.mp ((denote_isDifference ctx c).symm.trans e))
theorem eq_norm_expr (lhs rhs lhs' rhs' : Expr) (c : areSame (.sub lhs rhs) (.sub lhs' rhs') = true) :
    (lhs.denote ctx = rhs.denote ctx) = (lhs'.denote ctx = rhs'.denote ctx) := by
  have e : lhs.denote ctx - rhs.denote ctx = lhs'.denote ctx - rhs'.denote ctx := denote_areSame ctx c
  exact propext ⟨fun h => Ring.sub_eq_zero.mp (e.symm.trans (Ring.sub_eq_zero.mpr h)), fun h => Ring.sub_eq_zero.mp (e.trans (Ring.sub_eq_zero.mpr h))⟩

end

section

variable {α : Type u} [CommRing α] [LE α] [LT α]

theorem sub_nonpos_iff [Std.IsPreorder α] [OrderedRing α] {a b : α} : a - b ≤ 0 ↔ a ≤ b := by
  have h := OrderedAdd.add_le_left_iff (a := a) (b := b) (-b)
  rw [Ring.add_neg_cancel, ← Ring.sub_eq_add_neg] at h
  exact h.symm
theorem sub_neg_iff [Std.LawfulOrderLT α] [Std.IsPreorder α] [OrderedRing α] {a b : α} : a - b < 0 ↔ a < b := by
  have h := OrderedAdd.add_lt_left_iff (a := a) (b := b) (-b)
  rw [Ring.add_neg_cancel, ← Ring.sub_eq_add_neg] at h
  exact h.symm
theorem le_norm [Std.IsPreorder α] [OrderedRing α] (ctx : Context α) (lhs rhs : Expr) (p : Poly) (c : isDifference lhs rhs p = true)
    (h : lhs.denote ctx ≤ rhs.denote ctx) : p.denote ctx ≤ 0 := by
  rw [denote_isDifference ctx c]
  exact sub_nonpos_iff.mpr h
theorem lt_norm [Std.LawfulOrderLT α] [Std.IsPreorder α] [OrderedRing α] (ctx : Context α) (lhs rhs : Expr) (p : Poly)
    (c : isDifference lhs rhs p = true) (h : lhs.denote ctx < rhs.denote ctx) : p.denote ctx < 0 := by
  rw [denote_isDifference ctx c]
  exact sub_neg_iff.mpr h
theorem not_le_norm [Std.LawfulOrderLT α] [Std.IsLinearOrder α] [OrderedRing α] (ctx : Context α) (lhs rhs : Expr) (p : Poly)
    (c : isDifference rhs lhs p = true) (h : ¬lhs.denote ctx ≤ rhs.denote ctx) : p.denote ctx < 0 := by
  rw [denote_isDifference ctx c]
  exact sub_neg_iff.mpr (Std.lt_of_not_ge h)
theorem not_lt_norm [Std.LawfulOrderLT α] [Std.IsLinearOrder α] [OrderedRing α] (ctx : Context α) (lhs rhs : Expr) (p : Poly)
    (c : isDifference rhs lhs p = true) (h : ¬lhs.denote ctx < rhs.denote ctx) : p.denote ctx ≤ 0 := by
  rw [denote_isDifference ctx c]
  exact sub_nonpos_iff.mpr (Std.le_of_not_gt h)
theorem le_norm_expr [Std.IsPreorder α] [OrderedRing α] (ctx : Context α) (lhs rhs lhs' rhs' : Expr)
    (c : areSame (.sub lhs rhs) (.sub lhs' rhs') = true) : (lhs.denote ctx ≤ rhs.denote ctx) = (lhs'.denote ctx ≤ rhs'.denote ctx) := by
  have e : lhs.denote ctx - rhs.denote ctx = lhs'.denote ctx - rhs'.denote ctx := denote_areSame ctx c
  rw [← sub_nonpos_iff, e, sub_nonpos_iff]
theorem lt_norm_expr [Std.LawfulOrderLT α] [Std.IsPreorder α] [OrderedRing α] (ctx : Context α) (lhs rhs lhs' rhs' : Expr)
    (c : areSame (.sub lhs rhs) (.sub lhs' rhs') = true) : (lhs.denote ctx < rhs.denote ctx) = (lhs'.denote ctx < rhs'.denote ctx) := by
  have e : lhs.denote ctx - rhs.denote ctx = lhs'.denote ctx - rhs'.denote ctx := denote_areSame ctx c
  rw [← sub_neg_iff, e, sub_neg_iff]

end

theorem le_norm0 {α : Type u} [Ring α] [LE α] (lhs rhs : α) : (lhs ≤ rhs) = (lhs ≤ rhs + Int.cast (R := α) 0) := by
  rw [Ring.intCast_zero, add_zero]
theorem lt_norm0 {α : Type u} [Ring α] [LT α] (lhs rhs : α) : (lhs < rhs) = (lhs < rhs + Int.cast (R := α) 0) := by
  rw [Ring.intCast_zero, add_zero]
theorem eq_norm0 {α : Type u} [Ring α] (lhs rhs : α) : (lhs = rhs) = (lhs = rhs + Int.cast (R := α) 0) := by
  rw [Ring.intCast_zero, add_zero]

/-! ### Integers: the normal form as a term -/

/-- A polynomial over the integers, written without needless factors and zeros. -/
noncomputable def Power.denote' {α : Type u} [Ring α] (ctx : Context α) (p : Power) : α :=
  match p.k with
  | 0 => 1
  | 1 => Var.denote ctx p.x
  | k => Var.denote ctx p.x ^ k
noncomputable def Mon.denoteFrom {α : Type u} [Ring α] (ctx : Context α) : Mon → α → α
  | .unit, acc => acc
  | .mult p m, acc => Mon.denoteFrom ctx m (acc * p.denote' ctx)
noncomputable def Mon.denote' {α : Type u} [Ring α] (ctx : Context α) : Mon → α
  | .unit => 1
  | .mult p m => Mon.denoteFrom ctx m (p.denote' ctx)
noncomputable def denoteTerm {α : Type u} [Ring α] (ctx : Context α) (k : Int) (m : Mon) : α :=
  bif k == 1 then m.denote' ctx else k • m.denote' ctx
noncomputable def Poly.denoteFrom {α : Type u} [Ring α] (ctx : Context α) : Poly → α → α
  | .num k, acc => bif k == 0 then acc else acc + (k : α)
  | .add k m p, acc => Poly.denoteFrom ctx p (acc + denoteTerm ctx k m)
noncomputable def Poly.denote' {α : Type u} [Ring α] (ctx : Context α) : Poly → α
  | .num k => (k : α)
  | .add k m p => Poly.denoteFrom ctx p (denoteTerm ctx k m)
theorem Power.denote'_eq {α : Type u} [Ring α] (ctx : Context α) (p : Power) : p.denote' ctx = p.denote ctx := by
  cases p with
  | mk x k => cases k with
    | zero => exact (Semiring.pow_zero _).symm
    | succ k => cases k with
      | zero => exact (Semiring.pow_one _).symm
      | succ k => rfl
theorem Mon.denoteFrom_eq {α : Type u} [Ring α] (ctx : Context α) (m : Mon) (a : α) : m.denoteFrom ctx a = a * m.denote ctx := by
  induction m generalizing a with
  | unit => exact (mul_one a).symm
  | mult p m ih => exact (ih _).trans (by rw [Power.denote'_eq, mul_assoc]; rfl)
theorem Mon.denote'_eq {α : Type u} [Ring α] (ctx : Context α) (m : Mon) : m.denote' ctx = m.denote ctx := by
  cases m with
  | unit => rfl
  | mult p m => exact (Mon.denoteFrom_eq ctx m _).trans (by rw [Power.denote'_eq]; rfl)
theorem denoteTerm_eq {α : Type u} [Ring α] (ctx : Context α) (k : Int) (m : Mon) : denoteTerm ctx k m = (k : α) * m.denote ctx := by
  unfold denoteTerm
  cases h : k == 1 with
  | true =>
    rw [eq_of_beq h, Ring.intCast_one, one_mul]
    exact Mon.denote'_eq ctx m
  | false => exact (Ring.zsmul_eq_intCast_mul _ _).trans (by rw [Mon.denote'_eq])
theorem Poly.denoteFrom_eq {α : Type u} [Ring α] (ctx : Context α) (p : Poly) (a : α) : p.denoteFrom ctx a = a + p.denote ctx := by
  induction p generalizing a with
  | num k =>
    show (bif k == 0 then a else a + (k : α)) = a + (k : α)
    cases h : k == 0 with
    | true =>
      rw [eq_of_beq h, Ring.intCast_zero, add_zero]
      rfl
    | false => rfl
  | add k m p ih => exact (ih _).trans (by rw [denoteTerm_eq, add_assoc]; rfl)
theorem Poly.denote'_eq {α : Type u} [Ring α] (ctx : Context α) (p : Poly) : p.denote' ctx = p.denote ctx := by
  cases p with
  | num k => rfl
  | add k m p => exact (Poly.denoteFrom_eq ctx p _).trans (by rw [denoteTerm_eq]; rfl)
noncomputable def norm_int_cert (e : Expr) (p : Poly) : Bool := Poly.same (Expr.toPoly e) (Poly.sorted p)
theorem norm_int (ctx : Context Int) (e : Expr) (p : Poly) (c : norm_int_cert e p = true) : e.denote ctx = p.denote' ctx := by
  rw [Poly.denote'_eq, ← Poly.denote_sorted, ← Poly.denote_same ctx c, Expr.denote_toPoly]

end CommRing

end Lean.Grind

/-! ### The ring of differences -/

namespace Lean.Grind.Ring.OfSemiring

attribute [local instance] Semiring.natCast Semiring.nsmul

open CommRing (Context Expr Var.denote)

/-- An expression of a semiring; what a semiring does not have counts as zero. -/
noncomputable def _root_.Lean.Grind.CommRing.Expr.denoteS {α : Type u} [Semiring α] (ctx : Context α) (e : Expr) : α :=
  Expr.rec (motive := fun _ => α) (fun k => OfNat.ofNat (α := α) k.natAbs) (fun k => NatCast.natCast (R := α) k) (fun _ => 0)
    (fun x => Var.denote ctx x) (fun _ _ => 0) (fun _ _ a b => a + b) (fun _ _ _ _ => 0) (fun _ _ a b => a * b) (fun _ k a => a ^ k) e
/-- The same expression in the ring of differences. -/
noncomputable def _root_.Lean.Grind.CommRing.Expr.denoteSAsRing {α : Type u} [Semiring α] (ctx : Context α) (e : Expr) : Q α :=
  Expr.rec (motive := fun _ => Q α) (fun k => OfNat.ofNat (α := Q α) k.natAbs) (fun k => NatCast.natCast (R := Q α) k) (fun _ => 0)
    (fun x => toQ (Var.denote ctx x)) (fun _ _ => 0) (fun _ _ a b => a + b) (fun _ _ _ _ => 0) (fun _ _ a b => a * b)
    (fun _ k a => a ^ k) e
theorem toQ_denoteS {α : Type u} [Semiring α] (ctx : Context α) (e : Expr) : e.denoteSAsRing ctx = toQ (e.denoteS ctx) := by
  have zero : (0 : Q α) = toQ (0 : α) := (toQ_ofNat 0).symm
  induction e with
  | num k => exact (toQ_ofNat k.natAbs).symm
  | natCast k => rfl
  | intCast k => exact zero
  | var x => rfl
  | neg a _ => exact zero
  | add a b iha ihb =>
    show a.denoteSAsRing ctx + b.denoteSAsRing ctx = toQ (a.denoteS ctx + b.denoteS ctx)
    rw [iha, ihb, toQ_add]
  | sub a b _ _ => exact zero
  | mul a b iha ihb =>
    show a.denoteSAsRing ctx * b.denoteSAsRing ctx = toQ (a.denoteS ctx * b.denoteS ctx)
    rw [iha, ihb, toQ_mul]
  | pow a k ih =>
    show a.denoteSAsRing ctx ^ k = toQ (a.denoteS ctx ^ k)
    rw [ih, toQ_pow]
theorem of_eq {α : Type u} [Semiring α] (ctx : Context α) (lhs rhs : Expr) (h : lhs.denoteS ctx = rhs.denoteS ctx) :
    lhs.denoteSAsRing ctx = rhs.denoteSAsRing ctx := by rw [toQ_denoteS, toQ_denoteS, h]
theorem of_diseq {α : Type u} [Semiring α] [AddRightCancel α] (ctx : Context α) (lhs rhs : Expr) (h : lhs.denoteS ctx ≠ rhs.denoteS ctx) :
    lhs.denoteSAsRing ctx ≠ rhs.denoteSAsRing ctx := by
  rw [toQ_denoteS, toQ_denoteS]
  exact fun e => h (toQ_inj e)
instance instIsCharPQOfAddRightCancel {α : Type u} {p : Nat} [Semiring α] [AddRightCancel α] [IsCharP α p] : IsCharP (Q α) p where
  ofNat_ext_iff := by
    intro x y
    rw [← toQ_ofNat, ← toQ_ofNat]
    exact ⟨fun h => (IsCharP.ofNat_ext_iff p).mp (toQ_inj h), fun h => congrArg toQ ((IsCharP.ofNat_ext_iff p).mpr h)⟩
theorem natCast_mul_mk {α : Type u} [Semiring α] (k : Nat) (a b : α) : (k : Q α) * mk a b = mk ((k : α) * a) ((k : α) * b) := by
  refine mk_congr ?_ ?_
  · rw [Semiring.zero_mul, Semiring.add_zero]
  · rw [Semiring.zero_mul, Semiring.add_zero]
instance instNoNatZeroDivisorsQOfAddRightCancel {α : Type u} [Semiring α] [AddRightCancel α] [NoNatZeroDivisors α] : NoNatZeroDivisors (Q α) where
  no_nat_zero_divisors k x y hk h := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    obtain ⟨c, d, rfl⟩ := exists_mk y
    have h' : (k : Q α) * mk a b = (k : Q α) * mk c d := h
    rw [natCast_mul_mk, natCast_mul_mk] at h'
    obtain ⟨l, e⟩ := mk_eq_iff.mp h'
    have e' : (k : α) * a + (k : α) * d = (k : α) * c + (k : α) * b := AddRightCancel.add_right_cancel _ _ _ e
    rw [← Semiring.left_distrib, ← Semiring.left_distrib, ← Semiring.nsmul_eq_natCast_mul, ← Semiring.nsmul_eq_natCast_mul] at e'
    exact mk_eq_iff.mpr ⟨0, by
      rw [Semiring.add_zero, Semiring.add_zero]
      exact NoNatZeroDivisors.no_nat_zero_divisors k (a + d) (c + b) hk e'⟩

end Lean.Grind.Ring.OfSemiring
