"""The workers of the job service, which know the specimens too; one process alone needs no further one to begin."""

from trivium.services.batch import Executor, Inline, Processes, register
from trivium.services.jobs import runner
from trivium.services.jobs.runner import SERVICE

register("specimen.count", "counting:COUNT")
register("specimen.read", "counting:READ")


def executor_of(processes: int) -> Executor:
    return Inline() if processes == 1 else Processes(processes)


runner.executor_of = executor_of

__all__ = ["SERVICE"]
