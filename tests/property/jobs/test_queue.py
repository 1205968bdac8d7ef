"""The queue against a model of it, under any sequence of steps by several services and tenants."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from trivium.services.jobs import history, keeping, queue
from trivium.services.jobs.database import connect, transaction
from trivium.services.jobs.errors import FieldError, NotDoneError, QuotaError, UnknownJobError
from trivium.services.jobs.queue import Quota
from trivium.services.jobs.record import Claim, State, Submission

TENANTS = ("ada", "bob")
OWNERS = ("one", "two")
QUOTA = Quota(waiting=6, running=2)
LEASE = 10.0


@dataclass(frozen=True)
class Model:
    number: int
    name: str
    tenant: str
    request: tuple[str, str] | None
    priority: int
    state: State = State.QUEUED
    cancelling: bool = False
    owner: str | None = None
    lease: float = 0.0
    attempts: int = 0


class Queue(RuleBasedStateMachine):
    """Every step is taken by the queue and by a model that keeps it in a dictionary."""

    @initialize()
    def begin(self) -> None:
        self.connection: sqlite3.Connection = connect(Path(":memory:"))
        self.jobs: dict[int, Model] = {}
        self.claims: list[Claim] = []
        self.now = 1000.0
        self.names = 0

    def teardown(self) -> None:
        if hasattr(self, "connection"):
            self.connection.close()

    def change(self, number: int, **values: object) -> None:
        self.jobs[number] = replace(self.jobs[number], **values)  # type: ignore[arg-type]

    def holds(self, claim: Claim) -> bool:
        job = self.jobs.get(claim.number)
        return job is not None and (job.owner, job.attempts, job.state) == (claim.owner, claim.attempt, State.RUNNING)

    def put_back(self, number: int) -> None:
        state = State.CANCELLED if self.jobs[number].cancelling else State.QUEUED
        self.change(number, state=state, owner=None)

    @rule(
        tenant=st.sampled_from(TENANTS),
        request=st.none() | st.tuples(st.sampled_from("ab"), st.sampled_from("xy")),
        priority=st.integers(0, 3),
    )
    def submit(self, tenant: str, request: tuple[str, str] | None, priority: int) -> None:
        self.names += 1
        name = f"{self.names:04x}"
        body = request[1] if request else ""
        asked = Submission(tenant, request and request[0], body, "", "kind", "", priority, 0, b"")
        earlier = [
            j for j in self.jobs.values() if request and j.tenant == tenant and j.request and j.request[0] == request[0]
        ]
        load = sum(1 for j in self.jobs.values() if j.tenant == tenant and not j.state.done)
        try:
            with transaction(self.connection):
                found, new = queue.submit(self.connection, asked, name, self.now, QUOTA)
        except FieldError:
            assert earlier
            assert earlier[0].request != request
        except QuotaError:
            assert not earlier
            assert load >= QUOTA.waiting
        else:
            assert new == (not earlier)
            if new:
                self.jobs[found.number] = Model(found.number, name, tenant, request, priority)
            else:
                assert found.name == earlier[0].name

    @rule(owner=st.sampled_from(OWNERS), some=st.booleans(), data=st.data())
    def take(self, owner: str, some: bool, data: st.DataObject) -> None:
        only = data.draw(st.sets(st.sampled_from(sorted(self.jobs)))) if some and self.jobs else None
        running = {t: sum(1 for j in self.jobs.values() if j.tenant == t and j.state is State.RUNNING) for t in TENANTS}
        waiting = [
            j
            for j in self.jobs.values()
            if j.state is State.QUEUED and running[j.tenant] < QUOTA.running and (only is None or j.number in only)
        ]
        with transaction(self.connection):
            found = queue.take(self.connection, owner, self.now, LEASE, QUOTA, only)
        if not waiting:
            assert found is None
            return
        expected = min(waiting, key=lambda j: (-j.priority, j.number))
        assert found is not None
        job, claim = found
        assert job.number == expected.number
        self.change(
            job.number, state=State.RUNNING, owner=owner, lease=self.now + LEASE, attempts=expected.attempts + 1
        )
        assert claim == Claim(job.number, owner, expected.attempts + 1)
        self.claims.append(claim)

    @precondition(lambda self: getattr(self, "claims", None))
    @rule(data=st.data(), further=st.booleans())
    def report(self, data: st.DataObject, further: bool) -> None:
        claim = data.draw(st.sampled_from(self.claims))
        with transaction(self.connection):
            assert queue.report(self.connection, claim, self.now, b"p", further=further) == self.holds(claim)

    @precondition(lambda self: getattr(self, "claims", None))
    @rule(data=st.data(), state=st.sampled_from([State.SUCCEEDED, State.FAILED, State.CANCELLED]))
    def finish(self, data: st.DataObject, state: State) -> None:
        claim = data.draw(st.sampled_from(self.claims))
        held = self.holds(claim)
        with transaction(self.connection):
            assert queue.finish(self.connection, claim, self.now, state, b"o", "") == held
        if held:
            self.change(claim.number, state=state, owner=None)

    @precondition(lambda self: getattr(self, "claims", None))
    @rule(data=st.data(), loss=st.booleans())
    def release(self, data: st.DataObject, loss: bool) -> None:
        claim = data.draw(st.sampled_from(self.claims))
        held = self.holds(claim)
        with transaction(self.connection):
            assert queue.release(self.connection, claim, self.now, "", loss=loss) == held
        if held:
            self.put_back(claim.number)

    @rule(owner=st.sampled_from(OWNERS))
    def renew(self, owner: str) -> None:
        mine = {j.number for j in self.jobs.values() if j.owner == owner}
        with transaction(self.connection):
            assert queue.renew(self.connection, owner, self.now + LEASE) == mine
        for number in mine:
            self.change(number, lease=self.now + LEASE)

    @rule(dead=st.sets(st.sampled_from(OWNERS), max_size=1))
    def reclaim(self, dead: set[str]) -> None:
        lost = {j.number for j in self.jobs.values() if j.owner and (j.owner in dead or j.lease < self.now)}
        with transaction(self.connection):
            assert set(queue.reclaim(self.connection, self.now, dead)) == lost
        for number in lost:
            self.put_back(number)

    @rule(seconds=st.floats(0.0, 8.0))
    def pass_time(self, seconds: float) -> None:
        self.now += seconds

    @precondition(lambda self: getattr(self, "jobs", None))
    @rule(data=st.data(), tenant=st.sampled_from(TENANTS))
    def cancel(self, data: st.DataObject, tenant: str) -> None:
        job = self.jobs[data.draw(st.sampled_from(sorted(self.jobs)))]
        try:
            with transaction(self.connection):
                queue.cancel(self.connection, tenant, job.name, self.now)
        except UnknownJobError:
            assert tenant != job.tenant
            return
        assert tenant == job.tenant
        if job.state is State.QUEUED:
            self.change(job.number, state=State.CANCELLED)
        elif job.state is State.RUNNING:
            self.change(job.number, cancelling=True)
            assert job.owner is not None
            assert job.number in queue.cancelled(self.connection, job.owner)

    @precondition(lambda self: getattr(self, "jobs", None))
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        job = self.jobs[data.draw(st.sampled_from(sorted(self.jobs)))]
        try:
            with transaction(self.connection):
                keeping.remove(self.connection, job.tenant, job.name)
        except NotDoneError:
            assert not job.state.done
        else:
            assert job.state.done
            del self.jobs[job.number]

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "connection"):
            return
        for tenant in TENANTS:
            found, onward = history.page(self.connection, tenant, history.Filter(), 1000, "")
            assert onward == ""
            told = [(j.number, j.name, j.priority, j.state, j.cancelling, j.owner, j.attempts) for j in found]
            mine = sorted((j for j in self.jobs.values() if j.tenant == tenant), key=lambda j: -j.number)
            assert told == [(j.number, j.name, j.priority, j.state, j.cancelling, j.owner, j.attempts) for j in mine]
            for job in found:
                sequences = [e.sequence for e in history.events(self.connection, job.number, 0)]
                assert sequences == list(range(1, job.sequence + 1))

    @invariant()
    def counts(self) -> None:
        """The loads that the triggers keep are those that are there."""
        if not hasattr(self, "connection"):
            return
        kept = self.connection.execute("SELECT tenant, state, jobs FROM load WHERE jobs <> 0").fetchall()
        there = self.connection.execute("SELECT tenant, state, count(*) FROM job GROUP BY tenant, state").fetchall()
        assert {tuple(row) for row in kept} == {tuple(row) for row in there}


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
