prelude
import Trivium.Ring.Combination
/-!
Identities of commutative rings, decided by a normal form that the kernel computes, also modulo hypotheses.
-/
