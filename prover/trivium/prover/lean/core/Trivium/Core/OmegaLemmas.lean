prelude
import Trivium.Core.OmegaSteps
/-!
The facts by which the library's linear arithmetic reads hypotheses: negations, natural numbers as integers,
subtraction that stops at zero, division and remainders.
-/
set_option linter.all false

universe u

/-! ### Negated connectives -/

theorem Decidable.not_or_of_imp {p q : Prop} [Decidable p] (h : p → q) : ¬p ∨ q := (Decidable.em p).elim (fun hp => .inr (h hp)) .inl
theorem Lean.Omega.Decidable.and_not_of_not_imp {p q : Prop} [Decidable p] (h : ¬(p → q)) : p ∧ ¬q :=
  ⟨_root_.Decidable.byContradiction fun n => h fun hp => absurd hp n, fun hq => h fun _ => hq⟩
theorem Decidable.not_not {p : Prop} [Decidable p] : ¬¬p ↔ p := ⟨Decidable.of_not_not, not_not_intro⟩
theorem le_of_le_of_eq {α : Type u} {a b c : α} [LE α] (h : a ≤ b) (k : b = c) : a ≤ c := k ▸ h
theorem le_of_eq_of_le {α : Type u} {a b c : α} [LE α] (h : a = b) (k : b ≤ c) : a ≤ c := h.symm ▸ k

noncomputable def Exists.choose {α : Sort u} {p : α → Prop} (h : ∃ a, p a) : α := Classical.choose h
theorem Exists.choose_spec {α : Sort u} {p : α → Prop} (h : ∃ a, p a) : p h.choose := Classical.choose_spec h

/-! ### Natural numbers -/

namespace Nat

protected theorem lt_of_not_le {n m : Nat} (h : ¬n ≤ m) : m < n := Nat.not_le.mp h
protected theorem lt_of_not_ge {n m : Nat} (h : ¬m ≥ n) : m < n := Nat.not_le.mp h
protected theorem le_of_not_lt {n m : Nat} (h : ¬n < m) : m ≤ n := Nat.not_lt.mp h
protected theorem lt_or_gt_of_ne {n m : Nat} (h : n ≠ m) : n < m ∨ n > m :=
  (Nat.lt_trichotomy n m).imp id fun k => k.elim (absurd · h) id
protected theorem lt_of_gt {n m : Nat} (h : n > m) : m < n := h
protected theorem le_of_ge {n m : Nat} (h : n ≥ m) : m ≤ n := h
protected theorem ne_of_gt {n m : Nat} (h : m < n) : n ≠ m := (Nat.ne_of_lt h).symm
theorem mod_eq_zero_of_dvd {n m : Nat} (h : n ∣ m) : m % n = 0 := by
  obtain ⟨c, e⟩ := h
  exact Int.ofNat_inj.mp (Int.emod_eq_zero_of_dvd (a := (n : Int)) (b := (m : Int)) ⟨(c : Int), congrArg Int.ofNat e⟩)
theorem dvd_of_mod_eq_zero {n m : Nat} (h : m % n = 0) : n ∣ m := by
  have e := div_add_mod m n
  rw [h, add_zero] at e
  exact ⟨m / n, e.symm⟩
theorem dvd_iff_mod_eq_zero {n m : Nat} : n ∣ m ↔ m % n = 0 := ⟨mod_eq_zero_of_dvd, dvd_of_mod_eq_zero⟩
instance decidable_dvd : (n m : Nat) → Decidable (n ∣ m) := fun _ _ => decidable_of_iff _ dvd_iff_mod_eq_zero.symm
theorem emod_pos_of_not_dvd {n m : Nat} (h : ¬n ∣ m) : m % n > 0 := Nat.pos_of_ne_zero fun e => h (dvd_of_mod_eq_zero e)
theorem pow_pos {n m : Nat} (h : 0 < n) : 0 < n ^ m := by
  induction m with
  | zero => exact Nat.zero_lt_succ 0
  | succ m ih => exact Nat.mul_pos ih h
theorem pos_pow_of_pos {n : Nat} (m : Nat) (h : 0 < n) : 0 < n ^ m := pow_pos h

end Nat

namespace Lean.Omega

namespace Decidable

theorem or_not_not_of_not_and {p q : Prop} [Decidable p] [Decidable q] (h : ¬(p ∧ q)) : ¬p ∨ ¬q :=
  (_root_.Decidable.em p).elim (fun hp => .inr fun hq => h ⟨hp, hq⟩) .inl
theorem and_or_not_and_not_of_iff {p q : Prop} [Decidable q] (h : p ↔ q) : (p ∧ q) ∨ (¬p ∧ ¬q) :=
  (_root_.Decidable.em q).elim (fun hq => .inl ⟨h.mpr hq, hq⟩) (fun nq => .inr ⟨fun hp => nq (h.mp hp), nq⟩)
theorem and_not_or_not_and_of_not_iff {p q : Prop} [Decidable p] [Decidable q] (h : ¬(p ↔ q)) : (p ∧ ¬q) ∨ (¬p ∧ q) :=
  (_root_.Decidable.em p).elim (fun hp => .inl ⟨hp, fun hq => h (iff_of_true hp hq)⟩)
    (fun np => .inr ⟨np, _root_.Decidable.byContradiction fun nq => h (iff_of_false np nq)⟩)

end Decidable

theorem and_not_not_of_not_or {p q : Prop} (h : ¬(p ∨ q)) : ¬p ∧ ¬q := not_or.mp h
theorem ite_disjunction {α : Type u} {p : Prop} [Decidable p] {a b : α} :
    (p ∧ (if p then a else b) = a) ∨ (¬p ∧ (if p then a else b) = b) :=
  (Decidable.em p).elim (fun h => .inl ⟨h, if_pos h⟩) (fun h => .inr ⟨h, if_neg h⟩)

namespace Nat

theorem lt_of_gt {n m : Nat} (h : n > m) : m < n := h
theorem le_of_ge {n m : Nat} (h : n ≥ m) : m ≤ n := h

end Nat

namespace Int

theorem add_congr {a b c d : Int} (h : a = b) (k : c = d) : a + c = b + d := h ▸ k ▸ rfl
theorem sub_congr {a b c d : Int} (h : a = b) (k : c = d) : a - c = b - d := h ▸ k ▸ rfl
theorem mul_congr {a b c d : Int} (h : a = b) (k : c = d) : a * c = b * d := h ▸ k ▸ rfl
theorem neg_congr {a b : Int} (h : a = b) : -a = -b := h ▸ rfl
theorem lt_of_not_ge {x y : Int} (h : ¬x ≤ y) : y < x := _root_.Int.not_le.mp h
theorem lt_of_not_le {x y : Int} (h : ¬x ≤ y) : y < x := _root_.Int.not_le.mp h
theorem le_of_not_lt {x y : Int} (h : ¬x < y) : y ≤ x := _root_.Int.not_lt.mp h
theorem lt_of_gt {x y : Int} (h : x > y) : y < x := h
theorem le_of_ge {x y : Int} (h : x ≥ y) : y ≤ x := h
theorem ofNat_lt_of_lt {m n : Nat} (h : m < n) : (m : Int) < (n : Int) := _root_.Int.ofNat_lt.mpr h
theorem ofNat_le_of_le {m n : Nat} (h : m ≤ n) : (m : Int) ≤ (n : Int) := _root_.Int.ofNat_le.mpr h
theorem ofNat_congr {m n : Nat} (h : m = n) : (m : Int) = (n : Int) := congrArg _ h
theorem ofNat_pow (m n : Nat) : ((m ^ n : Nat) : Int) = (m : Int) ^ n := _root_.Int.natCast_pow m n
theorem ofNat_mul_nonneg {m n : Nat} : 0 ≤ (m : Int) * (n : Int) := _root_.Int.ofNat_nonneg (m * n)
theorem emod_ofNat_nonneg {m : Nat} {y : Int} : 0 ≤ (m : Int) % y := _root_.Int.ofNat_nonneg (m % y.natAbs)
theorem ofNat_sub_sub {a b c : Nat} : ((a - b - c : Nat) : Int) = ((a - (b + c) : Nat) : Int) := by
  refine congrArg _ ?_
  induction c with
  | zero => rfl
  | succ c ih => exact congrArg Nat.pred ih
theorem ofNat_sub_dichotomy {a b : Nat} :
    b ≤ a ∧ ((a - b : Nat) : Int) = (a : Int) - (b : Int) ∨ a < b ∧ ((a - b : Nat) : Int) = 0 := by
  rcases _root_.Nat.lt_or_ge a b with h | h
  · exact .inr ⟨h, congrArg _ (_root_.Nat.sub_eq_zero_of_le (_root_.Nat.le_of_lt h))⟩
  · exact .inl ⟨h, _root_.Int.natCast_sub h⟩
theorem ofNat_natAbs (a : Int) : (a.natAbs : Int) = if 0 ≤ a then a else -a := by
  by_cases h : 0 ≤ a
  · rw [if_pos h, _root_.Int.natAbs_of_nonneg h]
  · rw [if_neg h]
    have n := _root_.Int.natAbs_of_nonneg (_root_.Int.neg_nonneg_of_nonpos (_root_.Int.le_of_lt (_root_.Int.not_le.mp h)))
    rw [_root_.Int.natAbs_neg] at n
    exact n
theorem neg_le_natAbs {a : Int} : -a ≤ (a.natAbs : Int) := by
  rcases _root_.Int.eq_natAbs_or_eq_neg a with h | h
  · exact _root_.Int.le_trans (_root_.Int.neg_nonpos_of_nonneg (h ▸ _root_.Int.ofNat_nonneg _)) (_root_.Int.ofNat_nonneg _)
  · have e := congrArg (- ·) h
    exact _root_.Int.le_of_eq (e.trans (_root_.Int.neg_neg _))
theorem pos_pow_of_pos {n : Nat} (m : Nat) (h : 0 < n) : 0 < n ^ m := _root_.Nat.pow_pos h
theorem ofNat_pos_of_pos {n : Nat} (h : 0 < n) : 0 < (n : Int) := _root_.Int.ofNat_lt.mpr h

end Int

end Lean.Omega

theorem Int.le_natAbs {a : Int} : a ≤ (a.natAbs : Int) := by
  rcases Int.le_total 0 a with h | h
  · exact Int.le_of_eq (Int.natAbs_of_nonneg h).symm
  · exact Int.le_trans h (Int.ofNat_nonneg _)

/-! ### The smaller and the larger of two -/

class Min (α : Type u) where
  min : α → α → α
class Max (α : Type u) where
  max : α → α → α
export Min (min)
export Max (max)
@[reducible] def minOfLe {α : Type u} [LE α] [DecidableRel (α := α) (· ≤ ·)] : Min α := ⟨fun a b => if a ≤ b then a else b⟩
@[reducible] def maxOfLe {α : Type u} [LE α] [DecidableRel (α := α) (· ≤ ·)] : Max α := ⟨fun a b => if a ≤ b then b else a⟩
instance instMinNat : Min Nat := minOfLe
instance Nat.instMax : Max Nat := maxOfLe
instance Int.instMin : Min Int := minOfLe
instance Int.instMax : Max Int := maxOfLe

protected theorem Nat.min_def {n m : Nat} : min n m = if n ≤ m then n else m := rfl
protected theorem Nat.max_def {n m : Nat} : max n m = if n ≤ m then m else n := rfl
protected theorem Int.min_def (n m : Int) : min n m = if n ≤ m then n else m := rfl
protected theorem Int.max_def (n m : Int) : max n m = if n ≤ m then m else n := rfl
theorem Lean.Omega.Int.ofNat_min (n m : Nat) : ((min n m : Nat) : Int) = min (n : Int) (m : Int) := by
  rw [_root_.Nat.min_def, _root_.Int.min_def]
  by_cases h : n ≤ m
  · rw [if_pos h, if_pos (_root_.Int.ofNat_le.mpr h)]
  · rw [if_neg h, if_neg fun k => h (_root_.Int.ofNat_le.mp k)]
theorem Lean.Omega.Int.ofNat_max (n m : Nat) : ((max n m : Nat) : Int) = max (n : Int) (m : Int) := by
  rw [_root_.Nat.max_def, _root_.Int.max_def]
  by_cases h : n ≤ m
  · rw [if_pos h, if_pos (_root_.Int.ofNat_le.mpr h)]
  · rw [if_neg h, if_neg fun k => h (_root_.Int.ofNat_le.mp k)]
protected theorem Int.min_le_left (a b : Int) : min a b ≤ a := by
  rw [Int.min_def]
  split
  · exact Int.le_refl a
  · exact (Int.le_total a b).elim (absurd · ‹_›) id
protected theorem Int.min_le_right (a b : Int) : min a b ≤ b := by
  rw [Int.min_def]
  split
  · assumption
  · exact Int.le_refl b
protected theorem Int.le_max_left (a b : Int) : a ≤ max a b := by
  rw [Int.max_def]
  split
  · assumption
  · exact Int.le_refl a
protected theorem Int.le_max_right (a b : Int) : b ≤ max a b := by
  rw [Int.max_def]
  split
  · exact Int.le_refl b
  · exact (Int.le_total a b).elim (absurd · ‹_›) id
theorem Int.toNat_eq_max (a : Int) : (a.toNat : Int) = max a 0 := by
  rw [Int.max_def]
  split
  · cases a with
    | ofNat n => exact Int.le_antisymm ‹_› (Int.ofNat_nonneg n)
    | negSucc n => rfl
  · exact Int.toNat_of_nonneg (Int.le_of_lt (Int.not_le.mp ‹_›))
/-- The least common multiple. -/
def Nat.lcm (m n : Nat) : Nat := m * n / Nat.gcd m n
