prelude
import Trivium.Core.IntOrder
/-!
Division of integers with a remainder that is never negative, and divisibility.
-/
set_option linter.all false

namespace Int

/-! ### Quotient and remainder -/

theorem mul_ediv_add_emod (a b : Int) : b * (a / b) + a % b = a := by
  have negative : ∀ m n : Nat, subNatNat 0 ((n + 1) * (m / (n + 1) + 1)) + subNatNat (n + 1) (m % (n + 1) + 1)
      = negSucc m := fun m n => by
    rw [subNatNat_add]
    refine subNatNat_congr (c := 0) (d := m + 1) ?_
    have h := Nat.div_add_mod m (n + 1)
    have step : (n + 1) * (m / (n + 1) + 1) + (m % (n + 1) + 1) = (n + 1) + ((n + 1) * (m / (n + 1)) + m % (n + 1) + 1) := by
      rw [Nat.mul_add, Nat.mul_one]
      simp only [Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]
    rw [step, h, Nat.zero_add, Nat.zero_add]
  cases a with
  | ofNat m => cases b with
    | ofNat n => exact congrArg ofNat (Nat.div_add_mod m n)
    | negSucc n =>
      show -(ofNat (n + 1)) * -(ofNat (m / (n + 1))) + ofNat (m % (n + 1)) = ofNat m
      rw [Int.neg_mul_neg]
      exact congrArg ofNat (Nat.div_add_mod m (n + 1))
  | negSucc m => cases b with
    | ofNat n => cases n with
      | zero =>
        show 0 * 0 + subNatNat 0 (m % 0 + 1) = negSucc m
        rw [Nat.mod_zero]
        rfl
      | succ n =>
        refine Eq.trans ?_ (negative m n)
        refine congrArg (· + subNatNat (n + 1) (m % (n + 1) + 1)) ?_
        exact negOfNat_eq ((n + 1) * (m / (n + 1) + 1))
    | negSucc n =>
      refine Eq.trans ?_ (negative m n)
      refine congrArg (· + subNatNat (n + 1) (m % (n + 1) + 1)) ?_
      exact negOfNat_eq ((n + 1) * (m / (n + 1) + 1))
theorem emod_add_mul_ediv (a b : Int) : a % b + b * (a / b) = a := by rw [Int.add_comm, mul_ediv_add_emod]
theorem emod_def (a b : Int) : a % b = a - b * (a / b) := by
  refine Int.add_right_cancel (b := b * (a / b)) ?_
  rw [Int.sub_add_cancel, emod_add_mul_ediv]
theorem emod_nonneg (a : Int) {b : Int} (h : b ≠ 0) : 0 ≤ a % b := by
  cases a with
  | ofNat m => exact ofNat_nonneg _
  | negSucc m =>
    refine nonNeg_iff.mp (nonNeg_subNatNat.mpr (Nat.mod_lt m (Nat.pos_of_ne_zero fun e => h ?_)))
    cases b with
    | ofNat n => exact congrArg ofNat e
    | negSucc n => exact absurd e (Nat.succ_ne_zero n)
theorem emod_lt_of_pos (a : Int) {b : Int} (h : 0 < b) : a % b < b := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le (Int.le_of_lt h)
  cases a with
  | ofNat m => exact ofNat_lt.mpr (Nat.mod_lt m (ofNat_lt.mp h))
  | negSucc m =>
    show subNatNat n (m % n + 1) < (n : Int)
    rw [show ((n : Nat) : Int) = subNatNat n 0 from (subNatNat_zero n).symm]
    exact subNatNat_lt.mpr (Nat.add_lt_add_left (Nat.zero_lt_succ _) n)
theorem emod_neg (a b : Int) : a % -b = a % b := by
  cases a with
  | ofNat m => exact congrArg (fun n => ofNat (m % n)) (natAbs_neg b)
  | negSucc m => exact congrArg (fun n => subNatNat n (m % n + 1)) (natAbs_neg b)
@[simp] theorem ediv_zero (a : Int) : a / 0 = 0 := by
  cases a with
  | ofNat m => exact congrArg ofNat (Nat.div_zero m)
  | negSucc m => rfl
@[simp] theorem zero_ediv (b : Int) : 0 / b = 0 := by
  cases b with
  | ofNat n => exact congrArg ofNat (Nat.zero_div n)
  | negSucc n => exact congrArg (fun k => -ofNat k) (Nat.zero_div (n + 1))
@[simp] theorem emod_zero (a : Int) : a % 0 = a := by rw [emod_def, Int.zero_mul, Int.sub_zero]
@[simp] theorem zero_emod (b : Int) : 0 % b = 0 := by rw [emod_def, zero_ediv, Int.mul_zero, Int.sub_zero]
theorem ediv_neg (a b : Int) : a / -b = -(a / b) := by
  cases a with
  | ofNat m => cases b with
    | ofNat n => cases n with
      | zero =>
        show ofNat (m / 0) = -ofNat (m / 0)
        rw [Nat.div_zero]
        rfl
      | succ n => rfl
    | negSucc n => exact (Int.neg_neg _).symm
  | negSucc m => cases b with
    | ofNat n => cases n with
      | zero => rfl
      | succ n => rfl
    | negSucc n => rfl
theorem natCast_ediv (m n : Nat) : ((m / n : Nat) : Int) = (m : Int) / (n : Int) := rfl
theorem natCast_emod (m n : Nat) : ((m % n : Nat) : Int) = (m : Int) % (n : Int) := rfl

/-! ### Divisibility -/

@[simp] protected theorem dvd_refl (a : Int) : a ∣ a := ⟨1, (Int.mul_one a).symm⟩
@[simp] protected theorem dvd_zero (a : Int) : a ∣ 0 := ⟨0, (Int.mul_zero a).symm⟩
@[simp] protected theorem one_dvd (a : Int) : 1 ∣ a := ⟨a, (Int.one_mul a).symm⟩
protected theorem dvd_trans {a b c : Int} : a ∣ b → b ∣ c → a ∣ c := by
  rintro ⟨k, rfl⟩ ⟨l, rfl⟩
  exact ⟨k * l, Int.mul_assoc a k l⟩
protected theorem dvd_mul_right (a b : Int) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Int) : a ∣ b * a := ⟨b, Int.mul_comm b a⟩
protected theorem dvd_add {a b c : Int} : a ∣ b → a ∣ c → a ∣ b + c := by
  rintro ⟨k, rfl⟩ ⟨l, rfl⟩
  exact ⟨k + l, (Int.mul_add a k l).symm⟩
protected theorem dvd_neg {a b : Int} : a ∣ -b ↔ a ∣ b := by
  have one : ∀ {c : Int}, a ∣ c → a ∣ -c := by
    rintro c ⟨k, rfl⟩
    exact ⟨-k, (Int.mul_neg a k).symm⟩
  exact ⟨fun h => Int.neg_neg b ▸ one h, one⟩
protected theorem dvd_sub {a b c : Int} (h : a ∣ b) (k : a ∣ c) : a ∣ b - c := Int.dvd_add h (Int.dvd_neg.mpr k)
theorem dvd_of_emod_eq_zero {a b : Int} (h : b % a = 0) : a ∣ b := by
  refine ⟨b / a, ?_⟩
  have e := mul_ediv_add_emod b a
  rw [h, Int.add_zero] at e
  exact e.symm
/-- A multiple of `b` below `b` in size is zero. -/
theorem eq_zero_of_mul_lt {b c : Int} (l : 0 ≤ b * c) (u : b * c < b) : b * c = 0 := by
  have hb : 0 < b := Int.lt_of_le_of_lt l u
  rcases Int.lt_trichotomy c 0 with hc | hc | hc
  · have small := Int.mul_le_mul_of_nonneg_left (show c + 1 ≤ 0 from hc) (Int.le_of_lt hb)
    rw [Int.mul_add, Int.mul_one, Int.mul_zero] at small
    have := Int.le_trans (Int.add_le_add_right l b) small
    rw [Int.zero_add] at this
    exact absurd hb (Int.not_lt.mpr this)
  · rw [hc, Int.mul_zero]
  · have large := Int.mul_le_mul_of_nonneg_left (show 1 ≤ c from hc) (Int.le_of_lt hb)
    rw [Int.mul_one] at large
    exact absurd u (Int.not_lt.mpr large)
theorem emod_eq_zero_of_dvd_pos {a b : Int} (hb : 0 < b) (h : b ∣ a) : a % b = 0 := by
  obtain ⟨c, rfl⟩ := h
  have e := emod_def (b * c) b
  rw [← Int.mul_sub] at e
  have l := emod_nonneg (b * c) (Int.ne_of_gt hb)
  have u := emod_lt_of_pos (b * c) hb
  rw [e] at l u
  exact e.trans (eq_zero_of_mul_lt l u)
theorem emod_eq_zero_of_dvd {a b : Int} (h : a ∣ b) : b % a = 0 := by
  rcases Int.lt_trichotomy a 0 with ha | ha | ha
  · rw [← emod_neg]
    obtain ⟨c, rfl⟩ := h
    have pos : 0 < -a := Int.lt_of_not_ge fun k => by
      have := Int.neg_le_neg k
      rw [Int.neg_neg] at this
      exact Int.lt_irrefl a (Int.lt_of_lt_of_le ha this)
    exact emod_eq_zero_of_dvd_pos pos ⟨-c, by rw [Int.neg_mul_neg]⟩
  · obtain ⟨c, rfl⟩ := h
    rw [ha, Int.zero_mul, zero_emod]
  · exact emod_eq_zero_of_dvd_pos ha h
theorem dvd_iff_emod_eq_zero {a b : Int} : a ∣ b ↔ b % a = 0 := ⟨emod_eq_zero_of_dvd, dvd_of_emod_eq_zero⟩
instance decidableDvd : (a b : Int) → Decidable (a ∣ b) := fun _ _ => decidable_of_iff _ dvd_iff_emod_eq_zero.symm
theorem emod_pos_of_not_dvd {a b : Int} (h : ¬a ∣ b) : a = 0 ∨ 0 < b % a := by
  by_cases z : a = 0
  · exact .inl z
  · exact .inr (Int.lt_of_le_of_ne (emod_nonneg b z) fun e => h (dvd_of_emod_eq_zero e.symm))
@[simp] theorem emod_self (a : Int) : a % a = 0 := emod_eq_zero_of_dvd (Int.dvd_refl a)
@[simp] theorem mul_emod_right (a b : Int) : a * b % a = 0 := emod_eq_zero_of_dvd ⟨b, rfl⟩
theorem mul_ediv_cancel_left {a : Int} (b : Int) (h : a ≠ 0) : a * b / a = b := by
  have e := mul_ediv_add_emod (a * b) a
  rw [mul_emod_right, Int.add_zero] at e
  have z : a * (a * b / a - b) = 0 := by rw [Int.mul_sub, e, Int.sub_self]
  exact Int.sub_eq_zero.mp ((Int.mul_eq_zero.mp z).resolve_left h)
theorem ediv_self {a : Int} (h : a ≠ 0) : a / a = 1 := by
  have e := mul_ediv_cancel_left 1 h
  rw [Int.mul_one] at e
  exact e
@[simp] theorem ediv_one (a : Int) : a / 1 = a := by
  have e := mul_ediv_cancel_left a (a := 1) (by decide)
  rw [Int.one_mul] at e
  exact e
theorem mul_ediv_self_le {x k : Int} (h : k ≠ 0) : k * (x / k) ≤ x := by
  refine Int.le_of_sub_nonneg ?_
  rw [← emod_def]
  exact emod_nonneg x h
theorem lt_mul_ediv_self_add {x k : Int} (h : 0 < k) : x < k * (x / k) + k := by
  have := Int.add_lt_add_left (emod_lt_of_pos x h) (k * (x / k))
  rw [mul_ediv_add_emod] at this
  exact this
theorem ediv_nonneg {a b : Int} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a / b := by
  obtain ⟨m, rfl⟩ := eq_ofNat_of_zero_le h
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le k
  exact ofNat_nonneg (m / n)

end Int
