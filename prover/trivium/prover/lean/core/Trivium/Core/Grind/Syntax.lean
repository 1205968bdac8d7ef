prelude
import Trivium.Core.Tactics
/-!
`grind`: its parsers, handed to the native code of the library.
-/
set_option linter.all false

namespace Lean.Parser.Attr
declare_syntax_cat grind_mod
end Lean.Parser.Attr
namespace Lean.Parser.Tactic.Grind
declare_syntax_cat grind
declare_syntax_cat grind_filter
declare_syntax_cat grind_ref
end Lean.Parser.Tactic.Grind
namespace Lean.Parser.Attr
@[grind_mod_parser] def grindBwd : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindCases : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindCasesEager : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindDef : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindEq : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindEqBoth : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindEqBwd : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindEqRhs : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindExt : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindFunCC : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindFwd : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindGen : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindHom : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindHomPred : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindInj : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindIntro : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindLR : Lean.ParserDescr := .mk
def grindMod : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindNorm : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindRL : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindSym : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindUnfold : Lean.ParserDescr := .mk
@[grind_mod_parser] def grindUsr : Lean.ParserDescr := .mk
@[attr_parser] def «grind» : Lean.ParserDescr := .mk
@[attr_parser] def «grind!» : Lean.ParserDescr := .mk
@[attr_parser] def «grind?» : Lean.ParserDescr := .mk
@[attr_parser] def «grind!?» : Lean.ParserDescr := .mk
end Lean.Parser.Attr
namespace Lean.Parser.Tactic
def grindParam : Lean.ParserDescr := .mk
def grindLemma : Lean.ParserDescr := .mk
def grindLemmaMin : Lean.ParserDescr := .mk
def grindErase : Lean.ParserDescr := .mk
def anchor : Lean.ParserDescr := .mk
namespace Grind
def grindSeq : Lean.ParserDescr := .mk
def grindSeq1Indented : Lean.ParserDescr := .mk
def grindSeqBracketed : Lean.ParserDescr := .mk
def grindStep : Lean.ParserDescr := .mk
def grindFilter : Lean.ParserDescr := .mk
end Grind
@[tactic_parser] def grind : Lean.ParserDescr := .mk
@[tactic_parser] def grindTrace : Lean.ParserDescr := .mk
@[tactic_parser] def cutsat : Lean.ParserDescr := .mk
@[tactic_parser] def lia : Lean.ParserDescr := .mk
@[tactic_parser] def grobner : Lean.ParserDescr := .mk
@[tactic_parser] def grind_linarith : Lean.ParserDescr := .mk
@[tactic_parser] def grind_order : Lean.ParserDescr := .mk
end Lean.Parser.Tactic
