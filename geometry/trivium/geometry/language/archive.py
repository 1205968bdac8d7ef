"""GeoGebra files, opened safely: one member of bounded size of a zip archive, as XML without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree as Xml
from xml.parsers import expat

from trivium.geometry.errors import Place, ProblemError

_MOST_COMPRESSED = 4 * 1024 * 1024
_MOST_XML = 4 * 1024 * 1024
_MOST_MEMBERS = 500
_DEEPEST = 60
_MOST_ELEMENTS = 40_000
_MEMBER = "geogebra.xml"


def fault(code: str, reason: str, *, token: str = "", hint: str = "", clause: int = 0) -> ProblemError:
    """An error of a GeoGebra file; `clause` is the number of the element of the construction."""
    return ProblemError(code, reason, Place(1, 1, clause), token, hint)


def construction_xml(content: bytes) -> Xml.Element:
    """The root of `geogebra.xml` in an archive, or of the XML itself.

    Raises ProblemError where the content is neither, or larger or deeper than a drawing by hand can be.
    """
    if len(content) > _MOST_COMPRESSED:
        raise fault("TOO_LARGE", f"more than {_MOST_COMPRESSED} bytes")
    return _parsed(_member(content) if content[:2] == b"PK" else content)


def _member(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise fault("TOO_LARGE", f"more than {_MOST_MEMBERS} members in the archive")
            with archive.open(_MEMBER) as member:  # read up to the limit, whatever the header says
                data = member.read(_MOST_XML + 1)
    except KeyError:
        raise fault("BAD_FILE", f"the archive has no {_MEMBER}", hint="save the file from GeoGebra as .ggb") from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise fault("BAD_FILE", f"not a readable archive: {error}") from error
    if len(data) > _MOST_XML:
        raise fault("TOO_LARGE", f"{_MEMBER} has more than {_MOST_XML} bytes")
    return data


class _Builder:
    """Builds the tree; refuses document types, and with them entities, deep nesting and too many elements."""

    def __init__(self) -> None:
        self.tree = Xml.TreeBuilder()
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise fault("TOO_LARGE", "the XML is too deep or has too many elements")
        self.tree.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self.tree.end(tag)


def _refuse_document_type(*_: object) -> None:
    raise fault("BAD_FILE", "the XML declares a document type")


def _parsed(data: bytes) -> Xml.Element:
    builder, parser = _Builder(), expat.ParserCreate()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(data, True)
        return builder.tree.close()
    except (expat.ExpatError, AssertionError, ValueError) as error:
        raise fault("BAD_FILE", f"not GeoGebra's XML: {error}", hint="give a .ggb file or its geogebra.xml") from error
