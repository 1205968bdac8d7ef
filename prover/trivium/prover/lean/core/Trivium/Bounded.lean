prelude
import Trivium.Bounded.Truth
/-!
Claims about all numbers of a range, by evaluating a truth value at each of them.
-/
