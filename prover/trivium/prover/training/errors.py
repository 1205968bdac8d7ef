"""The errors of training."""

from __future__ import annotations

from trivium.prover.errors import ProverError


class TrainingError(ProverError):
    """Nothing can be trained: the settings, the data or the folder are wrong; the words say what to do."""


class HeldElsewhereError(TrainingError):
    """The folder holds something else, or another run."""


class MissingExtraError(TrainingError):
    """The extra `train` is not installed."""


class StoppedError(ProverError):
    """The run was asked to stop, and its state was kept: the same call goes on with it."""

    def __init__(self, step: int) -> None:
        super().__init__(f"stopped after step {step}; the same command goes on from there")
        self.step = step
