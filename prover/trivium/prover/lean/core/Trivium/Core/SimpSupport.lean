prelude
import Trivium.Core.SimpLemmas
/-!
The theorems that the proofs made by `simp` and its kin end in: conditionals, `have`, casts.
-/
set_option linter.all false

universe u v w

/-! ### Conditionals -/

theorem ite_eq_left_of_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) :
    (if c then a else b) = a := if_pos (of_eq_true h)
theorem ite_eq_right_of_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) :
    (if c then a else b) = b := if_neg (of_eq_false h)
theorem dite_eq_left_of_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = True) :
    dite c t e = t (of_eq_true h) := dif_pos _
theorem dite_eq_right_of_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = False) :
    dite c t e = e (of_eq_false h) := dif_neg _
theorem ite_cond_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) :
    (if c then a else b) = a := if_pos (of_eq_true h)
theorem ite_cond_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) :
    (if c then a else b) = b := if_neg (of_eq_false h)
theorem ite_cond_congr {α : Sort u} {c d : Prop} {_ : Decidable c} {_ : Decidable d} {a b : α} (h : c = d) :
    (if c then a else b) = if d then a else b := ite_congr h (fun _ => rfl) (fun _ => rfl)
theorem dite_congr {α : Sort u} {b c : Prop} {s : Decidable b} [inst : Decidable c] {x : b → α} {u : c → α} {y : ¬b → α}
    {v : ¬c → α} (h : b = c) (h₁ : (k : c) → x (h.mpr k) = u k) (h₂ : (k : ¬c) → y (fun l => k (h.mp l)) = v k) :
    dite b x y = dite c u v := by
  subst h
  cases Decidable.em b with
  | inl k => exact (@dif_pos b s k _ x y).trans ((h₁ k).trans (dif_pos k).symm)
  | inr k => exact (@dif_neg b s k _ x y).trans ((h₂ k).trans (dif_neg k).symm)
theorem dite_cond_congr {α : Sort u} {c d : Prop} {_ : Decidable c} {_ : Decidable d} {a : c → α} {b : ¬c → α} (h : c = d) :
    dite c a b = dite d (fun k => a (h.mpr k)) (fun k => b (fun l => k (h.mp l))) := dite_congr h (fun _ => rfl) (fun _ => rfl)
@[simp] theorem dite_true {α : Sort u} {t : True → α} {e : ¬True → α} : dite True t e = t trivial := rfl
@[simp] theorem dite_false {α : Sort u} {t : False → α} {e : ¬False → α} : dite False t e = e id := rfl

/-! ### Implications and quantifiers -/

theorem implies_congr_left {p₁ p₂ : Sort u} {q : Sort v} (h : p₁ = p₂) : (p₁ → q) = (p₂ → q) := h ▸ rfl
theorem implies_congr_right {p : Sort u} {q₁ q₂ : Sort v} (h : q₁ = q₂) : (p → q₁) = (p → q₂) := h ▸ rfl
@[simp] theorem forall_false (p : False → Prop) : (∀ h : False, p h) = True := eq_true fun h => h.elim
theorem forall_not_of_not_exists {α : Sort u} {p : α → Prop} (h : ¬∃ x, p x) : ∀ x, ¬p x := not_exists.mp h
@[simp] theorem forall_self_imp (a : Prop) (p : a → a → Prop) : (∀ h k : a, p h k) = ∀ h : a, p h h :=
  propext ⟨fun f h => f h h, fun f h _ => f h⟩

/-! ### Local definitions -/

theorem have_unused' {α : Sort u} {β : Sort v} (a : α) {b b' : β} (h : b = b') : (fun _ : α => b) a = b' := h
theorem have_unused_dep' {α : Sort u} {β : Sort v} (a : α) {b : α → β} {b' : β} (h : ∀ x, b x = b') : b a = b' := h a
theorem have_congr' {α : Sort u} {β : Sort v} {a a' : α} {f f' : α → β} (h₁ : a = a') (h₂ : ∀ x, f x = f' x) : f a = f' a' :=
  h₁ ▸ h₂ a
theorem have_val_congr' {α : Sort u} {β : Sort v} {a a' : α} {f : α → β} (h : a = a') : f a = f a' := h ▸ rfl
theorem have_body_congr_dep' {α : Sort u} {β : α → Sort v} (a : α) {f f' : (x : α) → β x} (h : ∀ x, f x = f' x) : f a = f' a := h a
theorem have_body_congr' {α : Sort u} {β : Sort v} (a : α) {f f' : α → β} (h : ∀ x, f x = f' x) : f a = f' a := h a
theorem have_unused {α : Sort u} {β : Sort v} (a : α) {b b' : β} (h : b = b') : (have _ := a; b) = b' := h
theorem have_unused_dep {α : Sort u} {β : Sort v} (a : α) {b : α → β} {b' : β} (h : ∀ x, b x = b') : (have x := a; b x) = b' := h a
theorem have_congr {α : Sort u} {β : Sort v} {a a' : α} {f f' : α → β} (h₁ : a = a') (h₂ : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a'; f' x) := h₁ ▸ h₂ a
theorem have_val_congr {α : Sort u} {β : Sort v} {a a' : α} {f : α → β} (h : a = a') : (have x := a; f x) = (have x := a'; f x) := h ▸ rfl
theorem have_body_congr {α : Sort u} {β : Sort v} (a : α) {f f' : α → β} (h : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a; f' x) := h a
theorem let_val_congr {α : Sort u} {β : Sort v} {a a' : α} (b : α → β) (h : a = a') : (let x := a; b x) = (let x := a'; b x) := h ▸ rfl
theorem let_body_congr {α : Sort u} {β : α → Sort v} {b b' : (a : α) → β a} (a : α) (h : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a; b' x) := h a

/-! ### Casts and heterogeneous equality -/

theorem cast_heq {α β : Sort u} (h : α = β) (a : α) : HEq (cast h a) a := by subst h; exact HEq.refl a
@[simp] theorem cast_eq {α : Sort u} (h : α = α) (a : α) : cast h a = a := rfl
@[simp] theorem cast_cast {α β γ : Sort u} (h : α = β) (k : β = γ) (a : α) : cast k (cast h a) = cast (h.trans k) a := by
  subst h; subst k; rfl
theorem eq_mpr_eq_cast {α β : Sort u} (h : α = β) (b : β) : h.mpr b = cast h.symm b := rfl
theorem eq_mp_eq_cast {α β : Sort u} (h : α = β) (a : α) : h.mp a = cast h a := rfl
theorem proof_irrel_heq {p q : Prop} (hp : p) (hq : q) : HEq hp hq := by
  have e : p = q := propext ⟨fun _ => hq, fun _ => hp⟩
  subst e
  exact HEq.refl _
abbrev HEq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : {β : Sort u2} → β → Sort u1} (m : motive a) {β : Sort u2} {b : β}
    (h : HEq a b) : motive b := HEq.rec (motive := fun {β} (b : β) _ => motive b) m h
def HEq.elim {α : Sort u} {a : α} {p : α → Sort v} {b : α} (h : HEq a b) (x : p a) : p b := eq_of_heq h ▸ x
theorem Eq.propIntro {a b : Prop} (h : a → b) (k : b → a) : a = b := propext ⟨h, k⟩
abbrev Eq.ndrecOn.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} {b : α} (h : a = b) (m : motive a) : motive b := Eq.ndrec m h
noncomputable def Classical.ofNonempty {α : Sort u} [h : Nonempty α] : α := Classical.choice h
instance instNonemptyOfInhabited {α : Sort u} [Inhabited α] : Nonempty α := ⟨default⟩
@[reducible] noncomputable def Classical.inhabited_of_nonempty {α : Sort u} (h : Nonempty α) : Inhabited α := ⟨choice h⟩
@[macro_inline] def decidable_of_decidable_of_iff {p q : Prop} [Decidable p] (h : p ↔ q) : Decidable q := decidable_of_iff p h
@[macro_inline] def decidable_of_decidable_of_eq {p q : Prop} [Decidable p] (h : p = q) : Decidable q := h ▸ inferInstance
theorem Decidable.not_iff_not {a b : Prop} [Decidable a] [Decidable b] : (¬a ↔ ¬b) ↔ (a ↔ b) :=
  ⟨fun h => ⟨fun x => Decidable.byContradiction fun n => h.mpr n x, fun y => Decidable.byContradiction fun n => h.mp n y⟩, Iff.not⟩
theorem Decidable.imp_iff_not_or {a b : Prop} [Decidable a] : (a → b) ↔ (¬a ∨ b) :=
  ⟨fun h => (Decidable.em a).elim (fun x => .inr (h x)) .inl, fun h x => h.elim (absurd x) id⟩

/-- In the theorems `injEq` that come with a structure. -/
theorem Lean.injEq_helper {p q r : Prop} (h : p → q → r) (k : p ∧ q) : r := h k.1 k.2

/-- Asks the kernel to evaluate the type of a proof instead of comparing step by step. -/
abbrev eagerReduce {α : Sort u} (a : α) : α := a
inductive Ordering where
  | lt | eq | gt
