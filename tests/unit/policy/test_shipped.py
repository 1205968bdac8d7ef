"""The checkpoint that comes with trivium: small, loaded when it is asked, and plain about what is missing."""

from pathlib import Path

import pytest

from trivium.prover.policy.checkpoint import SHIPPED, read_json
from trivium.prover.policy.question import Ask, Question
from trivium.services.policy import shipped
from trivium.services.policy.backend import Effort
from trivium.services.policy.errors import PolicyFailure
from trivium.services.policy.shipped import ShippedBackend

pytestmark = pytest.mark.anyio
LATER = Effort(count=8, seed=1, until=1e12)
STATE = "x y : Nat\nh₁ : x + 3 = y\n⊢ x < y"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


def test_it_is_small_and_its_card_names_its_data_and_its_weights() -> None:
    files = {file.name: file.stat().st_size for file in SHIPPED.iterdir()}
    assert {"config.json", "tokenizer.json", "trivium.json", "model.int8.onnx", "README.md"} <= set(files)
    assert sum(files.values()) < 20e6
    card = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert str(read_json(SHIPPED / "trivium.json")["weights_sha256"]) in card
    for words in ("seed 1", "miniF2F", "apache-2.0", "held_out"):
        assert words in card


async def test_it_proposes_what_closes_a_plain_goal_and_a_whole_proof() -> None:
    backend = ShippedBackend(SHIPPED)
    assert backend.nature.kinds == (Ask.TACTIC, Ask.PROOF)
    assert backend.nature.model == "small"
    await backend.start()
    try:
        tactics = await backend.propose(Question(Ask.TACTIC, state=STATE), LATER)
        proofs = await backend.propose(
            Question(Ask.PROOF, declaration="theorem t (x y : Nat) (h₁ : x + 3 = y) : x < y"), LATER
        )
        scores = await backend.score(Question(Ask.TACTIC, state=STATE), ["omega", "intro q; rcases q"], LATER)
    finally:
        await backend.close()
    assert "omega" in [proposal.text for proposal in tactics.proposals]
    assert "omega" in [proposal.text for proposal in proofs.proposals]
    assert scores.logprobs[0] > scores.logprobs[1]


async def test_where_the_extra_is_missing_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "_NEEDED", ("a_library_that_nobody_has",))
    backend = ShippedBackend(SHIPPED)
    await backend.start()
    assert "trivium[model]" in backend.nature.model
    with pytest.raises(PolicyFailure, match=r"trivium\[model\]"):
        await backend.propose(Question(Ask.TACTIC, state=STATE), LATER)
    await backend.close()


async def test_a_folder_that_is_no_checkpoint_costs_the_service_nothing(tmp_path: Path) -> None:
    backend = ShippedBackend(tmp_path)
    await backend.start()
    assert backend.nature.kinds == ()
    assert "trivium.json" in backend.nature.model
    await backend.close()
