"""Properties of the gate on arbitrary text."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivium.prover.errors import InvalidSource
from trivium.prover.lean.gate import screen, words

SPECIAL = ["--", "/-", "-/", '"', "\\", "'", "«", "»", "\n", " ", "a", "Nat.x", "prelude", 'r#"', "."]
PIECES = st.lists(st.sampled_from(SPECIAL))
HIDING = st.sampled_from(["", " ", "\n\t", "-- prelude\n", "/- x -/", "/-/- -/-/", "/-- doc -/\n", "/-\n-/ "])


@given(PIECES.map("".join) | st.text())
def test_every_text_is_read_to_its_end(source: str) -> None:
    found = list(words(source))
    assert [word.offset for word in found] == sorted({word.offset for word in found})
    with contextlib.suppress(InvalidSource):
        screen(source, embedded=True)


@given(st.lists(HIDING).map("".join), st.sampled_from(["prelude", "import Init", "set_option debug.skipKernelTC true"]))
def test_nothing_in_front_hides_what_is_refused(front: str, source: str) -> None:
    with pytest.raises(InvalidSource):
        screen(front + source, embedded=True)
