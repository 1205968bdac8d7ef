prelude
import Trivium.Core.Notation
/-!
The type classes behind numerals, operators, coercions and orders.
-/
set_option linter.all false

universe u v w

/-! ### Operators between types -/

class HAdd (α : Type u) (β : Type v) (γ : outParam (Type w)) where hAdd : α → β → γ
class HSub (α : Type u) (β : Type v) (γ : outParam (Type w)) where hSub : α → β → γ
class HMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where hMul : α → β → γ
class HDiv (α : Type u) (β : Type v) (γ : outParam (Type w)) where hDiv : α → β → γ
class HMod (α : Type u) (β : Type v) (γ : outParam (Type w)) where hMod : α → β → γ
class HPow (α : Type u) (β : Type v) (γ : outParam (Type w)) where hPow : α → β → γ
class HSMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where hSMul : α → β → γ
class HAnd (α : Type u) (β : Type v) (γ : outParam (Type w)) where hAnd : α → β → γ
class HOr (α : Type u) (β : Type v) (γ : outParam (Type w)) where hOr : α → β → γ
class HXor (α : Type u) (β : Type v) (γ : outParam (Type w)) where hXor : α → β → γ
class HShiftLeft (α : Type u) (β : Type v) (γ : outParam (Type w)) where hShiftLeft : α → β → γ
class HShiftRight (α : Type u) (β : Type v) (γ : outParam (Type w)) where hShiftRight : α → β → γ
class HAppend (α : Type u) (β : Type v) (γ : outParam (Type w)) where hAppend : α → β → γ

/-! ### Operators on one type -/

class Zero (α : Type u) where zero : α
class One (α : Type u) where one : α
class Add (α : Type u) where add : α → α → α
class Sub (α : Type u) where sub : α → α → α
class Mul (α : Type u) where mul : α → α → α
class Neg (α : Type u) where neg : α → α
class Div (α : Type u) where div : α → α → α
class Mod (α : Type u) where mod : α → α → α
class Dvd (α : Type u) where dvd : α → α → Prop
class Pow (α : Type u) (β : Type v) where pow : α → β → α
class NatPow (α : Type u) where protected pow : α → Nat → α
class SMul (M : Type u) (α : Type v) where smul : M → α → α
class Inv (α : Type u) where inv : α → α
class AndOp (α : Type u) where and : α → α → α
class OrOp (α : Type u) where or : α → α → α
class XorOp (α : Type u) where xor : α → α → α
class ShiftLeft (α : Type u) where shiftLeft : α → α → α
class ShiftRight (α : Type u) where shiftRight : α → α → α
class Complement (α : Type u) where complement : α → α
class Append (α : Type u) where append : α → α → α
class LE (α : Type u) where le : α → α → Prop
class LT (α : Type u) where lt : α → α → Prop
class BEq (α : Type u) where beq : α → α → Bool
class Membership (α : outParam (Type u)) (γ : Type v) where mem : γ → α → Prop
class EmptyCollection (α : Type u) where emptyCollection : α
class Singleton (α : outParam (Type u)) (β : Type v) where singleton : α → β
class Insert (α : outParam (Type u)) (γ : Type v) where insert : α → γ → γ
class HasSubset (α : Type u) where Subset : α → α → Prop
class Union (α : Type u) where union : α → α → α
class Inter (α : Type u) where inter : α → α → α
export LE (le)
export LT (lt)

@[reducible] def GE.ge {α : Type u} [LE α] (a b : α) : Prop := b ≤ a
@[reducible] def GT.gt {α : Type u} [LT α] (a b : α) : Prop := b < a

@[default_instance] instance instHAdd {α : Type u} [Add α] : HAdd α α α := ⟨Add.add⟩
@[default_instance] instance instHSub {α : Type u} [Sub α] : HSub α α α := ⟨Sub.sub⟩
@[default_instance] instance instHMul {α : Type u} [Mul α] : HMul α α α := ⟨Mul.mul⟩
@[default_instance] instance instHDiv {α : Type u} [Div α] : HDiv α α α := ⟨Div.div⟩
@[default_instance] instance instHMod {α : Type u} [Mod α] : HMod α α α := ⟨Mod.mod⟩
@[default_instance] instance instHPow {α : Type u} {β : Type v} [Pow α β] : HPow α β α := ⟨Pow.pow⟩
@[default_instance] instance instPowNat {α : Type u} [NatPow α] : Pow α Nat := ⟨NatPow.pow⟩
@[default_instance] instance instHAppendOfAppend {α : Type u} [Append α] : HAppend α α α := ⟨Append.append⟩
@[default_instance] instance instHSMul {α : Type u} {β : Type v} [SMul α β] : HSMul α β β := ⟨SMul.smul⟩
@[default_instance] instance instHAndOfAndOp {α : Type u} [AndOp α] : HAnd α α α := ⟨AndOp.and⟩
@[default_instance] instance instHOrOfOrOp {α : Type u} [OrOp α] : HOr α α α := ⟨OrOp.or⟩
@[default_instance] instance instHXorOfXorOp {α : Type u} [XorOp α] : HXor α α α := ⟨XorOp.xor⟩
@[default_instance] instance instHShiftLeftOfShiftLeft {α : Type u} [ShiftLeft α] : HShiftLeft α α α := ⟨ShiftLeft.shiftLeft⟩
@[default_instance] instance instHShiftRightOfShiftRight {α : Type u} [ShiftRight α] : HShiftRight α α α := ⟨ShiftRight.shiftRight⟩

-- These may stand in patterns: `n + 1`, numerals.
attribute [match_pattern] Add.add HAdd.hAdd Mul.mul HMul.hMul Neg.neg

/-! ### Coercions -/

class Coe (α : semiOutParam (Sort u)) (β : Sort v) where coe : α → β
class CoeTC (α : Sort u) (β : Sort v) where coe : α → β
class CoeOut (α : Sort u) (β : semiOutParam (Sort v)) where coe : α → β
class CoeOTC (α : Sort u) (β : Sort v) where coe : α → β
class CoeHead (α : Sort u) (β : semiOutParam (Sort v)) where coe : α → β
class CoeHTC (α : Sort u) (β : Sort v) where coe : α → β
class CoeTail (α : semiOutParam (Sort u)) (β : Sort v) where coe : α → β
class CoeHTCT (α : Sort u) (β : Sort v) where coe : α → β
class CoeDep (α : Sort u) (_ : α) (β : Sort v) where coe : β
class CoeT (α : Sort u) (_ : α) (β : Sort v) where coe : β
class CoeFun (α : Sort u) (γ : outParam (α → Sort v)) where coe : (f : α) → γ f
class CoeSort (α : Sort u) (β : outParam (Sort v)) where coe : α → β

-- What `↑` may insert: at most one head, outward steps, steps inward, at most one tail; each is unfolded at once.
attribute [coe_decl] Coe.coe CoeTC.coe CoeOut.coe CoeOTC.coe CoeHead.coe CoeHTC.coe CoeTail.coe CoeHTCT.coe
attribute [coe_decl] CoeDep.coe CoeT.coe CoeFun.coe CoeSort.coe
instance coeTransTC {α : Sort u} {β : Sort v} {γ : Sort w} [Coe β γ] [CoeTC α β] : CoeTC α γ :=
  ⟨fun a => Coe.coe (CoeTC.coe a : β)⟩
instance coeOfCoe {α : Sort u} {β : Sort v} [Coe α β] : CoeTC α β := ⟨Coe.coe⟩
instance coeReflTC {α : Sort u} : CoeTC α α := ⟨fun a => a⟩
instance coeTransOTC {α : Sort u} {β : Sort v} {γ : Sort w} [CoeOut α β] [CoeOTC β γ] : CoeOTC α γ :=
  ⟨fun a => CoeOTC.coe (CoeOut.coe a : β)⟩
instance coeOTCOfTC {α : Sort u} {β : Sort v} [CoeTC α β] : CoeOTC α β := ⟨CoeTC.coe⟩
instance coeTransHTC {α : Sort u} {β : Sort v} {γ : Sort w} [CoeHead α β] [CoeOTC β γ] : CoeHTC α γ :=
  ⟨fun a => CoeOTC.coe (CoeHead.coe a : β)⟩
instance coeHTCOfOTC {α : Sort u} {β : Sort v} [CoeOTC α β] : CoeHTC α β := ⟨CoeOTC.coe⟩
instance coeTransHTCT {α : Sort u} {β : Sort v} {γ : Sort w} [CoeTail β γ] [CoeHTC α β] : CoeHTCT α γ :=
  ⟨fun a => CoeTail.coe (CoeHTC.coe a : β)⟩
instance coeHTCTOfHTC {α : Sort u} {β : Sort v} [CoeHTC α β] : CoeHTCT α β := ⟨CoeHTC.coe⟩
instance coeOfHTCT {α : Sort u} {β : Sort v} [CoeHTCT α β] (a : α) : CoeT α a β := ⟨CoeHTCT.coe a⟩
instance coeOfDep {α : Sort u} {β : Sort v} (a : α) [CoeDep α a β] : CoeT α a β := ⟨CoeDep.coe a⟩

/-- A truth value stands for the claim that it is `true`. -/
instance boolToSort : CoeSort Bool Prop := ⟨fun b => b = true⟩
instance boolToProp : Coe Bool Prop := ⟨fun b => b = true⟩
instance decPropToBool (p : Prop) [Decidable p] : CoeDep Prop p Bool := ⟨decide p⟩
instance subtypeCoe {α : Sort u} {p : α → Prop} : CoeOut (Subtype p) α := ⟨fun a => a.val⟩
instance optionCoe {α : Type u} : Coe α (Option α) := ⟨some⟩

instance instBEqOfDecidableEq {α : Type u} [DecidableEq α] : BEq α := ⟨fun a b => decide (a = b)⟩
@[macro_inline] def bne {α : Type u} [BEq α] (a b : α) : Bool := Bool.not (BEq.beq a b)

/-! ### Relations -/

class Trans.{r, s, t, a, b, c} {α : Sort a} {β : Sort b} {γ : Sort c} (r : α → β → Sort r) (s : β → γ → Sort s)
    (t : outParam (α → γ → Sort t)) where
  trans : {a : α} → {b : β} → {c : γ} → r a b → s b c → t a c

instance instTransEq {α : Sort u} {γ : Sort v} (r : α → γ → Sort w) : Trans (@Eq α) r r := ⟨fun h k => h ▸ k⟩
instance instTransEq_1 {α : Sort u} {β : Sort v} (r : α → β → Sort w) : Trans r (@Eq β) r := ⟨fun k h => h ▸ k⟩

class Subsingleton (α : Sort u) : Prop where
  intro ::
  allEq : (a b : α) → a = b
class Std.Refl {α : Sort u} (r : α → α → Prop) : Prop where refl : (a : α) → r a a
class Std.Associative {α : Sort u} (op : α → α → α) : Prop where
  assoc : (a b c : α) → op (op a b) c = op a (op b c)
class Std.Commutative {α : Sort u} (op : α → α → α) : Prop where
  comm : (a b : α) → op a b = op b a

/-! ### Numerals from classes -/

-- A numeral `0` or `1` where a class gives only `Zero` or `One`.
instance (priority := 300) Zero.toOfNat0 {α : Type u} [Zero α] : OfNat α (nat_lit 0) := ⟨Zero.zero⟩
instance (priority := 200) Zero.ofOfNat0 {α : Type u} [OfNat α (nat_lit 0)] : Zero α := ⟨0⟩
instance (priority := 300) One.toOfNat1 {α : Type u} [One α] : OfNat α (nat_lit 1) := ⟨One.one⟩
instance (priority := 200) One.ofOfNat1 {α : Type u} [OfNat α (nat_lit 1)] : One α := ⟨1⟩
