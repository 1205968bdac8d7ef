import Lean

/-!
A goal as the statement that the service is asked: `(n : Nat) (h : 0 < n) : n ≠ 0`.
-/

namespace TriviumTactic
open Lean Meta

/-- A goal as text, and the tactic that gives names to what has none in it; empty where everything has one. -/
structure Statement where
  text : String
  naming : String

/-- A local constant as a binder; an instance in brackets, a definition with its value left out. -/
private def binder (declaration : LocalDecl) (name : String) : MetaM String := do
  let type ← ppExpr declaration.type
  if declaration.binderInfo.isInstImplicit then
    return s!"[{name} : {type.pretty 1000}]"
  return s!"({name} : {type.pretty 1000})"

/-- The statement of a goal. Names that a text cannot use are replaced, and `naming` introduces them. -/
def statementOf (goal : MVarId) : MetaM Statement := goal.withContext do
  let mut context ← getLCtx
  let mut fresh : Array Name := #[]
  for declaration in context do
    if !declaration.isImplementationDetail && declaration.userName.hasMacroScopes then
      let name := Name.mkSimple s!"x_{fresh.size + 1}"
      context := context.setUserName declaration.fvarId name
      fresh := fresh.push name
  withLCtx context (← getLocalInstances) do
    let mut binders : Array String := #[]
    for declaration in context do
      unless declaration.isImplementationDetail do
        binders := binders.push (← binder declaration declaration.userName.toString)
    let target ← ppExpr (← instantiateMVars (← goal.getType))
    let text := String.intercalate " " (binders.push s!": {target.pretty 1000}").toList
    let names := String.intercalate " " (fresh.map toString).toList
    return { text, naming := if fresh.isEmpty then "" else s!"rename_i {names}" }

end TriviumTactic
