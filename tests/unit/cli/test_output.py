from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivium.cli.output import file_name


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("imo_2000_p1", "imo_2000_p1"),
        ("complete/000/81-109_59.gex", "complete/000/81-109_59.gex"),
        ("root of a square, positive", "root of a square, positive"),
        ("/etc/passwd", "etc/passwd"),
        ("../../up", "up"),
        ("", "certificate"),
        ("..", "certificate"),
        ("a\0b\nc", "a_b_c"),
    ],
)
def test_a_name_becomes_a_path_below_the_directory(name: str, file: str) -> None:
    assert file_name(name) == file


@given(st.text())
def test_no_name_leaves_the_directory(name: str) -> None:
    path = PurePosixPath(file_name(name))
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert path.parts
