prelude
import Trivium.Linear.Certificate
/-!
Linear arithmetic over ordered rings and the integers, from certificates that the kernel checks.
-/
