prelude
import Trivium.Core.Grind.Classes
/-!
The ring of differences of a semiring: pairs `(a, b)`, read as `a - b`. `grind` reasons about a semiring inside it.
-/
set_option linter.all false

universe u

namespace Lean.Grind

namespace Ring.OfSemiring

variable {α : Type u} [Semiring α]
attribute [local instance] Semiring.natCast Semiring.nsmul

/-! ### Laws of semirings -/

theorem add_left_comm (a b c : α) : a + (b + c) = b + (a + c) := by
  rw [← Semiring.add_assoc, Semiring.add_comm a, Semiring.add_assoc]
theorem zero_add (a : α) : 0 + a = a := by rw [Semiring.add_comm, Semiring.add_zero]
theorem natCast_zero : ((0 : Nat) : α) = 0 := (Semiring.ofNat_eq_natCast 0).symm
theorem natCast_one : ((1 : Nat) : α) = 1 := (Semiring.ofNat_eq_natCast 1).symm
theorem natCast_succ (n : Nat) : ((n + 1 : Nat) : α) = (n : α) + 1 := by
  rw [← Semiring.ofNat_eq_natCast, Semiring.ofNat_succ, Semiring.ofNat_eq_natCast]

/-! ### Differences -/

/-- Two pairs stand for one difference. -/
def Same (p q : α × α) : Prop := ∃ k, p.1 + q.2 + k = q.1 + p.2 + k
variable (α) in
/-- The differences. -/
def Q : Type u := Quot (@Same α _)
def mk (a b : α) : Q α := Quot.mk _ (a, b)
/-- An element of the semiring as a difference. -/
def toQ (a : α) : Q α := mk a 0

theorem same_refl (p : α × α) : Same p p := ⟨0, rfl⟩
theorem same_symm {p q : α × α} : Same p q → Same q p := fun ⟨k, h⟩ => ⟨k, h.symm⟩
theorem same_trans {p q r : α × α} : Same p q → Same q r → Same p r := by
  rintro ⟨k, h⟩ ⟨l, e⟩
  refine ⟨q.1 + q.2 + k + l, ?_⟩
  have : p.1 + q.2 + k + (q.1 + r.2 + l) = q.1 + p.2 + k + (r.1 + q.2 + l) := by rw [h, e]
  simp only [Semiring.add_assoc, Semiring.add_comm, add_left_comm] at this ⊢
  exact this
theorem mk_eq_iff {a b c d : α} : mk a b = mk c d ↔ Same (a, b) (c, d) := by
  constructor
  · intro h
    have lift := congrArg (Quot.lift (fun q : α × α => Same (a, b) q) fun x y e =>
      propext ⟨fun l => same_trans l e, fun l => same_trans l (same_symm e)⟩) h
    exact lift.mp (same_refl _)
  · exact fun h => Quot.sound h
theorem exists_mk (q : Q α) : ∃ a b, q = mk a b := by
  induction q using Quot.ind with
  | mk p => exact ⟨p.1, p.2, rfl⟩

/-- A function of two differences, given on pairs. -/
noncomputable def map₂ (f : α × α → α × α → α × α) (left : ∀ p p' q, Same p p' → Same (f p q) (f p' q))
    (right : ∀ p q q', Same q q' → Same (f p q) (f p q')) (x y : Q α) : Q α :=
  Quot.lift (fun p => Quot.lift (fun q => Quot.mk _ (f p q)) (fun q q' h => Quot.sound (right p q q' h)) y)
    (fun p p' h => by
      induction y using Quot.ind with
      | mk q => exact Quot.sound (left p p' q h)) x

noncomputable def add : Q α → Q α → Q α :=
  map₂ (fun p q => (p.1 + q.1, p.2 + q.2))
    (by
      rintro p p' q ⟨k, h⟩
      refine ⟨k + q.1 + q.2, ?_⟩
      have : p.1 + p'.2 + k + (q.1 + q.2 + q.1 + q.2) = p'.1 + p.2 + k + (q.1 + q.2 + q.1 + q.2) := by rw [h]
      simp only [Semiring.add_assoc, Semiring.add_comm, add_left_comm] at this ⊢
      exact this)
    (by
      rintro p q q' ⟨k, h⟩
      refine ⟨k + p.1 + p.2, ?_⟩
      have : q.1 + q'.2 + k + (p.1 + p.2 + p.1 + p.2) = q'.1 + q.2 + k + (p.1 + p.2 + p.1 + p.2) := by rw [h]
      simp only [Semiring.add_assoc, Semiring.add_comm, add_left_comm] at this ⊢
      exact this)
noncomputable def mul : Q α → Q α → Q α :=
  map₂ (fun p q => (p.1 * q.1 + p.2 * q.2, p.1 * q.2 + p.2 * q.1))
    (by
      rintro p p' q ⟨k, h⟩
      refine ⟨k * q.1 + k * q.2, ?_⟩
      have : (p.1 + p'.2 + k) * q.1 + (p'.1 + p.2 + k) * q.2 = (p'.1 + p.2 + k) * q.1 + (p.1 + p'.2 + k) * q.2 := by rw [h]
      simp only [Semiring.right_distrib, Semiring.add_assoc, Semiring.add_comm, add_left_comm] at this ⊢
      exact this)
    (by
      rintro p q q' ⟨k, h⟩
      refine ⟨p.1 * k + p.2 * k, ?_⟩
      have : p.1 * (q.1 + q'.2 + k) + p.2 * (q'.1 + q.2 + k) = p.1 * (q'.1 + q.2 + k) + p.2 * (q.1 + q'.2 + k) := by rw [h]
      simp only [Semiring.left_distrib, Semiring.add_assoc, Semiring.add_comm, add_left_comm] at this ⊢
      exact this)
noncomputable def neg : Q α → Q α :=
  Quot.lift (fun p => mk p.2 p.1) fun p q ⟨k, h⟩ => Quot.sound ⟨k, by
    show p.2 + q.1 + k = q.2 + p.1 + k
    rw [Semiring.add_comm p.2, Semiring.add_comm q.2]
    exact h.symm⟩
def natCast (n : Nat) : Q α := toQ (n : α)
noncomputable def intCast : Int → Q α
  | .ofNat n => natCast n
  | .negSucc n => neg (natCast (n + 1))
noncomputable def npow (x : Q α) : Nat → Q α
  | 0 => natCast 1
  | n + 1 => mul (npow x n) x

theorem mk_add (a b c d : α) : add (mk a b) (mk c d) = mk (a + c) (b + d) := rfl
theorem mk_mul (a b c d : α) : mul (mk a b) (mk c d) = mk (a * c + b * d) (a * d + b * c) := rfl
theorem neg_mk (a b : α) : neg (mk a b) = mk b a := rfl
theorem mk_congr {a b c d : α} (h : a = c) (k : b = d) : mk a b = mk c d := by rw [h, k]

theorem neg_neg (x : Q α) : neg (neg x) = x := by
  obtain ⟨a, b, rfl⟩ := exists_mk x
  rfl
theorem neg_mul (x y : Q α) : mul (neg x) y = neg (mul x y) := by
  obtain ⟨a, b, rfl⟩ := exists_mk x
  obtain ⟨c, d, rfl⟩ := exists_mk y
  rw [neg_mk, mk_mul, mk_mul, neg_mk]
  exact mk_congr (Semiring.add_comm _ _) (Semiring.add_comm _ _)
theorem neg_natCast_zero : neg (natCast 0 : Q α) = natCast 0 := by
  show mk (0 : α) ((0 : Nat) : α) = mk ((0 : Nat) : α) 0
  rw [natCast_zero]
theorem intCast_neg (i : Int) : intCast (-i) = neg (intCast i : Q α) := by
  cases i with
  | ofNat n => cases n with
    | zero => exact neg_natCast_zero.symm
    | succ n => rfl
  | negSucc n => exact (neg_neg _).symm

noncomputable instance ofSemiring : Ring (Q α) where
  add := add
  mul := mul
  neg := neg
  sub x y := add x (neg y)
  natCast := ⟨natCast⟩
  intCast := ⟨intCast⟩
  ofNat n := ⟨natCast n⟩
  nsmul := ⟨fun n x => mul (natCast n) x⟩
  zsmul := ⟨fun n x => mul (intCast n) x⟩
  npow := ⟨npow⟩
  add_zero x := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    exact mk_congr (by rw [natCast_zero, Semiring.add_zero]) (Semiring.add_zero b)
  add_comm x y := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    obtain ⟨c, d, rfl⟩ := exists_mk y
    exact mk_congr (Semiring.add_comm a c) (Semiring.add_comm b d)
  add_assoc x y z := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    obtain ⟨c, d, rfl⟩ := exists_mk y
    obtain ⟨e, f, rfl⟩ := exists_mk z
    exact mk_congr (Semiring.add_assoc a c e) (Semiring.add_assoc b d f)
  mul_assoc x y z := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    obtain ⟨c, d, rfl⟩ := exists_mk y
    obtain ⟨e, f, rfl⟩ := exists_mk z
    refine mk_congr ?_ ?_ <;>
      simp only [Semiring.left_distrib, Semiring.right_distrib, Semiring.mul_assoc, Semiring.add_assoc, Semiring.add_comm, add_left_comm]
  mul_one x := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    refine mk_congr ?_ ?_
    · rw [natCast_one, Semiring.mul_one, Semiring.mul_zero, Semiring.add_zero]
    · rw [natCast_one, Semiring.mul_one, Semiring.mul_zero, zero_add]
  one_mul x := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    refine mk_congr ?_ ?_
    · rw [natCast_one, Semiring.one_mul, Semiring.zero_mul, Semiring.add_zero]
    · rw [natCast_one, Semiring.one_mul, Semiring.zero_mul, Semiring.add_zero]
  left_distrib x y z := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    obtain ⟨c, d, rfl⟩ := exists_mk y
    obtain ⟨e, f, rfl⟩ := exists_mk z
    refine mk_congr ?_ ?_ <;>
      simp only [Semiring.left_distrib, Semiring.add_assoc, Semiring.add_comm, add_left_comm]
  right_distrib x y z := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    obtain ⟨c, d, rfl⟩ := exists_mk y
    obtain ⟨e, f, rfl⟩ := exists_mk z
    refine mk_congr ?_ ?_ <;>
      simp only [Semiring.right_distrib, Semiring.add_assoc, Semiring.add_comm, add_left_comm]
  zero_mul x := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    refine mk_congr ?_ ?_ <;> rw [natCast_zero, Semiring.zero_mul, Semiring.zero_mul, Semiring.add_zero]
  mul_zero x := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    refine mk_congr ?_ ?_ <;> rw [natCast_zero, Semiring.mul_zero, Semiring.mul_zero, Semiring.add_zero]
  pow_zero _ := rfl
  pow_succ _ _ := rfl
  ofNat_succ n := mk_congr (by rw [natCast_succ, natCast_one]) (Semiring.add_zero 0).symm
  ofNat_eq_natCast _ := rfl
  nsmul_eq_natCast_mul _ _ := rfl
  neg_add_cancel x := by
    obtain ⟨a, b, rfl⟩ := exists_mk x
    refine mk_eq_iff.mpr ⟨0, ?_⟩
    show b + a + 0 + 0 = ((0 : Nat) : α) + (a + b) + 0
    rw [natCast_zero, zero_add, Semiring.add_zero, Semiring.add_zero, Semiring.add_zero, Semiring.add_comm]
  sub_eq_add_neg _ _ := rfl
  neg_zsmul i x := by
    show mul (intCast (-i)) x = neg (mul (intCast i) x)
    rw [intCast_neg, neg_mul]
  zsmul_natCast_eq_nsmul _ _ := rfl
  intCast_ofNat _ := rfl
  intCast_neg := intCast_neg

/-! ### Passing from the semiring to the differences -/

theorem toQ_add (a b : α) : toQ (a + b) = toQ a + toQ b := mk_congr rfl (Semiring.add_zero 0).symm
theorem toQ_mul (a b : α) : toQ (a * b) = toQ a * toQ b := by
  refine mk_congr ?_ ?_
  · rw [Semiring.mul_zero, Semiring.add_zero]
  · rw [Semiring.mul_zero, Semiring.zero_mul, Semiring.add_zero]
theorem toQ_natCast (n : Nat) : toQ (n : α) = (n : Q α) := rfl
theorem toQ_ofNat (n : Nat) : toQ (OfNat.ofNat (α := α) n) = OfNat.ofNat (α := Q α) n :=
  congrArg toQ (Semiring.ofNat_eq_natCast n)
theorem toQ_pow (a : α) (n : Nat) : toQ (a ^ n) = toQ a ^ n := by
  induction n with
  | zero =>
    rw [Semiring.pow_zero]
    exact congrArg toQ natCast_one.symm
  | succ n ih => rw [Semiring.pow_succ, toQ_mul, ih, Semiring.pow_succ]
theorem toQ_inj [AddRightCancel α] {a b : α} (h : toQ a = toQ b) : a = b := by
  obtain ⟨k, e⟩ := mk_eq_iff.mp h
  have : a + 0 = b + 0 := AddRightCancel.add_right_cancel _ _ _ e
  rw [Semiring.add_zero, Semiring.add_zero] at this
  exact this

end Ring.OfSemiring

noncomputable instance CommRing.OfCommSemiring.ofCommSemiring {α : Type u} [CommSemiring α] : CommRing (Ring.OfSemiring.Q α) where
  mul_comm x y := by
    obtain ⟨a, b, rfl⟩ := Ring.OfSemiring.exists_mk x
    obtain ⟨c, d, rfl⟩ := Ring.OfSemiring.exists_mk y
    refine Ring.OfSemiring.mk_congr ?_ ?_
    · rw [CommSemiring.mul_comm a, CommSemiring.mul_comm b]
    · rw [CommSemiring.mul_comm a, CommSemiring.mul_comm b, Semiring.add_comm]

end Lean.Grind
