import TriviumTactic.Child

/-!
Answers that were given before, in memory and below `.lake/trivium`, so that elaborating a text again asks nothing.
They are proposals like any other: the goal decides about each again.
-/

namespace TriviumTactic
open Lean

initialize answers : IO.Ref (Std.HashMap String Json) ← IO.mkRef {}

private def file (key : String) : System.FilePath :=
  System.FilePath.mk ".lake" / "trivium" / s!"{hash key}.json"

private def readFile (key : String) : IO (Option Json) := do
  try
    let entry ← IO.ofExcept (Json.parse (← IO.FS.readFile (file key)))
    -- the name of a file is a hash: what it answers stands in it
    if (← IO.ofExcept (entry.getObjValAs? String "key")) == key then
      return some (← IO.ofExcept (entry.getObjVal? "answer"))
    return none
  catch _ =>
    return none

private def writeFile (key : String) (answer : Json) : IO Unit := do
  try
    let path := file key
    IO.FS.createDirAll (path.parent.getD ".")
    let part := path.withExtension s!"{← IO.monoNanosNow}.part"
    IO.FS.writeFile part (Json.mkObj [("key", toJson key), ("answer", answer)]).compress
    IO.FS.rename part path
  catch _ =>
    return ()

/-- The answer to a question: an earlier one where there is one. -/
def askOnce (program : String) (method : String) (request : Json) (milliseconds : Nat) : CoreM Json := do
  let key := s!"{method} {request.compress}"
  if let some answer := (← answers.get).get? key then
    return answer
  if let some answer ← readFile key then
    answers.modify (·.insert key answer)
    return answer
  let answer ← ask program method request milliseconds
  answers.modify (·.insert key answer)
  writeFile key answer
  return answer

end TriviumTactic
