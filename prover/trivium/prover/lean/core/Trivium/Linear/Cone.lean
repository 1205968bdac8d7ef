prelude
import Trivium.Ring.Expression
import Trivium.Ring.Ordered
import Trivium.Core.ListLemmas
/-!
Facts about the sign of expressions, and what follows from them: sums, multiples, products, squares.

A linear certificate (Farkas) uses sums and multiples only; products and squares make it one of Positivstellensatz.
-/
set_option linter.all false

universe u

namespace Trivium.Linear

open Ring CommSemiring CommRing OrderedRing

/-- An expression known to be zero, or not negative, or (where strict) positive. -/
inductive Fact : Type where
  | zero (e : Expr) : Fact
  | bound (strict : Bool) (e : Expr) : Fact

/-- How a bound follows from facts, which are numbered. -/
inductive Cone : Type where
  /-- A natural number. -/
  | const (n : Nat) : Cone
  /-- A multiple of a fact. -/
  | fact (n i : Nat) : Cone
  /-- Any multiple of a fact that says that something is zero. -/
  | times (a : Expr) (i : Nat) : Cone
  /-- A square. -/
  | square (a : Expr) : Cone
  | add (a b : Cone) : Cone
  | mul (a b : Cone) : Cone

variable {α : Type u} [OrderedRing α]

/-- The claim of a bound. -/
def Bounded (strict : Bool) (a : α) : Prop := cond strict (0 < a) (0 ≤ a)

theorem Bounded.nonneg {strict : Bool} {a : α} (h : Bounded strict a) : 0 ≤ a := by
  cases strict with
  | true => exact OrderedRing.le_of_lt h
  | false => exact h
theorem Bounded.add {s t : Bool} {a b : α} (h : Bounded s a) (k : Bounded t b) : Bounded (Bool.or s t) (a + b) := by
  cases s with
  | true => exact add_pos_of_pos_of_nonneg h k.nonneg
  | false => cases t with
    | true => exact add_pos_of_nonneg_of_pos h k
    | false => exact add_nonneg h k
theorem Bounded.mul {s t : Bool} {a b : α} (h : Bounded s a) (k : Bounded t b) : Bounded (Bool.and s t) (a * b) := by
  cases s with
  | false => exact mul_nonneg h k.nonneg
  | true => cases t with
    | true => exact mul_pos _ _ h k
    | false => exact mul_nonneg (OrderedRing.le_of_lt h) k
theorem bounded_ofNat (n : Nat) : Bounded (Nat.ble 1 n) (OfNat.ofNat n : α) := by
  cases n with
  | zero => exact le_refl 0
  | succ n => exact ofNat_succ_pos n

def Fact.denote (xs : List α) : Fact → Prop
  | .zero e => e.denote xs = 0
  | .bound strict e => Bounded strict (e.denote xs)

/-- All facts of a list. -/
def All (xs : List α) : List Fact → Prop
  | [] => True
  | f :: fs => f.denote xs ∧ All xs fs

/-- Fact `i`; one that says nothing where there is none. -/
noncomputable def get (fs : List Fact) : Nat → Fact :=
  List.rec (motive := fun _ => Nat → Fact) (fun _ => .bound false (.num 0))
    (fun f _ r i => Nat.rec (motive := fun _ => Fact) f (fun i _ => r i) i) fs

theorem get_holds {xs : List α} {fs : List Fact} (h : All xs fs) (i : Nat) : (get fs i).denote xs := by
  induction fs generalizing i with
  | nil => exact le_refl (0 : α)
  | cons f fs ih => cases i with
    | zero => exact h.1
    | succ i => exact ih h.2 i

namespace Cone

/-- Whether the bound is strict. -/
noncomputable def strict (fs : List Fact) (c : Cone) : Bool :=
  Cone.rec (motive := fun _ => Bool) (fun n => Nat.ble 1 n)
    (fun n i => Fact.rec (motive := fun _ => Bool) (fun _ => false) (fun s _ => Bool.and (Nat.ble 1 n) s) (get fs i))
    (fun _ _ => false) (fun _ => false) (fun _ _ a b => Bool.or a b) (fun _ _ a b => Bool.and a b) c

/-- What is bounded. -/
noncomputable def expr (fs : List Fact) (c : Cone) : Expr :=
  Cone.rec (motive := fun _ => Expr) (fun n => .num n)
    (fun n i => Fact.rec (motive := fun _ => Expr) (fun e => .mul (.num n) e) (fun _ e => .mul (.num n) e) (get fs i))
    (fun a i => Fact.rec (motive := fun _ => Expr) (fun e => .mul a e) (fun _ _ => .num 0) (get fs i))
    (fun a => .mul a a) (fun _ _ a b => .add a b) (fun _ _ a b => .mul a b) c

theorem holds {xs : List α} {fs : List Fact} (h : All xs fs) (c : Cone) : Bounded (c.strict fs) ((c.expr fs).denote xs) := by
  induction c with
  | const n => exact bounded_ofNat n
  | fact n i =>
    have k := get_holds h i
    show Bounded (Fact.rec (motive := fun _ => Bool) (fun _ => false) (fun s _ => Bool.and (Nat.ble 1 n) s) (get fs i))
      (Expr.denote xs (Fact.rec (motive := fun _ => Expr) (fun e => .mul (.num n) e) (fun _ e => .mul (.num n) e) (get fs i)))
    cases e : get fs i with
    | zero a =>
      rw [e] at k
      show 0 ≤ OfNat.ofNat n * a.denote xs
      rw [show a.denote xs = 0 from k, show OfNat.ofNat n * (0 : α) = 0 from mul_zero _]
      exact le_refl 0
    | bound s a =>
      rw [e] at k
      exact (bounded_ofNat n).mul k
  | times a i =>
    have k := get_holds h i
    show 0 ≤ Expr.denote xs (Fact.rec (motive := fun _ => Expr) (fun e => .mul a e) (fun _ _ => .num 0) (get fs i))
    cases e : get fs i with
    | zero b =>
      rw [e] at k
      show 0 ≤ a.denote xs * b.denote xs
      rw [show b.denote xs = 0 from k, show a.denote xs * (0 : α) = 0 from mul_zero _]
      exact le_refl 0
    | bound s b => exact le_refl (0 : α)
  | square a => exact mul_self_nonneg (a.denote xs)
  | add a b iha ihb => exact iha.add ihb
  | mul a b iha ihb => exact iha.mul ihb

end Cone

end Trivium.Linear
