"""What determines a batch of proposals, beside its seed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Configuration:
    """How figures are grown, and which theorems are kept."""

    least_points: int = 6
    """Of a figure that is looked at."""
    most_points: int = 9
    """Of a figure, auxiliary points aside."""
    width: int = 4
    """Children of a figure that are looked at; the most fruitful one is grown further."""
    fertile_width: int = 20
    """The same of a figure in which theorems were found."""
    tries: int = 12
    """Auxiliary points tried in a figure that shows what is not known."""
    steps: int = 5
    """The least number of steps of a proof, those that only quote a hypothesis left out."""
    figures: int = 4
    """Other figures, drawn at random, in all of which a theorem must hold."""
    goals: int = 8
    """Theorems taken from one figure at most."""

    def __post_init__(self) -> None:
        if not 4 <= self.least_points <= self.most_points <= 14:
            raise ValueError("a figure has between 4 and 14 points")
        if min(self.width, self.fertile_width, self.tries, self.figures, self.goals) < 1:
            raise ValueError("widths, tries, figures and goals are at least 1")
