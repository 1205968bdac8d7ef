prelude
/-!
The types and constants that the elaborator, the equation compiler and the code generator ask for by name.
No notation exists yet: everything is written out. The order matters, since the elaborator adds `noConfusion` and
the like to an inductive type only when what they need is already there.
-/
set_option linter.all false

universe u v w

-- Markers of the code generator. They are `unsafe`, so no theorem can depend on them.
unsafe axiom lcErased : Type
unsafe axiom lcAny : Type
unsafe axiom lcVoid : Type
unsafe axiom lcProof {α : Prop} : α
unsafe axiom lcUnreachable {α : Sort u} : α

/-! ### Unit, truth, falsity -/

set_option bootstrap.inductiveCheckResultingUniverse false in
inductive PUnit : Sort u where
  | unit : PUnit

abbrev Unit : Type := PUnit
@[match_pattern] abbrev Unit.unit : Unit := PUnit.unit

set_option bootstrap.inductiveCheckResultingUniverse false in
inductive PEmpty : Sort u
inductive Empty : Type
inductive True : Prop where
  | intro : True
inductive False : Prop

def Not (a : Prop) : Prop := a → False

@[macro_inline] def False.elim {C : Sort u} (h : False) : C := False.rec (fun _ => C) h
@[macro_inline] def absurd {a : Prop} {b : Sort v} (h₁ : a) (h₂ : Not a) : b := False.elim (h₂ h₁)

@[inline] def id {α : Sort u} (a : α) : α := a

/-! ### Equality -/

inductive Eq {α : Sort u} : α → α → Prop where
  | refl (a : α) : Eq a a

-- The quotient primitives `Quot`, `Quot.mk`, `Quot.lift` and `Quot.ind` are the kernel's.
init_quot

@[match_pattern] def rfl {α : Sort u} {a : α} : Eq a a := Eq.refl a

abbrev Eq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : Eq a b) :
    motive b := Eq.rec (motive := fun x _ => motive x) m h

theorem Eq.subst {α : Sort u} {motive : α → Prop} {a b : α} (h₁ : Eq a b) (h₂ : motive a) : motive b :=
  Eq.ndrec h₂ h₁

theorem Eq.symm {α : Sort u} {a b : α} (h : Eq a b) : Eq b a :=
  Eq.rec (motive := fun x _ => Eq x a) (Eq.refl a) h

theorem Eq.trans {α : Sort u} {a b c : α} (h₁ : Eq a b) (h₂ : Eq b c) : Eq a c :=
  Eq.rec (motive := fun x _ => Eq a x) h₁ h₂

abbrev Eq.ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : Eq b a) :
    motive b := Eq.ndrec m (Eq.symm h)

@[macro_inline] def cast {α β : Sort u} (h : Eq α β) (a : α) : β := Eq.rec (motive := fun x _ => x) a h
@[macro_inline] def Eq.mp {α β : Sort u} (h : Eq α β) (a : α) : β := cast h a
@[macro_inline] def Eq.mpr {α β : Sort u} (h : Eq α β) (b : β) : α := cast (Eq.symm h) b

theorem congrArg {α : Sort u} {β : Sort v} {a₁ a₂ : α} (f : α → β) (h : Eq a₁ a₂) : Eq (f a₁) (f a₂) :=
  Eq.rec (motive := fun x _ => Eq (f a₁) (f x)) (Eq.refl _) h

theorem congrFun {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : Eq f g) (a : α) : Eq (f a) (g a) :=
  Eq.rec (motive := fun (x : (y : α) → β y) _ => Eq (f a) (x a)) (Eq.refl (f a)) h

theorem congrFun' {α : Sort u} {β : Sort v} {f g : α → β} (h : Eq f g) (a : α) : Eq (f a) (g a) :=
  congrFun h a

theorem congr {α : Sort u} {β : Sort v} {f₁ f₂ : α → β} {a₁ a₂ : α} (h₁ : Eq f₁ f₂) (h₂ : Eq a₁ a₂) :
    Eq (f₁ a₁) (f₂ a₂) := Eq.trans (congrArg f₁ h₂) (congrFun h₁ a₂)

inductive HEq : {α : Sort u} → α → {β : Sort u} → β → Prop where
  | refl (a : α) : HEq a a

@[match_pattern] protected def HEq.rfl {α : Sort u} {a : α} : HEq a a := HEq.refl a

theorem eq_of_heq {α : Sort u} {a a' : α} (h : HEq a a') : Eq a a' :=
  HEq.rec (motive := fun {β} b _ => (e : Eq α β) → Eq (cast e a) b) (fun _ => Eq.refl a) h (Eq.refl α)

abbrev HEq.homo_ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : HEq a b) :
    motive b := Eq.ndrec m (eq_of_heq h)
abbrev HEq.homo_ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : HEq b a) :
    motive b := Eq.ndrec_symm m (eq_of_heq h)

theorem heq_of_eq {α : Sort u} {a a' : α} (h : Eq a a') : HEq a a' :=
  Eq.rec (motive := fun x _ => HEq a x) (HEq.refl a) h

/-! ### Truth values and decidability -/

structure PULift.{r, s} (α : Sort s) : Sort (max s r 1) where
  up ::
  down : α

inductive Bool : Type where
  | false : Bool
  | true : Bool
export Bool (false true)

@[macro_inline] def cond {α : Sort u} (c : Bool) (x y : α) : α :=
  Bool.casesOn (motive := fun _ => α) c y x
@[macro_inline] def Bool.or (x y : Bool) : Bool := cond x true y
@[macro_inline] def Bool.and (x y : Bool) : Bool := cond x y false
@[inline] def Bool.not (x : Bool) : Bool := cond x false true
export Bool (or and not)

class inductive Decidable (p : Prop) where
  | isFalse (h : Not p) : Decidable p
  | isTrue (h : p) : Decidable p

@[inline_if_reduce] def Decidable.decide (p : Prop) [h : Decidable p] : Bool :=
  Decidable.casesOn (motive := fun _ => Bool) h (fun _ => false) (fun _ => true)
export Decidable (isTrue isFalse decide)

abbrev DecidablePred {α : Sort u} (r : α → Prop) := (a : α) → Decidable (r a)
abbrev DecidableRel {α : Sort u} {β : Sort v} (r : α → β → Prop) := (a : α) → (b : β) → Decidable (r a b)
abbrev DecidableEq (α : Sort u) := (a b : α) → Decidable (Eq a b)

@[macro_inline] def ite {α : Sort u} (c : Prop) [h : Decidable c] (t e : α) : α :=
  Decidable.casesOn (motive := fun _ => α) h (fun _ => e) (fun _ => t)
@[macro_inline] def dite {α : Sort u} (c : Prop) [h : Decidable c] (t : c → α) (e : Not c → α) : α :=
  Decidable.casesOn (motive := fun _ => α) h e t

theorem Bool.false_ne_true (h : Eq false true) : False :=
  Eq.ndrec (a := false) (motive := fun b => Bool.casesOn (motive := fun _ => Prop) b True False) True.intro h

/-! ### Natural numbers

The kernel evaluates `Nat.add`, `Nat.mul`, `Nat.beq`, `Nat.ble` … on literals by name, without looking at these
definitions. `Trivium.Core.NatEquations` proves the recursion equations that make the two agree. -/

structure PProd (α : Sort u) (β : Sort v) where
  fst : α
  snd : β

structure Prod (α : Type u) (β : Type v) where
  fst : α
  snd : β

structure And (a b : Prop) : Prop where
  intro ::
  left : a
  right : b

set_option genCtorIdx false in
inductive Nat where
  | zero : Nat
  | succ (n : Nat) : Nat

@[extern "lean_nat_dec_eq"] def Nat.beq (n m : Nat) : Bool :=
  Nat.rec (motive := fun _ => Nat → Bool)
    (fun m => Nat.rec (motive := fun _ => Bool) true (fun _ _ => false) m)
    (fun _ r m => Nat.rec (motive := fun _ => Bool) false (fun m _ => r m) m) n m

@[extern "lean_nat_dec_le"] def Nat.ble (n m : Nat) : Bool :=
  Nat.rec (motive := fun _ => Nat → Bool) (fun _ => true)
    (fun _ r m => Nat.rec (motive := fun _ => Bool) false (fun m _ => r m) m) n m

theorem Nat.beq_refl (n : Nat) : Eq (Nat.beq n n) true :=
  Nat.rec (motive := fun n => Eq (Nat.beq n n) true) (Eq.refl true) (fun _ ih => ih) n

theorem Nat.eq_of_beq_eq_true (n m : Nat) : Eq (Nat.beq n m) true → Eq n m :=
  Nat.rec (motive := fun n => (m : Nat) → Eq (Nat.beq n m) true → Eq n m)
    (fun m => Nat.rec (motive := fun m => Eq (Nat.beq Nat.zero m) true → Eq Nat.zero m) (fun _ => Eq.refl _)
      (fun _ _ h => False.elim (Bool.false_ne_true h)) m)
    (fun n ih m => Nat.rec (motive := fun m => Eq (Nat.beq (Nat.succ n) m) true → Eq (Nat.succ n) m)
      (fun h => False.elim (Bool.false_ne_true h)) (fun m _ h => congrArg Nat.succ (ih m h)) m) n m

theorem Nat.ne_of_beq_eq_false (n m : Nat) (h : Eq (Nat.beq n m) false) (e : Eq n m) : False :=
  Bool.false_ne_true (Eq.trans (Eq.symm h) (Eq.ndrec (motive := fun k => Eq (Nat.beq n k) true) (Nat.beq_refl n) e))

@[extern "lean_nat_dec_eq"] def Nat.decEq (n m : Nat) : Decidable (Eq n m) :=
  Bool.rec (motive := fun b => Eq (Nat.beq n m) b → Decidable (Eq n m))
    (fun h => Decidable.isFalse (Nat.ne_of_beq_eq_false n m h))
    (fun h => Decidable.isTrue (Nat.eq_of_beq_eq_true n m h)) (Nat.beq n m) (Eq.refl (Nat.beq n m))

@[extern "lean_nat_pred"] def Nat.pred (n : Nat) : Nat :=
  Nat.casesOn (motive := fun _ => Nat) n Nat.zero (fun n => n)

set_option bootstrap.genMatcherCode false in
@[match_pattern, extern "lean_nat_add"] protected def Nat.add : Nat → Nat → Nat
  | n, .zero => n
  | n, .succ m => .succ (Nat.add n m)

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_sub"] protected def Nat.sub : Nat → Nat → Nat
  | n, .zero => n
  | n, .succ m => Nat.pred (Nat.sub n m)

/-! ### Distinct constructors of `Bool` and `Nat`, which were declared before constructors could be numbered -/

@[reducible] protected def Bool.ctorIdx (b : Bool) : Nat :=
  Bool.casesOn (motive := fun _ => Nat) b Nat.zero (Nat.succ Nat.zero)

@[reducible] protected def Nat.ctorIdx (n : Nat) : Nat :=
  Nat.casesOn (motive := fun _ => Nat) n Nat.zero (fun _ => Nat.succ Nat.zero)

/-- Values whose images under `f` differ are not equal: the claim computes to `False` for them. -/
theorem noConfusion_of_Nat {α : Sort u} (f : α → Nat) {a b : α} (h : Eq a b) :
    Bool.casesOn (motive := fun _ => Prop) (Nat.beq (f a) (f b)) False True :=
  Eq.ndrec (a := a) (motive := fun b => Bool.casesOn (motive := fun _ => Prop) (Nat.beq (f a) (f b)) False True)
    (Eq.ndrec (a := true) (motive := fun c => Bool.casesOn (motive := fun _ => Prop) c False True) True.intro
      (Eq.symm (Nat.beq_refl (f a)))) h
