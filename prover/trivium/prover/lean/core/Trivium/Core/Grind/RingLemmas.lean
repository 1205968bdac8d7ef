prelude
import Trivium.Core.Grind.Envelope
/-!
Consequences of the laws of rings and ordered rings: negatives, differences, integers in a ring.
-/
set_option linter.all false

universe u

/-- Comparisons of integers that the kernel computes without going through `Decidable`. -/
protected def Int.beq' : Int → Int → Bool
  | .ofNat m, .ofNat n => Nat.beq m n
  | .negSucc m, .negSucc n => Nat.beq m n
  | _, _ => false
protected def Int.ble' : Int → Int → Bool
  | .ofNat m, .ofNat n => Nat.ble m n
  | .ofNat _, .negSucc _ => false
  | .negSucc _, .ofNat _ => true
  | .negSucc m, .negSucc n => Nat.ble n m
protected def Int.blt' : Int → Int → Bool
  | .ofNat m, .ofNat n => Nat.ble (m + 1) n
  | .ofNat _, .negSucc _ => false
  | .negSucc _, .ofNat _ => true
  | .negSucc m, .negSucc n => Nat.ble (n + 1) m
@[simp] theorem Int.beq'_eq (a b : Int) : (Int.beq' a b = true) = (a = b) := by
  cases a with
  | ofNat m => cases b with
    | ofNat n => exact propext ⟨fun h => congrArg Int.ofNat (Nat.eq_of_beq_eq_true m n h), fun h => Int.ofNat_inj.mp h ▸ Nat.beq_refl _⟩
    | negSucc n => exact propext ⟨fun h => absurd h Bool.false_ne_true, fun h => by injection h⟩
  | negSucc m => cases b with
    | ofNat n => exact propext ⟨fun h => absurd h Bool.false_ne_true, fun h => by injection h⟩
    | negSucc n => exact propext ⟨fun h => congrArg Int.negSucc (Nat.eq_of_beq_eq_true m n h), fun h => by
        injection h with h
        exact h ▸ Nat.beq_refl _⟩
@[simp] theorem Int.ble'_eq (a b : Int) : (Int.ble' a b = true) = (a ≤ b) := by
  cases a with
  | ofNat m => cases b with
    | ofNat n => exact propext ⟨fun h => Int.ofNat_le.mpr (Nat.le_of_ble_eq_true h), fun h => Nat.ble_eq_true_of_le (Int.ofNat_le.mp h)⟩
    | negSucc n => exact propext ⟨fun h => absurd h Bool.false_ne_true, fun h => absurd h (by
        rw [Int.negSucc_eq]
        have := Int.natCast_nonneg m
        show ¬(m : Int) ≤ _
        omega)⟩
  | negSucc m => cases b with
    | ofNat n => exact propext ⟨fun _ => by
        rw [Int.negSucc_eq]
        show _ ≤ (n : Int)
        omega, fun _ => rfl⟩
    | negSucc n =>
      show (Nat.ble n m = true) = _
      rw [Int.negSucc_eq, Int.negSucc_eq]
      exact propext ⟨fun h => by
        have := Nat.le_of_ble_eq_true h
        omega, fun h => Nat.ble_eq_true_of_le (by omega)⟩
@[simp] theorem Int.blt'_eq (a b : Int) : (Int.blt' a b = true) = (a < b) := by
  cases a with
  | ofNat m => cases b with
    | ofNat n => exact propext ⟨fun h => Int.ofNat_lt.mpr (Nat.le_of_ble_eq_true h), fun h => Nat.ble_eq_true_of_le (Int.ofNat_lt.mp h)⟩
    | negSucc n => exact propext ⟨fun h => absurd h Bool.false_ne_true, fun h => absurd h (by
        rw [Int.negSucc_eq]
        show ¬(m : Int) < _
        omega)⟩
  | negSucc m => cases b with
    | ofNat n => exact propext ⟨fun _ => by
        rw [Int.negSucc_eq]
        show _ < (n : Int)
        omega, fun _ => rfl⟩
    | negSucc n =>
      show (Nat.ble (n + 1) m = true) = _
      rw [Int.negSucc_eq, Int.negSucc_eq]
      exact propext ⟨fun h => by
        have := Nat.le_of_ble_eq_true h
        omega, fun h => Nat.ble_eq_true_of_le (by omega)⟩

namespace Lean.Grind

attribute [local instance] Semiring.natCast Semiring.nsmul Ring.intCast Ring.zsmul

/-! ### Semirings -/

namespace Semiring

variable {α : Type u} [Semiring α]

theorem zero_add (a : α) : 0 + a = a := Ring.OfSemiring.zero_add a
theorem add_left_comm (a b c : α) : a + (b + c) = b + (a + c) := Ring.OfSemiring.add_left_comm a b c
theorem natCast_zero : ((0 : Nat) : α) = 0 := Ring.OfSemiring.natCast_zero
theorem natCast_one : ((1 : Nat) : α) = 1 := Ring.OfSemiring.natCast_one
theorem natCast_succ (n : Nat) : ((n + 1 : Nat) : α) = (n : α) + 1 := Ring.OfSemiring.natCast_succ n
theorem natCast_add (m n : Nat) : ((m + n : Nat) : α) = (m : α) + (n : α) := by
  induction n with
  | zero => rw [Nat.add_zero, natCast_zero, add_zero]
  | succ n ih => rw [Nat.add_succ, natCast_succ, ih, natCast_succ, add_assoc]
theorem natCast_mul (m n : Nat) : ((m * n : Nat) : α) = (m : α) * (n : α) := by
  induction n with
  | zero => rw [Nat.mul_zero, natCast_zero, mul_zero]
  | succ n ih => rw [Nat.mul_succ, natCast_add, ih, natCast_succ, left_distrib, mul_one]
theorem natCast_pow (m n : Nat) : ((m ^ n : Nat) : α) = (m : α) ^ n := by
  induction n with
  | zero => rw [Nat.pow_zero, natCast_one, pow_zero]
  | succ n ih => rw [Nat.pow_succ, natCast_mul, ih, pow_succ]
theorem pow_one (a : α) : a ^ 1 = a := by rw [pow_succ, pow_zero, one_mul]
theorem pow_two (a : α) : a ^ 2 = a * a := by rw [pow_succ, pow_one]
theorem pow_add (a : α) (m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => rw [Nat.add_zero, pow_zero, mul_one]
  | succ n ih => rw [Nat.add_succ, pow_succ, ih, pow_succ, mul_assoc]
theorem natCast_mul_comm (n : Nat) (a : α) : (n : α) * a = a * (n : α) := by
  induction n with
  | zero => rw [natCast_zero, zero_mul, mul_zero]
  | succ n ih => rw [natCast_succ, right_distrib, ih, left_distrib, one_mul, mul_one]
theorem natCast_eq_ofNat (n : Nat) : NatCast.natCast n = OfNat.ofNat (α := α) n := (ofNat_eq_natCast n).symm

instance toNatModule : NatModule α where
  zero := 0
  add_zero := add_zero
  add_comm := add_comm
  add_assoc := add_assoc
  zero_nsmul a := by rw [nsmul_eq_natCast_mul, natCast_zero, zero_mul]
  add_one_nsmul n a := by rw [nsmul_eq_natCast_mul, nsmul_eq_natCast_mul, natCast_succ, right_distrib, one_mul]

end Semiring

/-! ### Rings -/

namespace Ring

open Semiring (add_comm add_assoc add_zero zero_add add_left_comm mul_assoc mul_one one_mul left_distrib right_distrib zero_mul mul_zero)

variable {α : Type u} [Ring α]

theorem add_neg_cancel (a : α) : a + -a = 0 := by rw [add_comm, neg_add_cancel]
theorem add_right_cancel {a b c : α} (h : a + c = b + c) : a = b := by
  have e := congrArg (· + -c) h
  simp only [add_assoc, add_neg_cancel, add_zero] at e
  exact e
theorem add_left_cancel {a b c : α} (h : c + a = c + b) : a = b := by
  rw [add_comm c, add_comm c] at h
  exact add_right_cancel h
theorem neg_neg (a : α) : -(-a) = a := add_right_cancel (c := -a) (by rw [neg_add_cancel, add_neg_cancel])
theorem neg_zero : -(0 : α) = 0 := add_right_cancel (c := 0) (by rw [neg_add_cancel, add_zero])
theorem neg_add (a b : α) : -(a + b) = -a + -b := add_right_cancel (c := a + b) (by
  rw [neg_add_cancel, add_assoc, add_comm a, ← add_assoc (-b), neg_add_cancel, zero_add, neg_add_cancel])
theorem neg_mul (a b : α) : -a * b = -(a * b) := add_right_cancel (c := a * b) (by
  rw [← right_distrib, neg_add_cancel, neg_add_cancel, zero_mul])
theorem mul_neg (a b : α) : a * -b = -(a * b) := add_right_cancel (c := a * b) (by
  rw [← left_distrib, neg_add_cancel, neg_add_cancel, mul_zero])
theorem sub_self (a : α) : a - a = 0 := by rw [sub_eq_add_neg, add_neg_cancel]
theorem sub_eq_zero {a b : α} : a - b = 0 ↔ a = b := by
  rw [sub_eq_add_neg]
  exact ⟨fun h => add_right_cancel (c := -b) (by rw [h, add_neg_cancel]), fun h => by rw [h, add_neg_cancel]⟩
theorem neg_sub (a b : α) : -(a - b) = b - a := by rw [sub_eq_add_neg, neg_add, neg_neg, sub_eq_add_neg, add_comm]
theorem neg_eq_zero {a : α} : -a = 0 ↔ a = 0 := ⟨fun h => by rw [← neg_neg a, h, neg_zero], fun h => by rw [h, neg_zero]⟩
theorem sub_mul (a b c : α) : (a - b) * c = a * c - b * c := by rw [sub_eq_add_neg, right_distrib, neg_mul, sub_eq_add_neg]
theorem mul_sub (a b c : α) : a * (b - c) = a * b - a * c := by rw [sub_eq_add_neg, left_distrib, mul_neg, sub_eq_add_neg]

/-! ### Integers in a ring -/

theorem intCast_zero : ((0 : Int) : α) = 0 := intCast_ofNat 0
theorem intCast_one : ((1 : Int) : α) = 1 := intCast_ofNat 1
theorem intCast_natCast (n : Nat) : ((n : Int) : α) = (n : α) := (intCast_ofNat n).trans (Semiring.ofNat_eq_natCast n)
theorem intCast_subNatNat (m n : Nat) : ((Int.subNatNat m n : Int) : α) = (m : α) - (n : α) := by
  apply Int.subNatNat_elim (p := fun m n (x : Int) => (x : α) = (m : α) - (n : α)) m n
  · intro i n
    rw [sub_eq_add_neg, Semiring.natCast_add, add_comm (n : α), add_assoc, add_neg_cancel, add_zero]
    exact intCast_natCast i
  · intro i m
    have e : Int.negSucc i = -((i + 1 : Nat) : Int) := rfl
    rw [e, intCast_neg, intCast_natCast, sub_eq_add_neg, Nat.add_assoc, Semiring.natCast_add m, neg_add, ← add_assoc, add_neg_cancel, zero_add]
theorem intCast_add (a b : Int) : ((a + b : Int) : α) = (a : α) + (b : α) := by
  obtain ⟨m, n, rfl⟩ := Int.exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := Int.exists_subNatNat b
  rw [Int.subNatNat_add, intCast_subNatNat, intCast_subNatNat, intCast_subNatNat, Semiring.natCast_add, Semiring.natCast_add,
    sub_eq_add_neg, sub_eq_add_neg, sub_eq_add_neg, neg_add]
  simp only [add_assoc, add_left_comm]
theorem intCast_sub (a b : Int) : ((a - b : Int) : α) = (a : α) - (b : α) := by
  rw [Int.sub_eq_add_neg, intCast_add, intCast_neg, sub_eq_add_neg]
theorem intCast_mul (a b : Int) : ((a * b : Int) : α) = (a : α) * (b : α) := by
  obtain ⟨m, n, rfl⟩ := Int.exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := Int.exists_subNatNat b
  rw [Int.subNatNat_mul, intCast_subNatNat, intCast_subNatNat, intCast_subNatNat, Semiring.natCast_add, Semiring.natCast_add,
    Semiring.natCast_mul, Semiring.natCast_mul, Semiring.natCast_mul, Semiring.natCast_mul, sub_mul, mul_sub, mul_sub,
    sub_eq_add_neg, sub_eq_add_neg, sub_eq_add_neg, sub_eq_add_neg, neg_add, neg_add, neg_neg]
  simp only [add_assoc, add_comm, add_left_comm]
theorem intCast_pow (a : Int) (n : Nat) : ((a ^ n : Int) : α) = (a : α) ^ n := by
  induction n with
  | zero => rw [Int.pow_zero, intCast_one, Semiring.pow_zero]
  | succ n ih => rw [Int.pow_succ, intCast_mul, ih, Semiring.pow_succ]
theorem intCast_mul_comm (n : Int) (a : α) : (n : α) * a = a * (n : α) := by
  obtain ⟨k, l, rfl⟩ := Int.exists_subNatNat n
  rw [intCast_subNatNat, sub_mul, mul_sub, Semiring.natCast_mul_comm, Semiring.natCast_mul_comm]
theorem intCast_eq_ofNat_of_nonneg (i : Int) (h : Int.ble' 0 i = true) : IntCast.intCast (R := α) i = OfNat.ofNat (α := α) i.toNat := by
  obtain ⟨n, rfl⟩ := Int.eq_ofNat_of_zero_le (Int.ble'_eq 0 i ▸ h)
  exact intCast_ofNat n
theorem intCast_eq_ofNat_of_nonpos (i : Int) (h : Int.ble' i 0 = true) : IntCast.intCast (R := α) i = -OfNat.ofNat (α := α) i.natAbs := by
  have h' : i ≤ 0 := Int.ble'_eq i 0 ▸ h
  obtain ⟨n, e⟩ := Int.eq_ofNat_of_zero_le (show (0 : Int) ≤ -i by omega)
  have e' : i = -(n : Int) := by omega
  subst e'
  rw [Int.natAbs_neg]
  exact (intCast_neg _).trans (congrArg Neg.neg (intCast_ofNat n))
theorem zsmul_eq_intCast_mul (i : Int) (a : α) : i • a = (i : α) * a := by
  cases i with
  | ofNat n => exact (zsmul_natCast_eq_nsmul n a).trans ((Semiring.nsmul_eq_natCast_mul n a).trans (by rw [← intCast_natCast]; rfl))
  | negSucc n =>
    have e : Int.negSucc n = -((n + 1 : Nat) : Int) := rfl
    rw [e, neg_zsmul, zsmul_natCast_eq_nsmul, Semiring.nsmul_eq_natCast_mul, intCast_neg, intCast_natCast, neg_mul]

instance toIntModule : IntModule α where
  zero := 0
  add_zero := add_zero
  add_comm := add_comm
  add_assoc := add_assoc
  neg_add_cancel := neg_add_cancel
  sub_eq_add_neg := sub_eq_add_neg
  zero_zsmul a := by rw [zsmul_eq_intCast_mul, intCast_zero, zero_mul]
  one_zsmul a := by rw [zsmul_eq_intCast_mul, intCast_one, one_mul]
  add_zsmul m n a := by rw [zsmul_eq_intCast_mul, zsmul_eq_intCast_mul, zsmul_eq_intCast_mul, intCast_add, right_distrib]
  zsmul_natCast_eq_nsmul := zsmul_natCast_eq_nsmul

end Ring

/-! ### Ordered rings -/

section

variable {α : Type u} [Ring α] [LE α] [LT α] [Std.LawfulOrderLT α] [Std.IsPreorder α] [OrderedRing α] {a b c d : α}

theorem OrderedAdd.add_le_left (h : a ≤ b) (c : α) : a + c ≤ b + c := (OrderedAdd.add_le_left_iff c).mp h
theorem OrderedAdd.add_le_right (c : α) (h : a ≤ b) : c + a ≤ c + b := by
  rw [Semiring.add_comm c, Semiring.add_comm c]
  exact OrderedAdd.add_le_left h c
theorem OrderedAdd.add_lt_left_iff (c : α) : a < b ↔ a + c < b + c := by
  rw [Std.LawfulOrderLT.lt_iff, Std.LawfulOrderLT.lt_iff, ← OrderedAdd.add_le_left_iff c, ← OrderedAdd.add_le_left_iff c]
theorem OrderedAdd.add_lt_left (h : a < b) (c : α) : a + c < b + c := (OrderedAdd.add_lt_left_iff c).mp h
theorem OrderedAdd.add_lt_right (c : α) (h : a < b) : c + a < c + b := by
  rw [Semiring.add_comm c, Semiring.add_comm c]
  exact OrderedAdd.add_lt_left h c
theorem OrderedAdd.add_le_add (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d :=
  Std.le_trans (OrderedAdd.add_le_left h c) (OrderedAdd.add_le_right b k)
theorem OrderedRing.zero_le_one : (0 : α) ≤ 1 := Std.le_of_lt OrderedRing.zero_lt_one
theorem OrderedRing.natCast_nonneg {n : Nat} : (0 : α) ≤ (n : α) := by
  induction n with
  | zero => rw [Semiring.natCast_zero]; exact Std.le_refl 0
  | succ n ih =>
    rw [Semiring.natCast_succ]
    have := OrderedAdd.add_le_add ih (OrderedRing.zero_le_one (α := α))
    rw [Semiring.add_zero] at this
    exact this
theorem OrderedRing.intCast_le {i j : Int} (h : i ≤ j) : (i : α) ≤ (j : α) := by
  obtain ⟨n, e⟩ := Int.eq_ofNat_of_zero_le (Int.sub_nonneg_of_le h)
  have e' : j = i + (n : Int) := by omega
  rw [e', Ring.intCast_add, Ring.intCast_natCast]
  have := OrderedAdd.add_le_right (i : α) (OrderedRing.natCast_nonneg (α := α) (n := n))
  rw [Semiring.add_zero] at this
  exact this
theorem OrderedRing.intCast_lt {i j : Int} (h : i < j) : (i : α) < (j : α) := by
  have l := OrderedRing.intCast_le (α := α) (show i + 1 ≤ j from h)
  rw [Ring.intCast_add, Ring.intCast_one] at l
  have := OrderedAdd.add_lt_right (i : α) (OrderedRing.zero_lt_one (R := α))
  rw [Semiring.add_zero] at this
  exact Std.lt_of_lt_of_le this l

end

end Lean.Grind
