prelude
import Trivium.Core.OmegaLemmas
/-!
Arithmetic of integers as the kernel computes it fast: on the constructors, with the operations of natural numbers that
it evaluates by itself, and without instances to unfold. Each operation is proved to be the usual one.
-/
set_option linter.all false

namespace Trivium.Ring

/-- Whether an integer is zero. -/
noncomputable def isZero (c : Int) : Bool :=
  Int.rec (motive := fun _ => Bool) (fun n => Nat.beq n 0) (fun _ => false) c

theorem eq_zero_of_isZero {c : Int} : isZero c = true → c = 0 := by
  cases c with
  | ofNat n => exact fun h => congrArg Int.ofNat (Nat.eq_of_beq_eq_true n 0 h)
  | negSucc n => exact fun h => absurd h Bool.false_ne_true

/-- `m - (n + 1)`. -/
noncomputable def subSucc (m n : Nat) : Int :=
  cond (Nat.ble m n) (Int.negSucc (Nat.sub n m)) (Int.ofNat (Nat.sub m (Nat.succ n)))
noncomputable def addInt (a b : Int) : Int :=
  Int.rec (motive := fun _ => Int)
    (fun m => Int.rec (motive := fun _ => Int) (fun n => Int.ofNat (Nat.add m n)) (fun n => subSucc m n) b)
    (fun m => Int.rec (motive := fun _ => Int) (fun n => subSucc n m) (fun n => Int.negSucc (Nat.succ (Nat.add m n))) b) a
noncomputable def negNat (n : Nat) : Int := Nat.rec (motive := fun _ => Int) (Int.ofNat 0) (fun n _ => Int.negSucc n) n
noncomputable def mulInt (a b : Int) : Int :=
  Int.rec (motive := fun _ => Int)
    (fun m => Int.rec (motive := fun _ => Int) (fun n => Int.ofNat (Nat.mul m n)) (fun n => negNat (Nat.mul m (Nat.succ n))) b)
    (fun m => Int.rec (motive := fun _ => Int) (fun n => negNat (Nat.mul (Nat.succ m) n))
      (fun n => Int.ofNat (Nat.mul (Nat.succ m) (Nat.succ n))) b) a

noncomputable def negInt (a : Int) : Int :=
  Int.rec (motive := fun _ => Int) (fun n => negNat n) (fun n => Int.ofNat (Nat.succ n)) a
noncomputable def subInt (a b : Int) : Int := addInt a (negInt b)
noncomputable def powInt (a : Int) (n : Nat) : Int :=
  Nat.rec (motive := fun _ => Int) (Int.ofNat 1) (fun _ r => mulInt r a) n
noncomputable def leInt (a b : Int) : Bool :=
  Int.rec (motive := fun _ => Bool)
    (fun m => Int.rec (motive := fun _ => Bool) (fun n => Nat.ble m n) (fun _ => false) b)
    (fun m => Int.rec (motive := fun _ => Bool) (fun _ => true) (fun n => Nat.ble n m) b) a

theorem subSucc_eq (m n : Nat) : subSucc m n = Int.subNatNat m (n + 1) := by
  unfold subSucc
  cases h : Nat.ble m n with
  | true =>
    obtain ⟨d, rfl⟩ := Nat.exists_add_of_le (Nat.le_of_ble_eq_true h)
    refine Eq.trans ?_ (Int.subNatNat_add_right m d).symm
    exact congrArg Int.negSucc (Nat.add_sub_cancel_left m d)
  | false =>
    have l : n + 1 ≤ m := Nat.lt_of_not_le fun k => by
      rw [Nat.ble_eq_true_of_le k] at h
      exact Bool.true_ne_false h
    obtain ⟨d, rfl⟩ := Nat.exists_add_of_le l
    refine Eq.trans ?_ (Int.subNatNat_add_left (n + 1) d).symm
    exact congrArg Int.ofNat (Nat.add_sub_cancel_left (n + 1) d)
theorem addInt_eq (a b : Int) : addInt a b = a + b := by
  cases a with
  | ofNat m => cases b with
    | ofNat n => rfl
    | negSucc n => exact subSucc_eq m n
  | negSucc m => cases b with
    | ofNat n => exact subSucc_eq n m
    | negSucc n => rfl
theorem negNat_eq (n : Nat) : negNat n = Int.negOfNat n := by cases n <;> rfl
theorem mulInt_eq (a b : Int) : mulInt a b = a * b := by
  cases a with
  | ofNat m => cases b with
    | ofNat n => rfl
    | negSucc n => exact negNat_eq (m * (n + 1))
  | negSucc m => cases b with
    | ofNat n => exact negNat_eq ((m + 1) * n)
    | negSucc n => rfl

theorem negInt_eq (a : Int) : negInt a = -a := by
  cases a with
  | ofNat n => exact negNat_eq n
  | negSucc n => rfl
theorem subInt_eq (a b : Int) : subInt a b = a - b := (addInt_eq a (negInt b)).trans (congrArg (a + ·) (negInt_eq b))
theorem powInt_eq (a : Int) (n : Nat) : powInt a n = a ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => exact (mulInt_eq (powInt a n) a).trans (congrArg (· * a) ih)
theorem ble_iff (m n : Nat) : Nat.ble m n = true ↔ m ≤ n := ⟨Nat.le_of_ble_eq_true, Nat.ble_eq_true_of_le⟩
theorem negSucc_lt_zero (n : Nat) : Int.negSucc n < 0 := by
  refine Int.subNatNat_lt (a := 0) (b := n + 1) (c := 0) (d := 0) |>.mpr ?_
  rw [Nat.zero_add, Nat.zero_add]
  exact Nat.zero_lt_succ n
theorem leInt_iff (a b : Int) : leInt a b = true ↔ a ≤ b := by
  cases a with
  | ofNat m => cases b with
    | ofNat n => exact (ble_iff m n).trans Int.ofNat_le.symm
    | negSucc n =>
      refine ⟨fun h => absurd h Bool.false_ne_true, fun h => ?_⟩
      exact absurd (Int.le_trans (Int.ofNat_nonneg m) h) (Int.not_le.mpr (negSucc_lt_zero n))
  | negSucc m => cases b with
    | ofNat n =>
      refine ⟨fun _ => ?_, fun _ => rfl⟩
      exact Int.le_trans (Int.le_of_lt (negSucc_lt_zero m)) (Int.ofNat_nonneg n)
    | negSucc n =>
      refine (ble_iff n m).trans (Iff.trans ?_ (Int.subNatNat_le (a := 0) (b := m + 1) (c := 0) (d := n + 1)).symm)
      rw [Nat.zero_add, Nat.zero_add]
      exact Nat.succ_le_succ_iff.symm

end Trivium.Ring
