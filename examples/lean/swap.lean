/-- Conjunction commutes. -/
theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩

/-- Zero is neutral on the left too: by induction, since addition recurses on its right argument. -/
theorem zero_add_again (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ k ih => rw [Nat.add_succ, ih]
