"""Problems with reference answers: solved here with a proof, and the reference answers audited by the same checker.

``python benchmarks/cas/asymob.py [--wall SECONDS] [--only N,N] [--verbose]``. The file is that of
``TRIVIUM_BENCHMARKS`` or of ``../shared/benchmarks`` beside the repository; its problems are LaTeX in prose, of which
integrals, limits, sums and series are found by their signs. What is not found counts as not solved. A problem of two
steps (an iterated integral, the value of the solution of a differential equation, ``g`` from ``g(f(x))``) is two
problems, each of which has to be proved. Two limits of the file omit their point; it is that of the seed problem.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from trivium.cas.errors import CasError
from trivium.cas.reader import print_expression, read_latex
from trivium.services.cas.solving import solve_problem
from trivium.services.runtime.operation import Call, EngineSettings
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2 as verdict

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = Path(os.environ.get("TRIVIUM_BENCHMARKS", ROOT.parent / "shared" / "benchmarks"))
PARAMETERS = "ABFGHK"
MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One problem of the file."""

    index: int
    challenge: str
    latex: str
    seed: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """A problem in the infix language, and what is assumed."""

    problem: str
    assume: dict[str, str]
    place: str = ""
    """The value of ``x`` that is put into the answer before the next step; empty for none."""

    following: str = ""
    """The next step, with ``{answer}`` for the answer of this one; empty for none."""


OMITTED_POINTS = {83: "0", 84: "1/F"}
"""The points of the limits that omit theirs, as in the seeds 22 and 23 that they come from."""

DOMAINS: dict[int, list[dict[str, str]]] = {
    12: [{"x": "positive"}],  # where the roots are real
    17: [{"x": "(5/4, oo)"}],
    82: [{"F": "(0, 1)"}, {"F": "(1, oo)"}],  # at F = 1, which the reference answer is about, the limit is another
    99: [{"B": "(1/2, oo)"}],  # the series diverges elsewhere
}
"""Domains that are meant and not said; each has to be proved."""


def rows() -> list[Row]:
    """The problems of the file."""
    path = BENCHMARKS / "cas" / "asymob_seed_and_symbolic.csv"
    with path.open(newline="", encoding="utf-8") as file:
        return [
            Row(int(row["Index"]), row["Challenge"], row["Answer in Latex"], row["Variation"] == "Original")
            for row in csv.DictReader(file)
        ]


_WORDS = re.compile(r"(?<![\\a-zA-Z])(sinh|cosh|tanh|sin|cos|tan|ln|log)(?![a-zA-Z])")
_LATEX_NOISE = re.compile(r"\\displaystyle|\\limits|\\!|\\,|\\;|\\left(?=\.)|\$|\\dfrac")
_GROUP = r"(\{(?:[^{}]|\{[^{}]*\})*\}|\([^()]*\)|\\infty|-?\w)"
_INTEGRAL = re.compile(r"\\int\s*(?:_\s*" + _GROUP + r"\s*\^\s*" + _GROUP + r")?(.*?)\s*d\s*x(?![a-z])", re.DOTALL)
_LIMIT = re.compile(r"\\lim\s*_\s*\{\s*(\w)\s*\\(?:to|rightarrow)\s*((?:[^{}]|\{[^{}]*\})*)\}(.*)", re.DOTALL)
_SUM = re.compile(r"\\sum\s*_\s*\{\s*(\w)\s*=\s*(\w+)\s*\}\s*\^\s*" + _GROUP + r"(.*)", re.DOTALL)
_EQUATION = re.compile(r"If\s+(\\log[^,]*=[^,]*),\s*determine\s+(\w)")
_INITIAL = re.compile(
    r"differential equation:.*?((?:\\frac|\w\s*y'|y').*?),\s*\\quad\s*y\(0\)\s*=\s*([^.]*)", re.DOTALL
)
_ITERATED = re.compile(r"\\int\s*_0\s*\^1\s*dy\s*\\int\s*_y\s*\^1(.*?)\s*d\s*x(?![a-z])", re.DOTALL)
_VALUE = re.compile(
    r"differential equation\s+(.*?=[^.]*)\.\s*Find the value of\s+y\(([^.]*?)\)\s+given that\s+y\(0\)\s*=([^.]*)"
)
_COMPOSED = re.compile(r"If\s+f\(x\)\s*=(.*?)and\s+g\(f\(x\)\)\s*=([^,]*),")
_POWER_SERIES = re.compile(r"=\s*\\sum_\{n=1\}\^\\infty\s*\\left\((.*?\^n)\\right")
_HYPERGEOMETRIC = re.compile(
    r"\{\}_(\d)F_(\d)\\left\(\s*\\begin\{array\}\{c\}(.*?)\\\\(.*?)\\end\{array\};(.*)\\right\)", re.DOTALL
)
_SERIES = re.compile(r"[Ss]eries of\s+f\(x\)\s*=\s*(.*?)(?:,\s*where|\.?\s*$)", re.DOTALL)


def formula(latex: str, known: str) -> str:
    """LaTeX as the infix language."""
    text = _WORDS.sub(r"\\\1", latex.replace("atan", r"\arctan").replace("\\\\arctan", r"\arctan"))
    text = re.sub(r"\b([A-Z]) (\d+)", r"\2 \1", text)  # a factor behind a letter
    text = re.sub(r"\^\((\d [A-Z])\)", r"^{\1}", text)
    if "\\" not in latex:
        text = text.replace("[", "(").replace("]", ")")
    text = re.sub(r"\^-(\d+)", r"^{-\1}", text).strip().rstrip(".=, \\")
    return print_expression(read_latex(text, declared=frozenset(known)))


def stated(row: Row) -> Iterator[Stated]:
    """The problem of a row; several where its order has to be tried; none where it is not found."""
    text = _LATEX_NOISE.sub(lambda match: "\\frac" if match.group() == "\\dfrac" else " ", row.challenge)
    known = PARAMETERS + "xnkt"
    used = [name for name in PARAMETERS if re.search(rf"(?<![A-Za-z]){name}(?![a-z])", text)]
    said = dict.fromkeys(used, "positive")
    if "positive integers" in text:
        said = dict.fromkeys(said, "positive integer")
    before, _, _ = text.partition("Assume")
    question = (
        text if "differential equation:" in before else before if "\\" in before or "integral of" in before else text
    )
    try:
        special = list(_found_special(row, question, said, known))
        yield from special or _found(question, said, known)
    except (CasError, ValueError) as error:
        print(f"  {row.index}: not read: {error}")


def _found_special(row: Row, text: str, said: dict[str, str], known: str) -> Iterator[Stated]:
    """Problems of two steps, and those that are one of a kind."""
    if match := _ITERATED.search(text):
        inner = f"integrate({formula(match.group(1), known)}, x, y, 1)"
        yield Stated(inner, said | {"y": "(0, 1)"}, following="integrate({answer}, y, 0, 1)")
    elif match := _HYPERGEOMETRIC.search(text):
        top, bottom, above, below, argument = match.groups()
        parts = [formula(part, known) for part in (*above.split(","), *below.split(","), argument)]
        yield Stated(f"simplify(hyp{top}f{bottom}({', '.join(parts)}))", said)
    elif "power series" in text:
        first, second = (formula(body, known) for body in _POWER_SERIES.findall(text))
        product = f"({_put(first, 'n', 'k')})*({_put(second, 'n', 'n - k')})"
        yield Stated(f"sum({product}, k, 1, n - 1)", said | {"n": "positive integer", "x": "positive"})
    elif match := _COMPOSED.search(text):
        inner, outer = (formula(part, known) for part in match.groups())
        following = f"simplify({_put(outer, 'x', '{answer}')})"
        yield Stated(f"solve({_put(inner, 'x', 't')} = x, t)", said, following=following)
    elif match := _VALUE.search(text):
        left, right = (formula(side, known + "y") for side in _plain_derivative(match.group(1)).split("="))
        place, start = (formula(part, known) for part in (match.group(2), match.group(3)))
        yield Stated(f"dsolve({left} = {right}, y, x, 0, {start})", said, place, "simplify({answer})")
    elif row.index in OMITTED_POINTS:
        body = text.rsplit("real and positive.")[-1]
        yield Stated(f"limit({formula(body, known)}, x, {OMITTED_POINTS[row.index]}, both)", said)


def _found(text: str, said: dict[str, str], known: str) -> Iterator[Stated]:
    if match := _INTEGRAL.search(text):
        lower, upper, body = match.groups()
        before = text[: match.start()].rsplit("\n", 1)[-1]
        factor = re.search(r"(-?\s*\d*)\s*\\cdot\s*$", before)
        integrand = formula(body, known)
        if factor:
            integrand = f"{factor.group(1)}*({integrand})"
        bounds = f", {formula(_bare(lower), known)}, {_end(_bare(upper), known)}" if lower and upper else ""
        yield Stated(f"integrate({integrand}, x{bounds})", said)
    elif match := re.search(r"integral of\s+(.*)", text, re.DOTALL):
        yield Stated(f"integrate({formula(match.group(1), known)}, x)", said)
    elif (match := _LIMIT.search(text)) and "\\sum" not in text:
        variable, point, body = match.groups()
        side = "right" if "+" in point and "infty" not in point else "both"
        if body.strip() in ("f(t)",):
            body = re.split(r"f\(t\)\s*=", text)[1].split(".")[0].strip().strip("$")
        place = _end(re.sub(r"\^\s*\{?\s*\+\s*\}?", "", point), known)
        yield Stated(f"limit({formula(body, known)}, {variable}, {place}, {side})", said)
    elif (match := _SUM.search(text)) and "Evaluate the series" in text:
        variable, lower, upper, body = match.groups()
        yield Stated(f"sum({formula(body, known)}, {variable}, {lower}, {_end(_bare(upper), known)})", said)
    elif match := _EQUATION.search(text):
        left, right = (formula(side, known + "y") for side in match.group(1).split("="))
        yield Stated(f"solve({left} = {right}, {match.group(2)})", said | {"x": "positive", "y": "positive"})
    elif match := _INITIAL.search(text):
        left, right = (formula(side, known + "y") for side in _plain_derivative(match.group(1)).split("="))
        start = formula(match.group(2), known)
        yield Stated(f"dsolve({left} = {right}, y, x, 0, {start})", said)
    elif match := _SERIES.search(text):
        body = formula(match.group(1), known)
        count = re.search(r"first (\d+)", text)
        degree = re.search(r"(?:degree|order) (\d+)", text)
        orders = range(int(count.group(1)), MOST_TERMS) if count else [int(degree.group(1)) + 1] if degree else []
        for order in orders:
            yield Stated(f"series({body}, x, 0, {order})", said)


def _plain_derivative(equation: str) -> str:
    text = re.sub(r"\\frac\s*\{\s*dy\s*\}\s*\{\s*dx\s*\}|y'\(x\)", " y_x ", equation)
    return re.sub(r"y\(x\)|(?<=x)y\b", " y ", text)


def _put(formula_text: str, variable: str, value: str) -> str:
    """A formula with a value for a variable."""
    return re.sub(rf"\b{variable}\b", lambda _: f"({value})", formula_text)


def _bare(text: str) -> str:
    return text[1:-1] if text[:1] in "{(" else text


def _end(text: str, known: str) -> str:
    plain = text.replace("+", "").strip()
    return "oo" if plain == "\\infty" else formula(text, known)


def next_step(problem: Stated, answer: str) -> Stated:
    """What is to be solved after a step was answered."""
    put = _put(answer, "x", problem.place) if problem.place else answer
    return Stated(problem.following.format(answer=put), problem.assume)


def ask(problem: Stated, answers: list[str], wall: float) -> tuple[cas.Judgement, float]:
    """The judgement and its seconds."""
    request = cas.SolveRequest(problem=problem.problem, assume=problem.assume, answers=answers)
    settings = EngineSettings(Path("unused"), {"PATH": os.environ.get("PATH", os.defpath)})
    started = time.monotonic()
    (response,) = solve_problem(request, Call(started + wall, settings))
    return response.judgement, time.monotonic() - started


_MISSPELT = {
    r"\s*\+\s*\\cdots$": "",  # an open series is claimed up to its order
    r"\bPi\b": r"\\pi",
    r"A /cdot": r"A \\cdot",
    r"A 150": "150 A",
    r"\\left x": "x",
}


def reference(row: Row) -> list[str]:
    """The reference answer in infix, where its LaTeX is read; what the file misspells is mended."""
    text = row.latex
    for wrong, right in _MISSPELT.items():
        text = re.sub(wrong, right, text)
    try:
        return [print_expression(read_latex(text, declared=frozenset(PARAMETERS + "xCn")))]
    except CasError:
        return []


def audited(problem: Stated, answers: list[str]) -> bool | None:
    """Whether a reference answer was proved or refuted."""
    if not answers:
        return None
    judgement, _ = ask(problem, answers, 5.0)
    if judgement.proposed_by == "caller" and judgement.verdict == verdict.VERDICT_PROVED:
        return True
    if any(wrong.proposed_by == "caller" and wrong.refuted for wrong in judgement.rejected):
        return False
    return None


def outcome(row: Row, wall: float) -> tuple[str, str, float, bool | None]:
    """What became of a row: outcome, who answered, seconds, and whether its reference answer is right."""
    best: tuple[str, str, float, bool | None] = ("not found", "", 0.0, None)
    first, *others = DOMAINS.get(row.index, [{}])
    for found in stated(row):
        problem = replace(found, assume=found.assume | first)
        try:
            judgement, seconds = ask(problem, [], wall)
            for domain in others:
                if judgement.verdict == verdict.VERDICT_PROVED:
                    problem = replace(problem, assume=problem.assume | domain)
                    judgement, more = ask(problem, [], wall)
                    seconds += more
            if problem.following and judgement.verdict == verdict.VERDICT_PROVED:
                problem = next_step(problem, judgement.answer)
                judgement, more = ask(problem, [], wall)
                seconds += more
        except CasError as error:
            return f"refused: {error}", "", 0.0, None
        right = audited(problem, reference(row))
        if judgement.verdict == verdict.VERDICT_PROVED:
            return "proved", judgement.proposed_by, seconds, right
        best = (f"unknown: {judgement.detail[:150]} [{problem.problem}]", judgement.proposed_by, seconds, right)
    return best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wall", type=float, default=15.0)
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--smoke", action="store_true", help="every tenth problem")
    options = parser.parse_args()
    if not BENCHMARKS.is_dir():
        print(f"no folder {BENCHMARKS}")
        return
    chosen = {int(index) for index in options.only.split(",") if index}
    counts: Counter[tuple[str, str]] = Counter()
    engines: Counter[str] = Counter()
    times, wrong_references, right_references = [], [], 0
    for row in rows():
        if (chosen and row.index not in chosen) or (options.smoke and row.index % 10):
            continue
        what, engine, seconds, right = outcome(row, options.wall)
        counts["seed" if row.seed else "symbolic", what.split(":")[0]] += 1
        if what == "proved":
            engines[engine] += 1
            times.append(seconds * 1e3)
        right_references += right is True
        if right is False:
            wrong_references.append(row.index)
        if options.verbose:
            print(f"  {row.index:3} {what} {engine} {seconds:.2f} s reference {right}", flush=True)
    total = sum(counts.values())
    proved = sum(count for (_, what), count in counts.items() if what == "proved")
    print(f"{total} problems: {proved} solved and proved ({100 * proved / max(total, 1):.1f} %); " + str(dict(counts)))
    print(f"proposed by {dict(engines)}; reference answers proved right {right_references}, refuted {wrong_references}")
    if len(times) > 1:
        print(f"p50 {statistics.median(times):.0f} ms, p95 {statistics.quantiles(times, n=20)[18]:.0f} ms")


if __name__ == "__main__":
    main()
