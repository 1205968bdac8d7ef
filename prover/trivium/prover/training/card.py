"""The model card, written from what is known of the run."""

from __future__ import annotations

from collections.abc import Mapping

from trivium.prover.data.decontamination import shipped
from trivium.prover.training.corpus import Source
from trivium.prover.training.report import Report

_LICENCE = "Apache-2.0"
_CARD = """\
---
license: {licence_key}
library_name: transformers
pipeline_tag: text-generation
tags: [lean4, theorem-proving]
---

# {name}

A Llama of {parameters:,} parameters that proposes tactics and proofs of Lean 4 statements to trivium's search.
What it proposes proves nothing: Lean's kernel decides.

## Data

{sources}

{lessons:,} lessons in all, each once{too_long}. SHA-256 of the lessons `{corpus}`.

Only rows of the split `train` are learned from, never those of `valid`, `test` or `held_out`. Rows whose statement,
text or English has the hash of a benchmark's are left out ({benchmarks}).

## Training

{steps:,} steps of at most {batch:,} tokens ({epochs:.2f} epochs, {tokens:,} tokens) {begin}, seed {seed}; AdamW,
highest rate {rate:g}, {precision}, {device}, {threads} threads, {seconds:.0f} s.

Loss on the answers, in nats a token: {loss:.4f} on the last training lessons, {others}.

## Use

`backend = "embedded"` with `checkpoint = "DIR"` in `policies.toml`, or vLLM with the template `trivium`. SHA-256 of the
weights `{weights}`. Licence {licence}.
"""


def card(report: Report) -> str:
    """The card as Markdown with the header that model hubs read."""
    begin = f"from the weights of {report.start}" if report.start else f"from nothing (size `{report.size}`)"
    others = "no lessons to validate on"
    if report.validation is not None:
        others = f"{report.validation:.4f} on {report.valid_lessons:,} lessons that were not trained on"
    return _CARD.format(
        licence=_LICENCE,
        licence_key=_LICENCE.lower(),
        name=report.name,
        parameters=report.parameters,
        sources="\n".join(map(_source, report.sources)) or "- lessons of the caller",
        lessons=report.lessons,
        too_long=f"; {report.left_out:,} with answers that are too long are left out" if report.left_out else "",
        corpus=report.corpus_sha256,
        benchmarks=", ".join(shipped().names),
        steps=report.steps,
        batch=report.batch,
        epochs=report.epochs,
        tokens=report.tokens,
        begin=begin,
        seed=report.seed,
        rate=report.rate,
        precision=report.precision,
        device=report.device,
        threads=report.threads,
        seconds=report.seconds,
        loss=report.loss,
        others=others,
        weights=report.weights_sha256,
    )


def _source(source: Source) -> str:
    about = f", {source.about}" if source.about else ""
    return (
        f"- **{source.name}**{about}: {source.rows:,} rows, {source.lessons:,} lessons; licence {source.licence};"
        f" SHA-256 `{source.sha256}`{_left_out(source.left_out)}"
    )


def _left_out(counts: Mapping[str, int]) -> str:
    told = ", ".join(f"{count:,} {reason}" for reason, count in counts.items() if count)
    return f"; left out: {told}" if told else ""
