prelude
import Trivium.Core.IntSimp
import Trivium.Core.Grind.Norm
import Trivium.Core.Grind.Order
import Trivium.Core.Grind.NatLinear
/-!
The root of the core. Lean imports a module of this name into every file that does not start with `prelude`.
-/
