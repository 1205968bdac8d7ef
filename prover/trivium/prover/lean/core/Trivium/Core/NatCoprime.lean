prelude
import Trivium.Core
/-!
Divisors are no greater, the greatest common divisor is the greatest, and what it means for two numbers to be coprime.
-/
set_option linter.all false

/-- Two numbers without a common divisor but one. -/
@[reducible] def Nat.Coprime (m n : Nat) : Prop := Nat.gcd m n = 1

namespace Trivium.Divisor

open Nat

theorem exists_eq_mul_of_dvd {d n : Nat} (h : d ∣ n) : ∃ c, n = d * c := h
theorem dvd_of_eq_mul {d n : Nat} (c : Nat) (h : n = d * c) : d ∣ n := ⟨c, h⟩

theorem le_of_dvd {d n : Nat} (h : 0 < n) (k : d ∣ n) : d ≤ n := by
  obtain ⟨c, rfl⟩ := exists_eq_mul_of_dvd k
  cases c with
  | zero => exact absurd h (Nat.lt_irrefl 0)
  | succ c => exact le_add_left d (d * c)
theorem eq_of_mul_eq_mul_left {a b c : Nat} (h : 0 < a) (e : a * b = a * c) : b = c := by
  have strict : ∀ {x y : Nat}, x < y → a * x < a * y := fun {x y} l =>
    Nat.lt_of_lt_of_le (lt_add_of_pos_right h) (Nat.le_trans (Nat.le_of_eq (mul_succ a x).symm) (mul_le_mul_left a l))
  rcases Nat.lt_trichotomy b c with l | l | l
  · exact absurd (strict l) (e ▸ Nat.lt_irrefl _)
  · exact l
  · exact absurd (strict l) (e ▸ Nat.lt_irrefl _)
theorem mul_div_cancel_left (n : Nat) {m : Nat} (h : 0 < m) : m * n / m = n := by
  have e := div_add_mod (m * n) m
  rw [mod_eq_zero_of_dvd (dvd_of_eq_mul n rfl), add_zero] at e
  exact eq_of_mul_eq_mul_left h e
theorem dvd_antisymm {m n : Nat} (h : m ∣ n) (k : n ∣ m) : m = n := by
  rcases eq_zero_or_pos m with z | z
  · obtain ⟨c, hc⟩ := exists_eq_mul_of_dvd h
    rw [hc, z, zero_mul]
  · rcases eq_zero_or_pos n with y | y
    · obtain ⟨c, hc⟩ := exists_eq_mul_of_dvd k
      rw [hc, y, zero_mul]
    · exact Nat.le_antisymm (le_of_dvd y h) (le_of_dvd z k)
theorem eq_one_of_dvd_one {n : Nat} (h : n ∣ 1) : n = 1 := dvd_antisymm h (Nat.one_dvd n)
theorem dvd_sub_of_dvd {d m n : Nat} (h : d ∣ m) (k : d ∣ m + n) : d ∣ n := by
  obtain ⟨a, rfl⟩ := exists_eq_mul_of_dvd h
  obtain ⟨b, hb⟩ := exists_eq_mul_of_dvd k
  rcases Nat.le_total a b with l | l
  · obtain ⟨x, rfl⟩ := exists_add_of_le l
    rw [mul_add] at hb
    exact dvd_of_eq_mul x (add_left_cancel hb)
  · have e : n = 0 := by
      have := Nat.le_trans (Nat.le_of_eq hb) (mul_le_mul_left d l)
      exact eq_zero_of_le_zero (le_of_add_le_add_left (a := d * a) this)
    exact e ▸ Nat.dvd_zero d

/-! ### The greatest common divisor -/

/-- A common divisor of two multiples divides that multiple of the greatest common divisor. -/
theorem dvd_gcd_mul {d k m n : Nat} : d ∣ m * k → d ∣ n * k → d ∣ gcd m n * k := by
  have general : ∀ m, ∀ n, d ∣ m * k → d ∣ n * k → d ∣ gcd m n * k := by
    intro m
    apply lt_wf_induction (p := fun m => ∀ n, d ∣ m * k → d ∣ n * k → d ∣ gcd m n * k)
    intro m ih n hm hn
    cases m with
    | zero => exact hn
    | succ m =>
      rw [gcd_succ]
      refine ih (n % succ m) (mod_lt n (zero_lt_succ m)) (succ m) ?_ hm
      have e : n * k = (n / succ m) * (succ m * k) + n % succ m * k := by
        rw [← mul_assoc, ← add_mul, mul_comm (n / succ m), div_add_mod]
      exact dvd_sub_of_dvd (Nat.dvd_trans hm (Nat.dvd_mul_left (succ m * k) (n / succ m))) (e ▸ hn)
  exact general m n
theorem dvd_gcd {d m n : Nat} (hm : d ∣ m) (hn : d ∣ n) : d ∣ gcd m n := by
  have h := dvd_gcd_mul (k := 1) (m := m) (n := n) (d := d) (by rwa [mul_one]) (by rwa [mul_one])
  rwa [mul_one] at h
theorem gcd_comm (m n : Nat) : gcd m n = gcd n m :=
  dvd_antisymm (dvd_gcd (gcd_dvd_right m n) (gcd_dvd_left m n)) (dvd_gcd (gcd_dvd_right n m) (gcd_dvd_left n m))
theorem gcd_one_right (n : Nat) : gcd n 1 = 1 := eq_one_of_dvd_one (gcd_dvd_right n 1)
theorem gcd_one_left (n : Nat) : gcd 1 n = 1 := eq_one_of_dvd_one (gcd_dvd_left 1 n)
theorem gcd_pos_of_pos_right {m n : Nat} (h : 0 < n) : 0 < gcd m n := Nat.pos_of_ne_zero fun e => by
  obtain ⟨c, hc⟩ := exists_eq_mul_of_dvd (gcd_dvd_right m n)
  rw [e, zero_mul] at hc
  exact absurd h (hc ▸ Nat.lt_irrefl 0)

/-! ### Coprime numbers -/

theorem coprime_symm {m n : Nat} (h : Coprime m n) : Coprime n m := (gcd_comm n m).trans h
theorem dvd_of_coprime_of_dvd_mul {d m n : Nat} (h : Coprime d m) (k : d ∣ m * n) : d ∣ n := by
  have e := dvd_gcd_mul (k := n) (Nat.dvd_mul_right d n) k
  rw [show gcd d m = 1 from h, one_mul] at e
  exact e
/-- Dividing out the greatest common divisor leaves coprime numbers. -/
theorem coprime_div_gcd {m n : Nat} (h : 0 < n) : Coprime (m / gcd m n) (n / gcd m n) := by
  have hg := gcd_pos_of_pos_right (m := m) h
  obtain ⟨a, ha⟩ := exists_eq_mul_of_dvd (gcd_dvd_left m n)
  obtain ⟨b, hb⟩ := exists_eq_mul_of_dvd (gcd_dvd_right m n)
  have cancel : ∀ {x c}, x = gcd m n * c → x / gcd m n = c := fun {x c} e =>
    (congrArg (· / gcd m n) e).trans (mul_div_cancel_left c hg)
  rw [cancel ha, cancel hb]
  obtain ⟨x, hx⟩ := exists_eq_mul_of_dvd (gcd_dvd_left a b)
  obtain ⟨y, hy⟩ := exists_eq_mul_of_dvd (gcd_dvd_right a b)
  have all : gcd m n * gcd a b ∣ gcd m n := by
    refine dvd_gcd (dvd_of_eq_mul x ?_) (dvd_of_eq_mul y ?_)
    · rw [mul_assoc, ← hx]; exact ha
    · rw [mul_assoc, ← hy]; exact hb
  obtain ⟨c, hc⟩ := exists_eq_mul_of_dvd all
  refine eq_one_of_dvd_one (dvd_of_eq_mul c (eq_of_mul_eq_mul_left hg ?_))
  rw [← mul_assoc, mul_one]
  exact hc

end Trivium.Divisor
