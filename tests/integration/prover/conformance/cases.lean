theorem cases_or (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h with
  | inl h => exact .inr h
  | inr h => exact .inl h
theorem cases_and (p q : Prop) (h : p ∧ q) : p := by cases h with | intro h _ => exact h
theorem cases_exists (p q : Nat → Prop) (f : ∀ n, p n → q n) (h : ∃ n, p n) : ∃ n, q n := by
  cases h with
  | intro n h => exact ⟨n, f n h⟩
theorem cases_nat (n : Nat) : n = 0 ∨ ∃ m, n = m + 1 := by
  cases n with
  | zero => exact .inl rfl
  | succ m => exact .inr ⟨m, rfl⟩
theorem cases_bool (b : Bool) : b = true ∨ b = false := by cases b <;> simp
theorem cases_option (o : Option Nat) : o = none ∨ ∃ a, o = some a := by
  cases o with
  | none => exact .inl rfl
  | some a => exact .inr ⟨a, rfl⟩
theorem cases_list (as : List Nat) : as = [] ∨ ∃ a bs, as = a :: bs := by
  cases as with
  | nil => exact .inl rfl
  | cons a bs => exact .inr ⟨a, bs, rfl⟩
theorem cases_equation (n : Nat) (h : n ≠ 0) : ∃ m, n = m + 1 := by
  cases e : n with
  | zero => exact absurd e h
  | succ m => exact ⟨m, rfl⟩
theorem rcases_nested (p q r : Prop) (h : (p ∧ q) ∨ r) : p ∨ r := by
  rcases h with ⟨h, _⟩ | h
  · exact .inl h
  · exact .inr h
theorem rcases_exists (p : Nat → Nat → Prop) (h : ∃ a, ∃ b, p a b) : ∃ b, ∃ a, p a b := by
  rcases h with ⟨a, b, h⟩
  exact ⟨b, a, h⟩
theorem rcases_rfl (a b : Nat) (h : a = b ∧ b = 3) : a = 3 := by
  rcases h with ⟨rfl, h⟩
  exact h
theorem obtain_term (h : ∃ n : Nat, n > 3) : ∃ n : Nat, n > 2 := by
  obtain ⟨n, h⟩ := h
  exact ⟨n, Nat.lt_trans (by decide) h⟩
theorem obtain_typed (p q : Prop) (h : p ∧ q) : q := by
  obtain ⟨_, k⟩ : p ∧ q := h
  exact k
theorem injection_succ (a b : Nat) (h : Nat.succ a = Nat.succ b) : a = b := by injection h
theorem injection_cons (a b : Nat) (as bs : List Nat) (h : a :: as = b :: bs) : a = b ∧ as = bs := by
  injection h with h k
  exact ⟨h, k⟩
theorem injection_some (a b : Nat) (h : some a = some b) : a = b := by injection h
theorem injections_pair (a b c d : Nat) (h : (a, b) = (c, d)) : b = d := by injections
theorem nomatch_false (h : (2 : Nat) = 3) : False := by nomatch h
theorem match_tactic (p q : Prop) (h : p ∨ q) : q ∨ p := by
  match h with
  | .inl h => exact .inr h
  | .inr h => exact .inl h
theorem match_numbers (n : Nat) (h : n < 3) : n = 0 ∨ n = 1 ∨ n = 2 := by
  match n, h with
  | 0, _ => exact .inl rfl
  | 1, _ => exact .inr (.inl rfl)
  | 2, _ => exact .inr (.inr rfl)
theorem split_if (n : Nat) : (if n < 5 then 1 else 2) ≤ 2 := by split <;> decide
theorem split_hypothesis (n : Nat) (h : (if n < 5 then 1 else 2) = 1) : n < 5 := by
  split at h
  · assumption
  · contradiction
theorem split_match (o : Option Nat) : (match o with | none => 0 | some n => n + 1) = 0 ↔ o = none := by
  split <;> simp
theorem split_nested (a b : Nat) : (if a = 0 then if b = 0 then 0 else 1 else 2) < 3 := by
  split
  · split <;> decide
  · decide
inductive Colour where
  | red | green | blue
def Colour.next : Colour → Colour
  | red => green
  | green => blue
  | blue => red
theorem own_type (c : Colour) : c.next.next.next = c := by cases c <;> rfl
theorem own_type_distinct : Colour.red ≠ Colour.blue := by intro h; cases h
structure Point where
  x : Nat
  y : Nat
theorem own_structure (p : Point) : (⟨p.x, p.y⟩ : Point) = p := rfl
theorem own_structure_ext (p q : Point) (h : p.x = q.x) (k : p.y = q.y) : p = q := by
  cases p; cases q; simp_all
inductive Tree where
  | leaf : Tree
  | node : Tree → Nat → Tree → Tree
def Tree.mirror : Tree → Tree
  | leaf => leaf
  | node l n r => node r.mirror n l.mirror
theorem own_recursion (t : Tree) : t.mirror.mirror = t := by
  induction t with
  | leaf => rfl
  | node l n r ihl ihr => simp [Tree.mirror, ihl, ihr]
inductive Even : Nat → Prop where
  | zero : Even 0
  | step (n : Nat) : Even n → Even (n + 2)
theorem own_predicate : Even 6 := .step _ (.step _ (.step _ .zero))
theorem own_predicate_induction (n : Nat) (h : Even n) : ∃ k, n = 2 * k := by
  induction h with
  | zero => exact ⟨0, rfl⟩
  | step n _ ih =>
    obtain ⟨k, rfl⟩ := ih
    exact ⟨k + 1, rfl⟩
theorem own_predicate_inversion : ¬Even 3 := by
  intro h
  cases h with
  | step _ h => cases h
