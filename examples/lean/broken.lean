theorem right (n : Nat) : n + 0 = n := rfl

theorem wrong (a b c : Nat) (h : a ≤ b) : a + c ≤ b + c := by
  exact h
