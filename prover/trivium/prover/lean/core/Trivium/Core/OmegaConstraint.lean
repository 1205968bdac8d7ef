prelude
import Trivium.Core.OmegaCoeffs
/-!
Constraints on the values of linear combinations: what they are, what the library computes of them, and what it means
to satisfy one.
-/
set_option linter.all false

/-! ### Greatest common divisors divide -/

namespace Nat

theorem dvd_of_dvd_mod {k m n : Nat} (h : k ∣ m) (l : k ∣ n % m) : k ∣ n := by
  have e := div_add_mod n m
  rw [← e]
  exact Nat.dvd_add (Nat.dvd_trans h (Nat.dvd_mul_right _ _)) l
theorem gcd_dvd (m n : Nat) : gcd m n ∣ m ∧ gcd m n ∣ n := by
  have general : ∀ m, ∀ n, gcd m n ∣ m ∧ gcd m n ∣ n := by
    intro m
    apply lt_wf_induction (p := fun m => ∀ n, gcd m n ∣ m ∧ gcd m n ∣ n)
    intro m ih n
    cases m with
    | zero => exact ⟨Nat.dvd_zero _, Nat.dvd_refl _⟩
    | succ m =>
      rw [gcd_succ]
      obtain ⟨h, k⟩ := ih (n % succ m) (mod_lt n (zero_lt_succ m)) (succ m)
      exact ⟨k, dvd_of_dvd_mod k h⟩
  exact general m n
theorem gcd_dvd_left (m n : Nat) : gcd m n ∣ m := (gcd_dvd m n).1
theorem gcd_dvd_right (m n : Nat) : gcd m n ∣ n := (gcd_dvd m n).2

end Nat

namespace Lean.Omega

theorem Coeffs.gcd_dvd {xs : Coeffs} {x : Int} (h : x ∈ xs) : (xs.gcd : Int) ∣ x := by
  have size : ∀ {k : Nat} {x : Int}, k ∣ x.natAbs → (k : Int) ∣ x := by
    rintro k x ⟨c, e⟩
    rcases Int.eq_natAbs_or_eq_neg x with h | h
    · exact ⟨(c : Int), h.trans (congrArg Int.ofNat e)⟩
    · exact Int.dvd_neg.mp ⟨(c : Int), (congrArg (- ·) h).trans ((Int.neg_neg _).trans (congrArg Int.ofNat e))⟩
  induction xs with
  | nil => exact absurd h List.not_mem_nil
  | cons y xs ih =>
    rcases List.mem_cons.mp h with h | h
    · rw [h]
      exact size (Nat.gcd_dvd_left _ _)
    · refine Int.dvd_trans ?_ (ih h)
      obtain ⟨c, e⟩ := Nat.gcd_dvd_right y.natAbs (Coeffs.gcd xs)
      exact ⟨(c : Int), congrArg Int.ofNat e⟩

/-! ### Constraints -/

abbrev LowerBound : Type := Option Int
abbrev UpperBound : Type := Option Int
def LowerBound.sat (b : LowerBound) (t : Int) : Bool :=
  match b with
  | none => true
  | some x => decide (x ≤ t)
def UpperBound.sat (b : UpperBound) (t : Int) : Bool :=
  match b with
  | none => true
  | some y => decide (t ≤ y)

structure Constraint where
  lowerBound : LowerBound
  upperBound : UpperBound

namespace Constraint

def sat (c : Constraint) (t : Int) : Bool := c.lowerBound.sat t && c.upperBound.sat t
def sat' (c : Constraint) (x y : Coeffs) : Prop := c.sat (Coeffs.dot x y) = true
def trivial : Constraint := ⟨none, none⟩
def impossible : Constraint := ⟨some 1, some 0⟩
def exact (r : Int) : Constraint := ⟨some r, some r⟩
def isImpossible : Constraint → Bool
  | ⟨some x, some y⟩ => decide (y < x)
  | _ => false
def neg (c : Constraint) : Constraint := ⟨c.upperBound.map (- ·), c.lowerBound.map (- ·)⟩
def scale (k : Int) (c : Constraint) : Constraint :=
  if k = 0 then
    if c.isImpossible then c else ⟨some 0, some 0⟩
  else if 0 < k then ⟨c.lowerBound.map (k * ·), c.upperBound.map (k * ·)⟩
  else ⟨c.upperBound.map (k * ·), c.lowerBound.map (k * ·)⟩
def addBounds : Option Int → Option Int → Option Int
  | some x, some y => some (x + y)
  | _, _ => none
def add (c d : Constraint) : Constraint :=
  ⟨addBounds c.lowerBound d.lowerBound, addBounds c.upperBound d.upperBound⟩
def combo (a : Int) (c : Constraint) (b : Int) (d : Constraint) : Constraint := add (scale a c) (scale b d)
def largerBound : Option Int → Option Int → Option Int
  | none, b => b
  | some x, none => some x
  | some x, some y => some (if x ≤ y then y else x)
def smallerBound : Option Int → Option Int → Option Int
  | none, b => b
  | some x, none => some x
  | some x, some y => some (if x ≤ y then x else y)
def combine (c d : Constraint) : Constraint :=
  ⟨largerBound c.lowerBound d.lowerBound, smallerBound c.upperBound d.upperBound⟩
def div (c : Constraint) (k : Nat) : Constraint :=
  ⟨c.lowerBound.map fun x => -(-x / k), c.upperBound.map fun y => y / k⟩

/-! #### What it means to satisfy one -/

theorem sat_iff {l u : Option Int} {t : Int} :
    sat ⟨l, u⟩ t = true ↔ (∀ x, l = some x → x ≤ t) ∧ ∀ y, u = some y → t ≤ y := by
  have both : ∀ a b : Bool, (a && b) = true ↔ a = true ∧ b = true := fun a b => by
    cases a <;> cases b <;> decide
  refine (both _ _).trans (and_congr ?_ ?_)
  · cases l with
    | none => exact ⟨fun _ x e => (Option.some_ne_none x e.symm).elim, fun _ => rfl⟩
    | some a => exact ⟨fun h x e => Option.some.injection e ▸ of_decide_eq_true h, fun h => decide_eq_true (h a rfl)⟩
  · cases u with
    | none => exact ⟨fun _ x e => (Option.some_ne_none x e.symm).elim, fun _ => rfl⟩
    | some a => exact ⟨fun h x e => Option.some.injection e ▸ of_decide_eq_true h, fun h => decide_eq_true (h a rfl)⟩
theorem map_eq_some {f : Int → Int} {o : Option Int} {z : Int} (h : Option.map f o = some z) : ∃ x, o = some x ∧ f x = z := by
  cases o with
  | none => exact (Option.some_ne_none z h.symm).elim
  | some x => exact ⟨x, rfl, Option.some.injection h⟩

theorem trivial_sat (t : Int) : trivial.sat t = true := rfl
theorem not_sat_of_isImpossible {c : Constraint} (h : isImpossible c = true) {t : Int} : ¬c.sat t = true := by
  intro s
  obtain ⟨l, u⟩ := c
  cases l with
  | none => exact Bool.false_ne_true h
  | some x => cases u with
    | none => exact Bool.false_ne_true h
    | some y =>
      obtain ⟨a, b⟩ := sat_iff.mp s
      exact Int.lt_irrefl y (Int.lt_of_lt_of_le (of_decide_eq_true h) (Int.le_trans (a x rfl) (b y rfl)))
theorem not_sat'_of_isImpossible {c : Constraint} (h : isImpossible c = true) {x y : Coeffs} : ¬c.sat' x y :=
  not_sat_of_isImpossible h
theorem addInequality_sat {c : Int} {x y : Coeffs} (w : c + Coeffs.dot x y ≥ 0) :
    sat' { lowerBound := some (-c), upperBound := none } x y := by
  refine sat_iff.mpr ⟨fun z e => Option.some.injection e ▸ ?_, fun z e => (Option.some_ne_none z e.symm).elim⟩
  have s := Int.add_le_add_left (show 0 ≤ c + Coeffs.dot x y from w) (-c)
  rw [Int.add_zero, ← Int.add_assoc, Int.add_left_neg, Int.zero_add] at s
  exact s
theorem addEquality_sat {c : Int} {x y : Coeffs} (w : c + Coeffs.dot x y = 0) :
    sat' { lowerBound := some (-c), upperBound := some (-c) } x y := by
  have e : -c = Coeffs.dot x y := Int.neg_eq_of_add_eq_zero w
  exact sat_iff.mpr ⟨fun z h => Option.some.injection h ▸ Int.le_of_eq e,
    fun z h => Option.some.injection h ▸ Int.le_of_eq e.symm⟩
theorem exact_sat_iff {r t : Int} : (exact r).sat t = true ↔ t = r :=
  sat_iff.trans ⟨fun h => Int.le_antisymm (h.2 r rfl) (h.1 r rfl), fun e =>
    ⟨fun z h => Option.some.injection h ▸ Int.le_of_eq e.symm, fun z h => Option.some.injection h ▸ Int.le_of_eq e⟩⟩

end Constraint

end Lean.Omega
