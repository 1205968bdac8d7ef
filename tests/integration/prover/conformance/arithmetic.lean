theorem dec_small : 17 * 19 = 323 := by decide
theorem dec_large : 2 ^ 100 % 1000007 = 2 ^ 100 - 1000007 * (2 ^ 100 / 1000007) := by decide
theorem dec_kernel : 3 ^ 200 % 7 = 2 := by decide +kernel
theorem dec_bounded : ∀ n, n < 20 → n * n < 400 := by decide
theorem dec_exists : ∃ n, n < 10 ∧ n * n = 49 := by decide
theorem dec_bool : ∀ a b : Bool, (a && b) = (b && a) := by decide
theorem dec_fin : ∀ i : Fin 5, i.val < 5 := by decide
theorem dec_list : 3 ∈ [1, 2, 3] := by decide
theorem dec_divides : 7 ∣ 91 ∧ ¬7 ∣ 92 := by decide
theorem dec_gcd : Nat.gcd 48 36 = 12 := by decide
theorem dec_int : (-7 : Int) / 2 = -4 ∧ (-7 : Int) % 2 = 1 := by decide
theorem rfl_numbers : 123456789 * 987654321 = 121932631112635269 := rfl
theorem omega_linear (x y : Nat) (h : 2 * x + 1 = y) : y % 2 = 1 := by omega
theorem omega_subtraction (a b : Nat) (h : a ≤ b) : a + (b - a) = b := by omega
theorem omega_division (n : Nat) : n / 2 * 2 + n % 2 = n := by omega
theorem omega_int (a b : Int) (h : a < b) (k : b < a + 2) : b = a + 1 := by omega
theorem omega_or (a b : Nat) (h : a < b ∨ b < a) : a ≠ b := by omega
theorem omega_iff (a b : Nat) : a < b ↔ ¬b ≤ a := by omega
theorem omega_and (a b c : Nat) (h : a < b ∧ b < c) : a + 1 < c := by omega
theorem omega_implication (a b : Nat) (h : a ≤ b → b = 3) (k : a ≤ b) : b < 4 := by omega
theorem omega_min (a b : Nat) : min a b ≤ a ∧ min a b ≤ b := by omega
theorem omega_max (a b : Int) : a ≤ max a b ∧ b ≤ max a b := by omega
theorem omega_divides (n : Nat) (h : 6 ∣ n) : 3 ∣ n := by omega
theorem omega_modulus (n : Nat) (h : n % 10 = 7) : n % 5 = 2 := by omega
theorem omega_parity (n : Int) : n % 2 = 0 ∨ (n + 1) % 2 = 0 := by omega
theorem omega_elimination (x y z : Int) (h : x + y ≤ 3) (k : y + z ≤ 4) (l : x + z ≤ 5) (m : x + y + z ≥ 7) : False := by omega
theorem omega_cast (a b : Nat) (h : (a : Int) < b) : a < b := by omega
theorem omega_atoms (f : Nat → Nat) (h : f 1 < f 2) (k : f 2 < f 3) : f 1 + 2 ≤ f 3 := by omega
theorem omega_absolute (a : Int) (h : a.natAbs = 3) : a = 3 ∨ a = -3 := by omega
theorem nat_distrib (a b c : Nat) : a * (b + c) = a * b + a * c := Nat.mul_add a b c
theorem nat_square (a b : Nat) : (a + b) ^ 2 = a ^ 2 + 2 * (a * b) + b ^ 2 := by
  rw [Nat.pow_two, Nat.pow_two, Nat.pow_two, Nat.mul_add, Nat.add_mul, Nat.add_mul, Nat.mul_comm b a]
  omega
theorem nat_cancel (a b c : Nat) (h : 0 < a) (k : a * b = a * c) : b = c := Nat.eq_of_mul_eq_mul_left h k
theorem nat_mono (a b c : Nat) (h : a ≤ b) : a * c ≤ b * c := Nat.mul_le_mul_right c h
theorem nat_pow_add (a m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := Nat.pow_add a m n
theorem nat_dvd_trans (a b c : Nat) (h : a ∣ b) (k : b ∣ c) : a ∣ c := Nat.dvd_trans h k
theorem nat_dvd_sum (a b c : Nat) (h : a ∣ b) (k : a ∣ c) : a ∣ b + c := Nat.dvd_add h k
theorem nat_mod_lt (m n : Nat) (h : 0 < n) : m % n < n := Nat.mod_lt m h
theorem nat_div_add_mod (m n : Nat) : n * (m / n) + m % n = m := Nat.div_add_mod m n
theorem nat_even_or_odd (n : Nat) : (∃ k, n = 2 * k) ∨ ∃ k, n = 2 * k + 1 := by
  rcases Nat.mod_two_eq_zero_or_one n with h | h
  · exact .inl ⟨n / 2, by omega⟩
  · exact .inr ⟨n / 2, by omega⟩
theorem int_mul_comm (a b : Int) : a * b = b * a := Int.mul_comm a b
theorem int_neg_mul (a b : Int) : -a * b = -(a * b) := Int.neg_mul a b
theorem int_sub_self (a : Int) : a - a = 0 := Int.sub_self a
theorem int_square_nonneg (a : Int) : 0 ≤ a * a := Int.mul_self_nonneg a
theorem int_zero_product (a b : Int) (h : a * b = 0) : a = 0 ∨ b = 0 := Int.mul_eq_zero.mp h
theorem int_dvd_linear (a b c : Int) (h : a ∣ b) (k : a ∣ c) : a ∣ b - c := Int.dvd_sub h k
theorem int_mod_sum (a b n : Int) : (a + b) % n = (a % n + b % n) % n := Int.add_emod a b n
theorem int_mod_product (a b n : Int) : a * b % n = a % n * (b % n) % n := Int.mul_emod a b n
theorem cast_sum (a b : Nat) : ((a + b : Nat) : Int) = a + b := Int.natCast_add a b
theorem cast_product (a b : Nat) : ((a * b : Nat) : Int) = a * b := by simp
theorem cast_order (a b : Nat) : (a : Int) ≤ b ↔ a ≤ b := by simp
theorem cast_equal (a b : Nat) (h : (a : Int) = b) : a = b := by simpa using h
theorem cast_difference (a b : Nat) (h : b ≤ a) : ((a - b : Nat) : Int) = a - b := by omega
theorem numerals_default : (2 : Nat) + 2 = 4 := rfl
theorem numerals_int : (2 : Int) - 3 = -1 := rfl
theorem fin_sum : (3 : Fin 5) + 4 = 2 := by decide
theorem fin_val (i j : Fin 7) (h : i.val = j.val) : i = j := Fin.eq_of_val_eq h
theorem class_add {α : Type} [Add α] (a b : α) (h : a = b) : a + a = b + b := by rw [h]
theorem class_decidable {α : Type} [DecidableEq α] (a b : α) : a = b ∨ a ≠ b := Decidable.em (a = b)
theorem class_inhabited {α : Type} [Inhabited α] (p : α → Prop) (h : ∀ a, p a) : ∃ a, p a := ⟨default, h default⟩
theorem class_monoid_like {α : Type} (op : α → α → α) [Std.Associative op] [Std.Commutative op] (a b c : α) :
    op a (op b c) = op b (op a c) := by
  rw [← Std.Associative.assoc (op := op), Std.Commutative.comm (op := op) a, Std.Associative.assoc (op := op)]
