prelude
import Trivium.Core.Classes
/-!
How terms are shown again in the notation they were written in; the native functions do the work.
-/
set_option linter.all false

@[app_unexpander And] def _aux_Init_Notation___unexpand_And_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Or] def _aux_Init_Notation___unexpand_Or_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Not] def _aux_Init_Notation___unexpand_Not_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Iff] def _aux_Init_Core___unexpand_Iff_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Iff] def _aux_Init_Core___unexpand_Iff_2 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Eq] def _aux_Init_Notation___unexpand_Eq_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Ne] def _aux_Init_Core___unexpand_Ne_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HEq] def _aux_Init_Notation___unexpand_HEq_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander LT.lt] def _aux_Init_Notation___unexpand_LT_lt_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander LE.le] def _aux_Init_Notation___unexpand_LE_le_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander LE.le] def _aux_Init_Notation___unexpand_LE_le_2 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander GT.gt] def _aux_Init_Notation___unexpand_GT_gt_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander GE.ge] def _aux_Init_Notation___unexpand_GE_ge_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander GE.ge] def _aux_Init_Notation___unexpand_GE_ge_2 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HAdd.hAdd] def _aux_Init_Notation___unexpand_HAdd_hAdd_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HSub.hSub] def _aux_Init_Notation___unexpand_HSub_hSub_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HMul.hMul] def _aux_Init_Notation___unexpand_HMul_hMul_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HDiv.hDiv] def _aux_Init_Notation___unexpand_HDiv_hDiv_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HMod.hMod] def _aux_Init_Notation___unexpand_HMod_hMod_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HPow.hPow] def _aux_Init_Notation___unexpand_HPow_hPow_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HAppend.hAppend] def _aux_Init_Notation___unexpand_HAppend_hAppend_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Neg.neg] def _aux_Init_Notation___unexpand_Neg_neg_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Dvd.dvd] def _aux_Init_Notation___unexpand_Dvd_dvd_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Bool.and] def _aux_Init_Notation___unexpand_Bool_and_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Bool.or] def _aux_Init_Notation___unexpand_Bool_or_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Bool.not] def _aux_Init_Notation___unexpand_Bool_not_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander BEq.beq] def _aux_Init_Notation___unexpand_BEq_beq_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Prod] def _aux_Init_Notation___unexpand_Prod_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander PProd] def _aux_Init_Notation___unexpand_PProd_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Sum] def _aux_Init_Core___unexpand_Sum_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Function.comp] def _aux_Init_Notation___unexpand_Function_comp_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander List.cons] def _aux_Init_Notation___unexpand_List_cons_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Membership.mem] def _aux_Init_Notation___unexpand_Membership_mem_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Union.union] def _aux_Init_Core___unexpand_Union_union_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Inter.inter] def _aux_Init_Core___unexpand_Inter_inter_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander HasSubset.Subset] def _aux_Init_Core___unexpand_HasSubset_Subset_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander bne] def _aux_Init_Core___unexpand_bne_1 : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander Exists] def unexpandExists : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander ite] def unexpandIte : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander List.cons] def unexpandListCons : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
@[app_unexpander List.nil] def unexpandListNil : Lean.PrettyPrinter.Unexpander := fun s _ _ => s
