"""The generated parts of the documentation are those that the engine gives."""

import importlib.util
import re
from pathlib import Path

from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_problems

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_of_constructions_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert generate.LANGUAGE.read_text() == generate.language(), "run python docs/generate.py"


def test_every_figure_of_the_gallery_is_there_and_is_of_its_problem() -> None:
    shown = re.findall(r"figures/(\w+)\.svg", (ROOT / "docs" / "geometry.md").read_text())
    problems = read_problems((ROOT / "examples" / "geometry" / "gallery.txt").read_text())
    statements = {p.name: p.statement for p in problems if isinstance(p, Problem)}
    for name in shown:
        assert statements[name].replace(">", "&gt;") in (ROOT / "docs" / "figures" / f"{name}.svg").read_text()
