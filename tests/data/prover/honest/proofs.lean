--! logic
theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := sorry
--!
theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩

--! arithmetic
theorem t (n m : Nat) (h : 2 * n = 2 * m) : n = m := sorry
--!
theorem t (n m : Nat) (h : 2 * n = 2 * m) : n = m := by omega

--! induction
theorem t (n : Nat) : 0 + n = n := sorry
--!
theorem t (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg Nat.succ ih

--! helper lemmas, one of them private
theorem t (a b c : Nat) : a + b + c = c + b + a := sorry
--!
private theorem swap (a b : Nat) : a + b = b + a := Nat.add_comm a b
theorem helper (a b c : Nat) : a + b + c = c + (b + a) := by rw [swap (a + b) c, swap a b]
theorem t (a b c : Nat) : a + b + c = c + b + a := by rw [helper, Nat.add_assoc]

--! the target has the proof already
theorem t : 2 + 2 = 4 := rfl
--!
theorem t : 2 + 2 = 4 := by decide

--! other words for the same statement
theorem t : ∀ n : Nat, n = n := sorry
--!
theorem t (n : Nat) : n = n := rfl

--! the word in comments, strings and names
theorem t : 1 = 1 := sorry
--!
/- there is no sorry in this proof; axiom and #exit neither -/
def text : String := "sorry"
theorem no_sorry' : 1 = 1 := rfl -- sorry
theorem t : 1 = 1 := no_sorry'

--! a definition of the target, with a recursion
def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2
theorem t (n : Nat) : double n = 2 * n := sorry
--!
def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2
theorem t (n : Nat) : double n = 2 * n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    show double n + 2 = 2 * (n + 1)
    omega

--! an inductive type and a structure of the target
universe u
inductive Tree (α : Type u) where
  | leaf
  | node (left : Tree α) (value : α) (right : Tree α)
structure Pair where
  a : Nat
  b : Nat
theorem t (p : Pair) : p = ⟨p.a, p.b⟩ := sorry
--!
universe u
inductive Tree (α : Type u) where
  | leaf
  | node (left : Tree α) (value : α) (right : Tree α)
structure Pair where
  a : Nat
  b : Nat
theorem t (p : Pair) : p = ⟨p.a, p.b⟩ := rfl

--! mutual inductive propositions
mutual
inductive Ev : Nat → Prop
  | zero : Ev 0
  | succ {n} : Od n → Ev (n + 1)
inductive Od : Nat → Prop
  | succ {n} : Ev n → Od (n + 1)
end
theorem t : Ev 2 := sorry
--!
mutual
inductive Ev : Nat → Prop
  | zero : Ev 0
  | succ {n} : Od n → Ev (n + 1)
inductive Od : Nat → Prop
  | succ {n} : Ev n → Od (n + 1)
end
theorem t : Ev 2 := .succ (.succ .zero)

--! a definition that the target leaves open
def answer : Nat := sorry
theorem t : answer * answer = 49 := sorry
--!
def answer : Nat := 7
theorem t : answer * answer = 49 := rfl

--! an instance of the target
structure Parity where
  odd : Bool
instance : Add Parity := ⟨fun a b => ⟨a.odd && b.odd⟩⟩
theorem t (a b : Parity) : a + b = b + a := sorry
--!
structure Parity where
  odd : Bool
instance : Add Parity := ⟨fun a b => ⟨a.odd && b.odd⟩⟩
theorem t (a b : Parity) : a + b = b + a := by
  cases a with | mk a => cases b with | mk b => cases a <;> cases b <;> rfl

--! namespaces, sections and variables
namespace Deep
variable (p : Prop)
theorem t (h : p) : p ∨ False := sorry
end Deep
--!
namespace Deep
section
variable (p : Prop)
theorem t (h : p) : p ∨ False := Or.inl h
end
end Deep

--! classical reasoning
theorem t (p : Prop) : ¬¬p → p := sorry
--!
theorem t (p : Prop) : ¬¬p → p := fun h => Classical.byContradiction h

--! functions are equal where their values are
theorem t (f g : Nat → Nat) (h : ∀ n, f n = g n) : f = g := sorry
--!
theorem t (f g : Nat → Nat) (h : ∀ n, f n = g n) : f = g := funext h

--! universes
theorem t.{u} (α : Sort u) (a b : α) (h : a = b) : b = a := sorry
--!
theorem t.{u} (α : Sort u) (a b : α) (h : a = b) : b = a := h.symm

--! large numbers
theorem t : 2 ^ 200 % 7 = 4 := sorry
--!
theorem t : 2 ^ 200 % 7 = 4 := by decide

--! a library that only the candidate imports
theorem t (n m : Nat) (h : 2 * n = 2 * m) : n = m := sorry
--!
import Trivium.Reflection
theorem t (n m : Nat) (h : 2 * n = 2 * m) : n = m := by omega

--! a library that both import
import Trivium.Rat
import Trivium.Ring
theorem t (a b : Rat) : a = a := sorry
--!
-- in another order
import Trivium.Ring
import Trivium.Rat
theorem t (a b : Rat) : a = a := rfl
