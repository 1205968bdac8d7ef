"""The sampler against an independent forward pass, and its promises."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from small_checkpoints import END, bigram_checkpoint, proposing, random_checkpoint

from trivium.prover.policy.checkpoint import Checkpoint, CheckpointError
from trivium.prover.policy.sampler import Request, generate, log_softmax, score

PROMPT = "[GOAL]a b : Nat\n⊢ a + b = b + a[PROOFSTEP]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_checkpoint(tmp_path_factory.mktemp("random"))


@pytest.fixture(scope="module")
def model(folder: Path) -> Checkpoint:
    return Checkpoint(folder, "fp32")


def reference(folder: Path, tokens: list[int]) -> np.ndarray:
    """Logits [tokens, vocabulary] of a Llama, written down from its definition, one position after another."""
    config = json.loads((folder / "config.json").read_text())
    w = {key: value.astype(np.float64) for key, value in load_file(folder / "model.safetensors").items()}
    heads, shared = config["num_attention_heads"], config["num_key_value_heads"]
    width = config["hidden_size"] // heads

    def norm(x: np.ndarray, weight: np.ndarray) -> np.ndarray:
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + config["rms_norm_eps"]) * weight

    def turn(x: np.ndarray, position: int) -> np.ndarray:
        found = np.empty_like(x)
        for pair in range(width // 2):
            angle = position * config["rope_theta"] ** (-2 * pair / width)
            a, b = x[:, pair], x[:, pair + width // 2]
            found[:, pair] = a * np.cos(angle) - b * np.sin(angle)
            found[:, pair + width // 2] = b * np.cos(angle) + a * np.sin(angle)
        return found

    hidden = w["model.embed_tokens.weight"][tokens]
    for layer in range(config["num_hidden_layers"]):
        p = f"model.layers.{layer}."
        x = norm(hidden, w[p + "input_layernorm.weight"])
        q = [turn((w[p + "self_attn.q_proj.weight"] @ v).reshape(heads, width), t) for t, v in enumerate(x)]
        k = [turn((w[p + "self_attn.k_proj.weight"] @ v).reshape(shared, width), t) for t, v in enumerate(x)]
        values = [(w[p + "self_attn.v_proj.weight"] @ v).reshape(shared, width) for v in x]
        for t in range(len(tokens)):
            mixed = []
            for head in range(heads):
                group = head // (heads // shared)
                scores = np.array([q[t][head] @ k[s][group] for s in range(t + 1)]) / np.sqrt(width)
                weights = np.exp(scores - scores.max())
                mixed.append(sum(a * values[s][group] for s, a in enumerate(weights / weights.sum())))
            hidden[t] = hidden[t] + w[p + "self_attn.o_proj.weight"] @ np.concatenate(mixed)
        x = norm(hidden, w[p + "post_attention_layernorm.weight"])
        gate = x @ w[p + "mlp.gate_proj.weight"].T
        inner = gate / (1 + np.exp(-gate)) * (x @ w[p + "mlp.up_proj.weight"].T)
        hidden = hidden + inner @ w[p + "mlp.down_proj.weight"].T
    return norm(hidden, w["model.norm.weight"]) @ w["model.embed_tokens.weight"].T


def test_the_graph_is_the_llama_of_the_folder(folder: Path, model: Checkpoint) -> None:
    tokens = model.encode(PROMPT)
    logits, _ = model.start([tokens])
    assert np.abs(logits[0] - reference(folder, tokens)).max() < 1e-4


def test_a_cache_and_other_texts_in_the_batch_change_nothing(folder: Path, model: Checkpoint) -> None:
    texts = [model.encode(text) for text in (PROMPT, "[GOAL]p[PROOFSTEP]", PROMPT[:20])]
    _, cache = model.start([text[:-2] for text in texts])
    for back in (2, 1):
        last, cache = model.go_on([text[-back] for text in texts], cache)
    for row, text in enumerate(texts):
        assert np.abs(last[row] - reference(folder, text)[-1]).max() < 1e-4
    chosen = cache.rows([2, 0, 0])
    again, _ = model.go_on([END] * 3, chosen)
    assert np.allclose(again[1], again[2])
    assert np.abs(again[0] - reference(folder, [*texts[2], END])[-1]).max() < 1e-4


def test_eight_bits_are_near(folder: Path, model: Checkpoint) -> None:
    small = Checkpoint(folder)
    assert (small.precision, model.precision) == ("int8", "fp32")
    tokens = [model.encode(PROMPT)]
    full, eighth = (log_softmax(m.start(tokens)[0][0]) for m in (model, small))
    assert 0 < np.abs(np.exp(full) - np.exp(eighth)).max() < 0.1


def test_the_same_seed_draws_the_same_whatever_else_is_drawn(model: Checkpoint) -> None:
    wanted = Request(PROMPT, count=5, tokens=12, seed=7, temperature=4.0)
    alone = generate(model, [wanted])[0]
    among = generate(model, [Request("[GOAL]x[PROOFSTEP]", count=3, tokens=20, seed=1), wanted])[1]
    assert [s.text for s in alone] == [s.text for s in among]
    assert np.allclose([s.logprob for s in alone], [s.logprob for s in among], atol=1e-4)
    other = generate(model, [Request(PROMPT, count=5, tokens=12, seed=8, temperature=4.0)])[0]
    assert {s.text for s in other} != {s.text for s in alone}
    assert len({s.text for s in alone}) > 1


def test_a_drawn_text_has_the_score_that_is_given_to_it(model: Checkpoint) -> None:
    for sample in generate(model, [Request(PROMPT, count=6, tokens=10, seed=3)])[0]:
        tokens = model.encode(PROMPT + sample.text)
        if tokens == [*model.encode(PROMPT), *tokens[-sample.tokens :]] and not sample.finished:
            assert score(model, PROMPT, [sample.text])[0] == pytest.approx(sample.logprob, abs=1e-3)


def test_known_probabilities_are_sampled_and_scored(tmp_path: Path) -> None:
    chances = {"omega": 0.6, "rfl": 0.3, "decide": 0.1}
    model = Checkpoint(bigram_checkpoint(tmp_path / "m", proposing(chances)), "fp32")
    drawn = generate(model, [Request("[GOAL] x [PROOFSTEP]", count=2000, tokens=4, seed=0)])[0]
    for tactic, chance in chances.items():
        share = sum(s.text == tactic for s in drawn) / len(drawn)
        assert abs(share - chance) < 0.04
    assert all(s.finished and s.tokens == 2 for s in drawn)
    assert score(model, "[GOAL] x [PROOFSTEP]", list(chances)) == pytest.approx(
        [float(np.log(chance)) for chance in chances.values()], abs=1e-4
    )
    beams = generate(model, [Request("[GOAL] x [PROOFSTEP]", count=2, tokens=4, beam=True)])[0]
    assert [s.text for s in beams] == ["omega", "rfl"]
    assert beams[0].logprob == pytest.approx(np.log(0.6), abs=1e-4)
    greedy = generate(model, [Request("[GOAL] x [PROOFSTEP]", temperature=0, tokens=4)])[0]
    assert [s.text for s in greedy] == ["omega"]
    narrow = generate(model, [Request("[GOAL] x [PROOFSTEP]", count=50, top_p=0.7, tokens=4)])[0]
    assert {s.text for s in narrow} == {"omega", "rfl"}


def test_a_stop_string_ends_a_text_before_it(tmp_path: Path) -> None:
    following = {"[PROOFSTEP]": {"simp": 1.0}, "simp": {"done": 1.0}, "done": {"simp": 1.0}}
    model = Checkpoint(bigram_checkpoint(tmp_path / "m", following), "fp32")
    stopped = generate(model, [Request("[PROOFSTEP]", tokens=9, stop=("done",))])[0][0]
    assert (stopped.text.strip(), stopped.tokens, stopped.finished) == ("simp", 2, True)
    unfinished = generate(model, [Request("[PROOFSTEP]", tokens=9)])[0][0]
    assert (unfinished.tokens, unfinished.finished) == (9, False)


def test_beams_that_do_not_end_are_told_as_unfinished(tmp_path: Path) -> None:
    following = {
        "[PROOFSTEP]": {"simp": 0.5, "rfl": 0.5},
        "simp": {"done": 1.0},
        "done": {"simp": 1.0},
        "rfl": {"</s>": 0.1, "rfl": 0.9},
    }
    model = Checkpoint(bigram_checkpoint(tmp_path / "m", following), "fp32")
    beams = generate(model, [Request("[PROOFSTEP]", count=3, tokens=6, beam=True)])[0]
    assert len(beams) == 3
    assert [s.finished for s in beams if s.text.startswith("simp")] == [False]
    assert {s.tokens for s in beams if not s.finished} == {6}


def test_a_prompt_that_is_too_long_keeps_its_end(model: Checkpoint) -> None:
    long = "[GOAL]" + "h : a = b\n" * 100 + "⊢ a = b[PROOFSTEP]"
    assert generate(model, [Request(long, tokens=5)])[0][0].tokens <= 5


def test_what_is_no_checkpoint_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"config\.json"):
        Checkpoint(tmp_path)
    with pytest.raises(CheckpointError, match="int8 and fp32"):
        Checkpoint(folder, "int3")
    broken = tmp_path / "broken"
    broken.mkdir()
    for file in folder.iterdir():
        (broken / file.name).write_bytes(file.read_bytes())
    (broken / "model.int8.onnx").write_bytes(b"no graph")
    with pytest.raises(CheckpointError, match="broken"):
        Checkpoint(broken)
    config = json.loads((folder / "config.json").read_text())
    (broken / "config.json").write_text(json.dumps({**config, "model_type": "gpt2"}))
    with pytest.raises(CheckpointError, match="gpt2"):
        Checkpoint(broken)
