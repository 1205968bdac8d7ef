theorem intro_one (p : Prop) : p → p := by intro h; exact h
theorem intro_many (p q r : Prop) : p → q → r → q := by intro _ h _; exact h
theorem intros_all (p q : Prop) : p → q → p := by intros; assumption
theorem intro_pattern (p q : Prop) : p ∧ q → p := by intro ⟨h, _⟩; exact h
theorem rintro_either (p q : Prop) : p ∨ q → q ∨ p := by rintro (h | h) <;> simp [h]
theorem intro_forall : ∀ n : Nat, n = n := by intro n; rfl
theorem intro_negation (p : Prop) (h : False) : ¬p := by intro _; exact h
theorem exact_term (p q : Prop) (h : p ∧ q) : q := by exact h.2
theorem exact_anonymous (p q : Prop) (h : p) (k : q) : p ∧ q ∧ p := by exact ⟨h, k, h⟩
theorem exact_projection (f : Nat → Nat → Nat) (h : ∀ a b, f a b = f b a) : f 1 2 = f 2 1 := by exact h _ _
theorem apply_chain (p q r : Prop) (f : p → q) (g : q → r) (h : p) : r := by apply g; apply f; exact h
theorem apply_two_goals (p q r : Prop) (f : p → q → r) (h : p) (k : q) : r := by apply f <;> assumption
theorem apply_at (p q : Prop) (f : p → q) (h : p) : q := by have k := f h; exact k
theorem apply_lemma (a b c : Nat) (h : a ≤ b) (k : b ≤ c) : a ≤ c := by apply Nat.le_trans h; exact k
theorem refine_holes (p q : Prop) (h : p) (k : q) : p ∧ q := by refine ⟨?_, ?_⟩ <;> assumption
theorem refine_named (p q : Prop) (h : p) (k : q) : p ∧ q := by
  refine ⟨?first, ?second⟩
  case first => exact h
  case second => exact k
theorem constructor_and (p q : Prop) (h : p) (k : q) : p ∧ q := by constructor; exact h; exact k
theorem constructor_iff (p q : Prop) (f : p → q) (g : q → p) : p ↔ q := by constructor <;> assumption
theorem left_side (p q : Prop) (h : p) : p ∨ q := by left; exact h
theorem right_side (p q : Prop) (h : q) : p ∨ q := by right; exact h
theorem exists_value : ∃ n : Nat, 10 < n := by exists 11
theorem exists_two : ∃ m n : Nat, m + n = 5 ∧ m < n := by exists 1, 4
theorem exists_tail : ∃ n : Nat, n * n = 49 := ⟨7, rfl⟩
theorem have_step (p q r : Prop) (f : p → q) (g : q → r) (h : p) : r := by
  have k : q := f h
  exact g k
theorem have_pattern (p q : Prop) (h : p ∧ q) : q := by
  have ⟨_, k⟩ := h
  exact k
theorem have_anonymous (p q : Prop) (f : p → q) (h : p) : q := by
  have := f h
  exact this
theorem suffices_step (p q : Prop) (f : p → q) (h : p) : q := by
  suffices k : p from f k
  exact h
theorem show_goal (p q : Prop) (h : p ∧ q) : q ∧ p := by
  show q ∧ p
  exact ⟨h.2, h.1⟩
theorem show_definition (n : Nat) : n + 0 = n := by show n = n; rfl
theorem assumption_found (p q r : Prop) (_ : p) (_ : q) (_ : r) : q := by assumption
theorem exfalso_step (p : Prop) (h : False) : p := by exfalso; exact h
theorem contradiction_hypotheses (p q : Prop) (_ : p) (_ : ¬p) : q := by contradiction
theorem contradiction_constructors (h : (1 : Nat) = 0) : False := by contradiction
theorem contradiction_false (p : Prop) (_ : False) : p := by contradiction
theorem by_cases_named (p q : Prop) (f : p → q) (g : ¬p → q) : q := by
  by_cases h : p
  · exact f h
  · exact g h
theorem specialize_step (p : Nat → Prop) (h : ∀ n, p n) : p 7 := by specialize h 7; exact h
theorem first_alternative (p q : Prop) (h : q) : p ∨ q := by first | (left; assumption) | (right; assumption)
theorem try_step (p : Prop) (h : p) : p := by
  try contradiction
  exact h
theorem repeat_step (p q r s : Prop) (a : p) (b : q) (c : r) (d : s) : (p ∧ q) ∧ r ∧ s := by
  repeat' constructor
  all_goals assumption
theorem all_goals_step (p q : Prop) (h : p) (k : q) : p ∧ q := by constructor; all_goals assumption
theorem any_goals_step (p q : Prop) (h : p) (k : q) : p ∧ q := by
  constructor
  any_goals assumption
theorem bullets (p q r : Prop) (h : p) (k : q) (l : r) : (p ∧ q) ∧ r := by
  constructor
  · constructor
    · exact h
    · exact k
  · exact l
theorem next_case (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h
  next h => exact .inr h
  next h => exact .inl h
theorem case_tag (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h
  case inr h => exact .inl h
  case inl h => exact .inr h
theorem revert_step (p q : Prop) (h : p) (f : p → q) : q := by revert h; exact f
theorem generalize_step (a b : Nat) (f : Nat → Nat) (h : ∀ n, f n = 0) : f (a + b) = 0 := by
  generalize a + b = n
  exact h n
theorem exact_search (a b : Nat) : a * b = b * a := by exact?
theorem infer : Nonempty Nat := by infer_instance
theorem iterate_step (p q r : Prop) (h : p ∧ q ∧ r) : r := by
  iterate 2 (replace h := h.2)
  exact h
