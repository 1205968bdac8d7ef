"""The lane of sketches: each hole of a proof has lanes of its own, with the same table and the same ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import replace

from trivium.prover.decide import refutable
from trivium.prover.errors import UnsupportedStatement
from trivium.prover.lean.session import SourceCheck, TacticState
from trivium.prover.search.best_first import best_first
from trivium.prover.search.closers import HEAD_START, closers
from trivium.prover.search.events import attempt_key
from trivium.prover.search.lane import Lane, Proof, Turn, Turns
from trivium.prover.search.policy import Candidate, Kind
from trivium.prover.search.sketch import Part, Refused, Sketch, assembled, holes, probe, read_parts
from trivium.prover.search.whole_proofs import check_whole, keep_prefix, whole_proofs

_DEEPEST = 2
"""How many sketches may lie within one another."""
_AT_ONCE = 3
"""Sketches that take turns."""
_TURNS = 200
"""Of a sketch, until one that waits takes its place."""
_PROBES = 3
_PROBE_WALL = 20.0
_MOST_HOLES = 32
_DOUBT = 0.2
"""Seconds for the question whether a part is false."""


def sketches(lane: Lane) -> Turns:
    """Sketches of the policies, and whole proofs with holes that the other lane passes on."""
    state = lane.start()
    if state is None or not state.goals:
        return
    yield Turn.WORKED
    lane.givers.add(lane.name)
    try:
        yield from _taking_turns(lane, state)
    finally:
        lane.givers.discard(lane.name)


def _taking_turns(lane: Lane, state: TacticState) -> Turns:
    asked = lane.proposals.ask(lane.context(state), Kind.SKETCH)
    waiting: deque[Turns] = deque()
    active: deque[tuple[Turns, int]] = deque()
    while True:
        lane.sketches += [candidate for candidate in asked.take() if candidate.kind is Kind.SKETCH]
        while lane.sketches:
            waiting.append(_pursued(lane, state, lane.sketches.pop(0)))
        while waiting and len(active) < _AT_ONCE:
            active.append((waiting.popleft(), 0))
        if not active:
            if not asked.waiting and lane.givers <= {lane.name}:
                return
            yield Turn.WAITING
            continue
        turns, count = active.popleft()
        turn = next(turns, None)
        if turn is not None:
            if waiting and count >= _TURNS:
                waiting.append(turns)
            else:
                active.append((turns, count + 1))
            yield turn


def _pursued(lane: Lane, root: TacticState, candidate: Candidate) -> Turns:
    """Probe a sketch, prove its parts, put them together."""
    if attempt_key(lane.declaration, candidate.text) in lane.failed:
        lane.ledger.spend("repeats avoided")
        return
    sketch = yield from _probed(lane, root, candidate)
    if sketch is None:
        return
    lane.ledger.spend("sketches")
    proofs = yield from _proved(lane, sketch.parts)
    if proofs is None:
        return
    text = assembled(sketch, [proof.text for proof in proofs])
    checked = check_whole(lane, root, replace(candidate, text=text))
    if isinstance(checked, SourceCheck) and checked.complete:
        sources = [source for proof in proofs for source in proof.sources]
        yield Proof(text, (text,), (candidate.source, *sources))
    else:
        yield Turn.WORKED


def _probed(lane: Lane, root: TacticState, candidate: Candidate) -> Generator[Turn, None, Sketch | None]:
    """The sketch with its parts; None where Lean refuses more than its holes."""
    text, outcome = candidate.text, "error"
    for _ in range(_PROBES):
        if len(holes(text)) > _MOST_HOLES:
            return None
        checked = lane.session.check(probe(lane.declaration, text), max(0.1, min(_PROBE_WALL, lane.ledger.left)))
        lane.ledger.spend("tactics")
        found = read_parts(lane.declaration, text, checked) if isinstance(checked, SourceCheck) else Refused(0, "")
        detail = found.words[:200] if isinstance(found, Refused) else ""
        accepted = isinstance(found, Sketch)
        key = "" if accepted else attempt_key(lane.declaration, candidate.text)
        outcome = "progress" if accepted else "error"
        lane.tell("tactic", lane.direction, lane.name, tactic=text, outcome=outcome, key=key, detail=detail)
        yield Turn.WORKED
        if isinstance(found, Refused):
            first = text.count("\n", 0, holes(text)[0].start) + 1 if holes(text) else found.line
            lane.proposals.tried(candidate, accepted=False)
            keep_prefix(lane, root, candidate, min(found.line, first) + 1)
            return None
        if found.parts or not holes(found.text):
            lane.proposals.tried(candidate, accepted=True)
            return found
        text = found.text
    return None


def _proved(lane: Lane, parts: Sequence[Part]) -> Generator[Turn, None, list[Proof] | None]:
    """A proof of each part; None where one has none."""
    for part in parts:
        if _false(part.declaration):
            lane.ledger.spend("parts refuted")
            return None
    running = [_lanes(lane, part) for part in parts]
    rounds = [0] * len(parts)
    proofs: dict[int, Proof] = {}
    while len(proofs) < len(parts):
        worked = False
        for index, lanes in enumerate(running):
            if index in proofs:
                continue
            if not lanes:
                return None
            turn = next(lanes[0], None)
            rounds[index] += 1
            worked = worked or turn is not Turn.WAITING
            if turn is None:
                lanes.popleft()
            elif isinstance(turn, Proof):
                proofs[index] = turn
                lane.ledger.spend("parts proved")
            elif rounds[index] > HEAD_START:
                lanes.rotate(-1)
            yield Turn.WORKED if worked else Turn.WAITING
    return [proofs[index] for index in range(len(parts))]


def _lanes(lane: Lane, part: Part) -> deque[Turns]:
    """The lanes that search for a proof of a part."""
    inner = lane.inside(part.declaration)
    ways = [("closers", closers), ("whole proofs", whole_proofs), ("best first", best_first)]
    if inner.depth < _DEEPEST:
        ways.append(("sketches", sketches))
    return deque(way(inner.named(name)) for name, way in ways)


def _false(declaration: str) -> bool:
    try:
        return refutable(declaration, _DOUBT)
    except UnsupportedStatement:
        return False
