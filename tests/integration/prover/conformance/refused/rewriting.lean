theorem wrong_rewriting_1 (a b : Nat) : a + b = a := by rw [Nat.add_comm]
theorem wrong_rewriting_2 (a b c : Nat) (h : a = b) : a = c := by rw [h]
theorem wrong_rewriting_3 (a b : Nat) (h : a = b) : a + a = b + a + 1 := by rw [h]
theorem wrong_rewriting_4 (a b : Nat) : a + b = b := by simp
theorem wrong_rewriting_5 (a b : Nat) (h : a ≤ b) : a = b := by simp [h]
theorem wrong_rewriting_6 (p q : Prop) (h : p → q) : q := by simp_all
theorem wrong_rewriting_7 (a b : Nat) (h : a + 0 = b) : a = b + 1 := by simpa using h
theorem wrong_rewriting_8 (a b : Nat) : a - b + b = a := by simp
theorem wrong_rewriting_9 (a b : Nat) (h : a = b) : a = 7 := by subst h; rfl
theorem wrong_rewriting_10 (f g : Nat → Nat) (h : f 0 = g 0) : f = g := by ext n; exact h
theorem wrong_rewriting_11 (f : Nat → Nat) (a b : Nat) : f a = f b := by congr
theorem wrong_rewriting_12 (a b c : Nat) (h : a ≤ b) (k : b < c) : c < a := calc a ≤ b := h; _ < c := k
theorem wrong_rewriting_13 (x y : Nat) : x + 2 ≤ y + x := by simp +arith
theorem wrong_rewriting_14 (a b : Nat) (h : a = b) : a + a = b + 2 := by conv => lhs; rw [h]
