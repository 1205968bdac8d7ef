-- What `omega` closes; the suite asks that every one of them is accepted.
theorem a1 (x y : Int) (h : x < y) : x + 1 ≤ y := by omega
theorem a2 (x y : Nat) (h : x < y) : x + 1 ≤ y := by omega
theorem a3 (x y : Int) (h : 2 * x + 1 = 2 * y) : False := by omega
theorem a4 (x y : Nat) (h : x - y = 3) : x ≥ y + 3 := by omega
theorem a5 (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := by omega
theorem a6 (n : Nat) (h : n / 3 = 4) : 12 ≤ n ∧ n < 15 := by omega
theorem a7 (a b c : Int) (h : 3 * a + 5 * b = 7) (k : a + b = c) : 3 * c + 2 * b = 7 := by omega
theorem a8 (x : Int) (h : ¬(x ≤ 3 ∧ x ≥ 2)) (k : 1 < x) (l : x < 4) : False := by omega
theorem a9 (x y : Nat) : x < y ∨ x = y ∨ y < x := by omega
theorem a10 (x : Int) (h : x ≠ 0) (k : 0 ≤ x) : 1 ≤ x := by omega
theorem a11 (p : Prop) (x y : Nat) (h : x < y ↔ x = 3) (k : x = 3) : 3 < y := by omega
theorem a12 (x : Nat) (h : 3 ∣ x) (k : x < 3) : x = 0 := by omega
theorem a13 (x : Nat) (h : ¬ 2 ∣ x) : x % 2 = 1 := by omega
theorem a14 (x : Int) : x % 5 < 5 ∧ 0 ≤ x % 5 := by omega
theorem a15 (x : Int) : (if x < 0 then -x else x) ≥ 0 := by omega
theorem a16 (x : Int) : x ≤ x.natAbs := by omega
theorem a17 (i : Fin 7) : i.val < 8 := by omega
theorem a18 (x y z : Int) (h : 4*x+6*y+10*z = 1) : False := by omega
theorem a19 (x y : Int) (h : 7*x+12*y = 1) (hx : 0 < x) (k : x < 7): y < 0 := by omega
theorem a20 (x y : Nat) (h : x ≤ y) : 2 ^ 3 * x ≤ 8 * y := by omega
theorem a22 (x : Int) (h : -7 / 2 = x) : x = -4 := by omega
theorem a23 (a b : Nat) (h : ∃ k, a = 2 * k ∧ b = a + 1) : a < b := by omega
theorem a24 (x y z : Int) (h : 2*x + 3*y ≤ 7) (h2 : x - y ≥ 2) (h3: y ≥ 1) : False := by omega
theorem a25 (x y : Nat) (h : min x y = 3) : x ≥ 3 := by omega
theorem b1 (x y : Nat) (h : max x y = 3) : x ≤ 3 := by omega
theorem b2 (x y : Int) (h : ¬(x < y → y < 3)) : x < y := by omega
theorem b3 (x y : Int) (h : ¬(x < y ↔ y < 3)) (k : x < y) : y ≥ 3 := by omega
theorem b4 (x y : Int) (h : ¬(x < y ∨ y < 3)) : x ≥ 3 := by omega
theorem b5 (x y : Int) (h : max x y = 3) (k : min x y = 2) : x + y = 5 := by omega
theorem b6 (x : Nat) (h : 1 ≤ x) : x - 1 < x := by omega
theorem b7 (x y : Int) (h : x * 3 = y * 6) : x = 2 * y := by omega
theorem b8 (x y z a b c : Nat) (h : x + y + z < a + b) (h1 : a ≤ x) (h2 : b ≤ y) : z < c := by omega
theorem b9 (n : Nat) (h : n % 4 = 3) : n % 2 = 1 := by omega
theorem b10 (n : Int) (h : n % 4 = 3) : n / 2 % 2 = 1 := by omega
theorem b11 (a b : Nat) (h : a + 2 = b) (f : Nat → Nat) (k : f a > 3) : f a + b > 5 := by omega
theorem b12 (i j : Fin 5) (h : i < j) : i.val + 1 ≤ j.val := by omega
theorem b13 (x : Nat) (h : x = 3 ∨ x = 5) : x % 2 = 1 := by omega
theorem b14 (a : Nat × Nat) (h : a.1 < a.2) : a.2 > 0 := by omega
theorem b15 (x : Int) : x.toNat ≥ 0 ∧ (x ≥ 0 → (x.toNat : Int) = x) := by omega
theorem b16 (x : Nat) : (x : Int) ≥ 0 := by omega
theorem b17 (x y: Nat) (h : x < y): ((y - x : Nat) : Int) = y - x := by omega
theorem b18 (x : Nat) (h : x < 2 ^ 10) : x < 1024 := by omega
theorem b19 (x : Nat) : x.succ > x := by omega
theorem b20 (x y : Int) (h : ¬ x = y) (h2 : x ≤ y) : x < y := by omega
theorem b21 (x : Int) (h: 6 ∣ x) (h2 : 0 < x) (h3 : x < 12) : x = 6 := by omega
theorem b22 (x: Int) (h : ¬ 3 ∣ x) : x % 3 = 1 ∨ x % 3 = 2 := by omega
theorem b23 (n : Nat) (h : 0 < n) : n / 2 < n := by omega
theorem c2 : ∀ x y : Nat, x + y = y + x := by intros; omega
def halvings (n : Nat) : Nat := if h : n = 0 then 0 else halvings (n / 2) + 1
def ackermann : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ackermann m 1
  | m + 1, n + 1 => ackermann m (ackermann (m + 1) n)
termination_by m n => (m, n)
