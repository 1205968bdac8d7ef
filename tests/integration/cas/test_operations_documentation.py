"""The examples of the documentation, run."""

from __future__ import annotations

import re
import shlex
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from trivium.cli.assumptions import parse_assumptions
from trivium.cli.operation_text import operation_from_text
from trivium.services.cas.servicer import check_operation
from trivium.services.runtime.operation import Call, EngineSettings
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2 as verdict

PAGE = Path(__file__).parents[3] / "docs" / "cas-operations.md"


def examples() -> Iterator[tuple[str, str]]:
    for block in re.findall(r"^```\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE):
        lines = block.splitlines()
        yield from (
            (line.removeprefix("$ "), lines[number + 1]) for number, line in enumerate(lines) if line.startswith("$ ")
        )


def operation(command: str) -> cas.Operation:
    words = shlex.split(command)
    assert words[:2] == ["prove", "cas"]
    found = operation_from_text(words[3])
    for name, value in zip(words[4::2], words[5::2], strict=True):
        if name == "--assume":
            found.assume.update(parse_assumptions(value))
        else:
            assert name == "--hint"
            found.hints.append(value)
    return found


@pytest.mark.parametrize(("command", "shown"), list(examples()))
def test_an_example_answers_as_the_documentation_says(command: str, shown: str) -> None:
    call = Call(time.monotonic() + 10, EngineSettings(Path("unused")))
    (response,) = check_operation(cas.CheckOperationRequest(operation=operation(command)), call)
    word, statement = shown.split(maxsplit=1)
    assert verdict.Verdict.Name(response.judgement.verdict) == f"VERDICT_{word}"
    assert response.judgement.statement.startswith(statement)


def test_there_are_examples() -> None:
    assert len(list(examples())) > 15
