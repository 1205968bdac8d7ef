"""The part of the seam (see `local.py`) through which the command line trains models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trivium.cli.local import batch_errors
from trivium.client.errors import TriviumError

if TYPE_CHECKING:  # pyarrow is an extra
    from trivium.services.data.training import Progress


def train_model(
    data: Sequence[Path],
    leandojo: Path | None,
    settings: Mapping[str, Any],
    out: Path,
    told: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> dict[str, Any]:
    """Train a model on data sets into a folder; the report in JSON values.

    Raises TriviumError: INVALID_ARGUMENT for settings or data that cannot be trained on, FAILED_PRECONDITION for a
    folder that holds something else and where the extra `train` is missing, CANCELLED when it was asked to stop.
    """
    try:
        from trivium.services.data import training
    except ModuleNotFoundError as error:
        words = f"training needs {error.name}: pip install 'trivium[train]'"
        raise TriviumError("FAILED_PRECONDITION", words, reason="EXTRA_MISSING") from None
    if not data and leandojo is None:
        raise TriviumError(
            "INVALID_ARGUMENT", "nothing to learn from: give --data DIR or --leandojo DIR", reason="DATA"
        )
    with training_errors():
        return training.train(data, leandojo, training.Training(**settings), out, told, cancelled).plain()


@contextmanager
def training_errors() -> Iterator[None]:
    """Errors of training as those that a remote client would get."""
    from trivium.services.data import training

    try:
        with batch_errors():
            yield
    except training.MissingExtraError as error:
        raise TriviumError("FAILED_PRECONDITION", str(error), reason="EXTRA_MISSING") from None
    except training.HeldElsewhereError as error:
        raise TriviumError("FAILED_PRECONDITION", str(error), reason="FOLDER") from None
    except training.TrainingError as error:
        raise TriviumError("INVALID_ARGUMENT", str(error), reason="TRAINING") from None
    except training.StoppedError as error:
        raise TriviumError("CANCELLED", str(error), reason="STOPPED") from None
