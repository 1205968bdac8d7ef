"""The job service through its port: what is asked, what is refused, and who sees what."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import psutil
import pytest
from counting_jobs import open_jobs
from google.longrunning import operations_pb2, operations_pb2_grpc
from processes import alive

from trivium.client import AsyncClient, Client, JobCancelledError, JobFailedError, Target, TriviumError
from trivium.services.batch import Batch
from trivium.services.jobs import servicer
from trivium.services.runtime.launcher import LoadError
from trivium_api.jobs.v1 import job_pb2
from trivium_api.jobs.v1 import job_service_pb2 as jobs

pytestmark = pytest.mark.anyio
GRPCURL = Path(sys.executable).parent / "grpcurl"
SLOW = {"count": 1000, "per_shard": 1, "pause": 0.05}


async def refused(work: Any) -> TriviumError:
    with pytest.raises(TriviumError) as caught:
        await work
    return caught.value


async def pid_in(path: Path) -> int:
    while not path.exists() or not path.read_text():
        await asyncio.sleep(0.01)
    return int(path.read_text())


async def gone(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while alive(pid):
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.005)
    return True


async def test_a_job_is_carried_out_watched_and_read(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", {"count": 7, "per_shard": 3}, seed=5, label="seven")
        assert not job.done
        events = [event async for event in job.watch()]
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))
        states = [job_pb2.JobState.Name(event.state).removeprefix("JOB_STATE_") for event in events]
        assert (states[0], states[-1]) == ("QUEUED", "SUCCEEDED")
        assert set(states) == {"QUEUED", "RUNNING", "SUCCEEDED"}
        result = await job.wait()
        assert (result.items, result.results, result.shards, result.failures) == (7, 7, 3, 0)
        assert job.metadata.label == "seven"
        assert job.metadata.progress.items == job.metadata.progress.items_total == 7
        assert job.metadata.batch_sha256 == result.batch_sha256 != ""
        rows = [row async for row in job.results()]
        assert [row["number"] for row in rows] == list(range(7))
        assert rows[4]["digest"] == hashlib.sha256(b"5 4 ").hexdigest()
        await job.delete()
        assert (await refused(job.refresh())).code == "NOT_FOUND"
        assert not (tmp_path / "batches" / job.name.removeprefix("operations/")).exists()


async def test_items_that_crash_are_rows_and_the_others_are_done(tmp_path: Path) -> None:
    async with open_jobs(tmp_path, jobs_processes=2) as server, AsyncClient(server.address) as client:
        texts = [{"text": text} for text in ("a", "crash", "b")]
        job = await client.jobs.submit("specimen.read", {}, texts, processes=2)
        assert (await job.wait()).failures == 1
        rows = [row async for row in job.results()]
        assert [bool(row["failure"]) for row in rows] == [False, True, False]


async def test_the_synchronous_client_has_the_same_handle(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server:

        def work() -> list[dict[str, Any]]:
            with Client(server.address) as client:
                job = client.jobs.submit("specimen.count", {"count": 3})
                assert next(event.sequence for event in job.watch()) == 1
                assert job.wait(20).results == 3
                assert [found.name for found in client.jobs.list("done = true")] == [job.name]
                assert client.jobs.get(job.name).refresh().done
                return list(job.results())

        assert [row["number"] for row in await asyncio.to_thread(work)] == [0, 1, 2]


SETS = [
    ("cas.check", {"id": "a", "lhs": "(x + 1)**2", "rhs": "x**2 + 2*x + 1"}),
    ("geometry.solve", {"id": "a", "source": "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"}),
    ("lean.check", {"id": "a", "source": "theorem t : 1 + 1 = 2 := rfl"}),
]


async def test_sets_of_questions_for_each_engine_are_answered_and_bad_ones_told_by_item(tmp_path: Path) -> None:
    async with open_jobs(tmp_path, jobs_processes=2) as server, AsyncClient(server.address) as client:
        for kind, item in SETS:
            job = await client.jobs.submit(kind, {}, [item])
            result = await job.wait(100)
            assert (result.results, result.failures) == (1, 0), kind
            (row,) = [row async for row in job.results()]
            assert row["verdict"].endswith("PROVED"), row
        error = await refused(client.jobs.submit("cas.check", {}, [SETS[0][1], {"id": "b", "left": "x"}]))
        assert {violation.field.split(".")[1] for violation in error.violations} == {"items[1]"}


BAD = [
    ({"kind": "no.such"}, "job.kind"),
    ({"kind": ""}, "job.kind"),
    ({"kind": "specimen.count", "configuration": {"count": "x"}}, "job.configuration.count"),
    ({"kind": "specimen.count", "configuration": {"colour": 1}}, "job.configuration.colour"),
    ({"kind": "specimen.count", "configuration": {"count": 13}}, "job.configuration"),
    ({"kind": "specimen.count", "items": [{"text": "x"}]}, "job.items"),
    ({"kind": "specimen.read", "items": []}, "job.items"),
    ({"kind": "specimen.read", "items": [{"text": "x"}, {"texts": "y"}]}, "job.items[1].text"),
    ({"kind": "specimen.count", "priority": 101}, "job.priority"),
    ({"kind": "specimen.count", "seed": 1 << 63}, "job.seed"),
    ({"kind": "specimen.count", "label": "x" * 201}, "job.label"),
    ({"kind": "specimen.count", "request_id": "no spaces"}, "request_id"),
]


async def test_each_bad_submission_is_told_field_by_field(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        for asked, field in BAD:
            error = await refused(client.jobs.submit(**asked))
            assert error.code == "INVALID_ARGUMENT", asked
            assert field in {violation.field for violation in error.violations}, (asked, error.violations)
        assert [job async for job in client.jobs.list()] == []


async def test_each_bad_question_is_told(tmp_path: Path) -> None:
    lro = operations_pb2
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count")
        await job.wait()
        for method, request, field in [
            ("Operations.GetOperation", lro.GetOperationRequest(name="x"), "name"),
            ("Operations.GetOperation", lro.GetOperationRequest(name="operations/"), "name"),
            ("Operations.CancelOperation", lro.CancelOperationRequest(name="operations/" + "a" * 65), "name"),
            ("Operations.ListOperations", lro.ListOperationsRequest(name="elsewhere"), "name"),
            ("Operations.ListOperations", lro.ListOperationsRequest(filter="state = ASLEEP"), "filter"),
            ("Operations.ListOperations", lro.ListOperationsRequest(filter="1; DROP TABLE job"), "filter"),
            ("Operations.ListOperations", lro.ListOperationsRequest(filter="done = true OR 1"), "filter"),
            ("Operations.ListOperations", lro.ListOperationsRequest(page_size=-1), "page_size"),
            ("Operations.ListOperations", lro.ListOperationsRequest(page_token="¡!"), "page_token"),
        ]:
            error = await refused(client.unary(method, request))
            assert (error.code, [v.field for v in error.violations]) == ("INVALID_ARGUMENT", [field]), request
        for request, field in [
            (jobs.ReadResultsRequest(name=job.name, resume_token="another.3"), "resume_token"),
            (jobs.ReadResultsRequest(name="operations/../../etc"), "name"),
        ]:
            error = await refused(_all(client.stream("JobService.ReadResults", request)))
            assert (error.code, [v.field for v in error.violations]) == ("INVALID_ARGUMENT", [field])


async def _all(stream: Any) -> list[Any]:
    return [message async for message in stream]


async def every_question_about(client: AsyncClient, name: str) -> list[TriviumError]:
    lro = operations_pb2
    unary = [
        ("Operations.GetOperation", lro.GetOperationRequest(name=name)),
        ("Operations.WaitOperation", lro.WaitOperationRequest(name=name)),
        ("Operations.CancelOperation", lro.CancelOperationRequest(name=name)),
        ("Operations.DeleteOperation", lro.DeleteOperationRequest(name=name)),
    ]
    streams = [
        ("JobService.WatchJob", jobs.WatchJobRequest(name=name)),
        ("JobService.ReadResults", jobs.ReadResultsRequest(name=name)),
    ]
    return [await refused(client.unary(method, request)) for method, request in unary] + [
        await refused(_all(client.stream(method, request))) for method, request in streams
    ]


async def test_an_unknown_job_and_another_tenants_job_are_not_found_alike(tmp_path: Path) -> None:
    tokens = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("ada", "bob")}
    async with (
        open_jobs(tmp_path, tokens=tokens) as server,
        AsyncClient(Target(server.address, "ada")) as ada,
        AsyncClient(Target(server.address, "bob")) as bob,
    ):
        job = await ada.jobs.submit("specimen.count", request_id="mine")
        await job.wait()
        for name in (job.name, "operations/0123456789abcdef"):
            errors = await every_question_about(bob, name)
            assert {(error.code, error.reason) for error in errors} == {("NOT_FOUND", "UNKNOWN_JOB")}
        assert [found async for found in bob.jobs.list()] == []
        assert [found.name async for found in ada.jobs.list()] == [job.name]
        other = await bob.jobs.submit("specimen.count", request_id="mine")
        assert other.name != job.name


async def test_the_same_request_gives_the_same_job_however_often_and_at_once_it_is_sent(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        sent = [client.jobs.submit("specimen.count", {"count": 2}, request_id="r-1") for _ in range(50)]
        names = {job.name for job in await asyncio.gather(*sent)}
        assert len(names) == 1
        assert len([job async for job in client.jobs.list()]) == 1
        error = await refused(client.jobs.submit("specimen.count", {"count": 3}, request_id="r-1"))
        assert (error.code, error.reason) == ("INVALID_ARGUMENT", "REQUEST_ID_REUSED")
        assert [violation.field for violation in error.violations] == ["request_id"]
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        assert (await client.jobs.submit("specimen.count", {"count": 2}, request_id="r-1")).name in names


@pytest.mark.parametrize("processes", [1, 2])
async def test_a_cancelled_job_is_dead_within_half_a_second_and_keeps_what_it_had(
    tmp_path: Path, processes: int
) -> None:
    note = tmp_path / "note"
    async with (
        open_jobs(tmp_path / "jobs", jobs_processes=processes) as server,
        AsyncClient(server.address) as client,
    ):
        job = await client.jobs.submit("specimen.count", {**SLOW, "notes": str(note)})
        pid = await pid_in(note)
        while not (await job.refresh()).metadata.progress.shards >= 3:
            await asyncio.sleep(0.02)
        await job.cancel()
        assert await gone(pid, 0.5)
        with pytest.raises(JobCancelledError):
            await job.wait(5)
        manifest = tmp_path / "jobs" / "batches" / job.name.removeprefix("operations/") / "manifest.jsonl"
        finished = {json.loads(line)["shard"] for line in manifest.read_text().splitlines()}
        assert len(finished) >= 3
        # the results are those from the first shard on to the first that is missing
        rows = [row["number"] async for row in job.results()]
        assert rows == list(range(next(n for n in range(1001) if n not in finished)))
        await job.cancel()  # of one that is done: nothing
        assert (await client.jobs.submit("specimen.count")).name != job.name


async def test_two_hundred_random_cancels_leave_the_service_whole(tmp_path: Path) -> None:
    chance = random.Random(11)
    async with (
        open_jobs(tmp_path, jobs_running=3, tenant_running=64) as server,
        AsyncClient(server.address) as client,
    ):

        async def one(number: int) -> None:
            job = await client.jobs.submit("specimen.count", {**SLOW, "count": chance.choice([1, 50])})
            await asyncio.sleep(chance.expovariate(1 / 0.15))
            await job.cancel()
            with suppress(JobCancelledError):
                await job.wait(30)

        for start in range(0, 200, 20):
            await asyncio.gather(*(one(start + number) for number in range(20)))
        found = [job.metadata.state async for job in client.jobs.list()]
        assert len(found) == 200
        assert set(found) <= {job_pb2.JOB_STATE_CANCELLED, job_pb2.JOB_STATE_SUCCEEDED}
        assert (await (await client.jobs.submit("specimen.count", {"count": 2})).wait(30)).results == 2
        staff = (await server._endpoints[0].resident._runners.pool()).staff
        nursery = psutil.Process(staff.nursery_pid)
        async with asyncio.timeout(5):
            while {child.pid for child in nursery.children(recursive=True)} != set(staff.pids):
                await asyncio.sleep(0.02)


async def test_jobs_of_a_higher_priority_are_begun_first_and_equals_in_their_order(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        first = await client.jobs.submit("specimen.count", {"count": 1, "pause": 0.5})
        later = [await client.jobs.submit("specimen.count", {"count": 1}, priority=p) for p in (0, 7, 0, 9, 7)]
        for job in later:
            await job.wait(30)
        began = sorted(later, key=lambda job: job.metadata.start_time.ToNanoseconds())
        assert [job.metadata.priority for job in began] == [9, 7, 7, 0, 0]
        assert began == [later[3], later[1], later[4], later[0], later[2]]
        assert (await first.refresh()).done


async def test_a_tenant_has_no_more_jobs_than_its_quota(tmp_path: Path) -> None:
    tokens = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("ada", "bob")}
    limits = {"jobs_tenant_waiting": 3, "jobs_tenant_running": 1, "jobs_running": 2}
    async with (
        open_jobs(tmp_path, tokens=tokens, **limits) as server,
        AsyncClient(Target(server.address, "ada")) as ada,
        AsyncClient(Target(server.address, "bob")) as bob,
    ):
        mine = [await ada.jobs.submit("specimen.count", SLOW) for _ in range(3)]
        error = await refused(ada.jobs.submit("specimen.count", SLOW))
        assert (error.code, error.reason) == ("RESOURCE_EXHAUSTED", "TOO_MANY_JOBS")
        assert error.retry_after
        # a tenant with many jobs does not hold up another's
        assert (await (await bob.jobs.submit("specimen.count", {"count": 1})).wait(30)).results == 1
        running = [job.metadata.state == job_pb2.JOB_STATE_RUNNING for job in [await job.refresh() for job in mine]]
        assert sum(running) == 1
        await mine[2].cancel()
        assert (await ada.jobs.submit("specimen.count", SLOW)).name


async def test_lists_are_filtered_and_come_in_pages(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        made = [await client.jobs.submit("specimen.count", {"count": 1}, label=str(n % 2)) for n in range(25)]
        await asyncio.gather(*(job.wait(60) for job in made))
        found = [job.name async for job in client.jobs.list(page_size=7)]
        assert found == [job.name for job in reversed(made)]
        odd = [job.name async for job in client.jobs.list('label = "1" AND done = true', page_size=5)]
        assert odd == [job.name for job in reversed(made) if job.metadata.label == "1"]
        assert [job async for job in client.jobs.list("state = RUNNING")] == []
        request = operations_pb2.ListOperationsRequest(filter="done = true", page_size=3)
        page: Any = await client.unary("Operations.ListOperations", request)
        request = operations_pb2.ListOperationsRequest(filter="done = false", page_token=page.next_page_token)
        assert (await refused(client.unary("Operations.ListOperations", request))).reason == "INVALID_PAGE_TOKEN"


async def test_a_watch_goes_on_after_the_event_that_it_is_told(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", {**SLOW, "count": 20})
        everything = [event async for event in job.watch()]
        for after in (0, 1, len(everything) - 1, len(everything), len(everything) + 5):
            assert [event async for event in job.watch(after)] == everything[after:]


async def test_results_go_on_after_a_resume_token_and_follow_a_job_that_runs(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", {"count": 1600, "per_shard": 100, "pause": 0.001})
        followed = [row["number"] async for row in job.results(follow=True)]
        assert followed == list(range(1600))
        request = jobs.ReadResultsRequest(name=job.name)
        responses = await _all(client.stream("JobService.ReadResults", request))
        assert len(responses) > 1
        for response in responses:
            given = [json.loads(row)["number"] for row in response.rows]
            rest = [row["number"] async for row in job.results(resume_token=response.resume_token)]
            assert rest == list(range(given[-1] + 1, 1600))


async def test_a_tenant_that_reads_slowly_does_not_keep_another_from_its_results(tmp_path: Path) -> None:
    tokens = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("ada", "bob")}
    async with (
        open_jobs(tmp_path, tokens=tokens) as server,
        AsyncClient(Target(server.address, "ada")) as ada,
        AsyncClient(Target(server.address, "bob")) as bob,
    ):
        large = await ada.jobs.submit("specimen.count", {"count": 400, "per_shard": 200, "padding": 20_000})
        small = await bob.jobs.submit("specimen.count", {"count": 2})
        assert (await large.wait()).results == 400
        await small.wait()
        slow = [ada.stream("JobService.ReadResults", jobs.ReadResultsRequest(name=large.name)) for _ in range(6)]
        begun = [asyncio.ensure_future(anext(aiter(stream))) for stream in slow]
        await asyncio.wait(begun, return_when=asyncio.FIRST_COMPLETED)
        async with asyncio.timeout(20):
            assert [row["number"] async for row in small.results()] == [0, 1]
        for task in begun:
            task.cancel()
        await asyncio.gather(*begun, return_exceptions=True)


async def test_waiting_ends_with_the_time_that_is_asked_for_or_with_the_job(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", {"count": 1, "pause": 1.0})
        request = operations_pb2.WaitOperationRequest(name=job.name)
        request.timeout.FromMilliseconds(200)
        began = time.monotonic()
        answer: Any = await client.unary("Operations.WaitOperation", request)
        assert not answer.done
        assert 0.2 <= time.monotonic() - began < 1.0
        with pytest.raises(TimeoutError):
            await job.wait(0.1)
        # a deadline of the call is kept as well: it answers before it
        request.ClearField("timeout")
        answer = await client.unary("Operations.WaitOperation", request, timeout=0.5)
        assert (await job.wait(20)).results == 1


async def test_deleting_a_job_that_is_not_done_is_refused(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", SLOW)
        error = await refused(job.delete())
        assert (error.code, error.reason) == ("FAILED_PRECONDITION", "JOB_NOT_DONE")


async def test_a_job_whose_batch_is_of_other_versions_fails_and_says_why(tmp_path: Path) -> None:
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.submit("specimen.count", {**SLOW, "count": 30})
        while not (await job.refresh()).metadata.progress.shards:
            await asyncio.sleep(0.02)
    path = tmp_path / "batches" / job.name.removeprefix("operations/") / "batch.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "versions": {**told["versions"], "trivium": "0.0.1"}}))
    async with open_jobs(tmp_path) as server, AsyncClient(server.address) as client:
        job = await client.jobs.get(job.name)
        with pytest.raises(JobFailedError, match=r"0\.0\.1") as caught:
            await job.wait(20)
        assert (caught.value.code, caught.value.reason) == ("FAILED_PRECONDITION", "BATCH_BROKEN")


@pytest.mark.parametrize("where", ["here", "on a backend"])
async def test_reflection_shows_both_contracts_and_foreign_clients_can_use_them(tmp_path: Path, where: str) -> None:
    async with open_jobs(tmp_path) as backend:
        chosen = {"backends": {"jobs": backend.address}} if where == "on a backend" else {}
        folder = tmp_path / "unused" if chosen else tmp_path
        async with open_jobs(folder, **chosen) as server:

            async def grpcurl(*arguments: str) -> str:
                process = await asyncio.create_subprocess_exec(
                    GRPCURL, "-plaintext", *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
                )
                out, _ = await process.communicate()
                assert process.returncode == 0, out
                return out.decode()

            listed_services = (await grpcurl(server.address, "list")).split()
            assert {"trivium_api.jobs.v1.JobService", "google.longrunning.Operations"} <= set(listed_services)
            asked = {"requestId": "u", "job": {"kind": "specimen.count", "configuration": {"count": 2}}}
            method = "trivium_api.jobs.v1.JobService/SubmitJob"
            told = json.loads(await grpcurl("-d", json.dumps(asked), server.address, method))
            assert told["metadata"]["kind"] == "specimen.count"
            async with grpc.aio.insecure_channel(server.address) as channel:
                stub = operations_pb2_grpc.OperationsStub(channel)
                done = await stub.WaitOperation(operations_pb2.WaitOperationRequest(name=told["name"]))
                result = job_pb2.JobResult()
                assert done.response.Unpack(result)
                assert result.results == 2
            described = await grpcurl(server.address, "describe", "google.longrunning.Operations")
            assert "WaitOperation" in described


async def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    from trivium.services.runtime.launcher import LoadError

    (tmp_path / "file").write_text("")
    with pytest.raises(LoadError, match="jobs_dir"):
        async with open_jobs(tmp_path / "file"):
            pass
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "jobs.sqlite").write_text("no database " * 100)
    with pytest.raises(LoadError, match=r"jobs\.sqlite"):
        async with open_jobs(tmp_path / "foreign"):
            pass


async def test_a_service_without_ray_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # an environment may have it or not
    monkeypatch.setattr(servicer, "find_spec", lambda name: None if name == "ray" else find_spec(name))
    with pytest.raises(LoadError, match=r"pip install 'trivium\[ray\]'"):
        async with open_jobs(tmp_path, jobs_executor="ray"):
            pass
    without = (
        "import sys; sys.modules['ray'] = None; from trivium.services.batch.__main__ import main; sys.exit(main())"
    )
    Batch.create(tmp_path / "batch", "geometry.propose", {"count": 1})
    command = [sys.executable, "-c", without, str(tmp_path / "batch"), "--ray", "2"]
    run = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    _, told = await run.communicate()
    assert (run.returncode, "pip install 'trivium[ray]'" in told.decode()) == (2, True)
