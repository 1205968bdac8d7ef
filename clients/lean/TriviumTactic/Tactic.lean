import TriviumTactic.Cache
import TriviumTactic.Goal
import TriviumTactic.Options

/-!
`trivium` searches for a proof of the goal; `trivium?` asks for the next tactic. What the service answers is tried in the
goal, and only what Lean accepts there is used and offered.
-/

namespace TriviumTactic
open Lean Elab Tactic Meta

/-- Searches for a proof of the goal and closes it with what Lean accepts; offers the proof in its place. -/
syntax (name := triviumTactic) "trivium" : tactic

/-- Asks for tactics for the goal, tries each, and offers those that Lean accepts; closes the goal where one does. -/
syntax (name := triviumSuggest) "trivium?" : tactic

/-- A proposal of the service in the goal's own words. -/
structure Proposal where
  text : String
  syntaxTree : Syntax

/-- The tactics of a text as one tactic; none where it is not one here. -/
private def proposal? (naming : String) (text : String) : TacticM (Option Proposal) := do
  let lines := (if naming.isEmpty then [] else [naming]) ++ (text.splitOn "\n").filter (fun line => !line.all Char.isWhitespace)
  let shown := String.intercalate "\n" lines
  let whole := "(\n  " ++ String.intercalate "\n  " lines ++ ")"
  match Parser.runParserCategory (← getEnv) `tactic whole with
  | .ok tree => return some { text := shown, syntaxTree := tree }
  | .error _ => return none

/-- What a proposal comes to: how many goals it leaves; none where Lean refuses it or where it hides a `sorry`. -/
private def outcome? (goal : MVarId) (proposal : Proposal) : TacticM (Option Nat) := do
  let saved ← Tactic.saveState
  try
    setGoals [goal]
    Term.withoutErrToSorry <| withoutRecover <| evalTactic proposal.syntaxTree
    let left ← getUnsolvedGoals
    let proof ← instantiateMVars (mkMVar goal)
    return if proof.hasSorry then none else some left.length
  catch error =>
    if error.isInterrupt then throw error
    return none
  finally
    saved.restore

private def request (statement : Statement) (seconds : Nat) (more : List (String × Json)) : TacticM Json := do
  let toolchain := trivium.toolchain.get (← getOptions)
  let budget := Json.mkObj [("wall", toJson s!"{seconds}s")]
  let fields := [("statement", toJson statement.text), ("toolchain", toJson toolchain), ("budget", budget)]
  return Json.mkObj (fields ++ more)

private def answerTo (method : String) (statement : Statement) (more : List (String × Json)) : TacticM Json := do
  let options ← getOptions
  let seconds := trivium.seconds.get options
  askOnce (trivium.program.get options) method (← request statement seconds more) (1000 * seconds + 5000)

/-- Runs an accepted proposal in the goal, and offers it in place of the tactic that asked. -/
private def use (reference : Syntax) (proposal : Proposal) : TacticM Unit := do
  evalTactic proposal.syntaxTree
  Lean.Meta.Tactic.TryThis.addSuggestion reference { suggestion := .string proposal.text }

elab_rules : tactic
  | `(tactic| trivium%$token) => do
    let goal ← getMainGoal
    let statement ← statementOf goal
    let answer ← answerTo "ProverService.Prove" statement []
    let found := (answer.getObjVal? "final" >>= (·.getObjValAs? String "proof")).toOption.getD ""
    if found.isEmpty then
      throwError "trivium found no proof of{indentD statement.text}"
    let some proposal ← proposal? statement.naming found
      | throwError "trivium proposed what is no tactic here:{indentD found}"
    unless (← outcome? goal proposal) == some 0 do
      throwError "trivium proposed a proof that Lean refuses here:{indentD found}"
    use token proposal

elab_rules : tactic
  | `(tactic| trivium?%$token) => do
    let goal ← getMainGoal
    let statement ← statementOf goal
    let answer ← answerTo "ProverService.Suggest" statement [("count", toJson (16 : Nat))]
    let listed := (answer.getObjVal? "suggestions" >>= Json.getArr?).toOption.getD #[]
    let mut closing : Array Proposal := #[]
    let mut going : Array Proposal := #[]
    for item in listed do
      let .ok text := item.getObjValAs? String "tactic" | continue
      let some proposal ← proposal? statement.naming text | continue
      match ← outcome? goal proposal with
      | some 0 => closing := closing.push proposal
      | some _ => going := going.push proposal
      | none => continue
    let offered := (closing ++ going).map fun proposal => { suggestion := .string proposal.text : Lean.Meta.Tactic.TryThis.Suggestion }
    if offered.isEmpty then
      throwError "trivium has no tactic that Lean accepts on{indentD statement.text}"
    Lean.Meta.Tactic.TryThis.addSuggestions token offered
    match closing.toList.head? with
    | some proposal => evalTactic proposal.syntaxTree
    | none => admitGoal goal

end TriviumTactic
