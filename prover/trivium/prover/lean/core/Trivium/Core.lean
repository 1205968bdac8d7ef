prelude
import Trivium.Core.Eliminators
import Trivium.Core.Grind.Norm
import Trivium.Core.Grind.Order
import Trivium.Core.Grind.NatLinear
/-!
The core: what a Lean file has without importing anything, under Lean's own names.
-/
