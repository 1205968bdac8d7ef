prelude
import Trivium.Core.OmegaConstraint
/-!
The steps by which the library's linear arithmetic derives one constraint from others. The library computes each step
natively and states the result; here each step is proved.
-/
set_option linter.all false

namespace Lean.Omega

namespace Constraint

/-! ### The steps -/

theorem neg_sat {c : Constraint} {t : Int} (h : c.sat t = true) : c.neg.sat (-t) = true := by
  obtain ⟨l, u⟩ := c
  obtain ⟨a, b⟩ := sat_iff.mp h
  refine sat_iff.mpr ⟨fun z e => ?_, fun z e => ?_⟩
  · obtain ⟨x, hx, hz⟩ := map_eq_some e
    exact hz ▸ Int.neg_le_neg (b x hx)
  · obtain ⟨x, hx, hz⟩ := map_eq_some e
    exact hz ▸ Int.neg_le_neg (a x hx)
theorem mul_le_mul_of_nonpos {k x y : Int} (hk : k ≤ 0) (h : x ≤ y) : k * y ≤ k * x := by
  have s := Int.mul_le_mul_of_nonneg_left h (Int.neg_nonneg_of_nonpos hk)
  rw [Int.neg_mul, Int.neg_mul] at s
  have n := Int.neg_le_neg s
  rw [Int.neg_neg, Int.neg_neg] at n
  exact n
theorem scale_sat {c : Constraint} {k t : Int} (h : c.sat t = true) : (scale k c).sat (k * t) = true := by
  obtain ⟨l, u⟩ := c
  obtain ⟨a, b⟩ := sat_iff.mp h
  by_cases z : k = 0
  · rw [scale, if_pos z, z, Int.zero_mul]
    by_cases i : isImpossible ⟨l, u⟩ = true
    · exact absurd h (not_sat_of_isImpossible i)
    · rw [if_neg i]
      rfl
  · rw [scale, if_neg z]
    by_cases p : 0 < k
    · rw [if_pos p]
      refine sat_iff.mpr ⟨fun z e => ?_, fun z e => ?_⟩
      · obtain ⟨x, hx, hz⟩ := map_eq_some e
        exact hz ▸ Int.mul_le_mul_of_nonneg_left (a x hx) (Int.le_of_lt p)
      · obtain ⟨x, hx, hz⟩ := map_eq_some e
        exact hz ▸ Int.mul_le_mul_of_nonneg_left (b x hx) (Int.le_of_lt p)
    · rw [if_neg p]
      refine sat_iff.mpr ⟨fun z e => ?_, fun z e => ?_⟩
      · obtain ⟨x, hx, hz⟩ := map_eq_some e
        exact hz ▸ mul_le_mul_of_nonpos (Int.not_lt.mp p) (b x hx)
      · obtain ⟨x, hx, hz⟩ := map_eq_some e
        exact hz ▸ mul_le_mul_of_nonpos (Int.not_lt.mp p) (a x hx)
theorem addBounds_eq_some {o p : Option Int} {z : Int} (h : addBounds o p = some z) :
    ∃ x y, o = some x ∧ p = some y ∧ x + y = z := by
  cases o with
  | none => exact (Option.some_ne_none z h.symm).elim
  | some x => cases p with
    | none => exact (Option.some_ne_none z h.symm).elim
    | some y => exact ⟨x, y, rfl, rfl, Option.some.injection h⟩
theorem add_sat {c d : Constraint} {s t : Int} (h : c.sat s = true) (k : d.sat t = true) : (c.add d).sat (s + t) = true := by
  obtain ⟨l, u⟩ := c
  obtain ⟨l', u'⟩ := d
  obtain ⟨a, b⟩ := sat_iff.mp h
  obtain ⟨a', b'⟩ := sat_iff.mp k
  refine sat_iff.mpr ⟨fun z e => ?_, fun z e => ?_⟩
  · obtain ⟨x, y, hx, hy, hz⟩ := addBounds_eq_some e
    exact hz ▸ Int.add_le_add (a x hx) (a' y hy)
  · obtain ⟨x, y, hx, hy, hz⟩ := addBounds_eq_some e
    exact hz ▸ Int.add_le_add (b x hx) (b' y hy)
theorem combine_sat {c d : Constraint} {t : Int} (h : c.sat t = true) (k : d.sat t = true) : (c.combine d).sat t = true := by
  obtain ⟨l, u⟩ := c
  obtain ⟨l', u'⟩ := d
  obtain ⟨a, b⟩ := sat_iff.mp h
  obtain ⟨a', b'⟩ := sat_iff.mp k
  refine sat_iff.mpr ⟨fun z e => ?_, fun z e => ?_⟩
  · cases l with
    | none => exact a' z e
    | some x => cases l' with
      | none => exact a z e
      | some y =>
        have e := Option.some.injection e
        by_cases o : x ≤ y
        · rw [if_pos o] at e
          exact e ▸ a' y rfl
        · rw [if_neg o] at e
          exact e ▸ a x rfl
  · cases u with
    | none => exact b' z e
    | some x => cases u' with
      | none => exact b z e
      | some y =>
        have e := Option.some.injection e
        by_cases o : x ≤ y
        · rw [if_pos o] at e
          exact e ▸ b x rfl
        · rw [if_neg o] at e
          exact e ▸ b' y rfl
theorem combine_sat' {s t : Constraint} {x y : Coeffs} (ws : s.sat' x y) (wt : t.sat' x y) : (s.combine t).sat' x y :=
  combine_sat ws wt
theorem div_sat {c : Constraint} {k : Nat} (hk : 0 < k) {t : Int} (h : c.sat (k * t) = true) : (c.div k).sat t = true := by
  have pos : (0 : Int) < k := Int.ofNat_lt.mpr hk
  obtain ⟨l, u⟩ := c
  obtain ⟨a, b⟩ := sat_iff.mp h
  refine sat_iff.mpr ⟨fun z e => ?_, fun z e => ?_⟩
  · obtain ⟨x, hx, hz⟩ := map_eq_some e
    have s := Int.le_ediv_of_mul_le (t := -t) (y := -x) pos (by rw [Int.mul_neg]; exact Int.neg_le_neg (a x hx))
    have n := Int.neg_le_neg s
    rw [Int.neg_neg] at n
    exact hz ▸ n
  · obtain ⟨x, hx, hz⟩ := map_eq_some e
    exact hz ▸ Int.le_ediv_of_mul_le pos (b x hx)

end Constraint

theorem combo_sat' (s t : Constraint) (a : Int) (x : Coeffs) (b : Int) (y v : Coeffs) (wx : s.sat' x v)
    (wy : t.sat' y v) : (Constraint.combo a s b t).sat' (Coeffs.combo a x b y) v := by
  show Constraint.sat _ (Coeffs.dot (Coeffs.combo a x b y) v) = true
  rw [Coeffs.dot_combo]
  exact Constraint.add_sat (Constraint.scale_sat wx) (Constraint.scale_sat wy)

/-! ### Tidying a constraint: positive first coefficient, no common divisor -/

def normalize (s : Constraint) (x : Coeffs) : Constraint × Coeffs :=
  if x.gcd = 0 then
    if s.sat 0 then (Constraint.trivial, x) else (Constraint.impossible, x)
  else if x.gcd = 1 then (s, x)
  else (s.div x.gcd, x.sdiv x.gcd)
def tidy (s : Constraint) (x : Coeffs) : Constraint × Coeffs :=
  if 0 ≤ x.leading then normalize s x else normalize s.neg (x.smul (-1))
def tidyConstraint (s : Constraint) (x : Coeffs) : Constraint := (tidy s x).1
def tidyCoeffs (s : Constraint) (x : Coeffs) : Coeffs := (tidy s x).2

theorem normalize_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) : (normalize s x).1.sat' (normalize s x).2 v := by
  have divided := Coeffs.dot_sdiv (g := (x.gcd : Int)) x (fun _ m => Coeffs.gcd_dvd m) v
  by_cases z : x.gcd = 0
  · rw [normalize, if_pos z]
    by_cases h : s.sat 0 = true
    · rw [if_pos h]
      rfl
    · rw [z] at divided
      refine absurd ?_ h
      have e : Coeffs.dot x v = 0 := divided.symm.trans (Int.zero_mul _)
      have w' : s.sat (Coeffs.dot x v) = true := w
      rw [e] at w'
      exact w'
  · rw [normalize, if_neg z]
    by_cases o : x.gcd = 1
    · rw [if_pos o]
      exact w
    · rw [if_neg o]
      refine Constraint.div_sat (Nat.pos_of_ne_zero z) ?_
      show s.sat ((x.gcd : Int) * Coeffs.dot (x.sdiv x.gcd) v) = true
      rw [divided]
      exact w
theorem tidy_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) : (tidyConstraint s x).sat' (tidyCoeffs s x) v := by
  unfold tidyConstraint tidyCoeffs tidy
  by_cases h : 0 ≤ x.leading
  · rw [if_pos h]
    exact normalize_sat w
  · rw [if_neg h]
    refine normalize_sat ?_
    show Constraint.sat _ (Coeffs.dot (x.smul (-1)) v) = true
    rw [Coeffs.dot_smul, Int.neg_mul, Int.one_mul]
    exact Constraint.neg_sat w

/-! ### Equations modulo a number -/

def bmod_div_term (m : Nat) (a b : Coeffs) : Int := (Int.bmod (Coeffs.dot a b) m - Coeffs.dot (Coeffs.bmod a m) b) / m
def bmod_coeffs (m : Nat) (i : Nat) (x : Coeffs) : Coeffs := Coeffs.set (Coeffs.bmod x m) i m
theorem bmod_sat (m : Nat) (r : Int) (i : Nat) (x v : Coeffs) (h : x.length ≤ i) (p : Coeffs.get v i = bmod_div_term m x v)
    (w : (Constraint.exact r).sat' x v) : (Constraint.exact (Int.bmod r m)).sat' (bmod_coeffs m i x) v := by
  have e : Coeffs.dot x v = r := Constraint.exact_sat_iff.mp w
  refine Constraint.exact_sat_iff.mpr ?_
  have short : Coeffs.length (Coeffs.bmod x m) ≤ i := by
    refine Nat.le_trans (Nat.le_of_eq ?_) h
    exact List.length_map _ x
  have whole : (m : Int) ∣ Int.bmod (Coeffs.dot x v) m - Coeffs.dot (Coeffs.bmod x m) v := by
    have a := Coeffs.dvd_dot_bmod m x v
    have b := Int.dvd_sub_bmod (Coeffs.dot x v) m
    have s := Int.dvd_sub a b
    have f : Coeffs.dot x v - Coeffs.dot (Coeffs.bmod x m) v - (Coeffs.dot x v - Int.bmod (Coeffs.dot x v) m)
        = Int.bmod (Coeffs.dot x v) m - Coeffs.dot (Coeffs.bmod x m) v := by
      rw [Int.sub_eq_add_neg, Int.neg_sub, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.add_comm, Int.add_assoc,
        ← Int.add_assoc (-Coeffs.dot x v), Int.add_left_neg, Int.zero_add, ← Int.sub_eq_add_neg]
    rw [f] at s
    exact s
  rw [bmod_coeffs, Coeffs.dot_set_of_length_le short, p, bmod_div_term, ← e]
  have q := Int.mul_ediv_add_emod (Int.bmod (Coeffs.dot x v) m - Coeffs.dot (Coeffs.bmod x m) v) m
  rw [Int.emod_eq_zero_of_dvd whole, Int.add_zero] at q
  rw [q, Int.add_comm, Int.sub_add_cancel]

end Lean.Omega
