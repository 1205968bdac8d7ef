prelude
import Trivium.Core.IntSimp
import Trivium.Core.Conv
/-!
What `induction`, `cases` and `ext` use on the types of the core when nothing else is said: `n + 1` in place of
`Nat.succ n`, and equality at every argument for functions. The core itself is written without them.
-/
set_option linter.all false

universe u v

/-- Induction on natural numbers, with `0` and `n + 1` in place of the constructors. -/
@[induction_eliminator] protected abbrev Nat.recAux {motive : Nat → Sort u} (zero : motive 0)
    (succ : (n : Nat) → motive n → motive (n + 1)) (t : Nat) : motive t :=
  match t with
  | .zero => zero
  | .succ n => succ n (Nat.recAux zero succ n)
/-- Case distinction on natural numbers, with `0` and `n + 1` in place of the constructors. -/
@[cases_eliminator] protected abbrev Nat.casesAuxOn {motive : Nat → Sort u} (t : Nat) (zero : motive 0)
    (succ : (n : Nat) → motive (n + 1)) : motive t :=
  match t with
  | .zero => zero
  | .succ n => succ n

attribute [ext] funext propext Prod.ext
theorem Subtype.ext {α : Type u} {p : α → Prop} : {a b : Subtype p} → a.val = b.val → a = b
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
attribute [ext] Subtype.ext

/-! ### Characters and texts -/

instance instDecidableEqChar : DecidableEq Char
  | .ofNat m, .ofNat n => if h : m = n then isTrue (h ▸ rfl) else isFalse fun e => h (by injection e)
@[extern "lean_string_dec_eq"] instance instDecidableEqString : DecidableEq String
  | .ofList s, .ofList t => if h : s = t then isTrue (h ▸ rfl) else isFalse fun e => h (by injection e)
instance : Inhabited Char := ⟨'A'⟩
instance : Inhabited String := ⟨""⟩

/-! ### Instances for the types of the core -/

instance instInhabitedBool : Inhabited Bool := ⟨false⟩
instance instInhabitedProp : Inhabited Prop := ⟨True⟩
instance instInhabitedUnit : Inhabited PUnit.{u} := ⟨PUnit.unit⟩
instance instInhabitedProd {α : Type u} {β : Type v} [Inhabited α] [Inhabited β] : Inhabited (α × β) := ⟨(default, default)⟩
instance instInhabitedForall {α : Sort u} {β : α → Sort v} [(a : α) → Inhabited (β a)] : Inhabited ((a : α) → β a) := ⟨fun _ => default⟩
instance instSubsingletonPUnit : Subsingleton PUnit.{u} := ⟨fun _ _ => rfl⟩
instance instDecidableEqPUnit : DecidableEq PUnit.{u} := fun _ _ => isTrue rfl
instance instDecidableEqSum {α : Type u} {β : Type v} [DecidableEq α] [DecidableEq β] : DecidableEq (α ⊕ β)
  | .inl a, .inl b => if h : a = b then isTrue (h ▸ rfl) else isFalse fun e => h (by injection e)
  | .inr a, .inr b => if h : a = b then isTrue (h ▸ rfl) else isFalse fun e => h (by injection e)
  | .inl _, .inr _ => isFalse fun e => by cases e
  | .inr _, .inl _ => isFalse fun e => by cases e
instance instDecidableEqSubtype {α : Type u} {p : α → Prop} [DecidableEq α] : DecidableEq (Subtype p)
  | ⟨a, h⟩, ⟨b, k⟩ => if e : a = b then isTrue (by subst e; rfl) else isFalse fun c => e (congrArg Subtype.val c)
@[simp] theorem Prod.mk.injEq' {α : Type u} {β : Type v} (a c : α) (b d : β) : ((a, b) = (c, d)) = (a = c ∧ b = d) :=
  propext ⟨fun e => by injection e with h k; exact ⟨h, k⟩, fun ⟨h, k⟩ => h ▸ k ▸ rfl⟩
@[simp] theorem Option.some.injEq' {α : Type u} (a b : α) : (some a = some b) = (a = b) := propext Option.some_inj

-- These types were declared before such theorems could be made.
gen_injective_theorems% Option
gen_injective_theorems% Prod
gen_injective_theorems% PProd
gen_injective_theorems% MProd
gen_injective_theorems% Subtype
gen_injective_theorems% Sum
gen_injective_theorems% PSum
gen_injective_theorems% Sigma
gen_injective_theorems% PSigma
gen_injective_theorems% Char
gen_injective_theorems% String
