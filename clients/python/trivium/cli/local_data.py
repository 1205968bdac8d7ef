"""The part of the seam to this machine that measures policies, and trains them round by round; see `local`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trivium.cli.local import batch_errors
from trivium.cli.local_training import training_errors
from trivium.client.errors import TriviumError

if TYPE_CHECKING:  # pyarrow is an extra
    from trivium.services.data.evaluating import Course


def measure_policies(
    out: Path,
    contenders: Sequence[str],
    *,
    exam: Mapping[str, Any],
    checkpoints: Mapping[str, Path],
    allowance: Mapping[str, int],
    seed: int,
    processes: int,
    environ: Mapping[str, str],
) -> Iterator[Course | Mapping[str, Any]]:
    """Measure policies in a folder: how far it is, now and then, and at last the report.

    Args:
        out: the folder.
        contenders: names, with a plus between those that search together.
        exam: fields of `trivium.services.data.measuring.Exam`.
        checkpoints: folders of models that are policies by these names.
        allowance: fields of `trivium.prover.data.evaluation.Allowance`.
        seed: of every choice.
        processes: that work on it; all that there are if 0.
        environ: variables.

    Raises TriviumError: INVALID_ARGUMENT for a policy that is not there or a folder that is no checkpoint,
    FAILED_PRECONDITION for statements that are not there, UNAVAILABLE where the policy service does not start.
    """
    with policy_errors(), batch_errors():
        from trivium.services.data.measuring import Exam, measure, measurement

        yield from measure(measurement(out, Exam(**exam), contenders, checkpoints, allowance, seed, processes), environ)


def iterate_training(
    out: Path,
    settings: Mapping[str, Any],
    allowance: Mapping[str, int],
    *,
    processes: int,
    environ: Mapping[str, str],
    told: Callable[[str], None],
) -> dict[str, Any]:
    """Run the loop of proving, training and measuring in a folder; the report.

    Args:
        out: the folder.
        settings: fields of `trivium.services.data.iterating.Iteration`.
        allowance: fields of `trivium.prover.data.evaluation.Allowance`.
        processes: that work on it; all that there are if 0.
        environ: variables.
        told: hears how far it is, in words.

    Raises TriviumError.
    """
    with policy_errors(), training_errors():
        from trivium.services.data.iterating import run_loop

        return run_loop(out, settings, allowance, environ, processes, told)


@contextmanager
def policy_errors() -> Iterator[None]:
    """Errors of the policy service as those that a remote client would get."""
    from trivium.services.policy.configuration import ConfigurationError
    from trivium.services.policy.line import LineError
    from trivium.services.runtime.launcher import LoadError
    from trivium.services.runtime.settings import SettingsError

    try:
        yield
    except (ConfigurationError, SettingsError) as error:
        raise TriviumError("INVALID_ARGUMENT", str(error), reason="CONFIGURATION") from None
    except (LineError, LoadError) as error:
        raise TriviumError("UNAVAILABLE", str(error), reason="NO_POLICY_SERVICE") from None
