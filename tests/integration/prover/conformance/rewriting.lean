theorem rw_forward (a b c : Nat) (h : a = b) : a + c = b + c := by rw [h]
theorem rw_backward (a b c : Nat) (h : a = b) : b + c = a + c := by rw [← h]
theorem rw_chain (a b c : Nat) (h : a = b) (k : b = c) : a = c := by rw [h, k]
theorem rw_lemma (a b c : Nat) : a + b + c = a + c + b := by rw [Nat.add_right_comm]
theorem rw_hypothesis (a b : Nat) (h : a + 0 = b) : a = b := by rw [Nat.add_zero] at h; exact h
theorem rw_everywhere (a b c : Nat) (h : a = b) (k : a = c) : b = c := by rw [h] at k; exact k
theorem rw_iff (p q r : Prop) (h : p ↔ q) (k : q ∧ r) : p ∧ r := by rw [h]; exact k
theorem rw_argument (f : Nat → Nat) (h : ∀ n, f n = n) (a : Nat) : f (f a) = a := by rw [h, h]
theorem rw_explicit (a b : Nat) : a * b + b * a = b * a + b * a := by rw [Nat.mul_comm a b]
theorem rwa_step (a b : Nat) (h : a = b) (k : a = 3) : b = 3 := by rwa [h] at k
theorem simp_zero (a : Nat) : a + 0 = a := by simp
theorem simp_mul (a : Nat) : a * 1 + 0 * a = a := by simp
theorem simp_only (a b : Nat) : a + 0 + (b + 0) = a + b := by simp only [Nat.add_zero]
theorem simp_hypothesis (a b : Nat) (h : a + 0 = b * 1) : a = b := by simp at h; exact h
theorem simp_with (a b c : Nat) (h : a = b) : a + c = b + c := by simp [h]
theorem simp_backward (a b : Nat) (h : a = b) (k : a = 2) : b = 2 := by simp [← h, k]
theorem simp_definition : (fun n : Nat => n + 0) 3 = 3 := by simp
theorem simp_all_step (p q : Prop) (h : p) (k : p → q) : q := by simp_all
theorem simp_all_equations (a b c : Nat) (h : a = b) (k : b = c) : a = c := by simp_all
theorem simp_at_all (a b : Nat) (h : a + 0 = 3) (k : b * 1 = a) : b = 3 := by simp at *; rw [k, h]
theorem simp_numbers : 2 + 3 * 4 = 14 := by simp
theorem simp_comparison : 3 < 5 ∧ ¬7 ≤ 2 := by simp
theorem simp_int : (-3 : Int) * 4 + 12 = 0 := by simp
theorem simp_offsets (n : Nat) : n + 3 = 5 ↔ n = 2 := by simp
theorem simp_if (n : Nat) (h : n = 3) : (if n = 3 then 1 else 0) = 1 := by simp [h]
theorem simp_exists : ∃ n : Nat, n = 5 := by simp
theorem simp_exists_eq (p : Nat → Prop) : (∃ n, n = 5 ∧ p n) ↔ p 5 := by simp
theorem simp_forall_eq (p : Nat → Prop) : (∀ n, n = 5 → p n) ↔ p 5 := by simp
theorem simp_and_true (p : Prop) : p ∧ True ↔ p := by simp
theorem simp_not_not (p : Prop) : ¬¬p ↔ p := by simp
theorem simp_or_false (p : Prop) : p ∨ False ↔ p := by simp
theorem simp_lists (as bs : List Nat) : (as ++ bs).length = bs.length + as.length := by simp [Nat.add_comm]
theorem simp_membership (a : Nat) : a ∈ [1, 2, 3] ↔ a = 1 ∨ a = 2 ∨ a = 3 := by simp
theorem simp_options (a : Nat) : (some a).map (· + 1) = some (a + 1) := by simp
theorem simp_booleans (b : Bool) : (b && true) = b ∧ (b || false) = b := by simp
theorem simp_decide (a b : Nat) : decide (a = b) = true ↔ a = b := by simp
theorem simp_beq (a b : Nat) : (a == b) = true ↔ a = b := by simp
theorem simp_conditional (a b c : Nat) (h : 0 < c) : a * c = b * c ↔ a = b := Nat.mul_right_cancel_iff h
theorem simp_arith (x y : Nat) : x + 1 + y ≤ y + x + 2 := by simp +arith
theorem simp_arith_equation (x y : Nat) : x + y + 2 = y + 2 + x := by simp +arith
theorem simpa_step (a b : Nat) (h : a + 0 = b) : a = b := by simpa using h
theorem simpa_with (a b c : Nat) (h : a = b) (k : b = c + 0) : a = c := by simpa [h] using k
theorem dsimp_step (a : Nat) : (fun n => n) a = a := by dsimp only
theorem unfold_step : (Function.comp (· + 1) (· + 2)) 3 = 6 := by unfold Function.comp; rfl
theorem change_step (a : Nat) (h : a = 3) : a + 0 = 3 := by change a = 3; exact h
theorem subst_step (a b : Nat) (h : a = b) (k : a = 7) : b = 7 := by subst h; exact k
theorem subst_vars_step (a b c : Nat) (h : a = b) (k : b = c) : a = c := by subst_vars; rfl
theorem congr_step (f : Nat → Nat) (a b : Nat) (h : a = b) : f a + 1 = f b + 1 := by congr
theorem ext_step (f g : Nat → Nat) (h : ∀ n, f n = g n) : f = g := by ext n; exact h n
theorem funext_step : (fun n : Nat => n + 0) = fun n => n := by funext n; rfl
theorem calc_step (a b c : Nat) (h : a = b) (k : b = c) : a = c := calc
  a = b := h
  _ = c := k
theorem calc_order (a b c d : Nat) (h : a < b) (k : b ≤ c) (l : c = d) : a < d := calc
  a < b := h
  _ ≤ c := k
  _ = d := l
theorem calc_tactic (a b : Nat) (h : a = 2 * b) : a * a = 4 * (b * b) := by
  calc a * a = 2 * b * (2 * b) := by rw [h]
    _ = 4 * (b * b) := by rw [Nat.mul_assoc, Nat.mul_left_comm b, ← Nat.mul_assoc]
theorem calc_int (a b c : Int) (h : a ≤ b) (k : b < c) : a < c := calc
  a ≤ b := h
  _ < c := k
theorem conv_step (a b : Nat) (h : a = b) : a + a = b + a := by conv => lhs; arg 1; rw [h]
theorem symm_step (a b : Nat) (h : a = b) : b = a := by symm; exact h
theorem nth_equation (a b c : Nat) (h : a = b) (k : b = c) : c = a := by rw [h]; exact k.symm
