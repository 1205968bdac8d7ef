import Lean

/-!
Options of the tactics. There is none for a key: the child process takes the address of a server and its token from
`TRIVIUM_SERVER` and `TRIVIUM_TOKEN`, so that neither stands in a source text or in a list of processes.
-/

namespace TriviumTactic
open Lean

register_option trivium.program : String := {
  defValue := "trivium"
  descr := "the program that is asked; it is run as `PROGRAM rpc`"
}

register_option trivium.seconds : Nat := {
  defValue := 20
  descr := "how long a question may take"
}

register_option trivium.toolchain : String := {
  defValue := ""
  descr := "the Lean that the service searches with; its default one when empty"
}

end TriviumTactic
