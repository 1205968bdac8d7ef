theorem wrong_grind_1 (p q : Prop) (h : p ∨ q) : p := by grind
theorem wrong_grind_2 (f : Nat → Nat) (a b : Nat) (h : f a = f b) : a = b := by grind
theorem wrong_grind_3 (x y : Int) (h : x ≤ y) : x = y := by grind
theorem wrong_grind_4 (a b : Int) : (a + b) ^ 2 = a ^ 2 + b ^ 2 := by grind
theorem wrong_grind_5 (x : Nat) (h : x % 2 = 1) : x % 4 = 3 := by grind
theorem wrong_grind_6 (m n : Nat) : n - m + m = n := by grind
theorem wrong_grind_7 (x y : Int) (h : 2 * x + 4 * y = 6) : False := by grind
theorem wrong_grind_8 (x y : Int) (h : x * y = 0) : x = 1 := by grind
theorem wrong_grind_9 : False := by grind
