"""The LaTeX reader: right, refused and silently wrong, on our own corpus and on LaTeX-looking reference answers.

``python benchmarks/cas/latex.py [--verbose]``; the reference answers are those of ``TRIVIUM_BENCHMARKS``, or of
``../shared/benchmarks`` beside the repository, where that folder is there.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

from trivium.cas.certificate.enclosures import UndefinedError, enclose
from trivium.cas.certificate.reading import read_term
from trivium.cas.certificate.terms import Term, symbols
from trivium.cas.decide.translate import to_term
from trivium.cas.errors import CertificateError, InputError
from trivium.cas.reader import read_expression, read_latex

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "data" / "cas" / "latex.txt"
BENCHMARKS = Path(os.environ.get("TRIVIUM_BENCHMARKS", ROOT.parent / "shared" / "benchmarks"))
DECLARED = frozenset("ABCFGHKx")
POINTS = (
    {name: Fraction(n + 3, 7) for n, name in enumerate("ABCFGHKx")},
    {name: Fraction(5 * n % 17 + 9, 5) for n, name in enumerate("xKHGFCBA")},
)


def corpus(verbose: bool) -> Counter[str]:
    """Outcomes on our own corpus: every line is read as its meaning, or refused where it says so."""
    outcomes: Counter[str] = Counter()
    for line in CORPUS.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        latex, _, meaning = line.rpartition(" => ")
        refusal = meaning.startswith("!")
        try:
            found = to_term(read_latex(latex))
        except InputError:
            outcome = "refused as it should be" if refusal else "refused"
        else:
            outcome = "right" if not refusal and found == read_term(meaning) else "silently wrong"
        outcomes[outcome] += 1
        if verbose and outcome in ("refused", "silently wrong"):
            print(f"  {outcome}: {latex}")
    return outcomes


def agree(ours: Term, theirs: Term) -> str:
    """Whether two terms meet at the points at which both have a value."""
    compared = 0
    for values in POINTS:
        point = {name: (values[name], Fraction(0)) for name in symbols(ours, theirs)}
        try:
            left, right = enclose(ours, point, 256), enclose(theirs, point, 256)
        except UndefinedError:
            continue
        compared += 1
        if not left.overlaps(right):
            return "differs from the SymPy column"
    return "agrees" if compared else "not compared"


def answers(verbose: bool) -> tuple[Counter[str], list[float]]:
    """Outcomes and milliseconds on the LaTeX answers of the reference file, against its SymPy column."""
    outcomes: Counter[str] = Counter()
    times: list[float] = []
    with (BENCHMARKS / "cas" / "asymob_seed_and_symbolic.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            latex = row["Answer in Latex"]
            started = time.perf_counter()
            why = ""
            try:
                ours = to_term(read_latex(latex, declared=DECLARED))
            except InputError as error:
                outcome, why = "refused", str(error)
            else:
                outcome = against_sympy(ours, row["Answer in Sympy"])
            times.append((time.perf_counter() - started) * 1e3)
            outcomes[outcome] += 1
            if verbose and outcome != "agrees":
                print(f"  {row['Index']}: {outcome}: {latex} {why}")
    return outcomes, times


def against_sympy(ours: Term, theirs: str) -> str:
    """The outcome of a reading against a text in SymPy's language, where the infix reader reads that."""
    text = theirs.strip().replace(", E)", ")").replace("e**", "E**").replace("Rational(1, ", "(1/(1*")
    if "Rational" in theirs:
        text = theirs.replace("Rational(1, 128)", "(1/128)").replace("Rational(1, 4)", "(1/4)")
    text = "".join(
        "E" if c == "e" and not (text[i - 1 : i].isalpha() or text[i + 1 : i + 2].isalpha()) else c
        for i, c in enumerate(text)
    )
    try:
        return agree(ours, to_term(read_expression(text)))
    except (InputError, CertificateError, KeyError):
        return "the SymPy column is not read"


def report(name: str, outcomes: Counter[str]) -> None:
    """Print one line."""
    print(f"{name:18} {sum(outcomes.values())}: " + ", ".join(f"{n} {what}" for what, n in outcomes.most_common()))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true")
    verbose = parser.parse_args().verbose
    report("own corpus", corpus(verbose))
    if not BENCHMARKS.is_dir():
        print(f"reference answers: no folder {BENCHMARKS}")
        return
    outcomes, times = answers(verbose)
    report("reference answers", outcomes)
    p95 = statistics.quantiles(times, n=20)[18]
    print(f"reading and comparing: p50 {statistics.median(times):.2f} ms, p95 {p95:.2f} ms")


if __name__ == "__main__":
    main()
