prelude
import Trivium.Core.RatField
/-!
The order of the rational numbers.
-/
set_option linter.all false

namespace Trivium.Divisor

open Int

theorem le_of_mul_le_mul_left {a b c : Int} (h : 0 < c) (k : c * a ≤ c * b) : a ≤ b := by
  rcases Int.lt_or_ge b a with l | l
  · have s := Int.mul_pos h (Int.lt_of_not_ge (a := 0) (b := a - b) fun n => by
      have := Int.add_le_add_right n b
      rw [Int.sub_add_cancel, Int.zero_add] at this
      exact Int.lt_irrefl b (Int.lt_of_lt_of_le l this))
    rw [Int.mul_sub] at s
    have := Int.add_lt_add_right s (c * b)
    rw [Int.zero_add, Int.sub_add_cancel] at this
    exact absurd k (Int.not_le.mpr this)
  · exact l

end Trivium.Divisor

namespace Rat

theorem Is.le_iff {p q : Rat} {n d m e : Int} (hp : Is p n d) (hq : Is q m e) (hd : 0 < d) (he : 0 < e) :
    p ≤ q ↔ n * e ≤ m * d := by
  have one : p.num * q.den * (d * e) = n * e * (p.den * q.den) := by
    rw [show p.num * (q.den : Int) * (d * e) = p.num * d * (q.den * e) by
      simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm], hp.2]
    simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
  have two : q.num * p.den * (d * e) = m * d * (p.den * q.den) := by
    rw [show q.num * (p.den : Int) * (d * e) = q.num * e * (p.den * d) by
      simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm], hq.2]
    simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
  have dens := Int.mul_pos (den_pos p) (den_pos q)
  have fracs := Int.mul_pos hd he
  constructor
  · intro h
    have := Int.mul_le_mul_of_nonneg_right (show p.num * q.den ≤ q.num * p.den from h) (Int.le_of_lt fracs)
    rw [one, two, Int.mul_comm, Int.mul_comm (m * d)] at this
    exact Trivium.Divisor.le_of_mul_le_mul_left dens this
  · intro h
    have := Int.mul_le_mul_of_nonneg_right h (Int.le_of_lt dens)
    rw [← one, ← two, Int.mul_comm, Int.mul_comm (q.num * p.den)] at this
    exact Trivium.Divisor.le_of_mul_le_mul_left fracs this

@[simp, refl] protected theorem le_refl (a : Rat) : a ≤ a := Int.le_refl _
protected theorem le_rfl {a : Rat} : a ≤ a := Rat.le_refl a
protected theorem le_of_eq {a b : Rat} (h : a = b) : a ≤ b := h ▸ Rat.le_refl a
protected theorem le_total (a b : Rat) : a ≤ b ∨ b ≤ a := Int.le_total _ _
protected theorem le_antisymm {a b : Rat} (h : a ≤ b) (k : b ≤ a) : a = b := eq_of_cross (Int.le_antisymm h k)
protected theorem not_le {a b : Rat} : ¬a ≤ b ↔ b < a := Int.not_le
protected theorem not_lt {a b : Rat} : ¬a < b ↔ b ≤ a := Int.not_lt
protected theorem add_le_add_left {a b : Rat} (h : a ≤ b) (c : Rat) : c + a ≤ c + b := by
  refine (((is_self c).add (is_self a)).le_iff ((is_self c).add (is_self b)) ?_ ?_).mpr ?_
  · exact Int.mul_pos (den_pos c) (den_pos a)
  · exact Int.mul_pos (den_pos c) (den_pos b)
  · rw [Int.add_mul, Int.add_mul]
    refine Int.add_le_add (Int.le_of_eq ?_) ?_
    · simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
    · have := Int.mul_le_mul_of_nonneg_right (show a.num * b.den ≤ b.num * a.den from h)
        (Int.le_of_lt (Int.mul_pos (den_pos c) (den_pos c)))
      refine Int.le_trans (Int.le_of_eq ?_) (Int.le_trans this (Int.le_of_eq ?_))
      · simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
      · simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
protected theorem add_le_add_right {a b : Rat} (h : a ≤ b) (c : Rat) : a + c ≤ b + c := by
  rw [Rat.add_comm a, Rat.add_comm b]
  exact Rat.add_le_add_left h c
protected theorem add_le_add_iff_left {a b : Rat} (c : Rat) : c + a ≤ c + b ↔ a ≤ b := by
  refine ⟨fun h => ?_, fun h => Rat.add_le_add_left h c⟩
  have := Rat.add_le_add_left h (-c)
  rw [← Rat.add_assoc, ← Rat.add_assoc, Rat.neg_add_cancel, Rat.zero_add, Rat.zero_add] at this
  exact this
theorem nonneg_iff {a : Rat} : 0 ≤ a ↔ 0 ≤ a.num := by
  refine (is_zero.le_iff (is_self a) (by decide) (den_pos a)).trans ?_
  rw [Int.zero_mul, Int.mul_one]
protected theorem sub_nonneg {a b : Rat} : 0 ≤ a - b ↔ b ≤ a := by
  refine (Rat.add_le_add_iff_left b).symm.trans ?_
  rw [Rat.add_zero, Rat.sub_eq_add_neg, Rat.add_left_comm, Rat.add_neg_cancel, Rat.add_zero]
protected theorem le_trans {a b c : Rat} (h : a ≤ b) (k : b ≤ c) : a ≤ c := by
  have l : b.den * (a.num * c.den) ≤ b.den * (c.num * a.den) := by
    have s := Int.mul_le_mul_of_nonneg_right (show a.num * b.den ≤ b.num * a.den from h) (Int.le_of_lt (den_pos c))
    have t := Int.mul_le_mul_of_nonneg_right (show b.num * c.den ≤ c.num * b.den from k) (Int.le_of_lt (den_pos a))
    refine Int.le_trans (Int.le_trans (Int.le_of_eq ?_) s) (Int.le_trans (Int.le_trans (Int.le_of_eq ?_) t) (Int.le_of_eq ?_))
    · simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
    · simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
    · simp only [Int.mul_assoc, Int.mul_comm, Int.mul_left_comm]
  exact Trivium.Divisor.le_of_mul_le_mul_left (den_pos b) l
protected theorem le_of_lt {a b : Rat} (h : a < b) : a ≤ b := Int.le_of_lt h
@[simp] protected theorem lt_irrefl (a : Rat) : ¬a < a := Int.lt_irrefl _
protected theorem lt_of_lt_of_le {a b c : Rat} (h : a < b) (k : b ≤ c) : a < c :=
  Rat.not_le.mp fun l => Rat.not_le.mpr h (Rat.le_trans k l)
protected theorem lt_of_le_of_lt {a b c : Rat} (h : a ≤ b) (k : b < c) : a < c :=
  Rat.not_le.mp fun l => Rat.not_le.mpr k (Rat.le_trans l h)
protected theorem lt_trans {a b c : Rat} (h : a < b) (k : b < c) : a < c := Rat.lt_of_lt_of_le h (Rat.le_of_lt k)
protected theorem ne_of_lt {a b : Rat} (h : a < b) : a ≠ b := fun e => Rat.lt_irrefl b (e ▸ h)
protected theorem lt_of_le_of_ne {a b : Rat} (h : a ≤ b) (n : a ≠ b) : a < b :=
  Rat.not_le.mp fun l => n (Rat.le_antisymm h l)
protected theorem mul_nonneg {a b : Rat} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a * b := by
  refine (is_zero.le_iff ((is_self a).mul (is_self b)) (by decide) (Int.mul_pos (den_pos a) (den_pos b))).mpr ?_
  rw [Int.zero_mul, Int.mul_one]
  exact Int.mul_nonneg (nonneg_iff.mp h) (nonneg_iff.mp k)
protected theorem mul_pos {a b : Rat} (h : 0 < a) (k : 0 < b) : 0 < a * b :=
  Rat.lt_of_le_of_ne (Rat.mul_nonneg (Rat.le_of_lt h) (Rat.le_of_lt k)) fun e =>
    (Rat.mul_eq_zero.mp e.symm).elim (Rat.ne_of_lt h).symm (Rat.ne_of_lt k).symm
theorem intCast_le {a b : Int} : (a : Rat) ≤ (b : Rat) ↔ a ≤ b := by
  refine ((is_intCast a).le_iff (is_intCast b) (by decide) (by decide)).trans ?_
  rw [Int.mul_one, Int.mul_one]
theorem intCast_lt {a b : Int} : (a : Rat) < (b : Rat) ↔ a < b :=
  Rat.not_le.symm.trans ((not_congr intCast_le).trans Int.not_le)
theorem natCast_le {m n : Nat} : (m : Rat) ≤ (n : Rat) ↔ m ≤ n := intCast_le.trans Int.ofNat_le
theorem natCast_lt {m n : Nat} : (m : Rat) < (n : Rat) ↔ m < n := intCast_lt.trans Int.ofNat_lt
theorem natCast_nonneg (n : Nat) : 0 ≤ (n : Rat) := intCast_le.mpr (Int.ofNat_nonneg n)

end Rat

instance : Trans (α := Rat) (β := Rat) (γ := Rat) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Rat.le_trans⟩
instance : Trans (α := Rat) (β := Rat) (γ := Rat) (· < ·) (· < ·) (· < ·) := ⟨Rat.lt_trans⟩
instance : Trans (α := Rat) (β := Rat) (γ := Rat) (· < ·) (· ≤ ·) (· < ·) := ⟨Rat.lt_of_lt_of_le⟩
instance : Trans (α := Rat) (β := Rat) (γ := Rat) (· ≤ ·) (· < ·) (· < ·) := ⟨Rat.lt_of_le_of_lt⟩
