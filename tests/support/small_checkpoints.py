"""Checkpoints that tests make: Hugging Face folders of tiny Llamas, without torch."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from trivium.prover.policy.export import export

SPECIAL = ("<pad>", "<s>", "</s>", "[GOAL]", "[PROOFSTEP]", "[STATEMENT]", "[PROOF]")
END = SPECIAL.index("</s>")


def byte_tokenizer() -> Tokenizer:
    """One token a byte, beside the special ones."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: number for number, token in enumerate([*SPECIAL, *alphabet])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


def random_checkpoint(
    folder: Path, *, seed: int = 0, width: int = 32, layers: int = 2, heads: int = 4, kv_heads: int = 2
) -> Path:
    """A Llama with random weights, which says nothing of use."""
    random = np.random.default_rng(seed)
    tokenizer = byte_tokenizer()
    head, inner = width // heads, 2 * width
    sizes = {
        "self_attn.q_proj": (width, width),
        "self_attn.k_proj": (kv_heads * head, width),
        "self_attn.v_proj": (kv_heads * head, width),
        "self_attn.o_proj": (width, width),
        "mlp.gate_proj": (inner, width),
        "mlp.up_proj": (inner, width),
        "mlp.down_proj": (width, inner),
    }
    weights = {"model.embed_tokens.weight": random.normal(0, 1, (tokenizer.get_vocab_size(), width))}
    for layer in range(layers):
        for name, size in sizes.items():
            weights[f"model.layers.{layer}.{name}.weight"] = random.normal(0, size[1] ** -0.5, size)
        for name in ("input_layernorm", "post_attention_layernorm"):
            weights[f"model.layers.{layer}.{name}.weight"] = 1 + random.normal(0, 0.1, width)
    weights["model.norm.weight"] = 1 + random.normal(0, 0.1, width)
    _write(folder, tokenizer, weights, width, layers, heads, kv_heads, inner, tied=True)
    return folder


def bigram_checkpoint(folder: Path, following: Mapping[str, Mapping[str, float]]) -> Path:
    """A Llama that says each token with the given probability after the one before, and whose answers are thus known.

    `following` maps a token, such as `[PROOFSTEP]` or `omega`, to the probabilities of the next one. Its attention is
    zero: the embedding of the last token goes through to the head as it is.
    """
    words = sorted({word for known in (following, *following.values()) for word in known} - set(SPECIAL))
    vocabulary = {word: number for number, word in enumerate([*SPECIAL, "<unk>", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens([*SPECIAL, "<unk>"])
    size = len(vocabulary)
    width = -(-size // 8) * 8
    head = np.full((size, width), -30.0)
    for word, chances in following.items():
        for after, chance in chances.items():
            head[vocabulary[after], vocabulary[word]] = np.log(chance)
    weights = {
        "model.embed_tokens.weight": np.eye(size, width),
        # the norm makes the only 1 of an embedding the square root of the width
        "model.norm.weight": np.full(width, width**-0.5),
        "lm_head.weight": head,
    }
    for name, shape in {
        "self_attn.q_proj": (width, width),
        "self_attn.k_proj": (width, width),
        "self_attn.v_proj": (width, width),
        "self_attn.o_proj": (width, width),
        "mlp.gate_proj": (width, width),
        "mlp.up_proj": (width, width),
        "mlp.down_proj": (width, width),
    }.items():
        weights[f"model.layers.0.{name}.weight"] = np.zeros(shape)
    for name in ("input_layernorm", "post_attention_layernorm"):
        weights[f"model.layers.0.{name}.weight"] = np.ones(width)
    _write(folder, tokenizer, weights, width, 1, 2, 2, width, tied=False)
    return folder


def _write(
    folder: Path,
    tokenizer: Tokenizer,
    weights: Mapping[str, np.ndarray],
    width: int,
    layers: int,
    heads: int,
    kv_heads: int,
    inner: int,
    *,
    tied: bool,
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": tokenizer.get_vocab_size(),
        "hidden_size": width,
        "intermediate_size": inner,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "num_key_value_heads": kv_heads,
        "max_position_embeddings": 512,
        "rms_norm_eps": 1e-6,
        "rope_theta": 10000.0,
        "hidden_act": "silu",
        "tie_word_embeddings": tied,
        "bos_token_id": SPECIAL.index("<s>"),
        "eos_token_id": END,
        "pad_token_id": 0,
        "torch_dtype": "float32",
    }
    words = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "eos_token": "</s>",
        "bos_token": "<s>",
        "pad_token": "<pad>",
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer_config.json").write_text(json.dumps(words))
    save_file({name: value.astype(np.float32) for name, value in weights.items()}, folder / "model.safetensors")
    export(folder, name=folder.name)


def proposing(tactics: Mapping[str, float], ending: Sequence[str] = ()) -> dict[str, dict[str, float]]:
    """The bigrams of a model that proposes tactics of one word, whatever the goal."""
    del ending
    return {"[PROOFSTEP]": dict(tactics), **{tactic: {"</s>": 1.0} for tactic in tactics}}
