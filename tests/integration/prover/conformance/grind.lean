theorem grind_and (p q : Prop) (h : p ∧ q) : q ∧ p := by grind
theorem grind_or (p q : Prop) (h : p ∨ q) (k : ¬p) : q := by grind
theorem grind_imp (p q r : Prop) : (p → q) → (q → r) → p → r := by grind
theorem grind_iff (p q : Prop) : (p ↔ q) → (q ↔ p) := by grind
theorem grind_peirce (p q : Prop) : ((p → q) → p) → p := by grind
theorem grind_congruence (f : Nat → Nat) (a b : Nat) (h : a = b) : f a = f b := by grind
theorem grind_congruence_deep (f : Nat → Nat) (a : Nat) (h : f (f (f a)) = a) (k : f (f (f (f (f a)))) = a) : f a = a := by grind
theorem grind_forall (f : Nat → Nat) (h : ∀ n, f n = n) (a : Nat) : f (f a) = a := by grind
theorem grind_exists (p : Nat → Prop) (h : ∃ n, p n) (k : ∀ n, ¬p n) : False := by grind
theorem grind_bool (a b : Bool) (h : (a && b) = true) : a = true := by grind
theorem grind_if (a b c : Nat) (h : if a = b then c = 1 else c = 2) (k : a = b) : c = 1 := by grind
theorem grind_constructor (a b : Option Nat) (h : a = some 1) (k : b = some 2) : a ≠ b := by grind
theorem grind_order (a b c : Nat) (h : a ≤ b) (k : b < c) : a < c := by grind
theorem grind_order_equal (x y z : Int) (h : x ≤ y) (k : y ≤ z) (l : z ≤ x) : x = z := by grind
theorem grind_linear (a b : Int) (h : 2 * a + b = 3) (k : a - b = 0) : a = 1 := by grind
theorem grind_linear_nat (x y : Nat) (h : x + y = 5) (k : x ≥ 5) : y = 0 := by grind
theorem grind_divides (x y : Int) (h : 2 * x + 4 * y = 5) : False := by grind
theorem grind_remainder (x : Nat) (h : x % 4 = 3) : x % 2 = 1 := by grind
theorem grind_quotient (x : Int) (h : x / 2 = 3) : x = 6 ∨ x = 7 := by grind
theorem grind_difference (m n : Nat) (h : m ≤ n) : n - m + m = n := by grind
theorem grind_ring (a b : Int) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by grind
theorem grind_ring_hypothesis (a b c : Int) (h : a + b = c) : a ^ 2 + 2 * a * b + b ^ 2 = c ^ 2 := by grind
theorem grind_ring_three (a b c : Int) (h : a * b + b * c + c * a = 0) (k : a + b + c = 0) : a ^ 2 + b ^ 2 + c ^ 2 = 0 := by grind
theorem grind_ring_difference (a b : Int) : a ^ 3 - b ^ 3 = (a - b) * (a ^ 2 + a * b + b ^ 2) := by grind
theorem grind_recursion (f : Nat → Nat) (h : ∀ n, f (n + 1) = 2 * f n) (k : f 0 = 1) : f 3 = 8 := by grind
theorem grind_mixed (f : Int → Int) (x y : Int) (h : x ≤ y) (k : y ≤ x) : f x = f y := by grind
theorem grind_lemma (as bs : List Nat) : (as ++ bs).length = as.length + bs.length := by grind [List.length_append]
theorem lia_step (x y : Int) (h : x < y) (k : y < x + 2) : y = x + 1 := by lia
theorem grobner_step (x y : Int) (h : x * y = 1) (k : x = 1) : y = 1 := by grobner
