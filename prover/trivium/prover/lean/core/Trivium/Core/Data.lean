prelude
import Trivium.Core.Foundation
/-!
Functions, products, sums, `Option`, `List`, quotients, and the three axioms.
-/
set_option linter.all false

universe u v w

/-! ### Functions -/

@[inline] def Function.comp {α : Sort u} {β : Sort v} {δ : Sort w} (f : β → δ) (g : α → β) : α → δ :=
  fun x => f (g x)
@[inline] def Function.const {α : Sort u} (β : Sort v) (a : α) : β → α := fun _ => a
set_option checkBinderAnnotations false in
abbrev inferInstance {α : Sort u} [i : α] : α := i
@[reducible] def outParam (α : Sort u) : Sort u := α
@[reducible] def semiOutParam (α : Sort u) : Sort u := α
@[reducible] def namedPattern {α : Sort u} (x a : α) (_ : Eq x a) : α := a
def letFun {α : Sort u} {β : α → Sort v} (v : α) (f : (x : α) → β v) : β v := f v

/-! ### Products, sums, existence -/

structure MProd (α β : Type u) where
  fst : α
  snd : β

inductive Or (a b : Prop) : Prop where
  | inl (h : a) : Or a b
  | inr (h : b) : Or a b

structure Iff (a b : Prop) : Prop where
  intro ::
  mp : a → b
  mpr : b → a

inductive Exists {α : Sort u} (p : α → Prop) : Prop where
  | intro (w : α) (h : p w) : Exists p

structure Subtype {α : Sort u} (p : α → Prop) where
  val : α
  property : p val

structure Sigma {α : Type u} (β : α → Type v) where
  fst : α
  snd : β fst

structure PSigma {α : Sort u} (β : α → Sort v) where
  fst : α
  snd : β fst

inductive Sum (α : Type u) (β : Type v) where
  | inl (val : α) : Sum α β
  | inr (val : β) : Sum α β

inductive PSum (α : Sort u) (β : Sort v) where
  | inl (val : α) : PSum α β
  | inr (val : β) : PSum α β

structure PLift (α : Sort u) : Type u where
  up ::
  down : α

structure ULift.{r, s} (α : Type s) : Type (max s r) where
  up ::
  down : α

class inductive Nonempty (α : Sort u) : Prop where
  | intro (val : α) : Nonempty α

class Inhabited (α : Sort u) where
  default : α
export Inhabited (default)

@[reducible] def Ne {α : Sort u} (a b : α) : Prop := Not (Eq a b)

/-! ### Options and lists -/

inductive Option (α : Type u) where
  | none : Option α
  | some (val : α) : Option α
export Option (none some)

inductive List (α : Type u) where
  | nil : List α
  | cons (head : α) (tail : List α) : List α

/-! ### The axioms -/

axiom propext {a b : Prop} : Iff a b → Eq a b
axiom Classical.choice {α : Sort u} : Nonempty α → α

/-- What `sorry` elaborates to. Every answer that depends on it is reported as incomplete. -/
@[extern "lean_sorry", never_extract] axiom sorryAx (α : Sort u) (synthetic : Bool) : α

axiom Quot.sound : ∀ {α : Sort u} {r : α → α → Prop} {a b : α}, r a b → Eq (Quot.mk r a) (Quot.mk r b)

theorem of_eq_true {p : Prop} (h : Eq p True) : p := Eq.mpr h True.intro
theorem eq_true {p : Prop} (h : p) : Eq p True := propext (Iff.intro (fun _ => True.intro) (fun _ => h))
theorem eq_false {p : Prop} (h : Not p) : Eq p False := propext (Iff.intro h (fun f => False.elim f))
theorem eq_self {α : Sort u} (a : α) : Eq (Eq a a) True := eq_true (Eq.refl a)
