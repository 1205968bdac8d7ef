prelude
import Trivium.Core.NatSimp
/-!
The order and the arithmetic of integers under their usual names, and how a natural number is read as an integer.
-/
set_option linter.all false

namespace Int

variable {a b c d k m n : Int}

/-! ### Order -/

theorem not_le_eq (a b : Int) : (¬a ≤ b) = (b + 1 ≤ a) := propext ⟨by omega, by omega⟩
theorem not_lt_eq (a b : Int) : (¬a < b) = (b ≤ a) := propext ⟨by omega, by omega⟩
theorem not_ge_eq (a b : Int) : (¬a ≥ b) = (a + 1 ≤ b) := propext ⟨by omega, by omega⟩
theorem not_gt_eq (a b : Int) : (¬a > b) = (a ≤ b) := propext ⟨by omega, by omega⟩
@[simp] protected theorem not_le' : ¬a ≤ b ↔ b < a := Int.not_le
@[simp] protected theorem not_lt' : ¬a < b ↔ b ≤ a := Int.not_lt
protected theorem le_antisymm_iff : a = b ↔ a ≤ b ∧ b ≤ a := by omega
protected theorem lt_iff_le_not_le : a < b ↔ a ≤ b ∧ ¬b ≤ a := by omega
protected theorem lt_iff_le_and_ne : a < b ↔ a ≤ b ∧ a ≠ b := by omega
protected theorem le_iff_lt_or_eq : a ≤ b ↔ a < b ∨ a = b := by omega
protected theorem lt_asymm (h : a < b) : ¬b < a := by omega
protected theorem ne_iff_lt_or_gt : a ≠ b ↔ a < b ∨ b < a := by omega
theorem lt_iff_add_one_le' : a < b ↔ a + 1 ≤ b := Iff.rfl
theorem le_sub_one_iff : a ≤ b - 1 ↔ a < b := by omega
theorem le_sub_one_of_lt (h : a < b) : a ≤ b - 1 := by omega
theorem lt_of_le_sub_one (h : a ≤ b - 1) : a < b := by omega
theorem sub_one_lt_iff : a - 1 < b ↔ a ≤ b := by omega
protected theorem zero_lt_one : (0 : Int) < 1 := by omega
protected theorem zero_le_one : (0 : Int) ≤ 1 := by omega
protected theorem one_ne_zero : (1 : Int) ≠ 0 := by omega
protected theorem zero_ne_one : (0 : Int) ≠ 1 := by omega

/-! ### Sums and differences -/

@[simp] protected theorem add_left_cancel_iff : a + b = a + c ↔ b = c := by omega
@[simp] protected theorem add_right_cancel_iff : a + c = b + c ↔ a = b := by omega
protected theorem add_left_inj (k : Int) : a + k = b + k ↔ a = b := by omega
protected theorem add_right_inj (k : Int) : k + a = k + b ↔ a = b := by omega
@[simp] protected theorem add_le_add_iff_left (a : Int) : a + b ≤ a + c ↔ b ≤ c := by omega
@[simp] protected theorem add_lt_add_iff_left (a : Int) : a + b < a + c ↔ b < c := by omega
@[simp] protected theorem add_lt_add_iff_right (c : Int) : a + c < b + c ↔ a < b := by omega
attribute [simp] Int.add_le_add_iff_right
protected theorem add_lt_add (h : a < b) (l : c < d) : a + c < b + d := by omega
protected theorem add_lt_add_of_le_of_lt (h : a ≤ b) (l : c < d) : a + c < b + d := by omega
protected theorem add_lt_add_of_lt_of_le (h : a < b) (l : c ≤ d) : a + c < b + d := by omega
protected theorem add_pos (h : 0 < a) (l : 0 < b) : 0 < a + b := by omega
protected theorem add_pos_of_pos_of_nonneg (h : 0 < a) (l : 0 ≤ b) : 0 < a + b := by omega
protected theorem add_pos_of_nonneg_of_pos (h : 0 ≤ a) (l : 0 < b) : 0 < a + b := by omega
protected theorem le_of_add_le_add_left (h : a + b ≤ a + c) : b ≤ c := by omega
protected theorem le_of_add_le_add_right (h : a + c ≤ b + c) : a ≤ b := by omega
protected theorem lt_of_add_lt_add_left (h : a + b < a + c) : b < c := by omega
protected theorem lt_of_add_lt_add_right (h : a + c < b + c) : a < b := by omega
protected theorem neg_lt_neg (h : a < b) : -b < -a := by omega
protected theorem neg_le_neg_iff : -a ≤ -b ↔ b ≤ a := by omega
protected theorem neg_lt_neg_iff : -a < -b ↔ b < a := by omega
@[simp] protected theorem neg_inj : -a = -b ↔ a = b := by omega
@[simp] protected theorem neg_eq_zero : -a = 0 ↔ a = 0 := by omega
protected theorem neg_ne_zero : -a ≠ 0 ↔ a ≠ 0 := by omega
protected theorem neg_pos : 0 < -a ↔ a < 0 := by omega
protected theorem neg_nonneg : 0 ≤ -a ↔ a ≤ 0 := by omega
protected theorem neg_pos_of_neg (h : a < 0) : 0 < -a := by omega
protected theorem neg_neg_of_pos (h : 0 < a) : -a < 0 := by omega
protected theorem eq_neg_comm : a = -b ↔ b = -a := by omega
@[simp] protected theorem neg_add_cancel_left (a b : Int) : -a + (a + b) = b := by omega
@[simp] protected theorem add_neg_cancel_left (a b : Int) : a + (-a + b) = b := by omega
@[simp] protected theorem add_neg_cancel_right (a b : Int) : a + b + -b = a := by omega
@[simp] protected theorem add_sub_cancel_left (a b : Int) : a + b - a = b := by omega
protected theorem add_sub_assoc (a b c : Int) : a + b - c = a + (b - c) := by omega
protected theorem sub_sub (a b c : Int) : a - b - c = a - (b + c) := by omega
@[simp] protected theorem sub_sub_self (a b : Int) : a - (a - b) = b := by omega
@[simp] protected theorem sub_neg (a b : Int) : a - -b = a + b := by omega
protected theorem sub_right_comm (a b c : Int) : a - b - c = a - c - b := by omega
protected theorem sub_add_comm (a b c : Int) : a - b + c = a + c - b := by omega
protected theorem add_sub_add_right (n k m : Int) : n + k - (m + k) = n - m := by omega
protected theorem add_sub_add_left (m n k : Int) : k + m - (k + n) = m - n := by omega
protected theorem eq_of_sub_eq_zero (h : a - b = 0) : a = b := by omega
protected theorem sub_ne_zero : a - b ≠ 0 ↔ a ≠ b := by omega
protected theorem sub_eq_iff_eq_add : a - b = c ↔ a = c + b := by omega
protected theorem eq_sub_iff_add_eq : a = b - c ↔ a + c = b := by omega
protected theorem sub_left_inj (c : Int) : a - c = b - c ↔ a = b := by omega
protected theorem sub_right_inj (c : Int) : c - a = c - b ↔ a = b := by omega
protected theorem sub_pos : 0 < a - b ↔ b < a := by omega
protected theorem sub_pos_of_lt (h : b < a) : 0 < a - b := by omega
protected theorem lt_of_sub_pos (h : 0 < a - b) : b < a := by omega
protected theorem sub_nonpos_of_le (h : a ≤ b) : a - b ≤ 0 := by omega
protected theorem le_of_sub_nonpos (h : a - b ≤ 0) : a ≤ b := by omega
protected theorem sub_neg_of_lt (h : a < b) : a - b < 0 := by omega
protected theorem le_sub_iff_add_le : a ≤ b - c ↔ a + c ≤ b := by omega
protected theorem sub_le_iff_le_add : a - b ≤ c ↔ a ≤ c + b := by omega
protected theorem lt_sub_iff_add_lt : a < b - c ↔ a + c < b := by omega
protected theorem sub_lt_iff_lt_add : a - b < c ↔ a < c + b := by omega
protected theorem le_sub_right_of_add_le (h : a + b ≤ c) : a ≤ c - b := by omega
protected theorem sub_le_sub (h : a ≤ b) (l : c ≤ d) : a - d ≤ b - c := by omega
protected theorem sub_le_self (a : Int) (h : 0 ≤ b) : a - b ≤ a := by omega
protected theorem sub_lt_self (a : Int) (h : 0 < b) : a - b < a := by omega
protected theorem two_mul (n : Int) : 2 * n = n + n := by omega

/-! ### Products and powers -/

protected theorem add_def (a b : Int) : Int.add a b = a + b := rfl
protected theorem mul_def (a b : Int) : Int.mul a b = a * b := rfl
protected theorem ofNat_eq_coe (n : Nat) : Int.ofNat n = (n : Int) := rfl
@[simp] protected theorem pow_zero' (a : Int) : a ^ 0 = 1 := rfl
protected theorem pow_one (a : Int) : a ^ 1 = a := Int.one_mul a
protected theorem pow_two (a : Int) : a ^ 2 = a * a := by rw [Int.pow_succ, Int.pow_one]
protected theorem sq (a : Int) : a ^ 2 = a * a := Int.pow_two a
protected theorem one_pow (n : Nat) : (1 : Int) ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Int.pow_succ, ih, Int.mul_one]
protected theorem pow_add (a : Int) (m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => rw [Nat.add_zero, Int.pow_zero, Int.mul_one]
  | succ n ih => rw [Nat.add_succ, Int.pow_succ, Int.pow_succ, ih, Int.mul_assoc]
protected theorem mul_pow (a b : Int) (n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Int.pow_succ, Int.pow_succ, Int.pow_succ, ih, Int.mul_assoc, Int.mul_left_comm (b ^ n), ← Int.mul_assoc]
protected theorem mul_self_nonneg (a : Int) : 0 ≤ a * a := by
  rcases Int.lt_or_ge a 0 with h | h
  · rw [← Int.neg_mul_neg]
    exact Int.mul_nonneg (by omega) (by omega)
  · exact Int.mul_nonneg h h
protected theorem sq_nonneg (a : Int) : 0 ≤ a ^ 2 := by rw [Int.pow_two]; exact Int.mul_self_nonneg a
protected theorem eq_of_mul_eq_mul_left (h : a ≠ 0) (e : a * b = a * c) : b = c := by
  have z : a * (b - c) = 0 := by rw [Int.mul_sub, e, Int.sub_self]
  have := (Int.mul_eq_zero.mp z).resolve_left h
  omega
protected theorem eq_of_mul_eq_mul_right (h : a ≠ 0) (e : b * a = c * a) : b = c :=
  Int.eq_of_mul_eq_mul_left h (by rw [Int.mul_comm a, e, Int.mul_comm])
protected theorem mul_eq_mul_left_iff (h : c ≠ 0) : c * a = c * b ↔ a = b := ⟨Int.eq_of_mul_eq_mul_left h, fun e => e ▸ rfl⟩
protected theorem mul_eq_mul_right_iff (h : c ≠ 0) : a * c = b * c ↔ a = b := ⟨Int.eq_of_mul_eq_mul_right h, fun e => e ▸ rfl⟩
protected theorem mul_ne_zero (h : a ≠ 0) (k : b ≠ 0) : a * b ≠ 0 := fun e => (Int.mul_eq_zero.mp e).elim h k
attribute [simp] Int.mul_eq_zero
protected theorem le_of_mul_le_mul_left (h : a * b ≤ a * c) (l : 0 < a) : b ≤ c := by
  rcases Int.lt_or_ge c b with k | k
  · have := Int.mul_le_mul_of_nonneg_left (show c + 1 ≤ b from k) (Int.le_of_lt l)
    rw [Int.mul_add, Int.mul_one] at this
    omega
  · exact k
protected theorem lt_of_mul_lt_mul_left (h : a * b < a * c) (l : 0 ≤ a) : b < c := by
  rcases Int.lt_or_ge b c with k | k
  · exact k
  · have := Int.mul_le_mul_of_nonneg_left k l
    omega
protected theorem mul_lt_mul_of_pos_left (h : a < b) (l : 0 < c) : c * a < c * b := by
  have := Int.mul_le_mul_of_nonneg_left (show a + 1 ≤ b from h) (Int.le_of_lt l)
  rw [Int.mul_add, Int.mul_one] at this
  omega
protected theorem mul_lt_mul_of_pos_right (h : a < b) (l : 0 < c) : a * c < b * c := by
  rw [Int.mul_comm a, Int.mul_comm b]
  exact Int.mul_lt_mul_of_pos_left h l
protected theorem pos_of_mul_pos_left (h : 0 < a * b) (l : 0 < a) : 0 < b := by
  rcases Int.lt_or_ge 0 b with k | k
  · exact k
  · have := Int.mul_le_mul_of_nonneg_left k (Int.le_of_lt l)
    rw [Int.mul_zero] at this
    omega

/-! ### Quotients and remainders -/

@[simp] theorem emod_one (a : Int) : a % 1 = 0 := by omega
@[simp] theorem mul_emod_left (a b : Int) : a * b % b = 0 := by rw [Int.mul_comm]; exact mul_emod_right b a
theorem ediv_minus_one (a : Int) : a / -1 = -a := by rw [ediv_neg, ediv_one]
theorem emod_minus_one (a : Int) : a % -1 = 0 := by rw [emod_neg, emod_one]
theorem emod_two_eq (a : Int) : a % 2 = 0 ∨ a % 2 = 1 := by omega
theorem dvd_eq_true_of_mod_eq_zero {a b : Int} (h : (b % a == 0) = true) : (a ∣ b) = True := eq_true (dvd_of_emod_eq_zero (eq_of_beq h))
theorem dvd_eq_false_of_mod_ne_zero {a b : Int} (h : (b % a != 0) = true) : (a ∣ b) = False :=
  eq_false fun d => bne_iff_ne.mp h (emod_eq_zero_of_dvd d)
@[simp] protected theorem zero_dvd : 0 ∣ a ↔ a = 0 :=
  ⟨fun ⟨k, e⟩ => e.trans (Int.zero_mul k), fun e => e ▸ Int.dvd_refl 0⟩
protected theorem dvd_mul_right_of_dvd (h : a ∣ b) (c : Int) : a ∣ b * c := Int.dvd_trans h (Int.dvd_mul_right b c)
protected theorem dvd_mul_left_of_dvd (h : a ∣ b) (c : Int) : a ∣ c * b := Int.dvd_trans h (Int.dvd_mul_left b c)
protected theorem neg_dvd : -a ∣ b ↔ a ∣ b := by
  have one : ∀ {a : Int}, -a ∣ b → a ∣ b := by
    rintro a ⟨k, rfl⟩
    exact ⟨-k, by rw [Int.neg_mul, Int.mul_neg]⟩
  exact ⟨one, fun h => one (a := -a) ((Int.neg_neg a).symm ▸ h)⟩
protected theorem ediv_mul_cancel (h : b ∣ a) : a / b * b = a := by
  have e := mul_ediv_add_emod a b
  rw [emod_eq_zero_of_dvd h, Int.add_zero, Int.mul_comm] at e
  exact e
protected theorem mul_ediv_cancel' (h : a ∣ b) : a * (b / a) = b := by rw [Int.mul_comm]; exact Int.ediv_mul_cancel h
theorem ediv_mul_cancel_of_emod_eq_zero (h : a % b = 0) : a / b * b = a := Int.ediv_mul_cancel (dvd_of_emod_eq_zero h)
protected theorem add_mul_emod_self_left (a b c : Int) : (a + b * c) % b = a % b := by
  by_cases h : b = 0
  · rw [h, Int.zero_mul, Int.add_zero]
  · have e₁ := mul_ediv_add_emod (a + b * c) b
    have e₂ := mul_ediv_add_emod a b
    have r : b * ((a + b * c) / b - a / b - c) = a % b - (a + b * c) % b := by
      rw [Int.mul_sub, Int.mul_sub]
      omega
    have l₁ := emod_nonneg a h
    have l₂ := emod_nonneg (a + b * c) h
    have u₁ : a % b < b ∨ a % b < -b := by
      rcases Int.lt_or_gt_of_ne h with p | p
      · rw [← emod_neg]; exact .inr (emod_lt_of_pos a (by omega))
      · exact .inl (emod_lt_of_pos a p)
    have u₂ : (a + b * c) % b < b ∨ (a + b * c) % b < -b := by
      rcases Int.lt_or_gt_of_ne h with p | p
      · rw [← emod_neg]; exact .inr (emod_lt_of_pos _ (by omega))
      · exact .inl (emod_lt_of_pos _ p)
    have d : b ∣ a % b - (a + b * c) % b := ⟨_, r.symm⟩
    have z : (a % b - (a + b * c) % b) % b = 0 := emod_eq_zero_of_dvd d
    rcases Int.lt_trichotomy (a % b) ((a + b * c) % b) with g | g | g
    · have d' : b ∣ (a + b * c) % b - a % b := by
        have := Int.dvd_neg.mpr d
        rw [Int.neg_sub] at this
        exact this
      rcases Int.lt_or_gt_of_ne h with p | p
      · have := eq_zero_of_mul_lt (b := -b) (c := ((a + b * c) % b - a % b) / -b)
          (by rw [Int.mul_ediv_cancel' (Int.neg_dvd.mpr d')]; omega) (by rw [Int.mul_ediv_cancel' (Int.neg_dvd.mpr d')]; omega)
        rw [Int.mul_ediv_cancel' (Int.neg_dvd.mpr d')] at this
        omega
      · have := eq_zero_of_mul_lt (b := b) (c := ((a + b * c) % b - a % b) / b)
          (by rw [Int.mul_ediv_cancel' d']; omega) (by rw [Int.mul_ediv_cancel' d']; omega)
        rw [Int.mul_ediv_cancel' d'] at this
        omega
    · exact g.symm
    · rcases Int.lt_or_gt_of_ne h with p | p
      · have := eq_zero_of_mul_lt (b := -b) (c := (a % b - (a + b * c) % b) / -b)
          (by rw [Int.mul_ediv_cancel' (Int.neg_dvd.mpr d)]; omega) (by rw [Int.mul_ediv_cancel' (Int.neg_dvd.mpr d)]; omega)
        rw [Int.mul_ediv_cancel' (Int.neg_dvd.mpr d)] at this
        omega
      · have := eq_zero_of_mul_lt (b := b) (c := (a % b - (a + b * c) % b) / b)
          (by rw [Int.mul_ediv_cancel' d]; omega) (by rw [Int.mul_ediv_cancel' d]; omega)
        rw [Int.mul_ediv_cancel' d] at this
        omega
theorem emod_eq_add_mul (a b : Int) : a % b = a + b * -(a / b) := by rw [emod_def, Int.mul_neg]; rfl
@[simp] theorem emod_emod (a b : Int) : a % b % b = a % b := by
  have e := congrArg (· % b) (emod_eq_add_mul a b)
  exact e.trans (Int.add_mul_emod_self_left a b _)
theorem add_emod (a b n : Int) : (a + b) % n = (a % n + b % n) % n := by
  have e : a % n + b % n = a + b + n * (-(a / n) + -(b / n)) := by
    rw [emod_def, emod_def, Int.mul_add, Int.mul_neg, Int.mul_neg]
    omega
  rw [e, Int.add_mul_emod_self_left]
theorem mul_emod (a b n : Int) : a * b % n = a % n * (b % n) % n := by
  have e : a % n * (b % n) + n * (a / n * b + a % n * (b / n)) = a * b := by
    rw [Int.mul_add, ← Int.mul_assoc, Int.mul_left_comm n, Int.add_comm (n * (a / n) * b), ← Int.add_assoc, ← Int.mul_add,
      Int.add_comm (b % n), mul_ediv_add_emod, ← Int.add_mul, Int.add_comm, mul_ediv_add_emod]
  rw [← e, Int.add_mul_emod_self_left]
theorem sub_emod (a b n : Int) : (a - b) % n = (a % n - b % n) % n := by
  have e : a % n - b % n = a - b + n * (-(a / n) + b / n) := by
    rw [emod_def, emod_def, Int.mul_add, Int.mul_neg]
    omega
  rw [e, Int.add_mul_emod_self_left]
theorem emod_emod_of_dvd (n : Int) {m k : Int} (h : m ∣ k) : n % k % m = n % m := by
  obtain ⟨x, rfl⟩ := h
  have e : n % (m * x) = n + m * -(x * (n / (m * x))) := by
    rw [emod_def, Int.mul_neg, Int.mul_assoc]
    rfl
  rw [e, Int.add_mul_emod_self_left]

/-! ### Natural numbers as integers -/

theorem cast_ofNat_Int {n : Nat} : ((OfNat.ofNat n : Nat) : Int) = OfNat.ofNat n := rfl
attribute [simp] Int.natCast_add Int.natCast_mul Int.natCast_pow Int.natCast_ediv Int.natCast_emod Int.natCast_zero
attribute [simp] Int.natCast_one Int.natCast_inj Int.ofNat_le Int.ofNat_lt Int.ofNat_nonneg
theorem natCast_le {m n : Nat} : (m : Int) ≤ n ↔ m ≤ n := Int.ofNat_le
theorem natCast_lt {m n : Nat} : (m : Int) < n ↔ m < n := Int.ofNat_lt
@[simp] theorem natCast_eq_zero {n : Nat} : (n : Int) = 0 ↔ n = 0 := by omega
theorem natCast_ne_zero {n : Nat} : (n : Int) ≠ 0 ↔ n ≠ 0 := by omega
@[simp] theorem natCast_pos {n : Nat} : (0 : Int) < n ↔ 0 < n := by omega
theorem natCast_dvd_natCast {m n : Nat} : (m : Int) ∣ n ↔ m ∣ n := by
  rw [Int.dvd_iff_emod_eq_zero, ← Int.natCast_emod, Nat.dvd_iff_mod_eq_zero, natCast_eq_zero]
@[simp] theorem toNat_natCast (n : Nat) : (n : Int).toNat = n := rfl
@[simp] theorem natAbs_natCast (n : Nat) : (n : Int).natAbs = n := rfl
@[simp] theorem natAbs_eq_zero : natAbs a = 0 ↔ a = 0 := by omega
theorem natAbs_sub_pos_of_lt (h : a < b) : 0 < natAbs (b - a) := by omega
theorem toNat_of_nonpos (h : a ≤ 0) : a.toNat = 0 := by omega
theorem toNat_le {n : Nat} : a.toNat ≤ n ↔ a ≤ n := by omega
theorem natAbs_le_self (n : Int) : n ≤ natAbs n := by omega

/-! ### Least and greatest -/

protected theorem le_min : a ≤ min b c ↔ a ≤ b ∧ a ≤ c := by omega
protected theorem max_le : max a b ≤ c ↔ a ≤ c ∧ b ≤ c := by omega
protected theorem min_comm (a b : Int) : min a b = min b a := by omega
protected theorem max_comm (a b : Int) : max a b = max b a := by omega
@[simp] protected theorem min_self (a : Int) : min a a = a := by omega
@[simp] protected theorem max_self (a : Int) : max a a = a := by omega
protected theorem min_eq_left (h : a ≤ b) : min a b = a := by omega
protected theorem min_eq_right (h : b ≤ a) : min a b = b := by omega
protected theorem max_eq_left (h : b ≤ a) : max a b = a := by omega
protected theorem max_eq_right (h : a ≤ b) : max a b = b := by omega

end Int
