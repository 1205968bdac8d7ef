prelude
import Trivium.Ring.Semiring
import Trivium.Ring.Ordered
/-!
Identities of commutative rings, decided by a normal form that the kernel computes.
-/
