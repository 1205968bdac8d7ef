prelude
import Trivium.Linear.Fractions
/-!
Linear arithmetic over ordered rings, fields and the integers, from certificates that the kernel checks.
-/
