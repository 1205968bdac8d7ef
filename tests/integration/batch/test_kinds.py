"""The kinds that come with trivium, each on real questions."""

import json
import os
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import json_format

from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.shard import propose
from trivium.services.batch import Batch, ConfigurationError, Inline, Processes, Row, kind_named, kinds, results, run
from trivium.services.local import default_engine
from trivium.services.runtime.operation import EngineSettings
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry

ORTHOCENTRE = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"


def answered(
    folder: Path,
    kind: str,
    items: list[dict[str, Any]],
    configuration: dict[str, Any] | None = None,
    processes: int = 0,
) -> list[Row]:
    batch = Batch.create(folder / kind, kind, configuration or {}, 1, items)
    executor = Processes(processes) if processes else Inline()
    *_, last = run(batch, executor, default_engine(os.environ))
    assert last.complete
    return list(results(batch))


def test_equalities_are_decided_and_unreadable_ones_told(tmp_path: Path) -> None:
    items = [
        {"id": "circle", "lhs": "sin(x)**2 + cos(x)**2", "rhs": "1"},
        {"id": "root", "lhs": "sqrt(x**2) = x"},
        {"id": "positive", "lhs": "sqrt(x**2) = x", "assume": {"x": "positive"}},
        {"id": "broken", "lhs": "sin(", "rhs": "1"},
    ]
    rows = answered(tmp_path, "cas.check", items)
    assert [(row["id"], row["verdict"]) for row in rows] == [
        ("circle", "PROVED"),
        ("root", "REFUTED"),
        ("positive", "PROVED"),
        ("broken", ""),
    ]
    assert rows[3]["error"].startswith("INVALID_ARGUMENT UNREADABLE_FORMULA")
    assert json.loads(rows[0]["answer"])["name"] == "circle"
    assert "usage" not in json.loads(rows[0]["answer"])
    replayed = answered(
        tmp_path,
        "cas.verify",
        [{"id": "c", "certificate": json.loads(row["answer"])["certificate"]} for row in rows[:3]],
    )
    assert [row["verdict"] for row in replayed] == ["ACCEPTED"] * 3


def test_operations_are_decided(tmp_path: Path) -> None:
    items = [
        {"id": "right", "antiderivative": {"integrand": "2*x", "variable": "x", "answer": "x**2"}},
        {"id": "wrong", "antiderivative": {"integrand": "2*x", "variable": "x", "answer": "x**3"}},
    ]
    rows = answered(tmp_path, "cas.operation", items)
    assert [(row["id"], row["verdict"]) for row in rows] == [("right", "PROVED"), ("wrong", "REFUTED")]


def test_geometry_problems_are_solved_and_their_certificates_replayed(tmp_path: Path) -> None:
    items = [{"id": "orthocentre", "source": ORTHOCENTRE}, {"id": "broken", "source": "a b c = triangle a b c"}]
    solved, broken = answered(tmp_path, "geometry.solve", items, {"request": {"deduction_only": True}})
    assert (solved["verdict"], solved["assurance"]) == ("PROVED", "CERTIFICATE_REPLAYED")
    assert broken["error"].startswith("INVALID_ARGUMENT NO_GOAL")
    certificate = json.loads(solved["answer"])["certificate"]
    other = ORTHOCENTRE.replace("perp a h b c", "perp b h a c")
    asked = [{"id": "own", "certificate": certificate}, {"id": "other", "certificate": certificate, "against": other}]
    rows = answered(tmp_path, "geometry.verify", asked)
    assert [row["verdict"] for row in rows] == ["ACCEPTED", "REFUSED"]
    assert "another statement" in rows[1]["detail"]


def test_lean_statements_are_proved_in_workers(tmp_path: Path) -> None:
    items = [{"id": "zero", "statement": "(n : Nat) : n + 0 = n"}, {"id": "no", "statement": "(n : Nat) : n +"}]
    rows = answered(tmp_path, "lean.evaluate", items, {"wall": 20, "attempts": 2}, processes=1)
    assert [(row["id"], row["attempt"], row["verdict"]) for row in rows[:2]] == [
        ("zero", 0, "PROVED"),
        ("zero", 1, "PROVED"),
    ]
    assert rows[0]["assurance"] == "LEAN_REPLAYED"
    assert all(row["error"].startswith("INVALID_ARGUMENT") for row in rows[2:])


def test_every_kind_is_what_it_is_called_and_answers_for_its_configuration() -> None:
    for name in (name for name in kinds() if not name.startswith("test.")):
        kind = kind_named(name)
        assert kind.name == name
        assert kind.summary
        workload = kind.configure({})
        assert kind.configure(workload.plain).plain == workload.plain
        assert json.loads(json.dumps(workload.plain)) == workload.plain
        with pytest.raises(ConfigurationError, match="no such field"):
            kind.configure({"no_such_field": 1})


@pytest.mark.parametrize(
    ("kind", "configuration", "item", "field"),
    [
        ("cas.check", {}, {"lhs": "x", "rhs": 1}, "items[0]"),
        ("cas.check", {}, {"id": "x"}, "items[0].equation.lhs"),
        ("cas.check", {"wall": 0}, {"lhs": "x = x"}, "wall"),
        ("cas.check", {"request": {"budgets": 1}}, {"lhs": "x = x"}, "request"),
        ("cas.check", {"request": 1}, {"lhs": "x = x"}, "request"),
        ("lean.prove", {}, {"statement": ""}, "items[0].statement"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_before_the_batch_begins(
    tmp_path: Path, kind: str, configuration: dict[str, Any], item: dict[str, Any], field: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Batch.create(tmp_path / "new", kind, configuration, items=[item])
    assert [v.field for v in caught.value.violations] == [field]


def test_proposals_are_what_the_generator_of_the_engine_gives(tmp_path: Path, engine: EngineSettings) -> None:
    growing = {"most_points": 8, "paths_per_shard": 1}
    batch = Batch.create(tmp_path, "geometry.propose", {"count": 1, **growing}, 4)
    *_, last = run(batch, Processes(2), engine)
    assert last.complete
    rows = list(results(batch))
    told = [(row["key"], row["statement"], row["english"]) for row in rows]
    assert told == [
        (p.key, p.statement, p.english) for p in islice(propose(Configuration(most_points=8), 4), len(rows))
    ]
    message = json_format.Parse(rows[0]["answer"], geometry.Proposal())
    assert message.solution.figure_svg.startswith("<svg")
    assert message.solution.HasField("certificate")
