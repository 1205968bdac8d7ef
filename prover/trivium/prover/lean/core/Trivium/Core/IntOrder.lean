prelude
import Trivium.Core.IntRing
/-!
The order of the integers, and how natural numbers sit in it.
-/
set_option linter.all false

namespace Int

/-! ### The order of differences -/

theorem nonNeg_subNatNat {m n : Nat} : NonNeg (subNatNat m n) ↔ n ≤ m := by
  have negative : ∀ i, ¬NonNeg (negSucc i) := fun i h => by cases h
  apply subNatNat_elim (p := fun m n x => NonNeg x ↔ n ≤ m) m n
  · exact fun i n => ⟨fun _ => Nat.le_add_right n i, fun _ => NonNeg.mk i⟩
  · refine fun i m => ⟨fun h => absurd h (negative i), fun h => ?_⟩
    exact absurd (Nat.le_trans (Nat.succ_le_succ (Nat.le_add_right m i)) h) (Nat.not_succ_le_self m)
theorem subNatNat_le {a b c d : Nat} : subNatNat a b ≤ subNatNat c d ↔ a + d ≤ c + b := by
  show NonNeg (subNatNat c d + -subNatNat a b) ↔ a + d ≤ c + b
  rw [neg_subNatNat, subNatNat_add, Nat.add_comm a d]
  exact nonNeg_subNatNat
theorem subNatNat_lt {a b c d : Nat} : subNatNat a b < subNatNat c d ↔ a + d < c + b := by
  show subNatNat a b + subNatNat 1 0 ≤ subNatNat c d ↔ a + d + 1 ≤ c + b
  rw [subNatNat_add, Nat.add_right_comm]
  exact subNatNat_le

/-! ### A linear order -/

@[simp, refl] protected theorem le_refl (a : Int) : a ≤ a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  exact subNatNat_le.mpr (Nat.le_refl _)
protected theorem le_rfl {a : Int} : a ≤ a := Int.le_refl a
protected theorem le_of_eq {a b : Int} (h : a = b) : a ≤ b := h ▸ Int.le_refl a
protected theorem le_total (a b : Int) : a ≤ b ∨ b ≤ a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  exact (Nat.le_total _ _).imp subNatNat_le.mpr subNatNat_le.mpr
protected theorem le_antisymm {a b : Int} : a ≤ b → b ≤ a → a = b := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  exact fun h k => subNatNat_congr (Nat.le_antisymm (subNatNat_le.mp h) (subNatNat_le.mp k))
protected theorem not_le {a b : Int} : ¬a ≤ b ↔ b < a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  exact (not_congr subNatNat_le).trans (Nat.not_le.trans subNatNat_lt.symm)
protected theorem not_lt {a b : Int} : ¬a < b ↔ b ≤ a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  exact (not_congr subNatNat_lt).trans (Nat.not_lt.trans subNatNat_le.symm)
protected theorem add_le_add_iff_right {a b : Int} (c : Int) : a + c ≤ b + c ↔ a ≤ b := by
  show NonNeg (b + c + -(a + c)) ↔ NonNeg (b + -a)
  rw [Int.neg_add, Int.add_comm (-a), ← Int.add_assoc, Int.add_assoc b, Int.add_right_neg, Int.add_zero]
protected theorem add_le_add_right {a b : Int} (h : a ≤ b) (c : Int) : a + c ≤ b + c :=
  (Int.add_le_add_iff_right c).mpr h
protected theorem add_le_add_left {a b : Int} (h : a ≤ b) (c : Int) : c + a ≤ c + b := by
  rw [Int.add_comm c, Int.add_comm c]
  exact Int.add_le_add_right h c
theorem nonNeg_add {a b : Int} : NonNeg a → NonNeg b → NonNeg (a + b) := by
  rintro ⟨m⟩ ⟨n⟩
  exact NonNeg.mk (m + n)
theorem nonNeg_mul {a b : Int} : NonNeg a → NonNeg b → NonNeg (a * b) := by
  rintro ⟨m⟩ ⟨n⟩
  exact NonNeg.mk (m * n)
protected theorem le_trans {a b c : Int} (h : a ≤ b) (k : b ≤ c) : a ≤ c := by
  have s := nonNeg_add k h
  rw [Int.sub_eq_add_neg, Int.sub_eq_add_neg, ← Int.add_assoc, Int.add_assoc c, Int.add_left_neg, Int.add_zero] at s
  exact s
protected theorem add_le_add {a b c d : Int} (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d :=
  Int.le_trans (Int.add_le_add_right h c) (Int.add_le_add_left k b)
theorem lt_iff_add_one_le {a b : Int} : a < b ↔ a + 1 ≤ b := Iff.rfl
theorem add_one_le_iff {a b : Int} : a + 1 ≤ b ↔ a < b := Iff.rfl
theorem add_one_le_of_lt {a b : Int} (h : a < b) : a + 1 ≤ b := h
theorem le_add_one_self (a : Int) : a ≤ a + 1 := by
  have h := Int.add_le_add_left (show (0 : Int) ≤ 1 by decide) a
  rw [Int.add_zero] at h
  exact h
protected theorem le_of_lt {a b : Int} (h : a < b) : a ≤ b := Int.le_trans (le_add_one_self a) h
@[simp] protected theorem lt_irrefl (a : Int) : ¬a < a := Int.not_lt.mpr (Int.le_refl a)
protected theorem lt_of_lt_of_le {a b c : Int} (h : a < b) (k : b ≤ c) : a < c := Int.le_trans (a := a + 1) h k
protected theorem lt_of_le_of_lt {a b c : Int} (h : a ≤ b) (k : b < c) : a < c :=
  Int.le_trans (Int.add_le_add_right h 1) k
protected theorem lt_trans {a b c : Int} (h : a < b) (k : b < c) : a < c := Int.lt_of_lt_of_le h (Int.le_of_lt k)
protected theorem ne_of_lt {a b : Int} (h : a < b) : a ≠ b := fun e => Int.lt_irrefl b (e ▸ h)
protected theorem ne_of_gt {a b : Int} (h : b < a) : a ≠ b := (Int.ne_of_lt h).symm
protected theorem lt_or_ge (a b : Int) : a < b ∨ b ≤ a := by
  by_cases h : a < b
  · exact .inl h
  · exact .inr (Int.not_lt.mp h)
protected theorem lt_trichotomy (a b : Int) : a < b ∨ a = b ∨ b < a := by
  rcases Int.lt_or_ge a b with h | h
  · exact .inl h
  · rcases Int.lt_or_ge b a with k | k
    · exact .inr (.inr k)
    · exact .inr (.inl (Int.le_antisymm k h))
protected theorem lt_or_gt_of_ne {a b : Int} (h : a ≠ b) : a < b ∨ a > b :=
  (Int.lt_trichotomy a b).imp id fun k => k.elim (absurd · h) id
protected theorem lt_of_not_ge {a b : Int} (h : ¬b ≤ a) : a < b := Int.not_le.mp h
protected theorem lt_of_not_le {a b : Int} (h : ¬a ≤ b) : b < a := Int.not_le.mp h
protected theorem le_of_not_lt {a b : Int} (h : ¬a < b) : b ≤ a := Int.not_lt.mp h
protected theorem lt_of_gt {a b : Int} (h : a > b) : b < a := h
protected theorem le_of_ge {a b : Int} (h : a ≥ b) : b ≤ a := h
protected theorem lt_of_le_of_ne {a b : Int} (h : a ≤ b) (n : a ≠ b) : a < b :=
  (Int.lt_or_ge a b).elim id fun k => absurd (Int.le_antisymm h k) n
theorem lt_add_one_iff {a b : Int} : a < b + 1 ↔ a ≤ b := Int.add_le_add_iff_right 1
theorem le_of_lt_add_one {a b : Int} (h : a < b + 1) : a ≤ b := lt_add_one_iff.mp h
theorem lt_add_one_of_le {a b : Int} (h : a ≤ b) : a < b + 1 := lt_add_one_iff.mpr h
protected theorem add_lt_add_right {a b : Int} (h : a < b) (c : Int) : a + c < b + c := by
  have := Int.add_le_add_right (c := c) h
  rw [Int.add_right_comm] at this
  exact this
protected theorem add_lt_add_left {a b : Int} (h : a < b) (c : Int) : c + a < c + b := by
  rw [Int.add_comm c, Int.add_comm c]
  exact Int.add_lt_add_right h c

/-! ### Signs of sums, differences, products -/

theorem nonNeg_iff {a : Int} : NonNeg a ↔ 0 ≤ a := by
  show NonNeg a ↔ NonNeg (a - 0)
  rw [Int.sub_zero]
protected theorem sub_nonneg {a b : Int} : 0 ≤ a - b ↔ b ≤ a := nonNeg_iff.symm
protected theorem sub_nonneg_of_le {a b : Int} (h : b ≤ a) : 0 ≤ a - b := Int.sub_nonneg.mpr h
protected theorem le_of_sub_nonneg {a b : Int} (h : 0 ≤ a - b) : b ≤ a := Int.sub_nonneg.mp h
protected theorem add_nonneg {a b : Int} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a + b :=
  nonNeg_iff.mp (nonNeg_add (nonNeg_iff.mpr h) (nonNeg_iff.mpr k))
protected theorem mul_nonneg {a b : Int} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a * b :=
  nonNeg_iff.mp (nonNeg_mul (nonNeg_iff.mpr h) (nonNeg_iff.mpr k))
protected theorem neg_le_neg {a b : Int} (h : a ≤ b) : -b ≤ -a := by
  refine Int.le_of_sub_nonneg ?_
  rw [Int.sub_eq_add_neg, Int.neg_neg, Int.add_comm]
  exact Int.sub_nonneg_of_le h
protected theorem neg_nonneg_of_nonpos {a : Int} (h : a ≤ 0) : 0 ≤ -a := Int.neg_le_neg h
protected theorem neg_nonpos_of_nonneg {a : Int} (h : 0 ≤ a) : -a ≤ 0 := Int.neg_le_neg h
protected theorem mul_le_mul_of_nonneg_left {a b c : Int} (h : a ≤ b) (k : 0 ≤ c) : c * a ≤ c * b := by
  refine Int.le_of_sub_nonneg ?_
  rw [← Int.mul_sub]
  exact Int.mul_nonneg k (Int.sub_nonneg_of_le h)
protected theorem mul_le_mul_of_nonneg_right {a b c : Int} (h : a ≤ b) (k : 0 ≤ c) : a * c ≤ b * c := by
  rw [Int.mul_comm a, Int.mul_comm b]
  exact Int.mul_le_mul_of_nonneg_left h k
protected theorem mul_pos {a b : Int} (h : 0 < a) (k : 0 < b) : 0 < a * b := by
  refine Int.lt_of_lt_of_le h ?_
  have := Int.mul_le_mul_of_nonneg_left (show (1 : Int) ≤ b from k) (Int.le_of_lt h)
  rw [Int.mul_one] at this
  exact this
protected theorem mul_eq_zero {a b : Int} : a * b = 0 ↔ a = 0 ∨ b = 0 := by
  constructor
  · intro h
    rcases Int.lt_trichotomy a 0 with ha | ha | ha
    · rcases Int.lt_trichotomy b 0 with hb | hb | hb
      · have := Int.mul_pos (a := -a) (b := -b) (Int.lt_of_not_ge fun k => absurd (Int.neg_le_neg k) (by
          rw [Int.neg_neg]; exact fun l => Int.lt_irrefl a (Int.lt_of_lt_of_le ha l))) (Int.lt_of_not_ge fun k =>
          absurd (Int.neg_le_neg k) (by rw [Int.neg_neg]; exact fun l => Int.lt_irrefl b (Int.lt_of_lt_of_le hb l)))
        rw [Int.neg_mul_neg, h] at this
        exact absurd this (Int.lt_irrefl 0)
      · exact .inr hb
      · have := Int.mul_pos (a := -a) (b := b) (Int.lt_of_not_ge fun k => absurd (Int.neg_le_neg k) (by
          rw [Int.neg_neg]; exact fun l => Int.lt_irrefl a (Int.lt_of_lt_of_le ha l))) hb
        rw [Int.neg_mul, h] at this
        exact absurd this (Int.lt_irrefl 0)
    · exact .inl ha
    · rcases Int.lt_trichotomy b 0 with hb | hb | hb
      · have := Int.mul_pos (a := a) (b := -b) ha (Int.lt_of_not_ge fun k => absurd (Int.neg_le_neg k) (by
          rw [Int.neg_neg]; exact fun l => Int.lt_irrefl b (Int.lt_of_lt_of_le hb l)))
        rw [Int.mul_neg, h] at this
        exact absurd this (Int.lt_irrefl 0)
      · exact .inr hb
      · have := Int.mul_pos ha hb
        rw [h] at this
        exact absurd this (Int.lt_irrefl 0)
  · rintro (h | h)
    · rw [h, Int.zero_mul]
    · rw [h, Int.mul_zero]

/-! ### Natural numbers among the integers -/

theorem natCast_add (m n : Nat) : ((m + n : Nat) : Int) = (m : Int) + (n : Int) := rfl
theorem natCast_mul (m n : Nat) : ((m * n : Nat) : Int) = (m : Int) * (n : Int) := rfl
theorem natCast_succ (n : Nat) : ((Nat.succ n : Nat) : Int) = (n : Int) + 1 := rfl
theorem natCast_zero : ((0 : Nat) : Int) = 0 := rfl
theorem natCast_one : ((1 : Nat) : Int) = 1 := rfl
@[simp] theorem natCast_ofNat {n : Nat} : ((OfNat.ofNat n : Nat) : Int) = OfNat.ofNat n := rfl
theorem ofNat_inj {m n : Nat} : ((m : Nat) : Int) = n ↔ m = n := ⟨fun h => by injection h, congrArg ofNat⟩
theorem natCast_inj {m n : Nat} : ((m : Nat) : Int) = n ↔ m = n := ofNat_inj
theorem ofNat_le {m n : Nat} : (m : Int) ≤ (n : Int) ↔ m ≤ n := by
  show ofNat m ≤ ofNat n ↔ m ≤ n
  rw [← subNatNat_zero, ← subNatNat_zero]
  exact subNatNat_le
theorem ofNat_lt {m n : Nat} : (m : Int) < (n : Int) ↔ m < n := ofNat_le (m := Nat.succ m)
theorem ofNat_nonneg (n : Nat) : 0 ≤ (n : Int) := ofNat_le.mpr (Nat.zero_le n)
theorem natCast_nonneg (n : Nat) : 0 ≤ (n : Int) := ofNat_nonneg n
theorem ofNat_pos {n : Nat} : 0 < (n : Int) ↔ 0 < n := ofNat_lt
theorem eq_ofNat_of_zero_le {a : Int} (h : 0 ≤ a) : ∃ n : Nat, a = n := by
  cases nonNeg_iff.mpr h with
  | mk n => exact ⟨n, rfl⟩
theorem natCast_pow (m n : Nat) : ((m ^ n : Nat) : Int) = (m : Int) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg (· * (m : Int)) ih
theorem natCast_sub {m n : Nat} (h : m ≤ n) : ((n - m : Nat) : Int) = (n : Int) - (m : Int) := by
  refine Int.add_right_cancel (b := (m : Int)) ?_
  rw [Int.sub_add_cancel, ← natCast_add, Nat.sub_add_cancel h]
theorem negSucc_eq (n : Nat) : negSucc n = -((n : Int) + 1) := rfl
theorem natAbs_ofNat (n : Nat) : natAbs (n : Int) = n := rfl
@[simp] theorem natAbs_neg (a : Int) : natAbs (-a) = natAbs a := by
  cases a with
  | ofNat n => cases n with
    | zero => rfl
    | succ n => rfl
  | negSucc n => rfl
theorem natAbs_of_nonneg {a : Int} (h : 0 ≤ a) : (natAbs a : Int) = a := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h
  rfl
theorem natAbs_mul (a b : Int) : natAbs (a * b) = natAbs a * natAbs b := by
  have neg : ∀ n, natAbs (negOfNat n) = n := fun n => by
    cases n with
    | zero => rfl
    | succ n => rfl
  cases a with
  | ofNat m => cases b with
    | ofNat n => rfl
    | negSucc n => exact neg _
  | negSucc m => cases b with
    | ofNat n => exact neg _
    | negSucc n => rfl
theorem eq_natAbs_or_eq_neg (a : Int) : a = natAbs a ∨ a = -(natAbs a : Int) := by
  cases a with
  | ofNat n => exact .inl rfl
  | negSucc n => exact .inr rfl
theorem toNat_of_nonneg {a : Int} (h : 0 ≤ a) : (toNat a : Int) = a := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h
  rfl

end Int

instance : Trans (α := Int) (β := Int) (γ := Int) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Int.le_trans⟩
instance : Trans (α := Int) (β := Int) (γ := Int) (· < ·) (· < ·) (· < ·) := ⟨Int.lt_trans⟩
instance : Trans (α := Int) (β := Int) (γ := Int) (· < ·) (· ≤ ·) (· < ·) := ⟨Int.lt_of_lt_of_le⟩
instance : Trans (α := Int) (β := Int) (γ := Int) (· ≤ ·) (· < ·) (· < ·) := ⟨Int.lt_of_le_of_lt⟩
