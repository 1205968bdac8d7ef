prelude
import Trivium.Core.IntSimp
/-!
The values of the variables of a reflected expression, as a binary tree with the least index of each right half.
-/
set_option linter.all false

universe u v

namespace Lean

inductive RArray (α : Type u) : Type u where
  | leaf (x : α) : RArray α
  | branch (p : Nat) (l r : RArray α) : RArray α

/-- The value at an index; at an index that is too large, the last one. -/
noncomputable def RArray.get {α : Type u} (a : RArray α) (n : Nat) : α :=
  RArray.rec (motive := fun _ => α) (fun x => x) (fun p _ _ l r => cond (Nat.ble p n) r l) a
theorem RArray.get_eq_def {α : Type u} (a : RArray α) (n : Nat) : a.get n = match a with
    | .leaf x => x
    | .branch p l r => cond (Nat.ble p n) (r.get n) (l.get n) := by
  cases a <;> rfl

end Lean
