"""Traces of our own verified proofs become a policy."""

from pathlib import Path

from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.policy.knn import KnnIndex, read_traces
from trivium.prover.policy.traces import traces_of, write_traces
from trivium.services.local import default_engine
from trivium.services.prover.leans import Leans

PROOFS = {
    "theorem a (p q : Prop) : p ∧ q → q ∧ p": "intro h\nexact ⟨h.2, h.1⟩",
    "theorem b (a b : Nat) (h : a < b) : a ≤ b": "omega",
    "theorem c (p q : Prop) (h : p ∨ q) : q ∨ p": "cases h with\n| inl x => exact Or.inr x\n| inr x => exact Or.inl x",
    "theorem d (n : Nat) : n = n": "rfl\nthis is no tactic",
}


def test_a_proof_that_lean_replays_is_found_again_for_a_goal_like_its_own(tmp_path: Path) -> None:
    leans = Leans(default_engine({}))
    path = tmp_path / "traces.jsonl"
    try:
        backend = EmbeddedBackend(leans.environments.embedded(""))
        for declaration, proof in PROOFS.items():
            session = backend.open("")
            try:
                write_traces(path, traces_of(session, declaration, proof))
            finally:
                session.close()
    finally:
        leans.close()
    traces = list(read_traces(path))
    assert [trace.tactic.split()[0] for trace in traces] == ["intro", "exact", "omega", "cases", "rfl"]
    index = KnnIndex.build(traces)
    assert index.propose("u v : Prop\nk : u ∧ v\n⊢ v ∧ u", 1)[0].text == "exact ⟨k.2, k.1⟩"
    assert index.propose("x y : Nat\nhxy : x < y\n⊢ x ≤ y", 1)[0].text == "omega"


def test_nothing_is_recorded_of_a_statement_that_lean_does_not_take() -> None:
    leans = Leans(default_engine({}))
    try:
        session = EmbeddedBackend(leans.environments.embedded("")).open("")
        assert traces_of(session, "theorem x : nonsense", "rfl") == []
        session.close()
    finally:
        leans.close()
