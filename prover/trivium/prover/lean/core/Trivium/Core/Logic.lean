prelude
import Trivium.Core.Tactics
import Trivium.Core.Unexpand
/-!
Propositional and first-order logic: the connectives, equality, extensionality, excluded middle, and the lemmas that
`simp`, `rw`, `split` and `by_cases` ask for by name.
-/
set_option linter.all false

universe u v w

/-! ### Equality -/

@[refl] protected theorem Iff.refl (a : Prop) : a ↔ a := ⟨id, id⟩
protected theorem Iff.rfl {a : Prop} : a ↔ a := Iff.refl a

attribute [symm] Eq.symm
theorem Eq.substr {α : Sort u} {p : α → Prop} {a b : α} (h₁ : b = a) (h₂ : p a) : p b := h₁ ▸ h₂
theorem Ne.symm {α : Sort u} {a b : α} (h : a ≠ b) : b ≠ a := fun e => h e.symm
theorem Ne.irrefl {α : Sort u} {a : α} (h : a ≠ a) : False := h rfl
theorem ne_of_gt' {α : Sort u} {a b : α} (h : a ≠ b) : b ≠ a := h.symm
theorem ne_comm {α : Sort u} {a b : α} : a ≠ b ↔ b ≠ a := ⟨Ne.symm, Ne.symm⟩
theorem eq_comm {α : Sort u} {a b : α} : a = b ↔ b = a := ⟨Eq.symm, Eq.symm⟩
theorem HEq.symm {α β : Sort u} {a : α} {b : β} (h : HEq a b) : HEq b a := by cases h; exact HEq.refl _
theorem HEq.trans {α β γ : Sort u} {a : α} {b : β} {c : γ} (h : HEq a b) (k : HEq b c) : HEq a c := by
  cases h; exact k
theorem type_eq_of_heq {α β : Sort u} {a : α} {b : β} (h : HEq a b) : α = β := by cases h; rfl
theorem heq_of_heq_of_eq {α β : Sort u} {a : α} {b b' : β} (h : HEq a b) (k : b = b') : HEq a b' := k ▸ h
theorem heq_of_eq_of_heq {α β : Sort u} {a a' : α} {b : β} (h : a = a') (k : HEq a' b) : HEq a b := by
  cases h; exact k
theorem proof_irrel {p : Prop} (h k : p) : h = k := rfl

/-! ### Implication, negation -/

theorem mt {a b : Prop} (h : a → b) (hb : ¬b) : ¬a := fun ha => hb (h ha)
theorem not_not_intro {p : Prop} (h : p) : ¬¬p := fun hn => hn h
theorem not_false : ¬False := id
theorem not_not_em (a : Prop) : ¬¬(a ∨ ¬a) := fun h => h (.inr fun ha => h (.inl ha))
theorem False.of_not_true (h : ¬True) : False := h True.intro
theorem trivial : True := True.intro
theorem imp_intro {α β : Prop} (h : α) : β → α := fun _ => h
theorem implies_congr {p₁ p₂ : Sort u} {q₁ q₂ : Sort v} (h₁ : p₁ = p₂) (h₂ : q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  h₁ ▸ h₂ ▸ rfl
theorem implies_dep_congr_ctx {p₁ p₂ q₁ : Prop} (h₁ : p₁ = p₂) {q₂ : p₂ → Prop} (h₂ : (h : p₂) → q₁ = q₂ h) :
    (p₁ → q₁) = ((h : p₂) → q₂ h) :=
  propext ⟨fun f h => Eq.mp (h₂ h) (f (Eq.mpr h₁ h)), fun f h => Eq.mpr (h₂ (Eq.mp h₁ h)) (f (Eq.mp h₁ h))⟩
theorem implies_congr_ctx {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ = p₂) (h₂ : p₂ → q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  implies_dep_congr_ctx h₁ h₂
theorem forall_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a = q a) : (∀ a, p a) = (∀ a, q a) :=
  propext ⟨fun f a => Eq.mp (h a) (f a), fun f a => Eq.mpr (h a) (f a)⟩
theorem forall_prop_domain_congr {p₁ p₂ : Prop} {q : p₁ → Prop} (h : p₁ = p₂) :
    (∀ a : p₁, q a) = (∀ a : p₂, q (h.mpr a)) := by subst h; rfl
theorem forall_prop_congr_dom {p₁ p₂ : Prop} (h : p₁ = p₂) (q : p₁ → Prop) :
    (∀ a : p₁, q a) = (∀ a : p₂, q (h.mpr a)) := by subst h; rfl

/-! ### Equivalence -/

@[symm] theorem Iff.symm {a b : Prop} (h : a ↔ b) : b ↔ a := ⟨h.mpr, h.mp⟩
theorem Iff.trans {a b c : Prop} (h : a ↔ b) (k : b ↔ c) : a ↔ c := ⟨fun x => k.mp (h.mp x), fun x => h.mpr (k.mpr x)⟩
theorem Iff.of_eq {a b : Prop} (h : a = b) : a ↔ b := h ▸ Iff.refl a
theorem iff_of_eq {a b : Prop} (h : a = b) : a ↔ b := h ▸ Iff.refl a
theorem Iff.not {a b : Prop} (h : a ↔ b) : ¬a ↔ ¬b := ⟨mt h.mpr, mt h.mp⟩
theorem not_congr {a b : Prop} (h : a ↔ b) : ¬a ↔ ¬b := h.not
theorem Iff.comm {a b : Prop} : (a ↔ b) ↔ (b ↔ a) := ⟨Iff.symm, Iff.symm⟩
theorem iff_of_true {a b : Prop} (ha : a) (hb : b) : a ↔ b := ⟨fun _ => hb, fun _ => ha⟩
theorem iff_of_false {a b : Prop} (ha : ¬a) (hb : ¬b) : a ↔ b := ⟨fun h => absurd h ha, fun h => absurd h hb⟩
theorem iff_true_intro {a : Prop} (h : a) : a ↔ True := iff_of_true h trivial
theorem iff_false_intro {a : Prop} (h : ¬a) : a ↔ False := iff_of_false h id
theorem eq_true_of_true {a : Prop} (h : a) : a = True := eq_true h
theorem of_eq_false {p : Prop} (h : p = False) : ¬p := fun hp => h ▸ hp
theorem of_iff_true {a : Prop} (h : a ↔ True) : a := h.mpr trivial
theorem not_of_iff_false {a : Prop} (h : a ↔ False) : ¬a := h.mp
theorem eq_false' {p : Prop} (h : p → False) : p = False := eq_false h
theorem eq_false_of_ne {α : Sort u} {a b : α} (h : a ≠ b) : (a = b) = False := eq_false h
theorem ne_of_eq_false {α : Sort u} {a b : α} (h : (a = b) = False) : a ≠ b := of_eq_false h
instance instTransIff : Trans Iff Iff Iff := ⟨Iff.trans⟩
instance : Trans (fun a b : Prop => a → b) (fun a b : Prop => a → b) (fun a b : Prop => a → b) :=
  ⟨fun f g x => g (f x)⟩

/-! ### Conjunction, disjunction -/

theorem And.comm {a b : Prop} : a ∧ b ↔ b ∧ a := ⟨fun ⟨h, k⟩ => ⟨k, h⟩, fun ⟨h, k⟩ => ⟨k, h⟩⟩
theorem and_comm {a b : Prop} : a ∧ b ↔ b ∧ a := And.comm
theorem And.symm {a b : Prop} (h : a ∧ b) : b ∧ a := ⟨h.2, h.1⟩
theorem And.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∧ b) : c ∧ d := ⟨f h.1, g h.2⟩
theorem and_assoc {a b c : Prop} : (a ∧ b) ∧ c ↔ a ∧ (b ∧ c) :=
  ⟨fun ⟨⟨h, k⟩, l⟩ => ⟨h, k, l⟩, fun ⟨h, k, l⟩ => ⟨⟨h, k⟩, l⟩⟩
theorem and_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : a ∧ b ↔ c ∧ d :=
  ⟨And.imp h.mp k.mp, And.imp h.mpr k.mpr⟩
@[macro_inline] abbrev And.elim {a b : Prop} {α : Sort u} (f : a → b → α) (h : a ∧ b) : α := f h.1 h.2
theorem Or.elim {a b c : Prop} (h : a ∨ b) (f : a → c) (g : b → c) : c := by
  cases h with
  | inl h => exact f h
  | inr h => exact g h
theorem Or.symm {a b : Prop} (h : a ∨ b) : b ∨ a := h.elim .inr .inl
theorem Or.comm {a b : Prop} : a ∨ b ↔ b ∨ a := ⟨Or.symm, Or.symm⟩
theorem or_comm {a b : Prop} : a ∨ b ↔ b ∨ a := Or.comm
theorem Or.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∨ b) : c ∨ d :=
  h.elim (fun x => .inl (f x)) (fun x => .inr (g x))
theorem Or.intro_left {a : Prop} (b : Prop) (h : a) : a ∨ b := .inl h
theorem Or.intro_right {b : Prop} (a : Prop) (h : b) : a ∨ b := .inr h
theorem Or.resolve_left {a b : Prop} (h : a ∨ b) (na : ¬a) : b := h.elim (absurd · na) id
theorem Or.resolve_right {a b : Prop} (h : a ∨ b) (nb : ¬b) : a := h.elim id (absurd · nb)
theorem or_assoc {a b c : Prop} : (a ∨ b) ∨ c ↔ a ∨ (b ∨ c) := by
  constructor
  · rintro ((h | h) | h)
    · exact .inl h
    · exact .inr (.inl h)
    · exact .inr (.inr h)
  · rintro (h | h | h)
    · exact .inl (.inl h)
    · exact .inl (.inr h)
    · exact .inr h
theorem or_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : a ∨ b ↔ c ∨ d := ⟨Or.imp h.mp k.mp, Or.imp h.mpr k.mpr⟩
theorem not_or {p q : Prop} : ¬(p ∨ q) ↔ ¬p ∧ ¬q :=
  ⟨fun h => ⟨fun x => h (.inl x), fun x => h (.inr x)⟩, fun ⟨h, k⟩ x => x.elim h k⟩
theorem not_and {p q : Prop} : ¬(p ∧ q) ↔ (p → ¬q) := ⟨fun h a b => h ⟨a, b⟩, fun h ⟨a, b⟩ => h a b⟩
theorem and_imp {p q r : Prop} : (p ∧ q → r) ↔ (p → q → r) := ⟨fun h a b => h ⟨a, b⟩, fun h ⟨a, b⟩ => h a b⟩
theorem or_imp {p q r : Prop} : (p ∨ q → r) ↔ (p → r) ∧ (q → r) :=
  ⟨fun h => ⟨fun x => h (.inl x), fun x => h (.inr x)⟩, fun h x => x.elim h.1 h.2⟩
theorem and_or_left {p q r : Prop} : p ∧ (q ∨ r) ↔ (p ∧ q) ∨ (p ∧ r) :=
  ⟨fun ⟨h, k⟩ => k.imp (⟨h, ·⟩) (⟨h, ·⟩), fun h => h.elim (fun x => ⟨x.1, .inl x.2⟩) (fun x => ⟨x.1, .inr x.2⟩)⟩
theorem or_and_left {p q r : Prop} : p ∨ (q ∧ r) ↔ (p ∨ q) ∧ (p ∨ r) :=
  ⟨fun h => h.elim (fun x => ⟨.inl x, .inl x⟩) (fun x => ⟨.inr x.1, .inr x.2⟩),
   fun ⟨h, k⟩ => h.elim .inl fun hq => k.elim .inl fun hr => .inr ⟨hq, hr⟩⟩
theorem and_not_self_iff (p : Prop) : p ∧ ¬p ↔ False := ⟨fun h => h.2 h.1, False.elim⟩
theorem iff_def {a b : Prop} : (a ↔ b) ↔ (a → b) ∧ (b → a) := ⟨fun h => ⟨h.mp, h.mpr⟩, fun h => ⟨h.1, h.2⟩⟩

/-! ### Existence -/

theorem Exists.elim {α : Sort u} {p : α → Prop} {b : Prop} (h : ∃ x, p x) (f : ∀ a, p a → b) : b := by
  cases h with
  | intro w hw => exact f w hw
theorem exists_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a ↔ q a) : (∃ a, p a) ↔ ∃ a, q a :=
  ⟨fun ⟨a, x⟩ => ⟨a, (h a).mp x⟩, fun ⟨a, x⟩ => ⟨a, (h a).mpr x⟩⟩
theorem not_exists {α : Sort u} {p : α → Prop} : (¬∃ x, p x) ↔ ∀ x, ¬p x :=
  ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩
theorem exists_imp {α : Sort u} {p : α → Prop} {b : Prop} : ((∃ x, p x) → b) ↔ ∀ x, p x → b :=
  ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩
theorem forall_and {α : Sort u} {p q : α → Prop} : (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ (∀ x, q x) :=
  ⟨fun h => ⟨fun x => (h x).1, fun x => (h x).2⟩, fun h x => ⟨h.1 x, h.2 x⟩⟩
theorem exists_or {α : Sort u} {p q : α → Prop} : (∃ x, p x ∨ q x) ↔ (∃ x, p x) ∨ (∃ x, q x) :=
  ⟨fun ⟨x, h⟩ => h.imp (⟨x, ·⟩) (⟨x, ·⟩),
   fun h => h.elim (fun ⟨x, hx⟩ => ⟨x, .inl hx⟩) (fun ⟨x, hx⟩ => ⟨x, .inr hx⟩)⟩
theorem Subtype.eq {α : Type u} {p : α → Prop} {a b : Subtype p} (h : a.val = b.val) : a = b := by
  cases a; cases b; cases h; rfl

/-! ### Function extensionality, from quotients -/

/-- Evaluates a class of pointwise equal functions. -/
noncomputable def funext.apply {α : Sort u} {β : α → Sort v} (q : Quot fun f g : (x : α) → β x => ∀ x, f x = g x) (x : α) : β x :=
  Quot.lift (fun f => f x) (fun _ _ e => e x) q
theorem funext {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : ∀ x, f x = g x) : f = g :=
  congrArg (f := funext.apply) (a₁ := Quot.mk _ f) (a₂ := Quot.mk _ g) (Quot.sound h)

theorem funext_iff {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} : f = g ↔ ∀ x, f x = g x :=
  ⟨fun h x => h ▸ rfl, funext⟩
theorem pi_congr {α : Sort u} {β β' : α → Sort v} (h : ∀ a, β a = β' a) : (∀ a, β a) = ∀ a, β' a :=
  (funext h : β = β') ▸ rfl
theorem let_congr {α : Sort u} {β : Sort v} {a a' : α} {b b' : α → β} (h₁ : a = a') (h₂ : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a'; b' x) := h₁ ▸ (funext h₂ : b = b') ▸ rfl
instance Pi.instSubsingleton {α : Sort u} {β : α → Sort v} [∀ a, Subsingleton (β a)] : Subsingleton (∀ a, β a) :=
  ⟨fun f g => funext fun a => Subsingleton.allEq (f a) (g a)⟩
/-- The congruence lemmas that `simp` makes for itself end in this theorem where an instance changes. -/
protected theorem Subsingleton.elim {α : Sort u} [h : Subsingleton α] (a b : α) : a = b := h.allEq a b
protected theorem Subsingleton.helim {α β : Sort u} [h : Subsingleton α] (e : α = β) (a : α) (b : β) : HEq a b := by
  cases e
  exact heq_of_eq (h.allEq a b)
instance instSubsingletonProp (p : Prop) : Subsingleton p := ⟨fun _ _ => rfl⟩

/-! ### Decidability -/

instance instDecidableTrue : Decidable True := isTrue trivial
instance instDecidableFalse : Decidable False := isFalse id
instance instDecidableNot {p : Prop} [h : Decidable p] : Decidable (¬p) :=
  match h with
  | isTrue h => isFalse (not_not_intro h)
  | isFalse h => isTrue h
instance instDecidableAnd {p q : Prop} [hp : Decidable p] [hq : Decidable q] : Decidable (p ∧ q) :=
  match hp, hq with
  | isTrue hp, isTrue hq => isTrue ⟨hp, hq⟩
  | isFalse hp, _ => isFalse fun h => hp h.1
  | _, isFalse hq => isFalse fun h => hq h.2
instance instDecidableOr {p q : Prop} [hp : Decidable p] [hq : Decidable q] : Decidable (p ∨ q) :=
  match hp, hq with
  | isTrue hp, _ => isTrue (.inl hp)
  | _, isTrue hq => isTrue (.inr hq)
  | isFalse hp, isFalse hq => isFalse fun h => h.elim hp hq
instance instDecidableForall {p q : Prop} [hp : Decidable p] [hq : Decidable q] : Decidable (p → q) :=
  match hp, hq with
  | _, isTrue hq => isTrue fun _ => hq
  | isFalse hp, _ => isTrue fun h => absurd h hp
  | isTrue hp, isFalse hq => isFalse fun h => hq (h hp)
instance instDecidableIff {p q : Prop} [hp : Decidable p] [hq : Decidable q] : Decidable (p ↔ q) :=
  match hp, hq with
  | isTrue hp, isTrue hq => isTrue (iff_of_true hp hq)
  | isFalse hp, isFalse hq => isTrue (iff_of_false hp hq)
  | isTrue hp, isFalse hq => isFalse fun h => hq (h.mp hp)
  | isFalse hp, isTrue hq => isFalse fun h => hp (h.mpr hq)
theorem Bool.true_ne_false (h : true = false) : False := Bool.false_ne_true h.symm
instance instDecidableEqBool : DecidableEq Bool
  | false, false => isTrue rfl
  | false, true => isFalse Bool.false_ne_true
  | true, false => isFalse Bool.true_ne_false
  | true, true => isTrue rfl
instance instDecidableEqNat : DecidableEq Nat := Nat.decEq

theorem decide_eq_true {p : Prop} [inst : Decidable p] (h : p) : decide p = true := by
  cases inst with
  | isTrue _ => rfl
  | isFalse n => exact absurd h n
theorem decide_eq_false {p : Prop} [inst : Decidable p] (h : ¬p) : decide p = false := by
  cases inst with
  | isTrue h' => exact absurd h' h
  | isFalse _ => rfl
theorem of_decide_eq_true {p : Prop} [inst : Decidable p] : decide p = true → p := by
  cases inst with
  | isTrue h => exact fun _ => h
  | isFalse _ => exact fun h => (Bool.false_ne_true h).elim
theorem of_decide_eq_false {p : Prop} [inst : Decidable p] : decide p = false → ¬p := by
  cases inst with
  | isTrue _ => exact fun h => (Bool.true_ne_false h).elim
  | isFalse n => exact fun _ => n
theorem of_decide_eq_self_eq_true {α : Sort u} [inst : DecidableEq α] (a : α) : decide (a = a) = true := decide_eq_true rfl
theorem eq_true_of_decide {p : Prop} [Decidable p] (h : decide p = true) : p = True := eq_true (of_decide_eq_true h)
theorem eq_false_of_decide {p : Prop} [Decidable p] (h : decide p = false) : p = False := eq_false (of_decide_eq_false h)
theorem Decidable.em (p : Prop) [inst : Decidable p] : p ∨ ¬p := by
  cases inst with
  | isTrue h => exact .inl h
  | isFalse h => exact .inr h
theorem Decidable.byContradiction {p : Prop} [Decidable p] (h : ¬p → False) : p :=
  (Decidable.em p).elim id fun n => (h n).elim
theorem Decidable.of_not_not {p : Prop} [Decidable p] (h : ¬¬p) : p := Decidable.byContradiction h
theorem Decidable.byCases {p q : Prop} [Decidable p] (h : p → q) (k : ¬p → q) : q := (Decidable.em p).elim h k
@[macro_inline] def decidable_of_iff {b : Prop} (a : Prop) (h : a ↔ b) [inst : Decidable a] : Decidable b :=
  match inst with
  | isTrue x => isTrue (h.mp x)
  | isFalse x => isFalse fun y => x (h.mpr y)
instance instSubsingletonDecidable (p : Prop) : Subsingleton (Decidable p) := ⟨fun a b => by
  cases a with
  | isTrue h => cases b with
    | isTrue _ => rfl
    | isFalse n => exact absurd h n
  | isFalse n => cases b with
    | isTrue h => exact absurd h n
    | isFalse _ => rfl⟩

theorem if_pos {c : Prop} [inst : Decidable c] (hc : c) {α : Sort u} {t e : α} : (if c then t else e) = t := by
  cases inst with
  | isTrue _ => rfl
  | isFalse n => exact absurd hc n
theorem if_neg {c : Prop} [inst : Decidable c] (hc : ¬c) {α : Sort u} {t e : α} : (if c then t else e) = e := by
  cases inst with
  | isTrue h => exact absurd h hc
  | isFalse _ => rfl
theorem dif_pos {c : Prop} [inst : Decidable c] (hc : c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = t hc := by
  cases inst with
  | isTrue _ => rfl
  | isFalse n => exact absurd hc n
theorem dif_neg {c : Prop} [inst : Decidable c] (hc : ¬c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = e hc := by
  cases inst with
  | isTrue h => exact absurd h hc
  | isFalse _ => rfl
theorem ite_congr {α : Sort u} {b c : Prop} {x y u v : α} {s : Decidable b} [inst : Decidable c] (h₁ : b = c)
    (h₂ : c → x = u) (h₃ : ¬c → y = v) : ite b x y = ite c u v := by
  subst h₁
  cases Decidable.em b with
  | inl h => exact (@if_pos b s h _ x y).trans ((h₂ h).trans (if_pos h).symm)
  | inr h => exact (@if_neg b s h _ x y).trans ((h₃ h).trans (if_neg h).symm)

/-! ### Excluded middle (Diaconescu) -/

namespace Classical

theorem choose_spec_aux {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : Nonempty (Subtype p) :=
  h.elim fun x hx => ⟨⟨x, hx⟩⟩
noncomputable def indefiniteDescription {α : Sort u} (p : α → Prop) (h : ∃ x, p x) : Subtype p :=
  choice (choose_spec_aux h)
noncomputable def choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α := (indefiniteDescription p h).val
theorem choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p (choose h) := (indefiniteDescription p h).property

theorem em (p : Prop) : p ∨ ¬p := by
  have hU : ∃ x : Prop, x = True ∨ p := ⟨True, .inl rfl⟩
  have hV : ∃ x : Prop, x = False ∨ p := ⟨False, .inl rfl⟩
  have differ : choose hU ≠ choose hV ∨ p := by
    cases choose_spec hU with
    | inr h => exact .inr h
    | inl hu => cases choose_spec hV with
      | inr h => exact .inr h
      | inl hv =>
        refine .inl fun e => ?_
        have : True = False := hu.symm.trans (e.trans hv)
        exact this ▸ trivial
  have agree : p → choose hU = choose hV := fun h => by
    have same : (fun x : Prop => x = True ∨ p) = (fun x => x = False ∨ p) :=
      funext fun _ => propext ⟨fun _ => .inr h, fun _ => .inr h⟩
    have general : ∀ (q r : Prop → Prop) (hq : ∃ x, q x) (hr : ∃ x, r x), q = r → choose hq = choose hr := by
      intro q r hq hr e
      subst e
      rfl
    exact general _ _ hU hV same
  cases differ with
  | inl h => exact .inr fun hp => h (agree hp)
  | inr h => exact .inl h

noncomputable scoped instance (priority := low) propDecidable (a : Prop) : Decidable a :=
  choice ((em a).elim (fun h => ⟨isTrue h⟩) (fun h => ⟨isFalse h⟩))
theorem byContradiction {p : Prop} (h : ¬p → False) : p := (em p).elim id fun n => (h n).elim
theorem byCases {p q : Prop} (h : p → q) (k : ¬p → q) : q := (em p).elim h k
theorem not_not {a : Prop} : ¬¬a ↔ a := ⟨fun h => byContradiction h, not_not_intro⟩
theorem not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x :=
  ⟨fun h => byContradiction fun n => h fun x => byContradiction fun k => n ⟨x, k⟩, fun ⟨x, hx⟩ h => hx (h x)⟩
theorem not_imp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b :=
  ⟨fun h => ⟨byContradiction fun n => h fun ha => absurd ha n, fun hb => h fun _ => hb⟩, fun h k => h.2 (k h.1)⟩
theorem not_and_iff_or_not_not {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b :=
  ⟨fun h => (em a).elim (fun ha => .inr fun hb => h ⟨ha, hb⟩) .inl, fun h k => h.elim (absurd k.1) (absurd k.2)⟩
theorem or_iff_not_imp_left {a b : Prop} : a ∨ b ↔ (¬a → b) :=
  ⟨Or.resolve_left, fun h => (em a).elim .inl fun n => .inr (h n)⟩

end Classical

/-! ### What `by_cases`, `exists` and `contradiction` expand to -/

theorem or_iff_right_of_imp {a b : Prop} (h : a → b) : a ∨ b ↔ b := ⟨fun x => x.elim h id, .inr⟩
