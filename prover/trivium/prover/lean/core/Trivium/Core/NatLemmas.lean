prelude
import Trivium.Core.NatEquations
/-!
Sums, products and powers of natural numbers, under their usual names.
-/
set_option linter.all false

namespace Nat

/-! ### Addition -/

@[simp] theorem zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [add_succ, ih]
theorem succ_add (n m : Nat) : succ n + m = succ (n + m) := by
  induction m with
  | zero => rfl
  | succ m ih => rw [add_succ, add_succ, ih]
theorem add_comm (n m : Nat) : n + m = m + n := by
  induction m with
  | zero => exact (zero_add n).symm
  | succ m ih => rw [add_succ, succ_add, ih]
theorem add_assoc (n m k : Nat) : n + m + k = n + (m + k) := by
  induction k with
  | zero => rfl
  | succ k ih => rw [add_succ, add_succ, add_succ, ih]
theorem add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) := by
  rw [← add_assoc, add_comm n m, add_assoc]
theorem add_right_comm (n m k : Nat) : n + m + k = n + k + m := by
  rw [add_assoc, add_comm m k, ← add_assoc]
theorem one_add (n : Nat) : 1 + n = succ n := add_comm 1 n
theorem succ.inj {n m : Nat} (h : succ n = succ m) : n = m := by injection h
theorem succ_inj {n m : Nat} : succ n = succ m ↔ n = m := ⟨succ.inj, congrArg succ⟩
theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := fun h => by injection h
theorem zero_ne_succ (n : Nat) : 0 ≠ succ n := fun h => by injection h
theorem succ_ne_self (n : Nat) : succ n ≠ n := by
  induction n with
  | zero => exact succ_ne_zero 0
  | succ n ih => exact fun h => ih (succ.inj h)
theorem add_left_cancel {n m k : Nat} : n + m = n + k → m = k := by
  induction n with
  | zero => rw [zero_add, zero_add]; exact id
  | succ n ih => rw [succ_add, succ_add]; exact fun h => ih (succ.inj h)
theorem add_right_cancel {n m k : Nat} (h : n + m = k + m) : n = k := by
  rw [add_comm n, add_comm k] at h
  exact add_left_cancel h
theorem eq_zero_of_add_eq_zero {n m : Nat} : n + m = 0 → n = 0 ∧ m = 0 := by
  cases m with
  | zero => exact fun h => ⟨h, rfl⟩
  | succ m => exact fun h => absurd h (succ_ne_zero _)
theorem exists_eq_succ_of_ne_zero {n : Nat} : n ≠ 0 → ∃ k, n = succ k := by
  cases n with
  | zero => exact fun h => absurd rfl h
  | succ k => exact fun _ => ⟨k, rfl⟩

/-! ### Multiplication -/

@[simp] theorem zero_mul (n : Nat) : 0 * n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [mul_succ, ih]
theorem succ_mul (n m : Nat) : succ n * m = n * m + m := by
  induction m with
  | zero => rfl
  | succ m ih => rw [mul_succ, mul_succ, ih, add_succ, add_succ, add_right_comm]
theorem mul_comm (n m : Nat) : n * m = m * n := by
  induction m with
  | zero => exact (zero_mul n).symm
  | succ m ih => rw [mul_succ, succ_mul, ih]
@[simp] theorem mul_one (n : Nat) : n * 1 = n := zero_add n
@[simp] theorem one_mul (n : Nat) : 1 * n = n := by rw [mul_comm, mul_one]
theorem mul_add (n m k : Nat) : n * (m + k) = n * m + n * k := by
  induction k with
  | zero => rfl
  | succ k ih => rw [add_succ, mul_succ, mul_succ, ih, add_assoc]
theorem left_distrib (n m k : Nat) : n * (m + k) = n * m + n * k := mul_add n m k
theorem add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := by
  rw [mul_comm, mul_add, mul_comm k n, mul_comm k m]
theorem right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := add_mul n m k
theorem mul_assoc (n m k : Nat) : n * m * k = n * (m * k) := by
  induction k with
  | zero => rfl
  | succ k ih => rw [mul_succ, mul_succ, mul_add, ih]
theorem mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by
  rw [← mul_assoc, mul_comm n m, mul_assoc]
theorem mul_right_comm (n m k : Nat) : n * m * k = n * k * m := by
  rw [mul_assoc, mul_comm m k, ← mul_assoc]
theorem two_mul (n : Nat) : 2 * n = n + n := by
  rw [show (2 : Nat) = succ 1 from rfl, succ_mul, one_mul]
theorem mul_two (n : Nat) : n * 2 = n + n := by rw [mul_comm, two_mul]
theorem mul_eq_zero {n m : Nat} : n * m = 0 ↔ n = 0 ∨ m = 0 := by
  constructor
  · cases m with
    | zero => exact fun _ => .inr rfl
    | succ m => exact fun h => .inl (eq_zero_of_add_eq_zero h).2
  · rintro (h | h)
    · rw [h, zero_mul]
    · rw [h, mul_zero]

/-! ### Powers -/

@[simp] theorem pow_one (n : Nat) : n ^ 1 = n := by rw [show (1 : Nat) = succ 0 from rfl, pow_succ, pow_zero, one_mul]
@[simp] theorem one_pow (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [pow_succ, ih]
theorem pow_two (n : Nat) : n ^ 2 = n * n := by
  rw [show (2 : Nat) = succ 1 from rfl, pow_succ, pow_one]
theorem pow_add (n m k : Nat) : n ^ (m + k) = n ^ m * n ^ k := by
  induction k with
  | zero => rw [add_zero, pow_zero, mul_one]
  | succ k ih => rw [add_succ, pow_succ, pow_succ, ih, mul_assoc]
theorem mul_pow (n m k : Nat) : (n * m) ^ k = n ^ k * m ^ k := by
  induction k with
  | zero => rfl
  | succ k ih => rw [pow_succ, pow_succ, pow_succ, ih, mul_assoc, mul_left_comm (m ^ k), ← mul_assoc]
theorem pow_mul (n m k : Nat) : n ^ (m * k) = (n ^ m) ^ k := by
  induction k with
  | zero => rfl
  | succ k ih => rw [mul_succ, pow_add, ih, pow_succ]

end Nat
