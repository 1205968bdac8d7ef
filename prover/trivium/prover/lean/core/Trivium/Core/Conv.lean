prelude
import Trivium.Core.Tactics
/-!
The conversion mode `conv`: its parsers and macros, handed to the native code of the library.
-/
set_option linter.all false

namespace Lean.Parser.Tactic.Conv

declare_syntax_cat conv (behavior := both)

/-! ### Parts -/

def argArg : Lean.ParserDescr := .mk
def convSeq : Lean.ParserDescr := .mk
def convSeq1Indented : Lean.ParserDescr := .mk
def convSeqBracketed : Lean.ParserDescr := .mk
def enterArg : Lean.ParserDescr := .mk
def enterPattern : Lean.ParserDescr := .mk
def occs : Lean.ParserDescr := .mk
def occsIndexed : Lean.ParserDescr := .mk
def occsWildcard : Lean.ParserDescr := .mk

/-! ### Steps -/

@[conv_parser] def allGoals : Lean.ParserDescr := .mk
@[macro allGoals] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_allGoals_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def anyGoals : Lean.ParserDescr := .mk
@[macro anyGoals] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_anyGoals_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def arg : Lean.ParserDescr := .mk
@[conv_parser] def «case» : Lean.ParserDescr := .mk
@[macro «case»] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_case_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def case' : Lean.ParserDescr := .mk
@[macro case'] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_case'_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def cbv : Lean.ParserDescr := .mk
@[conv_parser] def change : Lean.ParserDescr := .mk
@[conv_parser] def clear : Lean.ParserDescr := .mk
@[conv_parser] def congr : Lean.ParserDescr := .mk
@[conv_parser] def convApply_ : Lean.ParserDescr := .mk
@[macro convApply_] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convApply__1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convArgs : Lean.ParserDescr := .mk
@[macro convArgs] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convArgs_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convConvSeq : Lean.ParserDescr := .mk
@[conv_parser] def convDone : Lean.ParserDescr := .mk
@[macro convDone] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convDone_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convErw__ : Lean.ParserDescr := .mk
@[macro convErw__] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convErw___1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convIntro___ : Lean.ParserDescr := .mk
@[macro convIntro___] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convIntro____1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convLeft : Lean.ParserDescr := .mk
@[macro convLeft] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convLeft_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def «convNext__=>_» : Lean.ParserDescr := .mk
@[macro «convNext__=>_»] def «_aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convNext__=>__1» : Lean.Macro := fun s _ _ => s
@[conv_parser] def convRepeat_ : Lean.ParserDescr := .mk
@[macro convRepeat_] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convRepeat__1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convRfl : Lean.ParserDescr := .mk
@[macro convRfl] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convRfl_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convRight : Lean.ParserDescr := .mk
@[macro convRight] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convRight_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convRw__ : Lean.ParserDescr := .mk
@[macro convRw__] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convRw___1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convTactic : Lean.ParserDescr := .mk
@[conv_parser] def convTrace_state : Lean.ParserDescr := .mk
@[macro convTrace_state] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convTrace_state_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def convTry_ : Lean.ParserDescr := .mk
@[macro convTry_] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_convTry__1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def «conv_<;>_» : Lean.TrailingParserDescr := .mk
@[macro «conv_<;>_»] def «_aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_conv_<;>__1» : Lean.Macro := fun s _ _ => s
@[conv_parser] def «conv·_» : Lean.ParserDescr := .mk
@[macro «conv·_»] def «_aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_conv·__1» : Lean.Macro := fun s _ _ => s
@[conv_parser] def delta : Lean.ParserDescr := .mk
@[conv_parser] def dsimp : Lean.ParserDescr := .mk
@[conv_parser] def dsimpTrace : Lean.ParserDescr := .mk
@[conv_parser] def enter : Lean.ParserDescr := .mk
@[conv_parser] def ext : Lean.ParserDescr := .mk
@[conv_parser] def extractLets : Lean.ParserDescr := .mk
@[conv_parser] def failIfSuccess : Lean.ParserDescr := .mk
@[macro failIfSuccess] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_failIfSuccess_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def first : Lean.ParserDescr := .mk
@[conv_parser] def focus : Lean.ParserDescr := .mk
@[macro focus] def _aux_Init_Conv___macroRules_Lean_Parser_Tactic_Conv_focus_1 : Lean.Macro := fun s _ _ => s
@[conv_parser] def «fun» : Lean.ParserDescr := .mk
@[conv_parser] def letToHave : Lean.ParserDescr := .mk
@[conv_parser] def lhs : Lean.ParserDescr := .mk
@[conv_parser] def liftLets : Lean.ParserDescr := .mk
@[conv_parser] def nestedConv : Lean.ParserDescr := .mk
@[conv_parser] def nestedTactic : Lean.ParserDescr := .mk
@[conv_parser] def nestedTacticCore : Lean.ParserDescr := .mk
@[conv_parser] def normCast : Lean.ParserDescr := .mk
@[conv_parser] def paren : Lean.ParserDescr := .mk
@[conv_parser] def pattern : Lean.ParserDescr := .mk
@[conv_parser] def reduce : Lean.ParserDescr := .mk
@[conv_parser] def rewrite : Lean.ParserDescr := .mk
@[conv_parser] def rhs : Lean.ParserDescr := .mk
@[conv_parser] def simp : Lean.ParserDescr := .mk
@[conv_parser] def simpMatch : Lean.ParserDescr := .mk
@[conv_parser] def simpTrace : Lean.ParserDescr := .mk
@[conv_parser] def skip : Lean.ParserDescr := .mk
@[conv_parser] def unfold : Lean.ParserDescr := .mk
@[conv_parser] def whnf : Lean.ParserDescr := .mk
@[conv_parser] def zeta : Lean.ParserDescr := .mk

@[tactic_parser] def conv : Lean.ParserDescr := .mk

end Lean.Parser.Tactic.Conv
