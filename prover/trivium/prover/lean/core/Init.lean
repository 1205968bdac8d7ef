prelude
import Trivium.Core
import Trivium.Reflection
/-!
The root of the library. Lean imports a module of this name into every file that does not start with `prelude`.
-/
