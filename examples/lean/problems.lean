theorem first (a b : Nat) : a + b = b + a := sorry

theorem second (p q : Prop) (h : p ∧ q) : q ∧ p := sorry

theorem third (n : Nat) : n ≤ n * n := sorry
