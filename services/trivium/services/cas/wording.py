"""How the strategies of operations are told to people."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.cas import CHECKER
from trivium.cas.certificate.operations.evidence import Evidence
from trivium.services.cas.mapping import method_words
from trivium_api.cas.v1 import cas_service_pb2 as service
from trivium_api.common.v1 import verdict_pb2 as verdict

_STRATEGIES = {
    "derivative": "by differentiating the answer",
    "antiderivative": "by limits of an antiderivative at the ends",
    "enclosure": "by a ball around the integral",
    "expansion": "by expanding at the point",
    "telescoping": "by a telescoping sum",
    "evaluation": "by adding the terms up",
    "tail": "by a partial sum and a bound of the rest",
}


def strategy_words(evidence: Evidence) -> Iterator[str]:
    """The strategy, what it found, and the equalities that it needed."""
    yield _STRATEGIES.get(evidence.strategy, evidence.strategy)
    for name, found in sorted(evidence.terms.items()):
        if found:
            yield f"{name}: {', '.join(found)}"
    for name, method in evidence.equalities.items():
        yield f"{name}:"
        for line in method_words(method):
            yield f"  {line}"
    for coefficient in evidence.zeros:
        yield f"{coefficient} = 0"


def checked(message: service.Judgement) -> None:
    """Note that the checker replayed the certificate of a message."""
    message.assurance = verdict.ASSURANCE_CERTIFICATE_REPLAYED
    message.checked_by.append(CHECKER)
