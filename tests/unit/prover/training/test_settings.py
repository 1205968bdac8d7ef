"""Settings that make sense, sizes that vLLM can serve, a card and a report that say what was done."""

from dataclasses import replace
from pathlib import Path

import pytest

from trivium.prover.training import Corpus, Lesson, Report, Source, Training, TrainingError, sizes, train
from trivium.prover.training.card import card
from trivium.prover.training.errors import HeldElsewhereError
from trivium.prover.training.plotting import curves

CORPUS = Corpus((Lesson("[GOAL]p[PROOFSTEP]", "simp</s>"),))
REPORT = Report(
    name="m",
    size="tiny",
    parameters=1234567,
    steps=10,
    epochs=0.5,
    tokens=4000,
    seconds=1.5,
    device="cpu",
    precision="fp32",
    threads=2,
    seed=7,
    rate=0.003,
    batch=4096,
    loss=0.25,
    validation=0.5,
    curve=((5, 0.5), (10, 0.25)),
    validations=((10, 0.5),),
    lessons=1000,
    valid_lessons=20,
    left_out=3,
    corpus_sha256="c" * 64,
    weights_sha256="d" * 64,
    start="",
    sources=(Source("data", "e" * 64, "Apache-2.0", 400, 1003, {"in the split test": 5}, "synthetic"),),
)


@pytest.mark.parametrize(
    ("training", "words"),
    [
        (Training(size="huge"), "no size 'huge'; there are tiny, small, base"),
        (Training(device="tpu"), "no device 'tpu'"),
        (Training(steps=3, minutes=2), "steps and minutes"),
        (Training(every=0), "every must be at least 1"),
        (Training(batch=100), "at least one text of 512 tokens"),
        (Training(rate=float("nan")), "rate"),
        (Training(start=Path("/nowhere")), "/nowhere"),
    ],
)
def test_settings_that_make_no_sense_are_refused_with_a_reason(training: Training, words: str, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=words):
        train(training, CORPUS, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_lessons_nothing_is_begun(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no lessons"):
        train(Training(), Corpus(()), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(HeldElsewhereError, match="not empty"):
        train(Training(), CORPUS, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.tex"]


def test_every_size_has_heads_that_vllm_can_serve() -> None:
    for size in sizes().values():
        assert size.width // size.heads >= 32
        assert size.width % size.heads == size.heads % size.kv_heads == 0


def test_the_card_says_what_was_learned_from_and_what_it_came_to() -> None:
    text = card(REPORT)
    for words in (
        "1,234,567 parameters",
        "e" * 64,
        "5 in the split test",
        "0.5000 on 20 lessons",
        "seed 7",
        "Apache-2.0",
    ):
        assert words in text
    assert "3 with answers that are too long" in text
    assert "miniF2F" in text
    assert "no lessons to validate on" in card(replace(REPORT, validation=None))


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    REPORT.write(tmp_path)
    assert Report.read(tmp_path) == REPORT
    (tmp_path / "report.json").write_text('{"name": 1}')
    with pytest.raises(HeldElsewhereError):
        Report.read(tmp_path)


def test_a_plot_has_a_panel_for_each_curve() -> None:
    svg = curves("a < b", "steps", {"one": [(0, 1.0), (10, 0.5)], "two": [(10, 0.7)]})
    assert svg.count("<polyline") == 2
    assert "a &lt; b" in svg
