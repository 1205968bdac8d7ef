"""What the rounds of a loop came to: numbers, differences, a plot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

from trivium.prover.training.plotting import COLOURS, document
from trivium.services.batch.batch import Batch
from trivium.services.batch.errors import BrokenBatchError
from trivium.services.batch.results import results
from trivium.services.data.comparison import Tried, by_family, difference, rate
from trivium.services.data.evaluating import Contender, score

_COLUMNS = ("failure", "id", "status", "proof", "by")


@dataclass(frozen=True, slots=True)
class Round:
    """One round."""

    number: int
    statements: int
    statuses: Mapping[str, int]
    proofs: Mapping[str, int]
    """How many proofs came from what; see `by` of a row."""
    ids: frozenset[str]
    """Of the statements that it drew."""
    exam: tuple[Tried, ...]

    @classmethod
    def read(cls, folder: Path, number: int) -> Round:
        """From its folder; raises BrokenBatchError, also where a policy has not answered."""
        rows = list(results(Batch.open(folder / "data"), _COLUMNS))
        found = score(folder / "held-out", Contender(("model",)))
        failures = [row["failure"] for row in rows if row["failure"]] + [*found.failures]
        if failures:
            raise BrokenBatchError(f"{folder}: a stage has failed, take it away to have it done again: {failures[0]}")
        return cls(
            number,
            len(rows),
            dict(Counter(row["status"] for row in rows).most_common()),
            dict(Counter(row["by"] for row in rows if row["proof"]).most_common()),
            frozenset(row["id"] for row in rows),
            found.tried,
        )


def reported(rounds: Sequence[Round], settings: Mapping[str, Any], exam: Collection[str]) -> dict[str, Any]:
    """The rounds in JSON values, each with its difference to the first.

    A statement of the exam that a round has drawn too, from another family, counts for nothing.
    """
    drawn = frozenset[str]().union(*(one.ids for one in rounds))
    kept = {one.number: [tried for tried in one.exam if tried.id not in drawn] for one in rounds}
    first, seed = kept[rounds[0].number], int(settings["seed"])
    return {
        "settings": dict(settings),
        "start": "round 0 is a model trained from random weights on the proofs of round 0, found without a model",
        "left_out": len(drawn & frozenset(exam)),
        "rounds": [
            {
                "round": one.number,
                "statements": one.statements,
                "status": dict(one.statuses),
                "proofs_by": dict(one.proofs),
                "held_out": len(kept[one.number]),
                "solved": sum(tried.solved for tried in kept[one.number]),
                "rate": asdict(rate(kept[one.number], seed)),
                "difference": asdict(difference(kept[one.number], first, seed)),
                "families": {name: list(counts) for name, counts in by_family(kept[one.number]).items()},
            }
            for one in rounds
        ],
    }


_WIDTH, _HEIGHT, _LEFT, _TOP, _BASE = 480.0, 300.0, 56.0, 40.0, 260.0


def plot(reports: Sequence[Mapping[str, Any]]) -> str:
    """The solve rate of each round with its interval, a line for each report, as SVG."""
    title = "held-out statements that the model proves by itself"
    last = max(len(told["rounds"]) for told in reports) - 1
    highest = max(one["rate"]["high"] for told in reports for one in told["rounds"]) or 1.0
    top = min(1.0, highest * 1.1)
    body = [f'<text x="{_LEFT}" y="22" font-weight="bold">{escape(title)}</text>']
    for share in (0.0, top / 2, top):
        y = _height(share, top)
        body.append(f'<line x1="{_LEFT}" x2="{_WIDTH - 16}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        body.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{100 * share:.0f} %</text>')
    for number in range(last + 1):
        x = _place(number, last, 0.0)
        body.append(f'<text x="{x:.1f}" y="{_BASE + 18}" text-anchor="middle">round {number}</text>')
    for index, told in enumerate(reports):
        aside = 7.0 * (index - (len(reports) - 1) / 2)
        body.append(_line(told["rounds"], COLOURS[index % len(COLOURS)], last, aside, top))
    return document(title, _WIDTH, _HEIGHT, "".join(body))


def _line(rounds: Sequence[Mapping[str, Any]], colour: str, last: int, aside: float, top: float) -> str:
    parts, path = list[str](), list[str]()
    for one in rounds:
        x = _place(one["round"], last, aside)
        low, mean, high = (_height(one["rate"][name], top) for name in ("low", "mean", "high"))
        path.append(f"{x:.1f},{mean:.1f}")
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}" stroke="{colour}"/>')
        parts.append(f'<circle cx="{x:.1f}" cy="{mean:.1f}" r="3" fill="{colour}"/>')
    return f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{" ".join(path)}"/>{"".join(parts)}'


def _place(number: int, last: int, aside: float) -> float:
    return _LEFT + 36 + number * (_WIDTH - _LEFT - 80) / max(1, last) + aside


def _height(share: float, top: float) -> float:
    return _BASE - share / top * (_BASE - _TOP)
