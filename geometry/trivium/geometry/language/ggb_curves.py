"""Lines and circles of a GeoGebra construction, as predicates about the named points on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from trivium.geometry.language.archive import fault


@dataclass(slots=True)
class Straight:
    """A line, ray or segment."""

    on: list[str] = field(default_factory=list)
    """The points known to lie on it."""
    along: tuple[str, str] | None = None
    """Two points whose line it is parallel to or, where `turned`, perpendicular to."""
    turned: bool = False
    bisects: tuple[str, str, str] | None = None
    """An angle that it bisects, the vertex in the middle."""
    between: tuple[str, str] | None = None
    """Two points from which its points are equally far."""
    touches: Round | None = None
    """A circle to which it is a tangent from outside."""

    def ends(self) -> tuple[str, str]:
        """Two points of a segment; raises ProblemError where only one is known."""
        if len(self.on) < 2:
            raise fault("UNSUPPORTED", "a line needs two named points here", hint="name a second point on it")
        return self.on[0], self.on[1]

    def direction(self) -> tuple[str, str, bool]:
        """Two points, and whether the line is perpendicular to theirs instead of parallel."""
        if len(self.on) > 1:
            return self.on[0], self.on[1], False
        if self.along is None:
            raise fault("UNSUPPORTED", "the direction of a line is not known by points", hint="name a point on it")
        return *self.along, self.turned

    def holds(self, point: str) -> list[str]:
        """What says that a point lies on it; the point counts among its points from then on."""
        if point in self.on:
            return []
        said = self._says(point)
        self.on.append(point)
        return said

    def _says(self, x: str) -> list[str]:
        if len(self.on) > 1:
            return [f"coll {x} {self.on[0]} {self.on[1]}"]
        if self.between:
            a, b = self.between
            return [f"cong {x} {a} {x} {b}"]
        if self.bisects:
            a, v, b = self.bisects
            return [f"eqangle {v} {a} {v} {x} {v} {x} {v} {b}"]
        if self.touches and self.touches.centre:
            reason = "a tangent from outside is known by its point of contact only"
            raise fault("UNSUPPORTED", reason, hint="intersect the tangent with the circle first")
        if self.along and self.on:
            name = "perp" if self.turned else "para"
            return [f"{name} {x} {self.on[0]} {self.along[0]} {self.along[1]}"]
        raise fault("UNSUPPORTED", "a line that named points do not determine")


@dataclass(slots=True)
class Round:
    """A circle."""

    centre: str = ""
    on: list[str] = field(default_factory=list)
    """The points known to lie on it."""
    radius: tuple[str, str] | None = None
    """Two points whose distance is the radius."""
    diameter: tuple[str, str] | None = None

    def holds(self, point: str) -> list[str]:
        """What says that a point lies on it; the point counts among its points from then on."""
        if point in self.on:
            return []
        said = self._says(point)
        self.on.append(point)
        return said

    def _says(self, x: str) -> list[str]:
        if self.centre and self.on:
            return [f"cong {self.centre} {x} {self.centre} {self.on[0]}"]
        if self.centre and self.radius:
            return [f"cong {self.centre} {x} {self.radius[0]} {self.radius[1]}"]
        if self.diameter:
            a, b = self.diameter
            return [f"perp {x} {a} {x} {b}"]
        if len(self.on) > 2:
            return [f"cyclic {' '.join(self.on[:3])} {x}"]
        raise fault("UNSUPPORTED", "a circle whose radius is a number", hint="give it a point on its circumference")

    def centred(self, point: str) -> list[str]:
        """What says that a point is the centre."""
        if self.diameter:
            return [f"midp {point} {self.diameter[0]} {self.diameter[1]}"]
        if len(self.on) < 3:
            raise fault("UNSUPPORTED", "the centre of a circle that has one already")
        self.centre = point
        a, b, c = self.on[:3]
        return [f"cong {point} {a} {point} {b}", f"cong {point} {b} {point} {c}"]


Curve = Straight | Round
