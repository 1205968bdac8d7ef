"""GeoGebra files: what is translated, and how a hostile file is refused."""

import io
import zipfile

import pytest

from trivium.geometry.errors import ProblemError
from trivium.geometry.language.geogebra import statement_of
from trivium.geometry.language.reader import Format, guess, read_statement
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve


def point(label: str, x: float, y: float) -> str:
    return f'<element type="point" label="{label}"><coords x="{x}" y="{y}" z="1.0"/></element>'


def command(name: str, *inputs: str, makes: tuple[str, ...]) -> str:
    given = " ".join(f'a{k}="{text}"' for k, text in enumerate(inputs))
    made = " ".join(f'a{k}="{text}"' for k, text in enumerate(makes))
    return f'<command name="{name}"><input {given}/><output {made}/></command>'


def xml(*parts: str) -> bytes:
    return f'<?xml version="1.0"?><geogebra><construction>{"".join(parts)}</construction></geogebra>'.encode()


def archive(data: bytes, name: str = "geogebra.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, data)
    return buffer.getvalue()


TRIANGLE = (point("A", 0, 0), point("B", 4, 0), point("C", 1, 3))
ORTHOCENTRE = xml(
    *TRIANGLE,
    command("Polygon", "A", "B", "C", makes=("t1", "c", "a", "b")),
    command("OrthogonalLine", "A", "a", makes=("f",)),
    command("OrthogonalLine", "B", "b", makes=("g",)),
    command("Intersect", "f", "g", makes=("H",)),
    point("H", 1, 1),
    command("Line", "C", "H", makes=("h",)),
    command("Prove", "h ⟂ c", makes=("boolean",)),
)


def test_an_archive_is_translated_and_proved() -> None:
    statement = statement_of(archive(ORTHOCENTRE))
    assert statement == "A@0_0 B@4_0 C@1_3 H@1_1 = perp H A B C, perp H B C A ? perp C H A B"
    assert guess(statement) is Format.AG2
    assert solve(read_statement(statement)).outcome is Outcome.PROVED


def test_the_goal_may_be_given_and_the_bare_xml_too() -> None:
    assert statement_of(ORTHOCENTRE, "perp a h b c").endswith("? perp a h b c")


CONSTRUCTIONS = (
    (
        "Thales",
        (
            point("A", 0, 0),
            point("B", 4, 0),
            command("Segment", "A", "B", makes=("f",)),
            command("Midpoint", "f", makes=("M",)),
            point("M", 2, 0),
            command("Circle", "M", "A", makes=("c",)),
            command("Point", "c", makes=("C",)),
            point("C", 2, 2),
            command("Prove", "ArePerpendicular[Line[A, C], Line[C, B]]", makes=("d",)),
        ),
    ),
    (
        "two tangents are equal",
        (
            point("O", 0, 0),
            point("A", 1, 0),
            command("Circle", "O", "A", makes=("c",)),
            point("P", 2, 0),
            command("Tangent", "P", "c", makes=("f", "g")),
            command("Intersect", "f", "c", makes=("T",)),
            point("T", 0.5, 0.75**0.5),
            command("Intersect", "g", "c", makes=("S",)),
            point("S", 0.5, -(0.75**0.5)),
            command("AreCongruent", "Segment[P, T]", "Segment[P, S]", makes=("d",)),
        ),
    ),
    (
        "the perpendicular bisectors meet in the centre",
        (
            *TRIANGLE,
            command("LineBisector", "A", "B", makes=("f",)),
            command("LineBisector", "B", "C", makes=("g",)),
            command("Intersect", "f", "g", makes=("O",)),
            point("O", 2, 1),
            command("Circle", "O", "A", makes=("k",)),
            command("Intersect", "k", "g", makes=("X", "Y")),
            point("X", 2 + 5**0.5 / 2**0.5, 1 + 5**0.5 / 2**0.5),
            point("Y", 2 - 5**0.5 / 2**0.5, 1 - 5**0.5 / 2**0.5),
            command("Prove", "AreConcyclic[A, B, C, X]", makes=("d",)),
        ),
    ),
    (
        "a square on its side, turned and reflected",
        (
            point("A", 0, 0),
            point("B", 1, 0),
            command("Polygon", "A", "B", "4", makes=("q", "f", "g", "C", "D", "h", "i")),
            point("C", 1, 1),
            point("D", 0, 1),
            command("Rotate", "B", "90°", "A", makes=("B'",)),
            point("B'", 0.0000001, 1.0000001),
            command("AreParallel", "Line[A, C]", "Line[A, C]", makes=("d",)),
        ),
    ),
)


@pytest.mark.parametrize(("name", "parts"), CONSTRUCTIONS[:3], ids=lambda x: x if isinstance(x, str) else "")
def test_commands_say_what_they_mean(name: str, parts: tuple[str, ...]) -> None:
    statement = statement_of(xml(*parts))
    assert solve(read_statement(statement)).outcome is Outcome.PROVED, (name, statement)


def test_regular_polygons_and_rotations_are_translated() -> None:
    statement = statement_of(xml(*CONSTRUCTIONS[3][1]))
    assert "aconst A B B C 360/4" in statement
    assert "aconst A B A B' 90" in statement


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "BAD_FILE"),
        (b"not a file", "BAD_FILE"),
        (b"PK\x03\x04broken", "BAD_FILE"),
        (archive(ORTHOCENTRE, "other.xml"), "BAD_FILE"),
        (archive(b" " * 5_000_000), "TOO_LARGE"),
        (archive(b"<a>" * 100 + b"</a>" * 100), "TOO_LARGE"),
        (xml("<x/>" * 50_000), "TOO_LARGE"),
        (b'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "b">]><geogebra>&a;</geogebra>', "BAD_FILE"),
        (b"<geogebra/>", "BAD_FILE"),
        (xml(), "NO_POINT"),
        (xml(point("A", 0, 0), command("Spiral", "A", makes=("B",)), point("B", 1, 1)), "UNSUPPORTED_COMMAND"),
        (xml(point("A", float("nan"), 0)), "BAD_FILE"),
        (xml(*TRIANGLE, command("Prove", "IsNice[A, B]", makes=("d",))), "UNKNOWN_GOAL"),
        (xml(*TRIANGLE, command("Midpoint", "A", "Q", makes=("M",)), point("M", 1, 1)), "UNSUPPORTED"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        statement_of(content)
    assert caught.value.code == code
    assert caught.value.reason


def test_labels_that_are_no_names_get_new_ones() -> None:
    statement = statement_of(xml(point("α", 0, 0), point("A_{1}", 1, 0), point("B", 0, 1)), "coll B B B")
    assert statement.startswith("p1@0_0 A_1@1_0 B@0_1 =")
