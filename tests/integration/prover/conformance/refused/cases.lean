theorem wrong_cases_1 (p q : Prop) (h : p ∨ q) : p := by cases h with | inl h => exact h | inr h => exact h
theorem wrong_cases_2 (n : Nat) : n = 0 := by cases n with | zero => rfl
theorem wrong_cases_3 (n : Nat) : n = 0 := by cases n with | zero => rfl | succ n => rfl
theorem wrong_cases_4 (p : Nat → Prop) (h : ∃ x, p x) : ∀ x, p x := by obtain ⟨x, hx⟩ := h; intro y; exact hx
theorem wrong_cases_5 (a b : Nat) (h : a + 1 = b + 2) : a = b := by injection h
theorem wrong_cases_6 (p q r : Prop) (h : (p ∧ q) ∨ r) : p := by rcases h with ⟨h, _⟩ | h <;> assumption
theorem wrong_cases_7 (n : Nat) : (if n < 5 then 1 else 2) = 1 := by split <;> rfl
theorem wrong_cases_8 (h : (2 : Nat) = 2) : False := by nomatch h
theorem wrong_cases_9 (b : Bool) : b = true := by cases b <;> rfl
theorem wrong_cases_10 (n : Nat) (h : n < 3) : n = 0 ∨ n = 1 := by match n, h with | 0, _ => exact .inl rfl | 1, _ => exact .inr rfl
