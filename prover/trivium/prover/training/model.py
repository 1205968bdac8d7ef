"""The model: a Llama of transformers, on a CPU or a GPU."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import torch
from tokenizers import Tokenizer
from transformers import LlamaConfig, LlamaForCausalLM

from trivium.prover.training.batches import IGNORED, Batch
from trivium.prover.training.errors import TrainingError
from trivium.prover.training.settings import Size
from trivium.prover.training.tokenizer import BEGIN, END, PAD

Model: TypeAlias = LlamaForCausalLM
_DECAY = 0.1
_BETAS = (0.9, 0.95)
_CLIP = 1.0


def device_of(name: str) -> torch.device:
    """The device of a name; raises TrainingError where it is not there."""
    there = torch.cuda.is_available()
    if name == "cuda" and not there:
        raise TrainingError("no GPU that this torch can use; --device cpu trains here")
    return torch.device("cuda" if there and name != "cpu" else "cpu")


def precision_of(device: torch.device) -> str:
    """`bf16` on a GPU that has it; weights are kept in 32 bits, and to turn them in each step does not pay on a CPU."""
    return "bf16" if device.type == "cuda" and torch.cuda.is_bf16_supported() else "fp32"


def new_model(size: Size, tokenizer: Tokenizer, seed: int) -> Model:
    """A model with random weights."""
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=size.width,
        intermediate_size=size.inner,
        num_hidden_layers=size.layers,
        num_attention_heads=size.heads,
        num_key_value_heads=size.kv_heads,
        max_position_embeddings=size.positions,
        pad_token_id=tokenizer.token_to_id(PAD),
        bos_token_id=tokenizer.token_to_id(BEGIN),
        eos_token_id=tokenizer.token_to_id(END),
        tie_word_embeddings=True,
    )
    return LlamaForCausalLM(config).to(torch.float32)


def earlier_model(folder: Path) -> Model:
    """The model of a checkpoint; raises TrainingError."""
    try:
        return LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise TrainingError(f"{folder} is no checkpoint to go on from: {error}") from None


def optimizer_of(model: Model, rate: float) -> torch.optim.Optimizer:
    """AdamW; norms are not drawn to zero."""
    weights = list(model.parameters())
    groups = [
        {"params": [w for w in weights if w.dim() >= 2], "weight_decay": _DECAY},
        {"params": [w for w in weights if w.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=_BETAS, fused=True)


def loss_of(model: Model, batch: Batch, device: torch.device, precision: str) -> torch.Tensor:
    """The mean loss over the tokens of the answers, in nats.

    Shorter texts are filled up at their ends, which nothing before them sees: no mask is needed.
    """
    tokens = torch.from_numpy(batch.tokens).to(device)
    labels = torch.from_numpy(batch.labels).to(device)
    with torch.autocast(device.type, torch.bfloat16, enabled=precision == "bf16"):
        hidden = model.model(input_ids=tokens, use_cache=False).last_hidden_state
        answered = labels != IGNORED
        logits = model.lm_head(hidden[answered])
    return torch.nn.functional.cross_entropy(logits.float(), labels[answered])


def step(model: Model, optimizer: torch.optim.Optimizer, loss: torch.Tensor, rate: float) -> None:
    """One step against the gradient of a loss."""
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), _CLIP)
    optimizer.step()
