"""Random operations with right answers, and the same with answers that a small change has made wrong.

Right answers are made backwards (an antiderivative is drawn first, its derivative is the question), and the changes
keep away from what may not matter, such as a constant of integration.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from trivium.cas.certificate.calculus import differentiate, plain
from trivium.cas.certificate.operations.replay import at
from trivium.cas.certificate.reading import read_term
from trivium.cas.certificate.terms import number
from trivium.cas.operations import (
    Initial,
    OperationQuestion,
    Reading,
    read_antiderivative,
    read_inequality,
    read_integral,
    read_limit,
    read_matrix,
    read_ode,
    read_series,
    read_solutions,
    read_sum,
)
from trivium.cas.operations.wording import readable


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its right answer, hints, and the same question with wrong answers."""

    kind: str
    right: OperationQuestion
    wrong: tuple[OperationQuestion, ...]
    hints: tuple[str, ...] = ()


ATOMS = (
    "x", "x**2", "x**3", "sin(x)", "cos(x)", "exp(x)", "exp(-x)", "exp(2*x)", "sin(2*x)", "atan(x)", "log(x**2 + 1)",
    "x*exp(x)", "x*sin(x)", "x**2*cos(x)", "exp(x)*sin(x)", "sqrt(x**2 + 1)", "1/(x**2 + 1)", "erf(x)", "tanh(x)",
    "sinh(x)", "x*atan(x)", "exp(-x**2)", "x/(x**2 + 4)", "asinh(x)", "cosh(3*x)", "log(exp(x) + 1)", "Si(x)",
)  # fmt: skip
CHANGES = ("x", "x**2", "sin(x)", "exp(x)/7", "x/1000000", "cos(x)**2", "sqrt(x**2)", "log(x**2 + 2)", "x**3/10**12")
SMALL = ("1/1000000", "1/10**12", "1/10**30", "1", "1/7", "sqrt(2)/10**9")


def cases(kinds: Mapping[str, Callable[[random.Random], Case]], count: int, seed: int) -> Iterator[Case]:
    """``count`` cases of each kind."""
    source = random.Random(seed)
    for make in kinds.values():
        for _ in range(count):
            yield make(source)


def _number(source: random.Random) -> str:
    value = Fraction(source.choice([-5, -3, -2, -1, 1, 2, 3, 4, 7]), source.choice([1, 1, 1, 2, 3]))
    return f"({value})"


def _function(source: random.Random) -> str:
    return " + ".join(f"{_number(source)}*{atom}" for atom in source.sample(ATOMS, source.choice([1, 2, 2, 3])))


def _derivative(text: str) -> str:
    return readable(differentiate(plain(read_term(text)), "x"))


def antiderivative(source: random.Random) -> Case:
    """An antiderivative, with terms added that are not constant."""
    answer = _function(source)
    integrand = _derivative(answer)
    wrong = [f"{answer} + {_number(source)}*({change})" for change in source.sample(CHANGES, 3)]
    wrong.append(f"{answer} + log(x**2)")
    questions = tuple(read_antiderivative(integrand, "x", text) for text in wrong)
    return Case("antiderivative", read_antiderivative(integrand, "x", f"{answer} + {_number(source)}"), questions)


def integral(source: random.Random) -> Case:
    """A definite integral by its antiderivative, with a little added."""
    primitive = _function(source)
    lower, upper = sorted(source.sample([Fraction(k, 2) for k in range(-6, 7)], 2))
    term = read_term(primitive)
    above, below = (readable(at(term, "x", number(end))) for end in (upper, lower))
    value = f"({above}) - ({below})"
    integrand = _derivative(primitive)

    def asked(answer: str) -> OperationQuestion:
        return read_integral(integrand, "x", str(lower), str(upper), answer)

    wrong = tuple(asked(f"{value} + {small}") for small in source.sample(SMALL, 3))
    return Case("integral", asked(value), wrong, (primitive,))


INFINITE = (
    ("{c}/2**k", "0", "2*{c}"),
    ("k/3**k", "1", "3/4"),
    ("{c}/(k*(k + 1))", "1", "{c}"),
    ("1/(k*(k + 2))", "1", "3/4"),
    ("{c}/k**2", "1", "{c}*pi**2/6"),
    ("1/k**4", "2", "pi**4/90 - 1"),
    ("{c}**k/factorial(k)", "0", "exp({c})"),
    ("{c}**k/factorial(k)", "1", "exp({c}) - 1"),
    ("(-1)**k/(2*k + 1)", "0", "pi/4"),
    ("(-1)**(k + 1)/k", "1", "log(2)"),
    ("1/(k*5**k)", "1", "log(5/4)"),
    ("(-1)**k*{c}**(2*k)/factorial(2*k)", "0", "cos({c})"),
    ("(-1/4)**k", "0", "4/5"),
    ("k/factorial(k + 1)", "1", "1"),
)


def infinite(source: random.Random) -> Case:
    """An infinite sum that telescopes or is known, with a little added."""
    summand, lower, answer = source.choice(INFINITE)
    number = str(source.choice([1, 2, 3, 5]))
    summand, answer = summand.format(c=number), answer.format(c=number)

    def asked(text: str) -> OperationQuestion:
        return read_sum(summand, "k", lower, "oo", text)

    wrong = [f"{answer} + {small}" for small in source.sample(SMALL, 3)]
    return Case("infinite sum", asked(answer), tuple(map(asked, wrong)))


SIMPLE = (
    "x**2", "x**3", "sin(x)", "cos(2*x)", "exp(x)", "x*exp(x)", "x*sin(x)", "log(x)", "x*log(x)", "atan(x)", "sqrt(x)",
    "exp(x)*cos(x)", "sqrt(x**2 + 1)", "1/(x**2 + 1)", "log(x**2 + 4)", "x*atan(x)", "cosh(x)", "1/(x + 1)",
)  # fmt: skip


def integral_alone(source: random.Random) -> Case:
    """A definite integral whose antiderivative must be found."""
    primitive = " + ".join(f"{source.randint(1, 5)}*{atom}" for atom in source.sample(SIMPLE, source.choice([1, 2])))
    lower, upper = sorted(source.sample([Fraction(k, 2) for k in range(1, 9)], 2))
    term = read_term(primitive)
    above, below = (readable(at(term, "x", number(end))) for end in (upper, lower))
    integrand, value = _derivative(primitive), f"({above}) - ({below})"

    def asked(answer: str) -> OperationQuestion:
        return read_integral(integrand, "x", str(lower), str(upper), answer)

    wrong = tuple(asked(f"{value} + {small}") for small in source.sample(SMALL, 2))
    return Case("integral alone", asked(value), wrong)


LIMITS = (
    ("sin({a}*x)/x", "0", "{a}"),
    ("(exp({a}*x) - 1)/x", "0", "{a}"),
    ("(1 - cos({a}*x))/x**2", "0", "({a})**2/2"),
    ("(1 + {a}/x)**x", "oo", "exp({a})"),
    ("log(1 + {a}*x)/x", "0", "{a}"),
    ("(sqrt(1 + {a}*x) - 1)/x", "0", "{a}/2"),
    ("sqrt(x**2 + {a}*x) - x", "oo", "{a}/2"),
    ("(tan({a}*x) - {a}*x)/x**3", "0", "({a})**3/3"),
    ("x*(atan(x) - pi/2) + {a}", "oo", "{a} - 1"),
    ("x**3*exp(-x) + {a}", "oo", "{a}"),
    ("(x**2 - 1)/(x - 1) + {a}", "1", "{a} + 2"),
    ("x*log(abs(x)) + {a}", "0", "{a}"),
)


def limit(source: random.Random) -> Case:
    """A limit, with a little added, and with another sign or an infinite value."""
    expression, point, answer = source.choice(LIMITS)
    number = _number(source)
    expression, answer = expression.format(a=number), answer.format(a=number)
    wrong = [f"{answer} + {small}" for small in source.sample(SMALL, 2)] + ["oo"]
    questions = tuple(read_limit(expression, "x", point, text) for text in wrong)
    return Case("limit", read_limit(expression, "x", point, answer), questions)


SERIES = (
    ("exp({a}*x)", "1 + {a}*x + ({a})**2*x**2/2 + ({a})**3*x**3/6"),
    ("sin({a}*x)", "{a}*x - ({a})**3*x**3/6"),
    ("cos({a}*x)", "1 - ({a})**2*x**2/2"),
    ("1/(1 - {a}*x)", "1 + {a}*x + ({a})**2*x**2 + ({a})**3*x**3"),
    ("log(1 + {a}*x)", "{a}*x - ({a})**2*x**2/2 + ({a})**3*x**3/3"),
    ("atan({a}*x)", "{a}*x - ({a})**3*x**3/3"),
)


def series(source: random.Random) -> Case:
    """An expansion to the fourth order, with a little added to a coefficient."""
    expression, answer = source.choice(SERIES)
    number = _number(source)
    expression, answer = expression.format(a=number), answer.format(a=number)
    power = source.choice(["x", "x**2", "x**3"])
    wrong = tuple(
        read_series(expression, "x", "0", 4, f"{answer} + {small}*{power}") for small in source.sample(SMALL, 2)
    )
    return Case("series", read_series(expression, "x", "0", 4, answer), wrong)


def summation(source: random.Random) -> Case:
    """A sum by its telescoper, with a little added."""
    reading = Reading("n positive integer")
    terms = ["k", "k**2", "k**3", "2**k", "k*2**k", "factorial(k)", "1/k", "(-1)**k", "3**k"]
    telescoper = " + ".join(f"{_number(source)}*{term}" for term in source.sample(terms, source.choice([1, 2])))
    following = telescoper.replace("k", "(k + 1)").replace("factorial((k + 1))", "factorial(k + 1)")
    summand = f"({following}) - ({telescoper})"
    answer = f"({telescoper.replace('k', '(n + 1)')}) - ({telescoper.replace('k', '1')})"

    def asked(text: str) -> OperationQuestion:
        return read_sum(summand, "k", "1", "n", text, reading)

    wrong = [f"{answer} + {small}" for small in source.sample(SMALL, 2)]
    wrong.append(f"{answer} + (n - 1)*(n - 2)*(n - 3)/10**6")
    return Case("sum", asked(answer), tuple(map(asked, wrong)), (telescoper,))


def solutions(source: random.Random) -> Case:
    """The roots of a polynomial: one is left out, one is changed, one is added."""
    roots = source.sample(range(-6, 7), source.choice([2, 3, 4]))
    square = source.choice([2, 3, 5, 7])
    equation = "*".join(f"(x - ({root}))" for root in roots) + f"*(x**2 - {square})*(x**2 + 1) = 0"
    answers = [*map(str, roots), f"sqrt({square})", f"-sqrt({square})"]

    def asked(found: list[str]) -> OperationQuestion:
        return read_solutions(equation, "x", found)

    left_out = source.randrange(len(answers))
    wrong = (
        asked(answers[:left_out] + answers[left_out + 1 :]),
        asked([*answers[:-1], f"-sqrt({square}) + 1/10**12"]),
        asked([*answers, "13/2"]),
        asked([*answers, "I"]),
    )
    return Case("solutions", asked(answers), wrong)


def inequality(source: random.Random) -> Case:
    """A square plus a little on an interval, and the same less a little more."""
    place = Fraction(source.randint(-8, 8), 8)
    expression = f"{abs(source.randint(1, 5))}*(x - ({place}))**2*(2 + sin(x))"
    reading = Reading("x [-1, 1]")
    right = read_inequality(f"{expression} + 1/1000", ">", "0", reading)
    wrong = (
        read_inequality(expression, ">", "0", reading),
        read_inequality(f"{expression} - 1/10**6", ">=", "0", reading),
    )
    return Case("inequality", right, wrong)


def ode(source: random.Random) -> Case:
    """A linear equation with constant coefficients, and its solution with something added."""
    a, b = source.sample([-3, -2, -1, 1, 2, 3], 2)
    equation = f"y'' - ({a + b})*y' + ({a * b})*y = 0"
    answer = f"A*exp({a}*x) + B*exp({b}*x)"

    def asked(text: str, value: str = "A + B") -> OperationQuestion:
        return read_ode(equation, "y", "x", text, [Initial(0, "0", value)])

    wrong = (asked(f"{answer} + x/10**6"), asked(f"A*exp({a + 7}*x) + B*exp({b}*x)"), asked(answer, "A + B + 1/10**12"))
    return Case("ode", asked(answer), wrong)


def matrix(source: random.Random) -> Case:
    """A product of matrices, with one entry changed."""
    rows = [[_number(source) if source.random() < 0.6 else "x" for _ in range(2)] for _ in range(4)]
    left, right = rows[:2], rows[2:]
    product = [[" + ".join(f"({left[i][k]})*({right[k][j]})" for k in range(2)) for j in range(2)] for i in range(2)]

    def written(entries: list[list[str]]) -> str:
        return "[" + ", ".join("[" + ", ".join(row) + "]" for row in entries) + "]"

    changed = [list(row) for row in product]
    i, j = source.randrange(2), source.randrange(2)
    changed[i][j] += f" + {source.choice(SMALL)}"
    question = f"{written(left)}*{written(right)}"
    return Case("matrix", read_matrix(question, written(product)), (read_matrix(question, written(changed)),))


KINDS: Mapping[str, Callable[[random.Random], Case]] = {
    "antiderivative": antiderivative,
    "integral": integral,
    "integral alone": integral_alone,
    "limit": limit,
    "series": series,
    "sum": summation,
    "infinite sum": infinite,
    "solutions": solutions,
    "inequality": inequality,
    "ode": ode,
    "matrix": matrix,
}
