"""Claims of algebra and arithmetic as Lean theorems whose certificates the kernel checks by reflection.

`identity` (rings, rational functions, combinations of hypotheses), `linear` with `search` (Farkas certificates over
rational numbers and integers, products, squares), `bounded` (ranges): each makes a `theorem.Theorem`, Lean text that
calls a checker of the library `Trivium`. Exact arithmetic here only spares Lean what is wrong; Lean's kernel decides.
"""
