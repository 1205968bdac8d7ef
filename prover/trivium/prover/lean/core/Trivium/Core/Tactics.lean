prelude
import Trivium.Core.Notation
/-!
The tactics. Each line hands a tactic to the native code of the library: its parser under the name of its syntax kind
and, for a tactic that is a macro, the expanders. What has no macro here is elaborated natively.
-/
set_option linter.all false

namespace Lean.Parser.Tactic

declare_syntax_cat rcasesPat
declare_syntax_cat rintroPat

/-! ### Parts of tactics -/

def location : Lean.ParserDescr := .mk
def locationHyp : Lean.ParserDescr := .mk
def locationType : Lean.ParserDescr := .mk
def locationWildcard : Lean.ParserDescr := .mk
def config : Lean.ParserDescr := .mk
def configItem : Lean.ParserDescr := .mk
def optConfig : Lean.ParserDescr := .mk
def posConfigItem : Lean.ParserDescr := .mk
def negConfigItem : Lean.ParserDescr := .mk
def valConfigItem : Lean.ParserDescr := .mk
def discharger : Lean.ParserDescr := .mk
def simpArg : Lean.ParserDescr := .mk
def simpArgs : Lean.ParserDescr := .mk
def simpPre : Lean.ParserDescr := .mk
def simpPost : Lean.ParserDescr := .mk
def simpErase : Lean.ParserDescr := .mk
def simpLemma : Lean.ParserDescr := .mk
def simpStar : Lean.ParserDescr := .mk
def dsimpArg : Lean.ParserDescr := .mk
def dsimpArgs : Lean.ParserDescr := .mk
def rwRule : Lean.ParserDescr := .mk
def rwRuleSeq : Lean.ParserDescr := .mk
def elimTarget : Lean.ParserDescr := .mk
def inductionAlt : Lean.ParserDescr := .mk
def inductionAlts : Lean.ParserDescr := .mk
def inductionAltLHS : Lean.ParserDescr := .mk
def caseArg : Lean.ParserDescr := .mk
def generalizeArg : Lean.ParserDescr := .mk
def rcasesPatLo : Lean.ParserDescr := .mk
def rcasesPatMed : Lean.ParserDescr := .mk
def simpAllKind : Lean.ParserDescr := .mk
def dsimpKind : Lean.ParserDescr := .mk
def simpaArgsRest : Lean.ParserDescr := .mk
def simpTraceArgsRest : Lean.ParserDescr := .mk
def dsimpTraceArgsRest : Lean.ParserDescr := .mk
def simpAllTraceArgsRest : Lean.ParserDescr := .mk
def simpaUsingBangArgsRest : Lean.ParserDescr := .mk
def clearValueArg : Lean.ParserDescr := .mk
def clearValueHyp : Lean.ParserDescr := .mk
def clearValueStar : Lean.ParserDescr := .mk
@[rcasesPat_parser] def rcasesPat.one : Lean.ParserDescr := .mk
@[rcasesPat_parser] def rcasesPat.ignore : Lean.ParserDescr := .mk
@[rcasesPat_parser] def rcasesPat.clear : Lean.ParserDescr := .mk
@[rcasesPat_parser] def rcasesPat.explicit : Lean.ParserDescr := .mk
@[rcasesPat_parser] def rcasesPat.paren : Lean.ParserDescr := .mk
@[rcasesPat_parser] def rcasesPat.tuple : Lean.ParserDescr := .mk
@[rintroPat_parser] def rintroPat.one : Lean.ParserDescr := .mk
@[rintroPat_parser] def rintroPat.binder : Lean.ParserDescr := .mk

/-! ### Tactics -/

@[tactic_parser] def allGoals : Lean.ParserDescr := .mk
@[tactic_parser] def anyGoals : Lean.ParserDescr := .mk
@[tactic_parser] def apply : Lean.ParserDescr := .mk
@[tactic_parser] def applyRfl : Lean.ParserDescr := .mk
@[tactic_parser] def as_aux_lemma : Lean.ParserDescr := .mk
@[tactic_parser] def assumption : Lean.ParserDescr := .mk
@[tactic_parser] def case : Lean.ParserDescr := .mk
@[tactic_parser] def case' : Lean.ParserDescr := .mk
@[tactic_parser] def cases : Lean.ParserDescr := .mk
@[tactic_parser] def change : Lean.ParserDescr := .mk
@[tactic_parser] def classical : Lean.ParserDescr := .mk
@[tactic_parser] def clear : Lean.ParserDescr := .mk
@[tactic_parser] def clearValue : Lean.ParserDescr := .mk
@[tactic_parser] def congr : Lean.ParserDescr := .mk
@[tactic_parser] def constructor : Lean.ParserDescr := .mk
@[tactic_parser] def contradiction : Lean.ParserDescr := .mk
@[tactic_parser] def decide : Lean.ParserDescr := .mk
@[tactic_parser] def delta : Lean.ParserDescr := .mk
@[tactic_parser] def done : Lean.ParserDescr := .mk
@[tactic_parser] def dsimp : Lean.ParserDescr := .mk
@[tactic_parser] def eqRefl : Lean.ParserDescr := .mk
@[tactic_parser] def exact : Lean.ParserDescr := .mk
@[tactic_parser] def exact? : Lean.ParserDescr := .mk
@[tactic_parser] def apply? : Lean.ParserDescr := .mk
@[tactic_parser] def rewrites? : Lean.ParserDescr := .mk
@[tactic_parser] def exposeNames : Lean.ParserDescr := .mk
@[tactic_parser] def extractLets : Lean.ParserDescr := .mk
@[tactic_parser] def fail : Lean.ParserDescr := .mk
@[tactic_parser] def failIfSuccess : Lean.ParserDescr := .mk
@[tactic_parser] def falseOrByContra : Lean.ParserDescr := .mk
@[tactic_parser] def first : Lean.ParserDescr := .mk
@[tactic_parser] def focus : Lean.ParserDescr := .mk
@[tactic_parser] def generalize : Lean.ParserDescr := .mk
@[tactic_parser] def induction : Lean.ParserDescr := .mk
@[tactic_parser] def injection : Lean.ParserDescr := .mk
@[tactic_parser] def injections : Lean.ParserDescr := .mk
@[tactic_parser] def intro : Lean.ParserDescr := .mk
@[tactic_parser] def intros : Lean.ParserDescr := .mk
@[tactic_parser] def left : Lean.ParserDescr := .mk
@[tactic_parser] def letToHave : Lean.ParserDescr := .mk
@[tactic_parser] def letrec : Lean.ParserDescr := .mk
@[macro letrec] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_letrec_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def liftLets : Lean.ParserDescr := .mk
@[tactic_parser] def obtain : Lean.ParserDescr := .mk
@[tactic_parser] def paren : Lean.ParserDescr := .mk
@[tactic_parser] def rcases : Lean.ParserDescr := .mk
@[tactic_parser] def refine : Lean.ParserDescr := .mk
@[tactic_parser] def refine' : Lean.ParserDescr := .mk
@[tactic_parser] def rename : Lean.ParserDescr := .mk
@[tactic_parser] def renameI : Lean.ParserDescr := .mk
@[tactic_parser] def repeat' : Lean.ParserDescr := .mk
@[tactic_parser] def repeat1' : Lean.ParserDescr := .mk
@[tactic_parser] def replace : Lean.ParserDescr := .mk
@[tactic_parser] def revert : Lean.ParserDescr := .mk
@[tactic_parser] def rewriteSeq : Lean.ParserDescr := .mk
@[tactic_parser] def right : Lean.ParserDescr := .mk
@[tactic_parser] def rintro : Lean.ParserDescr := .mk
@[tactic_parser] def rotateLeft : Lean.ParserDescr := .mk
@[tactic_parser] def rotateRight : Lean.ParserDescr := .mk
@[tactic_parser] def rwSeq : Lean.ParserDescr := .mk
@[macro rwSeq] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_rwSeq_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def rwa : Lean.ParserDescr := .mk
@[tactic_parser] def rwaAt : Lean.ParserDescr := .mk
@[tactic_parser] def «show» : Lean.ParserDescr := .mk
@[tactic_parser] def showTerm : Lean.ParserDescr := .mk
@[tactic_parser] def simp : Lean.ParserDescr := .mk
@[tactic_parser] def simpAll : Lean.ParserDescr := .mk
@[tactic_parser] def simpTrace : Lean.ParserDescr := .mk
@[tactic_parser] def simpAllTrace : Lean.ParserDescr := .mk
@[tactic_parser] def dsimpTrace : Lean.ParserDescr := .mk
@[tactic_parser] def simpa : Lean.ParserDescr := .mk
@[tactic_parser] def skip : Lean.ParserDescr := .mk
@[tactic_parser] def solveByElim : Lean.ParserDescr := .mk
@[tactic_parser] def specialize : Lean.ParserDescr := .mk
@[tactic_parser] def split : Lean.ParserDescr := .mk
@[tactic_parser] def subst : Lean.ParserDescr := .mk
@[tactic_parser] def substEqs : Lean.ParserDescr := .mk
@[tactic_parser] def substVars : Lean.ParserDescr := .mk
@[tactic_parser] def symm : Lean.ParserDescr := .mk
@[tactic_parser] def symmSaturate : Lean.ParserDescr := .mk
@[tactic_parser] def tacDepIfThenElse : Lean.ParserDescr := .mk
@[macro tacDepIfThenElse] def _aux_Init_TacticsExtra___macroRules_Lean_Parser_Tactic_tacDepIfThenElse_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacIfThenElse : Lean.ParserDescr := .mk
@[macro tacIfThenElse] def _aux_Init_TacticsExtra___macroRules_Lean_Parser_Tactic_tacIfThenElse_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticAdmit : Lean.ParserDescr := .mk
@[macro tacticAdmit] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticAdmit_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticAnd_intros : Lean.ParserDescr := .mk
@[macro tacticAnd_intros] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticAnd_intros_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticExfalso : Lean.ParserDescr := .mk
@[macro tacticExfalso] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticExfalso_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def «tacticExists_,,» : Lean.ParserDescr := .mk
@[macro «tacticExists_,,»] def «_aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticExists_,,_1» : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticHave__ : Lean.ParserDescr := .mk
@[macro tacticHave__] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticHave___1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticHave' : Lean.ParserDescr := .mk
@[macro tacticHave'] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticHave'_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticHaveI__ : Lean.ParserDescr := .mk
@[macro tacticHaveI__] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticHaveI___1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticInfer_instance : Lean.ParserDescr := .mk
@[macro tacticInfer_instance] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticInfer_instance_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticIterate____ : Lean.ParserDescr := .mk
@[macro tacticIterate____] def _aux_Init_TacticsExtra___macroRules_Lean_Parser_Tactic_tacticIterate_____1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticLet__ : Lean.ParserDescr := .mk
@[macro tacticLet__] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticLet___1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticLetI__ : Lean.ParserDescr := .mk
@[macro tacticLetI__] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticLetI___1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticLet'__ : Lean.ParserDescr := .mk
@[macro tacticLet'__] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticLet'___1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def «tacticNext_=>_» : Lean.ParserDescr := .mk
@[macro «tacticNext_=>_»] def «_aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticNext_=>__1» : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticNofun : Lean.ParserDescr := .mk
@[macro tacticNofun] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticNofun_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def «tacticNomatch_,,» : Lean.ParserDescr := .mk
@[macro «tacticNomatch_,,»] def «_aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticNomatch_,,_1» : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticErw___ : Lean.ParserDescr := .mk
@[macro tacticErw___] def _aux_Init_Meta___macroRules_Lean_Parser_Tactic_tacticErw____1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticRefine_lift_ : Lean.ParserDescr := .mk
@[macro tacticRefine_lift_] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticRefine_lift__1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticRefine_lift'_ : Lean.ParserDescr := .mk
@[macro tacticRefine_lift'_] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticRefine_lift'__1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticRepeat_ : Lean.ParserDescr := .mk
@[tactic_parser] def tacticRfl : Lean.ParserDescr := .mk
@[macro tacticRfl] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticRfl_1 : Lean.Macro := fun s _ _ => s
@[macro tacticRfl] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticRfl_2 : Lean.Macro := fun s _ _ => s
@[macro tacticRfl] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticRfl_3 : Lean.Macro := fun s _ _ => s
@[macro tacticRfl] def _root_._aux_Init_Core___macroRules_Lean_Parser_Tactic_tacticRfl_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticRfl' : Lean.ParserDescr := .mk
@[macro tacticRfl'] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticRfl'_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticSorry : Lean.ParserDescr := .mk
@[macro tacticSorry] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticSorry_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticStop_ : Lean.ParserDescr := .mk
@[macro tacticStop_] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticStop__1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticSuffices_ : Lean.ParserDescr := .mk
@[macro tacticSuffices_] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticSuffices__1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticTrivial : Lean.ParserDescr := .mk
@[macro tacticTrivial] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticTrivial_1 : Lean.Macro := fun s _ _ => s
@[macro tacticTrivial] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticTrivial_2 : Lean.Macro := fun s _ _ => s
@[macro tacticTrivial] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticTrivial_3 : Lean.Macro := fun s _ _ => s
@[macro tacticTrivial] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticTrivial_4 : Lean.Macro := fun s _ _ => s
@[macro tacticTrivial] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticTrivial_5 : Lean.Macro := fun s _ _ => s
@[macro tacticTrivial] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticTrivial_6 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticTry_ : Lean.ParserDescr := .mk
@[macro tacticTry_] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticTry__1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticUnhygienic_ : Lean.ParserDescr := .mk
@[macro tacticUnhygienic_] def _aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tacticUnhygienic__1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def «tactic_<;>_» : Lean.TrailingParserDescr := .mk
@[macro «tactic_<;>_»] def «_aux_Init_Tactics___macroRules_Lean_Parser_Tactic_tactic_<;>__1» : Lean.Macro := fun s _ _ => s
@[tactic_parser] def traceMessage : Lean.ParserDescr := .mk
@[tactic_parser] def traceState : Lean.ParserDescr := .mk
@[tactic_parser] def unfold : Lean.ParserDescr := .mk
@[tactic_parser] def withReducible : Lean.ParserDescr := .mk
@[tactic_parser] def withReducibleAndInstances : Lean.ParserDescr := .mk
@[tactic_parser] def withUnfoldingAll : Lean.ParserDescr := .mk
@[tactic_parser] def withUnfoldingNone : Lean.ParserDescr := .mk

end Lean.Parser.Tactic

/-! ### Tactics with names outside `Lean.Parser.Tactic` -/

def Lean.cdotTk : Lean.ParserDescr := .mk
@[tactic_parser] def Lean.cdot : Lean.ParserDescr := .mk
def Lean.calcFirstStep : Lean.ParserDescr := .mk
def Lean.calcStep : Lean.ParserDescr := .mk
def Lean.calcSteps : Lean.ParserDescr := .mk
@[term_parser] def Lean.calc : Lean.ParserDescr := .mk
@[tactic_parser] def Lean.calcTactic : Lean.ParserDescr := .mk
@[tactic_parser] def Lean.solveTactic : Lean.ParserDescr := .mk
@[macro Lean.solveTactic] def Lean._aux_Init_NotationExtra___macroRules_Lean_solveTactic_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def «tacticBy_cases_:_» : Lean.ParserDescr := .mk
@[macro «tacticBy_cases_:_»] def «_aux_Init_ByCases___macroRules_tacticBy_cases_:__1» : Lean.Macro := fun s _ _ => s
@[macro «tacticBy_cases_:_»] def «_aux_Init_ByCases___macroRules_tacticBy_cases_:__2» : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticFunext___ : Lean.ParserDescr := .mk
@[macro tacticFunext___] def _aux_Init_NotationExtra___macroRules_tacticFunext____1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def Lean.Elab.Tactic.Ext.ext : Lean.ParserDescr := .mk

/-! ### Attributes with a syntax of their own -/

@[attr_parser] def Lean.Parser.Attr.simp : Lean.ParserDescr := .mk
@[attr_parser] def Lean.Parser.Attr.ext : Lean.ParserDescr := .mk

/-! ### Termination -/

@[tactic_parser] def tacticClean_wf : Lean.ParserDescr := .mk
@[macro tacticClean_wf] def _aux_Init_WFTactics___macroRules_tacticClean_wf_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticSimp_wf : Lean.ParserDescr := .mk
@[macro tacticSimp_wf] def _aux_Init_WFTactics___macroRules_tacticSimp_wf_1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticDecreasing_trivial : Lean.ParserDescr := .mk
@[macro tacticDecreasing_trivial] def _aux_Init_WFTactics___macroRules_tacticDecreasing_trivial_1 : Lean.Macro := fun s _ _ => s
@[macro tacticDecreasing_trivial] def _aux_Init_WFTactics___macroRules_tacticDecreasing_trivial_2 : Lean.Macro := fun s _ _ => s
@[macro tacticDecreasing_trivial] def _aux_Init_WFTactics___macroRules_tacticDecreasing_trivial_3 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticDecreasing_trivial_pre_omega : Lean.ParserDescr := .mk
@[macro tacticDecreasing_trivial_pre_omega] def _aux_Init_WFTactics___macroRules_tacticDecreasing_trivial_pre_omega_1 : Lean.Macro := fun s _ _ => s
@[macro tacticDecreasing_trivial_pre_omega] def _aux_Init_WFTactics___macroRules_tacticDecreasing_trivial_pre_omega_2 : Lean.Macro := fun s _ _ => s
@[macro tacticDecreasing_trivial_pre_omega] def _aux_Init_WFTactics___macroRules_tacticDecreasing_trivial_pre_omega_3 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticDecreasing_with_ : Lean.ParserDescr := .mk
@[macro tacticDecreasing_with_] def _aux_Init_WFTactics___macroRules_tacticDecreasing_with__1 : Lean.Macro := fun s _ _ => s
@[tactic_parser] def tacticDecreasing_tactic : Lean.ParserDescr := .mk
@[macro tacticDecreasing_tactic] def _aux_Init_WFTactics___macroRules_tacticDecreasing_tactic_1 : Lean.Macro := fun s _ _ => s

/-! ### Linear arithmetic -/

@[tactic_parser] def Lean.Parser.Tactic.omega : Lean.ParserDescr := .mk

/-! ### Bounded quantifiers: `∀ x ≥ 2, p x` -/

-- inside the namespace, where the quotation of the category is native too
namespace Lean
declare_syntax_cat binderPred
end Lean
@[binderPred_parser] def Lean.«binderPred∈_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred∉_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred≠_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred≤_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred≥_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred⊂_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred⊃_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred⊆_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred⊇_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred<_» : Lean.ParserDescr := .mk
@[binderPred_parser] def Lean.«binderPred>_» : Lean.ParserDescr := .mk
@[term_parser] def Lean.«termSatisfies_binder_pred%__» : Lean.ParserDescr := .mk
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___1» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___2» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___3» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___4» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___5» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___6» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___7» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___8» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___9» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___10» : Lean.Macro := fun s _ _ => s
@[macro Lean.«termSatisfies_binder_pred%__»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_termSatisfies_binder_pred%___11» : Lean.Macro := fun s _ _ => s
@[term_parser] def Lean.«term∀__,_» : Lean.ParserDescr := .mk
@[macro Lean.«term∀__,_»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_term∀__,__1» : Lean.Macro := fun s _ _ => s
@[term_parser] def Lean.«term∃__,_» : Lean.ParserDescr := .mk
@[macro Lean.«term∃__,_»] def Lean.«_aux_Init_BinderPredicates___macroRules_Lean_term∃__,__1» : Lean.Macro := fun s _ _ => s
