prelude
import Trivium.Core.IntSimp
import Trivium.Core.Grind.Norm
import Trivium.Core.Grind.Order
import Trivium.Core.Grind.NatLinear
/-!
The core: logic, numbers, lists, and the tactics that reason about them.
-/
