"""Nearest neighbours over traces."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from trivium.prover.lean.goal import read_goals
from trivium.prover.policy.knn import KnnIndex, Trace, TraceError, read_traces, rebound
from trivium.prover.policy.traces import leandojo_traces, steps_of

TRACES = [
    Trace("a b : Nat\n⊢ a + b = b + a", "omega"),
    Trace("a b c : Nat\n⊢ a + b + c = a + (b + c)", "omega"),
    Trace("p q : Prop\nhp : p\nhq : q\n⊢ p ∧ q", "exact ⟨hp, hq⟩"),
    Trace("p q : Prop\nh : p ∧ q\n⊢ q", "exact h.2"),
    Trace("p q : Prop\nh : p ∨ q\n⊢ q ∨ p", "rcases h with h | h"),
    Trace("s : List Nat\n⊢ s ++ [] = s", "simp"),
]


def test_like_goals_bring_their_tactics() -> None:
    index = KnnIndex.build(TRACES)
    assert index.propose("x y : Nat\n⊢ x + y = y + x", 3)[0].text == "omega"
    found = index.propose("u v : Prop\nk : u ∧ v\n⊢ v", 3)
    assert found[0].text == "exact k.2"
    assert all(a.logprob >= b.logprob for a, b in itertools.pairwise(found))
    assert sum(np.exp(p.logprob) for p in index.propose("⊢ 1 = 1", 100)) == pytest.approx(1)


def test_names_are_bound_to_the_hypotheses_that_fit() -> None:
    goal = read_goals("a b : Prop\nx : b\ny : a\n⊢ a ∧ b")[0]
    assert rebound("exact ⟨hp, hq⟩", "a b : Prop\nhp : a\nhq : b\n⊢ a ∧ b", goal) == "exact ⟨y, x⟩"
    assert rebound("exact h.1", "p q : Prop\nh : p ∧ q\n⊢ p", goal).startswith("exact ")


def test_an_index_is_the_same_after_it_was_stored(tmp_path: Path) -> None:
    index = KnnIndex.build(TRACES)
    index.save(tmp_path / "index.npz")
    again = KnnIndex.load(tmp_path / "index.npz")
    for trace in TRACES:
        assert again.propose(trace.state, 5) == index.propose(trace.state, 5)
    assert len(again) == len(TRACES)


def test_a_goal_that_is_like_nothing_and_no_goal_bring_nothing() -> None:
    index = KnnIndex.build(TRACES)
    assert index.propose("⊢ zzz", 5) == []
    assert index.propose("no goal", 5) == []
    assert KnnIndex.build([]).propose("⊢ True", 5) == []


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    for name, data in (("text", b"no zip"), ("empty", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(TraceError, match=name):
            KnnIndex.load(tmp_path / name)
    with pytest.raises(TraceError):
        KnnIndex.load(tmp_path / "absent")
    (tmp_path / "traces").write_text('{"state": "⊢ True", "tactic": "trivial"}\n{"state": 1}\n')
    with pytest.raises(TraceError, match="line 2"):
        list(read_traces(tmp_path / "traces"))


def test_the_first_words_of_tactics_are_voted_for() -> None:
    assert KnnIndex.build(TRACES).first_words("u v : Prop\nk : u ∧ v\n⊢ v")[0] == "exact"


def test_traces_of_the_benchmark_are_read_and_what_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "train.json"
    path.write_text('[{"traced_tactics": [{"state_before": "⊢ True", "tactic": "trivial"}]}, {}]')
    assert list(leandojo_traces(path)) == [Trace("⊢ True", "trivial")]
    path.write_text('{"a": 1}')
    with pytest.raises(TraceError, match="theorems"):
        list(leandojo_traces(path))


def test_a_proof_is_cut_into_its_tactics() -> None:
    proof = "intro h\ncases h with\n| inl a =>\n  exact a\n| inr b => exact b\nconstructor\n· rfl\n· rfl"
    assert [step.splitlines()[0] for step in steps_of(proof)] == ["intro h", "cases h with", "constructor"]
