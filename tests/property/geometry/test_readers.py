"""Whatever a text holds, a reader answers with a problem or an error that has a place; the checker's agrees with it."""

import io
import zipfile
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from trivium.geometry.certificate import statement as independent
from trivium.geometry.certificate.model import CertificateError
from trivium.geometry.errors import ProblemError
from trivium.geometry.language.constructions import constructions
from trivium.geometry.language.geogebra import statement_of
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import Format, read_problems, read_statement
from trivium.geometry.predicates.predicate import SIGNATURES

_SIGNS = "a b c d e p1 x' = = ; ; , ? points point assume prove @ a@0_0 b@1_2 60 60o 1/2 1pi/3 -3 #"
WORDS = st.one_of(
    st.sampled_from([*_SIGNS.split(), "\n"]),
    st.sampled_from(sorted(constructions())),
    st.sampled_from(sorted(SIGNATURES)),
    st.text(max_size=4),
)
SOUP = st.lists(WORDS, max_size=24).map(" ".join)
POINTS = st.lists(st.sampled_from("abcde"), min_size=2, max_size=8).map(" ".join)
SENTENCE = st.tuples(st.sampled_from(sorted(SIGNATURES)), POINTS, st.sampled_from(["", "30", "2/3"])).map(" ".join)
SENTENCES = st.lists(SENTENCE, max_size=4)


def as_points(assumed: list[str], goals: list[str]) -> str:
    return f"points a b c d e; {'; '.join(assumed)} ? {'; '.join(goals)}"


def as_yuclid(assumed: list[str], goals: list[str]) -> str:
    points = [f"point {p} {k} {k * k}" for k, p in enumerate("abcde")]
    return "\n".join([*points, *(f"assume {s}" for s in assumed), *(f"prove {g}" for g in goals)])


PREDICATIVE = st.builds(as_points, SENTENCES, SENTENCES)
YUCLID = st.builds(as_yuclid, SENTENCES, SENTENCES)


@given(st.one_of(SOUP, PREDICATIVE, YUCLID), st.sampled_from([None, *Format]))
@settings(max_examples=100, deadline=None)
@example("points", None)
@example("points ? ", Format.POINTS)
@example("point a 0 0", Format.YUCLID)
@example("= ? coll", Format.AG2)
def test_any_text_is_read_or_refused_with_its_place(text: str, written: Format | None) -> None:
    for found in read_problems(text, written=written):
        if isinstance(found, ProblemError):
            assert found.reason
            assert found.place.line >= 1
            assert found.place.column >= 1
        else:
            assert read_statement(found.statement).statement == found.statement


@given(st.one_of(SOUP, PREDICATIVE, YUCLID))
@settings(max_examples=100, deadline=None)
def test_what_both_readers_read_they_read_alike(text: str) -> None:
    for found in read_problems(text):
        if isinstance(found, Problem):
            try:
                own = independent.read(found.source)
            except CertificateError:
                continue  # a certificate of it is refused, which is safe
            assert own.canonical == found.statement
            assert set(own.points) == set(found.points)


@given(PREDICATIVE)
@settings(max_examples=100, deadline=None)
def test_the_checker_reads_every_predicate_statement_that_the_engine_reads(text: str) -> None:
    try:
        problem = read_statement(text)
    except ProblemError:
        return
    assert independent.read(text).canonical == problem.statement


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_the_checker_reads_or_refuses_any_text(text: str) -> None:
    with suppress(CertificateError):
        independent.read(text)


_COMMANDS = (
    "Line Segment Ray OrthogonalLine LineBisector AngularBisector Circle Semicircle Midpoint Center Intersect Point "
    "ClosestPoint Mirror Rotate Translate Vector Tangent Polygon TriangleCenter Prove AreCollinear AreParallel Spiral"
)
NAMES = st.sampled_from(["A", "B", "C", "f", "g", "c", "k", "t1", "Q"])
TERMS = st.one_of(NAMES, st.sampled_from(["90°", "4", "Line[A, B]", "A ∥ B", "f ⟂ g"]))


def point_element(name: str, x: int, y: int) -> str:
    return f'<element type="point" label="{name}"><coords x="{x}" y="{y}" z="1"/></element>'


def command_element(name: str, given: list[str], made: list[str]) -> str:
    inputs, outputs = (" ".join(f'a{k}="{x}"' for k, x in enumerate(part)) for part in (given, made))
    return f'<command name="{name}"><input {inputs}/><output {outputs}/></command>'


ELEMENTS = st.one_of(
    st.builds(point_element, NAMES, st.integers(-9, 9), st.integers(-9, 9)),
    st.builds(
        command_element,
        st.sampled_from(_COMMANDS.split()),
        st.lists(TERMS, max_size=4),
        st.lists(NAMES, max_size=4),
    ),
)


@given(st.lists(ELEMENTS, max_size=12), st.sampled_from(["", "coll A B C"]))
@settings(max_examples=150, deadline=None)
def test_any_construction_is_translated_or_refused(parts: list[str], goal: str) -> None:
    text = f"<geogebra><construction>{''.join(parts)}</construction></geogebra>"
    try:
        statement = statement_of(text.encode(), goal)
    except ProblemError:
        return
    for found in read_problems(statement):
        assert isinstance(found, Problem | ProblemError)


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_file_is_refused_or_translated(data: bytes, packed: bool) -> None:
    if packed:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("geogebra.xml", data)
        data = buffer.getvalue()
    with suppress(ProblemError):
        statement_of(data)
