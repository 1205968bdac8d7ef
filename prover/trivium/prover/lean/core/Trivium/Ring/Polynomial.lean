prelude
import Trivium.Ring.Monomial
import Trivium.Ring.Integer
/-!
Polynomials with integer coefficients: lists of terms in ascending order of their monomials.

The operations are written with recursors, which the kernel evaluates several times faster than compiled equations; the
equations follow as theorems. No theorem needs the order of the terms: out of order, a check can only fail.
-/
set_option linter.all false

universe u

namespace Trivium.Ring

open CommSemiring CommRing

/-- A sum of terms `c * m`. -/
inductive Poly : Type where
  | zero : Poly
  | term (c : Int) (m : Nat) (rest : Poly) : Poly

namespace Poly

/-! ### Operations -/

/-- `c * m + p`, where `m` comes before the monomials of `p`. -/
noncomputable def cons (c : Int) (m : Nat) (p : Poly) : Poly := cond (isZero c) p (term c m p)
noncomputable def const (c : Int) : Poly := cons c 0 zero

/-- The sum `c * m + p` and another polynomial, given how `p` is added. -/
noncomputable def addTerm (c : Int) (m : Nat) (p : Poly) (addRest : Poly → Poly) (q : Poly) : Poly :=
  Poly.rec (motive := fun _ => Poly) (term c m p)
    (fun d n q step =>
      cond (Nat.ble m n) (cond (Nat.beq m n) (cons (addInt c d) m (addRest q)) (term c m (addRest (term d n q))))
        (term d n step)) q
noncomputable def add (p : Poly) : Poly → Poly :=
  Poly.rec (motive := fun _ => Poly → Poly) (fun q => q) (fun c m p addRest => addTerm c m p addRest) p

noncomputable def neg (p : Poly) : Poly :=
  Poly.rec (motive := fun _ => Poly) zero (fun c m _ r => term (negInt c) m r) p
noncomputable def sub (p q : Poly) : Poly := add (neg q) p

/-- The product of a term and a polynomial. -/
noncomputable def scale (c : Int) (m : Nat) (p : Poly) : Poly :=
  Poly.rec (motive := fun _ => Poly) zero (fun d n _ r => term (mulInt c d) (Nat.add m n) r) p
/-- The product, term by term of the first factor. -/
noncomputable def mulShort (p q : Poly) : Poly :=
  Poly.rec (motive := fun _ => Poly) zero (fun c m _ r => add (scale c m q) r) p
/-- Whether the second polynomial has at least as many terms as the first. -/
noncomputable def shorter (p : Poly) : Poly → Bool :=
  Poly.rec (motive := fun _ => Poly → Bool) (fun _ => true)
    (fun _ _ _ r q => Poly.rec (motive := fun _ => Bool) false (fun _ _ q _ => r q) q) p
noncomputable def mul (p q : Poly) : Poly := cond (shorter p q) (mulShort p q) (mulShort q p)
noncomputable def pow (p : Poly) (n : Nat) : Poly :=
  Nat.rec (motive := fun _ => Poly) (const 1) (fun _ r => mul p r) n

/-! ### Values -/

variable {α : Type u} [CommRing α]

/-- The value of a polynomial. -/
def denote (xs : List α) : Poly → α
  | zero => 0
  | term c m p => ofInt c * Monomial.denote xs m + denote xs p

/-- Each exponent is at most `k`. -/
def Within (xs : List α) (k : Nat) : Poly → Prop
  | zero => True
  | term _ m p => Monomial.Within xs k m ∧ Within xs k p

theorem Within.mono {xs : List α} {k l : Nat} (h : k ≤ l) {p : Poly} : Within xs k p → Within xs l p := by
  induction p with
  | zero => exact id
  | term c m p ih => exact fun w => ⟨w.1.mono h, ih w.2⟩

theorem within_cons {xs : List α} {k m : Nat} {c : Int} {p : Poly} (h : Monomial.Within xs k m) (w : Within xs k p) :
    Within xs k (cons c m p) := by
  unfold cons
  cases isZero c with
  | true => exact w
  | false => exact ⟨h, w⟩

theorem denote_cons (xs : List α) (c : Int) (m : Nat) (p : Poly) :
    denote xs (cons c m p) = ofInt c * Monomial.denote xs m + denote xs p := by
  unfold cons
  cases h : isZero c with
  | true =>
    rw [eq_zero_of_isZero h, ofInt_zero, zero_mul]
    exact (zero_add _).symm
  | false => rfl

/-! ### Sums -/

theorem within_addTerm {xs : List α} {k m : Nat} {c : Int} {p : Poly} {addRest : Poly → Poly}
    (hm : Monomial.Within xs k m) (hp : Within xs k p) (h : ∀ q, Within xs k q → Within xs k (addRest q)) :
    ∀ q, Within xs k q → Within xs k (addTerm c m p addRest q) := by
  intro q
  induction q with
  | zero => exact fun _ => ⟨hm, hp⟩
  | term d n q ih =>
    intro w
    show Within xs k (cond (Nat.ble m n) (cond (Nat.beq m n) (cons (addInt c d) m (addRest q))
      (term c m (addRest (term d n q)))) (term d n (addTerm c m p addRest q)))
    cases Nat.ble m n with
    | false => exact ⟨w.1, ih w.2⟩
    | true => cases Nat.beq m n with
      | false => exact ⟨hm, h _ w⟩
      | true => exact within_cons hm (h q w.2)

theorem within_add {xs : List α} {k : Nat} {p q : Poly} (hp : Within xs k p) (hq : Within xs k q) :
    Within xs k (add p q) := by
  induction p generalizing q with
  | zero => exact hq
  | term c m p ih => exact within_addTerm hp.1 hp.2 (fun q w => ih hp.2 w) q hq

theorem denote_addTerm (xs : List α) (c : Int) (m : Nat) (p : Poly) (addRest : Poly → Poly)
    (h : ∀ q, denote xs (addRest q) = denote xs p + denote xs q) (q : Poly) :
    denote xs (addTerm c m p addRest q) = ofInt c * Monomial.denote xs m + denote xs p + denote xs q := by
  induction q with
  | zero => exact (add_zero _).symm
  | term d n q ih =>
    show denote xs (cond (Nat.ble m n) (cond (Nat.beq m n) (cons (addInt c d) m (addRest q))
      (term c m (addRest (term d n q)))) (term d n (addTerm c m p addRest q))) = _
    cases Nat.ble m n with
    | false =>
      show ofInt d * Monomial.denote xs n + denote xs (addTerm c m p addRest q) = _
      rw [ih]
      exact add_left_comm _ _ _
    | true => cases e : Nat.beq m n with
      | false =>
        show ofInt c * Monomial.denote xs m + denote xs (addRest (term d n q)) = _
        rw [h, ← add_assoc]
      | true =>
        show denote xs (cons (addInt c d) m (addRest q)) = _
        rw [denote_cons, h, addInt_eq, ofInt_add, add_mul, add_add_add_comm]
        rw [Nat.eq_of_beq_eq_true m n e]
        rfl

theorem denote_add (xs : List α) (p q : Poly) : denote xs (add p q) = denote xs p + denote xs q := by
  induction p generalizing q with
  | zero => exact (zero_add _).symm
  | term c m p ih => exact denote_addTerm xs c m p (add p) ih q

theorem within_neg {xs : List α} {k : Nat} {p : Poly} : Within xs k p → Within xs k (neg p) := by
  induction p with
  | zero => exact id
  | term c m p ih => exact fun w => ⟨w.1, ih w.2⟩

theorem denote_neg (xs : List α) (p : Poly) : denote xs (neg p) = -denote xs p := by
  induction p with
  | zero => exact neg_zero.symm
  | term c m p ih =>
    show ofInt (negInt c) * Monomial.denote xs m + denote xs (neg p) = -(ofInt c * Monomial.denote xs m + denote xs p)
    rw [ih, negInt_eq, ofInt_neg, neg_add, neg_mul]

theorem denote_sub (xs : List α) (p q : Poly) : denote xs (sub p q) = denote xs p - denote xs q := by
  show denote xs (add (neg q) p) = _
  rw [denote_add, denote_neg, sub_eq]
  exact add_comm _ _

/-! ### Products and powers -/

theorem within_scale {xs : List α} {k l m : Nat} {c : Int} {p : Poly} (h : k + l < 65536) (hm : Monomial.Within xs k m) :
    Within xs l p → Within xs (k + l) (scale c m p) := by
  induction p with
  | zero => exact id
  | term d n p ih => exact fun w => ⟨hm.add h w.1, ih w.2⟩

theorem denote_scale {xs : List α} {k l m : Nat} (c : Int) {p : Poly} (h : k + l < 65536) (hm : Monomial.Within xs k m) :
    Within xs l p → denote xs (scale c m p) = ofInt c * Monomial.denote xs m * denote xs p := by
  induction p with
  | zero => exact fun _ => (mul_zero _).symm
  | term d n p ih =>
    intro w
    show ofInt (mulInt c d) * Monomial.denote xs (m + n) + denote xs (scale c m p) =
      ofInt c * Monomial.denote xs m * (ofInt d * Monomial.denote xs n + denote xs p)
    rw [ih w.2, mul_add, Monomial.denote_add h hm w.1, mulInt_eq, ofInt_mul, mul_mul_mul_comm]

theorem within_mulShort {xs : List α} {k l : Nat} {p q : Poly} (h : k + l < 65536) (hq : Within xs l q) :
    Within xs k p → Within xs (k + l) (mulShort p q) := by
  induction p with
  | zero => exact id
  | term c m p ih => exact fun w => within_add (within_scale h w.1 hq) (ih w.2)

theorem denote_mulShort {xs : List α} {k l : Nat} {p q : Poly} (h : k + l < 65536) (hq : Within xs l q) :
    Within xs k p → denote xs (mulShort p q) = denote xs p * denote xs q := by
  induction p with
  | zero => exact fun _ => (zero_mul _).symm
  | term c m p ih =>
    intro w
    show denote xs (add (scale c m q) (mulShort p q)) = (ofInt c * Monomial.denote xs m + denote xs p) * denote xs q
    rw [denote_add, denote_scale c h w.1 hq, ih w.2, add_mul]

theorem within_mul {xs : List α} {k l : Nat} {p q : Poly} (h : k + l < 65536) (hp : Within xs k p) (hq : Within xs l q) :
    Within xs (k + l) (mul p q) := by
  unfold mul
  cases shorter p q with
  | true => exact within_mulShort h hq hp
  | false => exact (Nat.add_comm l k) ▸ within_mulShort (Nat.add_comm k l ▸ h) hp hq

theorem denote_mul {xs : List α} {k l : Nat} {p q : Poly} (h : k + l < 65536) (hp : Within xs k p) (hq : Within xs l q) :
    denote xs (mul p q) = denote xs p * denote xs q := by
  unfold mul
  cases shorter p q with
  | true => exact denote_mulShort h hq hp
  | false => exact (denote_mulShort (Nat.add_comm k l ▸ h) hp hq).trans (mul_comm _ _)

theorem within_const (xs : List α) (k : Nat) (c : Int) : Within xs k (const c) :=
  within_cons ((Monomial.within_zero xs).mono (Nat.zero_le k)) trivial

theorem denote_const (xs : List α) (c : Int) : denote xs (const c) = ofInt c := by
  unfold const
  rw [denote_cons, Monomial.denote_zero]
  exact (add_zero _).trans (mul_one _)

theorem pow_spec {xs : List α} {k : Nat} {p : Poly} (hp : Within xs k p) (n : Nat) (h : k * n < 65536) :
    Within xs (k * n) (pow p n) ∧ denote xs (pow p n) = denote xs p ^ n := by
  induction n with
  | zero =>
    refine ⟨within_const xs _ 1, (denote_const xs 1).trans ?_⟩
    exact (pow_zero _).symm
  | succ n ih =>
    have e : k * (n + 1) = k + k * n := by rw [Nat.mul_succ, Nat.add_comm]
    rw [e] at h ⊢
    obtain ⟨w, d⟩ := ih (Nat.lt_of_le_of_lt (Nat.le_add_left _ _) h)
    refine ⟨within_mul h hp w, ?_⟩
    refine (denote_mul h hp w).trans ?_
    rw [d, mul_comm]
    exact (pow_succ _ n).symm

end Poly

end Trivium.Ring
