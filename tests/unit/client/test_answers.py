import pytest

from trivium.client import Assurance, Judgement, Reason, Verdict
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2


@pytest.mark.parametrize(
    ("words", "enum", "prefix"),
    [
        (Verdict, verdict_pb2.Verdict, "VERDICT_"),
        (Assurance, verdict_pb2.Assurance, "ASSURANCE_"),
        (Reason, verdict_pb2.Reason, "REASON_"),
    ],
)
def test_the_enumerations_are_those_of_the_contract(words, enum, prefix) -> None:  # type: ignore[no-untyped-def]
    assert {f"{prefix}{word.name}": word.value for word in words} == dict(enum.items())


def test_a_number_that_this_client_does_not_know_keeps_its_value() -> None:
    assert Reason(99) == 99
    assert str(Reason(99)) == "REASON_99"


def test_an_answer_reads_as_python_values() -> None:
    message = cas.Judgement(verdict=verdict_pb2.VERDICT_PROVED, assurance=verdict_pb2.ASSURANCE_LEAN_LOCKED)
    answer = Judgement(message)
    assert (str(answer.verdict), answer.proved, answer.refuted) == ("PROVED", True, False)
    assert answer.assurance > Assurance.CERTIFICATE_REPLAYED
    assert answer.certificate is None
    assert answer.to_json()["verdict"] == "VERDICT_PROVED"
