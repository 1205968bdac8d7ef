prelude
import Trivium.Core.Collections
/-!
Membership in lists, the usual functions on them, and equality of lists, options and pairs decided.
-/
set_option linter.all false

universe u v w

/-! ### Options -/

namespace Option

variable {α : Type u} {β : Type v}

def isSome : Option α → Bool
  | some _ => true
  | none => false
def isNone : Option α → Bool
  | some _ => false
  | none => true
protected def bind : Option α → (α → Option β) → Option β
  | none, _ => none
  | some a, f => f a
def get : (o : Option α) → o.isSome = true → α
  | some a, _ => a
@[simp] theorem isSome_some {a : α} : isSome (some a) = true := rfl
@[simp] theorem isSome_none : isSome (none : Option α) = false := rfl
@[simp] theorem isNone_some {a : α} : isNone (some a) = false := rfl
@[simp] theorem isNone_none : isNone (none : Option α) = true := rfl
@[simp] theorem getD_none {a : α} : getD none a = a := rfl
@[simp] theorem getD_some {a b : α} : getD (some a) b = a := rfl
@[simp] theorem bind_none (f : α → Option β) : Option.bind none f = none := rfl
@[simp] theorem bind_some (a : α) (f : α → Option β) : Option.bind (some a) f = f a := rfl
@[simp] theorem bind_fun_some (o : Option α) : Option.bind o some = o := by cases o <;> rfl
theorem some_inj {a b : α} : some a = some b ↔ a = b := ⟨Option.some.injection, congrArg some⟩
theorem ne_none_iff_exists {o : Option α} : o ≠ none ↔ ∃ a, some a = o := by
  cases o with
  | none => exact ⟨fun h => absurd rfl h, fun ⟨a, h⟩ => absurd h (some_ne_none a)⟩
  | some a => exact ⟨fun _ => ⟨a, rfl⟩, fun _ => some_ne_none a⟩
theorem map_map {γ : Type w} (f : β → γ) (g : α → β) (o : Option α) : (o.map g).map f = o.map (f ∘ g) := by
  cases o <;> rfl
@[simp] theorem map_id_fun (o : Option α) : o.map (fun a => a) = o := by cases o <;> rfl
instance instDecidableEq [DecidableEq α] : DecidableEq (Option α)
  | none, none => isTrue rfl
  | none, some _ => isFalse fun e => by cases e
  | some _, none => isFalse fun e => by cases e
  | some a, some b => if h : a = b then isTrue (congrArg some h) else isFalse fun e => h (Option.some.injection e)

end Option

instance instDecidableEqProd {α : Type u} {β : Type v} [DecidableEq α] [DecidableEq β] : DecidableEq (α × β)
  | (a, b), (c, d) =>
    if h : a = c then
      if k : b = d then isTrue (Prod.ext h k) else isFalse fun e => k (congrArg Prod.snd e)
    else isFalse fun e => h (congrArg Prod.fst e)

/-! ### Lists -/

namespace List

variable {α : Type u} {β : Type v} {γ : Type w}

instance instDecidableEqList [DecidableEq α] : DecidableEq (List α)
  | [], [] => isTrue rfl
  | [], _ :: _ => isFalse fun e => by cases e
  | _ :: _, [] => isFalse fun e => by cases e
  | a :: as, b :: bs =>
    if h : a = b then
      match instDecidableEqList as bs with
      | isTrue k => isTrue (h ▸ k ▸ rfl)
      | isFalse k => isFalse fun e => k (by injection e)
    else isFalse fun e => h (by injection e)
theorem cons_ne_nil (a : α) (as : List α) : a :: as ≠ [] := fun e => by cases e
theorem cons.injEq (a b : α) (as bs : List α) : (a :: as = b :: bs) = (a = b ∧ as = bs) :=
  propext ⟨fun e => by injection e with h k; exact ⟨h, k⟩, fun ⟨h, k⟩ => h ▸ k ▸ rfl⟩
theorem length_eq_zero_iff {as : List α} : length as = 0 ↔ as = [] := by
  cases as with
  | nil => exact ⟨fun _ => rfl, fun _ => rfl⟩
  | cons a as => exact ⟨fun h => absurd h (Nat.succ_ne_zero _), fun h => absurd h (cons_ne_nil a as)⟩
theorem append_cancel_left {as bs cs : List α} : as ++ bs = as ++ cs → bs = cs := by
  induction as with
  | nil => exact id
  | cons a as ih => exact fun e => ih (by injection e)

/-! ### Membership -/

inductive Mem (a : α) : List α → Prop where
  | head (as : List α) : Mem a (a :: as)
  | tail (b : α) {as : List α} : Mem a as → Mem a (b :: as)
instance instMembership : Membership α (List α) := ⟨fun as a => Mem a as⟩

@[simp] theorem not_mem_nil {a : α} : ¬a ∈ ([] : List α) := fun h => by cases h
@[simp] theorem mem_cons {a b : α} {as : List α} : a ∈ b :: as ↔ a = b ∨ a ∈ as := by
  constructor
  · intro h
    cases h with
    | head => exact .inl rfl
    | tail _ h => exact .inr h
  · rintro (h | h)
    · rw [h]
      exact Mem.head as
    · exact Mem.tail b h
theorem mem_cons_self {a : α} {as : List α} : a ∈ a :: as := Mem.head as
theorem mem_cons_of_mem (b : α) {a : α} {as : List α} (h : a ∈ as) : a ∈ b :: as := Mem.tail b h
theorem mem_singleton {a b : α} : a ∈ [b] ↔ a = b := mem_cons.trans ⟨fun h => h.elim id (absurd · not_mem_nil), .inl⟩
@[simp] theorem mem_append {a : α} {as bs : List α} : a ∈ as ++ bs ↔ a ∈ as ∨ a ∈ bs := by
  induction as with
  | nil => exact ⟨.inr, fun h => h.elim (absurd · not_mem_nil) id⟩
  | cons b as ih => rw [cons_append, mem_cons, mem_cons, ih, or_assoc]
@[simp] theorem mem_map {f : α → β} {b : β} {as : List α} : b ∈ map f as ↔ ∃ a, a ∈ as ∧ f a = b := by
  induction as with
  | nil => exact ⟨(absurd · not_mem_nil), fun ⟨_, h, _⟩ => absurd h not_mem_nil⟩
  | cons c as ih =>
    rw [map_cons, mem_cons, ih]
    constructor
    · rintro (h | ⟨a, h, k⟩)
      · exact ⟨c, mem_cons_self, h.symm⟩
      · exact ⟨a, mem_cons_of_mem c h, k⟩
    · rintro ⟨a, h, k⟩
      rcases mem_cons.mp h with h | h
      · exact .inl (by rw [← k, h])
      · exact .inr ⟨a, h, k⟩
@[simp] theorem mem_reverse {a : α} {as : List α} : a ∈ reverse as ↔ a ∈ as := by
  induction as with
  | nil => exact Iff.rfl
  | cons b as ih => rw [reverse_cons, mem_append, ih, mem_singleton, mem_cons, or_comm]
theorem append_of_mem {a : α} {as : List α} : a ∈ as → ∃ s t, as = s ++ a :: t := by
  intro h
  induction h with
  | head as => exact ⟨[], as, rfl⟩
  | tail b _ ih =>
    obtain ⟨s, t, e⟩ := ih
    exact ⟨b :: s, t, by rw [e, cons_append]⟩
instance instDecidableMem [DecidableEq α] (a : α) : (as : List α) → Decidable (a ∈ as)
  | [] => isFalse not_mem_nil
  | b :: as =>
    if h : a = b then isTrue (mem_cons.mpr (.inl h))
    else match instDecidableMem a as with
      | isTrue k => isTrue (Mem.tail b k)
      | isFalse k => isFalse fun m => (mem_cons.mp m).elim h k
instance decidableBAll (p : α → Prop) [DecidablePred p] : (as : List α) → Decidable (∀ a, a ∈ as → p a)
  | [] => isTrue fun _ h => absurd h not_mem_nil
  | b :: as =>
    if h : p b then match decidableBAll p as with
      | isTrue k => isTrue fun a m => (mem_cons.mp m).elim (fun e => e ▸ h) (k a)
      | isFalse k => isFalse fun all => k fun a m => all a (Mem.tail b m)
    else isFalse fun all => h (all b mem_cons_self)

/-! ### Functions -/

def filter (p : α → Bool) : List α → List α
  | [] => []
  | a :: as => cond (p a) (a :: filter p as) (filter p as)
def foldl (f : β → α → β) (init : β) : List α → β
  | [] => init
  | a :: as => foldl f (f init a) as
def replicate : Nat → α → List α
  | 0, _ => []
  | Nat.succ n, a => a :: replicate n a
def take : Nat → List α → List α
  | 0, _ => []
  | Nat.succ _, [] => []
  | Nat.succ n, a :: as => a :: take n as
def drop : Nat → List α → List α
  | 0, as => as
  | Nat.succ _, [] => []
  | Nat.succ n, _ :: as => drop n as
def head? : List α → Option α
  | [] => none
  | a :: _ => some a
def tail : List α → List α
  | [] => []
  | _ :: as => as
def any (as : List α) (p : α → Bool) : Bool := foldr (fun a r => p a || r) false as
def all (as : List α) (p : α → Bool) : Bool := foldr (fun a r => p a && r) true as
def sum [Add α] [Zero α] (as : List α) : α := foldr (fun a r => a + r) Zero.zero as
@[simp] theorem mem_filter {p : α → Bool} {a : α} {as : List α} : a ∈ filter p as ↔ a ∈ as ∧ p a = true := by
  induction as with
  | nil => exact ⟨(absurd · not_mem_nil), fun h => absurd h.1 not_mem_nil⟩
  | cons b as ih =>
    have step : filter p (b :: as) = cond (p b) (b :: filter p as) (filter p as) := rfl
    rw [step]
    cases e : p b with
    | true =>
      show a ∈ b :: filter p as ↔ _
      rw [mem_cons, mem_cons, ih]
      constructor
      · rintro (h | h)
        · exact ⟨.inl h, h ▸ e⟩
        · exact ⟨.inr h.1, h.2⟩
      · rintro ⟨h | h, k⟩
        · exact .inl h
        · exact .inr ⟨h, k⟩
    | false =>
      show a ∈ filter p as ↔ _
      rw [mem_cons, ih]
      constructor
      · exact fun h => ⟨.inr h.1, h.2⟩
      · rintro ⟨h | h, k⟩
        · rw [h, e] at k
          exact absurd k Bool.false_ne_true
        · exact ⟨h, k⟩
@[simp] theorem length_replicate {n : Nat} {a : α} : length (replicate n a) = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg Nat.succ ih
@[simp] theorem take_append_drop (n : Nat) (as : List α) : take n as ++ drop n as = as := by
  induction n generalizing as with
  | zero => rfl
  | succ n ih => cases as with
    | nil => rfl
    | cons a as => exact congrArg (a :: ·) (ih as)
@[simp] theorem map_map {f : β → γ} {g : α → β} {as : List α} : map f (map g as) = map (f ∘ g) as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [map_cons, map_cons, map_cons, ih]; rfl
@[simp] theorem map_id_fun (as : List α) : map (fun a => a) as = as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [map_cons, ih]
theorem map_reverse {f : α → β} {as : List α} : map f (reverse as) = reverse (map f as) := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [reverse_cons, map_append, ih, map_cons, map_nil, map_cons, reverse_cons]
@[simp] theorem foldr_append {f : α → β → β} {init : β} {as bs : List α} :
    foldr f init (as ++ bs) = foldr f (foldr f init bs) as := by
  induction as with
  | nil => rfl
  | cons a as ih => exact congrArg (f a) ih
@[simp] theorem foldl_append {f : β → α → β} {init : β} {as bs : List α} :
    foldl f init (as ++ bs) = foldl f (foldl f init as) bs := by
  induction as generalizing init with
  | nil => rfl
  | cons a as ih => exact ih

end List
