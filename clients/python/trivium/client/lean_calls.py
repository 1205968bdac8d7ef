"""The calls of the Lean service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence

from trivium.client import requests
from trivium.client.answers import FileReport, ProofReport, SearchAnswer
from trivium.client.call import Exchange, Search, Unary
from trivium.client.verdicts import Assurance
from trivium_api.common.v1 import answer_pb2 as common
from trivium_api.common.v1 import verdict_pb2
from trivium_api.prover.v1 import message_pb2, search_pb2
from trivium_api.prover.v1 import prover_service_pb2 as prover


def check_file(source: str, *, name: str = "", toolchain: str = "", wall: float | None = None) -> Unary[FileReport]:
    """Elaborate a Lean file."""
    request = requests.check_file(source, name=name, toolchain=toolchain, wall=wall)
    return Unary("ProverService.CheckFile", request, lambda answer: FileReport(answer.report), wall)


def check_stream(
    items: AsyncIterator[prover.CheckStreamRequest] | Iterable[prover.CheckStreamRequest],
) -> Exchange[prover.CheckStreamResponse]:
    """Answers to many files and proofs, in their order; the error of one stays with it."""
    return Exchange("ProverService.CheckStream", items, _item)


def verify_proof(
    target: str,
    candidate: str,
    *,
    name: str = "",
    toolchain: str = "",
    least: Assurance = Assurance.LEAN_LOCKED,
    wall: float | None = None,
) -> Unary[ProofReport]:
    """Judge whether the Lean text `candidate` proves the theorems of `target`, at least at the tier `least`."""
    tier = verdict_pb2.Assurance.ValueType(least)
    request = requests.verify_proof(target, candidate, name=name, toolchain=toolchain, least=tier, wall=wall)
    return Unary("ProverService.VerifyProof", request, lambda answer: ProofReport(answer.report), wall)


def prove(
    statement: str,
    *,
    theorem: str = "",
    goal: search_pb2.SearchGoal.ValueType = search_pb2.SEARCH_GOAL_PROVE,
    policies: Sequence[str] = (),
    attempt: str = "",
    sketches: Sequence[str] = (),
    hints: Sequence[str] = (),
    event_log: Sequence[str] = (),
    fresh: bool = False,
    name: str = "",
    toolchain: str = "",
    wall: float | None = None,
    seed: int = 0,
) -> Search[search_pb2.SearchProgress, SearchAnswer]:
    """Search for a proof of a Lean statement, or of a theorem of a Lean text.

    `attempt` is a proof to repair, `sketches` are proofs with holes, `hints` tactics to try on every state; `fresh`:
    nothing that earlier searches met is used.
    """
    request = search_pb2.ProveRequest(
        name=name,
        statement=statement,
        theorem=theorem,
        toolchain=toolchain,
        budget=requests.budget(wall, seed),
        goal=goal,
        policies=policies,
        event_log=event_log,
        attempt=attempt,
        sketches=sketches,
        hints=hints,
        fresh=fresh,
    )
    return Search("ProverService.Prove", request, _progress, lambda event: SearchAnswer(event.final), wall)


def disprove(
    statement: str,
    *,
    theorem: str = "",
    policies: Sequence[str] = (),
    event_log: Sequence[str] = (),
    name: str = "",
    toolchain: str = "",
    wall: float | None = None,
    seed: int = 0,
) -> Search[search_pb2.SearchProgress, SearchAnswer]:
    """Search for a proof of the negation of a Lean statement."""
    request = search_pb2.DisproveRequest(
        name=name,
        statement=statement,
        theorem=theorem,
        toolchain=toolchain,
        budget=requests.budget(wall, seed),
        policies=policies,
        event_log=event_log,
    )
    return Search("ProverService.Disprove", request, _progress, lambda event: SearchAnswer(event.final), wall)


def repair(
    source: str,
    *,
    theorem: str = "",
    policies: Sequence[str] = (),
    name: str = "",
    toolchain: str = "",
    wall: float | None = None,
) -> Search[search_pb2.SearchProgress, ProofReport]:
    """Search for new proofs of the theorems of a Lean text whose proofs fail; the new text is in `repair`."""
    request = search_pb2.RepairRequest(
        name=name,
        source=source,
        theorem=theorem,
        toolchain=toolchain,
        budget=requests.budget(wall),
        policies=policies,
    )
    return Search("ProverService.Repair", request, _progress, lambda event: ProofReport(event.final), wall)


def retrieve(
    statement: str, *, count: int = 10, toolchain: str = "", wall: float | None = None
) -> Unary[Sequence[search_pb2.Premise]]:
    """Declarations of the Lean library that are near to a statement, the nearest first."""
    request = search_pb2.RetrieveRequest(
        statement=statement, count=count, toolchain=toolchain, budget=requests.budget(wall)
    )
    return Unary("ProverService.Retrieve", request, lambda answer: list(answer.premises), wall)


def suggest(
    statement: str,
    *,
    tactics: Sequence[str] = (),
    count: int = 0,
    toolchain: str = "",
    wall: float | None = None,
) -> Unary[search_pb2.SuggestResponse]:
    """Tactics that Lean accepts on the first goal of a statement, after `tactics`; the most useful first."""
    request = search_pb2.SuggestRequest(
        statement=statement, tactics=tactics, toolchain=toolchain, count=count, budget=requests.budget(wall)
    )
    return Unary("ProverService.Suggest", request, _suggestions, wall)


def toolchains() -> Unary[Sequence[message_pb2.Toolchain]]:
    """The Lean toolchains that the service can use, the default one first."""
    return Unary("ProverService.ListToolchains", prover.ListToolchainsRequest(), lambda answer: list(answer.toolchains))


def verify(
    certificate: common.Certificate, *, against: str = "", wall: float | None = None
) -> Unary[common.Verification]:
    """Replay a certificate: elaborate its source again in a fresh process; `against` is the text it must answer."""
    request = prover.VerifyCertificateRequest(certificate=certificate, against=against, budget=requests.budget(wall))
    return Unary("ProverService.VerifyCertificate", request, _verification, wall)


def _item(message: prover.CheckStreamResponse) -> prover.CheckStreamResponse:
    return message


def _progress(event: search_pb2.ProveResponse) -> search_pb2.SearchProgress | None:
    return event.progress if event.HasField("progress") else None


def _suggestions(answer: search_pb2.SuggestResponse) -> search_pb2.SuggestResponse:
    return answer


def _verification(answer: prover.VerifyCertificateResponse) -> common.Verification:
    return answer.verification
