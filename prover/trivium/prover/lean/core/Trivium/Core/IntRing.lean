prelude
import Trivium.Core.Int
/-!
The integers are a commutative ring: each law is one of natural numbers, read on differences.
-/
set_option linter.all false

namespace Int

/-! ### Differences of natural numbers -/

theorem subNatNat_add_add (m n k : Nat) : subNatNat (m + k) (n + k) = subNatNat m n := by
  induction k with
  | zero => rfl
  | succ k ih =>
    rw [← ih]
    unfold subNatNat
    rw [Nat.add_succ, Nat.add_succ, Nat.succ_sub_succ, Nat.succ_sub_succ]
theorem subNatNat_add_left (m n : Nat) : subNatNat (m + n) m = ofNat n := by
  rw [Nat.add_comm]
  exact (congrArg (subNatNat (n + m)) (Nat.zero_add m).symm).trans (subNatNat_add_add n 0 m) |>.trans (by
    unfold subNatNat
    rw [Nat.zero_sub, Nat.sub_zero])
theorem subNatNat_add_right (m n : Nat) : subNatNat m (m + n + 1) = negSucc n := by
  have h := subNatNat_add_add 0 (n + 1) m
  rw [Nat.zero_add] at h
  rw [Nat.add_assoc, Nat.add_comm m, h]
  rfl
theorem subNatNat_elim {p : Nat → Nat → Int → Prop} (m n : Nat) (h : ∀ i n, p (n + i) n (ofNat i))
    (k : ∀ i m, p m (m + i + 1) (negSucc i)) : p m n (subNatNat m n) := by
  rcases Nat.lt_or_ge m n with l | l
  · obtain ⟨d, hd⟩ := Nat.exists_add_of_le l
    have e : n = m + d + 1 := by rw [hd, Nat.succ_add]
    rw [e, subNatNat_add_right]
    exact k d m
  · obtain ⟨d, hd⟩ := Nat.exists_add_of_le l
    rw [hd, subNatNat_add_left]
    exact h d n
theorem subNatNat_zero (m : Nat) : subNatNat m 0 = ofNat m := subNatNat_add_left 0 m |> fun h => by
  rw [Nat.zero_add] at h
  exact h
theorem subNatNat_zero_succ (m : Nat) : subNatNat 0 (m + 1) = negSucc m := rfl
theorem exists_subNatNat (a : Int) : ∃ m n, a = subNatNat m n := by
  cases a with
  | ofNat m => exact ⟨m, 0, (subNatNat_zero m).symm⟩
  | negSucc m => exact ⟨0, m + 1, rfl⟩
theorem subNatNat_congr {a b c d : Nat} (h : a + d = c + b) : subNatNat a b = subNatNat c d := by
  rw [← subNatNat_add_add a b d, h, Nat.add_comm b d, subNatNat_add_add]
theorem subNatNat_inj {a b c d : Nat} : subNatNat a b = subNatNat c d ↔ a + d = c + b := by
  refine ⟨?_, subNatNat_congr⟩
  apply subNatNat_elim (p := fun a b x => x = subNatNat c d → a + d = c + b) a b
  · intro i n
    apply subNatNat_elim (p := fun c d y => ofNat i = y → n + i + d = c + n) c d
    · intro j m e
      injection e with e
      rw [e, Nat.add_comm, Nat.add_comm n, Nat.add_assoc]
    · exact fun j m e => by injection e
  · intro i n
    apply subNatNat_elim (p := fun c d y => negSucc i = y → n + d = c + (n + i + 1)) c d
    · exact fun j m e => by injection e
    · intro j m e
      injection e with e
      rw [e]
      simp only [Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]

theorem subNatNat_add (a b c d : Nat) : subNatNat a b + subNatNat c d = subNatNat (a + c) (b + d) := by
  apply subNatNat_elim (p := fun a b x => x + subNatNat c d = subNatNat (a + c) (b + d)) a b
  · intro i n
    apply subNatNat_elim (p := fun c d y => ofNat i + y = subNatNat (n + i + c) (n + d)) c d
    · intro j m
      exact (subNatNat_add_left (n + m) (i + j)).symm.trans (subNatNat_congr (by
        simp only [Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]))
    · intro j m
      exact subNatNat_congr (b := j + 1) (by simp only [Nat.add_assoc, Nat.add_comm, Nat.add_left_comm])
  · intro i n
    apply subNatNat_elim (p := fun c d y => negSucc i + y = subNatNat (n + c) (n + i + 1 + d)) c d
    · intro j m
      exact subNatNat_congr (b := i + 1) (by simp only [Nat.add_assoc, Nat.add_comm, Nat.add_left_comm])
    · intro j m
      exact (subNatNat_add_right (n + m) (i + j + 1)).symm.trans (subNatNat_congr (by
        simp only [Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]))
theorem neg_subNatNat (a b : Nat) : -subNatNat a b = subNatNat b a := by
  apply subNatNat_elim (p := fun a b x => -x = subNatNat b a) a b
  · intro i n
    cases i with
    | zero => exact (subNatNat_add_left n 0).symm
    | succ i => exact (subNatNat_add_right n i).symm
  · intro i n
    exact (subNatNat_add_left n (i + 1)).symm
theorem negOfNat_eq (n : Nat) : negOfNat n = subNatNat 0 n := by
  cases n with
  | zero => rfl
  | succ n => rfl
theorem subNatNat_mul (a b c d : Nat) :
    subNatNat a b * subNatNat c d = subNatNat (a * c + b * d) (a * d + b * c) := by
  apply subNatNat_elim (p := fun a b x => x * subNatNat c d = subNatNat (a * c + b * d) (a * d + b * c)) a b
  · intro i n
    apply subNatNat_elim (p := fun c d y => ofNat i * y = subNatNat ((n + i) * c + n * d) ((n + i) * d + n * c)) c d
    · intro j m
      exact (subNatNat_zero (i * j)).symm.trans (subNatNat_congr (by
        simp only [Nat.mul_add, Nat.add_mul, Nat.zero_add, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm, Nat.add_zero]))
    · intro j m
      exact (negOfNat_eq (i * (j + 1))).trans (subNatNat_congr (by
        simp only [Nat.mul_add, Nat.add_mul, Nat.zero_add, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm, Nat.add_zero]))
  · intro i n
    apply subNatNat_elim
      (p := fun c d y => negSucc i * y = subNatNat (n * c + (n + i + 1) * d) (n * d + (n + i + 1) * c)) c d
    · intro j m
      exact (negOfNat_eq ((i + 1) * j)).trans (subNatNat_congr (by
        simp only [Nat.mul_add, Nat.add_mul, Nat.zero_add, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm, Nat.add_zero]))
    · intro j m
      exact (subNatNat_zero ((i + 1) * (j + 1))).symm.trans (subNatNat_congr (by
        simp only [Nat.mul_add, Nat.add_mul, Nat.zero_add, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm, Nat.add_zero]))

/-! ### The ring laws -/

protected theorem add_comm (a b : Int) : a + b = b + a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  rw [subNatNat_add, subNatNat_add, Nat.add_comm m, Nat.add_comm n]
protected theorem add_assoc (a b c : Int) : a + b + c = a + (b + c) := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  obtain ⟨i, j, rfl⟩ := exists_subNatNat c
  simp only [subNatNat_add, Nat.add_assoc]
protected theorem add_left_comm (a b c : Int) : a + (b + c) = b + (a + c) := by
  rw [← Int.add_assoc, Int.add_comm a, Int.add_assoc]
protected theorem add_right_comm (a b c : Int) : a + b + c = a + c + b := by
  rw [Int.add_assoc, Int.add_comm b, ← Int.add_assoc]
@[simp] protected theorem add_zero (a : Int) : a + 0 = a := by
  cases a with
  | ofNat n => rfl
  | negSucc n => rfl
@[simp] protected theorem zero_add (a : Int) : 0 + a = a := by rw [Int.add_comm, Int.add_zero]
@[simp] protected theorem add_right_neg (a : Int) : a + -a = 0 := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  rw [neg_subNatNat, subNatNat_add]
  exact (subNatNat_congr (c := 0) (d := 0) (by rw [Nat.add_zero, Nat.zero_add, Nat.add_comm])).trans rfl
@[simp] protected theorem add_left_neg (a : Int) : -a + a = 0 := by rw [Int.add_comm, Int.add_right_neg]
protected theorem mul_comm (a b : Int) : a * b = b * a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  simp only [subNatNat_mul, Nat.mul_comm, Nat.add_comm]
protected theorem mul_assoc (a b c : Int) : a * b * c = a * (b * c) := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  obtain ⟨i, j, rfl⟩ := exists_subNatNat c
  simp only [subNatNat_mul]
  refine subNatNat_congr ?_
  simp only [Nat.mul_add, Nat.add_mul, Nat.mul_assoc, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]
protected theorem mul_left_comm (a b c : Int) : a * (b * c) = b * (a * c) := by
  rw [← Int.mul_assoc, Int.mul_comm a, Int.mul_assoc]
protected theorem mul_right_comm (a b c : Int) : a * b * c = a * c * b := by
  rw [Int.mul_assoc, Int.mul_comm b, ← Int.mul_assoc]
protected theorem mul_add (a b c : Int) : a * (b + c) = a * b + a * c := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  obtain ⟨i, j, rfl⟩ := exists_subNatNat c
  simp only [subNatNat_mul, subNatNat_add]
  refine subNatNat_congr ?_
  simp only [Nat.mul_add, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]
protected theorem add_mul (a b c : Int) : (a + b) * c = a * c + b * c := by
  rw [Int.mul_comm, Int.mul_add, Int.mul_comm c, Int.mul_comm c]
@[simp] protected theorem mul_zero (a : Int) : a * 0 = 0 := by
  cases a with
  | ofNat n => rfl
  | negSucc n => rfl
@[simp] protected theorem zero_mul (a : Int) : 0 * a = 0 := by rw [Int.mul_comm, Int.mul_zero]
@[simp] protected theorem mul_one (a : Int) : a * 1 = a := by
  cases a with
  | ofNat n => exact congrArg ofNat (Nat.mul_one n)
  | negSucc n =>
    show negOfNat (Nat.succ n * 1) = negSucc n
    rw [Nat.mul_one]
    rfl
@[simp] protected theorem one_mul (a : Int) : 1 * a = a := by rw [Int.mul_comm, Int.mul_one]

/-! ### Negatives and differences -/

@[simp] protected theorem neg_zero : -(0 : Int) = 0 := rfl
@[simp] protected theorem neg_neg (a : Int) : -(-a) = a := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  rw [neg_subNatNat, neg_subNatNat]
protected theorem neg_add {a b : Int} : -(a + b) = -a + -b := by
  obtain ⟨m, n, rfl⟩ := exists_subNatNat a
  obtain ⟨k, l, rfl⟩ := exists_subNatNat b
  simp only [subNatNat_add, neg_subNatNat]
protected theorem add_left_cancel {a b c : Int} (h : a + b = a + c) : b = c := by
  have e := congrArg (-a + ·) h
  simp only [← Int.add_assoc, Int.add_left_neg, Int.zero_add] at e
  exact e
protected theorem add_right_cancel {a b c : Int} (h : a + b = c + b) : a = c := by
  rw [Int.add_comm a, Int.add_comm c] at h
  exact Int.add_left_cancel h
protected theorem neg_eq_of_add_eq_zero {a b : Int} (h : a + b = 0) : -a = b :=
  Int.add_left_cancel ((Int.add_right_neg a).trans h.symm)
protected theorem sub_eq_add_neg {a b : Int} : a - b = a + -b := rfl
@[simp] protected theorem sub_self (a : Int) : a - a = 0 := Int.add_right_neg a
@[simp] protected theorem sub_zero (a : Int) : a - 0 = a := Int.add_zero a
@[simp] protected theorem zero_sub (a : Int) : 0 - a = -a := Int.zero_add (-a)
@[simp] protected theorem sub_add_cancel (a b : Int) : a - b + b = a := by
  rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_left_neg, Int.add_zero]
@[simp] protected theorem add_sub_cancel (a b : Int) : a + b - b = a := by
  rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_right_neg, Int.add_zero]
protected theorem sub_eq_zero {a b : Int} : a - b = 0 ↔ a = b :=
  ⟨fun h => by rw [← Int.sub_add_cancel a b, h, Int.zero_add], fun h => by rw [h, Int.sub_self]⟩
protected theorem sub_eq_zero_of_eq {a b : Int} (h : a = b) : a - b = 0 := Int.sub_eq_zero.mpr h
@[simp] protected theorem neg_mul (a b : Int) : -a * b = -(a * b) := by
  refine (Int.neg_eq_of_add_eq_zero ?_).symm
  rw [← Int.add_mul, Int.add_right_neg, Int.zero_mul]
@[simp] protected theorem mul_neg (a b : Int) : a * -b = -(a * b) := by
  rw [Int.mul_comm, Int.neg_mul, Int.mul_comm]
protected theorem neg_mul_neg (a b : Int) : -a * -b = a * b := by rw [Int.neg_mul, Int.mul_neg, Int.neg_neg]
protected theorem neg_eq_neg_one_mul (a : Int) : -a = -1 * a := by rw [Int.neg_mul, Int.one_mul]
protected theorem mul_sub (a b c : Int) : a * (b - c) = a * b - a * c := by
  rw [Int.sub_eq_add_neg, Int.mul_add, Int.mul_neg, Int.sub_eq_add_neg]
protected theorem sub_mul (a b c : Int) : (a - b) * c = a * c - b * c := by
  rw [Int.mul_comm, Int.mul_sub, Int.mul_comm c, Int.mul_comm c]
protected theorem neg_sub (a b : Int) : -(a - b) = b - a := by
  rw [Int.sub_eq_add_neg, Int.neg_add, Int.neg_neg, Int.add_comm, Int.sub_eq_add_neg]
protected theorem pow_zero (a : Int) : a ^ 0 = 1 := rfl
protected theorem pow_succ (a : Int) (n : Nat) : a ^ (n + 1) = a ^ n * a := rfl

end Int
