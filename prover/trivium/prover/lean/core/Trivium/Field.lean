prelude
import Trivium.Field.Identity
/-!
Identities of rational functions, where divisors are known not to be zero.
-/
