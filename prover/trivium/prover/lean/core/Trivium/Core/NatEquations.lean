prelude
import Trivium.Core.BoolLemmas
import Trivium.Core.Nat
/-!
The recursion equations of every operation that the kernel computes by name. They determine the operations, so the
kernel's arithmetic and these definitions agree as far as the equations go; tests compare closed terms.
-/
set_option linter.all false

namespace Nat

/-! ### Addition, predecessor, subtraction, multiplication, powers: by definition -/

@[simp] theorem add_zero (n : Nat) : n + 0 = n := rfl
theorem add_succ (n m : Nat) : n + succ m = succ (n + m) := rfl
theorem add_one (n : Nat) : n + 1 = succ n := rfl
theorem succ_eq_add_one (n : Nat) : succ n = n + 1 := rfl
theorem zero_eq : Nat.zero = 0 := rfl
@[simp] theorem pred_zero : pred 0 = 0 := rfl
@[simp] theorem pred_succ (n : Nat) : pred (succ n) = n := rfl
@[simp] theorem sub_zero (n : Nat) : n - 0 = n := rfl
theorem sub_succ (n m : Nat) : n - succ m = pred (n - m) := rfl
@[simp] theorem mul_zero (n : Nat) : n * 0 = 0 := rfl
theorem mul_succ (n m : Nat) : n * succ m = n * m + n := rfl
@[simp] theorem pow_zero (n : Nat) : n ^ 0 = 1 := rfl
theorem pow_succ (n m : Nat) : n ^ succ m = n ^ m * n := rfl

/-! ### Comparisons -/

theorem beq_zero_zero : beq 0 0 = true := rfl
theorem beq_zero_succ (n : Nat) : beq 0 (succ n) = false := rfl
theorem beq_succ_zero (n : Nat) : beq (succ n) 0 = false := rfl
theorem beq_succ_succ (n m : Nat) : beq (succ n) (succ m) = beq n m := rfl
theorem ble_zero (n : Nat) : ble 0 n = true := rfl
theorem ble_succ_zero (n : Nat) : ble (succ n) 0 = false := rfl
theorem ble_succ_succ (n m : Nat) : ble (succ n) (succ m) = ble n m := rfl

/-! ### Division with remainder: see also `Nat.div_add_mod` and `Nat.mod_lt`, which determine both -/

@[simp] theorem zero_mod (m : Nat) : 0 % m = 0 := rfl
theorem succ_mod (n m : Nat) : succ n % m = cond (beq (succ (n % m)) m) 0 (succ (n % m)) := rfl
@[simp] theorem zero_div (m : Nat) : 0 / m = 0 := rfl
theorem succ_div (n m : Nat) : succ n / m = cond (beq (succ (n % m)) m) (succ (n / m)) (n / m) := rfl

/-! ### Shifts -/

theorem shiftLeft_zero (n : Nat) : shiftLeft n 0 = n := rfl
theorem shiftLeft_succ (n m : Nat) : shiftLeft n (succ m) = shiftLeft (2 * n) m := rfl
theorem shiftRight_zero (n : Nat) : shiftRight n 0 = n := rfl
theorem shiftRight_succ (n m : Nat) : shiftRight n (succ m) = shiftRight n m / 2 := rfl

end Nat
