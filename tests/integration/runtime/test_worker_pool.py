from __future__ import annotations

import asyncio
import os
import random
import secrets
import time
from contextlib import aclosing
from pathlib import Path

import grpc
import psutil
import pytest
from processes import alive

from trivium.services.runtime.confinement import Limits
from trivium.services.runtime.errors import FaultError
from trivium.services.runtime.launcher import LoadError
from trivium.services.runtime.link import Cause
from trivium.services.runtime.operation import EngineSettings
from trivium.services.runtime.workers import WorkerPool
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

pytestmark = pytest.mark.anyio

CHECK = "/trivium_api.cas.v1.CasService/CheckEqual"
VERIFY = "/trivium_api.cas.v1.CasService/VerifyCertificate"
SOLVE = "/trivium_api.geometry.v1.GeometryService/Solve"


async def check(pool: WorkerPool, words: str, rhs: str = "", **limits: float) -> cas.Judgement:
    request = cas.CheckEqualRequest(equation=cas.Equation(lhs=words, rhs=rhs))
    answer = await pool.unary(CHECK, request.SerializeToString(), **limits)
    return cas.CheckEqualResponse.FromString(answer).judgement


async def verify(pool: WorkerPool, words: str, **limits: float) -> str:
    request = cas.VerifyCertificateRequest(against=cas.Equation(lhs=words))
    answer = await pool.unary(VERIFY, request.SerializeToString(), **limits)
    return cas.VerifyCertificateResponse.FromString(answer).verification.refusal


def problem(words: str) -> bytes:
    return geometry.SolveRequest(problem=geometry.Problem(source=words)).SerializeToString()


async def refusal(work: object) -> FaultError:
    with pytest.raises(FaultError) as caught:
        await work  # type: ignore[misc]
    return caught.value


async def gone_within(seconds: float, pids: list[int]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(alive(pid) for pid in pids):
            return True
        await asyncio.sleep(0.005)
    return False


async def whole(pool: WorkerPool) -> bool:
    """Whether the pool comes to its full strength: every worker idle, and the nursery has no other child."""
    strength = pool.settings.size + pool.settings.spares
    for _ in range(400):
        if len(pool.staff.pids) == strength == pool.staff.idle:
            nursery = psutil.Process(pool.staff.nursery_pid)
            if {child.pid for child in nursery.children(recursive=True)} == set(pool.staff.pids):
                return True
        await asyncio.sleep(0.005)
    return False


async def test_a_call_is_answered(pools) -> None:
    async with pools.open() as pool:
        judgement = await check(pool, "echo x + 1")
    assert (judgement.detail, judgement.verdict) == ("x + 1", verdict_pb2.VERDICT_PROVED)


async def test_a_large_request_and_a_large_response_pass(pools) -> None:
    async with pools.open() as pool:
        text = "x" * 5_000_000
        assert (await check(pool, f"echo {text}")).detail == text


async def test_calls_share_a_worker_and_use_all_workers(pools) -> None:
    async with pools.open(size=2, spares=0) as pool:
        first = await check(pool, "pid")
        assert (await check(pool, "pid")).detail == first.detail
        began = time.monotonic()
        await asyncio.gather(check(pool, "sleep 0.4"), check(pool, "sleep 0.4"))
        assert time.monotonic() - began < 0.75


async def test_the_engine_sees_its_deadline(pools) -> None:
    async with pools.open() as pool:
        assert 0.9 < float((await check(pool, "left", wall=1.0)).detail) <= 1.0
        assert 1.8 < float((await check(pool, "left")).detail) <= 2.0
        soon = asyncio.get_running_loop().time() + 0.5
        assert 0.3 < float((await check(pool, "left", wall=60.0, until=soon)).detail) <= 0.5


async def test_an_engine_that_minds_its_deadline_answers_for_itself(pools) -> None:
    async with pools.open() as pool:
        assert (await check(pool, "polite", wall=0.2)).detail == "ran out"
        assert pool.staff.killed == 0


async def test_an_engine_that_does_not_is_killed_and_answered_for(pools) -> None:
    async with pools.open() as pool:
        began = time.monotonic()
        judgement = await check(pool, "spin", wall=0.3)
        assert time.monotonic() - began < 0.3 + 0.5
        assert judgement.verdict == verdict_pb2.VERDICT_UNKNOWN
        assert judgement.reason == verdict_pb2.REASON_BUDGET_EXHAUSTED
        assert "0.3 s" in judgement.detail
        assert await whole(pool)


@pytest.mark.parametrize(
    ("words", "reason", "detail"),
    [
        ("exit 3", "REASON_WORKER_DIED", "exited with status 3"),
        ("crash", "REASON_WORKER_DIED", "SIGSEGV"),
        ("terminate", "REASON_WORKER_DIED", "SIGTERM"),
        ("recurse", "REASON_RESOURCE_LIMIT", "stack"),
        ("allocate 2000000000", "REASON_RESOURCE_LIMIT", "memory"),
        ("big 20000000", "REASON_RESOURCE_LIMIT", "memory"),
    ],
)
async def test_a_worker_that_dies_is_answered_for_and_replaced(pools, words: str, reason: str, detail: str) -> None:
    async with pools.open(size=1, limits=Limits(memory_bytes=1 << 30), largest=10 << 20) as pool:
        judgement = await check(pool, words)
        assert judgement.verdict == verdict_pb2.VERDICT_UNKNOWN
        assert verdict_pb2.Reason.Name(judgement.reason) == reason
        assert detail in judgement.detail
        assert (await check(pool, "echo next")).detail == "next"
        assert await whole(pool)


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        ("spin", grpc.StatusCode.DEADLINE_EXCEEDED, "BUDGET_EXHAUSTED"),
        ("exit 1", grpc.StatusCode.UNAVAILABLE, "WORKER_DIED"),
        ("recurse", grpc.StatusCode.RESOURCE_EXHAUSTED, "RESOURCE_LIMIT"),
    ],
)
async def test_without_an_answer_for_it_a_lost_worker_is_an_error(pools, words, code, reason) -> None:
    async with pools.open() as pool:
        error = await refusal(verify(pool, words, wall=0.1))
        assert (error.fault.code, error.fault.reason) == (code, reason)


async def test_a_worker_that_dies_over_the_answer_for_another_is_an_error(pools) -> None:
    async with pools.open() as pool:
        error = await refusal(check(pool, "exit 1", rhs="spoil the epitaph"))
        assert error.fault.reason == "WORKER_DIED"
        assert await whole(pool)


async def test_a_foreseen_exception_is_a_fault(pools) -> None:
    async with pools.open(size=1, spares=0) as pool:
        error = await refusal(check(pool, "refuse x +"))
        assert error.fault.code is grpc.StatusCode.INVALID_ARGUMENT
        assert error.fault.violations[0].description == "line 1, column 1: x +"
        assert pool.staff.killed == 0


async def test_an_unforeseen_exception_is_a_defect_whose_report_quotes_no_request(pools) -> None:
    async with pools.open(size=1, spares=0) as pool:
        error = await refusal(check(pool, "defect classified"))
    assert error.fault.code is grpc.StatusCode.INTERNAL
    assert "classified" not in str(error.fault)
    (defect,) = pools.defects
    assert (defect.exception, defect.method) == ("ZeroDivisionError", CHECK)
    assert defect.bug == dict(error.fault.metadata)["bug"]
    assert any("specimen.py" in place for place in defect.places)
    assert "classified" not in str(defect)


@pytest.mark.parametrize("words", ["twice", "never"])
async def test_a_unary_operation_that_does_not_answer_once_is_a_defect(pools, words: str) -> None:
    async with pools.open() as pool:
        assert (await refusal(verify(pool, words))).fault.code is grpc.StatusCode.INTERNAL


async def test_tracebacks_go_to_the_workers_log(pools, tmp_path: Path) -> None:
    log = tmp_path / "workers.log"
    async with pools.open(log=log) as pool:
        await refusal(check(pool, "defect x"))
        await check(pool, "print said")
    assert "ZeroDivisionError" in log.read_text()
    assert "said" in log.read_text()


async def test_what_a_worker_prints_does_not_reach_the_parents_output(pools, capfd: pytest.CaptureFixture[str]) -> None:
    async with pools.open() as pool:
        await check(pool, "print loud")
    assert capfd.readouterr() == ("", "")


async def test_a_worker_has_no_environment_of_its_parent(pools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIVIUM_TOKEN", "hunter2")
    async with pools.open() as pool:
        environment = (await check(pool, "environment")).detail
    assert "hunter2" not in environment
    assert "OPENBLAS_NUM_THREADS=1" in environment
    assert "PYTHONHASHSEED=0" in environment


async def test_a_worker_holds_no_file_of_its_parent(pools, tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w"):
        async with pools.open(size=3) as pool:
            files = (await check(pool, "files")).detail
    assert "secret" not in files
    assert files.count("socket:") == 1


async def test_a_worker_is_confined(pools) -> None:
    async with pools.open(limits=Limits(memory_bytes=123 << 20)) as pool:
        status = (await check(pool, "status")).detail
    assert "NoNewPrivs:\t1" in status
    rows = {line[:26].strip(): line[26:].split() for line in status.splitlines()}
    assert rows["Max core file size"][0] == "0"
    assert rows["Max data size"][:2] == [str(123 << 20)] * 2


async def test_cancelling_a_call_kills_its_worker_and_all_its_descendants(pools, tmp_path: Path) -> None:
    born = tmp_path / "born"
    async with pools.open(size=1, spares=0) as pool:
        call = asyncio.create_task(check(pool, f"family {born}", wall=60.0))
        while not born.exists():
            await asyncio.sleep(0.01)
        pids = [int(pid) for pid in born.read_text().split()]
        assert len(pids) == 4
        assert all(alive(pid) for pid in pids)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert await gone_within(0.5, pids)
        assert (await check(pool, "echo next")).detail == "next"


async def test_a_worker_that_dies_leaves_no_descendants(pools, tmp_path: Path) -> None:
    born = tmp_path / "born"
    async with pools.open() as pool:
        call = asyncio.create_task(check(pool, f"family {born}", wall=60.0))
        while not born.exists():
            await asyncio.sleep(0.01)
        pids = [int(pid) for pid in born.read_text().split()]
        os.kill(pids[-1], 11)
        assert (await call).reason == verdict_pb2.REASON_WORKER_DIED
        assert await gone_within(0.5, pids)


async def test_closing_the_pool_ends_every_process(pools, tmp_path: Path) -> None:
    born = tmp_path / "born"
    async with pools.open(size=2) as pool:
        call = asyncio.create_task(check(pool, f"family {born}", wall=60.0))
        while not born.exists():
            await asyncio.sleep(0.01)
        pids = [int(pid) for pid in born.read_text().split()] + pool.staff.pids + [pool.staff.nursery_pid]
    assert not any(alive(pid) for pid in pids)
    assert (await refusal(call)).fault.reason == "STOPPING"


async def test_two_hundred_random_cancels_leave_the_pool_whole(pools) -> None:
    random.seed(20)
    deeds = ["spin", "sleep 5", "echo x", "polite", "exit 1", "big 100000"]
    async with pools.open(size=4, spares=1) as pool:
        assert await whole(pool)
        seen = set(pool.staff.pids)

        async def walk_away() -> None:
            call = asyncio.create_task(check(pool, random.choice(deeds), wall=random.uniform(0.01, 0.3), grace=0.05))
            await asyncio.sleep(random.expovariate(1 / 0.02))
            seen.update(pool.staff.pids)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)

        for _ in range(25):
            await asyncio.gather(*(walk_away() for _ in range(8)))
        assert (await check(pool, "echo still here")).detail == "still here"
        assert await whole(pool)
        living = set(pool.staff.pids)
        assert await gone_within(0.5, list(seen - living))


async def test_a_cancel_while_waiting_for_a_worker_takes_no_worker(pools) -> None:
    async with pools.open(size=1, spares=0) as pool:
        running = asyncio.create_task(check(pool, "sleep 0.3"))
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(check(pool, "echo x"))
        await asyncio.sleep(0.05)
        waiting.cancel()
        assert (await running).detail == "slept"
        assert (await check(pool, "echo y")).detail == "y"
        assert pool.staff.killed == 0


async def test_a_call_that_finds_no_worker_in_time_is_told_when_to_return(pools) -> None:
    async with pools.open(size=1, spares=0) as pool:
        running = asyncio.create_task(check(pool, "sleep 0.5"))
        await asyncio.sleep(0.05)
        error = await refusal(check(pool, "echo x", until=asyncio.get_running_loop().time() + 0.1))
        assert (error.fault.code, error.fault.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "NO_WORKER")
        assert error.fault.retry_after
        await running


async def test_a_worker_is_recycled(pools) -> None:
    async with pools.open(size=1, spares=0, recycle_after=3) as pool:
        pids = [(await check(pool, "pid")).detail for _ in range(6)]
    assert pids == [pids[0]] * 3 + [pids[3]] * 3
    assert pids[0] != pids[3]


async def test_an_idle_worker_that_is_killed_is_replaced(pools) -> None:
    async with pools.open() as pool:
        assert await whole(pool)
        victim = pool.staff.pids[0]
        os.kill(victim, 9)
        while victim in pool.staff.pids:
            await asyncio.sleep(0.005)
        assert await whole(pool)
        assert (await check(pool, "echo x")).detail == "x"


async def test_bug_a_worker_whose_end_is_seen_before_its_death_is_told_is_replaced(pools) -> None:
    async with pools.open() as pool:
        assert await whole(pool)
        lost = pool.staff._idle[0]
        lost.link.lose(Cause.DIED)  # as when the stream has ended, and the nursery has not looked yet
        os.kill(pool.staff._launcher.pids[lost.number], 9)
        assert (await check(pool, "echo x")).detail == "x"
        assert await whole(pool)


async def test_bug_a_worker_whose_death_is_told_before_its_end_is_seen_is_replaced(pools) -> None:
    async with pools.open() as pool:
        assert await whole(pool)
        told = pool.staff.idler()
        assert told is not None
        pool.staff._died(told.number, "killed")
        pool.staff.give_back(told)  # its last answer was read meanwhile
        assert told not in pool.staff._idle
        assert await whole(pool)


async def test_a_nursery_that_is_killed_is_replaced(pools) -> None:
    async with pools.open() as pool:
        assert await whole(pool)
        workers, nursery = pool.staff.pids, pool.staff.nursery_pid
        os.kill(nursery, 9)
        while pool.staff.serving:
            await asyncio.sleep(0.005)
        assert (await check(pool, "echo back")).detail == "back"
        assert await gone_within(0.5, workers)


async def test_a_stream_comes_as_it_is_made(pools) -> None:
    async with pools.open("GEOMETRY") as pool:
        events = []
        async for data in pool.stream(SOLVE, problem("sleep 0.5")):
            events.append((time.monotonic(), geometry.SolveResponse.FromString(data).WhichOneof("event")))
        assert [event for _, event in events] == ["progress", "solution"]
        assert events[1][0] - events[0][0] > 0.3


async def test_a_stream_whose_budget_ends_has_the_answer_as_its_last_message(pools) -> None:
    async with pools.open("GEOMETRY") as pool:
        events = [geometry.SolveResponse.FromString(e) async for e in pool.stream(SOLVE, problem("spin"), wall=0.2)]
    assert [event.WhichOneof("event") for event in events] == ["progress", "solution"]
    assert events[1].solution.reason == verdict_pb2.REASON_BUDGET_EXHAUSTED


async def test_a_slow_reader_makes_the_worker_wait(pools) -> None:
    async with pools.open("GEOMETRY", size=1, spares=0) as pool:
        async with aclosing(pool.stream(SOLVE, problem("flood"), wall=60.0)) as events:
            await anext(events)
            await asyncio.sleep(0.5)
            (worker,) = pool.staff.pids
            before = psutil.Process(worker).cpu_times().user
            await asyncio.sleep(0.3)
            assert psutil.Process(worker).cpu_times().user - before < 0.1
            rounds = [geometry.SolveResponse.FromString(await anext(events)).progress.rounds for _ in range(3000)]
            assert rounds == list(range(2, 3002))
        assert await gone_within(0.5, [worker])


async def test_a_long_stream_is_complete_and_in_order(pools) -> None:
    async with pools.open("GEOMETRY") as pool:
        events = [geometry.SolveResponse.FromString(e) async for e in pool.stream(SOLVE, problem("count 5000"))]
    assert [event.progress.rounds for event in events[:-1]] == list(range(1, 5001))
    assert events[-1].HasField("solution")


async def test_a_service_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    source = f"no_such_module_{secrets.token_hex(3)}"
    pool = WorkerPool(source, EngineSettings(tmp_path))
    with pytest.raises(LoadError, match=source):
        await pool.start()
    await pool.close()


async def test_bug_a_pool_closed_while_it_replaces_its_nursery_leaves_no_process(pools) -> None:
    others = set(psutil.Process().children(recursive=True))  # what earlier tests keep for later ones
    for pause in (0.0, 0.002, 0.02, 0.08):
        async with pools.open() as pool:
            os.kill(pool.staff.nursery_pid, 9)
            while pool.staff.serving:
                await asyncio.sleep(0.001)
            await asyncio.sleep(pause)
        left = set(psutil.Process().children(recursive=True)) - others
        assert await gone_within(0.5, [child.pid for child in left])


async def test_a_killed_worker_leaves_no_temporary_files(pools, tmp_path: Path) -> None:
    told = tmp_path / "told"
    async with pools.open(size=1, spares=0) as pool:
        await refusal(verify(pool, f"litter {told}", wall=0.5))
        folder = Path(told.read_text())
        base = folder.parents[1]
        for _ in range(400):
            if not folder.parent.exists():
                break
            await asyncio.sleep(0.005)
        assert base.is_dir()
        assert not folder.parent.exists()
    assert not base.exists()
