prelude
import Trivium.Core.IntSimp
/-!
Laws of orders as classes, and that `Nat` and `Int` obey them.
-/
set_option linter.all false

universe u

namespace Std

class Total {α : Sort u} (r : α → α → Prop) : Prop where total : ∀ a b, r a b ∨ r b a
class Antisymm {α : Sort u} (r : α → α → Prop) : Prop where antisymm : ∀ a b, r a b → r b a → a = b
class Irrefl {α : Sort u} (r : α → α → Prop) : Prop where irrefl : ∀ a, ¬r a a
class Asymm {α : Sort u} (r : α → α → Prop) : Prop where asymm : ∀ a b, r a b → ¬r b a
class Trichotomous {α : Sort u} (r : α → α → Prop) : Prop where trichotomous : ∀ a b, ¬r a b → ¬r b a → a = b
class IdempotentOp {α : Sort u} (op : α → α → α) : Prop where idempotent : ∀ a, op a a = a
class LawfulIdentity {α : Sort u} (op : α → α → α) (e : outParam α) : Prop where
  left_id : ∀ a, op e a = a
  right_id : ∀ a, op a e = a

class IsPreorder (α : Type u) [LE α] : Prop where
  le_refl : ∀ a : α, a ≤ a
  le_trans : ∀ a b c : α, a ≤ b → b ≤ c → a ≤ c
class IsPartialOrder (α : Type u) [LE α] : Prop extends IsPreorder α where
  le_antisymm : ∀ a b : α, a ≤ b → b ≤ a → a = b
class IsLinearPreorder (α : Type u) [LE α] : Prop extends IsPreorder α where
  le_total : ∀ a b : α, a ≤ b ∨ b ≤ a
class IsLinearOrder (α : Type u) [LE α] : Prop extends IsPartialOrder α, IsLinearPreorder α
class LawfulOrderLT (α : Type u) [LT α] [LE α] : Prop where
  lt_iff : ∀ a b : α, a < b ↔ a ≤ b ∧ ¬b ≤ a

section

variable {α : Type u} [LE α] {a b c : α}

theorem le_refl [IsPreorder α] (a : α) : a ≤ a := IsPreorder.le_refl a
theorem le_trans [IsPreorder α] (h : a ≤ b) (k : b ≤ c) : a ≤ c := IsPreorder.le_trans a b c h k
theorem le_of_not_ge [IsLinearPreorder α] (h : ¬b ≤ a) : a ≤ b := (IsLinearPreorder.le_total a b).resolve_right h

end

variable {α : Type u} [LE α] [LT α] {a b c : α}

theorem le_of_lt [LawfulOrderLT α] (h : a < b) : a ≤ b := ((LawfulOrderLT.lt_iff a b).mp h).1
theorem not_le_of_gt [LawfulOrderLT α] (h : a < b) : ¬b ≤ a := ((LawfulOrderLT.lt_iff a b).mp h).2
theorem lt_irrefl [LawfulOrderLT α] : ¬a < a := fun h => not_le_of_gt h (le_of_lt h)
theorem lt_of_le_of_lt [IsPreorder α] [LawfulOrderLT α] (h : a ≤ b) (k : b < c) : a < c :=
  (LawfulOrderLT.lt_iff a c).mpr ⟨le_trans h (le_of_lt k), fun l => not_le_of_gt k (le_trans l h)⟩
theorem lt_of_lt_of_le [IsPreorder α] [LawfulOrderLT α] (h : a < b) (k : b ≤ c) : a < c :=
  (LawfulOrderLT.lt_iff a c).mpr ⟨le_trans (le_of_lt h) k, fun l => not_le_of_gt h (le_trans k l)⟩
theorem lt_trans [IsPreorder α] [LawfulOrderLT α] (h : a < b) (k : b < c) : a < c := lt_of_lt_of_le h (le_of_lt k)
theorem lt_of_not_ge [IsLinearPreorder α] [LawfulOrderLT α] (h : ¬b ≤ a) : a < b :=
  (LawfulOrderLT.lt_iff a b).mpr ⟨le_of_not_ge h, h⟩
theorem le_of_not_gt [IsLinearPreorder α] [LawfulOrderLT α] (h : ¬b < a) : a ≤ b :=
  Classical.byContradiction fun n => h (lt_of_not_ge n)

end Std

instance Nat.instIsLinearOrder : Std.IsLinearOrder Nat where
  le_refl := Nat.le_refl
  le_trans _ _ _ := Nat.le_trans
  le_antisymm _ _ := Nat.le_antisymm
  le_total := Nat.le_total
instance Nat.instLawfulOrderLT : Std.LawfulOrderLT Nat := ⟨fun a b => by omega⟩
instance Int.instIsLinearOrder : Std.IsLinearOrder Int where
  le_refl := Int.le_refl
  le_trans _ _ _ := Int.le_trans
  le_antisymm _ _ := Int.le_antisymm
  le_total := Int.le_total
instance Int.instLawfulOrderLT : Std.LawfulOrderLT Int := ⟨fun a b => by omega⟩

instance : Std.Associative (α := Nat) (· + ·) := ⟨Nat.add_assoc⟩
instance : Std.Commutative (α := Nat) (· + ·) := ⟨Nat.add_comm⟩
instance : Std.LawfulIdentity (α := Nat) (· + ·) 0 := ⟨Nat.zero_add, Nat.add_zero⟩
instance : Std.Associative (α := Nat) (· * ·) := ⟨Nat.mul_assoc⟩
instance : Std.Commutative (α := Nat) (· * ·) := ⟨Nat.mul_comm⟩
instance : Std.LawfulIdentity (α := Nat) (· * ·) 1 := ⟨Nat.one_mul, Nat.mul_one⟩
instance : Std.Associative (α := Int) (· + ·) := ⟨Int.add_assoc⟩
instance : Std.Commutative (α := Int) (· + ·) := ⟨Int.add_comm⟩
instance : Std.LawfulIdentity (α := Int) (· + ·) 0 := ⟨Int.zero_add, Int.add_zero⟩
instance : Std.Associative (α := Int) (· * ·) := ⟨Int.mul_assoc⟩
instance : Std.Commutative (α := Int) (· * ·) := ⟨Int.mul_comm⟩
instance : Std.LawfulIdentity (α := Int) (· * ·) 1 := ⟨Int.one_mul, Int.mul_one⟩
instance : Std.Associative And := ⟨fun _ _ _ => propext and_assoc⟩
instance : Std.Commutative And := ⟨fun _ _ => propext and_comm⟩
instance : Std.IdempotentOp And := ⟨fun _ => and_self _⟩
instance : Std.LawfulIdentity And True := ⟨true_and, and_true⟩
instance : Std.Associative Or := ⟨fun _ _ _ => propext or_assoc⟩
instance : Std.Commutative Or := ⟨fun _ _ => propext or_comm⟩
instance : Std.IdempotentOp Or := ⟨fun _ => or_self _⟩
instance : Std.LawfulIdentity Or False := ⟨false_or, or_false⟩
instance : Std.Associative (α := Nat) min := ⟨Nat.min_assoc⟩
instance : Std.Commutative (α := Nat) min := ⟨Nat.min_comm⟩
instance : Std.IdempotentOp (α := Nat) min := ⟨Nat.min_self⟩
instance : Std.Associative (α := Nat) max := ⟨Nat.max_assoc⟩
instance : Std.Commutative (α := Nat) max := ⟨Nat.max_comm⟩
instance : Std.IdempotentOp (α := Nat) max := ⟨Nat.max_self⟩
