-- Textbook theorems, one a line or block; the suite asks that every one of them is accepted.
theorem and_swap (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩
theorem or_swap (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h with
  | inl h => right; exact h
  | inr h => left; exact h
theorem or_swap' (p q : Prop) : p ∨ q → q ∨ p := by
  rintro (h | h)
  · exact Or.inr h
  · exact Or.inl h
theorem modus_ponens (p q : Prop) : (p → q) → p → q := fun f x => f x
theorem contraposition (p q : Prop) (h : p → q) : ¬q → ¬p := by
  intro hq hp
  exact hq (h hp)
theorem curry (p q r : Prop) : (p ∧ q → r) ↔ (p → q → r) := by
  constructor
  · intro h hp hq
    exact h ⟨hp, hq⟩
  · intro h ⟨hp, hq⟩
    exact h hp hq
theorem distribute (p q r : Prop) : p ∧ (q ∨ r) ↔ (p ∧ q) ∨ (p ∧ r) := by
  constructor
  · rintro ⟨hp, hq | hr⟩
    · exact Or.inl ⟨hp, hq⟩
    · exact Or.inr ⟨hp, hr⟩
  · rintro (⟨hp, hq⟩ | ⟨hp, hr⟩)
    · exact ⟨hp, Or.inl hq⟩
    · exact ⟨hp, Or.inr hr⟩
theorem de_morgan (p q : Prop) : ¬(p ∨ q) ↔ ¬p ∧ ¬q := by
  constructor
  · intro h
    exact ⟨fun hp => h (Or.inl hp), fun hq => h (Or.inr hq)⟩
  · rintro ⟨hp, hq⟩ (h | h)
    · exact hp h
    · exact hq h
theorem explosion (p : Prop) (h : False) : p := by
  exfalso
  assumption
theorem contradiction_found (p q : Prop) (h : p) (k : ¬p) : q := by contradiction
theorem double_negation (p : Prop) : ¬¬p → p := by
  intro h
  by_cases hp : p
  · exact hp
  · exact absurd hp h
theorem pierce (p q : Prop) : ((p → q) → p) → p := by
  intro h
  cases Classical.em p with
  | inl hp => exact hp
  | inr hn => exact h fun hp => absurd hp hn
theorem drinker (α : Type) (a : α) (p : α → Prop) : ∃ x, p x → ∀ y, p y := by
  by_cases h : ∀ y, p y
  · exact ⟨a, fun _ => h⟩
  · obtain ⟨x, hx⟩ := Classical.not_forall.mp h
    exact ⟨x, fun k => absurd k hx⟩
theorem exists_and (α : Type) (p q : α → Prop) (h : ∃ x, p x ∧ q x) : (∃ x, p x) ∧ ∃ x, q x := by
  obtain ⟨x, hp, hq⟩ := h
  exact ⟨⟨x, hp⟩, ⟨x, hq⟩⟩
theorem forall_swap (α β : Type) (r : α → β → Prop) : (∀ x y, r x y) → ∀ y x, r x y := fun h y x => h x y
theorem exists_forall (α β : Type) (r : α → β → Prop) : (∃ x, ∀ y, r x y) → ∀ y, ∃ x, r x y := by
  intro ⟨x, h⟩ y
  exists x
  exact h y
theorem eq_transitive (a b c : Nat) (h : a = b) (k : b = c) : a = c := by rw [h, k]
theorem eq_symmetric (a b : Nat) (h : a = b) : b = a := by
  subst h
  rfl
theorem eq_chain (a b c d : Nat) (h : a = b) (k : b = c) (l : c = d) : a = d := by
  calc a = b := h
    _ = c := k
    _ = d := l
theorem le_chain (a b c : Nat) (h : a ≤ b) (k : b < c) : a < c := by
  calc a ≤ b := h
    _ < c := k
theorem congruence (f : Nat → Nat) (a b : Nat) (h : a = b) : f a = f b := by rw [h]
theorem functions_equal (f g : Nat → Nat) (h : ∀ x, f x = g x) : f = g := by
  funext x
  exact h x
theorem zero_plus (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.add_succ, ih]
theorem plus_commutes (n m : Nat) : n + m = m + n := by
  induction m with
  | zero => rw [Nat.add_zero, Nat.zero_add]
  | succ m ih => rw [Nat.add_succ, ih, Nat.succ_add]
theorem rearrange (a b c : Nat) : a + b + c = c + b + a := by
  rw [Nat.add_comm, Nat.add_comm a b, Nat.add_assoc]
theorem square_of_sum (a b : Nat) : (a + b) * (a + b) = a * a + a * b + (b * a + b * b) := by
  rw [Nat.add_mul, Nat.mul_add, Nat.mul_add]
def triangle : Nat → Nat
  | 0 => 0
  | n + 1 => triangle n + (n + 1)
theorem gauss (n : Nat) : 2 * triangle n = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    show 2 * (triangle n + (n + 1)) = (n + 1) * (n + 1) + (n + 1)
    rw [Nat.mul_add, ih, Nat.two_mul, ← Nat.add_assoc, Nat.succ_mul]
theorem no_cycle (n : Nat) : n ≠ n + 1 := fun h => Nat.succ_ne_self n h.symm
theorem succ_injective (a b : Nat) (h : a + 1 = b + 1) : a = b := by
  injection h
theorem zero_is_no_succ (n : Nat) (h : n + 1 = 0) : False := by cases h
theorem antisymmetric (a b : Nat) (h : a ≤ b) (k : b ≤ a) : a = b := Nat.le_antisymm h k
theorem four_divides (n : Nat) : 2 ∣ 4 * n := ⟨2 * n, by rw [show 4 = 2 * 2 from rfl]; exact Nat.mul_assoc 2 2 n⟩
theorem divides_sum (a b c : Nat) (h : a ∣ b) (k : a ∣ c) : a ∣ b + c := Nat.dvd_add h k
theorem decided : 17 * 19 = 323 ∧ ¬ 5 < 3 := by decide
theorem computed : 2 ^ 100 % 7 = 2 := by decide
theorem big_computed : 123456789 * 987654321 = 121932631112635269 := rfl
theorem witness : ∃ n : Nat, n * n = 144 := ⟨12, rfl⟩
theorem simp_zero (n : Nat) : 0 + n * 1 = n := by simp
theorem simp_logic (p : Prop) : p ∧ True ↔ p ∨ False := by simp
theorem simp_lemma (f : Nat → Nat) (h : ∀ x, f x = x) : f (f 3) = 3 := by simp only [h]
theorem cases_of_sum (n : Nat) : n = 0 ∨ 0 < n := by
  cases n with
  | zero => exact Or.inl rfl
  | succ n => exact Or.inr (Nat.zero_lt_succ n)
theorem conditional (n : Nat) : (if n = n then 1 else 2) = 1 := if_pos rfl
theorem list_reverse (a b : List Nat) : (a ++ b).reverse = b.reverse ++ a.reverse := List.reverse_append a b
theorem list_length (a b : List Nat) : (a ++ b).length = b.length + a.length := by
  rw [List.length_append, Nat.add_comm]
inductive Tree where
  | leaf : Tree
  | node (left right : Tree) : Tree
def Tree.mirror : Tree → Tree
  | .leaf => .leaf
  | .node l r => .node r.mirror l.mirror
theorem mirror_mirror (t : Tree) : t.mirror.mirror = t := by
  induction t with
  | leaf => rfl
  | node l r hl hr =>
    show Tree.node l.mirror.mirror r.mirror.mirror = Tree.node l r
    rw [hl, hr]
structure Point where
  x : Nat
  y : Nat
theorem point_eta (p : Point) : { x := p.x, y := p.y : Point } = p := rfl
theorem first_of_many (p q r : Prop) (h : q) : p ∨ q ∨ r := by
  first
  | exact Or.inl h
  | exact Or.inr (Or.inl h)
theorem all_goals_at_once (p q : Prop) (h : p) (k : q) : p ∧ q := by
  constructor <;> assumption
theorem repeated (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  repeat
    apply And.intro
    assumption
  all_goals first | assumption | skip
theorem have_show (p q : Prop) (h : p → q) (hp : p) : q := by
  have hq : q := h hp
  show q
  exact hq
theorem match_option (o : Option Nat) (h : o ≠ none) : ∃ n, o = some n := by
  match o, h with
  | none, h => exact absurd rfl h
  | some n, _ => exact ⟨n, rfl⟩
theorem int_square_of_difference (a b : Int) : (a - b) * (a - b) = a * a - a * b - (b * a - b * b) := by
  rw [Int.sub_mul, Int.mul_sub, Int.mul_sub]
theorem int_negative_times_negative (a b : Int) : -a * -b = a * b := by simp
theorem int_order (a b c : Int) (h : a ≤ b) (k : b < c) : a < c := by
  calc a ≤ b := h
    _ < c := k
theorem int_division (a b : Int) : b * (a / b) + a % b = a := Int.mul_ediv_add_emod a b
theorem int_remainder (a : Int) : 0 ≤ a % 7 ∧ a % 7 < 7 :=
  ⟨Int.emod_nonneg a (by decide), Int.emod_lt_of_pos a (by decide)⟩
theorem int_divides (a b c : Int) (h : a ∣ b) (k : a ∣ c) : a ∣ b - c := Int.dvd_sub h k
theorem int_computed : (-7 : Int) / 2 = -4 ∧ (-7 : Int) % 2 = 1 ∧ (6 : Int) ∣ -18 ∧ Int.gcd 12 (-18) = 6 := by decide
theorem int_cast (m n : Nat) : ((m + n : Nat) : Int) = m + n := Int.natCast_add m n
theorem fin_add_comm (n : Nat) (i j : Fin n) : i + j = j + i := Fin.add_comm i j
theorem fin_equal (n : Nat) (i j : Fin n) (h : i.val = j.val) : i = j := Fin.ext h
theorem fin_decided : ∀ i : Fin 7, ∃ j : Fin 7, i * 3 = j := by decide
theorem fin_wraps : (5 : Fin 7) + 4 = 2 := by decide
theorem below_bound : ∀ n, n < 20 → n * n < 400 := by decide
theorem list_member (a : Nat) (l : List Nat) : a ∈ a :: l := by simp
theorem list_member_of_append (a : Nat) (l k : List Nat) (h : a ∈ k) : a ∈ l ++ k := by simp [h]
theorem list_member_of_map (l : List Nat) (h : 3 ∈ l) : 4 ∈ l.map (· + 1) := List.mem_map.mpr ⟨3, h, rfl⟩
theorem list_decided : 3 ∈ [1, 2, 3] ∧ ¬4 ∈ [1, 2, 3] ∧ (∀ n, n ∈ [2, 4, 6] → n % 2 = 0) := by decide
theorem list_filtered : [1, 2, 3, 4].filter (fun n => n % 2 == 0) = [2, 4] := by decide
theorem list_map_map (f g : Nat → Nat) (l : List Nat) : (l.map f).map g = l.map (g ∘ f) := by simp
theorem option_map (f : Nat → Nat) (o : Option Nat) (h : o = some 2) : o.map f = some (f 2) := by rw [h]; rfl
theorem option_decided : some (some 2) ≠ some none := by decide
theorem option_some (o : Option Nat) (h : o ≠ none) : ∃ n, some n = o := Option.ne_none_iff_exists.mp h
theorem split_if (n : Nat) (h : 0 < n) : (if n = 0 then 1 else 2) = 2 := by
  split
  · subst n; exact absurd h (by decide)
  · rfl
theorem split_match (o : Option Nat) (h : (match o with | none => 0 | some n => n + 1) = 0) : o = none := by
  split at h
  · rfl
  · exact absurd h (Nat.succ_ne_zero _)
def digits (n : Nat) : Nat := if h : n < 10 then 1 else digits (n / 10) + 1
termination_by n
decreasing_by exact Nat.div_lt_self (Nat.lt_of_lt_of_le (by decide) (Nat.not_lt.mp h)) (by decide)
theorem digits_unfolded (n : Nat) (h : n < 10) : digits n = 1 := by rw [digits, dif_pos h]
theorem strong_induction (p : Nat → Prop) (h : ∀ n, (∀ m, m < n → p m) → p n) (n : Nat) : p n :=
  Nat.lt_wfRel.wf.induction n h
theorem bounded_forall : ∀ n < 10, n * n < 100 := by decide
theorem bounded_exists : ∃ x ≥ 2, x * x = 9 := ⟨3, by decide, rfl⟩
theorem bounded_member : ∀ a ∈ [1, 2, 3], a ≠ 0 := by decide
theorem decided_by_the_kernel : 2 ^ 20 % 7 = 4 := by decide +kernel
theorem coercion_written (n : Nat) : (↑n : Int) ≥ 0 := by omega
theorem common_multiple : Nat.lcm 4 6 = 12 := by decide
