prelude
import Trivium.Linear.Certificate
import Trivium.Field.Identity
/-!
Certificates for statements with quotients by numbers, over an ordered field.

A statement about a difference is one about its numerator where the denominator is a positive number.
-/
set_option linter.all false

universe u

namespace Trivium.Linear.Fractions

open Ring CommSemiring CommRing OrderedRing

/-- A relation between two expressions of a field. -/
inductive Statement : Type where
  | eq (a b : Field.Expr) : Statement
  | le (a b : Field.Expr) : Statement
  | lt (a b : Field.Expr) : Statement

/-- Whether an integer is positive. -/
noncomputable def isPositive (c : Int) : Bool :=
  Int.rec (motive := fun _ => Bool) (fun n => Nat.ble 1 n) (fun _ => false) c

/-- What a relation of `b - a` to zero says of a numerator; nothing where a divisor may vanish. -/
noncomputable def factOf (make : Ring.Expr → Fact) (a b : Field.Expr) : Fact :=
  cond (Bool.and (Field.defined [] (.sub b a)) (isPositive (Field.constantOf (Field.Expr.fraction (.sub b a)).den)))
    (make (Field.Expr.fraction (.sub b a)).num) (.bound false (.num 0))

namespace Statement

/-- What a statement means. -/
def denote {α : Type u} [OrderedField α] (xs : List α) : Statement → Prop
  | eq a b => a.denote xs = b.denote xs
  | le a b => a.denote xs ≤ b.denote xs
  | lt a b => a.denote xs < b.denote xs

noncomputable def fact (s : Statement) : Fact :=
  Statement.rec (motive := fun _ => Fact) (factOf .zero) (factOf (.bound false)) (factOf (.bound true)) s
noncomputable def facts (ss : List Statement) : List Fact :=
  List.rec (motive := fun _ => List Fact) [] (fun s _ r => s.fact :: r) ss

/-- The statements of a list, one after another. -/
def Hold {α : Type u} [OrderedField α] (xs : List α) : List Statement → Prop
  | [] => True
  | s :: ss => s.denote xs ∧ Hold xs ss

end Statement

variable {α : Type u} [OrderedField α]

theorem isPositive_pos {c : Int} (h : isPositive c = true) : 0 < c := by
  cases c with
  | ofNat n => exact Int.ofNat_pos.mpr (Nat.le_of_ble_eq_true h)
  | negSucc n => exact absurd h Bool.false_ne_true

theorem factOf_holds {xs : List α} {make : Ring.Expr → Fact} {a b : Field.Expr}
    (h : ∀ (n : Ring.Expr) (d : α), 0 < d → (Field.Expr.denote xs (.sub b a)) * d = n.denote xs → (make n).denote xs) :
    (factOf make a b).denote xs := by
  unfold factOf
  cases c : Bool.and (Field.defined [] (.sub b a)) (isPositive (Field.constantOf (Field.Expr.fraction (.sub b a)).den)) with
  | false => exact le_refl (0 : α)
  | true =>
    obtain ⟨w, p⟩ := Ring.Expr.both_of_and c
    have pos := isPositive_pos p
    obtain ⟨_, e⟩ := Field.is_fraction xs (.sub b a) (Field.defined_holds (hs := []) trivial w)
    refine h _ _ ?_ e
    rw [Field.denote_constantOf xs (Int.ne_of_gt pos)]
    exact ofInt_pos pos

open Statement in
theorem fact_holds {xs : List α} {s : Statement} (h : s.denote xs) : s.fact.denote xs := by
  cases s with
  | eq a b =>
    refine factOf_holds fun n d _ e => ?_
    show n.denote xs = 0
    rw [← e, show Field.Expr.denote xs (.sub b a) = 0 from sub_eq_zero_of_eq (Eq.symm h)]
    exact zero_mul d
  | le a b =>
    refine factOf_holds fun n d hd e => ?_
    show 0 ≤ n.denote xs
    rw [← e]
    exact mul_nonneg (sub_nonneg.mpr h) (OrderedRing.le_of_lt hd)
  | lt a b =>
    refine factOf_holds fun n d hd e => ?_
    show 0 < n.denote xs
    rw [← e]
    exact mul_pos _ _ (sub_pos.mpr h) hd
theorem facts_hold {xs : List α} {ss : List Statement} (h : Statement.Hold xs ss) : All xs (Statement.facts ss) := by
  induction ss with
  | nil => exact trivial
  | cons s ss ih => exact ⟨fact_holds h.1, ih h.2⟩

open Statement

/-- Statements of an ordered field contradict each other where the check of a certificate computes to `true`. -/
theorem absurd_of_check (xs : List α) (ss : List Statement) (p : Certificate)
    (h : p.check false (facts ss) = true) (all : Hold xs ss) : False :=
  p.refute false (fun e => absurd e Bool.false_ne_true) _ h (facts_hold all)
theorem le_of_check (xs : List α) (ss : List Statement) (p : Certificate) (a b : Field.Expr)
    (h : p.check false (facts (.lt b a :: ss)) = true) (all : Hold xs ss) : a.denote xs ≤ b.denote xs :=
  not_lt.mp fun l => absurd_of_check xs (.lt b a :: ss) p h ⟨l, all⟩
theorem lt_of_check (xs : List α) (ss : List Statement) (p : Certificate) (a b : Field.Expr)
    (h : p.check false (facts (.le b a :: ss)) = true) (all : Hold xs ss) : a.denote xs < b.denote xs :=
  not_le.mp fun l => absurd_of_check xs (.le b a :: ss) p h ⟨l, all⟩
theorem eq_of_check (xs : List α) (ss : List Statement) (p q : Certificate) (a b : Field.Expr)
    (h : Bool.and (p.check false (facts (.lt b a :: ss))) (q.check false (facts (.lt a b :: ss))) = true)
    (all : Hold xs ss) : a.denote xs = b.denote xs :=
  le_antisymm _ _ (le_of_check xs ss p a b (Expr.both_of_and h).1 all) (le_of_check xs ss q b a (Expr.both_of_and h).2 all)

end Trivium.Linear.Fractions
