"""The gallery: its pages hold what they are given, and nothing that a hostile text brings."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from trivium.cli.errors import InputError
from trivium.cli.theorem_gallery import Theorem, from_folders, write

HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>\"'&"


def theorem(**changed: object) -> Theorem:
    values: dict[str, object] = {
        "name": "perp-1",
        "goal": "perp",
        "english": "Let ABC be a triangle.",
        "statement": "a b c = triangle a b c ? perp a b a c",
        "figure": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "proof": "1. AB is AB  [given]",
        "steps": 9,
        "auxiliary": 1,
        "rules": 3,
        "difficulty": 0.25,
        "symmetry": 2,
        "novelty": 5.5,
    }
    return Theorem(**{**values, **changed})  # type: ignore[arg-type]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(page: Path) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page.read_text())
    return parser.found


def test_a_hostile_text_is_a_text(tmp_path: Path) -> None:
    hostile = theorem(name=HOSTILE, goal=HOSTILE, english=HOSTILE, statement=HOSTILE, proof=HOSTILE)
    assert write([hostile, theorem()], tmp_path) == 2
    for page in ("index.html", "theorems/0.html", "theorems/1.html"):
        found = tags(tmp_path / page)
        assert sum(tag == "script" for tag, _ in found) == (2 if page == "index.html" else 0)
        assert not [a for _, attributes in found for a in attributes if a.startswith("on")]
        assert all((attributes["src"] or "").endswith(".svg") for tag, attributes in found if tag == "img")
    data = re.search(r'id="data">(.*?)</script>', (tmp_path / "index.html").read_text(), re.DOTALL)
    assert data is not None
    assert json.loads(data.group(1))[0]["english"] == HOSTILE
    assert {p.name for p in (tmp_path / "figures").iterdir()} == {"0.svg", "1.svg"}


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    write([theorem()], tmp_path)
    for page in tmp_path.rglob("*.html"):
        policy = next(a["content"] or "" for tag, a in tags(page) if a.get("http-equiv") == "Content-Security-Policy")
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "http" not in re.sub(r"http-equiv|xmlns='[^']*'", "", page.read_text())


def kept(folder: Path, name: str, figure: str = "<svg/>", scores: str | None = None) -> None:
    entry = folder / name
    entry.mkdir(parents=True)
    numbers = {"steps": 9, "auxiliary": 1, "rules": 3, "difficulty": 0.25, "symmetry": 2, "novelty": 5.5}
    (entry / "scores.json").write_text(json.dumps(numbers) if scores is None else scores)
    (entry / "english.txt").write_text("Let ABC be a triangle.\n")
    (entry / "problem.txt").write_text(f"{name}\na b c = triangle a b c ? perp a b a c\n")
    (entry / "proof.txt").write_text("1. AB is AB  [given]\n")
    (entry / "figure.svg").write_text(figure)


def test_what_propose_wrote_is_read_back(tmp_path: Path) -> None:
    kept(tmp_path, "perp-1")
    assert list(from_folders(tmp_path)) == [theorem(figure="<svg/>")]


@pytest.mark.parametrize(
    ("figure", "scores"),
    [
        ("<svg><script>alert(1)</script></svg>", None),
        ("<svg onload = 'alert(1)'/>", None),
        ("<svg><image href='http://elsewhere/x.png'/></svg>", None),
        ("<svg><foreignObject/></svg>", None),
        ("<svg/>", "{}"),
        ("<svg/>", "[]"),
        ("<svg/>", '{"steps": "many"}'),
    ],
)
def test_a_damaged_or_hostile_folder_is_refused(tmp_path: Path, figure: str, scores: str | None) -> None:
    kept(tmp_path, "perp-1", figure, scores)
    with pytest.raises(InputError, match="perp-1"):
        list(from_folders(tmp_path))


def test_a_folder_without_theorems_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no proposed theorem"):
        list(from_folders(tmp_path))
