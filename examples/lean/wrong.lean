/-- One of two is not the first of them: Lean refuses this. -/
theorem wrong (p q : Prop) (h : p ∨ q) : p := h
