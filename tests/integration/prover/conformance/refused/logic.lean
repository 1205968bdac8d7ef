theorem wrong_logic_1 (p q : Prop) (h : p ∨ q) : p := h
theorem wrong_logic_2 (p q : Prop) (h : p → q) : q → p := h
theorem wrong_logic_3 (p q : Prop) (h : p) : p ∧ q := ⟨h, h⟩
theorem wrong_logic_4 (p q : Prop) (h : ¬(p ∧ q)) : ¬p := fun k => h ⟨k, k⟩
theorem wrong_logic_5 (p : Prop) : p := Classical.byContradiction fun h => h
theorem wrong_logic_6 (p q : Prop) : ¬(p ∧ q) ↔ ¬p ∧ ¬q := not_or
theorem wrong_logic_7 (p : Nat → Prop) (h : ∃ n, p n) : p 0 := h
theorem wrong_logic_8 (p : Nat → Prop) (h : ∀ n, p n → False) : ∃ n, p n := ⟨0, h 0⟩
theorem wrong_logic_9 : True ↔ False := Iff.rfl
theorem wrong_logic_10 (p q : Prop) (h : p ↔ q) : p ∧ q := ⟨h.mp, h.mpr⟩
theorem wrong_logic_11 (a b : Nat) (p : Nat → Prop) (h : a = b) (k : p a) : p (b + 1) := h ▸ k
theorem wrong_logic_12 : (0 : Nat) = 1 := rfl
theorem wrong_logic_13 (f g : Nat → Nat) (h : f 0 = g 0) : f = g := funext fun _ => h
theorem wrong_logic_14 (α : Type) : Nonempty α := ⟨default⟩
theorem wrong_logic_15 : False := wrong_logic_15
theorem propext : False := trivial
inductive wrong_logic_17 where | mk (f : wrong_logic_17 → False) : wrong_logic_17
def wrong_logic_18 (n : Nat) : False := wrong_logic_18 (n + 1)
