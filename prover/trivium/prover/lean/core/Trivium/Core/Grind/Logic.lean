prelude
import Trivium.Core.Grind.Syntax
import Trivium.Core.OmegaLemmas
/-!
What `grind` knows of logic: how a truth value passes between a proposition and its parts, which shape propositions are
brought to, and the markers that it puts on terms.
-/
set_option linter.all false

universe u v w

theorem Eq.mpr_prop {p q : Prop} (h : p = q) (hq : q) : p := h ▸ hq
theorem Eq.mpr_not {p q : Prop} (h : p = q) (hq : ¬q) : ¬p := h ▸ hq

namespace Lean.Grind

/-! ### Markers -/

/-- A proof inside a term. -/
def nestedProof (p : Prop) {h : p} : p := h
/-- An instance of `Decidable` inside a term. -/
def nestedDecidable {p : Prop} (h : Decidable p) : Decidable p := h
/-- A `match` of which only the discriminants are simplified. -/
def simpMatchDiscrsOnly {α : Sort u} (a : α) : α := a
/-- `a + b` in a pattern. -/
def offset (a b : Nat) : Nat := a + b
/-- `a = b` in a pattern that is used from right to left. -/
def eqBwdPattern {α : Sort u} (a b : α) : Prop := a = b
/-- An equation for a `match`, and the term that it was made for. -/
abbrev EqMatch {α : Sort u} (a b : α) {_origin : α} : Prop := a = b
/-- A condition of an equation for a `match`. -/
abbrev MatchCond (p : Prop) : Prop := p
/-- The same, before simplification. -/
def PreMatchCond (p : Prop) : Prop := p
/-- A proposition that is in normal form. -/
def alreadyNorm (p : Prop) : Prop := p
/-- A function that stands for itself, not for its values. -/
def abstractFn {α : Sort u} (a : α) : α := a
/-- A variable of a pattern whose value is found through the equation `h`. -/
def genPattern {α : Sort u} (_h : Prop) (x _val : α) : α := x
def genHEqPattern {α β : Sort u} (_h : Prop) (x : α) (_val : β) : α := x
def Marker {α : Sort u} (a : α) : α := a

theorem nestedProof_congr (p q : Prop) (h : p = q) (hp : p) (hq : q) : HEq (@nestedProof p hp) (@nestedProof q hq) := by
  subst h; exact HEq.refl _
theorem nestedDecidable_congr (p q : Prop) (h : p = q) (hp : Decidable p) (hq : Decidable q) :
    HEq (@nestedDecidable p hp) (@nestedDecidable q hq) := by
  subst h; rw [Subsingleton.elim hp hq]
theorem em (p : Prop) : alreadyNorm p ∨ alreadyNorm (¬p) := Classical.em p
theorem rfl_true : true = true := rfl

def intro_with_eq (p p' : Prop) (q : Sort u) (e : p = p') (h : p' → q) : p → q := fun hp => h (e.mp hp)
def intro_with_eq' (p p' : Prop) (q : p → Sort u) (e : p = p') (h : (h : p') → q (e.mpr_prop h)) : (h : p) → q h :=
  fun hp => h (e.mp hp)

/-! ### Conjunction, disjunction -/

variable {a b : Prop}

theorem and_eq_of_eq_true_left (h : a = True) : (a ∧ b) = b := by subst h; simp
theorem and_eq_of_eq_true_right (h : b = True) : (a ∧ b) = a := by subst h; simp
theorem and_eq_of_eq_false_left (h : a = False) : (a ∧ b) = False := by subst h; simp
theorem and_eq_of_eq_false_right (h : b = False) : (a ∧ b) = False := by subst h; simp
theorem eq_true_of_and_eq_true_left (h : (a ∧ b) = True) : a = True := eq_true (of_eq_true h).1
theorem eq_true_of_and_eq_true_right (h : (a ∧ b) = True) : b = True := eq_true (of_eq_true h).2
theorem or_of_and_eq_false (h : (a ∧ b) = False) : ¬a ∨ ¬b := Classical.not_and_iff_or_not_not.mp (of_eq_false h)
theorem or_eq_of_eq_true_left (h : a = True) : (a ∨ b) = True := by subst h; simp
theorem or_eq_of_eq_true_right (h : b = True) : (a ∨ b) = True := by subst h; simp
theorem or_eq_of_eq_false_left (h : a = False) : (a ∨ b) = b := by subst h; simp
theorem or_eq_of_eq_false_right (h : b = False) : (a ∨ b) = a := by subst h; simp
theorem eq_false_of_or_eq_false_left (h : (a ∨ b) = False) : a = False := eq_false fun ha => of_eq_false h (.inl ha)
theorem eq_false_of_or_eq_false_right (h : (a ∨ b) = False) : b = False := eq_false fun hb => of_eq_false h (.inr hb)

/-! ### Implication, negation -/

theorem imp_eq_of_eq_false_left (h : a = False) : (a → b) = True := by subst h; simp
theorem imp_eq_of_eq_true_right (h : b = True) : (a → b) = True := by subst h; simp
theorem imp_eq_of_eq_true_left (h : a = True) : (a → b) = b := by subst h; simp
theorem eq_false_of_imp_eq_true (h : (a → b) = True) (k : b = False) : a = False :=
  eq_false fun ha => of_eq_false k (of_eq_true h ha)
theorem eq_true_of_imp_eq_false (h : (a → b) = False) : a = True := eq_true (Classical.not_imp.mp (of_eq_false h)).1
theorem eq_false_of_imp_eq_false (h : (a → b) = False) : b = False := eq_false fun hb => of_eq_false h fun _ => hb
theorem not_eq_of_eq_true (h : a = True) : (¬a) = False := by subst h; simp
theorem not_eq_of_eq_false (h : a = False) : (¬a) = True := by subst h; simp
theorem eq_false_of_not_eq_true (h : (¬a) = True) : a = False := eq_false (of_eq_true h)
theorem eq_true_of_not_eq_false (h : (¬a) = False) : a = True := eq_true (Classical.not_not.mp (of_eq_false h))
theorem false_of_not_eq_self (h : (¬a) = a) : False := by
  have na : ¬a := fun ha => h.mpr ha ha
  exact na (h.mp na)

/-! ### Equality -/

theorem eq_eq_of_eq_true_left (h : a = True) : (a = b) = b := by
  subst h; exact propext ⟨fun e => of_eq_true e.symm, fun hb => (eq_true hb).symm⟩
theorem eq_eq_of_eq_true_right (h : b = True) : (a = b) = a := by
  subst h; exact propext ⟨of_eq_true, eq_true⟩
theorem eq_congr {α : Sort u} {a₁ b₁ a₂ b₂ : α} (h : a₁ = a₂) (k : b₁ = b₂) : (a₁ = b₁) = (a₂ = b₂) := by
  subst h; subst k; rfl
theorem eq_congr' {α : Sort u} {a₁ b₁ a₂ b₂ : α} (h : a₁ = b₂) (k : b₁ = a₂) : (a₁ = b₁) = (a₂ = b₂) := by
  subst h; subst k; exact propext ⟨Eq.symm, Eq.symm⟩
theorem heq_congr {α β γ δ : Sort u} {a₁ : α} {b₁ : β} {a₂ : γ} {b₂ : δ} (h : HEq a₁ a₂) (k : HEq b₁ b₂) :
    HEq a₁ b₁ = HEq a₂ b₂ := by cases h; cases k; rfl
theorem heq_congr' {α β γ δ : Sort u} {a₁ : α} {b₁ : β} {a₂ : γ} {b₂ : δ} (h : HEq a₁ b₂) (k : HEq b₁ a₂) :
    HEq a₁ b₁ = HEq a₂ b₂ := by cases h; cases k; exact propext ⟨HEq.symm, HEq.symm⟩
theorem ne_of_ne_of_eq_left {α : Sort u} {a b c : α} (h : a = b) (k : b ≠ c) : a ≠ c := h ▸ k
theorem ne_of_ne_of_eq_right {α : Sort u} {a b c : α} (h : a = c) (k : b ≠ c) : b ≠ a := h ▸ k
theorem of_eq_eq_true (h : (a = b) = True) : (a ∧ b) ∨ (¬a ∧ ¬b) := by
  have e : a = b := of_eq_true h
  subst e
  exact (Classical.em a).imp (fun h => ⟨h, h⟩) (fun h => ⟨h, h⟩)
theorem of_eq_eq_false (h : (a = b) = False) : (a ∧ ¬b) ∨ (¬a ∧ b) := by
  have n : ¬a = b := of_eq_false h
  by_cases ha : a
  · exact .inl ⟨ha, fun hb => n (propext ⟨fun _ => hb, fun _ => ha⟩)⟩
  · exact .inr ⟨ha, Classical.byContradiction fun nb => n (propext ⟨fun h => absurd h ha, fun h => absurd h nb⟩)⟩

/-! ### Quantifiers -/

theorem forall_propagator (p : Prop) (q : p → Prop) (q' : Prop) (h : p = True) (k : q (of_eq_true h) = q') :
    (∀ hp : p, q hp) = q' := propext ⟨fun all => k.mp (all _), fun hq _ => k.mpr hq⟩
theorem of_forall_eq_false (α : Sort u) (p : α → Prop) (h : (∀ x : α, p x) = False) : ∃ x : α, ¬p x :=
  Classical.not_forall.mp (of_eq_false h)

/-! ### Conditionals, casts, decisions -/

theorem dite_cond_eq_true' {α : Sort u} {c : Prop} {_ : Decidable c} {a : c → α} {b : ¬c → α} {r : α} (h : c = True)
    (k : a (of_eq_true h) = r) : dite c a b = r := (dif_pos (of_eq_true h)).trans k
theorem dite_cond_eq_false' {α : Sort u} {c : Prop} {_ : Decidable c} {a : c → α} {b : ¬c → α} {r : α} (h : c = False)
    (k : b (of_eq_false h) = r) : dite c a b = r := (dif_neg (of_eq_false h)).trans k
theorem eqRec_heq.{u_1, u_2} {α : Sort u_2} {a : α} {motive : (x : α) → a = x → Sort u_1} (v : motive a (Eq.refl a))
    {b : α} (h : a = b) : HEq (@Eq.rec α a motive v b h) v := by subst h; exact HEq.refl _
theorem eqRecOn_heq.{u_1, u_2} {α : Sort u_2} {a : α} {motive : (x : α) → a = x → Sort u_1} {b : α} (h : a = b)
    (v : motive a (Eq.refl a)) : HEq (@Eq.recOn α a motive b h v) v := by subst h; exact HEq.refl _
theorem eqNDRec_heq.{u_1, u_2} {α : Sort u_2} {a : α} {motive : α → Sort u_1} (v : motive a) {b : α} (h : a = b) :
    HEq (@Eq.ndrec α a motive v b h) v := by subst h; exact HEq.refl _
theorem of_decide_eq_true {p : Prop} {_ : Decidable p} (h : decide p = true) : p = True := eq_true (_root_.of_decide_eq_true h)
theorem of_decide_eq_false {p : Prop} {_ : Decidable p} (h : decide p = false) : p = False :=
  eq_false (_root_.of_decide_eq_false h)
theorem decide_eq_true {p : Prop} {_ : Decidable p} (h : p = True) : decide p = true := _root_.decide_eq_true (of_eq_true h)
theorem decide_eq_false {p : Prop} {_ : Decidable p} (h : p = False) : decide p = false :=
  _root_.decide_eq_false (of_eq_false h)
theorem of_lookahead (p : Prop) (h : ¬p → False) : p = True := eq_true (Classical.byContradiction h)

/-! ### Truth values -/

namespace Bool

variable {a b : _root_.Bool}

theorem and_eq_of_eq_true_left (h : a = true) : (a && b) = b := by subst h; rfl
theorem and_eq_of_eq_true_right (h : b = true) : (a && b) = a := by subst h; cases a <;> rfl
theorem and_eq_of_eq_false_left (h : a = false) : (a && b) = false := by subst h; rfl
theorem and_eq_of_eq_false_right (h : b = false) : (a && b) = false := by subst h; cases a <;> rfl
theorem eq_true_of_and_eq_true_left (h : (a && b) = true) : a = true := by cases a <;> first | rfl | exact h
theorem eq_true_of_and_eq_true_right (h : (a && b) = true) : b = true := by
  cases a
  · exact absurd h Bool.false_ne_true
  · exact h
theorem or_eq_of_eq_true_left (h : a = true) : (a || b) = true := by subst h; rfl
theorem or_eq_of_eq_true_right (h : b = true) : (a || b) = true := by subst h; cases a <;> rfl
theorem or_eq_of_eq_false_left (h : a = false) : (a || b) = b := by subst h; rfl
theorem or_eq_of_eq_false_right (h : b = false) : (a || b) = a := by subst h; cases a <;> rfl
theorem eq_false_of_or_eq_false_left (h : (a || b) = false) : a = false := by cases a <;> first | rfl | exact h
theorem eq_false_of_or_eq_false_right (h : (a || b) = false) : b = false := by
  cases a
  · exact h
  · exact absurd h.symm Bool.false_ne_true
theorem not_eq_of_eq_true (h : a = true) : (!a) = false := by subst h; rfl
theorem not_eq_of_eq_false (h : a = false) : (!a) = true := by subst h; rfl
theorem eq_false_of_not_eq_true (h : (!a) = true) : a = false := by cases a <;> first | rfl | exact h.symm
theorem eq_true_of_not_eq_false (h : (!a) = false) : a = true := by cases a <;> first | rfl | exact h.symm
theorem eq_false_of_not_eq_true' (h : ¬a = true) : a = false := _root_.Bool.eq_false_of_not_eq_true h
theorem eq_true_of_not_eq_false' (h : ¬a = false) : a = true := _root_.Bool.eq_true_of_not_eq_false h
theorem false_of_not_eq_self (h : (!a) = a) : False := by cases a <;> cases h
theorem ne_of_eq_true_of_eq_false (h : a = true) (k : b = false) : (a = b) = False :=
  eq_false fun e => Bool.false_ne_true (k.symm.trans (e.symm.trans h))

end Bool

end Lean.Grind
