"""The tokenizer of a model: byte-pair encoding over Lean's symbols, each of them a token of its own.

Text is cut into words with the blank before them, single digits, symbols, blanks, and terms `(by …)`; merges stay in
such a piece.
A character that is not in the alphabet is written as its bytes, so every text has tokens and comes back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from trivium.prover.training.corpus import Corpus

PAD, BEGIN, END = "<pad>", "<s>", "</s>"
SPECIAL = (PAD, BEGIN, END, "[GOAL]", "[PROOFSTEP]", "[STATEMENT]", "[PROOF]")
SYMBOLS = "⊢∀∃λ→←↔↦∧∨¬≠≤≥∣∈∉⊆⊂∪∩∅×∘∑∏∞√·•⟨⟩⁻¹²³⁴₀₁₂₃₄₅₆₇₈₉ₙℕℤℚℝℂαβγδεζηθικμνξπρστφχψωΓΔΣΠΩ✝‹›↑↓⇑▸≃≅∂∫⌊⌋⌈⌉‖𝓝"
"""Characters of Lean and Mathlib that have a token whether or not the corpus holds them."""
_BY = r" ?\(by (?:[^()\n0-9]|\([^()\n0-9]*\))*\)"
"""A proof inside a term, such as `(by first | decide | omega)`: what is said often becomes one token."""
_PIECES = Regex(_BY + r"| ?[\p{L}_][\p{L}_'₀-₉]*| ?[0-9]| ?[^\s\p{L}\p{N}_]|\n *|\s|.")


def train_tokenizer(corpus: Corpus, vocabulary: int) -> Tokenizer:
    """A tokenizer with so many tokens at most; the same lessons give the same one."""
    bare = Tokenizer(models.BPE())
    bare.pre_tokenizer = pre_tokenizers.Split(_PIECES, "isolated")
    ascii_letters = [chr(code) for code in range(32, 127)]
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - len(SPECIAL) - 256,
        initial_alphabet=[*ascii_letters, "\n", *SYMBOLS],
        limit_alphabet=len(ascii_letters) + 1 + len(SYMBOLS) + 64,
        show_progress=False,
    )
    bare.train_from_iterator(_texts(corpus), trainer)
    learned = json.loads(bare.to_str())["model"]
    order = sorted(learned["vocab"], key=learned["vocab"].__getitem__)
    tokens = [*SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), *order]
    merges = [tuple(merge) for merge in learned["merges"]]
    model = models.BPE({token: number for number, token in enumerate(tokens)}, merges, byte_fallback=True)
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(_PIECES, "isolated")
    tokenizer.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Fuse()])
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    return tokenizer


def save_tokenizer(tokenizer: Tokenizer, folder: Path, positions: int) -> None:
    """Write `tokenizer.json`, and what transformers and vLLM want to know of it."""
    tokenizer.save(str(folder / "tokenizer.json"))
    words = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": BEGIN,
        "eos_token": END,
        "pad_token": PAD,
        "model_max_length": positions,
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(words, indent=1) + "\n", encoding="utf-8")


def _texts(corpus: Corpus) -> Iterable[str]:
    """What is between the special tokens."""
    for lesson in corpus.train:
        text = lesson.prompt + lesson.answer
        for token in SPECIAL:
            text = text.replace(token, "\0")
        yield from filter(None, text.split("\0"))
