prelude
import Trivium.Core.PropLemmas
/-!
The truth values as an algebra, and equality as a truth value.
-/
set_option linter.all false

universe u

/-! ### Equality as a truth value -/

class ReflBEq (α : Type u) [BEq α] : Prop where
  protected rfl {a : α} : (a == a) = true
class LawfulBEq (α : Type u) [BEq α] : Prop extends ReflBEq α where
  eq_of_beq : {a b : α} → (a == b) = true → a = b
export LawfulBEq (eq_of_beq)

instance instLawfulBEqOfDecidableEq {α : Type u} [DecidableEq α] : LawfulBEq α where
  rfl := decide_eq_true rfl
  eq_of_beq := of_decide_eq_true

@[simp] theorem BEq.rfl {α : Type u} [BEq α] [ReflBEq α] {a : α} : (a == a) = true := ReflBEq.rfl
theorem BEq.refl {α : Type u} [BEq α] [ReflBEq α] (a : α) : (a == a) = true := ReflBEq.rfl
theorem beq_self_eq_true {α : Type u} [BEq α] [ReflBEq α] (a : α) : (a == a) = true := ReflBEq.rfl
theorem beq_self_eq_true' {α : Type u} [DecidableEq α] (a : α) : (a == a) = true := beq_self_eq_true a
theorem beq_of_eq {α : Type u} [BEq α] [ReflBEq α] {a b : α} (h : a = b) : (a == b) = true := h ▸ ReflBEq.rfl
@[simp] theorem beq_iff_eq {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a == b) = true ↔ a = b := ⟨eq_of_beq, beq_of_eq⟩
theorem beq_eq_false_iff_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a == b) = false ↔ a ≠ b := by
  cases h : a == b
  · exact ⟨fun _ e => Bool.false_ne_true (h.symm.trans (beq_of_eq e)), fun _ => rfl⟩
  · exact ⟨fun e => (Bool.true_ne_false e).elim, fun n => absurd (eq_of_beq h) n⟩
theorem beq_false_of_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} (h : a ≠ b) : (a == b) = false := beq_eq_false_iff_ne.mpr h
theorem ne_of_beq_false {α : Type u} [BEq α] [ReflBEq α] {a b : α} (h : (a == b) = false) : a ≠ b :=
  fun e => Bool.false_ne_true (h.symm.trans (beq_of_eq e))
@[simp] theorem bne_iff_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (a != b) = true ↔ a ≠ b := by
  show (!(a == b)) = true ↔ _
  rw [← beq_eq_false_iff_ne]
  cases a == b
  · exact ⟨fun _ => rfl, fun _ => rfl⟩
  · exact ⟨fun e => (Bool.false_ne_true e).elim, fun e => (Bool.true_ne_false e).elim⟩
@[simp] theorem bne_self_eq_false {α : Type u} [BEq α] [ReflBEq α] (a : α) : (a != a) = false := by
  show (!(a == a)) = false
  rw [beq_self_eq_true]
  rfl
theorem beq_eq_decide {α : Type u} [BEq α] [LawfulBEq α] [DecidableEq α] {a b : α} : (a == b) = decide (a = b) := by
  by_cases h : a = b
  · rw [decide_eq_true h, beq_of_eq h]
  · rw [decide_eq_false h, beq_false_of_ne h]

/-! ### Decisions -/

@[simp] theorem decide_eq_false_iff_not {p : Prop} [Decidable p] : decide p = false ↔ ¬p := ⟨of_decide_eq_false, decide_eq_false⟩
@[simp] theorem decide_eq_true_iff {p : Prop} [Decidable p] : decide p = true ↔ p := ⟨of_decide_eq_true, decide_eq_true⟩
@[simp] theorem decide_not {p : Prop} [Decidable p] : decide (¬p) = !decide p := by
  by_cases h : p
  · rw [decide_eq_true h, decide_eq_false (not_not_intro h)]; rfl
  · rw [decide_eq_false h, decide_eq_true h]; rfl
theorem not_decide_eq_true {p : Prop} [Decidable p] : ((!decide p) = true) = ¬p := by
  rw [← decide_not, decide_eq_true_eq]
@[simp] theorem decide_true [Decidable True] : decide True = true := decide_eq_true trivial
@[simp] theorem decide_false [Decidable False] : decide False = false := decide_eq_false id
@[simp] theorem Bool.decide_eq_true {b : Bool} [Decidable (b = true)] : decide (b = true) = b := by
  cases b
  · exact _root_.decide_eq_false Bool.false_ne_true
  · exact _root_.decide_eq_true rfl
@[simp] theorem Bool.decide_and (p q : Prop) [Decidable p] [Decidable q] : decide (p ∧ q) = (decide p && decide q) := by
  by_cases h : p <;> by_cases k : q <;> simp [h, k]
@[simp] theorem Bool.decide_or (p q : Prop) [Decidable p] [Decidable q] : decide (p ∨ q) = (decide p || decide q) := by
  by_cases h : p <;> by_cases k : q <;> simp [h, k]
theorem decide_congr {p q : Prop} [Decidable p] [Decidable q] (h : p ↔ q) : decide p = decide q := by
  by_cases k : p
  · rw [decide_eq_true k, decide_eq_true (h.mp k)]
  · rw [decide_eq_false k, decide_eq_false fun l => k (h.mpr l)]

/-! ### The algebra of truth values -/

namespace Bool

variable (a b c : Bool)

@[simp] theorem and_self : (a && a) = a := by cases a <;> rfl
@[simp] theorem or_self : (a || a) = a := by cases a <;> rfl
theorem and_comm : (a && b) = (b && a) := by cases a <;> cases b <;> rfl
theorem or_comm : (a || b) = (b || a) := by cases a <;> cases b <;> rfl
theorem and_assoc : (a && b && c) = (a && (b && c)) := by cases a <;> rfl
theorem or_assoc : (a || b || c) = (a || (b || c)) := by cases a <;> rfl
theorem and_left_comm : (a && (b && c)) = (b && (a && c)) := by cases a <;> cases b <;> rfl
theorem or_left_comm : (a || (b || c)) = (b || (a || c)) := by cases a <;> cases b <;> rfl
theorem and_or_distrib_left : (a && (b || c)) = (a && b || a && c) := by cases a <;> rfl
theorem or_and_distrib_left : (a || b && c) = ((a || b) && (a || c)) := by cases a <;> rfl
theorem and_or_distrib_right : ((a || b) && c) = (a && c || b && c) := by cases a <;> cases b <;> cases c <;> rfl
theorem or_and_distrib_right : (a && b || c) = ((a || c) && (b || c)) := by cases a <;> cases b <;> cases c <;> rfl
theorem not_and : (!(a && b)) = (!a || !b) := by cases a <;> rfl
theorem not_or : (!(a || b)) = (!a && !b) := by cases a <;> rfl
@[simp] theorem and_not_self : (a && !a) = false := by cases a <;> rfl
@[simp] theorem not_and_self : (!a && a) = false := by cases a <;> rfl
@[simp] theorem or_not_self : (a || !a) = true := by cases a <;> rfl
@[simp] theorem not_or_self : (!a || a) = true := by cases a <;> rfl
@[simp] theorem and_self_left : (a && (a && b)) = (a && b) := by cases a <;> rfl
@[simp] theorem and_self_right : (a && b && b) = (a && b) := by cases a <;> cases b <;> rfl
@[simp] theorem or_self_left : (a || (a || b)) = (a || b) := by cases a <;> rfl
@[simp] theorem or_self_right : (a || b || b) = (a || b) := by cases a <;> cases b <;> rfl
@[simp] theorem not_true : (!true) = false := rfl
@[simp] theorem not_false : (!false) = true := rfl
@[simp] theorem true_eq_false_iff : (true = false) = False := eq_false Bool.true_ne_false
@[simp] theorem false_eq_true_iff : (false = true) = False := eq_false Bool.false_ne_true
@[simp] theorem and_eq_true : ((a && b) = true) = (a = true ∧ b = true) := by
  cases a <;> cases b <;> simp
@[simp] theorem or_eq_true : ((a || b) = true) = (a = true ∨ b = true) := by
  cases a <;> cases b <;> simp
@[simp] theorem not_eq_true : (¬b = true) = (b = false) := by cases b <;> simp
@[simp] theorem not_eq_false : (¬b = false) = (b = true) := by cases b <;> simp
@[simp] theorem not_eq_true' : ((!b) = true) = (b = false) := by cases b <;> simp
@[simp] theorem not_eq_false' : ((!b) = false) = (b = true) := by cases b <;> simp
theorem and_eq_false_iff : (a && b) = false ↔ a = false ∨ b = false := by cases a <;> cases b <;> simp
@[simp] theorem or_eq_false_iff : (a || b) = false ↔ a = false ∧ b = false := by cases a <;> cases b <;> simp
@[simp] theorem not_inj_iff : (!a) = (!b) ↔ a = b := by cases a <;> cases b <;> simp
theorem eq_iff_iff : a = b ↔ (a = true ↔ b = true) := by cases a <;> cases b <;> simp
theorem eq_false_or_eq_true : (b : Bool) → b = true ∨ b = false
  | true => .inl rfl
  | false => .inr rfl
theorem eq_false_iff {b : Bool} : b = false ↔ b ≠ true := by cases b <;> simp
theorem ne_false_iff {b : Bool} : b ≠ false ↔ b = true := by cases b <;> simp
theorem of_not_eq_true {b : Bool} (h : ¬b = true) : b = false := eq_false_of_not_eq_true h
theorem of_not_eq_false {b : Bool} (h : ¬b = false) : b = true := eq_true_of_not_eq_false h
@[simp] theorem beq_true : (b == true) = b := by cases b <;> rfl
@[simp] theorem true_beq : (true == b) = b := by cases b <;> rfl
@[simp] theorem beq_false : (b == false) = !b := by cases b <;> rfl
@[simp] theorem false_beq : (false == b) = !b := by cases b <;> rfl
def xor (a b : Bool) : Bool := bne a b
@[simp] theorem cond_true {α : Sort u} (x y : α) : cond true x y = x := rfl
@[simp] theorem cond_false {α : Sort u} (x y : α) : cond false x y = y := rfl
@[simp] theorem cond_self {α : Sort u} (x : α) : cond a x x = x := by cases a <;> rfl
theorem cond_eq_ite {α : Sort u} (x y : α) : cond a x y = if a = true then x else y := by cases a <;> rfl
theorem cond_neg {α : Sort u} {b : Bool} {x y : α} (h : b = false) : cond b x y = y := by rw [h]; rfl
theorem cond_pos {α : Sort u} {b : Bool} {x y : α} (h : b = true) : cond b x y = x := by rw [h]; rfl

end Bool

instance Bool.decidableForallBool {p : Bool → Prop} [DecidablePred p] : Decidable (∀ b, p b) :=
  decidable_of_iff (p false ∧ p true) ⟨fun h b => by cases b; exact h.1; exact h.2, fun h => ⟨h _, h _⟩⟩
instance Bool.decidableExistsBool {p : Bool → Prop} [DecidablePred p] : Decidable (∃ b, p b) :=
  decidable_of_iff (p false ∨ p true) ⟨fun h => h.elim (⟨_, ·⟩) (⟨_, ·⟩), fun ⟨b, h⟩ => by
    cases b
    · exact .inl h
    · exact .inr h⟩
