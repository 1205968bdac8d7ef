"""Nearest neighbours: tactics that were used on goals like this one. No weights, a few milliseconds, one core.

A goal is a bag of words and pairs of neighbouring words, those of the target told apart from those of the hypotheses,
weighed by TF-IDF; a neighbour votes for its tactic with the third power of its similarity. The names of hypotheses in
a tactic are bound anew: to the hypotheses of the goal at hand whose types are most like the old ones. The idea is that
of TacticToe (Gauthier, Kaliszyk, Urban, Kumar, Norrish 2018).
"""

from __future__ import annotations

import itertools
import json
import math
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trivium.prover.errors import ProverError
from trivium.prover.lean.goal import Goal, read_goals
from trivium.prover.policy.question import Proposal

_FORMAT = 1
_NEIGHBOURS = 400
_POWER = 3
_SLOPE = 0.02
"""How much less a neighbour counts for each rank."""
_MOST_NAMES = 6
_BOUND = 2
"""How many times as many tactics as are asked for have their names bound."""
_WORD = re.compile(r"[A-Za-z_α-ωΑ-Ωℕℤℚℝℂ][\w.'!?]*|\d+|[^\w\s(),:]")
_LARGEST_TACTIC = 2000
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]


class TraceError(ProverError):
    """A file that is no index of traces."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A goal as Lean shows it, and a tactic that was right for it."""

    state: str
    tactic: str


def goal_features(state: str) -> list[str]:
    """The words of the first goal of a state."""
    goals = read_goals(state)
    if not goals:
        return []
    target = _words(goals[0].target)
    hypotheses = [word for hypothesis in goals[0].hypotheses for word in _words(hypothesis.type)]
    pairs = [f"p:{first} {second}" for first, second in itertools.pairwise(target)]
    return [f"t:{word}" for word in target] + pairs + [f"h:{word}" for word in hypotheses]


def read_traces(path: Path) -> Iterator[Trace]:
    """The traces of a file of JSON lines `{"state", "tactic"}`; raises TraceError with the line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TraceError(f"{path}: {error}") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
                yield Trace(str(row["state"]), str(row["tactic"]))
            except (ValueError, KeyError, TypeError) as error:
                raise TraceError(f"{path}: line {number}: no trace: {error}") from None


@dataclass(frozen=True, slots=True)
class KnnIndex:
    """Traces by their words."""

    tactics: tuple[str, ...]
    """The tactics, each once."""
    states: tuple[str, ...]
    """The first goal of each trace, for its names."""
    tactic_of: Integers
    """For each trace its tactic."""
    vocabulary: dict[str, int]
    weights: Floats
    """Inverse document frequency of each word."""
    starts: npt.NDArray[np.int64]
    """Where the postings of each word begin; one more at the end."""
    places: Integers
    """Traces, word after word."""
    values: Floats
    """The normalised weight of the word in each of them."""

    @classmethod
    def build(cls, traces: Iterable[Trace], least: int = 1) -> KnnIndex:
        """From traces; words of fewer than `least` of them are left out."""
        kept = [t for t in traces if 0 < len(t.tactic) <= _LARGEST_TACTIC]
        bags = [Counter(goal_features(trace.state)) for trace in kept]
        frequency: Counter[str] = Counter()
        for bag in bags:
            frequency.update(bag.keys())
        words = sorted(word for word, count in frequency.items() if count >= least)
        vocabulary = {word: number for number, word in enumerate(words)}
        weights = np.array([math.log((1 + len(kept)) / (1 + frequency[w])) + 1 for w in words], dtype=np.float32)
        numbers: dict[str, int] = {}
        tactic_of = np.array([numbers.setdefault(_plain(t.tactic), len(numbers)) for t in kept], dtype=np.int32)
        rows: list[Integers] = []
        columns: list[Integers] = []
        entries: list[Floats] = []
        for place, bag in enumerate(bags):
            at, value = _vector(bag, vocabulary, weights)
            rows.append(np.full(len(at), place, dtype=np.int32))
            columns.append(at)
            entries.append(value)
        column = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int32)
        order = np.argsort(column, kind="stable")
        starts = np.searchsorted(column[order], np.arange(len(words) + 1)).astype(np.int64)
        places = (np.concatenate(rows) if rows else np.zeros(0, dtype=np.int32))[order]
        values = (np.concatenate(entries) if entries else np.zeros(0, dtype=np.float32))[order]
        states = tuple(_first_goal(trace.state) for trace in kept)
        return cls(tuple(numbers), states, tactic_of, vocabulary, weights, starts, places, values)

    def __len__(self) -> int:
        return len(self.tactic_of)

    def save(self, path: Path) -> None:
        """Write it to one file."""
        texts = json.dumps(
            {"format": _FORMAT, "tactics": self.tactics, "states": self.states, "words": list(self.vocabulary)},
            ensure_ascii=False,
        ).encode()
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                texts=np.frombuffer(texts, dtype=np.uint8),
                tactic_of=self.tactic_of,
                weights=self.weights,
                starts=self.starts,
                places=self.places,
                values=self.values,
            )

    @classmethod
    def load(cls, path: Path) -> KnnIndex:
        """Read it back; raises TraceError."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                texts = json.loads(stored["texts"].tobytes())
                if texts.get("format") != _FORMAT:
                    raise TraceError(f"{path}: format {texts.get('format')!r}, not {_FORMAT}")
                arrays = [stored[name] for name in ("tactic_of", "weights", "starts", "places", "values")]
        except (OSError, ValueError, KeyError, AttributeError, EOFError, zipfile.BadZipFile) as error:
            raise TraceError(f"{path}: no index of traces: {error}") from None
        tactic_of, weights, starts, places, values = arrays
        vocabulary = {word: number for number, word in enumerate(texts["words"])}
        found = cls(
            tuple(texts["tactics"]), tuple(texts["states"]), tactic_of, vocabulary, weights, starts, places, values
        )
        if len(starts) != len(vocabulary) + 1 or len(tactic_of) != len(found.states):
            raise TraceError(f"{path}: its parts do not fit together")
        return found

    def neighbours(self, state: str, count: int = _NEIGHBOURS) -> list[tuple[int, float]]:
        """The traces that are most like a state, with their similarities, the nearest first."""
        at, value = _vector(Counter(goal_features(state)), self.vocabulary, self.weights)
        similarity = np.zeros(len(self), dtype=np.float32)
        for word, weight in zip(at, value, strict=True):
            start, end = self.starts[word], self.starts[word + 1]
            similarity[self.places[start:end]] += weight * self.values[start:end]
        if not len(similarity):
            return []
        nearest = np.argpartition(-similarity, min(count, len(similarity) - 1))[:count]
        ranked = sorted(nearest, key=lambda place: (-similarity[place], place))
        return [(int(place), float(similarity[place])) for place in ranked if similarity[place] > 0]

    def propose(self, state: str, count: int) -> list[Proposal]:
        """Tactics by the votes of the neighbours; their log-probabilities are shares of the votes."""
        votes: dict[int, float] = defaultdict(float)
        nearest: dict[int, int] = {}
        for rank, (place, similarity) in enumerate(self.neighbours(state)):
            tactic = int(self.tactic_of[place])
            nearest.setdefault(tactic, place)
            votes[tactic] += similarity**_POWER / (1 + rank * _SLOPE)
        total = sum(votes.values())
        if not total:
            return []
        goals = read_goals(state)
        bound: dict[str, float] = defaultdict(float)
        # names are bound for those that may come first: reading the goals of all neighbours would take most of the time
        for tactic in sorted(votes, key=lambda number: -votes[number])[: _BOUND * count]:
            text = self.tactics[tactic]
            bound[rebound(text, self.states[nearest[tactic]], goals[0]) if goals else text] += votes[tactic]
        ranked = sorted(bound.items(), key=lambda entry: (-entry[1], entry[0]))[:count]
        return [Proposal(text, math.log(vote / total)) for text, vote in ranked]

    def first_words(self, state: str) -> list[str]:
        """The first words of the neighbours' tactics by their votes, which say more than whole tactics do."""
        votes: dict[str, float] = defaultdict(float)
        for rank, (place, similarity) in enumerate(self.neighbours(state)):
            word = re.split(r"[\s\[(;]", self.tactics[self.tactic_of[place]])[0]
            votes[word] += similarity**_POWER / (1 + rank * _SLOPE)
        return sorted(votes, key=lambda word: (-votes[word], word))


def rebound(tactic: str, state: str, goal: Goal) -> str:
    """A tactic with its hypotheses renamed to those of another goal whose types are most like theirs.

    >>> rebound("exact h", "h : p\\n⊢ p", read_goals("hq : q\\nk : p\\n⊢ p")[0])
    'exact k'
    """
    goals = read_goals(state)
    if not goals:
        return tactic
    theirs = {name: Counter(_words(h.type)) for h in goals[0].hypotheses for name in h.names}
    used = list(dict.fromkeys(w for w in re.findall(r"[^\W\d][\w']*", tactic) if w in theirs))[:_MOST_NAMES]
    ours = {n: Counter(_words(h.type)) for h in goal.hypotheses for n in h.names if not n.endswith("✝")}
    names: dict[str, str] = {}
    for name in used:
        free = [other for other in ours if other not in names.values()]
        if free:
            # the same name wins where types are equally like
            names[name] = max(free, key=lambda other: (_alike(theirs[name], ours[other]), other == name))
    return re.sub(r"[^\W\d][\w']*", lambda match: names.get(match[0], match[0]), tactic)


def _alike(first: Counter[str], second: Counter[str]) -> float:
    union = (first | second).total()
    return (first & second).total() / union if union else 0.0


def _vector(bag: Counter[str], vocabulary: dict[str, int], weights: Floats) -> tuple[Integers, Floats]:
    known = [(vocabulary[word], 1 + math.log(count)) for word, count in bag.items() if word in vocabulary]
    at = np.array([number for number, _ in known], dtype=np.int32)
    value = (
        np.array([count for _, count in known], dtype=np.float32) * weights[at] if known else np.zeros(0, np.float32)
    )
    norm = float(np.sqrt((value * value).sum()))
    return at, value / np.float32(norm) if norm else value


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"✝\S*", "", text))


def _plain(tactic: str) -> str:
    return tactic.strip() if "\n" in tactic else " ".join(tactic.split())


def _first_goal(state: str) -> str:
    goals = read_goals(state)
    return goals[0].text if goals else ""
