theorem wrong_arithmetic_1 : 2 + 2 = 5 := by decide
theorem wrong_arithmetic_2 : 2 ^ 64 = 18446744073709551615 := by decide
theorem wrong_arithmetic_3 : 3 ^ 200 % 7 = 3 := by decide +kernel
theorem wrong_arithmetic_4 : ∀ n, n < 20 → n * n < 361 := by decide
theorem wrong_arithmetic_5 : 7 / 2 * 2 = 7 := rfl
theorem wrong_arithmetic_6 : (-7 : Int) / 2 = -3 := by decide
theorem wrong_arithmetic_7 : (-7 : Int) % 2 = -1 := rfl
theorem wrong_arithmetic_8 : Nat.gcd 48 36 = 6 := by decide
theorem wrong_arithmetic_9 (x y : Nat) : x - y + y = x := by omega
theorem wrong_arithmetic_10 (x : Int) : 0 ≤ x := by omega
theorem wrong_arithmetic_11 (n : Nat) : n / 2 * 2 = n := by omega
theorem wrong_arithmetic_12 (x y : Int) (h : x < y) : x + 2 ≤ y := by omega
theorem wrong_arithmetic_13 (a b : Nat) (h : a * b = 0) : a = 0 := Nat.mul_eq_zero.mp h
theorem wrong_arithmetic_14 (a b c : Nat) (h : a * b = a * c) : b = c := Nat.eq_of_mul_eq_mul_left h
theorem wrong_arithmetic_15 (a b : Nat) : ((a - b : Nat) : Int) = a - b := by omega
theorem wrong_arithmetic_16 : (3 : Fin 5) + 4 = 7 - 1 := by decide
