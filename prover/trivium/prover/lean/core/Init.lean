prelude
import Trivium.Core.OmegaLemmas
/-!
The root of the core. Lean imports a module of this name into every file that does not start with `prelude`.
-/
