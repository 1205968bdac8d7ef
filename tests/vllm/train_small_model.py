"""Trains the checkpoint of the stage: `train_small_model.py FOLDER STEPS`. Runs in the environment of vLLM."""

import random
import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

SPECIAL = ["<pad>", "<s>", "</s>", "[GOAL]", "[PROOFSTEP]", "[STATEMENT]", "[PROOF]"]
LETTERS = ["a", "b", "c", "m", "n", "k", "x", "y"]


def lesson(draw: random.Random) -> tuple[str, str]:
    """A goal as Lean shows it, and a tactic that closes it or goes on."""
    a, b, c = draw.sample(LETTERS, 3)
    p, q = draw.sample(["p", "q", "r", "s"], 2)
    hp, hq = f"h{p}", f"h{q}"
    props = f"{p} {q} : Prop\n"
    return draw.choice(
        [
            (f"{a} {b} : Nat\n⊢ {a} + {b} = {b} + {a}", "omega"),
            (f"{a} {b} : Nat\nh : {a} < {b}\n⊢ {a} ≤ {b}", "omega"),
            (f"{a} {b} {c} : Nat\n⊢ {a} + {b} + {c} = {a} + ({b} + {c})", "omega"),
            (f"{props}{hp} : {p}\n{hq} : {q}\n⊢ {p} ∧ {q}", f"exact ⟨{hp}, {hq}⟩"),
            (f"{props}h : {p} ∧ {q}\n⊢ {q} ∧ {p}", "exact ⟨h.2, h.1⟩"),
            (f"{props}⊢ {p} ∧ {q} → {q} ∧ {p}", "intro h"),
            (f"{props}⊢ {p} → {q} → {p}", f"intro {hp}"),
            (f"{props}{hp} : {p}\n⊢ {q} → {p}", f"intro {hq}"),
            (f"{props}{hp} : {p}\n{hq} : {q}\n⊢ {p}", f"exact {hp}"),
            (f"{props}{hp} : {p}\n⊢ {p} ∨ {q}", f"exact Or.inl {hp}"),
        ]
    )


def main(folder: Path, steps: int) -> None:
    """Train and save."""
    draw = random.Random(0)
    torch.manual_seed(0)
    torch.set_num_threads(1)  # more would wait for each other on a busy machine
    corpus = [f"[GOAL]{goal}[PROOFSTEP]{tactic}</s>" for goal, tactic in (lesson(draw) for _ in range(8000))]
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        corpus,
        trainers.BpeTrainer(vocab_size=512, special_tokens=SPECIAL, initial_alphabet=alphabet, show_progress=False),
    )
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="<pad>")
    fast.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=512,
        hidden_size=64,
        intermediate_size=192,
        num_hidden_layers=2,
        num_attention_heads=2,  # 32 wide: vLLM has no narrower attention on a CPU
        num_key_value_heads=1,
        max_position_embeddings=512,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
        tie_word_embeddings=True,
    )
    model = LlamaForCausalLM(config).to(torch.float32)
    optimizer = torch.optim.AdamW(model.parameters(), 4e-3)
    loss = torch.zeros(())
    for _ in range(steps):
        batch = fast(draw.sample(corpus, 32), return_tensors="pt", padding=True)
        ids = batch["input_ids"]
        labels = ids.masked_fill(batch["attention_mask"] == 0, -100)
        loss = model(input_ids=ids, attention_mask=batch["attention_mask"], labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.save_pretrained(folder)
    print(f"{steps} steps, loss {loss.item():.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
