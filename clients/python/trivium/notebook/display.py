"""Answers as HTML and LaTeX for a notebook.

Everything that an answer quotes is escaped; the figure is the service's own SVG, shown as an image, so that nothing in
it can run.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from trivium.notebook.formula import to_latex
from trivium_api.cas.v1 import cas_service_pb2 as cas
from trivium_api.common.v1 import verdict_pb2
from trivium_api.geometry.v1 import geometry_service_pb2 as geometry
from trivium_api.prover.v1 import message_pb2, proof_pb2, search_pb2
from trivium_api.prover.v1 import prover_service_pb2 as prover

_COLOURS = {
    verdict_pb2.VERDICT_PROVED: "#1a7f37",
    verdict_pb2.VERDICT_REFUTED: "#cf222e",
    verdict_pb2.VERDICT_UNKNOWN: "#9a6700",
}


def html(answer: Any) -> str:
    """An answer of any engine as an HTML fragment: the verdict with its assurance, then what the engine shows."""
    body = _BODIES[type(answer)]
    return f'<div class="trivium">{_headline(answer)}{"".join(body(answer))}</div>'


def latex(answer: cas.Judgement | cas.DerivationReport) -> str:
    """What a formula answer states, as LaTeX in a display."""
    if isinstance(answer, cas.DerivationReport):
        lines = [f"{to_latex(step.statement)} && {_mark(step)}" for step in answer.steps]
        return "$$\\begin{aligned}" + r" \\ ".join(lines) + "\\end{aligned}$$"
    return f"$${to_latex(answer.statement)}$$"


def _headline(answer: Any) -> str:
    word = verdict_pb2.Verdict.Name(answer.verdict).removeprefix("VERDICT_")
    tier = verdict_pb2.Assurance.Name(answer.assurance).removeprefix("ASSURANCE_").lower().replace("_", " ")
    colour = _COLOURS.get(answer.verdict, "inherit")
    reason = ""
    if answer.reason != verdict_pb2.REASON_UNSPECIFIED:
        reason = verdict_pb2.Reason.Name(answer.reason).removeprefix("REASON_")
    said = "<br/>".join(escape(text) for text in (reason, answer.detail) if text)
    name = f" {escape(answer.name)}" if answer.name else ""
    flag = " (vacuous)" if answer.vacuous else ""
    return f'<p><b style="color:{colour}">{word}</b>{name}{flag} <small>{escape(tier)}</small>{_p(said)}</p>'


def _judgement(answer: cas.Judgement) -> Iterable[str]:
    yield f"<p>\\({escape(to_latex(answer.statement))}\\)</p>"
    if answer.assumptions:
        yield _small("; ".join(f"{name} {words}" for name, words in sorted(answer.assumptions.items())))
    yield from _counterexample(answer.counterexample)
    yield _list("ol", answer.proof)
    yield from _conditions(answer)


def _derivation(answer: cas.DerivationReport) -> Iterable[str]:
    rows = []
    for step in answer.steps:
        point = "".join(_counterexample(step.counterexample))
        cells = (f"{step.line}", f"\\({escape(to_latex(step.statement))}\\)", escape(_kind(step)))
        rows.append(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + f"<td>{escape(step.detail)}{point}</td></tr>"
        )
    yield f"<table>{''.join(rows)}</table>"
    yield from _conditions(answer)


def _solution(answer: geometry.Solution) -> Iterable[str]:
    yield f"<pre>{escape(answer.statement)}</pre>"
    if answer.figure_svg:
        data = base64.b64encode(answer.figure_svg.encode()).decode()
        yield f'<img alt="figure" src="data:image/svg+xml;base64,{data}"/>'
    yield _list("ul", [f"auxiliary: {clause}" for clause in answer.auxiliary])
    yield _list("ul", [f"found: {value}" for value in answer.found])
    steps = [
        f"<li>{escape(step.conclusion)} <small>{escape(step.rule)}"
        f"{', from ' + ', '.join(map(str, step.premises)) if step.premises else ''}</small></li>"
        for step in answer.proof
    ]
    yield f"<ol>{''.join(steps)}</ol>" if steps else ""
    yield from _conditions(answer)


def _search(answer: search_pb2.SearchAnswer) -> Iterable[str]:
    proof = f" := by\n{_indented(answer.proof)}" if answer.proof else ""
    yield f"<pre>{escape(answer.statement + proof)}</pre>"
    if answer.certified_outcome:
        yield _small(f"exact arithmetic: {answer.certified_outcome} (no verdict of Lean)")
    yield from _conditions(answer)


def _proof(answer: proof_pb2.ProofReport) -> Iterable[str]:
    rows = "".join(
        f"<tr><td>{_word(proof_pb2.ProofTier.Name(t.tier))}</td>"
        f"<td>{_word(proof_pb2.TierStatus.Name(t.status))}</td><td>{escape(t.detail)}</td></tr>"
        for t in answer.tiers
    )
    yield f"<table>{rows}</table>"
    yield from _messages(answer.messages)
    if answer.repair.source:
        yield f"<pre>{escape(answer.repair.source)}</pre>"
    yield from _conditions(answer)


def _file(answer: prover.FileReport) -> Iterable[str]:
    yield from _messages(answer.messages)
    yield from _conditions(answer)


def _messages(messages: Iterable[message_pb2.Message]) -> Iterable[str]:
    for item in messages:
        severity = _word(message_pb2.Severity.Name(item.severity))
        yield f"<pre>{item.start.line}:{item.start.column}: {severity}: {escape(item.text)}</pre>"


def _counterexample(found: cas.Counterexample) -> Iterable[str]:
    if not found.point:
        return
    point = ", ".join(f"{name} = {value}" for name, value in sorted(found.point.items()))
    left, right = _enclosure(found.lhs), _enclosure(found.rhs)
    yield f"<p>at {escape(point)}: left {escape(left)}, right {escape(right)}</p>"


def _enclosure(value: cas.Enclosure) -> str:
    real = f"{value.real_midpoint} ± {value.real_radius}"
    if value.imaginary_midpoint in ("", "0"):
        return real
    return f"{real} + ({value.imaginary_midpoint} ± {value.imaginary_radius}) i"


def _conditions(answer: Any) -> Iterable[str]:
    if answer.valid_when:
        yield _small(f"valid when: {'; '.join(answer.valid_when)}")
    if answer.checked_by:
        yield _small(f"checked by {', '.join(answer.checked_by)}")


def _kind(step: cas.Step) -> str:
    return cas.StepKind.Name(step.kind).removeprefix("STEP_KIND_").lower().replace("_", " ")


def _mark(step: cas.Step) -> str:
    return rf"\text{{{_kind(step)}}}"


def _word(name: str) -> str:
    for prefix in ("PROOF_TIER_", "TIER_STATUS_", "SEVERITY_"):
        name = name.removeprefix(prefix)
    return name.lower().replace("_", " ")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _p(text: str) -> str:
    return f"<br/>{text}" if text else ""


def _small(text: str) -> str:
    return f"<p><small>{escape(text)}</small></p>"


def _list(tag: str, items: Iterable[str]) -> str:
    entries = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<{tag}>{entries}</{tag}>" if entries else ""


_BODIES: dict[type, Callable[[Any], Iterable[str]]] = {
    cas.Judgement: _judgement,
    cas.DerivationReport: _derivation,
    geometry.Solution: _solution,
    search_pb2.SearchAnswer: _search,
    proof_pb2.ProofReport: _proof,
    prover.FileReport: _file,
}
