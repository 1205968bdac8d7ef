"""What the two readers make of Lean's notation: types, coercions, precedences."""

from __future__ import annotations

import pytest

from trivium.prover.certificate.arithmetic.errors import Rejected
from trivium.prover.certificate.arithmetic.reading import read_statement as checkers_reading
from trivium.prover.errors import UnsupportedStatement
from trivium.prover.statement import read_statement

GOALS = {
    # numerals are natural numbers unless something says otherwise, and their division is whole
    "1 / 2 = 0": "(eq:P (div:N 1:N 2:N) 0:N)",
    "(1 : ℝ) / 2 = 0": "(eq:P (div:R 1:R 2:R) 0:R)",
    # the whole of a relation has one type, and leaves are coerced
    "x = n + 1": "(eq:P x:R (add:R (cast:R n:N) 1:R))",
    "x = n - m": "(eq:P x:R (sub:R (cast:R n:N) (cast:R m:N)))",
    "x = (n - m : ℕ)": "(eq:P x:R (cast:R (sub:N n:N m:N)))",
    "((n - m : ℕ) : ℤ) = k": "(eq:P (cast:Z (sub:N n:N m:N)) k:Z)",
    "(n - m : ℤ) = k": "(eq:P (sub:Z (cast:Z n:N) (cast:Z m:N)) k:Z)",
    # an exponent is a tree of its own
    "x ^ (1 / 3) = 1": "(eq:P (pow:R x:R (div:N 1:N 3:N)) 1:R)",
    "x ^ ((1 : ℝ) / 3) = 1": "(eq:P (rpow:R x:R (div:R 1:R 3:R)) 1:R)",
    "x ^ (-(2 : ℤ)) = 1": "(eq:P (zpow:R x:R (neg:Z 2:Z)) 1:R)",
    "x ^ n = 2": "(eq:P (pow:R x:R n:N) 2:R)",
    # precedences
    "-x ^ 2 = 1": "(eq:P (neg:R (pow:R x:R 2:N)) 1:R)",
    "2 ^ 3 ^ 2 = n": "(eq:P (pow:N 2:N (pow:N 3:N 2:N)) n:N)",
    "n - m - 1 = 0": "(eq:P (sub:N (sub:N n:N m:N) 1:N) 0:N)",
    "¬3 ∣ n ∧ n = 1 → m = 2": ("(imp:P (and:P (not:P (dvd:P 3:N n:N)) (eq:P n:N 1:N)) (eq:P m:N 2:N))"),
    # the body of a sum binds tighter than + and looser than *
    "∑ i in Finset.range 3, 2 * i + 1 = n": ("(eq:P (add:N (sum:N ?1:N (range:fin[N] 3:N) (mul:N 2:N ?1:N)) 1:N) n:N)"),
    "∑ i in Finset.range n, (1 : ℝ) / (i + 1) = x": (
        "(eq:P (sum:R ?1:N (range:fin[N] n:N) (div:R 1:R (add:R (cast:R ?1:N) 1:R))) x:R)"
    ),
    "9! % 10 = 0": "(eq:P (mod:N (factorial:N 9:N) 10:N) 0:N)",
    "Real.sqrt n = x": "(eq:P (sqrt:R (cast:R n:N)) x:R)",
    "∀ a, f a = a": "(forall:P ?1:R (eq:P (apply:R:f ?1:R) ?1:R))",
    "∀ a > 0, f (a + n) = 2": (
        "(forall:P ?1:R (imp:P (lt:P 0:R ?1:R) (eq:P (apply:R:f (add:R ?1:R (cast:R n:N))) 2:R)))"
    ),
    "⌊x⌋ = k": "(eq:P (floor:Z x:R) k:Z)",
    "n ≡ 2 [MOD 5]": "(eq:P (mod:N n:N 5:N) (mod:N 2:N 5:N))",
    "IsLeast {a : ℕ | 3 ∣ a ∧ 0 < a} 3": (
        "(and:P (mem:P 3:N (setof:set[N] ?1:N (and:P (dvd:P 3:N ?1:N) (lt:P 0:N ?1:N)))) "
        "(forall:P ?2:N (imp:P (mem:P ?2:N (setof:set[N] ?3:N (and:P (dvd:P 3:N ?3:N) (lt:P 0:N ?3:N)))) "
        "(le:P 3:N ?2:N))))"
    ),
}
VARIABLES = "(n m : ℕ) (k : ℤ) (x : ℝ) (f : ℝ → ℝ)"


@pytest.mark.parametrize("goal", GOALS)
def test_both_readers_find_lean_s_types(goal):
    """Coercions and types are those of Lean's elaborator."""
    source = f"theorem t {VARIABLES} : {goal} := by sorry"
    assert str(read_statement(source).goal) == GOALS[goal]
    assert str(checkers_reading(source).goal) == GOALS[goal]


@pytest.mark.parametrize(
    "text",
    [
        "theorem t : ZMod 3 = 1",
        "theorem t (x : ℝ) : x < Complex.I",
        "theorem t (f : ℕ → ℕ) : f = f",
        "theorem t (n : ℕ) : -n = 0",
        "theorem t : unheard 3 = 1",
        "theorem t (x : ℕ) : x = 1 /- no end",
        "theorem t (x : ℕ) : x = = 1",
        "theorem t (x : ℕ) : " + "(" * 500 + "x" + ")" * 500 + " = 1",
        "theorem t (x : ℕ) : ∃ f : ℕ → ℕ, f x = x",
        "def t := 1",
        "",
    ],
)
def test_what_is_not_understood_is_refused(text):
    """Outside the subset there is no guess."""
    with pytest.raises(UnsupportedStatement):
        read_statement(text)
    with pytest.raises(Rejected):
        checkers_reading(text)


def test_a_variable_declared_twice_is_two_variables():
    """An earlier hypothesis keeps speaking of the earlier variable."""
    source = "theorem t (n : ℤ) (h : n = 1) (n) (_ : n = 3) : n = 3"
    statement = read_statement(source)
    assert [name for name, _ in statement.variables] == ["n", "n@2"]
    assert str(statement) == str(checkers_reading(source))
