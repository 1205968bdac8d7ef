"""The executor of many machines: Ray places the workers, starts them again, and notices the nodes that are lost.

Each actor has a process of its own that carries out the shards, as on one machine: an item that crashes costs that
process, and Ray hears nothing of it. What Ray tells are losses of actors and nodes; their shards are done elsewhere.
"""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from trivium.services.batch.batch import versions_of
from trivium.services.batch.carrying import Finished, Job, Task
from trivium.services.batch.errors import BatchError, BrokenBatchError, UnreachableError
from trivium.services.batch.executor import Shards
from trivium.services.batch.processes import Crew
from trivium.services.batch.registry import load
from trivium.services.local import default_engine
from trivium.services.runtime.confinement import Limits

# Ray asks a head that does not answer twenty times, for minutes; here it is the caller who tries again
os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", "2")
try:
    import ray
    from ray.exceptions import RayActorError, RayError, RayTaskError
except ModuleNotFoundError as error:
    raise BatchError("a Ray cluster needs the extra 'ray': pip install 'trivium[ray]'") from error

_POLL = 0.2
"""Seconds between looks at cancellation."""
_LOSSES = 20
"""Losses of the actor or the node of one shard after which nothing is tried any more."""
_KNOCK = 5.0
"""Seconds in which the head of a cluster takes a connection."""
_BURIAL = 10.0
"""Seconds in which the actors of a run have ended after it."""


class OnRay:
    """Carries out shards in actors of a Ray cluster.

    The batch must lie where every node reaches it: in an object store, or in a file system that they share. The
    cluster is the one that the process is connected to already, or else the one at `address`.

    Args:
        actors: how many; each takes one processor. As many as the cluster has processors when 0.
        address: of the cluster, as `ray.init` takes it; one on this machine is started when None.
        limits: what each actor's process may use.
    """

    def __init__(self, actors: int, address: str | None = None, limits: Limits | None = None) -> None:
        self._count = actors
        self._address = address
        self._limits = limits or Limits()
        self._connected = False
        """Whether it is this executor that has connected the process."""

    def prepare(self) -> None:
        """Connect to the cluster; raises UnreachableError, BatchError where it has another version of Ray or Python."""
        if ray.is_initialized():
            return
        try:
            _knock(self._address)
            ray.init(address=self._address, include_dashboard=False, log_to_driver=False)
        except RuntimeError as error:
            ray.shutdown()
            if "ersion mismatch" in str(error):
                raise BatchError(f"the Ray cluster at {self._address}: {error}") from error
            raise self._unreachable(error) from error
        except (OSError, ValueError) as error:
            ray.shutdown()
            raise self._unreachable(error) from error
        self._connected = True

    def run(self, job: Job, tasks: Iterator[Task], cancelled: Callable[[], bool]) -> Shards:
        """See `Executor`; raises UnreachableError where the cluster is lost."""
        self.prepare()
        actor = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=0)(Station)
        stations: list[Any] = [actor.remote(job, self._limits) for _ in range(self._count or _processors(ray))]
        try:
            yield from _Dispatch(stations).work(tasks, cancelled)
        except RayError as error:  # those of actors and tasks have been dealt with: the cluster itself is lost
            raise self._unreachable(error) from error
        finally:
            with suppress(RayError):
                _bury(stations)
            if self._connected:
                ray.shutdown()
                self._connected = False

    def _unreachable(self, error: Exception) -> UnreachableError:
        why = " ".join(str(error).split())[:300]
        return UnreachableError(f"the Ray cluster at {self._address} cannot be reached from this machine: {why}")


def _knock(address: str | None) -> None:
    """Raises OSError where nobody listens at an address with a port."""
    host, _, port = (address or "").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _KNOCK).close()


def _processors(cluster: Any) -> int:
    """The processors that a cluster has now; one at least, since it may grow."""
    return max(1, int(cluster.cluster_resources().get("CPU", 1)))


def _bury(stations: list[Any]) -> None:
    """Kill actors, and wait until they are dead: what a late one writes would be left over."""
    for station in stations:
        ray.kill(station)
    calls = [station.place.remote() for station in stations]
    ray.wait(calls, num_returns=len(calls), timeout=_BURIAL)


class Station:
    """An actor: one killable process on whatever node Ray has put it."""

    def __init__(self, job: Job, limits: Limits) -> None:
        # what this node has, not the one where the batch was begun
        self._crew = Crew(replace(job, engine=default_engine(os.environ)), 1, limits, None)
        self._versions = dict(job.versions), versions_of(load(job.source))

    def place(self) -> tuple[str, int, int]:
        """The node, the process of the actor, and that of its worker; raises BrokenBatchError for other versions."""
        begun, here = self._versions
        if begun != here:
            raise BrokenBatchError(f"a node has {here}; the batch was begun with {begun}")
        return str(ray.get_runtime_context().get_node_id()), os.getpid(), self._crew.pids[0]

    def carry_out(self, task: Task) -> Finished:
        """Carry out a shard and write it."""
        found = [finished for finished in self._crew.work(iter((task,)), lambda: False) if finished is not None]
        return found[0]


@dataclass(eq=False, slots=True)
class _Post:
    """What the driver knows of an actor."""

    station: Any
    call: Any
    """What it was asked last."""
    task: Task | None = None
    """The shard that it carries out; None while it is asked whether it is there."""


class _Dispatch:
    """Hands shards to the actors that are there."""

    def __init__(self, stations: list[Any]) -> None:
        self._posts = [_Post(station, station.place.remote()) for station in stations]
        self._again: list[Task] = []
        self._losses: Counter[int] = Counter()
        self._exhausted = False

    def work(self, tasks: Iterator[Task], cancelled: Callable[[], bool]) -> Shards:
        """The finished shards as they come."""
        while not cancelled():
            calls = {post.call: post for post in self._posts if post.call is not None}
            if self._exhausted and not self._again and not any(post.task for post in self._posts):
                return
            ready, _ = ray.wait(list(calls), num_returns=1, timeout=_POLL)
            for call in ready:
                yield self._heard(calls[call])
            self._hand_out(tasks)
            yield None

    def _heard(self, post: _Post) -> Finished | None:
        task, post.task = post.task, None
        try:
            found = ray.get(post.call)
        except RayTaskError as error:
            raise BatchError(f"an actor failed: {error.cause}") from error
        except (RayActorError, RayError) as error:
            self._lost(task, error)
            post.call = post.station.place.remote()  # answered when Ray has put it somewhere again
            return None
        post.call = None
        return found if task is not None else None

    def _lost(self, task: Task | None, error: Exception) -> None:
        if task is None:
            return
        self._losses[task.shard] += 1
        if self._losses[task.shard] == _LOSSES:
            raise BatchError(f"shard {task.shard} has lost its actor {_LOSSES} times: {error}") from error
        self._again.append(task)

    def _hand_out(self, tasks: Iterator[Task]) -> None:
        for post in self._posts:
            if post.call is None:
                task = self._again.pop() if self._again else next(tasks, None)
                if task is None:
                    self._exhausted = True
                    return
                post.task, post.call = task, post.station.carry_out.remote(task)
