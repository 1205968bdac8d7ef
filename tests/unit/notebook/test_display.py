from xml.etree import ElementTree

import pytest
from google.protobuf.message import Message

from trivium.client import DerivationReport, FileReport, Judgement, ProofReport, SearchAnswer, Solution
from trivium.notebook import html, latex
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry
from trivium_api.prover.v1 import message_pb2, proof_pb2, search_pb2
from trivium_api.prover.v1 import prover_service_pb2 as prover

HOSTILE = "</pre><script>alert(1)</script>&\"'"
STEP = cas.Step(line=2, kind=cas.STEP_KIND_SIGN, statement="x = -x", detail=HOSTILE)
ANSWERS: list[Message] = [
    cas.Judgement(
        name=HOSTILE,
        verdict=verdict_pb2.VERDICT_REFUTED,
        statement="sqrt(x**2) = x",
        assumptions={"x": HOSTILE},
        counterexample=cas.Counterexample(point={"x": "-1"}, lhs=cas.Enclosure(real_midpoint=HOSTILE)),
        valid_when=[HOSTILE],
        proof=[HOSTILE],
    ),
    cas.DerivationReport(name=HOSTILE, steps=[STEP]),
    geometry.Solution(
        name=HOSTILE,
        statement=HOSTILE,
        proof=[geometry.ProofStep(number=1, conclusion=HOSTILE, rule=HOSTILE)],
        figure_svg=f"<svg>{HOSTILE}</svg>",
        auxiliary=[HOSTILE],
    ),
    search_pb2.SearchAnswer(name=HOSTILE, statement=HOSTILE, proof=HOSTILE, certified_outcome=HOSTILE),
    proof_pb2.ProofReport(
        name=HOSTILE,
        tiers=[proof_pb2.TierReport(tier=proof_pb2.PROOF_TIER_TEXT, detail=HOSTILE)],
        repair=proof_pb2.Repair(source=HOSTILE),
    ),
    prover.FileReport(name=HOSTILE, detail=HOSTILE, messages=[message_pb2.Message(text=HOSTILE)]),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: type(a).__name__)
def test_html_is_well_formed_and_nothing_of_an_answer_becomes_markup(answer: Message) -> None:
    text = html(answer)
    root = ElementTree.fromstring(text)
    tags = {element.tag for element in root.iter()}
    assert tags <= {"div", "p", "b", "br", "small", "pre", "ol", "ul", "li", "table", "tr", "td", "img"}


def test_the_latex_of_a_derivation_has_a_line_a_step() -> None:
    report = cas.DerivationReport(steps=[STEP, STEP])
    assert latex(report) == r"$$\begin{aligned}x = -x && \text{sign} \\ x = -x && \text{sign}\end{aligned}$$"


def test_answers_show_themselves() -> None:
    shown = [
        Judgement(cas.Judgement(statement="x = x"))._repr_latex_(),
        DerivationReport(cas.DerivationReport(steps=[STEP]))._repr_latex_(),
        Solution(geometry.Solution(figure_svg="<svg/>"))._repr_svg_(),
        SearchAnswer(search_pb2.SearchAnswer(proof="rfl"))._repr_html_(),
        ProofReport(proof_pb2.ProofReport())._repr_html_(),
        FileReport(prover.FileReport())._repr_html_(),
    ]
    assert all(shown)
    assert Solution(geometry.Solution())._repr_svg_() is None
