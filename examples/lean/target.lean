-- What is to be proved: the proofs may be `sorry`.
def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2

theorem double_eq (n : Nat) : double n = 2 * n := sorry
