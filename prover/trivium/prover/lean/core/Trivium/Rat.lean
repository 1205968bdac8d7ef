prelude
import Trivium.Core.RatOrder
/-!
The rational numbers: reduced fractions, a field, their order.
-/
