prelude
import Trivium.Core.Data
/-!
The types of the declarations that hand parsers, macros and pretty-printers to native code.

The library looks such a declaration up by its name and type, and then runs the native function of that name: the
values here are never evaluated. They must have the arity and the boxed representation of the native function,
otherwise the process crashes; hence every macro is `fun s _ _ => s`.
-/
set_option linter.all false

universe u v

/-- The numeral `n` as a value of `α`. -/
class OfNat (α : Type u) (n : Nat) where
  ofNat : α

attribute [match_pattern] OfNat.ofNat

@[default_instance 100] instance instOfNatNat (n : Nat) : OfNat Nat n := ⟨n⟩

/-- A Unicode code point. -/
inductive Char : Type where
  | ofNat (code : Nat) : Char

/-- A text; the kernel reads a literal as `String.ofList` of its code points. -/
inductive String : Type where
  | ofList (characters : List Char) : String

inductive Lean.Name : Type where
  | anonymous : Lean.Name
  | str (prefix_ : Lean.Name) (last : String) : Lean.Name
  | num (prefix_ : Lean.Name) (last : Nat) : Lean.Name

abbrev Lean.Name.mkStr (prefix_ : Lean.Name) (last : String) : Lean.Name := .str prefix_ last
abbrev Lean.Name.mkSimple (last : String) : Lean.Name := .str .anonymous last
abbrev Lean.Name.mkStr1 (a : String) : Lean.Name := .str .anonymous a
abbrev Lean.Name.mkStr2 (a b : String) : Lean.Name := .str (.mkStr1 a) b
abbrev Lean.Name.mkStr3 (a b c : String) : Lean.Name := .str (.mkStr2 a b) c
abbrev Lean.Name.mkStr4 (a b c d : String) : Lean.Name := .str (.mkStr3 a b c) d

/-- A parser of a notation or a tactic that starts with a token. -/
inductive Lean.ParserDescr : Type where
  | mk : Lean.ParserDescr

-- Asked for by `declare_syntax_cat`.
def Lean.ParserDescr.symbol (_ : String) : Lean.ParserDescr := .mk
def Lean.ParserDescr.cat (_ : Lean.Name) (_ : Nat) : Lean.ParserDescr := .mk
def Lean.ParserDescr.binary (_ : Lean.Name) (_ _ : Lean.ParserDescr) : Lean.ParserDescr := .mk
def Lean.ParserDescr.unary (_ : Lean.Name) (_ : Lean.ParserDescr) : Lean.ParserDescr := .mk
def Lean.ParserDescr.node (_ : Lean.Name) (_ : Nat) (_ : Lean.ParserDescr) : Lean.ParserDescr := .mk

/-- A parser of a notation that starts with a term. -/
abbrev Lean.TrailingParserDescr := Lean.ParserDescr

/-- The value that marks a name as a category of syntax. -/
structure Lean.Parser.Category : Type

/-- Syntax trees, seen from here as boxed values only. -/
inductive Lean.Syntax : Type where
  | missing : Lean.Syntax
  | node (left right : Lean.Syntax) : Lean.Syntax

/-- Expands a syntax tree; the native function takes the tree, a context and a state. -/
abbrev Lean.Macro : Type := Lean.Syntax → Lean.Syntax → Lean.Syntax → Lean.Syntax

/-- Shows an application in a notation; the native function takes the tree, a reference and a state. -/
abbrev Lean.PrettyPrinter.Unexpander : Type := Lean.Syntax → Lean.Syntax → Lean.Syntax → Lean.Syntax

