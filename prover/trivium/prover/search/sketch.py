"""Proofs with holes: where the holes are, what Lean shows there, and the proof once they are filled."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trivium.prover.lean.goal import Goal, read_goals
from trivium.prover.lean.message import Severity
from trivium.prover.lean.session import SourceCheck
from trivium.prover.search.target import without_comments

_HOLE = re.compile(r"(?<![\w.'«✝])(?P<by>by\s+)?(?P<hole>sorry|\?_(?=[ \t]*$))(?![\w.'])", re.MULTILINE)
_ASSIGNED = re.compile(r":=[ \t]*$")
_TACTIC_PLACE = re.compile(r"(?:^|[·;]|<;>|\bby|(?:\||\bcase|\bnext)[^\n]*=>)[ \t]*(?:\.[ \t]+)?$")
"""What stands before a tactic on its line."""
_BULLETS = re.compile(r"[ \t]*(?:[·.][ \t]+)*")
_UNSOLVED = "unsolved goals\n"
_SHOWN = "".join(f"set_option pp.{name} true in " for name in ("funBinderTypes", "coercions.types", "numericTypes"))
"""Goals are shown so that Lean reads them back as they are."""
_UNIVERSE = re.compile(r"\b(Type|Sort) u_\d+")


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in a proof where something is left to prove."""

    start: int
    end: int
    form: str
    """`tactic` where a block of tactics may stand, `by` for a whole `by sorry`, `term` within a term."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is left to prove at a hole, as a declaration of its own."""

    hole: Hole
    declaration: str
    renamed: tuple[str, ...]
    """Names of the declaration for what has none in the proof, in its order there."""
    equations: tuple[tuple[str, str], ...]
    """Hypotheses of the declaration that say what a local definition is, with their types."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A proof with holes, of which Lean accepts the rest."""

    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Lean refuses something else than the holes."""

    line: int
    """Of the proof, from 1."""
    words: str


def holes(text: str) -> list[Hole]:
    """The holes of a proof: `sorry`, and `?_` where it ends a line after `:=`."""
    plain = without_comments(text)
    found = []
    for match in _HOLE.finditer(plain):
        before = plain[plain.rfind("\n", 0, match.start()) + 1 : match.start()]
        if match["hole"] == "?_" and (match["by"] or not _ASSIGNED.search(before)):
            continue
        if match["by"]:
            found.append(Hole(match.start(), match.end(), "by"))
        elif _TACTIC_PLACE.search(before):
            found.append(Hole(match.start("hole"), match.end(), "tactic"))
        else:
            found.append(Hole(match.start("hole"), match.end(), "term"))
    return found


def probe(declaration: str, text: str) -> str:
    """A text for Lean whose errors tell what is left to prove at each hole."""
    return _source(declaration, _probed(text, holes(text)))


def read_parts(declaration: str, text: str, checked: SourceCheck) -> Sketch | Refused:
    """The parts of a sketch from what Lean says of its probe.

    Goals that are left at the end of the proof become holes there; such a sketch has to be probed again, and has no
    parts yet.
    """
    found = holes(text)
    places = _places(text, found)
    goals: dict[int, Goal] = {}
    left: tuple[Goal, ...] = ()
    for message in sorted(checked.messages, key=lambda m: (m.start.line, m.start.column)):
        if message.severity is not Severity.ERROR:
            continue
        unsolved = read_goals(message.text.removeprefix(_UNSOLVED)) if message.text.startswith(_UNSOLVED) else ()
        place = places.get((message.start.line, message.start.column))
        if place is not None and unsolved:
            goals[place] = unsolved[0]
        elif message.start.line == 1 and unsolved:
            left = unsolved
        else:
            return Refused(max(0, message.start.line - 1), message.text)
    if left:
        return Sketch("\n".join([text.rstrip(), *["· sorry"] * len(left)]), ())
    named = enumerate(found)
    parts = (_part(declaration, hole, goals[index], index) for index, hole in named if index in goals)
    # a hole without an error is closed by `skip`, or Lean never came there
    filled = _filled(text, {hole: "skip" for index, hole in enumerate(found) if index not in goals})
    return Sketch(text, tuple(parts)) if len(goals) == len(found) else Sketch(filled, ())


def assembled(sketch: Sketch, proofs: Sequence[str]) -> str:
    """The proof, with the proofs of the parts in their places."""
    return _filled(
        sketch.text, {part.hole: _opened(part, proof) for part, proof in zip(sketch.parts, proofs, strict=True)}
    )


def _opened(part: Part, proof: str) -> str:
    lines = [f"rename_i {' '.join(part.renamed)}"] if part.renamed else []
    lines += [f"have {name} : {kind} := rfl" for name, kind in part.equations]
    return "\n".join([*lines, proof])


def _probed(text: str, found: Sequence[Hole]) -> str:
    probes = {"tactic": "· skip", "by": "by skip", "term": "(by skip)"}
    return _spliced(text, [(hole, probes[hole.form]) for hole in found])


def _places(text: str, found: Sequence[Hole]) -> dict[tuple[int, int], int]:
    """Where Lean tells of each hole in the probe, by line and column."""
    places = {}
    for index, hole in enumerate(found):
        before = _probed(text[: hole.start], [h for h in found if h.end <= hole.start])
        column = len(before) - (before.rfind("\n") + 1) + (hole.form == "term")
        places[before.count("\n") + 2, column + 2] = index
    return places


def _source(declaration: str, proof: str) -> str:
    lines = "\n".join(f"  {line}" for line in proof.splitlines())
    return f"{_SHOWN}{declaration} := by\n{lines}\n"


def _filled(text: str, proofs: Mapping[Hole, str]) -> str:
    return _spliced(text, [(hole, _placed(text, hole, proof)) for hole, proof in proofs.items()])


def _placed(text: str, hole: Hole, proof: str) -> str:
    """A proof as it stands in the place of a hole."""
    lines = proof.splitlines()
    begin = text.rfind("\n", 0, hole.start) + 1
    before = text[begin : hole.start]
    bullets = _BULLETS.match(before)
    column = bullets.end() if bullets else 0
    if hole.form == "tactic" and (len(lines) == 1 or column == len(before)):
        return f"\n{' ' * len(before)}".join(lines)
    # in a `calc`, the steps after the first may stand two columns to the right
    indent = " " * (column + (2 if hole.form == "tactic" else 4))
    block = "".join(f"\n{indent}{line}" for line in lines)
    if hole.form == "tactic":
        return block
    tactics = f"by {lines[0]}" if len(lines) == 1 else f"by{block}"
    return tactics if hole.form == "by" else f"({tactics})"


def _spliced(text: str, pieces: Sequence[tuple[Hole, str]]) -> str:
    for hole, piece in sorted(pieces, key=lambda item: -item[0].start):
        before = text[: hole.start]
        text = (before.rstrip(" ") if piece.startswith("\n") else before) + piece + text[hole.end :]
    return text


def _part(declaration: str, hole: Hole, goal: Goal, index: int) -> Part:
    """The goal of a hole as a declaration."""
    taken = {name for hypothesis in goal.hypotheses for name in hypothesis.names}
    fresh = (wish for wish in map("x{}".format, itertools.count(1)) if wish not in taken)
    renamed: dict[str, str] = {}
    equations: list[tuple[str, str]] = []
    binders: list[str] = []
    for hypothesis in goal.hypotheses:
        for name in hypothesis.names:
            if "✝" in name:
                renamed[name] = next(fresh)
        names = " ".join(renamed.get(name, name) for name in hypothesis.names)
        kind = _named(hypothesis.type, renamed)
        instance = all(name.startswith("inst✝") for name in hypothesis.names)
        binders.append(f"[{names} : {kind}]" if instance else f"({names} : {kind})")
        if hypothesis.value:
            equation = next(fresh), f"{names} = {_named(hypothesis.value, renamed)}"
            equations.append(equation)
            binders.append(f"({equation[0]} : {equation[1]})")
    name = declaration.split()[1]
    text = f"theorem {name}_{index + 1} {' '.join(binders)} : {_named(goal.target, renamed)}"
    return Part(hole, " ".join(text.split()), tuple(renamed.values()), tuple(equations))


def _named(text: str, renamed: Mapping[str, str]) -> str:
    for old, new in renamed.items():
        text = re.sub(rf"(?<![\w.]){re.escape(old)}(?![\w¹²³⁴⁵⁶⁷⁸⁹⁰])", new, text)
    return _UNIVERSE.sub(r"\1 _", text)
