"""What is left of a run: the checkpoint, its card, the report and the curve of the loss."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from transformers.utils import logging as words

from trivium.prover.policy.export import export
from trivium.prover.training.begun import start_of
from trivium.prover.training.card import card
from trivium.prover.training.corpus import TEMPLATE, Corpus
from trivium.prover.training.errors import HeldElsewhereError
from trivium.prover.training.loop import STATE, Loop
from trivium.prover.training.plotting import curves
from trivium.prover.training.report import Report
from trivium.prover.training.settings import Training

CARD, CURVE = "README.md", "loss.svg"


def publish(loop: Loop, training: Training, corpus: Corpus, folder: Path) -> Report:
    """Write everything, the report last: a folder with a report is complete. Raises OSError."""
    name = training.name or folder.resolve().name
    words.disable_progress_bar()  # a model of a few megabytes is written at once
    loop.model.to(torch.float32).save_pretrained(folder)
    export(folder, template=TEMPLATE, name=name, full=False)
    report = _report(name, loop, training, corpus, folder)
    (folder / CARD).write_text(card(report), encoding="utf-8")
    (folder / CURVE).write_text(plot(report), encoding="utf-8")
    report.write(folder)
    (folder / STATE).unlink(missing_ok=True)
    return report


def plot(report: Report) -> str:
    """The losses over the steps, as SVG."""
    lines = {"loss on training lessons (nats a token)": report.curve, "loss on others": report.validations}
    return curves(report.name, "steps", {name: points for name, points in lines.items() if points})


def _report(name: str, loop: Loop, training: Training, corpus: Corpus, folder: Path) -> Report:
    weights = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    return Report(
        name=name,
        size="" if training.start else training.size,
        parameters=sum(weight.numel() for weight in loop.model.parameters()),
        steps=loop.step,
        epochs=round(loop.epochs, 3),
        tokens=loop.tokens,
        seconds=round(loop.seconds, 3),
        device=loop.device.type if loop.device.type == "cpu" else torch.cuda.get_device_name(),
        precision=loop.precision,
        threads=torch.get_num_threads(),
        seed=training.seed,
        rate=loop.rate,
        batch=training.batch,
        loss=loop.loss,
        validation=loop.validation(len(loop.valid)),
        curve=tuple(loop.curve),
        validations=tuple(loop.validations),
        lessons=len(loop.examples),
        valid_lessons=len(loop.valid),
        left_out=len(corpus.train) - len(loop.examples),
        corpus_sha256=corpus.sha256,
        weights_sha256=weights,
        start=_start(training),
        sources=corpus.sources,
    )


def _start(training: Training) -> str:
    """What is known of the checkpoint that a run went on from; empty for none."""
    if training.start is None:
        return ""
    name, digest = training.start.resolve().name, start_of(training)
    try:
        earlier = Report.read(training.start)
    except HeldElsewhereError:
        return f"{name} (SHA-256 {digest})"
    return f"{name} ({earlier.steps:,} steps on {earlier.lessons:,} lessons, SHA-256 {digest})"
