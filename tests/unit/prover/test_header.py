"""What a text imports, in whichever form it says so."""

from __future__ import annotations

import pytest

from trivium.prover.lean.header import imports_in_any_form, imports_of


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("", ()),
        ("import B\n-- import X\nimport A\ntheorem t : True := trivial", ("A", "B")),
        (
            "module\npublic import B.C\nimport all A\npublic meta import D\ntheorem t : True := trivial",
            ("A", "B.C", "D"),
        ),
        ("/- import X -/ import A", ("A",)),
        ("import", ()),
        ("import all", ()),
    ],
)
def test_imports_are_found_in_any_form(source: str, found: tuple[str, ...]) -> None:
    assert imports_in_any_form(source) == found


def test_the_key_of_a_warm_lean_is_the_plain_form() -> None:
    assert imports_of("import B\nimport A\nimport B") == ("A", "B")
