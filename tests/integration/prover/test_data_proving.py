"""Statements settled by the real Lean: what is called proved is true, and what Lean reads is what was meant."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import brute_force
import pytest

from trivium.prover.certificate.arithmetic.terms import N, Sort, substitute
from trivium.prover.data import Configuration, Row, Status
from trivium.prover.data.decontamination import Benchmarks
from trivium.prover.data.draft import Aim
from trivium.prover.data.expressions import num
from trivium.prover.data.families import GENERATORS, MATHLIB_FAMILIES
from trivium.prover.data.lean_text import CORE, term_text
from trivium.prover.data.proving import Prover
from trivium.prover.data.source import candidate, dressed
from trivium.prover.lean.child import Limits
from trivium.prover.lean.embedded_session import EmbeddedBackend
from trivium.prover.lean.session import Progress, SourceCheck
from trivium.prover.lean.zygote import Zygote
from trivium.prover.search.prove import HEADER
from trivium.prover.statement import read_statement
from trivium.prover.verify import ProofReport, ProofVerifier, Tier
from trivium.prover.verify import Status as TierStatus

NONE = Benchmarks(frozenset())
pytestmark = pytest.mark.timeout(400)  # a busy machine may take its time
CORE_FAMILIES = [family for family in GENERATORS if family not in MATHLIB_FAMILIES]


@pytest.fixture(scope="module")
def verifier(zygote: Zygote) -> ProofVerifier:
    return ProofVerifier(zygote)


@pytest.fixture(scope="module")
def prover(zygote: Zygote, verifier: ProofVerifier) -> Prover:
    return Prover(EmbeddedBackend(zygote), verifier.verify, "4.35.0", Configuration())


@pytest.fixture(scope="module")
def rows(prover: Prover) -> list[Row]:
    return prover.settled([(candidate(Configuration(), 21, n, NONE), f"21/{n}") for n in range(24)])


def test_every_outcome_agrees_with_brute_force(rows: list[Row]) -> None:
    assert {row.status for row in rows} >= {Status.PROVED, Status.REFUTED, Status.VACUOUS}
    for row in rows:
        statement = read_statement(row.formal)
        if row.env != CORE:
            continue
        if row.status is Status.PROVED:
            assert brute_force.counterexample(statement) is None, row.formal
        if row.status is Status.VACUOUS:
            assert next(brute_force.models(statement), None) is None, row.formal
        if row.status in (Status.PROVED, Status.REFUTED, Status.VACUOUS) and not row.parents:
            meant = {Status.PROVED: "true", Status.REFUTED: "false", Status.VACUOUS: "vacuous"}[row.status]
            assert row.aim == meant, row.formal


def test_proofs_are_judged_again_one_by_one(rows: list[Row], verifier: ProofVerifier) -> None:
    settled = [row for row in rows if row.proof][:8]
    for row in settled:
        declaration = row.negation or row.formal
        lines = "\n".join(f"  {line}" for line in row.proof.splitlines())
        target, text = (HEADER + f"{declaration} := by\n{body}\n" for body in ("  sorry", lines))
        assert verifier.verify(target, text, Limits(wall=120.0)).reached is Tier.REPLAYED, text
        assert row.tier == "LEAN_REPLAYED"


def test_a_trace_leads_from_the_statement_to_no_goals(rows: list[Row], zygote: Zygote) -> None:
    traced = [row for row in rows if len(row.trace) > 1]
    assert traced
    assert all(row.trace for row in rows if row.proof)
    with EmbeddedBackend(zygote).open(HEADER) as session:
        for row in traced[:4]:
            outcome = session.start(row.negation or row.formal)
            for goal, tactic in row.trace:
                assert isinstance(outcome, Progress)
                assert outcome.state.text == goal
                (outcome,) = session.apply(outcome.state.id, [tactic], 120.0)
            assert not isinstance(outcome, Progress)
            assert "\n".join(tactic for _, tactic in row.trace) == row.proof


def test_what_the_kernel_has_not_replayed_is_not_called_proved(zygote: Zygote) -> None:
    def locked_only(target: str, text: str, limits: Limits) -> ProofReport:
        report = ProofVerifier(zygote).verify(target, text, limits)
        tiers = tuple(replace(t, status=TierStatus.NOT_RUN) if t.tier is Tier.REPLAYED else t for t in report.tiers)
        return replace(report, tiers=tiers)

    prover = Prover(EmbeddedBackend(zygote), locked_only, "4.35.0", Configuration())
    rows = prover.settled([(candidate(Configuration(families=("rates",)), 3, n, NONE), "") for n in range(3)])
    assert {(row.status, row.reason) for row in rows} == {(Status.UNKNOWN, "NOT_REPLAYED")}
    assert not any(row.proof for row in rows)


def test_a_wrong_claim_among_right_ones_costs_only_itself(zygote: Zygote, verifier: ProofVerifier) -> None:
    from trivium.prover.data.claims import Claim, accepted
    from trivium.prover.search import Direction, statement_target

    right = [
        Claim(replace(statement_target(f"(n : Nat) : n + {k} = {k} + n"), name=f"t{k}"), Direction.STATEMENT, "omega")
        for k in range(5)
    ]
    wrong = Claim(replace(statement_target("(n : Nat) : n + 1 = n"), name="w"), Direction.STATEMENT, "omega")
    assert accepted(verifier.verify, [*right[:3], wrong, *right[3:]]) == {0, 1, 2, 4, 5}


def test_vacuous_statements_are_never_proved(prover: Prover) -> None:
    drafts = [GENERATORS[family][0](random.Random(5), Aim.VACUOUS) for family in CORE_FAMILIES[::3]]
    settled = prover.settled([(dressed(draft, NONE), "") for draft in drafts])
    assert {row.status for row in settled} <= {Status.VACUOUS, Status.UNKNOWN}
    assert sum(row.status is Status.VACUOUS for row in settled) >= len(settled) - 1


def test_lean_and_brute_force_agree_at_points(zygote: Zygote, cache: Path) -> None:
    """Each family's formulas at small values: Lean decides them as the evaluator of the tests does."""
    lines: list[str] = []
    for family in CORE_FAMILIES:
        for seed in range(4):
            rng = random.Random(f"{family}/{seed}")
            statement = rng.choice(GENERATORS[family])(rng, rng.choice(list(Aim))).statement
            if any(sort.name not in ("N", "Z") for _, sort in statement.variables):
                continue
            for formula in (*(f for _, f in statement.hypotheses), statement.goal):
                values = {name: _point(rng, sort) for name, sort in statement.variables}
                terms = {name: num(values[name], sort) for name, sort in statement.variables}
                if any(t.op in ("forall", "exists", "pow") and not values for t in (formula,)):
                    continue
                text = term_text(substitute(formula, terms), CORE)
                said = brute_force.evaluate(formula, values)
                lines.append(f"example : {text if said else f'¬({text})'} := by first | decide | omega")
    assert len(lines) > 120
    with EmbeddedBackend(zygote).open(HEADER) as session:
        checked = session.check("\n".join(lines) + "\n", 300.0)
    assert isinstance(checked, SourceCheck)
    wrong = [lines[m.start.line - 1] for m in checked.messages if m.severity.name == "ERROR"]
    assert not wrong


def _point(rng: random.Random, sort: Sort) -> int:
    return rng.randint(0, 12) if sort == N else rng.randint(-9, 12)
