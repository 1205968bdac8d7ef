prelude
import Trivium.Ring.Sum
/-!
Ring expressions as data, their normal form, and the theorem that makes a computed truth value an identity.
-/
set_option linter.all false

universe u

namespace Trivium.Ring

open CommSemiring CommRing

/-- An expression over a commutative ring; variables are numbered. -/
inductive Expr : Type where
  | num (n : Nat) : Expr
  | var (i : Nat) : Expr
  | add (a b : Expr) : Expr
  | sub (a b : Expr) : Expr
  | neg (a : Expr) : Expr
  | mul (a b : Expr) : Expr
  | pow (a : Expr) (n : Nat) : Expr

namespace Expr

/-- What an expression means: variable `i` is element `i` of the list. -/
noncomputable def denote {α : Type u} [CommRing α] (xs : List α) (e : Expr) : α :=
  Expr.rec (motive := fun _ => α) (fun n => OfNat.ofNat n) (fun i => value xs i) (fun _ _ a b => a + b) (fun _ _ a b => a - b) (fun _ a => -a)
    (fun _ _ a b => a * b) (fun _ n a => a ^ n) e

/-- A bound of the total degree. -/
noncomputable def degree (e : Expr) : Nat :=
  Expr.rec (motive := fun _ => Nat) (fun _ => 0) (fun _ => 1) (fun _ _ a b => Nat.add a b) (fun _ _ a b => Nat.add a b)
    (fun _ a => a) (fun _ _ a b => Nat.add a b) (fun _ n a => Nat.mul a n) e

/-- The summands of an expression, negated or not, before others; sums are left for `Poly.sum`. -/
noncomputable def summands (e : Expr) : Bool → List Poly → List Poly :=
  Expr.rec (motive := fun _ => Bool → List Poly → List Poly)
    (fun n => Poly.summand (Poly.const (Int.ofNat n)))
    (fun i => Poly.summand (Poly.term 1 (variable_ i) Poly.zero))
    (fun _ _ a b negative rest => a negative (b negative rest))
    (fun _ _ a b negative rest => a negative (b (cond negative false true) rest))
    (fun _ a negative rest => a (cond negative false true) rest)
    (fun _ _ a b => Poly.summand (Poly.mul (Poly.sum (a false [])) (Poly.sum (b false []))))
    (fun _ n a => Poly.summand (Poly.pow (Poly.sum (a false [])) n)) e

/-- The polynomial of an expression. -/
noncomputable def normal (e : Expr) : Poly := Poly.sum (summands e false [])

variable {α : Type u} [CommRing α]

/-- An expression or its negative. -/
def signed (negative : Bool) (a : α) : α := cond negative (-a) a

theorem summand_spec {xs : List α} {k : Nat} {a : α} {p : Poly} {rest : List Poly} (negative : Bool)
    (h : p.Within xs k ∧ p.denote xs = a) (w : Poly.AllWithin xs k rest) :
    Poly.AllWithin xs k (p.summand negative rest) ∧
      Poly.denoteSum xs (p.summand negative rest) = signed negative a + Poly.denoteSum xs rest := by
  cases negative with
  | false => exact ⟨⟨h.1, w⟩, congrArg (· + _) h.2⟩
  | true => exact ⟨⟨Poly.within_neg h.1, w⟩, congrArg (· + _) ((Poly.denote_neg xs p).trans (congrArg _ h.2))⟩

theorem signed_not (negative : Bool) (a : α) : signed (cond negative false true) a = signed negative (-a) := by
  cases negative with
  | false => rfl
  | true => exact (neg_neg a).symm
theorem signed_add (negative : Bool) (a b : α) : signed negative (a + b) = signed negative a + signed negative b := by
  cases negative with
  | false => rfl
  | true => exact neg_add a b

/-- What the summands of an expression are worth, where its degree is at most `k`. -/
def Spec (xs : List α) (e : Expr) : Prop :=
  ∀ k, degree e ≤ k → k < 65536 → ∀ negative rest, Poly.AllWithin xs k rest →
    Poly.AllWithin xs k (summands e negative rest) ∧
      Poly.denoteSum xs (summands e negative rest) = signed negative (e.denote xs) + Poly.denoteSum xs rest

theorem sum_spec {xs : List α} {e : Expr} (h : Spec xs e) (l : degree e < 65536) :
    (Poly.sum (summands e false [])).Within xs (degree e) ∧ (Poly.sum (summands e false [])).denote xs = e.denote xs := by
  obtain ⟨w, d⟩ := h (degree e) (Nat.le_refl _) l false [] trivial
  obtain ⟨w', d'⟩ := Poly.sum_spec w
  exact ⟨w', (d'.trans d).trans (add_zero _)⟩

theorem summands_spec (xs : List α) (e : Expr) : Spec xs e := by
  induction e with
  | num n => exact fun k _ _ negative rest w => summand_spec negative ⟨Poly.within_const xs k n, Poly.denote_const xs n⟩ w
  | var i =>
    intro k hk _ negative rest w
    refine summand_spec negative ⟨⟨(Monomial.within_variable xs i).mono hk, trivial⟩, ?_⟩ w
    show ofInt 1 * Monomial.denote xs (variable_ i) + 0 = value xs i
    rw [Monomial.denote_variable]
    exact (add_zero _).trans (one_mul _)
  | add a b iha ihb =>
    intro k hk l negative rest w
    obtain ⟨wb, db⟩ := ihb k (Nat.le_trans (Nat.le_add_left _ _) hk) l negative rest w
    obtain ⟨wa, da⟩ := iha k (Nat.le_trans (Nat.le_add_right _ _) hk) l negative _ wb
    refine ⟨wa, da.trans ?_⟩
    rw [db]
    refine ((add_assoc _ _ _).symm.trans ?_)
    exact congrArg (· + _) (signed_add negative _ _).symm
  | sub a b iha ihb =>
    intro k hk l negative rest w
    obtain ⟨wb, db⟩ := ihb k (Nat.le_trans (Nat.le_add_left _ _) hk) l (cond negative false true) rest w
    obtain ⟨wa, da⟩ := iha k (Nat.le_trans (Nat.le_add_right _ _) hk) l negative _ wb
    refine ⟨wa, da.trans ?_⟩
    rw [db, signed_not]
    refine ((add_assoc _ _ _).symm.trans ?_)
    refine congrArg (· + _) ((signed_add negative _ _).symm.trans ?_)
    exact congrArg (signed negative) (sub_eq _ _).symm
  | neg a ih =>
    intro k hk l negative rest w
    obtain ⟨wa, da⟩ := ih k hk l (cond negative false true) rest w
    refine ⟨wa, da.trans ?_⟩
    rw [signed_not]
    rfl
  | mul a b iha ihb =>
    intro k hk l negative rest w
    have small := Nat.lt_of_le_of_lt hk l
    obtain ⟨wa, da⟩ := sum_spec iha (Nat.lt_of_le_of_lt (Nat.le_add_right _ _) small)
    obtain ⟨wb, db⟩ := sum_spec ihb (Nat.lt_of_le_of_lt (Nat.le_add_left _ _) small)
    refine summand_spec negative ⟨(Poly.within_mul small wa wb).mono hk, (Poly.denote_mul small wa wb).trans ?_⟩ w
    rw [da, db]
    rfl
  | pow a n ih =>
    intro k hk l negative rest w
    cases n with
    | zero =>
      refine summand_spec negative ⟨Poly.within_const xs _ 1, (Poly.denote_const xs 1).trans ?_⟩ w
      exact (pow_zero _).symm
    | succ n =>
      have small := Nat.lt_of_le_of_lt hk l
      obtain ⟨wa, da⟩ := sum_spec ih (Nat.lt_of_le_of_lt (Nat.le_add_left (degree a) (degree a * n)) small)
      obtain ⟨wp, dp⟩ := Poly.pow_spec wa (n + 1) small
      refine summand_spec negative ⟨wp.mono hk, dp.trans ?_⟩ w
      rw [da]
      rfl

theorem denote_normal (xs : List α) (e : Expr) (h : degree e < 65536) : (normal e).denote xs = e.denote xs :=
  (sum_spec (summands_spec xs e) h).2

end Expr

/-! ### The check -/

/-- Whether a polynomial has no terms. -/
noncomputable def Poly.isNil (p : Poly) : Bool := Poly.rec (motive := fun _ => Bool) true (fun _ _ _ _ => false) p

/-- Whether an expression is zero in every commutative ring. -/
noncomputable def vanishes (e : Expr) : Bool := cond (Nat.ble (Expr.degree e) 65535) (Poly.isNil e.normal) false

/-- Whether two expressions are equal in every commutative ring. -/
noncomputable def equal (a b : Expr) : Bool := vanishes (.sub a b)

theorem eq_zero_of_vanishes {α : Type u} [CommRing α] (xs : List α) (e : Expr) (h : vanishes e = true) :
    e.denote xs = 0 := by
  unfold vanishes at h
  cases b : Nat.ble (Expr.degree e) 65535 with
  | false =>
    rw [b] at h
    exact absurd h Bool.false_ne_true
  | true =>
    rw [b] at h
    rw [← Expr.denote_normal xs e (Nat.lt_succ_of_le (Nat.le_of_ble_eq_true b))]
    cases n : e.normal with
    | zero => rfl
    | term c m p =>
      rw [n] at h
      exact absurd h Bool.false_ne_true

/-- An identity of commutative rings holds where its check computes to `true`. -/
theorem eq_of_equal {α : Type u} [CommRing α] (xs : List α) (a b : Expr) (h : equal a b = true) :
    a.denote xs = b.denote xs := eq_of_sub_eq_zero (eq_zero_of_vanishes xs (.sub a b) h)

end Trivium.Ring
