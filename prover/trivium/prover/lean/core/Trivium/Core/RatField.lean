prelude
import Trivium.Core.Rat
/-!
The rational numbers are a field, and the integers lie in it.
-/
set_option linter.all false

namespace Rat

/-! ### Numerals and integers -/

theorem is_zero : Is 0 0 1 := is_ofInt 0
theorem is_one : Is 1 1 1 := is_ofInt 1
theorem is_intCast (a : Int) : Is (a : Rat) a 1 := is_ofInt a
theorem intCast_add (a b : Int) : ((a + b : Int) : Rat) = (a : Rat) + (b : Rat) :=
  ((is_intCast (a + b)).eq_iff ((is_intCast a).add (is_intCast b))).mpr (by simp only [Int.mul_one])
theorem intCast_mul (a b : Int) : ((a * b : Int) : Rat) = (a : Rat) * (b : Rat) :=
  ((is_intCast (a * b)).eq_iff ((is_intCast a).mul (is_intCast b))).mpr (by simp only [Int.mul_one])
theorem intCast_neg (a : Int) : ((-a : Int) : Rat) = -(a : Rat) := rfl
theorem intCast_sub (a b : Int) : ((a - b : Int) : Rat) = (a : Rat) - (b : Rat) := intCast_add a (-b)
theorem intCast_inj {a b : Int} : (a : Rat) = (b : Rat) ↔ a = b := ⟨congrArg num, congrArg _⟩
theorem natCast_add (m n : Nat) : ((m + n : Nat) : Rat) = (m : Rat) + (n : Rat) := intCast_add m n
theorem natCast_mul (m n : Nat) : ((m * n : Nat) : Rat) = (m : Rat) * (n : Rat) := intCast_mul m n
theorem natCast_inj {m n : Nat} : (m : Rat) = (n : Rat) ↔ m = n :=
  ⟨fun h => Int.ofNat_inj.mp (congrArg num h), congrArg _⟩
theorem intCast_natCast (n : Nat) : ((n : Int) : Rat) = (n : Rat) := rfl
@[simp] theorem natCast_ofNat {n : Nat} : ((OfNat.ofNat n : Nat) : Rat) = OfNat.ofNat n := rfl
@[simp] theorem intCast_ofNat {n : Nat} : ((OfNat.ofNat n : Int) : Rat) = OfNat.ofNat n := rfl
@[simp] theorem num_ofInt (a : Int) : (a : Rat).num = a := rfl
@[simp] theorem den_ofInt (a : Int) : (a : Rat).den = 1 := rfl

/-! ### Sums -/

protected theorem add_comm (a b : Rat) : a + b = b + a :=
  (((is_self a).add (is_self b)).eq_iff ((is_self b).add (is_self a))).mpr (by
    simp only [Int.add_mul, Int.mul_assoc, Int.mul_comm, Int.mul_left_comm, Int.add_comm])
protected theorem add_assoc (a b c : Rat) : a + b + c = a + (b + c) :=
  ((((is_self a).add (is_self b)).add (is_self c)).eq_iff ((is_self a).add ((is_self b).add (is_self c)))).mpr (by
    simp only [Int.mul_add, Int.add_mul, Int.mul_assoc, Int.mul_comm, Int.mul_left_comm, Int.add_comm, Int.add_assoc,
      Int.add_left_comm])
@[simp] protected theorem add_zero (a : Rat) : a + 0 = a :=
  (((is_self a).add is_zero).eq_iff (is_self a)).mpr (by simp only [Int.zero_mul, Int.add_zero, Int.mul_one])
@[simp] protected theorem zero_add (a : Rat) : 0 + a = a := (Rat.add_comm 0 a).trans (Rat.add_zero a)
@[simp] protected theorem add_neg_cancel (a : Rat) : a + -a = 0 :=
  (((is_self a).add (is_self a).neg).eq_iff is_zero).mpr (by
    rw [Int.neg_mul, Int.add_right_neg, Int.zero_mul, Int.zero_mul])
@[simp] protected theorem neg_add_cancel (a : Rat) : -a + a = 0 := (Rat.add_comm (-a) a).trans (Rat.add_neg_cancel a)
protected theorem sub_eq_add_neg (a b : Rat) : a - b = a + -b := rfl
@[simp] protected theorem sub_self (a : Rat) : a - a = 0 := Rat.add_neg_cancel a
@[simp] protected theorem neg_neg (a : Rat) : -(-a) = a := (is_self a).neg.neg.unique (by
  rw [Int.neg_neg]
  exact is_self a)
protected theorem add_left_comm (a b c : Rat) : a + (b + c) = b + (a + c) := by
  rw [← Rat.add_assoc, Rat.add_comm a, Rat.add_assoc]
protected theorem neg_add (a b : Rat) : -(a + b) = -a + -b :=
  ((((is_self a).add (is_self b)).neg).eq_iff ((is_self a).neg.add (is_self b).neg)).mpr (by
    rw [Int.neg_add, Int.neg_mul, Int.neg_mul])

/-! ### Products -/

protected theorem mul_comm (a b : Rat) : a * b = b * a :=
  (((is_self a).mul (is_self b)).eq_iff ((is_self b).mul (is_self a))).mpr (by
    simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm])
protected theorem mul_assoc (a b c : Rat) : a * b * c = a * (b * c) :=
  ((((is_self a).mul (is_self b)).mul (is_self c)).eq_iff ((is_self a).mul ((is_self b).mul (is_self c)))).mpr (by
    simp only [Int.mul_assoc])
protected theorem mul_left_comm (a b c : Rat) : a * (b * c) = b * (a * c) := by
  rw [← Rat.mul_assoc, Rat.mul_comm a, Rat.mul_assoc]
@[simp] protected theorem mul_one (a : Rat) : a * 1 = a :=
  (((is_self a).mul is_one).eq_iff (is_self a)).mpr (by simp only [Int.mul_one])
@[simp] protected theorem one_mul (a : Rat) : 1 * a = a := (Rat.mul_comm 1 a).trans (Rat.mul_one a)
@[simp] protected theorem mul_zero (a : Rat) : a * 0 = 0 :=
  (((is_self a).mul is_zero).eq_iff is_zero).mpr (by simp only [Int.mul_zero, Int.zero_mul])
@[simp] protected theorem zero_mul (a : Rat) : 0 * a = 0 := (Rat.mul_comm 0 a).trans (Rat.mul_zero a)
protected theorem mul_add (a b c : Rat) : a * (b + c) = a * b + a * c :=
  (((is_self a).mul ((is_self b).add (is_self c))).eq_iff
    (((is_self a).mul (is_self b)).add ((is_self a).mul (is_self c)))).mpr (by
    simp only [Int.mul_add, Int.add_mul, Int.mul_assoc, Int.mul_comm, Int.mul_left_comm, Int.add_comm, Int.add_assoc,
      Int.add_left_comm])
protected theorem add_mul (a b c : Rat) : (a + b) * c = a * c + b * c := by
  rw [Rat.mul_comm, Rat.mul_add, Rat.mul_comm c, Rat.mul_comm c]
theorem num_ne_zero {a : Rat} : a.num ≠ 0 ↔ a ≠ 0 := by
  have : a.num = 0 ↔ a = 0 := ((is_self a).eq_iff is_zero).symm.trans Iff.rfl |>.symm |> fun h => by
    rw [Int.zero_mul, Int.mul_one] at h
    exact h.symm
  exact not_congr this
protected theorem mul_inv_cancel {a : Rat} (h : a ≠ 0) : a * a⁻¹ = 1 :=
  (((is_self a).mul ((is_self a).inv (num_ne_zero.mpr h))).eq_iff is_one).mpr (by
    rw [Int.one_mul, Int.mul_one, Int.mul_comm])
protected theorem inv_mul_cancel {a : Rat} (h : a ≠ 0) : a⁻¹ * a = 1 := (Rat.mul_comm _ _).trans (Rat.mul_inv_cancel h)
@[simp] protected theorem inv_zero : (0 : Rat)⁻¹ = 0 := rfl
protected theorem div_def (a b : Rat) : a / b = a * b⁻¹ := rfl
protected theorem pow_zero (a : Rat) : a ^ 0 = 1 := rfl
protected theorem pow_succ (a : Rat) (n : Nat) : a ^ (n + 1) = a ^ n * a := rfl
protected theorem mul_eq_zero {a b : Rat} : a * b = 0 ↔ a = 0 ∨ b = 0 := by
  constructor
  · intro h
    by_cases z : a = 0
    · exact .inl z
    · refine .inr ?_
      rw [← Rat.one_mul b, ← Rat.inv_mul_cancel z, Rat.mul_assoc, h, Rat.mul_zero]
  · rintro (rfl | rfl)
    · exact Rat.zero_mul b
    · exact Rat.mul_zero a
theorem num_div_den (a : Rat) : (a.num : Rat) / (a.den : Rat) = a := by
  have h := (is_intCast a.num).mul ((is_intCast (a.den : Int)).inv (den_ne_zero a))
  rw [Int.mul_one, Int.one_mul] at h
  exact h.unique (is_self a)
theorem div_eq_of_is {q : Rat} {n d : Int} (h : Is q n d) : q = (n : Rat) / (d : Rat) := by
  have k := (is_intCast n).mul ((is_intCast d).inv h.1)
  rw [Int.mul_one, Int.one_mul] at k
  exact h.unique k

end Rat
