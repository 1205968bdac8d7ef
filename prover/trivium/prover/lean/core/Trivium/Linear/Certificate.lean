prelude
import Trivium.Linear.Cone
import Trivium.Ring.Semiring
/-!
Certificates that facts contradict each other, and the theorem that makes a computed truth value a refutation.

Over a field one combination suffices (Farkas). Over the integers there are also cuts, which round a bound to the next
integer (Gomory), and case distinctions; together they refute every system of linear inequalities of integers that has
no solution within bounds.
-/
set_option linter.all false

universe u

namespace Trivium.Linear

open Ring CommSemiring CommRing OrderedRing

/-- How facts contradict each other. -/
inductive Certificate : Type where
  /-- A bounded expression is the negative of `k`. -/
  | close (c : Cone) (k : Nat) : Certificate
  /-- A consequence, added to the facts. -/
  | note (c : Cone) (rest : Certificate) : Certificate
  /-- Over the integers: what is bounded is `g * (e + 1) - d`, so `e` is not negative. -/
  | cut (c : Cone) (g d : Nat) (e : Expr) (rest : Certificate) : Certificate
  /-- Either `e` is negative or it is not. -/
  | split (e : Expr) (below above : Certificate) : Certificate

namespace Certificate

/-- A bounded expression and a natural number are positive together. -/
noncomputable def positive (fs : List Fact) (c : Cone) (k : Nat) : Bool := Bool.or (c.strict fs) (Nat.ble 1 k)

/-- Whether a certificate shows that facts contradict each other. -/
noncomputable def check (discrete : Bool) (p : Certificate) : List Fact → Bool :=
  Certificate.rec (motive := fun _ => List Fact → Bool)
    (fun c k fs => Bool.and (positive fs c k) (vanishes (.add (c.expr fs) (.num k))))
    (fun c _ r fs => r (fs ++ [.bound (c.strict fs) (c.expr fs)]))
    (fun c g d e _ r fs => Bool.and discrete (Bool.and (positive fs c d)
      (Bool.and (equal (.add (c.expr fs) (.num d)) (.mul (.num g) (.add e (.num 1)))) (r (fs ++ [.bound false e])))))
    (fun e _ _ r s fs => Bool.and (r (fs ++ [.bound true (.neg e)])) (s (fs ++ [.bound false e]))) p

variable {α : Type u} [OrderedRing α]

theorem all_append {xs : List α} {fs : List Fact} (h : All xs fs) {f : Fact} (k : f.denote xs) : All xs (fs ++ [f]) := by
  induction fs with
  | nil => exact ⟨k, trivial⟩
  | cons g fs ih => exact ⟨h.1, ih h.2⟩

theorem positive_holds {xs : List α} {fs : List Fact} (h : All xs fs) {c : Cone} {k : Nat} (p : positive fs c k = true) :
    (0 : α) < (c.expr fs).denote xs + OfNat.ofNat k := by
  have b := (c.holds h).add (bounded_ofNat (α := α) k)
  rw [show Bool.or (c.strict fs) (Nat.ble 1 k) = true from p] at b
  exact b

/-- A certificate that checks refutes its facts. -/
theorem refute {xs : List α} (discrete : Bool) (one : discrete = true → ∀ a : α, 0 < a → 1 ≤ a) (p : Certificate)
    (fs : List Fact) (h : check discrete p fs = true) : ¬All xs fs := by
  induction p generalizing fs with
  | close c k =>
    intro all
    obtain ⟨p, v⟩ := Expr.both_of_and h
    have b := positive_holds all p
    have z := eq_zero_of_vanishes xs _ v
    exact lt_irrefl 0 (z ▸ b : (0 : α) < 0)
  | note c rest ih => exact fun all => ih _ h (all_append all (c.holds all))
  | cut c g d e rest ih =>
    intro all
    obtain ⟨hd, h⟩ := Expr.both_of_and h
    obtain ⟨p, h⟩ := Expr.both_of_and h
    obtain ⟨v, h⟩ := Expr.both_of_and h
    refine ih _ h (all_append all ?_)
    show 0 ≤ e.denote xs
    refine Classical.byContradiction fun n => ?_
    have b := positive_holds all p
    have eq : (c.expr fs).denote xs + OfNat.ofNat d = OfNat.ofNat g * (e.denote xs + 1) := eq_of_equal xs _ _ v
    rw [eq] at b
    have below := sub_nonneg.mpr (one hd _ (neg_pos.mpr (not_le.mp n)))
    have small := mul_nonneg (ofNat_nonneg (α := α) g) below
    have zero : OfNat.ofNat g * (e.denote xs + 1) + OfNat.ofNat g * (-e.denote xs - 1) = 0 := by
      rw [← mul_add, sub_eq, add_add_add_comm]
      refine (congrArg (OfNat.ofNat g * ·) ?_).trans (mul_zero _)
      refine (congr (congrArg _ (add_neg _)) (add_neg _)).trans ?_
      exact add_zero 0
    exact lt_irrefl 0 (zero ▸ add_pos_of_pos_of_nonneg b small : (0 : α) < 0)
  | split e below above ihb iha =>
    intro all
    obtain ⟨hb, ha⟩ := Expr.both_of_and h
    by_cases n : 0 ≤ e.denote xs
    · exact iha _ ha (all_append all n)
    · exact ihb _ hb (all_append all (neg_pos.mpr (not_le.mp n)))

end Certificate

/-! ### Statements -/

/-- A relation between two expressions. -/
inductive Statement : Type where
  | eq (a b : Expr) : Statement
  | le (a b : Expr) : Statement
  | lt (a b : Expr) : Statement

namespace Statement

/-- What a statement means. -/
def denote {α : Type u} [OrderedRing α] (xs : List α) : Statement → Prop
  | eq a b => a.denote xs = b.denote xs
  | le a b => a.denote xs ≤ b.denote xs
  | lt a b => a.denote xs < b.denote xs

noncomputable def fact (s : Statement) : Fact :=
  Statement.rec (motive := fun _ => Fact) (fun a b => .zero (.sub b a)) (fun a b => .bound false (.sub b a))
    (fun a b => .bound true (.sub b a)) s
noncomputable def facts (ss : List Statement) : List Fact :=
  List.rec (motive := fun _ => List Fact) [] (fun s _ r => s.fact :: r) ss

/-- The statements of a list, one after another. -/
def Hold {α : Type u} [OrderedRing α] (xs : List α) : List Statement → Prop
  | [] => True
  | s :: ss => s.denote xs ∧ Hold xs ss

variable {α : Type u} [OrderedRing α]

theorem fact_holds {xs : List α} {s : Statement} (h : s.denote xs) : s.fact.denote xs := by
  cases s with
  | eq a b => exact sub_eq_zero_of_eq h.symm
  | le a b => exact sub_nonneg.mpr h
  | lt a b => exact sub_pos.mpr h
theorem facts_hold {xs : List α} {ss : List Statement} (h : Hold xs ss) : All xs (facts ss) := by
  induction ss with
  | nil => exact trivial
  | cons s ss ih => exact ⟨fact_holds h.1, ih h.2⟩

end Statement

open Statement

variable {α : Type u} [OrderedRing α]

/-- Statements of an ordered ring contradict each other where the check of a certificate computes to `true`. -/
theorem absurd_of_check (xs : List α) (ss : List Statement) (p : Certificate)
    (h : p.check false (facts ss) = true) (all : Hold xs ss) : False :=
  p.refute false (fun e => absurd e Bool.false_ne_true) _ h (facts_hold all)
theorem le_of_check (xs : List α) (ss : List Statement) (p : Certificate) (a b : Expr)
    (h : p.check false (facts (.lt b a :: ss)) = true) (all : Hold xs ss) : a.denote xs ≤ b.denote xs :=
  not_lt.mp fun l => absurd_of_check xs (.lt b a :: ss) p h ⟨l, all⟩
theorem lt_of_check (xs : List α) (ss : List Statement) (p : Certificate) (a b : Expr)
    (h : p.check false (facts (.le b a :: ss)) = true) (all : Hold xs ss) : a.denote xs < b.denote xs :=
  not_le.mp fun l => absurd_of_check xs (.le b a :: ss) p h ⟨l, all⟩
theorem eq_of_check (xs : List α) (ss : List Statement) (p q : Certificate) (a b : Expr)
    (h : Bool.and (p.check false (facts (.lt b a :: ss))) (q.check false (facts (.lt a b :: ss))) = true)
    (all : Hold xs ss) : a.denote xs = b.denote xs :=
  le_antisymm _ _ (le_of_check xs ss p a b (Expr.both_of_and h).1 all) (le_of_check xs ss q b a (Expr.both_of_and h).2 all)

theorem int_one_le {a : Int} (h : 0 < a) : 1 ≤ a := h

/-- Statements of integers contradict each other where the check of a certificate, with cuts, computes to `true`. -/
theorem int_absurd_of_check (xs : List Int) (ss : List Statement) (p : Certificate)
    (h : p.check true (facts ss) = true) (all : Hold xs ss) : False :=
  p.refute true (fun _ a l => int_one_le l) _ h (facts_hold all)
theorem int_le_of_check (xs : List Int) (ss : List Statement) (p : Certificate) (a b : Expr)
    (h : p.check true (facts (.lt b a :: ss)) = true) (all : Hold xs ss) : a.denote xs ≤ b.denote xs :=
  not_lt.mp fun l => int_absurd_of_check xs (.lt b a :: ss) p h ⟨l, all⟩
theorem int_lt_of_check (xs : List Int) (ss : List Statement) (p : Certificate) (a b : Expr)
    (h : p.check true (facts (.le b a :: ss)) = true) (all : Hold xs ss) : a.denote xs < b.denote xs :=
  not_le.mp fun l => int_absurd_of_check xs (.le b a :: ss) p h ⟨l, all⟩
theorem int_eq_of_check (xs : List Int) (ss : List Statement) (p q : Certificate) (a b : Expr)
    (h : Bool.and (p.check true (facts (.lt b a :: ss))) (q.check true (facts (.lt a b :: ss))) = true)
    (all : Hold xs ss) : a.denote xs = b.denote xs :=
  le_antisymm _ _ (int_le_of_check xs ss p a b (Expr.both_of_and h).1 all) (int_le_of_check xs ss q b a (Expr.both_of_and h).2 all)

end Trivium.Linear
