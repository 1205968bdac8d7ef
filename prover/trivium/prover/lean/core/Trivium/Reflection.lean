prelude
import Trivium.Rat
import Trivium.Ring
import Trivium.Field
import Trivium.Linear
import Trivium.Bounded
/-!
All checkers whose certificates the kernel evaluates, and the rational numbers.
-/
