prelude
import Trivium.Core.Fin
import Trivium.Core.ListLemmas
/-!
Well-founded relations and recursion along them: what `termination_by` stands on.
-/
set_option linter.all false

universe u v w

/-! ### Accessibility -/

inductive Acc {α : Sort u} (r : α → α → Prop) : α → Prop where
  | intro (x : α) (h : (y : α) → r y x → Acc r y) : Acc r x
theorem Acc.inv {α : Sort u} {r : α → α → Prop} {x y : α} (h : Acc r x) (l : r y x) : Acc r y := by
  cases h with
  | intro _ h => exact h y l

inductive WellFounded {α : Sort u} (r : α → α → Prop) : Prop where
  | intro (h : ∀ a, Acc r a) : WellFounded r
class WellFoundedRelation (α : Sort u) where
  rel : α → α → Prop
  wf : WellFounded rel

namespace WellFounded

variable {α : Sort u} {C : α → Sort v} {r : α → α → Prop}

theorem apply (h : WellFounded r) (a : α) : Acc r a := by
  cases h with
  | intro h => exact h a
theorem induction (h : WellFounded r) {C : α → Prop} (a : α) (step : ∀ x, (∀ y, r y x → C y) → C x) : C a := by
  have acc := h.apply a
  induction acc with
  | intro x _ ih => exact step x ih

/-- Recursion along one proof that an element is accessible. -/
noncomputable def fixF (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (a : Acc r x) : C x :=
  Acc.rec (motive := fun x _ => C x) (fun x _ ih => F x ih) a
theorem fixF_eq (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (a : Acc r x) :
    fixF F x a = F x fun y l => fixF F y (a.inv l) := by
  cases a with
  | intro _ h => rfl
noncomputable def fix (h : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) : C x :=
  fixF F x (h.apply x)
theorem fix_eq (h : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) :
    fix h F x = F x fun y _ => fix h F y := fixF_eq F x (h.apply x)

end WellFounded

/-! ### Relations made from others -/

@[reducible] def emptyWf {α : Sort u} : WellFoundedRelation α where
  rel _ _ := False
  wf := ⟨fun a => ⟨a, fun _ h => h.elim⟩⟩
theorem Subrelation.wf {α : Sort u} {r q : α → α → Prop} (h : ∀ {x y}, q x y → r x y) (k : WellFounded r) :
    WellFounded q := ⟨fun a => by
  have acc := k.apply a
  induction acc with
  | intro x _ ih => exact ⟨x, fun y l => ih y (h l)⟩⟩
def InvImage {α : Sort u} {β : Sort v} (r : β → β → Prop) (f : α → β) : α → α → Prop := fun a b => r (f a) (f b)
theorem InvImage.accessible {α : Sort u} {β : Sort v} {r : β → β → Prop} (f : α → β) {a : α} (h : Acc r (f a)) :
    Acc (InvImage r f) a := by
  have general : ∀ b, Acc r b → ∀ a, f a = b → Acc (InvImage r f) a := by
    intro b hb
    induction hb with
    | intro b _ ih =>
      intro a e
      subst e
      exact ⟨a, fun c l => ih (f c) l c rfl⟩
  exact general (f a) h a rfl
theorem InvImage.wf {α : Sort u} {β : Sort v} {r : β → β → Prop} (f : α → β) (h : WellFounded r) :
    WellFounded (InvImage r f) := ⟨fun a => InvImage.accessible f (h.apply (f a))⟩
@[reducible] def invImage {α : Sort u} {β : Sort v} (f : α → β) (h : WellFoundedRelation β) : WellFoundedRelation α where
  rel := InvImage h.rel f
  wf := InvImage.wf f h.wf

theorem Nat.lt_acc (n : Nat) : Acc (· < ·) n :=
  Nat.lt_wf_induction (p := fun n => Acc (· < ·) n) (fun n ih => ⟨n, ih⟩) n
instance Nat.lt_wfRel : WellFoundedRelation Nat where
  rel := (· < ·)
  wf := ⟨Nat.lt_acc⟩
@[reducible] def measure {α : Sort u} (f : α → Nat) : WellFoundedRelation α := invImage f Nat.lt_wfRel

/-- Recursion along a measure in the natural numbers. -/
noncomputable def WellFounded.Nat.fix {α : Sort u} {motive : α → Sort v} (h : α → Nat)
    (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x) (x : α) : motive x :=
  WellFounded.fix (measure h).wf F x
theorem WellFounded.Nat.fix_eq {α : Sort u} {motive : α → Sort v} (h : α → Nat)
    (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x) (x : α) :
    WellFounded.Nat.fix h F x = F x fun y _ => WellFounded.Nat.fix h F y := WellFounded.fix_eq (measure h).wf F x

/-! ### Lexicographic order -/

inductive Prod.Lex {α : Type u} {β : Type v} (r : α → α → Prop) (s : β → β → Prop) : α × β → α × β → Prop where
  | left {a : α} (b : β) {a' : α} (b' : β) (h : r a a') : Prod.Lex r s (a, b) (a', b')
  | right (a : α) {b b' : β} (h : s b b') : Prod.Lex r s (a, b) (a, b')
theorem Prod.Lex.accessible {α : Type u} {β : Type v} {r : α → α → Prop} {s : β → β → Prop} (hs : WellFounded s) {a : α}
    (ha : Acc r a) (b : β) : Acc (Prod.Lex r s) (a, b) := by
  induction ha generalizing b with
  | intro a _ iha =>
    have hb := hs.apply b
    induction hb with
    | intro b _ ihb =>
      refine ⟨(a, b), ?_⟩
      intro y l
      cases l with
      | left b' _ h => exact iha _ h b'
      | right _ h => exact ihb _ h
@[reducible] def Prod.lex {α : Type u} {β : Type v} (ha : WellFoundedRelation α) (hb : WellFoundedRelation β) :
    WellFoundedRelation (α × β) where
  rel := Prod.Lex ha.rel hb.rel
  wf := ⟨fun p => Prod.Lex.accessible hb.wf (ha.wf.apply p.1) p.2⟩
instance Prod.instWellFoundedRelation {α : Type u} {β : Type v} [ha : WellFoundedRelation α] [hb : WellFoundedRelation β] :
    WellFoundedRelation (α × β) := Prod.lex ha hb

inductive PSigma.Lex {α : Sort u} {β : α → Sort v} (r : α → α → Prop) (s : ∀ a, β a → β a → Prop) :
    PSigma β → PSigma β → Prop where
  | left {a : α} (b : β a) {a' : α} (b' : β a') (h : r a a') : PSigma.Lex r s ⟨a, b⟩ ⟨a', b'⟩
  | right (a : α) {b b' : β a} (h : s a b b') : PSigma.Lex r s ⟨a, b⟩ ⟨a, b'⟩

/-! ### The size of a value -/

class SizeOf (α : Sort u) where
  sizeOf : α → Nat
export SizeOf (sizeOf)
protected def default.sizeOf (α : Sort u) : α → Nat := fun _ => 0
instance (priority := low) instSizeOfDefault (α : Sort u) : SizeOf α := ⟨default.sizeOf α⟩
instance (priority := low) instSizeOfForallUnit {α : Type u} [SizeOf α] : SizeOf (Unit → α) := ⟨fun f => sizeOf (f ())⟩
instance instSizeOfNat : SizeOf Nat := ⟨fun n => n⟩
@[simp] theorem sizeOf_nat (n : Nat) : sizeOf n = n := rfl
@[reducible] def sizeOfWFRel {α : Sort u} [SizeOf α] : WellFoundedRelation α := measure sizeOf
instance (priority := low) instWellFoundedRelationOfSizeOf {α : Sort u} [SizeOf α] : WellFoundedRelation α := sizeOfWFRel

/-- Marks an argument of a recursive function while its termination is shown. -/
def wfParam {α : Sort u} (a : α) : α := a

/-- Hides a value while a recursive definition is made. -/
opaque Lean.opaqueId {α : Sort u} (a : α) : α := a

/-! ### What termination proofs use -/

theorem Nat.sub_lt {n m : Nat} (h : 0 < n) (k : 0 < m) : n - m < n := by
  cases n with
  | zero => exact absurd h (Nat.lt_irrefl 0)
  | succ n => cases m with
    | zero => exact absurd k (Nat.lt_irrefl 0)
    | succ m =>
      rw [Nat.succ_sub_succ]
      exact Nat.lt_succ_of_le (Nat.sub_le n m)
theorem Nat.sub_one_lt {n : Nat} (h : n ≠ 0) : n - 1 < n := Nat.sub_lt (Nat.pos_of_ne_zero h) (Nat.zero_lt_succ 0)
theorem Nat.sub_succ_lt_self {a i : Nat} (h : i < a) : a - (i + 1) < a - i := by
  obtain ⟨k, rfl⟩ := Nat.exists_add_of_le h
  rw [Nat.add_sub_cancel_left, Nat.succ_add, ← Nat.add_succ, Nat.add_sub_cancel_left]
  exact Nat.lt_succ_self k
theorem Nat.lt_add_one (n : Nat) : n < n + 1 := Nat.lt_succ_self n
theorem Nat.lt_add_right {n m : Nat} (k : Nat) (h : n < m) : n < m + k := Nat.lt_of_lt_of_le h (Nat.le_add_right m k)
theorem Nat.div_lt_self {n m : Nat} (h : 0 < n) (k : 1 < m) : n / m < n := by
  refine (Nat.lt_or_ge (n / m) n).elim id fun l => ?_
  have e : n / m = n := Nat.le_antisymm (Nat.div_le_self n m) l
  have whole := Nat.div_add_mod n m
  rw [e] at whole
  have double := Nat.mul_le_mul_right n k
  rw [Nat.succ_mul, Nat.one_mul] at double
  have := Nat.le_trans double (Nat.le_trans (Nat.le_add_right _ _) (Nat.le_of_eq whole))
  exact absurd (Nat.lt_add_of_pos_right h) (Nat.not_lt.mpr this)

/-! ### What `split` rewrites with -/

theorem ite_eq_left {α : Sort u} {c : Prop} [Decidable c] {a b : α} (h : c) : (if c then a else b) = a := if_pos h
theorem ite_eq_right {α : Sort u} {c : Prop} [Decidable c] {a b : α} (h : ¬c) : (if c then a else b) = b := if_neg h
theorem dite_eq_left {α : Sort u} {c : Prop} [Decidable c] {a : c → α} {b : ¬c → α} (h : c) : dite c a b = a h :=
  dif_pos h
theorem dite_eq_right {α : Sort u} {c : Prop} [Decidable c] {a : c → α} {b : ¬c → α} (h : ¬c) : dite c a b = b h :=
  dif_neg h
