theorem wrong_induction_1 (n : Nat) : n < n := by induction n with | zero => decide | succ n ih => exact Nat.succ_le_succ ih
theorem wrong_induction_2 (n : Nat) : n = 0 := by induction n with | zero => rfl | succ n ih => exact ih
theorem wrong_induction_3 (as bs : List Nat) : as ++ bs = bs ++ as := by induction as with | nil => rfl | cons a as ih => simp [ih]
theorem wrong_induction_4 (n : Nat) : n * n = n := by induction n with | zero => rfl | succ n ih => simp [ih]
theorem wrong_induction_5 (p : Nat → Prop) (h : p 0) (n : Nat) : p n := by induction n with | zero => exact h | succ n ih => exact ih
theorem wrong_induction_6 : ∀ n : Nat, n = n + 1 | 0 => wrong_induction_6 0 | n + 1 => congrArg _ (wrong_induction_6 n)
def wrong_induction_7 (n : Nat) : Nat := wrong_induction_7 (n / 2) + 1
