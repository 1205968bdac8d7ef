prelude
import Trivium.Ring.Semiring
import Trivium.Ring.Ordered
/-!
Expressions with quotients, as fractions of ring expressions.

A fraction is only as good as its divisors: each must be known not to be zero. Numbers are; other divisors are products
of numbers and of expressions that a hypothesis says are not zero.
-/
set_option linter.all false

universe u

namespace Trivium.Field

open CommSemiring CommRing OrderedRing

/-! ### Laws of fields -/

section
variable {α : Type u} [Field α]
theorem mul_inv_cancel {a : α} (h : a ≠ 0) : a * a⁻¹ = 1 := mul_inv a h
theorem mul_left_cancel {a b c : α} (h : a ≠ 0) (e : a * b = a * c) : b = c := by
  have undo : ∀ x, a⁻¹ * (a * x) = x := fun x => by rw [← mul_assoc, mul_comm a⁻¹, mul_inv_cancel h, one_mul]
  exact (undo b).symm.trans ((congrArg (a⁻¹ * ·) e).trans (undo c))
theorem mul_ne_zero {a b : α} (h : a ≠ 0) (k : b ≠ 0) : a * b ≠ 0 := fun e =>
  k (mul_left_cancel h (e.trans (mul_zero a).symm))
theorem ne_zero_of_mul {a b : α} (h : a * b ≠ 0) : a ≠ 0 := fun e => h (e ▸ zero_mul b)
theorem pow_ne_zero {a : α} (h : a ≠ 0) (n : Nat) : a ^ n ≠ 0 := by
  induction n with
  | zero => exact (pow_zero a).symm ▸ one_ne_zero
  | succ n ih => exact (pow_succ a n).symm ▸ mul_ne_zero ih h
theorem mul_pow (a b : α) (n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rw [pow_zero, pow_zero, pow_zero]; exact (mul_one _).symm
  | succ n ih =>
    refine (pow_succ _ n).trans ?_
    rw [ih, mul_mul_mul_comm]
    exact (congr (congrArg _ (pow_succ a n)) (pow_succ b n)).symm
end

/-! ### Expressions -/

/-- An expression over a field; variables are numbered. -/
inductive Expr : Type where
  | num (n : Nat) : Expr
  | var (i : Nat) : Expr
  | add (a b : Expr) : Expr
  | sub (a b : Expr) : Expr
  | neg (a : Expr) : Expr
  | mul (a b : Expr) : Expr
  | pow (a : Expr) (n : Nat) : Expr
  | div (a b : Expr) : Expr
  | inv (a : Expr) : Expr

/-- A numerator and a denominator. -/
structure Fraction : Type where
  num : Ring.Expr
  den : Ring.Expr

/-- A product, without factors that are written as one. -/
noncomputable def times (a b : Ring.Expr) : Ring.Expr :=
  Ring.Expr.rec (motive := fun _ => Ring.Expr) (fun n => cond (Nat.beq n 1) a (.mul a (.num n)))
    (fun i => .mul a (.var i)) (fun x y _ _ => .mul a (.add x y)) (fun x y _ _ => .mul a (.sub x y))
    (fun x _ => .mul a (.neg x)) (fun x y _ _ => .mul a (.mul x y)) (fun x n _ => .mul a (.pow x n)) b

/-- A power, where one is written as one. -/
noncomputable def power (a : Ring.Expr) (n : Nat) : Ring.Expr :=
  Ring.Expr.rec (motive := fun _ => Ring.Expr) (fun k => cond (Nat.beq k 1) (.num 1) (.pow (.num k) n))
    (fun i => .pow (.var i) n) (fun x y _ _ => .pow (.add x y) n) (fun x y _ _ => .pow (.sub x y) n)
    (fun x _ => .pow (.neg x) n) (fun x y _ _ => .pow (.mul x y) n) (fun x k _ => .pow (.pow x k) n) a

namespace Expr

/-- What an expression means: variable `i` is element `i` of the list. -/
noncomputable def denote {α : Type u} [Field α] (xs : List α) (e : Expr) : α :=
  Expr.rec (motive := fun _ => α) (fun n => OfNat.ofNat n) (fun i => Ring.value xs i) (fun _ _ a b => a + b)
    (fun _ _ a b => a - b) (fun _ a => -a) (fun _ _ a b => a * b) (fun _ n a => a ^ n) (fun _ _ a b => a / b)
    (fun _ a => a⁻¹) e

/-- An expression as a fraction. -/
noncomputable def fraction (e : Expr) : Fraction :=
  Expr.rec (motive := fun _ => Fraction) (fun n => ⟨.num n, .num 1⟩) (fun i => ⟨.var i, .num 1⟩)
    (fun _ _ a b => ⟨.add (times a.num b.den) (times b.num a.den), times a.den b.den⟩)
    (fun _ _ a b => ⟨.sub (times a.num b.den) (times b.num a.den), times a.den b.den⟩)
    (fun _ a => ⟨.neg a.num, a.den⟩) (fun _ _ a b => ⟨times a.num b.num, times a.den b.den⟩)
    (fun _ n a => ⟨.pow a.num n, power a.den n⟩)
    (fun _ _ a b => ⟨times a.num b.den, times a.den b.num⟩) (fun _ a => ⟨a.den, a.num⟩) e

/-- Each divisor is not zero. -/
def Defined {α : Type u} [Field α] (xs : List α) (e : Expr) : Prop :=
  Expr.rec (motive := fun _ => Prop) (fun _ => True) (fun _ => True) (fun _ _ a b => a ∧ b) (fun _ _ a b => a ∧ b)
    (fun _ a => a) (fun _ _ a b => a ∧ b) (fun _ _ a => a) (fun _ b x y => x ∧ y ∧ b.denote xs ≠ 0)
    (fun a x => x ∧ a.denote xs ≠ 0) e

end Expr

section
variable {α : Type u} [Field α]

/-- A value is that of a fraction. -/
def Is (xs : List α) (f : Fraction) (a : α) : Prop := f.den.denote xs ≠ 0 ∧ a * f.den.denote xs = f.num.denote xs

theorem denote_times (xs : List α) (a b : Ring.Expr) : (times a b).denote xs = a.denote xs * b.denote xs := by
  cases b with
  | num n =>
    show (cond (Nat.beq n 1) a (.mul a (.num n))).denote xs = _
    cases e : Nat.beq n 1 with
    | true =>
      rw [Nat.eq_of_beq_eq_true n 1 e]
      exact (mul_one _).symm
    | false => rfl
  | var i => rfl
  | add x y => rfl
  | sub x y => rfl
  | neg x => rfl
  | mul x y => rfl
  | pow x n => rfl

theorem one_pow (n : Nat) : (1 : α) ^ n = 1 := by
  induction n with
  | zero => exact pow_zero _
  | succ n ih => exact (pow_succ _ n).trans ((congrArg (· * _) ih).trans (mul_one _))

theorem denote_power (xs : List α) (a : Ring.Expr) (n : Nat) : (power a n).denote xs = a.denote xs ^ n := by
  cases a with
  | num k =>
    show (cond (Nat.beq k 1) (.num 1) (.pow (.num k) n) : Ring.Expr).denote xs = _
    cases e : Nat.beq k 1 with
    | true =>
      rw [Nat.eq_of_beq_eq_true k 1 e]
      exact (one_pow n).symm
    | false => rfl
  | var i => rfl
  | add x y => rfl
  | sub x y => rfl
  | neg x => rfl
  | mul x y => rfl
  | pow x k => rfl

theorem num_ne_zero {xs : List α} {f : Fraction} {a : α} (h : Is xs f a) (n : a ≠ 0) : f.num.denote xs ≠ 0 :=
  h.2 ▸ mul_ne_zero n h.1

theorem is_fraction (xs : List α) (e : Expr) (d : e.Defined xs) : Is xs e.fraction (e.denote xs) := by
  induction e with
  | num n => exact ⟨one_ne_zero, mul_one _⟩
  | var i => exact ⟨one_ne_zero, mul_one _⟩
  | add a b iha ihb =>
    obtain ⟨na, ea⟩ := iha d.1
    obtain ⟨nb, eb⟩ := ihb d.2
    refine ⟨(denote_times xs _ _).symm ▸ mul_ne_zero na nb, ?_⟩
    show (a.denote xs + b.denote xs) * (times a.fraction.den b.fraction.den).denote xs =
      (times a.fraction.num b.fraction.den).denote xs + (times b.fraction.num a.fraction.den).denote xs
    rw [denote_times, denote_times, denote_times, ← ea, ← eb, add_mul]
    simp only [mul_assoc, mul_comm, mul_left_comm]
  | sub a b iha ihb =>
    obtain ⟨na, ea⟩ := iha d.1
    obtain ⟨nb, eb⟩ := ihb d.2
    refine ⟨(denote_times xs _ _).symm ▸ mul_ne_zero na nb, ?_⟩
    show (a.denote xs - b.denote xs) * (times a.fraction.den b.fraction.den).denote xs =
      (times a.fraction.num b.fraction.den).denote xs - (times b.fraction.num a.fraction.den).denote xs
    rw [denote_times, denote_times, denote_times, ← ea, ← eb, sub_eq, sub_eq, add_mul, neg_mul]
    simp only [mul_assoc, mul_comm, mul_left_comm]
  | neg a ih =>
    obtain ⟨n, e⟩ := ih d
    refine ⟨n, ?_⟩
    show -a.denote xs * a.fraction.den.denote xs = -a.fraction.num.denote xs
    rw [neg_mul, e]
  | mul a b iha ihb =>
    obtain ⟨na, ea⟩ := iha d.1
    obtain ⟨nb, eb⟩ := ihb d.2
    refine ⟨(denote_times xs _ _).symm ▸ mul_ne_zero na nb, ?_⟩
    show a.denote xs * b.denote xs * (times a.fraction.den b.fraction.den).denote xs =
      (times a.fraction.num b.fraction.num).denote xs
    rw [denote_times, denote_times, ← ea, ← eb, mul_mul_mul_comm]
  | pow a n ih =>
    obtain ⟨na, e⟩ := ih d
    have den : (Expr.pow a n).fraction.den.denote xs = a.fraction.den.denote xs ^ n :=
      denote_power xs a.fraction.den n
    refine ⟨den.symm ▸ pow_ne_zero na n, ?_⟩
    rw [den]
    show a.denote xs ^ n * a.fraction.den.denote xs ^ n = a.fraction.num.denote xs ^ n
    rw [← mul_pow, e]
  | div a b iha ihb =>
    obtain ⟨na, ea⟩ := iha d.1
    have hb := ihb d.2.1
    refine ⟨(denote_times xs _ _).symm ▸ mul_ne_zero na (num_ne_zero hb d.2.2), ?_⟩
    show a.denote xs / b.denote xs * (times a.fraction.den b.fraction.num).denote xs =
      (times a.fraction.num b.fraction.den).denote xs
    rw [denote_times, denote_times, ← ea, ← hb.2, div_eq]
    have c := mul_inv_cancel d.2.2
    generalize b.denote xs = y at c
    rw [mul_mul_mul_comm, ← mul_assoc y⁻¹, mul_comm y⁻¹, c, one_mul]
  | inv a ih =>
    have h := ih d.1
    refine ⟨num_ne_zero h d.2, ?_⟩
    show (a.denote xs)⁻¹ * a.fraction.num.denote xs = a.fraction.den.denote xs
    rw [← h.2, ← mul_assoc, mul_comm (a.denote xs)⁻¹, mul_inv_cancel d.2, one_mul]

end

end Trivium.Field
