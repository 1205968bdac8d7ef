"""What cannot be trained on is refused with words that say what to do; no row of another split is read."""

from __future__ import annotations

import json
from pathlib import Path

from prove_process import Prove

from trivium.prover.training import lessons_of_row
from trivium.services.batch import Batch, results
from trivium.services.data.training import corpus_of


def test_only_rows_of_the_split_train_are_learned_from(statements: Path) -> None:
    corpus = corpus_of([statements])
    rows = list(results(Batch.open(statements)))
    by_split = {
        split: [row for row in rows if row["split"] == split] for split in ("train", "valid", "test", "held_out")
    }
    assert all(by_split.values())
    learned = set(corpus.train)
    assert learned == {lesson for row in by_split["train"] for lesson in lessons_of_row(row)}
    assert set(corpus.valid) == {lesson for row in by_split["valid"] for lesson in lessons_of_row(row)} - learned
    (source,) = corpus.sources
    assert source.left_out["in the split held_out"] == len(by_split["held_out"])


def test_a_data_set_counts_once_whichever_folders_hold_it(statements: Path) -> None:
    once, twice = corpus_of([statements]), corpus_of([statements, statements])
    assert once.sha256 == twice.sha256
    assert twice.sources[1].lessons == 0


def test_no_data_is_refused(prove: Prove, tmp_path: Path) -> None:
    done = prove("data", "train", "--out", tmp_path / "m")
    assert done.code == 2
    assert "--data" in done.err


def test_a_folder_without_data_is_refused(prove: Prove, tmp_path: Path) -> None:
    done = prove("data", "train", "--data", tmp_path, "--out", tmp_path / "m")
    assert done.code != 0
    assert "holds no batch" in done.err
    assert not (tmp_path / "m").exists()


def test_a_batch_of_another_kind_is_refused(prove: Prove, tmp_path: Path) -> None:
    Batch.create(tmp_path / "b", "geometry.propose", {})
    done = prove("data", "train", "--data", tmp_path / "b", "--out", tmp_path / "m")
    assert done.code == 2
    assert "geometry.propose" in done.err


def test_drafts_that_nobody_proved_teach_nothing(prove: Prove, tmp_path: Path) -> None:
    made = prove("data", "generate", "--count", "20", "--no-prove", "--out", tmp_path / "drafts", "--quiet")
    assert made.code == 0
    done = prove("data", "train", "--data", tmp_path / "drafts", "--out", tmp_path / "m")
    assert done.code == 2
    assert "no lessons" in done.err


def test_the_leandojo_benchmark_is_read_as_it_is_published(tmp_path: Path) -> None:
    step = {"state_before": "p : Prop\nh : p\n⊢ p", "tactic": "exact h", "state_after": "no goals"}
    for name, tactic in (("train", "exact h"), ("val", "assumption")):
        theorem = {"file_path": "Mathlib/A.lean", "traced_tactics": [{**step, "tactic": tactic}]}
        (tmp_path / f"{name}.json").write_text(json.dumps([theorem, {**theorem, "traced_tactics": []}]))
    corpus = corpus_of([], tmp_path)
    assert [lesson.answer for lesson in corpus.train] == ["exact h</s>"]
    assert [lesson.answer for lesson in corpus.valid] == ["assumption</s>"]


def test_a_folder_that_is_no_split_of_it_is_refused(prove: Prove, tmp_path: Path) -> None:
    (tmp_path / "train.json").write_text('[{"traced_tactics": [{"wrong": 1}]}]')
    for folder in (tmp_path, tmp_path / "nowhere"):
        done = prove("data", "train", "--leandojo", folder, "--out", tmp_path / "m")
        assert done.code == 2
        assert "LeanDojo" in done.err
