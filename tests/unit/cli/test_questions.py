import asyncio

import pytest

from trivium.cli.questions import Question, Row, ask_all
from trivium.client.errors import TriviumError
from trivium_api.cas.v1.cas_service_pb2 import Judgement


def question(name: str, delay: float, log: list[str] | None = None) -> Question:
    async def ask() -> Judgement:
        try:
            await asyncio.sleep(delay)
        except asyncio.CancelledError:
            if log is not None:
                log.append(f"cancelled {name}")
            raise
        if name == "bad":
            raise TriviumError("INVALID_ARGUMENT", "no")
        return Judgement(name=name)

    return Question(name, ask)


def test_rows_come_in_the_order_of_the_questions_whatever_each_takes() -> None:
    async def run() -> list[Row]:
        questions = [question("slow", 0.05), question("bad", 0.0), question("fast", 0.0)]
        return [row async for row in ask_all(questions, 3)]

    rows = asyncio.run(run())
    assert [r.name for r in rows] == ["slow", "bad", "fast"]
    assert rows[1].answer is None
    assert rows[1].error is not None
    assert rows[2].answer == Judgement(name="fast")


@pytest.mark.parametrize("parallelism", [1, 2, 5])
def test_no_more_than_the_given_number_are_asked_at_once(parallelism: int) -> None:
    running, most = 0, 0

    async def ask() -> Judgement:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.001)
        running -= 1
        return Judgement()

    async def run() -> int:
        return len([row async for row in ask_all([Question("q", ask)] * 40, parallelism)])

    assert asyncio.run(run()) == 40
    assert most == parallelism


def test_an_endless_input_is_read_ahead_in_bounded_measure() -> None:
    read = 0

    def endless():  # type: ignore[no-untyped-def]
        nonlocal read
        while True:
            read += 1
            yield question(str(read), 0.0)

    async def run() -> None:
        rows = ask_all(endless(), 2)
        for _ in range(3):
            await anext(rows)
        await rows.aclose()

    asyncio.run(run())
    assert read <= 3 + 8


def test_leaving_early_cancels_what_is_under_way() -> None:
    log: list[str] = []

    async def run() -> None:
        rows = ask_all([question("first", 0.0), question("second", 60, log)], 2)
        await anext(rows)
        await rows.aclose()

    asyncio.run(asyncio.wait_for(run(), 5))
    assert log == ["cancelled second"]
