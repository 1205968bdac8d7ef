"""Names of points as they are set: letters in italics, trailing digits as an index."""

from __future__ import annotations

import re
import unicodedata

FONT_SIZE = 16.0
INDEX_SIZE = 11.0
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW, _WIDE = "fijltI'.,!|", "mwMWOQGDHN@%"
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


def escaped(text: str) -> str:
    """Text for XML: markup escaped, characters that XML 1.0 does not know replaced."""
    return "".join(_MARKUP.get(c, c) for c in _NOT_IN_XML.sub("\ufffd", text))


def parts(name: str) -> tuple[str, str]:
    """A name as its stem and its index: `o1` is o with index 1.

    >>> parts("o1"), parts("abc"), parts("12")
    (('o', '1'), ('abc', ''), ('12', ''))
    """
    stem = name.rstrip("0123456789")
    return (stem, name[len(stem) :]) if stem else (name, "")


def width(name: str) -> float:
    """The width of a name in canvas units, rather too large than too small."""
    stem, index = parts(name)
    return sum(map(_em, stem)) * FONT_SIZE + 0.55 * len(index) * INDEX_SIZE


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    return 0.38 if character in _NARROW else 0.9 if character in _WIDE else 0.62
