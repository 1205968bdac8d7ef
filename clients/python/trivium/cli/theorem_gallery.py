"""A gallery of proposed theorems: static pages that need no server and load nothing from elsewhere.

Texts come from files that anybody may have written: they are escaped, figures are shown as images, and the pages forbid
themselves every script but their own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from trivium.cli.errors import InputError
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem as the gallery shows it."""

    name: str
    goal: str
    """The sort of its goal, such as `cyclic`."""
    english: str
    statement: str
    """As JGEX text."""
    figure: str
    """SVG."""
    proof: str
    steps: int
    auxiliary: int
    rules: int
    difficulty: float
    symmetry: int
    novelty: float


def from_folders(folder: Path) -> Iterator[Theorem]:
    """The theorems that `prove geo propose --out` wrote; raises InputError where there are none or one is damaged."""
    entries = sorted(path.parent for path in folder.glob("*/scores.json"))
    if not entries:
        raise InputError(f"{folder}: no proposed theorem")
    for entry in entries:
        try:
            scores = json.loads((entry / "scores.json").read_text(encoding="utf-8"))
            texts = [(entry / name).read_text(encoding="utf-8") for name in _TEXTS]
            yield _theorem(scores, *texts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{entry}: {error}") from error


_TEXTS = ("english.txt", "problem.txt", "figure.svg", "proof.txt")
_NUMBERS = {"steps": int, "auxiliary": int, "rules": int, "difficulty": float, "symmetry": int, "novelty": float}


def from_proposal(proposal: geometry.Proposal) -> Theorem:
    """A theorem of the contract's message."""
    solution, scores = proposal.solution, proposal.scores
    numbers: dict[str, Any] = {key: getattr(scores, key) for key in _NUMBERS}
    goal = solution.statement.rpartition("?")[2].split()
    return Theorem(
        solution.name,
        goal[0] if goal else "",
        proposal.english,
        solution.statement,
        solution.figure_svg,
        proof_text(solution),
        **numbers,
    )


def proof_text(solution: geometry.Solution) -> str:
    """Auxiliary points and proof, and what the proof takes from the figure."""
    auxiliary = "\n".join(solution.auxiliary)
    proof = "\n".join(f"{s.number:>3}. {s.conclusion}  [{reason(s)}]" for s in solution.proof)
    valid = f"\nFrom the figure: {'; '.join(solution.valid_when)}" if solution.valid_when else ""
    return f"Auxiliary points:\n{auxiliary}\n\n{proof}\n{valid}"


def reason(step: geometry.ProofStep) -> str:
    """The rule of a step and the steps it rests on."""
    return f"{step.rule}, from {runs(step.premises)}" if step.premises else step.rule


def runs(numbers: Iterable[int]) -> str:
    """Numbers of lines, runs of three and more written as `4-7`.

    >>> runs((1, 2, 4, 5, 6))
    '1, 2, 4-6'
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in found)


_MORE_THAN_A_FIGURE = re.compile(r"<\s*(script|foreignobject|iframe|!entity|use|image)|href|\son\w+\s*=", re.IGNORECASE)


def _theorem(scores: dict[str, Any], english: str, problem: str, figure: str, proof: str) -> Theorem:
    if _MORE_THAN_A_FIGURE.search(figure):
        raise ValueError("figure.svg holds more than a figure")
    name, _, statement = problem.partition("\n")
    numbers: dict[str, Any] = {key: kind(scores[key]) for key, kind in _NUMBERS.items()}
    goal = statement.rpartition("?")[2].split()
    return Theorem(
        name.strip(), goal[0] if goal else "", english.strip(), statement.strip(), figure, proof.strip(), **numbers
    )


def write(theorems: Iterable[Theorem], folder: Path) -> int:
    """Write the pages of theorems, `index.html` the first; returns how many. Raises InputError."""
    told = []
    try:
        for name in ("figures", "theorems"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for place, theorem in enumerate(theorems):
            # numbered: no name of a theorem is the name of a file
            (folder / "figures" / f"{place}.svg").write_text(theorem.figure, encoding="utf-8")
            (folder / "theorems" / f"{place}.html").write_text(_page(theorem, place), encoding="utf-8")
            kept = asdict(theorem)
            del kept["figure"], kept["proof"]
            told.append({"place": place, **kept})
        (folder / "index.html").write_text(_index(told), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror or error}") from error
    return len(told)


def _asset(name: str) -> str:
    return files(__package__).joinpath("gallery", name).read_text(encoding="utf-8")


def _head(title: str, script: str = "") -> str:
    style = _asset("page.css")
    allowed = [f"style-src '{_hash(style)}'", "img-src 'self'"]
    if script:
        allowed.append(f"script-src '{_hash(script)}'")
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; {'; '.join(allowed)}"
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _index(told: list[dict[str, Any]]) -> str:
    script = _asset("page.js")
    # no text can end the element that holds the data
    data = json.dumps(told, ensure_ascii=True).replace("<", "\\u003c")
    before, after = _asset("index.html").split("@DATA@")
    return f"{_head('Proposed theorems', script)}{before}{data}{after}<script>{script}</script>\n</body>\n</html>\n"


def _page(theorem: Theorem, place: int) -> str:
    rows = "".join(
        f"<tr><td>{escape(key)}</td><td>{escape(str(getattr(theorem, key)))}</td></tr>\n" for key in _NUMBERS
    )
    return _head(theorem.name) + (
        f'<body class="one">\n<p><a href="../index.html">All theorems</a></p>\n<h1>{escape(theorem.name)}</h1>\n'
        f"<p>{escape(theorem.english)}</p>\n"
        f'<img src="../figures/{place}.svg" alt="Figure of {escape(theorem.name)}">\n'
        f"<table>\n{rows}</table>\n<h2>Statement</h2>\n<pre>{escape(theorem.statement)}</pre>\n"
        f"<h2>Proof</h2>\n<pre>{escape(theorem.proof)}</pre>\n</body>\n</html>\n"
    )
