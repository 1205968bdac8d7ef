prelude
import Trivium.Core.Grind.Logic
import Trivium.Core.IntSimp
/-!
The normal form that `grind` brings propositions to, as a set of rewriting rules.
-/
set_option linter.all false

universe u v

namespace Lean.Grind

/-! ### Propositions -/

theorem iff_eq (p q : Prop) : (p ↔ q) = (p = q) := propext eq_iff_iff.symm
theorem eq_true_eq (p : Prop) : (p = True) = p := eq_true_iff
theorem eq_false_eq (p : Prop) : (p = False) = ¬p := eq_false_iff
theorem not_eq_prop (p q : Prop) : (¬(p = q)) = (p = ¬q) := by
  by_cases h : p <;> by_cases k : q <;> simp [h, k]
theorem imp_eq (p q : Prop) : (p → q) = (¬p ∨ q) := propext imp_iff_not_or
theorem true_imp_eq (p : Prop) : (True → p) = p := true_implies p
theorem false_imp_eq (p : Prop) : (False → p) = True := false_implies p
theorem imp_true_eq (p : Prop) : (p → True) = True := implies_true p
theorem imp_false_eq (p : Prop) : (p → False) = ¬p := rfl
theorem imp_self_eq (p : Prop) : (p → p) = True := eq_true id
theorem not_true : (¬True) = False := not_true_eq_false
theorem not_false : (¬False) = True := not_false_eq_true
theorem not_not (p : Prop) : (¬¬p) = p := propext Classical.not_not
theorem not_and (p q : Prop) : (¬(p ∧ q)) = (¬p ∨ ¬q) := propext Classical.not_and_iff_or_not_not
theorem not_or (p q : Prop) : (¬(p ∨ q)) = (¬p ∧ ¬q) := propext _root_.not_or
theorem not_implies (p q : Prop) : (¬(p → q)) = (p ∧ ¬q) := propext Classical.not_imp
theorem or_assoc (p q r : Prop) : ((p ∨ q) ∨ r) = (p ∨ (q ∨ r)) := propext _root_.or_assoc
theorem or_swap12 (p q r : Prop) : (p ∨ q ∨ r) = (q ∨ p ∨ r) := propext or_left_comm
theorem or_swap13 (p q r : Prop) : (p ∨ q ∨ r) = (r ∨ q ∨ p) := propext
  ⟨fun h => h.elim (fun x => .inr (.inr x)) (·.elim (fun x => .inr (.inl x)) .inl),
   fun h => h.elim (fun x => .inr (.inr x)) (·.elim (fun x => .inr (.inl x)) .inl)⟩
theorem not_ite {p : Prop} {_ : Decidable p} (q r : Prop) : (¬ite p q r) = ite p (¬q) (¬r) := by
  by_cases h : p
  · rw [if_pos h, if_pos h]
  · rw [if_neg h, if_neg h]
theorem ite_true_false {p : Prop} {_ : Decidable p} : ite p True False = p := by
  by_cases h : p <;> simp [h]
theorem ite_false_true {p : Prop} {_ : Decidable p} : ite p False True = ¬p := by
  by_cases h : p <;> simp [h]

/-! ### Quantifiers -/

theorem not_forall {α : Sort u} (p : α → Prop) : (¬∀ x, p x) = ∃ x, ¬p x := propext Classical.not_forall
theorem not_exists {α : Sort u} (p : α → Prop) : (¬∃ x, p x) = ∀ x, ¬p x := propext _root_.not_exists
theorem forall_true (p : True → Prop) : (∀ h : True, p h) = p trivial := propext ⟨fun h => h _, fun h _ => h⟩
theorem forall_and {α : Sort u} {p q : α → Prop} : (∀ x, p x ∧ q x) = ((∀ x, p x) ∧ ∀ x, q x) := propext _root_.forall_and
theorem forall_imp_eq_or {α : Sort u} (p : α → Prop) (q : Prop) : ((∀ a, p a) → q) = ((∃ a, ¬p a) ∨ q) := by
  rw [imp_eq, not_forall]
theorem exists_or {α : Sort u} {p q : α → Prop} : (∃ x, p x ∨ q x) = ((∃ x, p x) ∨ ∃ x, q x) := propext _root_.exists_or
theorem exists_const (α : Sort u) [Nonempty α] {b : Prop} : (∃ _ : α, b) = b := propext (_root_.exists_const α)
theorem exists_prop {a b : Prop} : (∃ _ : a, b) = (a ∧ b) := propext _root_.exists_prop
theorem exists_and_left {α : Sort u} {p : α → Prop} {b : Prop} : (∃ x, b ∧ p x) = (b ∧ ∃ x, p x) := propext _root_.exists_and_left
theorem exists_and_right {α : Sort u} {p : α → Prop} {b : Prop} : (∃ x, p x ∧ b) = ((∃ x, p x) ∧ b) := propext _root_.exists_and_right
theorem forall_or_forall {α : Sort u} {β : α → Sort v} (p : α → Prop) (q : (a : α) → β a → Prop) :
    (∀ a : α, p a ∨ ∀ b : β a, q a b) = ∀ (a : α) (b : β a), p a ∨ q a b :=
  propext ⟨fun h a b => (h a).imp id (· b), fun h a => forall_or_left.mp (h a)⟩
theorem forall_forall_or {α : Sort u} {β : α → Sort v} (p : α → Prop) (q : (a : α) → β a → Prop) :
    (∀ a : α, (∀ b : β a, q a b) ∨ p a) = ∀ (a : α) (b : β a), q a b ∨ p a :=
  propext ⟨fun h a b => (h a).imp (· b) id, fun h a => forall_or_right.mp (h a)⟩

/-! ### Truth values -/

theorem cond_eq_ite {α : Sort u} (c : _root_.Bool) (x y : α) : cond c x y = ite (c = true) x y := by cases c <;> rfl
theorem flip_bool_eq (a b : _root_.Bool) : (a = b) = (b = a) := propext eq_comm
theorem bool_eq_to_prop (a b : _root_.Bool) : (a = b) = ((a = true) = (b = true)) := by cases a <;> cases b <;> simp
theorem beq_eq_decide_eq {α : Type u} {_ : BEq α} [LawfulBEq α] [DecidableEq α] (a b : α) : (a == b) = decide (a = b) := beq_eq_decide
theorem bne_eq_decide_not_eq {α : Type u} {_ : BEq α} [LawfulBEq α] [DecidableEq α] (a b : α) : (a != b) = decide (¬a = b) := by
  rw [decide_not, ← beq_eq_decide]
  rfl
theorem beq_eq_true_of_eq {α : Type u} {_ : BEq α} {_ : LawfulBEq α} {a b : α} (h : a = b) : (a == b) = true := beq_of_eq h
theorem beq_eq_false_of_diseq {α : Type u} {_ : BEq α} {_ : LawfulBEq α} {a b : α} (h : ¬a = b) : (a == b) = false := beq_false_of_ne h
theorem eq_of_beq_eq_true {α : Type u} {_ : BEq α} {_ : LawfulBEq α} {a b : α} (h : (a == b) = true) : a = b := eq_of_beq h
theorem ne_of_beq_eq_false {α : Type u} {_ : BEq α} {_ : LawfulBEq α} {a b : α} (h : (a == b) = false) : (a = b) = False :=
  eq_false (ne_of_beq_false h)
theorem xor_eq (a b : _root_.Bool) : Bool.xor a b = (a != b) := rfl

/-! ### Orders and numbers -/

theorem ge_eq {α : Type u} [LE α] (a b : α) : (a ≥ b) = (b ≤ a) := rfl
theorem gt_eq {α : Type u} [LT α] (a b : α) : (a > b) = (b < a) := rfl
theorem Nat.lt_eq (a b : Nat) : (a < b) = (a + 1 ≤ b) := rfl
theorem Int.lt_eq (a b : Int) : (a < b) = (a + 1 ≤ b) := rfl
theorem natCast_eq {α : Type u} [NatCast α] (a : Nat) : (Nat.cast a : α) = (NatCast.natCast a : α) := rfl
theorem natCast_div (a b : Nat) : (NatCast.natCast (a / b) : Int) = NatCast.natCast a / NatCast.natCast b := rfl
theorem natCast_mod (a b : Nat) : (NatCast.natCast (a % b) : Int) = NatCast.natCast a % NatCast.natCast b := rfl
theorem natCast_add (a b : Nat) : (NatCast.natCast (a + b : Nat) : Int) = (NatCast.natCast a : Int) + (NatCast.natCast b : Int) := rfl
theorem natCast_mul (a b : Nat) : (NatCast.natCast (a * b : Nat) : Int) = (NatCast.natCast a : Int) * (NatCast.natCast b : Int) := rfl
theorem natCast_pow (a b : Nat) : (NatCast.natCast (a ^ b : Nat) : Int) = (NatCast.natCast a : Int) ^ b := _root_.Int.natCast_pow a b
theorem Nat.pow_one (a : Nat) : a ^ 1 = a := _root_.Nat.pow_one a
theorem Int.pow_one (a : Int) : a ^ 1 = a := _root_.Int.one_mul a

/-! ### The rules -/

init_grind_norm
  not_and not_or not_ite not_forall not_exists
  _root_.Nat.not_ge_eq _root_.Nat.not_le_eq
  |
  Classical.not_not
  ne_eq iff_eq eq_self heq_eq_eq
  forall_or_forall forall_forall_or
  eq_true_eq eq_false_eq not_eq_prop
  not_true not_false_eq_true
  true_imp_eq false_imp_eq imp_true_eq imp_false_eq imp_self_eq
  and_true true_and and_false false_and and_assoc
  or_true true_or or_false false_or or_assoc
  ite_true ite_false ite_true_false ite_false_true
  dite_eq_ite
  forall_and forall_false forall_true
  forall_imp_eq_or
  exists_const exists_or exists_prop exists_and_left exists_and_right
  cond_eq_ite
  _root_.Bool.or_false _root_.Bool.or_true _root_.Bool.false_or _root_.Bool.true_or _root_.Bool.or_eq_true _root_.Bool.or_assoc
  _root_.Bool.and_false _root_.Bool.and_true _root_.Bool.false_and _root_.Bool.true_and _root_.Bool.and_eq_true _root_.Bool.and_assoc
  _root_.Bool.not_not
  xor_eq
  beq_iff_eq beq_eq_decide_eq beq_self_eq_true
  bne_iff_ne bne_eq_decide_not_eq
  _root_.Bool.not_eq_true _root_.Bool.not_eq_false
  decide_eq_true_eq decide_not not_decide_eq_true
  _root_.Nat.le_zero_eq Nat.lt_eq _root_.Nat.succ_eq_add_one
  _root_.Nat.zero_eq
  _root_.Nat.div_zero _root_.Nat.mod_zero _root_.Nat.div_one _root_.Nat.mod_one
  _root_.Nat.sub_sub _root_.Nat.pow_zero Nat.pow_one _root_.Nat.sub_self
  Int.lt_eq
  _root_.Int.emod_neg _root_.Int.ediv_neg
  _root_.Int.ediv_zero _root_.Int.emod_zero
  _root_.Int.ediv_one _root_.Int.emod_one
  _root_.Int.negSucc_eq
  natCast_eq natCast_div natCast_mod
  natCast_add natCast_mul natCast_pow
  _root_.Int.pow_zero Int.pow_one
  ge_eq gt_eq
  _root_.Int.add_def _root_.Int.mul_def _root_.Int.ofNat_eq_coe
  _root_.Int.one_dvd _root_.Int.zero_dvd

end Lean.Grind
