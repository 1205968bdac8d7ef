"""Checkpoints of small models: a Hugging Face folder, which vLLM serves as it is, and its export for onnxruntime.

    config.json           of a LlamaForCausalLM
    model.safetensors     the weights, for vLLM and for training; not needed to run
    tokenizer.json        of the `tokenizers` library
    tokenizer_config.json for vLLM
    model.int8.onnx       what runs here; made by `trivium.prover.policy.export`
    model.onnx            the same in 32 bits; optional
    trivium.json          format, name, template of the prompts, SHA-256 of the weights

Needs the extra `model` (onnxruntime, tokenizers).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from trivium.prover.errors import ProverError

FORMAT = 1
DESCRIPTION = "trivium.json"
FULL, SMALL = "model.onnx", "model.int8.onnx"
SHIPPED = Path(__file__).with_name("checkpoints") / "small"
"""The folder of the checkpoint that comes with trivium."""
_LARGEST_JSON = 64 << 20
_BLOCKED = np.float32(-1e9)
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class CheckpointError(ProverError):
    """A folder that is no checkpoint; the words name the file."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a Llama."""

    vocabulary: int
    layers: int
    heads: int
    kv_heads: int
    head_width: int
    positions: int
    """The longest text in tokens."""
    epsilon: float
    rope_base: float
    tied: bool
    end: int
    """The token that ends an answer."""

    @classmethod
    def read(cls, folder: Path) -> Shape:
        """From `config.json`; raises CheckpointError for what is no plain Llama."""
        config = read_json(folder / "config.json")
        if config.get("model_type") != "llama":
            raise CheckpointError(f"{folder}: config.json: model_type {config.get('model_type')!r}, not 'llama'")
        rope = config.get("rope_parameters") or config.get("rope_scaling") or {}
        kind = rope.get("rope_type", "default") if isinstance(rope, Mapping) else "?"
        if kind != "default" or config.get("attention_bias") or config.get("mlp_bias"):
            raise CheckpointError(f"{folder}: config.json: scaled rotations and biases are not supported")
        base = rope.get("rope_theta") if isinstance(rope, Mapping) else None

        def size(key: str, default: int | None = None) -> int:
            value = config.get(key, default)
            if not isinstance(value, int) or value < 0:
                raise CheckpointError(f"{folder}: config.json: {key} is {value!r}")
            return value

        heads, width = size("num_attention_heads"), size("hidden_size")
        return cls(
            size("vocab_size"),
            size("num_hidden_layers"),
            heads,
            size("num_key_value_heads", heads),
            config["head_dim"] if isinstance(config.get("head_dim"), int) else width // heads,  # type: ignore[arg-type]
            size("max_position_embeddings"),
            _number(config.get("rms_norm_eps", 1e-6)),
            _number(base if base is not None else config.get("rope_theta", 10000.0)),
            bool(config.get("tie_word_embeddings", False)),
            size("eos_token_id"),
        )


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise CheckpointError(f"config.json: {value!r} is no number")
    return float(value)


def read_json(path: Path) -> dict[str, object]:
    """A JSON object; raises CheckpointError."""
    try:
        if path.stat().st_size > _LARGEST_JSON:
            raise CheckpointError(f"{path.parent}: {path.name} is too large")
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path.parent}: {path.name}: {error}") from None
    if not isinstance(found, dict):
        raise CheckpointError(f"{path.parent}: {path.name} holds no object")
    return found


@dataclass(frozen=True, slots=True)
class Cache:
    """Keys and values of the tokens so far, two arrays a layer [batch, heads, tokens, width]."""

    arrays: tuple[Floats, ...]
    real: npt.NDArray[np.bool_]
    """[batch, tokens]: whether a place holds a token, or fills up a shorter text."""

    def rows(self, chosen: Sequence[int] | Integers) -> Cache:
        """The same for some rows, in another order or several times."""
        at = np.asarray(chosen, dtype=np.int64)
        return Cache(tuple(np.ascontiguousarray(array[at]) for array in self.arrays), self.real[at])


class Checkpoint:
    """A model that runs here; to be used by one thread at a time.

    Args:
        folder: the checkpoint.
        precision: "int8", "fp32", or "" for the smaller one that is there.
        threads: of onnxruntime.

    Raises CheckpointError.
    """

    def __init__(self, folder: Path, precision: str = "", threads: int = 1) -> None:
        import onnxruntime
        import tokenizers

        self.shape = Shape.read(folder)
        description = read_json(folder / DESCRIPTION)
        if description.get("format") != FORMAT:
            raise CheckpointError(f"{folder}: {DESCRIPTION}: format {description.get('format')!r}, not {FORMAT}")
        self.name = str(description.get("name", folder.name))
        self.template = str(description.get("template", "trivium"))
        self.weights = str(description.get("weights_sha256", ""))
        file = _graph_file(folder, precision)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
            self.tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # noqa: BLE001 - both libraries raise classes of their own, some of them bare
            raise CheckpointError(f"{folder}: {type(error).__name__}: {error}") from None
        self.precision = "int8" if file.name == SMALL else "fp32"

    def encode(self, text: str) -> list[int]:
        """The tokens of a prompt."""
        return list(self.tokenizer.encode(text).ids)

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of tokens, without special ones."""
        return str(self.tokenizer.decode(list(tokens)))

    def start(self, texts: Sequence[Sequence[int]]) -> tuple[Floats, Cache]:
        """Logits [batch, tokens, vocabulary] of texts, which are aligned at their ends, and their cache."""
        longest = max(map(len, texts))
        tokens = np.zeros((len(texts), longest), dtype=np.int64)
        real = np.zeros((len(texts), longest), dtype=np.bool_)
        for row, text in enumerate(texts):
            tokens[row, longest - len(text) :] = text
            real[row, longest - len(text) :] = True
        s = self.shape
        empty = np.zeros((len(texts), s.kv_heads, 0, s.head_width), dtype=np.float32)
        none = Cache((empty,) * (2 * s.layers), np.zeros((len(texts), 0), dtype=np.bool_))
        return self._run(tokens, real, none)

    def go_on(self, tokens: Sequence[int] | Integers, cache: Cache) -> tuple[Floats, Cache]:
        """Logits [batch, vocabulary] after one more token of each text, and the cache with it."""
        column = np.asarray(tokens, dtype=np.int64)[:, None]
        logits, grown = self._run(column, np.ones_like(column, dtype=np.bool_), cache)
        return logits[:, -1], grown

    def _run(self, tokens: Integers, real: npt.NDArray[np.bool_], cache: Cache) -> tuple[Floats, Cache]:
        everything = np.concatenate([cache.real, real], axis=1)
        positions = np.maximum(np.cumsum(everything, axis=1) - 1, 0)[:, cache.real.shape[1] :].astype(np.int64)
        new, whole = tokens.shape[1], everything.shape[1]
        before = np.arange(whole)[None, :] <= np.arange(whole - new, whole)[:, None]
        seen = everything[:, None, None, :] & before[None, None]
        feeds: dict[str, Integers | Floats] = {
            "input_ids": tokens,
            "position_ids": positions,
            "bias": np.where(seen, np.float32(0), _BLOCKED).astype(np.float32),
        }
        for layer in range(self.shape.layers):
            feeds[f"past_{layer}"], feeds[f"past_value_{layer}"] = cache.arrays[2 * layer : 2 * layer + 2]
        logits, *arrays = self._session.run(None, feeds)
        return logits, Cache(tuple(arrays), everything)


def _graph_file(folder: Path, precision: str) -> Path:
    wanted = {"int8": [SMALL], "fp32": [FULL], "": [SMALL, FULL]}.get(precision)
    if wanted is None:
        raise CheckpointError(f"precision {precision!r}: int8 and fp32 are known")
    found = [folder / name for name in wanted if (folder / name).is_file()]
    if not found:
        raise CheckpointError(f"{folder}: no {' and no '.join(wanted)}; `trivium.prover.policy.export` makes it")
    return found[0]
