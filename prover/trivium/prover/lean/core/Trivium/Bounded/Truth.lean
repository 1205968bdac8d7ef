prelude
import Trivium.Bounded.Range
import Trivium.Ring.Integer
/-!
Claims as truth values that the kernel computes fast. Instances turn a claim about numbers into one: they replace the
operations of type classes by those that the kernel evaluates by itself, and bounded quantifiers by the check of a range.
-/
set_option linter.all false

universe u

namespace Trivium.Bounded

open Ring

/-- A natural number, as the kernel computes it. -/
class NatValue (n : Nat) where
  value : Nat
  eq : value = n
/-- An integer, as the kernel computes it. -/
class IntValue (a : Int) where
  value : Int
  eq : value = a
/-- A claim as a truth value. -/
class Truth (P : Prop) where
  value : Bool
  iff : value = true ↔ P

/-- A claim holds where its truth value computes to `true`. -/
theorem of_truth {P : Prop} [t : Truth P] (h : t.value = true) : P := t.iff.mp h

/-! ### Numbers -/

section
variable (m n : Nat) [v : NatValue m] [w : NatValue n]
@[reducible] instance (priority := low) NatValue.self : NatValue n := ⟨n, rfl⟩
@[reducible] noncomputable instance NatValue.add : NatValue (m + n) := ⟨Nat.add v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance NatValue.sub : NatValue (m - n) := ⟨Nat.sub v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance NatValue.mul : NatValue (m * n) := ⟨Nat.mul v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance NatValue.div : NatValue (m / n) := ⟨Nat.div v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance NatValue.mod : NatValue (m % n) := ⟨Nat.mod v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance NatValue.pow : NatValue (m ^ n) := ⟨Nat.pow v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance NatValue.gcd : NatValue (Nat.gcd m n) := ⟨Nat.gcd v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance NatValue.num : NatValue (OfNat.ofNat n) := ⟨n, rfl⟩
end

section
variable (a b : Int) [v : IntValue a] [w : IntValue b] (n : Nat) [k : NatValue n]
@[reducible] instance (priority := low) IntValue.self : IntValue a := ⟨a, rfl⟩
@[reducible] noncomputable instance IntValue.add : IntValue (a + b) :=
  ⟨addInt v.value w.value, (addInt_eq _ _).trans (congr (congrArg _ v.eq) w.eq)⟩
@[reducible] noncomputable instance IntValue.sub : IntValue (a - b) :=
  ⟨subInt v.value w.value, (subInt_eq _ _).trans (congr (congrArg _ v.eq) w.eq)⟩
@[reducible] noncomputable instance IntValue.neg : IntValue (-a) := ⟨negInt v.value, (negInt_eq _).trans (congrArg _ v.eq)⟩
@[reducible] noncomputable instance IntValue.mul : IntValue (a * b) :=
  ⟨mulInt v.value w.value, (mulInt_eq _ _).trans (congr (congrArg _ v.eq) w.eq)⟩
@[reducible] noncomputable instance IntValue.pow : IntValue (a ^ n) :=
  ⟨powInt v.value k.value, (powInt_eq _ _).trans (congr (congrArg _ v.eq) k.eq)⟩
@[reducible] noncomputable instance IntValue.div : IntValue (a / b) := ⟨Int.ediv v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance IntValue.mod : IntValue (a % b) := ⟨Int.emod v.value w.value, congr (congrArg _ v.eq) w.eq⟩
@[reducible] noncomputable instance IntValue.num : IntValue (OfNat.ofNat n) := ⟨Int.ofNat n, rfl⟩
@[reducible] noncomputable instance IntValue.cast : IntValue (n : Int) := ⟨Int.ofNat k.value, congrArg _ k.eq⟩
end

/-! ### Relations -/

theorem beq_iff (m n : Nat) : Nat.beq m n = true ↔ m = n := ⟨Nat.eq_of_beq_eq_true m n, fun e => e ▸ Nat.beq_refl m⟩
theorem isZero_iff (a : Int) : isZero a = true ↔ a = 0 := ⟨eq_zero_of_isZero, fun e => e ▸ rfl⟩

section
variable (m n : Nat) [v : NatValue m] [w : NatValue n] (a b : Int) [x : IntValue a] [y : IntValue b]
@[reducible] noncomputable instance Truth.eqNat : Truth (m = n) := ⟨Nat.beq v.value w.value, by rw [v.eq, w.eq]; exact beq_iff m n⟩
@[reducible] noncomputable instance Truth.leNat : Truth (m ≤ n) := ⟨Nat.ble v.value w.value, by rw [v.eq, w.eq]; exact ble_iff m n⟩
@[reducible] noncomputable instance Truth.ltNat : Truth (m < n) :=
  ⟨Nat.ble (Nat.succ v.value) w.value, by rw [v.eq, w.eq]; exact ble_iff (Nat.succ m) n⟩
@[reducible] noncomputable instance Truth.dvdNat : Truth (m ∣ n) :=
  ⟨Nat.beq (Nat.mod w.value v.value) 0, by rw [v.eq, w.eq]; exact (beq_iff _ _).trans Nat.dvd_iff_mod_eq_zero.symm⟩
@[reducible] noncomputable instance Truth.eqInt : Truth (a = b) :=
  ⟨isZero (subInt x.value y.value), by rw [x.eq, y.eq, subInt_eq]; exact (isZero_iff _).trans Int.sub_eq_zero⟩
@[reducible] noncomputable instance Truth.leInt : Truth (a ≤ b) := ⟨Ring.leInt x.value y.value, by rw [x.eq, y.eq]; exact leInt_iff a b⟩
@[reducible] noncomputable instance Truth.ltInt : Truth (a < b) :=
  ⟨Ring.leInt (addInt x.value (Int.ofNat 1)) y.value, by rw [x.eq, y.eq, addInt_eq]; exact leInt_iff (a + 1) b⟩
@[reducible] noncomputable instance Truth.dvdInt : Truth (a ∣ b) :=
  ⟨isZero (Int.emod y.value x.value), by rw [x.eq, y.eq]; exact (isZero_iff _).trans Int.dvd_iff_emod_eq_zero.symm⟩
end

/-! ### Connectives -/

theorem not_iff_of {a : Bool} {P : Prop} (h : a = true ↔ P) : Bool.rec (motive := fun _ => Bool) true false a = true ↔ ¬P := by
  refine Iff.trans ?_ (not_congr h)
  cases a with
  | true => exact ⟨fun e => absurd e Bool.false_ne_true, fun n => absurd rfl n⟩
  | false => exact ⟨fun _ => Bool.false_ne_true, fun _ => rfl⟩
theorem and_iff_of {a b : Bool} {P Q : Prop} (h : a = true ↔ P) (k : b = true ↔ Q) :
    Bool.rec (motive := fun _ => Bool) false b a = true ↔ P ∧ Q := by
  refine Iff.trans ?_ (and_congr h k)
  exact ⟨both_of_rec, fun ⟨x, y⟩ => by rw [x]; exact y⟩
theorem or_iff_of {a b : Bool} {P Q : Prop} (h : a = true ↔ P) (k : b = true ↔ Q) :
    Bool.rec (motive := fun _ => Bool) b true a = true ↔ P ∨ Q := by
  refine Iff.trans ?_ (or_congr h k)
  cases a with
  | true => exact ⟨fun _ => .inl rfl, fun _ => rfl⟩
  | false => exact ⟨.inr, fun e => e.elim (absurd · Bool.false_ne_true) id⟩
theorem imp_iff_of {a b : Bool} {P Q : Prop} (h : a = true ↔ P) (k : b = true ↔ Q) :
    Bool.rec (motive := fun _ => Bool) true b a = true ↔ (P → Q) := by
  cases a with
  | true => exact k.trans ⟨fun q _ => q, fun f => f (h.mp rfl)⟩
  | false => exact ⟨fun _ p => absurd (h.mpr p) Bool.false_ne_true, fun _ => rfl⟩
theorem iff_iff_of {a b : Bool} {P Q : Prop} (h : a = true ↔ P) (k : b = true ↔ Q) :
    Bool.rec (motive := fun _ => Bool) (Bool.rec (motive := fun _ => Bool) true false b) b a = true ↔ (P ↔ Q) := by
  cases a with
  | true => exact k.trans ⟨fun q => ⟨fun _ => q, fun _ => h.mp rfl⟩, fun f => f.mp (h.mp rfl)⟩
  | false =>
    have n : ¬P := fun p => absurd (h.mpr p) Bool.false_ne_true
    exact (not_iff_of k).trans ⟨fun q => ⟨fun p => absurd p n, fun r => absurd r q⟩, fun f q => n (f.mpr q)⟩

section
variable (P Q : Prop) [s : Truth P] [t : Truth Q]
@[reducible] noncomputable instance Truth.true : Truth True := ⟨Bool.true, ⟨fun _ => trivial, fun _ => rfl⟩⟩
@[reducible] noncomputable instance Truth.false : Truth False := ⟨Bool.false, ⟨Bool.false_ne_true, False.elim⟩⟩
@[reducible] noncomputable instance Truth.not : Truth (¬P) := ⟨Bool.rec (motive := fun _ => Bool) Bool.true Bool.false s.value, not_iff_of s.iff⟩
@[reducible] noncomputable instance Truth.and : Truth (P ∧ Q) := ⟨Bool.rec (motive := fun _ => Bool) Bool.false t.value s.value, and_iff_of s.iff t.iff⟩
@[reducible] noncomputable instance Truth.or : Truth (P ∨ Q) := ⟨Bool.rec (motive := fun _ => Bool) t.value Bool.true s.value, or_iff_of s.iff t.iff⟩
@[reducible] noncomputable instance Truth.imp : Truth (P → Q) := ⟨Bool.rec (motive := fun _ => Bool) Bool.true t.value s.value, imp_iff_of s.iff t.iff⟩
@[reducible] noncomputable instance Truth.iff' : Truth (P ↔ Q) :=
  ⟨Bool.rec (motive := fun _ => Bool) (Bool.rec (motive := fun _ => Bool) Bool.true Bool.false t.value) t.value s.value, iff_iff_of s.iff t.iff⟩
end
@[reducible] noncomputable instance Truth.ne {α : Type u} (a b : α) [s : Truth (a = b)] : Truth (a ≠ b) := Truth.not (a = b)
@[reducible] noncomputable instance (priority := low) Truth.decide (P : Prop) [Decidable P] : Truth P :=
  ⟨Decidable.decide P, ⟨of_decide_eq_true, decide_eq_true⟩⟩

/-! ### Quantifiers over ranges -/

section
variable (n : Nat) [v : NatValue n] (P : Nat → Prop) [t : ∀ x, Truth (P x)]
theorem forall_lt_iff : all n (fun x => (t x).value) = Bool.true ↔ ∀ x, x < n → P x :=
  ⟨fun h => forall_lt n _ (fun x => (t x).iff.mp) h, fun h => all_of fun x l => (t x).iff.mpr (h x l)⟩
@[reducible] noncomputable instance Truth.forallLt : Truth (∀ x, x < n → P x) :=
  ⟨all v.value fun x => (t x).value, by rw [v.eq]; exact forall_lt_iff n P⟩
@[reducible] noncomputable instance Truth.forallLe : Truth (∀ x, x ≤ n → P x) :=
  ⟨all (Nat.succ v.value) fun x => (t x).value, by
    rw [v.eq]
    exact (forall_lt_iff (Nat.succ n) P).trans
      ⟨fun h x l => h x (Nat.lt_succ_of_le l), fun h x l => h x (Nat.le_of_lt_succ l)⟩⟩
theorem exists_lt_iff : Bool.rec (motive := fun _ => Bool) Bool.true Bool.false
    (all n fun x => Bool.rec (motive := fun _ => Bool) Bool.true Bool.false (t x).value) = Bool.true ↔ ∃ x, x < n ∧ P x := by
  refine (not_iff_of (P := ∀ x, x < n → ¬P x) ?_).trans ?_
  · exact ⟨fun h => forall_lt n _ (fun x => (not_iff_of (t x).iff).mp) h,
      fun h => all_of fun x l => (not_iff_of (t x).iff).mpr (h x l)⟩
  · refine ⟨fun h => Classical.byContradiction fun k => h fun x l p => k ⟨x, l, p⟩, fun ⟨x, l, p⟩ h => h x l p⟩
@[reducible] noncomputable instance Truth.existsLt : Truth (∃ x, x < n ∧ P x) :=
  ⟨Bool.rec (motive := fun _ => Bool) Bool.true Bool.false
    (all v.value fun x => Bool.rec (motive := fun _ => Bool) Bool.true Bool.false (t x).value), by
    rw [v.eq]; exact exists_lt_iff n P⟩
end

section
variable (a b : Int) [v : IntValue a] [w : IntValue b] (P : Int → Prop) [t : ∀ x, Truth (P x)]
/-- The integers from `a` up to below `b`. -/
noncomputable def between (a b : Int) (p : Int → Bool) : Bool :=
  Int.rec (motive := fun _ => Bool) (fun n => all n fun i => p (shift a i)) (fun _ => Bool.true) (subInt b a)
theorem between_iff : between a b (fun x => (t x).value) = Bool.true ↔ ∀ x, a ≤ x → x < b → P x := by
  unfold between
  rw [subInt_eq]
  cases e : b - a with
  | ofNat n =>
    have hb : a + (n : Int) = b := by
      rw [show ((n : Nat) : Int) = b - a from e.symm, Int.add_comm, Int.sub_add_cancel]
    constructor
    · intro h x l u
      obtain ⟨i, hi⟩ := Int.eq_ofNat_of_zero_le (Int.sub_nonneg.mpr l)
      have ex : x = a + (i : Int) := by rw [← hi, Int.add_comm, Int.sub_add_cancel]
      have small : i < n := by omega
      have := all_spec h i small
      rw [shift_eq, ← ex] at this
      exact (t x).iff.mp this
    · intro h
      refine all_of fun i l => ?_
      rw [shift_eq]
      exact (t _).iff.mpr (h _ (by omega) (by omega))
  | negSucc n =>
    refine ⟨fun _ x l u => ?_, fun _ => rfl⟩
    have : b - a < 0 := e ▸ negSucc_lt_zero n
    omega
@[reducible] noncomputable instance Truth.forallInt : Truth (∀ x, a ≤ x → x < b → P x) :=
  ⟨between v.value w.value fun x => (t x).value, by rw [v.eq, w.eq]; exact between_iff a b P⟩
@[reducible] noncomputable instance Truth.forallIntLe : Truth (∀ x, a ≤ x → x ≤ b → P x) :=
  ⟨between v.value (addInt w.value (Int.ofNat 1)) fun x => (t x).value, by
    rw [v.eq, w.eq, addInt_eq]
    exact (between_iff a (b + 1) P).trans ⟨fun h x l u => h x l (Int.lt_add_one_of_le u), fun h x l u => h x l (Int.le_of_lt_add_one u)⟩⟩
@[reducible] noncomputable instance Truth.forallLtInt : Truth (∀ x, a < x → x < b → P x) :=
  ⟨between (addInt v.value (Int.ofNat 1)) w.value fun x => (t x).value, by
    rw [v.eq, w.eq, addInt_eq]
    exact between_iff (a + 1) b P⟩
@[reducible] noncomputable instance Truth.forallLtIntLe : Truth (∀ x, a < x → x ≤ b → P x) :=
  ⟨between (addInt v.value (Int.ofNat 1)) (addInt w.value (Int.ofNat 1)) fun x => (t x).value, by
    rw [v.eq, w.eq, addInt_eq, addInt_eq]
    exact (between_iff (a + 1) (b + 1) P).trans ⟨fun h x l u => h x l (Int.lt_add_one_of_le u), fun h x l u => h x l (Int.le_of_lt_add_one u)⟩⟩
end

end Trivium.Bounded
