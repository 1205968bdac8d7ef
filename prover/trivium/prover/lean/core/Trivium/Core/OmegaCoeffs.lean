prelude
import Trivium.Core.WellFounded
/-!
Coefficients and linear combinations, as the linear arithmetic of the library writes its proofs over them.
-/
set_option linter.all false

namespace Int

/-- The remainder that is smallest in size, of division by a natural number. -/
def bmod (x : Int) (m : Nat) : Int := if x % m < (m + 1) / 2 then x % m else x % m - m
theorem dvd_sub_bmod (x : Int) (m : Nat) : (m : Int) ∣ x - bmod x m := by
  have whole : (m : Int) ∣ x - x % m := ⟨x / m, by rw [emod_def, Int.sub_eq_add_neg, Int.neg_sub, Int.sub_eq_add_neg,
    Int.add_left_comm, Int.add_right_neg, Int.add_zero]⟩
  unfold bmod
  split
  · exact whole
  · have e : x - (x % m - m) = x - x % m + m := by
      rw [Int.sub_eq_add_neg, Int.neg_sub, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.add_comm (m : Int), Int.add_assoc]
    rw [e]
    exact Int.dvd_add whole (Int.dvd_refl _)
theorem le_ediv_of_mul_le {g t y : Int} (hg : 0 < g) (h : g * t ≤ y) : t ≤ y / g := by
  refine Int.not_lt.mp fun l => ?_
  have step := Int.mul_le_mul_of_nonneg_left (show y / g + 1 ≤ t from l) (Int.le_of_lt hg)
  rw [Int.mul_add, Int.mul_one] at step
  exact Int.lt_irrefl y (Int.lt_of_lt_of_le (lt_mul_ediv_self_add hg) (Int.le_trans step h))

end Int

namespace Lean.Omega

abbrev Coeffs : Type := List Int

namespace Coeffs

abbrev toList (xs : Coeffs) : List Int := xs
abbrev ofList (xs : List Int) : Coeffs := xs
abbrev length (xs : Coeffs) : Nat := List.length xs

def get : Coeffs → Nat → Int
  | [], _ => 0
  | x :: _, 0 => x
  | _ :: xs, Nat.succ i => get xs i
def set : Coeffs → Nat → Int → Coeffs
  | [], 0, y => [y]
  | [], Nat.succ i, y => 0 :: set [] i y
  | _ :: xs, 0, y => y :: xs
  | x :: xs, Nat.succ i, y => x :: set xs i y
def dot : Coeffs → Coeffs → Int
  | [], _ => 0
  | _ :: _, [] => 0
  | x :: xs, y :: ys => x * y + dot xs ys
def add : Coeffs → Coeffs → Coeffs
  | [], ys => ys
  | x :: xs, [] => x :: xs
  | x :: xs, y :: ys => (x + y) :: add xs ys
def smul (xs : Coeffs) (k : Int) : Coeffs := List.map (k * ·) xs
def neg (xs : Coeffs) : Coeffs := List.map (- ·) xs
def sub (xs ys : Coeffs) : Coeffs := add xs (neg ys)
def sdiv (xs : Coeffs) (k : Int) : Coeffs := List.map (· / k) xs
def combo (a : Int) (xs : Coeffs) (b : Int) (ys : Coeffs) : Coeffs := add (smul xs a) (smul ys b)
def bmod (xs : Coeffs) (m : Nat) : Coeffs := List.map (Int.bmod · m) xs
def gcd (xs : Coeffs) : Nat := List.foldr (fun x g => Nat.gcd x.natAbs g) 0 xs
/-- The first coefficient that is not zero; zero where there is none. -/
def leading : Coeffs → Int
  | [] => 0
  | x :: xs => if x = 0 then leading xs else x

abbrev isZero (xs : Coeffs) : Prop := ∀ x, x ∈ xs → x = 0

theorem dot_nil (v : Coeffs) : dot [] v = 0 := rfl
theorem dot_nil_right (xs : Coeffs) : dot xs [] = 0 := by cases xs <;> rfl
theorem dot_add (xs ys v : Coeffs) : dot (add xs ys) v = dot xs v + dot ys v := by
  induction xs generalizing ys v with
  | nil => exact (Int.zero_add _).symm
  | cons x xs ih => cases ys with
    | nil => exact (Int.add_zero _).symm
    | cons y ys => cases v with
      | nil => rfl
      | cons u v =>
        show (x + y) * u + dot (add xs ys) v = x * u + dot xs v + (y * u + dot ys v)
        rw [ih, Int.add_mul]
        simp only [Int.add_assoc, Int.add_left_comm]
theorem dot_smul (xs : Coeffs) (k : Int) (v : Coeffs) : dot (smul xs k) v = k * dot xs v := by
  induction xs generalizing v with
  | nil => exact (Int.mul_zero k).symm
  | cons x xs ih => cases v with
    | nil => exact (Int.mul_zero k).symm
    | cons u v =>
      show k * x * u + dot (smul xs k) v = k * (x * u + dot xs v)
      rw [ih, Int.mul_add, Int.mul_assoc]
theorem dot_neg (xs v : Coeffs) : dot (neg xs) v = -dot xs v := by
  induction xs generalizing v with
  | nil => rfl
  | cons x xs ih => cases v with
    | nil => rfl
    | cons u v =>
      show -x * u + dot (neg xs) v = -(x * u + dot xs v)
      rw [ih, Int.neg_add, Int.neg_mul]
theorem dot_sub (xs ys v : Coeffs) : dot (sub xs ys) v = dot xs v - dot ys v := by
  rw [sub, dot_add, dot_neg, Int.sub_eq_add_neg]
theorem dot_combo (a : Int) (xs : Coeffs) (b : Int) (ys v : Coeffs) :
    dot (combo a xs b ys) v = a * dot xs v + b * dot ys v := by
  rw [combo, dot_add, dot_smul, dot_smul]
theorem dot_set_nil (i : Nat) (y : Int) (v : Coeffs) : dot (set [] i y) v = y * get v i := by
  induction i generalizing v with
  | zero => cases v with
    | nil => exact (Int.mul_zero y).symm
    | cons u v => exact Int.add_zero _
  | succ i ih => cases v with
    | nil => exact (Int.mul_zero y).symm
    | cons u v =>
      show 0 * u + dot (set [] i y) v = y * get v i
      rw [ih, Int.zero_mul, Int.zero_add]
theorem dot_set_of_length_le {xs : Coeffs} {i : Nat} (h : length xs ≤ i) (y : Int) (v : Coeffs) :
    dot (set xs i y) v = dot xs v + y * get v i := by
  induction xs generalizing i v with
  | nil => exact (dot_set_nil i y v).trans (Int.zero_add _).symm
  | cons x xs ih => cases i with
    | zero => exact absurd h (Nat.not_succ_le_zero _)
    | succ i => cases v with
      | nil => exact (Int.mul_zero y).symm ▸ rfl
      | cons u v =>
        show x * u + dot (set xs i y) v = x * u + dot xs v + y * get v i
        rw [ih (Nat.le_of_succ_le_succ h), Int.add_assoc]
/-- Dividing by a number that divides every coefficient. -/
theorem dot_sdiv {g : Int} (xs : Coeffs) (h : ∀ x, x ∈ xs → g ∣ x) (v : Coeffs) : g * dot (sdiv xs g) v = dot xs v := by
  induction xs generalizing v with
  | nil => exact Int.mul_zero g
  | cons x xs ih => cases v with
    | nil => exact Int.mul_zero g
    | cons u v =>
      show g * (x / g * u + dot (sdiv xs g) v) = x * u + dot xs v
      have e := Int.mul_ediv_add_emod x g
      rw [Int.emod_eq_zero_of_dvd (h x (List.Mem.head xs)), Int.add_zero] at e
      rw [Int.mul_add, ih (fun y m => h y (List.Mem.tail x m)), ← Int.mul_assoc, e]
theorem dvd_dot_bmod (m : Nat) (xs v : Coeffs) : (m : Int) ∣ dot xs v - dot (bmod xs m) v := by
  induction xs generalizing v with
  | nil => exact Int.dvd_zero _
  | cons x xs ih => cases v with
    | nil => exact Int.dvd_zero _
    | cons u v =>
      have e : dot (x :: xs) (u :: v) - dot (bmod (x :: xs) m) (u :: v)
          = (x - Int.bmod x m) * u + (dot xs v - dot (bmod xs m) v) := by
        show x * u + dot xs v - (Int.bmod x m * u + dot (bmod xs m) v) = _
        rw [Int.sub_mul]
        simp only [Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc, Int.add_left_comm]
      rw [e]
      exact Int.dvd_add (Int.dvd_trans (Int.dvd_sub_bmod x m) (Int.dvd_mul_right _ _)) (ih v)

end Coeffs

/-! ### Linear combinations -/

structure LinearCombo where
  const : Int := 0
  coeffs : Coeffs := []

namespace LinearCombo

def eval (l : LinearCombo) (v : Coeffs) : Int := l.const + l.coeffs.dot v
def coordinate (i : Nat) : LinearCombo where
  const := 0
  coeffs := Coeffs.set [] i 1
def add (l k : LinearCombo) : LinearCombo := ⟨l.const + k.const, l.coeffs.add k.coeffs⟩
def sub (l k : LinearCombo) : LinearCombo := ⟨l.const - k.const, l.coeffs.sub k.coeffs⟩
def neg (l : LinearCombo) : LinearCombo := ⟨-l.const, l.coeffs.neg⟩
def smul (l : LinearCombo) (k : Int) : LinearCombo := ⟨k * l.const, l.coeffs.smul k⟩
instance instAdd : Add LinearCombo := ⟨add⟩
instance instSub : Sub LinearCombo := ⟨sub⟩
instance instNeg : Neg LinearCombo := ⟨neg⟩
/-- The product, where one of the two is a constant. -/
def mul (l k : LinearCombo) : LinearCombo :=
  ⟨l.const * k.const, (l.coeffs.smul k.const).add (k.coeffs.smul l.const)⟩

theorem coordinate_eval (i : Nat) (v : Coeffs) : (coordinate i).eval v = v.get i := by
  show 0 + Coeffs.dot (Coeffs.set [] i 1) v = v.get i
  rw [Int.zero_add, Coeffs.dot_set_nil, Int.one_mul]
theorem coordinate_eval_0 {a0 : Int} {t : List Int} : (coordinate 0).eval (.ofList (a0 :: t)) = a0 :=
  coordinate_eval 0 _
theorem coordinate_eval_1 {a0 a1 : Int} {t : List Int} : (coordinate 1).eval (.ofList (a0 :: a1 :: t)) = a1 :=
  coordinate_eval 1 _
theorem coordinate_eval_2 {a0 a1 a2 : Int} {t : List Int} : (coordinate 2).eval (.ofList (a0 :: a1 :: a2 :: t)) = a2 :=
  coordinate_eval 2 _
theorem coordinate_eval_3 {a0 a1 a2 a3 : Int} {t : List Int} : (coordinate 3).eval (.ofList (a0 :: a1 :: a2 :: a3 :: t)) = a3 :=
  coordinate_eval 3 _
theorem coordinate_eval_4 {a0 a1 a2 a3 a4 : Int} {t : List Int} : (coordinate 4).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: t)) = a4 :=
  coordinate_eval 4 _
theorem coordinate_eval_5 {a0 a1 a2 a3 a4 a5 : Int} {t : List Int} : (coordinate 5).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: t)) = a5 :=
  coordinate_eval 5 _
theorem coordinate_eval_6 {a0 a1 a2 a3 a4 a5 a6 : Int} {t : List Int} : (coordinate 6).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: t)) = a6 :=
  coordinate_eval 6 _
theorem coordinate_eval_7 {a0 a1 a2 a3 a4 a5 a6 a7 : Int} {t : List Int} : (coordinate 7).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: t)) = a7 :=
  coordinate_eval 7 _
theorem coordinate_eval_8 {a0 a1 a2 a3 a4 a5 a6 a7 a8 : Int} {t : List Int} : (coordinate 8).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: t)) = a8 :=
  coordinate_eval 8 _
theorem coordinate_eval_9 {a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 : Int} {t : List Int} : (coordinate 9).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: a9 :: t)) = a9 :=
  coordinate_eval 9 _
theorem add_eval (l k : LinearCombo) (v : Coeffs) : (l + k).eval v = l.eval v + k.eval v := by
  show l.const + k.const + Coeffs.dot (l.coeffs.add k.coeffs) v = _
  rw [Coeffs.dot_add]
  simp only [eval, Int.add_assoc, Int.add_left_comm]
theorem neg_eval (l : LinearCombo) (v : Coeffs) : (-l).eval v = -l.eval v := by
  show -l.const + Coeffs.dot l.coeffs.neg v = _
  rw [Coeffs.dot_neg, eval, Int.neg_add]
theorem sub_eval (l k : LinearCombo) (v : Coeffs) : (l - k).eval v = l.eval v - k.eval v := by
  show l.const - k.const + Coeffs.dot (l.coeffs.sub k.coeffs) v = _
  rw [Coeffs.dot_sub]
  simp only [eval, Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc, Int.add_left_comm]
theorem smul_eval (l : LinearCombo) (k : Int) (v : Coeffs) : (l.smul k).eval v = k * l.eval v := by
  show k * l.const + Coeffs.dot (l.coeffs.smul k) v = _
  rw [Coeffs.dot_smul, eval, Int.mul_add]
theorem dot_isZero {xs : Coeffs} (h : xs.isZero) (v : Coeffs) : xs.dot v = 0 := by
  induction xs generalizing v with
  | nil => rfl
  | cons x xs ih => cases v with
    | nil => rfl
    | cons u v =>
      show x * u + Coeffs.dot xs v = 0
      rw [h x (List.Mem.head xs), Int.zero_mul, ih (fun y m => h y (List.Mem.tail x m)), Int.add_zero]
theorem mul_eval (l k : LinearCombo) (v : Coeffs) (h : l.coeffs.isZero ∨ k.coeffs.isZero) :
    (mul l k).eval v = l.eval v * k.eval v := by
  show l.const * k.const + Coeffs.dot ((l.coeffs.smul k.const).add (k.coeffs.smul l.const)) v = _
  rw [Coeffs.dot_add, Coeffs.dot_smul, Coeffs.dot_smul, eval, eval]
  rcases h with h | h
  · rw [dot_isZero h, Int.mul_zero, Int.zero_add, Int.add_zero, Int.mul_add]
  · rw [dot_isZero h, Int.mul_zero, Int.add_zero, Int.add_zero, Int.add_mul, Int.mul_comm k.const]

end LinearCombo

end Lean.Omega
