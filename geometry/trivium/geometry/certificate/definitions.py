"""What a construction means exactly, for refutations: equations that determine it, and the choice that it makes.

The facts that a construction gives (`givens`) are what a proof may start from; some repeat each other, and some allow
points that the construction does not mean, such as excentres for an incentre. A refutation shows a figure, so that
here each construction has independent equations and conditions that single out what is meant. Letters: the facts as
in `givens`; N not collinear (`Nabc`), I and O inside or outside bisector (`Ibacx`: x on the bisector at a of b, a, c),
L and R a turn to the left or right (`Labx`), K a convex polygon, M and W two points on one side or on two sides of a
line (`Mxyow`: of xy), S the side of a given angle (`Sabx`).
"""

from __future__ import annotations

from collections.abc import Mapping

DEFINITIONS: Mapping[str, tuple[str | None, str]] = {
    "angle_bisector": (None, "Nabc Iabcx"),
    "angle_mirror": (None, "Nabc"),
    "circle": (None, "Nabc"),
    "circumcenter": (None, "Nabc"),
    "centroid": ("Cxbc Dxbxc Cyca Dycya Czab Dzazb Caxi Cbyi", "Nabc"),
    "ninepoints": (None, "Nabc"),
    "eq_quadrangle": (None, "Kabcd"),
    "eqdia_quadrangle": (None, "Kabcd"),
    "eq_trapezoid": ("Pdcab Dacbd", "Kabcd"),
    "r_trapezoid": (None, "Kabcd"),
    "trapezoid": (None, "Kabcd"),
    "quadrangle": (None, "Kabcd"),
    "pentagon": (None, "Kabcde"),
    "rectangle": ("Tabbc Pabcd Padbc", ""),
    "isquare": ("Tabbc Dabbc Pabcd Padbc", ""),
    "square": ("Tabbx Dabbx Pabxy Paybx", ""),
    "nsquare": (None, "Rabx"),
    "psquare": (None, "Labx"),
    "parallelogram": ("Pabcx Paxbc", "Nabc"),
    "shift": ("Pxbcd Pxcbd", "Nbcd"),
    "triangle": (None, "Nabc"),
    "iso_triangle": ("Dabac", "Nabc"),
    "risos": ("Tabac Dabac", ""),
    "triangle12": (None, "Nabc"),
    "iso_triangle0": (None, "Nabc"),
    "iso_trapezoid": ("Pdcab Dacbd", "Kabcd"),
    "eqangle2": (None, "Nabc"),
    "foot": (None, "Nabc"),
    "incenter": ("Eabaxaxac Ecacxcxcb", "Nabc Ibacx Iacbx"),
    "incenter2": ("Eabaiaiac Ecacicicb Cxbc Tixbc Cyca Tiyca Czab Tizab", "Nabc Ibaci Iacbi"),
    "excenter": ("Eabaxaxac Ecacxcxcb", "Nabc Ibacx Oacbx"),
    "excenter2": ("Eabaiaiac Ecacicicb Cxbc Tixbc Cyca Tiyca Czab Tizab", "Nabc Ibaci Oacbi"),
    "on_bline": ("Dxaxb", ""),
    "on_circum": (None, "Nabc"),
    "orthocenter": ("Txabc Txbca", "Nabc"),
    "reflect": ("Dbabx Dcacx", "Nabc"),
    "s_angle": (None, "Sabx"),
    "cc_tangent0": (None, "Mxyow"),
    "cc_tangent": (None, "Mxyow Mziow"),
    "cc_itangent": (None, "Wxyow Wziow"),
}
"""Per construction the equations, where these are not all that it gives, and the conditions."""

CHOOSES_OTHERWISE = ("trisect", "2l1c", "e5128", "acute_triangle")
"""Constructions whose choice of a figure is not written down here: statements with them are not refuted."""
