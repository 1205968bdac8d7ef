from pathlib import Path

import pytest

from trivium.cli.errors import InputError
from trivium.cli.source import missing_name, read_source


def test_a_path_is_split_at_its_last_colon_only_when_the_whole_is_no_file(tmp_path: Path) -> None:
    plain, tricky = tmp_path / "set.txt", tmp_path / "set.txt:p1"
    plain.write_text("plain")
    assert read_source(f"{plain}:p1").only == "p1"
    tricky.write_text("tricky")
    whole = read_source(f"{plain}:p1")
    assert (whole.text, whole.only) == ("tricky", "")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt: No such file"):
        read_source(str(tmp_path / "nowhere.txt"))


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "binary"
    path.write_bytes(b"one\ntwo\n\xff\xfe")
    with pytest.raises(InputError, match="line 3: not UTF-8"):
        read_source(str(path))


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes(b"\xef\xbb\xbfa b = segment a b")
    assert read_source(str(path)).text.startswith("a b")


def test_an_unknown_problem_name_suggests_the_nearest() -> None:
    assert "did you mean 'orthocenter'" in missing_name("ortocenter", ["orthocenter", "incenter"], "f").args[0]
