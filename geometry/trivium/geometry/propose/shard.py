"""Shards of a batch, and the batch: a shard is a pure function of configuration, seed and index."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files

from trivium.geometry.propose.certified import certified
from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.context import minimal
from trivium.geometry.propose.finds import finds
from trivium.geometry.propose.priors import priors
from trivium.geometry.propose.proposal import Proposal
from trivium.geometry.propose.tree import growths


def shard(
    configuration: Configuration, seed: int, index: int, expired: Callable[[], bool] = lambda: False
) -> Iterator[Proposal]:
    """The proposals along one path of constructions, each once, the same whenever and wherever they are asked for.

    A theorem of a public problem file is none, nor is a special case of one.
    They end early where `expired` says so.
    """
    rng = random.Random(f"{seed}/{index}")  # noqa: S311 - figures, not secrets
    repeats = Novelty(known())
    for growth in growths(configuration, priors(), rng, expired):
        for find in finds(growth, configuration):
            if expired():
                return
            if growth.points < configuration.least_points:
                continue
            theorem = minimal(find, rng)
            proposal = certified(theorem, configuration, rng, repeats.knows) if theorem is not None else None
            if proposal is not None and repeats.admits(proposal.key, proposal.weaker):
                yield proposal


@cache
def known() -> frozenset[str]:
    """The canonical forms of the theorems in public problem files, those of `known.json`."""
    return frozenset(json.loads(files(__package__).joinpath("known.json").read_text(encoding="utf-8")))


class Novelty:
    """The statements seen, by their canonical forms: admits what is neither one of them nor a special case of one.

    A special case is recognised where leaving out one condition gives a statement that was seen.
    """

    def __init__(self, seen: Iterable[str] = ()) -> None:
        self._seen = set(seen)

    def knows(self, key: str, weaker: Iterable[str]) -> bool:
        """Whether a statement was seen, by its canonical form, or one that says the same on one condition less."""
        return key in self._seen or not self._seen.isdisjoint(weaker)

    def admits(self, key: str, weaker: Iterable[str]) -> bool:
        """Whether a statement is new; it counts as seen from now on."""
        if self.knows(key, weaker):
            return False
        self._seen.add(key)
        return True


def propose(
    configuration: Configuration, seed: int = 0, expired: Callable[[], bool] = lambda: False
) -> Iterator[Proposal]:
    """New proposals, shard after shard, without an end of their own; stops where `expired` says so.

    The same configuration and seed give the same proposals in the same order.
    """
    novelty, index = Novelty(), 0
    while not expired():
        for proposal in shard(configuration, seed, index, expired):
            if novelty.admits(proposal.key, proposal.weaker):
                yield proposal
        index += 1
