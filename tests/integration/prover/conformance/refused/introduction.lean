theorem wrong_introduction_16 : False := by exact?
theorem wrong_introduction_1 (p : Prop) : p := by intro h; exact h
theorem wrong_introduction_2 (p q : Prop) : p → q := by intro h; exact h
theorem wrong_introduction_3 (p q : Prop) (h : p) : p ∨ q := by right; exact h
theorem wrong_introduction_4 (p q : Prop) (h : p) : p ∧ q := by constructor <;> assumption
theorem wrong_introduction_5 (p q r : Prop) (f : p → q → r) (h : p) : r := by apply f; exact h
theorem wrong_introduction_6 (p q : Prop) (f : p → q) (h : q) : p := by apply f; exact h
theorem wrong_introduction_7 : ∃ n : Nat, n < 0 := by exists 0
theorem wrong_introduction_8 (p q : Prop) (h : p) : q := by exfalso; exact h
theorem wrong_introduction_9 (p q : Prop) (_ : p) (_ : ¬q) : False := by contradiction
theorem wrong_introduction_10 (p q : Prop) (f : p → q) : q := by have k : p := f; exact f k
theorem wrong_introduction_11 (p q : Prop) (h : p) : q := by show p; exact h
theorem wrong_introduction_12 (p : Nat → Prop) (h : ∀ n, n > 5 → p n) : p 3 := by specialize h 3 (by decide); exact h
theorem wrong_introduction_13 (p : Prop) : p := by first | assumption | contradiction
theorem wrong_introduction_14 (p q : Prop) (h : p) : p ∧ q := by refine ⟨h, ?_⟩
theorem wrong_introduction_15 (p q : Prop) (h : p) : q := by suffices k : p from k; exact h
theorem wrong_introduction_17 (p : Prop) : p ∨ ¬p := by by_cases h : p; exact .inl h; exact .inl h
theorem wrong_introduction_18 (p : Prop) : p := by repeat assumption
