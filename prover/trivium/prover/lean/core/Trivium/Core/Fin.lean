prelude
import Trivium.Core.IntDiv
/-!
The numbers below `n`, with arithmetic modulo `n`; claims about all of them are decided one by one.
-/
set_option linter.all false

universe u

instance instZeroNat : Zero Nat := ⟨0⟩
class NeZero {R : Type u} [Zero R] (n : R) : Prop where
  out : n ≠ Zero.zero
instance Nat.instNeZeroSucc {n : Nat} : NeZero (n + 1) := ⟨Nat.succ_ne_zero n⟩
theorem Nat.pos_of_neZero (n : Nat) [h : NeZero n] : 0 < n := Nat.pos_of_ne_zero h.out

structure Fin (n : Nat) where
  val : Nat
  isLt : val < n
attribute [coe] Fin.val
instance Fin.coeToNat {n : Nat} : CoeOut (Fin n) Nat := ⟨Fin.val⟩

namespace Fin

variable {n : Nat}

theorem eq_of_val_eq : {i j : Fin n} → i.val = j.val → i = j
  | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
theorem val_eq_of_eq {i j : Fin n} (h : i = j) : i.val = j.val := congrArg val h
theorem val_congr {i j : Fin n} (h : i = j) : i.val = j.val := congrArg val h
@[ext] protected theorem ext {i j : Fin n} (h : i.val = j.val) : i = j := eq_of_val_eq h
theorem val_ne_of_ne {i j : Fin n} (h : i ≠ j) : i.val ≠ j.val := fun e => h (eq_of_val_eq e)
instance instDecidableEq : DecidableEq (Fin n) := fun i j =>
  if h : i.val = j.val then isTrue (eq_of_val_eq h) else isFalse fun e => h (val_congr e)

instance instLE : LE (Fin n) := ⟨fun i j => i.val ≤ j.val⟩
instance instLT : LT (Fin n) := ⟨fun i j => i.val < j.val⟩
instance decLe (i j : Fin n) : Decidable (i ≤ j) := Nat.decLe i.val j.val
instance decLt (i j : Fin n) : Decidable (i < j) := Nat.decLt i.val j.val
theorem le_def {i j : Fin n} : i ≤ j ↔ i.val ≤ j.val := Iff.rfl
theorem lt_def {i j : Fin n} : i < j ↔ i.val < j.val := Iff.rfl
theorem val_le_of_le {i j : Fin n} (h : i ≤ j) : i.val ≤ j.val := h
theorem val_le_of_ge {i j : Fin n} (h : i ≥ j) : j.val ≤ i.val := h
theorem val_add_one_le_of_lt {i j : Fin n} (h : i < j) : i.val + 1 ≤ j.val := h
theorem val_add_one_le_of_gt {i j : Fin n} (h : i > j) : j.val + 1 ≤ i.val := h
theorem pos (i : Fin n) : 0 < n := Nat.lt_of_le_of_lt (Nat.zero_le _) i.isLt
def elim0 {α : Sort u} (i : Fin 0) : α := absurd i.isLt (Nat.not_lt_zero _)

/-! ### Arithmetic modulo `n` -/

protected def ofNat (n : Nat) [NeZero n] (a : Nat) : Fin n := ⟨a % n, Nat.mod_lt a (Nat.pos_of_neZero n)⟩
instance instOfNat [NeZero n] {i : Nat} : OfNat (Fin n) i := ⟨Fin.ofNat n i⟩
protected def add (i j : Fin n) : Fin n := ⟨(i.val + j.val) % n, Nat.mod_lt _ i.pos⟩
protected def mul (i j : Fin n) : Fin n := ⟨(i.val * j.val) % n, Nat.mod_lt _ i.pos⟩
protected def sub (i j : Fin n) : Fin n := ⟨(n - j.val + i.val) % n, Nat.mod_lt _ i.pos⟩
instance instAdd : Add (Fin n) := ⟨Fin.add⟩
instance instMul : Mul (Fin n) := ⟨Fin.mul⟩
instance instSub : Sub (Fin n) := ⟨Fin.sub⟩
def last (n : Nat) : Fin (n + 1) := ⟨n, Nat.lt_succ_self n⟩
def succ (i : Fin n) : Fin (n + 1) := ⟨i.val + 1, Nat.succ_le_succ i.isLt⟩
def castSucc (i : Fin n) : Fin (n + 1) := ⟨i.val, Nat.le_succ_of_le i.isLt⟩
theorem val_add (i j : Fin n) : (i + j).val = (i.val + j.val) % n := rfl
theorem val_mul (i j : Fin n) : (i * j).val = i.val * j.val % n := rfl
protected theorem add_comm (i j : Fin n) : i + j = j + i := eq_of_val_eq (by rw [val_add, val_add, Nat.add_comm])
protected theorem mul_comm (i j : Fin n) : i * j = j * i := eq_of_val_eq (by rw [val_mul, val_mul, Nat.mul_comm])

end Fin

/-! ### Claims about all numbers below a bound -/

instance Nat.decidableBallLT : (n : Nat) → (p : (k : Nat) → k < n → Prop) → [(k : Nat) → (h : k < n) → Decidable (p k h)] →
    Decidable (∀ k h, p k h)
  | 0, _, _ => isTrue fun k h => absurd h (Nat.not_lt_zero k)
  | Nat.succ n, p, inst =>
    match Nat.decidableBallLT n fun k h => p k (Nat.lt_trans h (Nat.lt_succ_self n)), inst n (Nat.lt_succ_self n) with
    | isFalse h, _ => isFalse fun all => h fun k l => all k _
    | isTrue _, isFalse h => isFalse fun all => h (all n _)
    | isTrue below, isTrue last => isTrue fun k h =>
      if e : k = n then by subst e; exact last
      else below k ((Nat.lt_or_ge k n).elim id fun l => absurd (Nat.le_antisymm (Nat.le_of_lt_succ h) l) e)
instance Nat.decidableBallLE (n : Nat) (p : (k : Nat) → k ≤ n → Prop) [inst : (k : Nat) → (h : k ≤ n) → Decidable (p k h)] :
    Decidable (∀ k h, p k h) :=
  decidable_of_iff (∀ k (h : k < n + 1), p k (Nat.le_of_lt_succ h))
    ⟨fun all k h => all k (Nat.lt_succ_of_le h), fun all k h => all k (Nat.le_of_lt_succ h)⟩
instance Fin.decidableForallFin {n : Nat} (p : Fin n → Prop) [DecidablePred p] : Decidable (∀ i, p i) :=
  decidable_of_iff (∀ k (h : k < n), p ⟨k, h⟩) ⟨fun all i => all i.val i.isLt, fun all k h => all ⟨k, h⟩⟩
instance Nat.decidableExistsLT {p : Nat → Prop} [inst : DecidablePred p] (n : Nat) : Decidable (∃ k, k < n ∧ p k) :=
  match Nat.decidableBallLT n fun k _ => ¬p k with
  | isTrue no => isFalse fun ⟨k, h, hk⟩ => no k h hk
  | isFalse yes => isTrue <| Classical.byContradiction fun h => yes fun k l hk => h ⟨k, l, hk⟩
instance Fin.decidableExistsFin {n : Nat} (p : Fin n → Prop) [DecidablePred p] : Decidable (∃ i, p i) :=
  match Fin.decidableForallFin fun i => ¬p i with
  | isTrue no => isFalse fun ⟨i, hi⟩ => no i hi
  | isFalse yes => isTrue <| Classical.byContradiction fun h => yes fun i hi => h ⟨i, hi⟩
