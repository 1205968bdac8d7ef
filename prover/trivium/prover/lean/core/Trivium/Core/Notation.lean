prelude
import Trivium.Core.Syntax
/-!
The notations of terms. Each pair of lines hands a notation to the native code of the library: the parser under the
name of the notation, the macro that rewrites it under the name of its expander. Where two macros of one notation are
declared, the later one wins (the arithmetic operators go through the elaborator of binary operators).
-/
set_option linter.all false

/-! ### Binders -/

def Lean.binderIdent : Lean.ParserDescr := .mk
def Lean.unbracketedExplicitBinders : Lean.ParserDescr := .mk
def Lean.bracketedExplicitBinders : Lean.ParserDescr := .mk
def Lean.explicitBinders : Lean.ParserDescr := .mk

/-! ### Notations -/

@[term_parser] def rawNatLit : Lean.ParserDescr := .mk
@[term_parser] def «term_∧_» : Lean.TrailingParserDescr := .mk
@[macro «term_∧_»] def «_aux_Init_Notation___macroRules_term_∧__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_∨_» : Lean.TrailingParserDescr := .mk
@[macro «term_∨_»] def «_aux_Init_Notation___macroRules_term_∨__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term¬_» : Lean.ParserDescr := .mk
@[macro «term¬_»] def «_aux_Init_Notation___macroRules_term¬__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_↔_» : Lean.TrailingParserDescr := .mk
@[macro «term_↔_»] def «_aux_Init_Core___macroRules_term_↔__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<->_» : Lean.TrailingParserDescr := .mk
@[macro «term_<->_»] def «_aux_Init_Core___macroRules_term_<->__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_=_» : Lean.TrailingParserDescr := .mk
@[macro «term_=_»] def «_aux_Init_Notation___macroRules_term_=__1» : Lean.Macro := fun s _ _ => s
@[macro «term_=_»] def «_aux_Init_Notation___macroRules_term_=__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_≠_» : Lean.TrailingParserDescr := .mk
@[macro «term_≠_»] def «_aux_Init_Core___macroRules_term_≠__1» : Lean.Macro := fun s _ _ => s
@[macro «term_≠_»] def «_aux_Init_Core___macroRules_term_≠__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_≍_» : Lean.TrailingParserDescr := .mk
@[macro «term_≍_»] def «_aux_Init_Notation___macroRules_term_≍__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_==_» : Lean.TrailingParserDescr := .mk
@[macro «term_==_»] def «_aux_Init_Notation___macroRules_term_==__1» : Lean.Macro := fun s _ _ => s
@[macro «term_==_»] def «_aux_Init_Notation___macroRules_term_==__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_!=_» : Lean.TrailingParserDescr := .mk
@[macro «term_!=_»] def «_aux_Init_Core___macroRules_term_!=__1» : Lean.Macro := fun s _ _ => s
@[macro «term_!=_»] def «_aux_Init_Core___macroRules_term_!=__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<_» : Lean.TrailingParserDescr := .mk
@[macro «term_<_»] def «_aux_Init_Notation___macroRules_term_<__1» : Lean.Macro := fun s _ _ => s
@[macro «term_<_»] def «_aux_Init_Notation___macroRules_term_<__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<=_» : Lean.TrailingParserDescr := .mk
@[macro «term_<=_»] def «_aux_Init_Notation___macroRules_term_<=__1» : Lean.Macro := fun s _ _ => s
@[macro «term_<=_»] def «_aux_Init_Notation___macroRules_term_<=__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_≤_» : Lean.TrailingParserDescr := .mk
@[macro «term_≤_»] def «_aux_Init_Notation___macroRules_term_≤__1» : Lean.Macro := fun s _ _ => s
@[macro «term_≤_»] def «_aux_Init_Notation___macroRules_term_≤__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_>_» : Lean.TrailingParserDescr := .mk
@[macro «term_>_»] def «_aux_Init_Notation___macroRules_term_>__1» : Lean.Macro := fun s _ _ => s
@[macro «term_>_»] def «_aux_Init_Notation___macroRules_term_>__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_>=_» : Lean.TrailingParserDescr := .mk
@[macro «term_>=_»] def «_aux_Init_Notation___macroRules_term_>=__1» : Lean.Macro := fun s _ _ => s
@[macro «term_>=_»] def «_aux_Init_Notation___macroRules_term_>=__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_≥_» : Lean.TrailingParserDescr := .mk
@[macro «term_≥_»] def «_aux_Init_Notation___macroRules_term_≥__1» : Lean.Macro := fun s _ _ => s
@[macro «term_≥_»] def «_aux_Init_Notation___macroRules_term_≥__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_+_» : Lean.TrailingParserDescr := .mk
@[macro «term_+_»] def «_aux_Init_Notation___macroRules_term_+__1» : Lean.Macro := fun s _ _ => s
@[macro «term_+_»] def «_aux_Init_Notation___macroRules_term_+__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_-_» : Lean.TrailingParserDescr := .mk
@[macro «term_-_»] def «_aux_Init_Notation___macroRules_term_-__1» : Lean.Macro := fun s _ _ => s
@[macro «term_-_»] def «_aux_Init_Notation___macroRules_term_-__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_*_» : Lean.TrailingParserDescr := .mk
@[macro «term_*_»] def «_aux_Init_Notation___macroRules_term_*__1» : Lean.Macro := fun s _ _ => s
@[macro «term_*_»] def «_aux_Init_Notation___macroRules_term_*__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_/_» : Lean.TrailingParserDescr := .mk
@[macro «term_/_»] def «_aux_Init_Notation___macroRules_term_/__1» : Lean.Macro := fun s _ _ => s
@[macro «term_/_»] def «_aux_Init_Notation___macroRules_term_/__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_%_» : Lean.TrailingParserDescr := .mk
@[macro «term_%_»] def «_aux_Init_Notation___macroRules_term_%__1» : Lean.Macro := fun s _ _ => s
@[macro «term_%_»] def «_aux_Init_Notation___macroRules_term_%__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_^_» : Lean.TrailingParserDescr := .mk
@[macro «term_^_»] def «_aux_Init_Notation___macroRules_term_^__1» : Lean.Macro := fun s _ _ => s
@[macro «term_^_»] def «_aux_Init_Notation___macroRules_term_^__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term-_» : Lean.ParserDescr := .mk
@[macro «term-_»] def «_aux_Init_Notation___macroRules_term-__1» : Lean.Macro := fun s _ _ => s
@[macro «term-_»] def «_aux_Init_Notation___macroRules_term-__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_∣_» : Lean.TrailingParserDescr := .mk
@[macro «term_∣_»] def «_aux_Init_Notation___macroRules_term_∣__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_&&_» : Lean.TrailingParserDescr := .mk
@[macro «term_&&_»] def «_aux_Init_Notation___macroRules_term_&&__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_||_» : Lean.TrailingParserDescr := .mk
@[macro «term_||_»] def «_aux_Init_Notation___macroRules_term_||__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def term!_ : Lean.ParserDescr := .mk
@[macro term!_] def _aux_Init_Notation___macroRules_term!__1 : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_×_» : Lean.TrailingParserDescr := .mk
@[macro «term_×_»] def «_aux_Init_Notation___macroRules_term_×__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_×__1» : Lean.TrailingParserDescr := .mk
@[macro «term_×__1»] def «_aux_Init_NotationExtra___macroRules_term_×__1_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_×'_» : Lean.TrailingParserDescr := .mk
@[macro «term_×'_»] def «_aux_Init_Notation___macroRules_term_×'__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_×'__1» : Lean.TrailingParserDescr := .mk
@[macro «term_×'__1»] def «_aux_Init_NotationExtra___macroRules_term_×'__1_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_⊕_» : Lean.TrailingParserDescr := .mk
@[macro «term_⊕_»] def «_aux_Init_Core___macroRules_term_⊕__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_⊕'_» : Lean.TrailingParserDescr := .mk
@[macro «term_⊕'_»] def «_aux_Init_Core___macroRules_term_⊕'__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_::_» : Lean.TrailingParserDescr := .mk
@[macro «term_::_»] def «_aux_Init_Notation___macroRules_term_::__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term[_]» : Lean.ParserDescr := .mk
@[macro «term[_]»] def Lean.«_aux_Init_Data_List_Notation___macroRules_term[_]_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term%[_|_]» : Lean.ParserDescr := .mk
@[macro «term%[_|_]»] def «_aux_Init_NotationExtra___macroRules_term%[_|_]_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_++_» : Lean.TrailingParserDescr := .mk
@[macro «term_++_»] def «_aux_Init_Notation___macroRules_term_++__1» : Lean.Macro := fun s _ _ => s
@[macro «term_++_»] def «_aux_Init_Notation___macroRules_term_++__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_∘_» : Lean.TrailingParserDescr := .mk
@[macro «term_∘_»] def «_aux_Init_Notation___macroRules_term_∘__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<|_» : Lean.TrailingParserDescr := .mk
@[macro «term_<|_»] def «_aux_Init_Notation___macroRules_term_<|__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_|>_» : Lean.TrailingParserDescr := .mk
@[macro «term_|>_»] def «_aux_Init_Notation___macroRules_term_|>__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_$__» : Lean.TrailingParserDescr := .mk
@[macro «term_$__»] def «_aux_Init_Notation___macroRules_term_$___1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term∃_,_» : Lean.ParserDescr := .mk
@[macro «term∃_,_»] def «_aux_Init_NotationExtra___macroRules_term∃_,__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «termExists_,_» : Lean.ParserDescr := .mk
@[macro «termExists_,_»] def «_aux_Init_NotationExtra___macroRules_termExists_,__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «termΣ_,_» : Lean.ParserDescr := .mk
@[macro «termΣ_,_»] def «_aux_Init_NotationExtra___macroRules_termΣ_,__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «termΣ'_,_» : Lean.ParserDescr := .mk
@[macro «termΣ'_,_»] def «_aux_Init_NotationExtra___macroRules_termΣ'_,__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term{_:_//_}» : Lean.ParserDescr := .mk
@[macro «term{_:_//_}»] def «_aux_Init_Notation___macroRules_term{_:_//_}_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term{_}» : Lean.ParserDescr := .mk
@[macro «term{_}»] def «_aux_Init_NotationExtra___macroRules_term{_}_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term∅» : Lean.ParserDescr := .mk
@[macro «term∅»] def «_aux_Init_Core___macroRules_term∅_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term{}» : Lean.ParserDescr := .mk
@[macro «term{}»] def «_aux_Init_Core___macroRules_term{}_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_∈_» : Lean.TrailingParserDescr := .mk
@[macro «term_∈_»] def «_aux_Init_Notation___macroRules_term_∈__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_∉_» : Lean.TrailingParserDescr := .mk
@[macro «term_∉_»] def «_aux_Init_Notation___macroRules_term_∉__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_⊆_» : Lean.TrailingParserDescr := .mk
@[macro «term_⊆_»] def «_aux_Init_Core___macroRules_term_⊆__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_∪_» : Lean.TrailingParserDescr := .mk
@[macro «term_∪_»] def «_aux_Init_Core___macroRules_term_∪__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_∩_» : Lean.TrailingParserDescr := .mk
@[macro «term_∩_»] def «_aux_Init_Core___macroRules_term_∩__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def termIfThenElse : Lean.ParserDescr := .mk
@[macro termIfThenElse] def _aux_Init_Notation___macroRules_termIfThenElse_1 : Lean.Macro := fun s _ _ => s
@[term_parser] def termDepIfThenElse : Lean.ParserDescr := .mk
@[macro termDepIfThenElse] def _aux_Init_Notation___macroRules_termDepIfThenElse_1 : Lean.Macro := fun s _ _ => s
@[term_parser] def termIfLet : Lean.ParserDescr := .mk
@[macro termIfLet] def _aux_Init_Notation___macroRules_termIfLet_1 : Lean.Macro := fun s _ _ => s
@[term_parser] def «term‹_›» : Lean.ParserDescr := .mk
@[macro «term‹_›»] def «_aux_Init_Tactics___macroRules_term‹_›_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_>>=_» : Lean.TrailingParserDescr := .mk
@[macro «term_>>=_»] def «_aux_Init_Notation___macroRules_term_>>=__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<$>_» : Lean.TrailingParserDescr := .mk
@[macro «term_<$>_»] def «_aux_Init_Notation___macroRules_term_<$>__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<*>_» : Lean.TrailingParserDescr := .mk
@[macro «term_<*>_»] def «_aux_Init_Notation___macroRules_term_<*>__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_*>_» : Lean.TrailingParserDescr := .mk
@[macro «term_*>_»] def «_aux_Init_Notation___macroRules_term_*>__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<*_» : Lean.TrailingParserDescr := .mk
@[macro «term_<*_»] def «_aux_Init_Notation___macroRules_term_<*__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<|>_» : Lean.TrailingParserDescr := .mk
@[macro «term_<|>_»] def «_aux_Init_Notation___macroRules_term_<|>__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_>>_» : Lean.TrailingParserDescr := .mk
@[macro «term_>>_»] def «_aux_Init_Notation___macroRules_term_>>__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_•_» : Lean.TrailingParserDescr := .mk
@[macro «term_•_»] def «_aux_Init_Notation___macroRules_term_•__1» : Lean.Macro := fun s _ _ => s
@[macro «term_•_»] def «_aux_Init_Notation___macroRules_term_•__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_⁻¹» : Lean.TrailingParserDescr := .mk
@[macro «term_⁻¹»] def «_aux_Init_Notation___macroRules_term_⁻¹_1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_&&&_» : Lean.TrailingParserDescr := .mk
@[macro «term_&&&_»] def «_aux_Init_Notation___macroRules_term_&&&__1» : Lean.Macro := fun s _ _ => s
@[macro «term_&&&_»] def «_aux_Init_Notation___macroRules_term_&&&__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_|||_» : Lean.TrailingParserDescr := .mk
@[macro «term_|||_»] def «_aux_Init_Notation___macroRules_term_|||__1» : Lean.Macro := fun s _ _ => s
@[macro «term_|||_»] def «_aux_Init_Notation___macroRules_term_|||__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_^^^_» : Lean.TrailingParserDescr := .mk
@[macro «term_^^^_»] def «_aux_Init_Notation___macroRules_term_^^^__1» : Lean.Macro := fun s _ _ => s
@[macro «term_^^^_»] def «_aux_Init_Notation___macroRules_term_^^^__2» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_<<<_» : Lean.TrailingParserDescr := .mk
@[macro «term_<<<_»] def «_aux_Init_Notation___macroRules_term_<<<__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_>>>_» : Lean.TrailingParserDescr := .mk
@[macro «term_>>>_»] def «_aux_Init_Notation___macroRules_term_>>>__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term~~~_» : Lean.ParserDescr := .mk
@[macro «term~~~_»] def «_aux_Init_Notation___macroRules_term~~~__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def termMax_prec : Lean.ParserDescr := .mk
@[macro termMax_prec] def _aux_Init_Notation___macroRules_termMax_prec_1 : Lean.Macro := fun s _ _ => s
@[term_parser] def termWithout_expected_type_ : Lean.ParserDescr := .mk
@[macro termWithout_expected_type_] def _aux_Init_Notation___macroRules_termWithout_expected_type__1 : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_⊂_» : Lean.TrailingParserDescr := .mk
@[macro «term_⊂_»] def «_aux_Init_Core___macroRules_term_⊂__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_⊃_» : Lean.TrailingParserDescr := .mk
@[macro «term_⊃_»] def «_aux_Init_Core___macroRules_term_⊃__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_⊇_» : Lean.TrailingParserDescr := .mk
@[macro «term_⊇_»] def «_aux_Init_Core___macroRules_term_⊇__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_≈_» : Lean.TrailingParserDescr := .mk
@[macro «term_≈_»] def «_aux_Init_Core___macroRules_term_≈__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def «term_\_» : Lean.TrailingParserDescr := .mk
@[macro «term_\_»] def «_aux_Init_Core___macroRules_term_\__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def boolIfThenElse : Lean.ParserDescr := .mk
@[macro boolIfThenElse] def _aux_Init_Notation___macroRules_boolIfThenElse_1 : Lean.Macro := fun s _ _ => s
@[prec_parser] def precMax : Lean.ParserDescr := .mk
@[macro precMax] def _aux_Init_Notation___macroRules_precMax_1 : Lean.Macro := fun s _ _ => s
@[prec_parser] def precMin : Lean.ParserDescr := .mk
@[macro precMin] def _aux_Init_Notation___macroRules_precMin_1 : Lean.Macro := fun s _ _ => s
@[prec_parser] def precMin1 : Lean.ParserDescr := .mk
@[macro precMin1] def _aux_Init_Notation___macroRules_precMin1_1 : Lean.Macro := fun s _ _ => s
@[prec_parser] def precLead : Lean.ParserDescr := .mk
@[macro precLead] def _aux_Init_Notation___macroRules_precLead_1 : Lean.Macro := fun s _ _ => s
@[prec_parser] def precArg : Lean.ParserDescr := .mk
@[macro precArg] def _aux_Init_Notation___macroRules_precArg_1 : Lean.Macro := fun s _ _ => s
@[prec_parser] def «prec(_)» : Lean.ParserDescr := .mk
@[macro «prec(_)»] def «_aux_Init_Notation___macroRules_prec(_)_1» : Lean.Macro := fun s _ _ => s
@[prio_parser] def prioDefault : Lean.ParserDescr := .mk
@[macro prioDefault] def _aux_Init_Notation___macroRules_prioDefault_1 : Lean.Macro := fun s _ _ => s
@[prio_parser] def prioHigh : Lean.ParserDescr := .mk
@[macro prioHigh] def _aux_Init_Notation___macroRules_prioHigh_1 : Lean.Macro := fun s _ _ => s
@[prio_parser] def prioLow : Lean.ParserDescr := .mk
@[macro prioLow] def _aux_Init_Notation___macroRules_prioLow_1 : Lean.Macro := fun s _ _ => s
@[prio_parser] def prioMid : Lean.ParserDescr := .mk
@[macro prioMid] def _aux_Init_Notation___macroRules_prioMid_1 : Lean.Macro := fun s _ _ => s
@[prio_parser] def «prio(_)» : Lean.ParserDescr := .mk
@[macro «prio(_)»] def «_aux_Init_Notation___macroRules_prio(_)_1» : Lean.Macro := fun s _ _ => s
@[stx_parser] def «stx_+» : Lean.TrailingParserDescr := .mk
@[macro «stx_+»] def «_aux_Init_Notation___macroRules_stx_+_1» : Lean.Macro := fun s _ _ => s
@[stx_parser] def «stx_*» : Lean.TrailingParserDescr := .mk
@[macro «stx_*»] def «_aux_Init_Notation___macroRules_stx_*_1» : Lean.Macro := fun s _ _ => s
@[stx_parser] def stx_? : Lean.TrailingParserDescr := .mk
@[macro stx_?] def _aux_Init_Notation___macroRules_stx_?_1 : Lean.Macro := fun s _ _ => s
@[stx_parser] def «stx_,*» : Lean.TrailingParserDescr := .mk
@[macro «stx_,*»] def «_aux_Init_Notation___macroRules_stx_,*_1» : Lean.Macro := fun s _ _ => s
@[stx_parser] def «stx_,+» : Lean.TrailingParserDescr := .mk
@[macro «stx_,+»] def «_aux_Init_Notation___macroRules_stx_,+_1» : Lean.Macro := fun s _ _ => s
@[stx_parser] def «stx_,*,?» : Lean.TrailingParserDescr := .mk
@[macro «stx_,*,?»] def «_aux_Init_Notation___macroRules_stx_,*,?_1» : Lean.Macro := fun s _ _ => s
@[stx_parser] def «stx_,+,?» : Lean.TrailingParserDescr := .mk
@[macro «stx_,+,?»] def «_aux_Init_Notation___macroRules_stx_,+,?_1» : Lean.Macro := fun s _ _ => s
@[stx_parser] def «stx_<|>_» : Lean.TrailingParserDescr := .mk
@[macro «stx_<|>_»] def «_aux_Init_Notation___macroRules_stx_<|>__1» : Lean.Macro := fun s _ _ => s
@[stx_parser] def stx!_ : Lean.ParserDescr := .mk
@[macro stx!_] def _aux_Init_Notation___macroRules_stx!__1 : Lean.Macro := fun s _ _ => s
@[prec_parser] def Lean.Parser.Syntax.addPrec : Lean.TrailingParserDescr := .mk
@[macro Lean.Parser.Syntax.addPrec] def Lean._aux_Init_Meta___macroRules_Lean_Parser_Syntax_addPrec_1 : Lean.Macro := fun s _ _ => s
@[prec_parser] def Lean.Parser.Syntax.subPrec : Lean.TrailingParserDescr := .mk
@[macro Lean.Parser.Syntax.subPrec] def Lean._aux_Init_Meta___macroRules_Lean_Parser_Syntax_subPrec_1 : Lean.Macro := fun s _ _ => s
@[prio_parser] def Lean.Parser.Syntax.addPrio : Lean.TrailingParserDescr := .mk
@[macro Lean.Parser.Syntax.addPrio] def Lean._aux_Init_Meta___macroRules_Lean_Parser_Syntax_addPrio_1 : Lean.Macro := fun s _ _ => s
@[prio_parser] def Lean.Parser.Syntax.subPrio : Lean.TrailingParserDescr := .mk
@[macro Lean.Parser.Syntax.subPrio] def Lean._aux_Init_Meta___macroRules_Lean_Parser_Syntax_subPrio_1 : Lean.Macro := fun s _ _ => s

/-! ### Coercions written out -/

@[term_parser] def coeNotation : Lean.ParserDescr := .mk
@[term_parser] def coeFunNotation : Lean.ParserDescr := .mk
@[term_parser] def coeSortNotation : Lean.ParserDescr := .mk
