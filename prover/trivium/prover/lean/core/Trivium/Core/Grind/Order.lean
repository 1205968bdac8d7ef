prelude
import Trivium.Core.Grind.RingLemmas
/-!
The steps of `grind`'s decision procedure for orders: bounds `a ≤ b + k` between pairs of terms, `k` an integer.
-/
set_option linter.all false

universe u

namespace Lean.Grind.Order

attribute [local instance] Ring.intCast

/-! ### Facts brought to the form of a bound -/

theorem eq_mp {p q : Prop} (h : p = q) (k : p) : q := h ▸ k
theorem eq_mp_not {p q : Prop} (h : p = q) (k : ¬p) : ¬q := h ▸ k
theorem eq_trans_true {p q : Prop} (h : p = q) (k : q = True) : p = True := h.trans k
theorem eq_trans_false {p q : Prop} (h : p = q) (k : q = False) : p = False := h.trans k
theorem eq_trans_true' {p q : Prop} (h : p = q) (k : p = True) : q = True := h.symm.trans k
theorem eq_trans_false' {p q : Prop} (h : p = q) (k : p = False) : q = False := h.symm.trans k
theorem nat_eq (a b : Nat) (x y : Int) (h : NatCast.natCast a = x) (k : NatCast.natCast b = y) (e : x = y) : a = b :=
  Int.ofNat_inj.mp (h.trans (e.trans k.symm))
theorem of_nat_eq (a b : Nat) (x y : Int) (h : NatCast.natCast a = x) (k : NatCast.natCast b = y) (e : a = b) : x = y :=
  h.symm.trans (e ▸ k)
theorem of_natCast_eq (a b : Nat) (x y : Int) (h : NatCast.natCast a = x) (k : NatCast.natCast b = y)
    (e : NatCast.natCast (R := Int) a = NatCast.natCast b) : x = y := h.symm.trans (e.trans k)

section

variable {α : Type u} [LE α]

theorem le_of_eq_1 [Std.IsPreorder α] {a b : α} (h : a = b) : a ≤ b := h ▸ Std.le_refl a
theorem le_of_eq_2 [Std.IsPreorder α] {a b : α} (h : a = b) : b ≤ a := h ▸ Std.le_refl a
theorem le_of_not_le [Std.IsLinearPreorder α] {a b : α} (h : ¬a ≤ b) : b ≤ a := Std.le_of_not_ge h
theorem lt_of_not_le [LT α] [Std.LawfulOrderLT α] [Std.IsLinearPreorder α] {a b : α} (h : ¬a ≤ b) : b < a := Std.lt_of_not_ge h
theorem le_of_not_lt [LT α] [Std.LawfulOrderLT α] [Std.IsLinearPreorder α] {a b : α} (h : ¬a < b) : b ≤ a := Std.le_of_not_gt h
theorem eq_of_le_of_le [Std.IsPartialOrder α] {a b : α} (h : a ≤ b) (k : b ≤ a) : a = b := Std.IsPartialOrder.le_antisymm a b h k
theorem le_trans [Std.IsPreorder α] {a b c : α} (h : a ≤ b) (k : b ≤ c) : a ≤ c := Std.le_trans h k
theorem le_eq_true [Std.IsPreorder α] {a : α} : (a ≤ a) = True := eq_true (Std.le_refl a)
theorem lt_trans [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] {a b c : α} (h : a < b) (k : b < c) : a < c := Std.lt_trans h k
theorem le_lt_trans [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] {a b c : α} (h : a ≤ b) (k : b < c) : a < c :=
  Std.lt_of_le_of_lt h k
theorem lt_le_trans [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] {a b c : α} (h : a < b) (k : b ≤ c) : a < c :=
  Std.lt_of_lt_of_le h k
theorem lt_unsat [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] (a : α) (h : a < a) : False := Std.lt_irrefl h
theorem le_eq_true_of_lt [LT α] [Std.LawfulOrderLT α] {a b : α} (h : a < b) : (a ≤ b) = True := eq_true (Std.le_of_lt h)
theorem lt_eq_false [LT α] [Std.LawfulOrderLT α] {a : α} : (a < a) = False := eq_false Std.lt_irrefl
theorem le_eq_false_of_lt [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] {a b : α} (h : a < b) : (b ≤ a) = False :=
  eq_false (Std.not_le_of_gt h)
theorem lt_eq_false_of_lt [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] {a b : α} (h : a < b) : (b < a) = False :=
  eq_false fun k => Std.lt_irrefl (Std.lt_trans h k)
theorem lt_eq_false_of_le [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] {a b : α} (h : a ≤ b) : (b < a) = False :=
  eq_false fun k => Std.lt_irrefl (Std.lt_of_le_of_lt h k)

end

/-! ### Bounds with an integer -/

theorem add_cast_zero {α : Type u} [Ring α] (a : α) : a + ((0 : Int) : α) = a := by rw [Ring.intCast_zero, Semiring.add_zero]
theorem add_cast_cancel {α : Type u} [Ring α] (a : α) (k : Int) : a + (k : α) + ((-k : Int) : α) = a := by
  rw [Semiring.add_assoc, ← Ring.intCast_add, Int.add_right_neg, add_cast_zero]

section

variable {α : Type u} [LE α] [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] [Ring α] [OrderedRing α]

theorem le_shift {a b : α} {k : Int} (j : Int) (h : a ≤ b + k) : a + j ≤ b + (k + j : Int) := by
  rw [Ring.intCast_add, ← Semiring.add_assoc]
  exact OrderedAdd.add_le_left h (j : α)
theorem lt_shift {a b : α} {k : Int} (j : Int) (h : a < b + k) : a + j < b + (k + j : Int) := by
  rw [Ring.intCast_add, ← Semiring.add_assoc]
  exact OrderedAdd.add_lt_left h (j : α)
theorem add_cast_le (b : α) {k k' : Int} (h : k ≤ k') : b + (k : α) ≤ b + (k' : α) :=
  OrderedAdd.add_le_right b (OrderedRing.intCast_le h)
theorem add_cast_lt (b : α) {k k' : Int} (h : k < k') : b + (k : α) < b + (k' : α) :=
  OrderedAdd.add_lt_right b (OrderedRing.intCast_lt h)

theorem le_of_eq_1_k {a b : α} (h : a = b) : a ≤ b + Int.cast (R := α) 0 := by
  rw [add_cast_zero]; exact le_of_eq_1 h
theorem le_of_eq_2_k {a b : α} (h : a = b) : b ≤ a + Int.cast (R := α) 0 := by
  rw [add_cast_zero]; exact le_of_eq_2 h
theorem le_of_offset_eq_1_k {a b : α} {k : Int} (h : a = b + k) : a ≤ b + k := le_of_eq_1 h
theorem le_of_offset_eq_2_k {a b : α} {k : Int} (h : a = b + k) : b ≤ a + (-k : Int) := by
  rw [h, add_cast_cancel]
  exact Std.le_refl b
theorem le_trans_k {a b c : α} {k₁ k₂ : Int} (k : Int) (h₁ : a ≤ b + k₁) (h₂ : b ≤ c + k₂) (e : (k == k₂ + k₁) = true) :
    a ≤ c + k := by
  rw [eq_of_beq e]
  exact Std.le_trans h₁ (le_shift k₁ h₂)
theorem lt_trans_k {a b c : α} {k₁ k₂ : Int} (k : Int) (h₁ : a < b + k₁) (h₂ : b < c + k₂) (e : (k == k₂ + k₁) = true) :
    a < c + k := by
  rw [eq_of_beq e]
  exact Std.lt_trans h₁ (lt_shift k₁ h₂)
theorem le_lt_trans_k {a b c : α} {k₁ k₂ : Int} (k : Int) (h₁ : a ≤ b + k₁) (h₂ : b < c + k₂) (e : (k == k₂ + k₁) = true) :
    a < c + k := by
  rw [eq_of_beq e]
  exact Std.lt_of_le_of_lt h₁ (lt_shift k₁ h₂)
theorem lt_le_trans_k {a b c : α} {k₁ k₂ : Int} (k : Int) (h₁ : a < b + k₁) (h₂ : b ≤ c + k₂) (e : (k == k₂ + k₁) = true) :
    a < c + k := by
  rw [eq_of_beq e]
  exact Std.lt_of_lt_of_le h₁ (le_shift k₁ h₂)
theorem le_unsat_k {a : α} {k : Int} (h : Int.blt' k 0 = true) (l : a ≤ a + k) : False := by
  have s := Std.lt_of_le_of_lt l (add_cast_lt a (Int.blt'_eq k 0 ▸ h))
  rw [add_cast_zero] at s
  exact Std.lt_irrefl s
theorem lt_unsat_k {a : α} {k : Int} (h : Int.ble' k 0 = true) (l : a < a + k) : False := by
  have s := Std.lt_of_lt_of_le l (add_cast_le a (Int.ble'_eq k 0 ▸ h))
  rw [add_cast_zero] at s
  exact Std.lt_irrefl s

/-! ### Bounds that hold, or fail, because of another -/

theorem le_eq_true_k {a : α} {k : Int} (h : Int.ble' 0 k = true) : (a ≤ a + k) = True := eq_true (by
  have s := add_cast_le a (Int.ble'_eq 0 k ▸ h)
  rw [add_cast_zero] at s
  exact s)
theorem lt_eq_true_k {a : α} {k : Int} (h : Int.blt' 0 k = true) : (a < a + k) = True := eq_true (by
  have s := add_cast_lt a (Int.blt'_eq 0 k ▸ h)
  rw [add_cast_zero] at s
  exact s)
theorem le_eq_true_of_le_k {a b : α} {k₁ k₂ : Int} (h : Int.ble' k₁ k₂ = true) (l : a ≤ b + k₁) : (a ≤ b + k₂) = True :=
  eq_true (Std.le_trans l (add_cast_le b (Int.ble'_eq k₁ k₂ ▸ h)))
theorem le_eq_true_of_lt_k {a b : α} {k₁ k₂ : Int} (h : Int.ble' k₁ k₂ = true) (l : a < b + k₁) : (a ≤ b + k₂) = True :=
  le_eq_true_of_le_k h (Std.le_of_lt l)
theorem lt_eq_true_of_lt_k {a b : α} {k₁ k₂ : Int} (h : Int.ble' k₁ k₂ = true) (l : a < b + k₁) : (a < b + k₂) = True :=
  eq_true (Std.lt_of_lt_of_le l (add_cast_le b (Int.ble'_eq k₁ k₂ ▸ h)))
theorem lt_eq_true_of_le_k {a b : α} {k₁ k₂ : Int} (h : Int.blt' k₁ k₂ = true) (l : a ≤ b + k₁) : (a < b + k₂) = True :=
  eq_true (Std.lt_of_le_of_lt l (add_cast_lt b (Int.blt'_eq k₁ k₂ ▸ h)))
theorem le_eq_false_k {a : α} {k : Int} (h : Int.blt' k 0 = true) : (a ≤ a + k) = False := eq_false (le_unsat_k h)
theorem lt_eq_false_k {a : α} {k : Int} (h : Int.ble' k 0 = true) : (a < a + k) = False := eq_false (lt_unsat_k h)
theorem le_eq_false_of_le_k {a b : α} {k₁ k₂ : Int} (h : Int.blt' (k₂ + k₁) 0 = true) (l : a ≤ b + k₁) : (b ≤ a + k₂) = False :=
  eq_false fun r => le_unsat_k h (le_trans_k _ l r (beq_self_eq_true _))
theorem lt_eq_false_of_le_k (a b : α) (k₁ k₂ : Int) (h : Int.ble' (k₂ + k₁) 0 = true) (l : a ≤ b + k₁) : (b < a + k₂) = False :=
  eq_false fun r => lt_unsat_k h (le_lt_trans_k _ l r (beq_self_eq_true _))
theorem lt_eq_false_of_lt_k (a b : α) (k₁ k₂ : Int) (h : Int.ble' (k₂ + k₁) 0 = true) (l : a < b + k₁) : (b < a + k₂) = False :=
  eq_false fun r => lt_unsat_k h (lt_trans_k _ l r (beq_self_eq_true _))
theorem le_eq_false_of_lt_k (a b : α) (k₁ k₂ : Int) (h : Int.ble' (k₂ + k₁) 0 = true) (l : a < b + k₁) : (b ≤ a + k₂) = False :=
  eq_false fun r => lt_unsat_k h (lt_le_trans_k _ l r (beq_self_eq_true _))

end

theorem eq_of_le_of_le_0 {α : Type u} [LE α] [Std.IsPartialOrder α] [Ring α] {a b : α} (h : a ≤ b + Int.cast (R := α) 0)
    (k : b ≤ a + Int.cast (R := α) 0) : a = b := by
  rw [add_cast_zero] at h k
  exact eq_of_le_of_le h k
theorem le_of_not_lt_k {α : Type u} [LE α] [LT α] [Std.LawfulOrderLT α] [Std.IsLinearPreorder α] [Ring α] [OrderedRing α] {a b : α}
    {k k' : Int} (e : Int.beq' k' (-k) = true) (h : ¬a < b + k) : b ≤ a + k' := by
  have e' : k' = -k := Int.beq'_eq k' (-k) ▸ e
  rw [e']
  have s := OrderedAdd.add_le_left (le_of_not_lt h) ((-k : Int) : α)
  rw [add_cast_cancel] at s
  exact s
theorem lt_of_not_le_k {α : Type u} [LE α] [LT α] [Std.LawfulOrderLT α] [Std.IsLinearPreorder α] [Ring α] [OrderedRing α] {a b : α}
    {k k' : Int} (e : Int.beq' k' (-k) = true) (h : ¬a ≤ b + k) : b < a + k' := by
  have e' : k' = -k := Int.beq'_eq k' (-k) ▸ e
  rw [e']
  have s := OrderedAdd.add_lt_left (lt_of_not_le h) ((-k : Int) : α)
  rw [add_cast_cancel] at s
  exact s
theorem int_lt {x y k k' : Int} (e : Int.beq' k' (k - 1) = true) (h : x < y + k) : x ≤ y + k' := by
  have e' : k' = k - 1 := Int.beq'_eq k' (k - 1) ▸ e
  omega

end Lean.Grind.Order
