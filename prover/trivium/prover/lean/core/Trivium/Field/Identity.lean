prelude
import Trivium.Field.Fraction
import Trivium.Ring.Combination
/-!
Identities of rational functions over an ordered field, where every divisor is known not to be zero.
-/
set_option linter.all false

universe u

namespace Trivium.Field

open CommSemiring CommRing Ring

/-- The coefficient of a polynomial that is a constant other than zero; otherwise zero. -/
noncomputable def constant (p : Poly) : Int :=
  Poly.rec (motive := fun _ => Int) (Int.ofNat 0)
    (fun c m q _ => Poly.rec (motive := fun _ => Int) (cond (Nat.beq m 0) c (Int.ofNat 0)) (fun _ _ _ _ => Int.ofNat 0) q) p

theorem denote_constant {α : Type u} [CommRing α] (xs : List α) {p : Poly} (h : constant p ≠ 0) :
    p.denote xs = ofInt (constant p) := by
  cases p with
  | zero => exact absurd rfl h
  | term c m q => cases q with
    | term d n q => exact absurd rfl h
    | zero =>
      have e : constant (.term c m .zero) = cond (Nat.beq m 0) c (Int.ofNat 0) := rfl
      cases b : Nat.beq m 0 with
      | false =>
        rw [e, b] at h
        exact absurd rfl h
      | true =>
        rw [e, b, Nat.eq_of_beq_eq_true m 0 b]
        show ofInt c * Monomial.denote xs 0 + 0 = ofInt c
        rw [Monomial.denote_zero]
        exact (add_zero _).trans (mul_one _)

/-- The value of an expression that is a constant other than zero; otherwise zero. -/
noncomputable def constantOf (e : Ring.Expr) : Int :=
  cond (Nat.ble (Ring.Expr.degree e) 65535) (constant e.normal) (Int.ofNat 0)

theorem denote_constantOf {α : Type u} [CommRing α] (xs : List α) {e : Ring.Expr} (h : constantOf e ≠ 0) :
    e.denote xs = ofInt (constantOf e) := by
  unfold constantOf at h ⊢
  cases b : Nat.ble (Ring.Expr.degree e) 65535 with
  | false =>
    rw [b] at h
    exact absurd rfl h
  | true =>
    rw [b] at h
    rw [← Ring.Expr.denote_normal xs e (Nat.lt_succ_of_le (Nat.le_of_ble_eq_true b))]
    exact denote_constant xs h

theorem ofInt_ne_zero {α : Type u} [OrderedRing α] {c : Int} (h : c ≠ 0) : (ofInt c : α) ≠ 0 := by
  rcases Int.lt_trichotomy c 0 with l | l | l
  · intro e
    have pos : (0 : α) < ofInt (-c) := OrderedRing.ofInt_pos (by omega)
    rw [ofInt_neg, e, neg_zero] at pos
    exact OrderedRing.lt_irrefl 0 pos
  · exact absurd l h
  · exact fun e => OrderedRing.ne_of_lt (OrderedRing.ofInt_pos l) e.symm

/-! ### What is known not to be zero -/

/-- Whether an expression is one of a list, or the negative of one. -/
noncomputable def known (hs : List Ring.Expr) (e : Ring.Expr) : Bool :=
  List.rec (motive := fun _ => Bool) false (fun h _ r => Bool.or (Bool.or (equal e h) (vanishes (.add e h))) r) hs

/-- Whether an expression is not zero, where those of a list are not. -/
noncomputable def certain (hs : List Ring.Expr) (e : Ring.Expr) : Bool :=
  Ring.Expr.rec (motive := fun _ => Bool) (fun n => Nat.ble 1 n) (fun i => known hs (.var i))
    (fun a b _ _ => Bool.or (known hs (.add a b)) (Bool.not (isZero (constantOf (.add a b)))))
    (fun a b _ _ => Bool.or (known hs (.sub a b)) (Bool.not (isZero (constantOf (.sub a b)))))
    (fun _ a => a) (fun x y a b => Bool.or (Bool.and a b) (known hs (.mul x y))) (fun _ _ a => a) e

/-- Whether all divisors of an expression are not zero. -/
noncomputable def defined (hs : List Ring.Expr) (e : Expr) : Bool :=
  Expr.rec (motive := fun _ => Bool) (fun _ => true) (fun _ => true) (fun _ _ a b => Bool.and a b)
    (fun _ _ a b => Bool.and a b) (fun _ a => a) (fun _ _ a b => Bool.and a b) (fun _ _ a => a)
    (fun _ d a b => Bool.and a (Bool.and b (certain hs d.fraction.num)))
    (fun d a => Bool.and a (certain hs d.fraction.num)) e

/-- Whether two expressions are equal wherever those of a list are not zero. -/
noncomputable def equalOver (hs : List Ring.Expr) (a b : Expr) : Bool :=
  Bool.and (Bool.and (defined hs a) (defined hs b))
    (equal (times a.fraction.num b.fraction.den) (times b.fraction.num a.fraction.den))

theorem either_of_or : {a b : Bool} → Bool.or a b = true → a = true ∨ b = true
  | true, _, _ => .inl rfl
  | false, _, h => .inr h
theorem ne_zero_of_not {c : Int} (h : Bool.not (isZero c) = true) : c ≠ 0 := fun e => by
  rw [e] at h
  exact absurd h Bool.false_ne_true

variable {α : Type u} [OrderedField α]

theorem known_ne_zero {xs : List α} {hs : List Ring.Expr} (apart : NonZero xs hs) {e : Ring.Expr} (h : known hs e = true) :
    e.denote xs ≠ 0 := by
  induction hs with
  | nil => exact absurd h Bool.false_ne_true
  | cons k hs ih =>
    rcases either_of_or h with h | h
    · rcases either_of_or h with h | h
      · exact (eq_of_equal xs e k h).symm ▸ apart.1
      · intro z
        have s : e.denote xs + k.denote xs = 0 := eq_zero_of_vanishes xs _ h
        rw [z, zero_add] at s
        exact apart.1 s
    · exact ih apart.2 h

theorem constantOf_ne_zero (xs : List α) {e : Ring.Expr} (h : Bool.not (isZero (constantOf e)) = true) : e.denote xs ≠ 0 :=
  denote_constantOf xs (ne_zero_of_not h) ▸ ofInt_ne_zero (ne_zero_of_not h)

theorem certain_ne_zero {xs : List α} {hs : List Ring.Expr} (apart : NonZero xs hs) {e : Ring.Expr}
    (h : certain hs e = true) : e.denote xs ≠ 0 := by
  induction e with
  | num n => cases n with
    | zero => exact absurd h Bool.false_ne_true
    | succ n => exact fun z => OrderedRing.ne_of_lt (OrderedRing.ofNat_succ_pos (α := α) n) z.symm
  | var i => exact known_ne_zero apart h
  | add a b _ _ => exact (either_of_or h).elim (known_ne_zero apart) (constantOf_ne_zero xs)
  | sub a b _ _ => exact (either_of_or h).elim (known_ne_zero apart) (constantOf_ne_zero xs)
  | neg a ih =>
    intro z
    have e := congrArg (- ·) (show -a.denote xs = 0 from z)
    simp only [neg_neg, neg_zero] at e
    exact ih h e
  | mul a b iha ihb =>
    rcases either_of_or h with h | h
    · obtain ⟨ha, hb⟩ := Ring.Expr.both_of_and h
      exact mul_ne_zero (iha ha) (ihb hb)
    · exact known_ne_zero apart h
  | pow a n ih => exact pow_ne_zero (ih h) n

theorem defined_holds {xs : List α} {hs : List Ring.Expr} (apart : NonZero xs hs) {e : Expr} (h : defined hs e = true) :
    e.Defined xs := by
  have divisor : ∀ {d : Expr}, d.Defined xs → certain hs d.fraction.num = true → d.denote xs ≠ 0 := fun {d} w c z => by
    have k := (is_fraction xs d w).2
    rw [z, zero_mul] at k
    exact certain_ne_zero apart c k.symm
  induction e with
  | num n => exact trivial
  | var i => exact trivial
  | add a b iha ihb => exact ⟨iha (Ring.Expr.both_of_and h).1, ihb (Ring.Expr.both_of_and h).2⟩
  | sub a b iha ihb => exact ⟨iha (Ring.Expr.both_of_and h).1, ihb (Ring.Expr.both_of_and h).2⟩
  | neg a ih => exact ih h
  | mul a b iha ihb => exact ⟨iha (Ring.Expr.both_of_and h).1, ihb (Ring.Expr.both_of_and h).2⟩
  | pow a n ih => exact ih h
  | div a b iha ihb =>
    obtain ⟨ha, h⟩ := Ring.Expr.both_of_and h
    obtain ⟨hb, c⟩ := Ring.Expr.both_of_and h
    exact ⟨iha ha, ihb hb, divisor (ihb hb) c⟩
  | inv a ih =>
    obtain ⟨ha, c⟩ := Ring.Expr.both_of_and h
    exact ⟨ih ha, divisor (ih ha) c⟩

/-- An identity of rational functions holds where its check computes to `true` and its divisors are not zero. -/
theorem eq_of_equal (xs : List α) (hs : List Ring.Expr) (a b : Expr) (h : equalOver hs a b = true)
    (apart : NonZero xs hs) : a.denote xs = b.denote xs := by
  obtain ⟨d, e⟩ := Ring.Expr.both_of_and h
  obtain ⟨da, db⟩ := Ring.Expr.both_of_and d
  obtain ⟨na, ea⟩ := is_fraction xs a (defined_holds apart da)
  obtain ⟨nb, eb⟩ := is_fraction xs b (defined_holds apart db)
  have e := Ring.eq_of_equal xs _ _ e
  rw [denote_times, denote_times, ← ea, ← eb] at e
  refine mul_left_cancel (mul_ne_zero na nb) ?_
  rw [mul_comm _ (a.denote xs), ← mul_assoc, e]
  simp only [mul_assoc, mul_comm, mul_left_comm]

end Trivium.Field
