prelude
import Trivium.Core.NatDivision
/-!
Options, pairs and lists.
-/
set_option linter.all false

universe u v w

/-! ### Options and pairs -/

theorem Option.some.injection {α : Type u} {a b : α} (h : some a = some b) : a = b := by injection h
theorem Option.some_ne_none {α : Type u} (a : α) : some a ≠ none := fun h => by injection h
def Option.map {α : Type u} {β : Type v} (f : α → β) : Option α → Option β
  | none => none
  | some a => some (f a)
def Option.getD {α : Type u} (o : Option α) (fallback : α) : α :=
  match o with
  | none => fallback
  | some a => a
@[simp] theorem Option.map_none {α : Type u} {β : Type v} (f : α → β) : Option.map f none = none := rfl
@[simp] theorem Option.map_some {α : Type u} {β : Type v} (f : α → β) (a : α) : Option.map f (some a) = some (f a) := rfl

theorem Prod.ext {α : Type u} {β : Type v} {p q : α × β} (h : p.1 = q.1) (k : p.2 = q.2) : p = q := by
  cases p; cases q; cases h; cases k; rfl
@[simp] theorem Prod.mk.eta {α : Type u} {β : Type v} (p : α × β) : (p.1, p.2) = p := rfl
def Prod.swap {α : Type u} {β : Type v} (p : α × β) : β × α := (p.2, p.1)
@[simp] theorem Prod.swap_swap {α : Type u} {β : Type v} (p : α × β) : p.swap.swap = p := rfl

/-! ### Lists -/

namespace List

variable {α : Type u} {β : Type v}

protected def append : List α → List α → List α
  | nil, bs => bs
  | cons a as, bs => cons a (List.append as bs)
instance instAppend : Append (List α) := ⟨List.append⟩

def length : List α → Nat
  | nil => 0
  | cons _ as => Nat.succ (length as)
def map (f : α → β) : List α → List β
  | nil => nil
  | cons a as => cons (f a) (map f as)
def reverse : List α → List α
  | nil => nil
  | cons a as => reverse as ++ cons a nil
def foldr (f : α → β → β) (init : β) : List α → β
  | nil => init
  | cons a as => f a (foldr f init as)

@[simp] theorem nil_append (as : List α) : [] ++ as = as := rfl
@[simp] theorem cons_append (a : α) (as bs : List α) : (a :: as) ++ bs = a :: (as ++ bs) := rfl
@[simp] theorem append_nil (as : List α) : as ++ [] = as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [cons_append, ih]
theorem append_assoc (as bs cs : List α) : as ++ bs ++ cs = as ++ (bs ++ cs) := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [cons_append, cons_append, cons_append, ih]
@[simp] theorem length_nil : length ([] : List α) = 0 := rfl
@[simp] theorem length_cons (a : α) (as : List α) : length (a :: as) = length as + 1 := rfl
@[simp] theorem length_append (as bs : List α) : length (as ++ bs) = length as + length bs := by
  induction as with
  | nil => exact (Nat.zero_add _).symm
  | cons a as ih => rw [cons_append, length_cons, length_cons, ih, Nat.add_right_comm]
@[simp] theorem map_nil (f : α → β) : map f [] = [] := rfl
@[simp] theorem map_cons (f : α → β) (a : α) (as : List α) : map f (a :: as) = f a :: map f as := rfl
@[simp] theorem length_map (f : α → β) (as : List α) : length (map f as) = length as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [map_cons, length_cons, length_cons, ih]
@[simp] theorem map_append (f : α → β) (as bs : List α) : map f (as ++ bs) = map f as ++ map f bs := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [cons_append, map_cons, map_cons, cons_append, ih]
@[simp] theorem reverse_nil : reverse ([] : List α) = [] := rfl
@[simp] theorem reverse_cons (a : α) (as : List α) : reverse (a :: as) = reverse as ++ [a] := rfl
theorem reverse_append (as bs : List α) : reverse (as ++ bs) = reverse bs ++ reverse as := by
  induction as with
  | nil => rw [nil_append, reverse_nil, append_nil]
  | cons a as ih => rw [cons_append, reverse_cons, reverse_cons, ih, append_assoc]
@[simp] theorem reverse_reverse (as : List α) : reverse (reverse as) = as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [reverse_cons, reverse_append, ih]; rfl
@[simp] theorem length_reverse (as : List α) : length (reverse as) = length as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [reverse_cons, length_append, ih]; rfl

end List
