import Lean

/-!
One question to `trivium rpc`, which runs as a child: JSON in, JSON out, no network here. The child is killed when the
elaboration that asks is cancelled, and when it does not answer in time.
-/

namespace TriviumTactic
open Lean

/-- The result of `method` for `request`; an error of the service, in its words, is an exception. -/
def ask (program : String) (method : String) (request : Json) (milliseconds : Nat) : CoreM Json := do
  let child ← IO.Process.spawn {
    cmd := program
    args := #["rpc"]
    stdin := .piped
    stdout := .piped
    stderr := .null
  }
  let (input, child) ← child.takeStdin
  let line := Json.mkObj [("id", toJson (1 : Nat)), ("method", toJson method), ("request", request)]
  input.putStrLn line.compress
  input.flush
  let limit := (← IO.monoMsNow) + milliseconds
  try
    repeat
      let reading ← IO.asTask child.stdout.getLine
      while !(← IO.hasFinished reading) do
        Core.checkInterrupted
        if (← IO.monoMsNow) > limit then
          throwError "trivium: no answer within {milliseconds} ms"
        IO.sleep 10
      let text ← IO.ofExcept (← IO.wait reading)
      if text.isEmpty then
        throwError "trivium: `{program} rpc` ended without an answer"
      let answer ← IO.ofExcept (Json.parse text)
      if let .ok result := answer.getObjVal? "result" then
        return result
      if let .ok error := answer.getObjVal? "error" then
        let words := (error.getObjValAs? String "message").toOption.getD "refused"
        throwError "trivium: {words}"
    throwError "trivium: no answer"
  finally
    child.kill
    discard child.wait

end TriviumTactic
