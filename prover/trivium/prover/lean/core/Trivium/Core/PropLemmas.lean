prelude
import Trivium.Core.SimpSupport
/-!
More of propositional and first-order logic, under the names and with the `simp` attributes that one expects.
-/
set_option linter.all false

universe u v w

variable {a b c d p q r : Prop}

/-! ### Conjunction -/

theorem And.left_comm : a ∧ b ∧ c ↔ b ∧ a ∧ c := ⟨fun ⟨x, y, z⟩ => ⟨y, x, z⟩, fun ⟨x, y, z⟩ => ⟨y, x, z⟩⟩
theorem and_left_comm : a ∧ b ∧ c ↔ b ∧ a ∧ c := And.left_comm
theorem and_right_comm : (a ∧ b) ∧ c ↔ (a ∧ c) ∧ b := ⟨fun ⟨⟨x, y⟩, z⟩ => ⟨⟨x, z⟩, y⟩, fun ⟨⟨x, y⟩, z⟩ => ⟨⟨x, z⟩, y⟩⟩
theorem and_congr_left_iff : (a ∧ c ↔ b ∧ c) ↔ (c → (a ↔ b)) :=
  ⟨fun h x => ⟨fun y => (h.mp ⟨y, x⟩).1, fun y => (h.mpr ⟨y, x⟩).1⟩,
   fun h => ⟨fun ⟨x, y⟩ => ⟨(h y).mp x, y⟩, fun ⟨x, y⟩ => ⟨(h y).mpr x, y⟩⟩⟩
theorem and_congr_right_iff : (a ∧ b ↔ a ∧ c) ↔ (a → (b ↔ c)) :=
  ⟨fun h x => ⟨fun y => (h.mp ⟨x, y⟩).2, fun y => (h.mpr ⟨x, y⟩).2⟩,
   fun h => ⟨fun ⟨x, y⟩ => ⟨x, (h x).mp y⟩, fun ⟨x, y⟩ => ⟨x, (h x).mpr y⟩⟩⟩
theorem and_congr_left (h : c → (a ↔ b)) : a ∧ c ↔ b ∧ c := and_congr_left_iff.mpr h
theorem and_congr_right (h : a → (b ↔ c)) : a ∧ b ↔ a ∧ c := and_congr_right_iff.mpr h
theorem and_iff_left (h : b) : a ∧ b ↔ a := ⟨And.left, fun x => ⟨x, h⟩⟩
theorem and_iff_right (h : a) : a ∧ b ↔ b := ⟨And.right, fun x => ⟨h, x⟩⟩
theorem and_iff_left_of_imp (h : a → b) : a ∧ b ↔ a := ⟨And.left, fun x => ⟨x, h x⟩⟩
theorem and_iff_right_of_imp (h : b → a) : a ∧ b ↔ b := ⟨And.right, fun x => ⟨h x, x⟩⟩
@[simp] theorem and_self_left : a ∧ a ∧ b ↔ a ∧ b := ⟨fun ⟨x, _, z⟩ => ⟨x, z⟩, fun ⟨x, z⟩ => ⟨x, x, z⟩⟩
@[simp] theorem and_self_right : (a ∧ b) ∧ b ↔ a ∧ b := ⟨fun h => h.1, fun h => ⟨h, h.2⟩⟩
theorem and_self_iff : a ∧ a ↔ a := ⟨And.left, fun h => ⟨h, h⟩⟩
theorem and_not_self : ¬(a ∧ ¬a) := fun h => h.2 h.1
theorem not_and_self : ¬(¬a ∧ a) := fun h => h.1 h.2
@[simp] theorem and_not_self_eq_false : (a ∧ ¬a) = False := eq_false and_not_self
@[simp] theorem not_and_self_eq_false : (¬a ∧ a) = False := eq_false not_and_self
theorem And.rotate (h : a ∧ b ∧ c) : b ∧ c ∧ a := ⟨h.2.1, h.2.2, h.1⟩
theorem And.imp_left (h : a → b) (k : a ∧ c) : b ∧ c := ⟨h k.1, k.2⟩
theorem And.imp_right (h : a → b) (k : c ∧ a) : c ∧ b := ⟨k.1, h k.2⟩
theorem and_imp_eq : (a ∧ b → c) = (a → b → c) := propext and_imp
attribute [simp] and_imp

/-! ### Disjunction -/

theorem or_left_comm : a ∨ b ∨ c ↔ b ∨ a ∨ c := by rw [← or_assoc, or_comm (a := a), or_assoc]
theorem or_right_comm : (a ∨ b) ∨ c ↔ (a ∨ c) ∨ b := by rw [or_assoc, or_comm (a := b), ← or_assoc]
theorem or_self_iff : a ∨ a ↔ a := ⟨fun h => h.elim id id, .inl⟩
@[simp] theorem or_self_left : a ∨ a ∨ b ↔ a ∨ b := by rw [← or_assoc, or_self]
@[simp] theorem or_self_right : (a ∨ b) ∨ b ↔ a ∨ b := by rw [or_assoc, or_self]
theorem or_iff_left_of_imp (h : b → a) : a ∨ b ↔ a := ⟨fun x => x.elim id h, .inl⟩
theorem or_iff_right (h : ¬a) : a ∨ b ↔ b := ⟨fun x => x.resolve_left h, .inr⟩
theorem or_iff_left (h : ¬b) : a ∨ b ↔ a := ⟨fun x => x.resolve_right h, .inl⟩
theorem or_congr_left (h : a ↔ b) : a ∨ c ↔ b ∨ c := or_congr h Iff.rfl
theorem or_congr_right (h : b ↔ c) : a ∨ b ↔ a ∨ c := or_congr Iff.rfl h
theorem Or.imp_left (f : a → b) (h : a ∨ c) : b ∨ c := h.imp f id
theorem Or.imp_right (f : b → c) (h : a ∨ b) : a ∨ c := h.imp id f
theorem Or.rotate (h : a ∨ b ∨ c) : b ∨ c ∨ a := h.elim (fun x => .inr (.inr x)) (·.elim .inl fun x => .inr (.inl x))
theorem Or.neg_resolve_left (h : ¬a ∨ b) (ha : a) : b := h.elim (absurd ha) id
theorem Or.neg_resolve_right (h : a ∨ ¬b) (hb : b) : a := h.elim id (absurd hb)
theorem or_and_right : (a ∧ b) ∨ c ↔ (a ∨ c) ∧ (b ∨ c) := by rw [or_comm, or_and_left, or_comm, or_comm (a := c)]
theorem and_or_right : (a ∨ b) ∧ c ↔ (a ∧ c) ∨ (b ∧ c) := by rw [and_comm, and_or_left, and_comm, and_comm (a := c)]
theorem or_not_of_imp (h : a → b) : b ∨ ¬a := (Classical.em a).imp h id
theorem not_or_of_imp (h : a → b) : ¬a ∨ b := (or_not_of_imp h).symm
theorem not_and_of_not_left (b : Prop) (h : ¬a) : ¬(a ∧ b) := mt And.left h
theorem not_and_of_not_right (a : Prop) (h : ¬b) : ¬(a ∧ b) := mt And.right h
theorem not_and_of_not_or_not (h : ¬a ∨ ¬b) : ¬(a ∧ b) := fun k => h.elim (absurd k.1) (absurd k.2)
theorem not_or_intro (ha : ¬a) (hb : ¬b) : ¬(a ∨ b) := (·.elim ha hb)
@[simp] theorem or_not_self : a ∨ ¬a := Classical.em a
@[simp] theorem not_or_self : ¬a ∨ a := (Classical.em a).symm
attribute [simp] not_or not_and Classical.not_not

/-! ### Implication, equivalence -/

@[simp] theorem imp_false : (a → False) ↔ ¬a := Iff.rfl
@[simp] theorem imp_self : (a → a) ↔ True := ⟨fun _ => trivial, fun _ => id⟩
@[simp] theorem imp_not_self : (a → ¬a) ↔ ¬a := ⟨fun h x => h x x, fun h _ => h⟩
@[simp] theorem not_imp_self : (¬a → a) ↔ a := ⟨fun h => Classical.byContradiction fun n => n (h n), fun h _ => h⟩
theorem not_imp : ¬(a → b) ↔ a ∧ ¬b := Classical.not_imp
attribute [simp] Classical.not_imp
theorem imp_congr_right (h : a → (b ↔ c)) : (a → b) ↔ (a → c) := ⟨fun f x => (h x).mp (f x), fun f x => (h x).mpr (f x)⟩
theorem imp_congr_left (h : a ↔ b) : (a → c) ↔ (b → c) := ⟨fun f x => f (h.mpr x), fun f x => f (h.mp x)⟩
theorem imp_congr (h : a ↔ c) (k : b ↔ d) : (a → b) ↔ (c → d) := ⟨fun f x => k.mp (f (h.mpr x)), fun f x => k.mpr (f (h.mp x))⟩
theorem imp_iff_right (h : a) : (a → b) ↔ b := ⟨fun f => f h, fun x _ => x⟩
theorem imp_iff_not (h : ¬b) : (a → b) ↔ ¬a := ⟨fun f => mt f h, fun n x => absurd x n⟩
theorem imp.swap : (a → b → c) ↔ (b → a → c) := ⟨fun f x y => f y x, fun f x y => f y x⟩
theorem imp_and : (a → b ∧ c) ↔ (a → b) ∧ (a → c) := ⟨fun f => ⟨fun x => (f x).1, fun x => (f x).2⟩, fun f x => ⟨f.1 x, f.2 x⟩⟩
theorem imp_iff_not_or : (a → b) ↔ ¬a ∨ b := ⟨not_or_of_imp, fun h x => h.neg_resolve_left x⟩
theorem imp_iff_or_not : (a → b) ↔ b ∨ ¬a := imp_iff_not_or.trans or_comm
theorem imp_not_comm : (a → ¬b) ↔ (b → ¬a) := imp.swap
theorem not_imp_comm : (¬a → b) ↔ (¬b → a) :=
  ⟨fun h n => Classical.byContradiction fun k => n (h k), fun h n => Classical.byContradiction fun k => n (h k)⟩
theorem not_imp_not : (¬a → ¬b) ↔ (b → a) := ⟨fun h x => Classical.byContradiction fun n => h n x, mt⟩
theorem or_iff_not_imp_left : a ∨ b ↔ (¬a → b) := Classical.or_iff_not_imp_left
theorem or_iff_not_imp_right : a ∨ b ↔ (¬b → a) := or_comm.trans Classical.or_iff_not_imp_left
theorem not_and_or : ¬(a ∧ b) ↔ ¬a ∨ ¬b := Classical.not_and_iff_or_not_not
theorem and_or_imp : a ∧ b ∨ (a → c) ↔ a → b ∨ c :=
  ⟨fun h x => h.imp And.right (· x), fun h => (Classical.em a).elim
    (fun x => (h x).imp (⟨x, ·⟩) (fun y _ => y)) (fun n => .inr (absurd · n))⟩
theorem iff_congr (h : a ↔ c) (k : b ↔ d) : (a ↔ b) ↔ (c ↔ d) :=
  ⟨fun e => h.symm.trans (e.trans k), fun e => h.trans (e.trans k.symm)⟩
theorem iff_comm : (a ↔ b) ↔ (b ↔ a) := Iff.comm
theorem iff_iff_implies_and_implies : (a ↔ b) ↔ (a → b) ∧ (b → a) := iff_def
theorem iff_not_self : ¬(a ↔ ¬a) := fun h => have n : ¬a := fun x => h.mp x x; n (h.mpr n)
theorem not_iff_self : ¬(¬a ↔ a) := fun h => iff_not_self h.symm
theorem not_iff_not : (¬a ↔ ¬b) ↔ (a ↔ b) := ⟨fun h => ⟨not_imp_not.mp h.mpr, not_imp_not.mp h.mp⟩, Iff.not⟩
theorem not_iff : ¬(a ↔ b) ↔ (¬a ↔ b) := by
  by_cases h : a <;> by_cases k : b <;> simp [h, k]
theorem eq_iff_iff : (a = b) ↔ (a ↔ b) := ⟨Iff.of_eq, propext⟩
theorem iff_iff_eq : (a ↔ b) ↔ a = b := eq_iff_iff.symm
theorem iff_iff_and_or_not_and_not : (a ↔ b) ↔ (a ∧ b) ∨ (¬a ∧ ¬b) := by
  by_cases h : a <;> by_cases k : b <;> simp [h, k]
@[simp] theorem eq_true_iff : (a = True) = a := propext ⟨of_eq_true, eq_true⟩
@[simp] theorem eq_false_iff : (a = False) = ¬a := propext ⟨of_eq_false, eq_false⟩
@[simp] theorem not_iff_false_intro : ((¬a) ↔ False) ↔ a := by rw [iff_false, Classical.not_not]
theorem iff_of_not_iff_not (h : ¬a ↔ ¬b) : a ↔ b := not_iff_not.mp h
@[simp] theorem heq_eq_eq {α : Sort u} (x y : α) : HEq x y = (x = y) := propext ⟨eq_of_heq, heq_of_eq⟩

/-! ### Quantifiers -/

theorem Nonempty.elim {α : Sort u} {p : Prop} (h : Nonempty α) (f : α → p) : p := by
  cases h with
  | intro x => exact f x

section

variable {α : Sort u} {β : Sort v} {p q : α → Prop} {b : Prop}

theorem forall_congr' (h : ∀ x, p x ↔ q x) : (∀ x, p x) ↔ ∀ x, q x := ⟨fun f x => (h x).mp (f x), fun f x => (h x).mpr (f x)⟩
theorem forall_imp (h : ∀ x, p x → q x) (k : ∀ x, p x) : ∀ x, q x := fun x => h x (k x)
theorem Exists.imp (h : ∀ x, p x → q x) : (∃ x, p x) → ∃ x, q x := fun ⟨x, k⟩ => ⟨x, h x k⟩
theorem exists_imp_of_forall (h : ∀ x, p x → b) : (∃ x, p x) → b := fun ⟨x, k⟩ => h x k
@[simp] theorem exists_const (α : Sort u) [i : Nonempty α] : (∃ _ : α, b) ↔ b :=
  ⟨fun ⟨_, h⟩ => h, fun h => i.elim fun x => ⟨x, h⟩⟩
@[simp] theorem exists_false : ¬∃ _ : α, False := fun ⟨_, h⟩ => h
@[simp] theorem forall_eq {p : α → Prop} {y : α} : (∀ x, x = y → p x) ↔ p y := ⟨fun h => h y rfl, fun h x e => e ▸ h⟩
@[simp] theorem forall_eq' {y : α} : (∀ x, y = x → p x) ↔ p y := ⟨fun h => h y rfl, fun h x e => e ▸ h⟩
@[simp] theorem exists_eq {y : α} : ∃ x, x = y := ⟨y, rfl⟩
@[simp] theorem exists_eq' {y : α} : ∃ x, y = x := ⟨y, rfl⟩
@[simp] theorem exists_eq_left {y : α} : (∃ x, x = y ∧ p x) ↔ p y := ⟨fun ⟨_, e, h⟩ => e ▸ h, fun h => ⟨y, rfl, h⟩⟩
@[simp] theorem exists_eq_right {y : α} : (∃ x, p x ∧ x = y) ↔ p y := ⟨fun ⟨_, h, e⟩ => e ▸ h, fun h => ⟨y, h, rfl⟩⟩
@[simp] theorem exists_eq_left' {y : α} : (∃ x, y = x ∧ p x) ↔ p y := ⟨fun ⟨_, e, h⟩ => e ▸ h, fun h => ⟨y, rfl, h⟩⟩
@[simp] theorem exists_eq_right' {y : α} : (∃ x, p x ∧ y = x) ↔ p y := ⟨fun ⟨_, h, e⟩ => e ▸ h, fun h => ⟨y, h, rfl⟩⟩
@[simp] theorem exists_and_left : (∃ x, b ∧ p x) ↔ b ∧ ∃ x, p x := ⟨fun ⟨x, h, k⟩ => ⟨h, x, k⟩, fun ⟨h, x, k⟩ => ⟨x, h, k⟩⟩
@[simp] theorem exists_and_right : (∃ x, p x ∧ b) ↔ (∃ x, p x) ∧ b := ⟨fun ⟨x, h, k⟩ => ⟨⟨x, h⟩, k⟩, fun ⟨⟨x, h⟩, k⟩ => ⟨x, h, k⟩⟩
@[simp] theorem exists_prop {a b : Prop} : (∃ _ : a, b) ↔ a ∧ b := ⟨fun ⟨h, k⟩ => ⟨h, k⟩, fun ⟨h, k⟩ => ⟨h, k⟩⟩
theorem exists_prop_of_true {a : Prop} {q : a → Prop} (h : a) : (∃ h : a, q h) ↔ q h := ⟨fun ⟨_, k⟩ => k, fun k => ⟨h, k⟩⟩
theorem forall_prop_of_true {a : Prop} {q : a → Prop} (h : a) : (∀ h : a, q h) ↔ q h := ⟨fun k => k h, fun k _ => k⟩
theorem forall_prop_of_false {a : Prop} {q : a → Prop} (h : ¬a) : (∀ h : a, q h) ↔ True := ⟨fun _ => trivial, fun _ x => absurd x h⟩
theorem forall_comm {r : α → β → Prop} : (∀ x y, r x y) ↔ ∀ y x, r x y := ⟨fun h y x => h x y, fun h x y => h y x⟩
theorem exists_comm {r : α → β → Prop} : (∃ x y, r x y) ↔ ∃ y x, r x y := ⟨fun ⟨x, y, h⟩ => ⟨y, x, h⟩, fun ⟨y, x, h⟩ => ⟨x, y, h⟩⟩
theorem forall_or_left : (∀ x, b ∨ p x) ↔ b ∨ ∀ x, p x :=
  ⟨fun h => (Classical.em b).elim .inl fun n => .inr fun x => (h x).resolve_left n, fun h x => h.imp id (· x)⟩
theorem forall_or_right : (∀ x, p x ∨ b) ↔ (∀ x, p x) ∨ b :=
  ⟨fun h => (Classical.em b).elim .inr fun n => .inl fun x => (h x).resolve_right n, fun h x => h.imp (· x) id⟩
theorem not_forall_of_exists_not : (∃ x, ¬p x) → ¬∀ x, p x := fun ⟨x, h⟩ k => h (k x)
attribute [simp] not_exists Classical.not_forall exists_or forall_and exists_imp

end

theorem Classical.exists_not {α : Sort u} {p : α → Prop} : (∃ x, ¬p x) ↔ ¬∀ x, p x := Classical.not_forall.symm
theorem Classical.not_exists_not {α : Sort u} {p : α → Prop} : (¬∃ x, ¬p x) ↔ ∀ x, p x :=
  ⟨fun h x => Classical.byContradiction fun n => h ⟨x, n⟩, fun h ⟨x, n⟩ => n (h x)⟩
theorem Classical.forall_or_exists_not {α : Sort u} (p : α → Prop) : (∀ x, p x) ∨ ∃ x, ¬p x :=
  (Classical.em (∀ x, p x)).imp id Classical.not_forall.mp
theorem Classical.skolem {α : Sort u} {β : α → Sort v} {r : ∀ x, β x → Prop} :
    (∀ x, ∃ y, r x y) ↔ ∃ f : ∀ x, β x, ∀ x, r x (f x) :=
  ⟨fun h => ⟨fun x => Classical.choose (h x), fun x => Classical.choose_spec (h x)⟩, fun ⟨f, h⟩ x => ⟨f x, h x⟩⟩
theorem Classical.axiomOfChoice {α : Sort u} {β : α → Sort v} {r : ∀ x, β x → Prop} (h : ∀ x, ∃ y, r x y) :
    ∃ f : ∀ x, β x, ∀ x, r x (f x) := Classical.skolem.mp h

/-! ### Conditionals -/

@[simp] theorem ite_self {α : Sort u} {c : Prop} [Decidable c] (x : α) : (if c then x else x) = x := by
  by_cases h : c <;> simp only [if_pos, if_neg, h, not_false_eq_true]
@[simp] theorem ite_not {α : Sort u} (c : Prop) [Decidable c] (x y : α) : (if ¬c then x else y) = if c then y else x := by
  by_cases h : c
  · rw [if_pos h, if_neg (not_not_intro h)]
  · rw [if_neg h, if_pos h]
@[simp] theorem dite_eq_ite {α : Sort u} {c : Prop} [Decidable c] {x y : α} :
    (dite c (fun _ => x) fun _ => y) = ite c x y := rfl
theorem apply_ite {α : Sort u} {β : Sort v} (f : α → β) (c : Prop) [Decidable c] (x y : α) :
    f (if c then x else y) = if c then f x else f y := by
  by_cases h : c
  · rw [if_pos h, if_pos h]
  · rw [if_neg h, if_neg h]
theorem ite_and {α : Sort u} {c d : Prop} [Decidable c] [Decidable d] (x y : α) :
    (if c ∧ d then x else y) = if c then if d then x else y else y := by
  by_cases h : c
  · by_cases k : d
    · rw [if_pos ⟨h, k⟩, if_pos h, if_pos k]
    · rw [if_neg fun l => k l.2, if_pos h, if_neg k]
  · rw [if_neg fun l => h l.1, if_neg h]
@[simp] theorem ite_eq_left_iff {α : Sort u} {c : Prop} [Decidable c] {x y : α} : (if c then x else y) = x ↔ (¬c → y = x) := by
  by_cases h : c
  · rw [if_pos h]; exact ⟨fun _ n => absurd h n, fun _ => rfl⟩
  · rw [if_neg h]; exact ⟨fun e _ => e, fun e => e h⟩
@[simp] theorem ite_eq_right_iff {α : Sort u} {c : Prop} [Decidable c] {x y : α} : (if c then x else y) = y ↔ (c → x = y) := by
  by_cases h : c
  · rw [if_pos h]; exact ⟨fun e _ => e, fun e => e h⟩
  · rw [if_neg h]; exact ⟨fun _ n => absurd n h, fun _ => rfl⟩
@[simp] theorem if_true_left {c q : Prop} [Decidable c] : (if c then True else q) ↔ (¬c → q) := by
  by_cases h : c
  · rw [if_pos h]; exact ⟨fun _ n => absurd h n, fun _ => trivial⟩
  · rw [if_neg h]; exact ⟨fun e _ => e, fun e => e h⟩
@[simp] theorem if_false_left {c q : Prop} [Decidable c] : (if c then False else q) ↔ ¬c ∧ q := by
  by_cases h : c
  · rw [if_pos h]; exact ⟨False.elim, fun e => e.1 h⟩
  · rw [if_neg h]; exact ⟨fun e => ⟨h, e⟩, And.right⟩
@[simp] theorem if_true_right {c q : Prop} [Decidable c] : (if c then q else True) ↔ (c → q) := by
  by_cases h : c
  · rw [if_pos h]; exact ⟨fun e _ => e, fun e => e h⟩
  · rw [if_neg h]; exact ⟨fun _ n => absurd n h, fun _ => trivial⟩
@[simp] theorem if_false_right {c q : Prop} [Decidable c] : (if c then q else False) ↔ c ∧ q := by
  by_cases h : c
  · rw [if_pos h]; exact ⟨fun e => ⟨h, e⟩, And.right⟩
  · rw [if_neg h]; exact ⟨False.elim, fun e => h e.1⟩
