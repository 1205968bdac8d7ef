theorem logic_and_comm (p q : Prop) : p ∧ q ↔ q ∧ p := ⟨fun ⟨a, b⟩ => ⟨b, a⟩, fun ⟨a, b⟩ => ⟨b, a⟩⟩
theorem logic_or_comm (p q : Prop) : p ∨ q ↔ q ∨ p := by constructor <;> exact fun h => h.elim Or.inr Or.inl
theorem logic_and_assoc (p q r : Prop) : (p ∧ q) ∧ r ↔ p ∧ (q ∧ r) := and_assoc
theorem logic_or_assoc (p q r : Prop) : (p ∨ q) ∨ r ↔ p ∨ (q ∨ r) := or_assoc
theorem logic_not_not_intro (p : Prop) (h : p) : ¬¬p := fun n => n h
theorem logic_em (p : Prop) : p ∨ ¬p := Classical.em p
theorem logic_by_contradiction (p : Prop) (h : ¬¬p) : p := Classical.byContradiction h
theorem logic_not_and (p q : Prop) : ¬(p ∧ q) ↔ ¬p ∨ ¬q := Classical.not_and_iff_or_not_not
theorem logic_not_or (p q : Prop) : ¬(p ∨ q) ↔ ¬p ∧ ¬q := not_or
theorem logic_imp_iff (p q : Prop) : (p → q) ↔ ¬p ∨ q := imp_iff_not_or
theorem logic_contrapose (p q : Prop) : (p → q) ↔ (¬q → ¬p) := not_imp_not.symm
theorem logic_iff_symm (p q : Prop) (h : p ↔ q) : q ↔ p := h.symm
theorem logic_iff_trans (p q r : Prop) (h : p ↔ q) (k : q ↔ r) : p ↔ r := h.trans k
theorem logic_propext (p q : Prop) (h : p ↔ q) : p = q := propext h
theorem logic_exists (p : Nat → Prop) (h : p 3) : ∃ n, p n := ⟨3, h⟩
theorem logic_not_exists (p : Nat → Prop) : (¬∃ n, p n) ↔ ∀ n, ¬p n := not_exists
theorem logic_not_forall (p : Nat → Prop) : (¬∀ n, p n) ↔ ∃ n, ¬p n := Classical.not_forall
theorem logic_exists_unique_witness (p : Nat → Prop) (h : ∃ n, p n ∧ ∀ m, p m → m = n) : ∀ a b, p a → p b → a = b := by
  obtain ⟨n, _, u⟩ := h
  intro a b ha hb
  rw [u a ha, u b hb]
theorem logic_choice (p : Nat → Nat → Prop) (h : ∀ n, ∃ m, p n m) : ∃ f : Nat → Nat, ∀ n, p n (f n) :=
  ⟨fun n => (h n).choose, fun n => (h n).choose_spec⟩
theorem logic_heq (a b : Nat) (h : HEq a b) : a = b := eq_of_heq h
theorem logic_subst (a b : Nat) (p : Nat → Prop) (h : a = b) (k : p a) : p b := h ▸ k
theorem logic_eq_trans (a b c : Nat) (h : a = b) (k : b = c) : a = c := h.trans k
theorem logic_congr (f g : Nat → Nat) (a b : Nat) (h : f = g) (k : a = b) : f a = g b := congr h k
theorem logic_proof_irrelevance (p : Prop) (h k : p) : h = k := rfl
theorem logic_absurd (p q : Prop) (h : p) (k : ¬p) : q := absurd h k
theorem logic_iff_false (p : Prop) (h : ¬p) : p ↔ False := iff_false_intro h
theorem logic_nonempty (α : Type) (h : Nonempty α) (p : α → Prop) (k : ∀ x, p x) : ∃ x, p x := by
  obtain ⟨x⟩ := h
  exact ⟨x, k x⟩
theorem logic_decidable (p : Prop) [Decidable p] (h : decide p = true) : p := of_decide_eq_true h
theorem logic_if (p : Prop) [Decidable p] (h : p) (a b : Nat) : (if p then a else b) = a := if_pos h
theorem logic_xor (p q : Prop) (h : ¬(p ↔ q)) : (p ∧ ¬q) ∨ (¬p ∧ q) := by
  by_cases hp : p <;> by_cases hq : q <;> simp_all
