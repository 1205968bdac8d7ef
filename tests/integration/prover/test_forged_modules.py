"""Compiled modules that Lean never wrote: what is read as data is believed only as far as the kernel follows."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from forgery import Forgery

from trivium.prover.lean.child import Limits
from trivium.prover.lean.elaborate import WarmLean
from trivium.prover.lean.zygote import Zygote
from trivium.prover.olean import OleanError, Terms, read_module
from trivium.prover.verify import ProofVerifier, Status, Tier, TierReport
from trivium.prover.verify.compiled import CompiledProof, replay

TARGET = "theorem t : 1 = 2 := sorry"
LIMITS = Limits(wall=10.0)
Compile = Callable[[str], bytes]
Judge = Callable[[bytes, bytes], list[TierReport]]


@pytest.fixture(scope="module")
def compiled(zygote: Zygote) -> Compile:
    def compile_text(source: str) -> bytes:
        run = WarmLean(zygote).run(source, LIMITS, module=True)
        assert run.module, run.messages
        return run.module

    return compile_text


@pytest.fixture(scope="module")
def judged(zygote: Zygote) -> Judge:
    library = ProofVerifier(zygote).library()

    def judge(target: bytes, candidate: bytes) -> list[TierReport]:
        return list(CompiledProof.read(target, candidate, library).judge(zygote, candidate, LIMITS))

    return judge


def refused_at(reports: list[TierReport]) -> Tier:
    (failed,) = [report for report in reports if report.status is Status.FAILED]
    return failed.tier


def test_what_was_not_forged_passes(compiled: Compile, judged: Judge) -> None:
    module = compiled("theorem t : 1 + 1 = 2 := rfl")
    reports = judged(compiled("theorem t : 1 + 1 = 2 := sorry"), module)
    assert [report.tier for report in reports if report.status is Status.PASSED] == [
        Tier.AXIOMS_AUDITED,
        Tier.LOCKED,
        Tier.REPLAYED,
    ]


def test_a_statement_that_was_exchanged_is_not_what_the_proof_proves(compiled: Compile, judged: Judge) -> None:
    forged = Forgery(compiled("def wanted : Prop := 1 = 2\ntheorem t : 1 = 1 := rfl"))
    forged.copy(forged.value("wanted"), forged.type("t"))
    assert refused_at(judged(compiled(TARGET), bytes(forged.data))) is Tier.REPLAYED


def test_a_proof_that_was_exchanged_does_not_prove_the_statement(compiled: Compile, judged: Judge) -> None:
    forged = Forgery(
        compiled("theorem other : 1 = 1 := rfl\ntheorem t (h : 1 = 2) : 1 = 2 := h\ndef wanted : Prop := 1 = 2")
    )
    forged.copy(forged.value("wanted"), forged.type("t"))
    forged.copy(forged.value("other"), forged.value("t"))
    assert refused_at(judged(compiled(TARGET), bytes(forged.data))) is Tier.REPLAYED


def test_an_axiom_that_calls_itself_a_quotient_is_refused(compiled: Compile, judged: Judge) -> None:
    forged = Forgery(compiled("axiom magic : 1 = 2\ntheorem t : 1 = 2 := magic"))
    forged.data[forged.kind("magic")] = 4
    assert refused_at(judged(compiled(TARGET), bytes(forged.data))) is Tier.AXIOMS_AUDITED


def test_an_axiom_that_nobody_hides_is_named(compiled: Compile, judged: Judge) -> None:
    reports = judged(compiled(TARGET), compiled("axiom magic : 1 = 2\ntheorem t : 1 = 2 := magic"))
    assert refused_at(reports) is Tier.AXIOMS_AUDITED
    assert "magic" in reports[-1].detail


def test_sorry_is_found_where_the_text_does_not_say_it(compiled: Compile, judged: Judge) -> None:
    reports = judged(compiled(TARGET), compiled("theorem u : 1 = 2 := sorry\ntheorem t : 1 = 2 := u"))
    assert refused_at(reports) is Tier.AXIOMS_AUDITED
    assert "sorryAx" in reports[-1].detail


def test_an_unsafe_definition_that_calls_itself_safe_is_refused(compiled: Compile, judged: Judge) -> None:
    forged = Forgery(compiled("unsafe def t : 1 = 2 := t\ntheorem u : 1 = 1 := rfl"))
    target = compiled("def t : 1 = 2 := sorry\ntheorem u : 1 = 1 := sorry")
    assert refused_at(judged(target, bytes(forged.data))) is Tier.AXIOMS_AUDITED
    forged.data[forged.scalar("t", 4)] = 1
    assert refused_at(judged(target, bytes(forged.data))) is Tier.REPLAYED


SMALL = "inductive Small : Nat → Prop where\n  | zero : Small 0\n"


def test_a_constructor_whose_type_was_exchanged_is_another(compiled: Compile, judged: Judge) -> None:
    target = compiled(SMALL + "theorem t : Small 0 := sorry")
    forged = Forgery(compiled("def wanted : Prop := 1 = 2\n" + SMALL + "theorem t : Small 0 := Small.zero"))
    forged.copy(forged.value("wanted"), forged.type("zero"))
    assert refused_at(judged(target, bytes(forged.data))) is Tier.LOCKED


@pytest.mark.parametrize(("part", "fields"), [("rec", 7), ("Small", 6), ("zero", 5)])
def test_a_type_whose_flags_were_changed_is_another(compiled: Compile, judged: Judge, part: str, fields: int) -> None:
    target = compiled(SMALL + "theorem t : Small 0 := sorry")
    forged = Forgery(compiled(SMALL + "theorem t : Small 0 := Small.zero"))
    forged.data[forged.scalar(part, fields)] ^= 1
    assert refused_at(judged(target, bytes(forged.data))) in (Tier.AXIOMS_AUDITED, Tier.LOCKED)


def test_the_kernel_makes_recursors_itself(zygote: Zygote, compiled: Compile) -> None:
    """A forged recursor is not taken over: what was proved with it is checked against the kernel's own."""
    text = (
        SMALL + "theorem t : 1 = 1 := Small.rec (motive := fun _ _ => 1 = 1) rfl Small.zero\ndef wanted : Prop := 1 = 2"
    )
    forged = Forgery(compiled(text))
    forged.copy(forged.value("wanted"), forged.type("t"))
    assert replay(zygote, bytes(forged.data), [], LIMITS).status is Status.FAILED


def test_flipped_bytes_are_read_as_something_or_refused(compiled: Compile) -> None:
    module = compiled(
        SMALL + "theorem t (n m : Nat) : n + m = m + n := by omega\ntheorem big : 2 ^ 70 ≠ 7 := by decide"
    )
    chosen = random.Random(11)
    refused = 0
    for _ in range(400):
        data = bytearray(module)
        for _ in range(chosen.choice([1, 1, 1, 4, 40])):
            data[chosen.randrange(len(data))] = chosen.randrange(256)
        try:
            read_module(bytes(data), Terms())
        except OleanError:
            refused += 1
    assert refused > 20
    for size in range(0, len(module), len(module) // 40):
        with pytest.raises(OleanError):
            read_module(module[:size], Terms())


def test_flipped_bytes_prove_nothing_false(zygote: Zygote, compiled: Compile, judged: Judge) -> None:
    target = compiled(TARGET)
    forged = Forgery(compiled("def wanted : Prop := 1 = 2\ntheorem t : 1 = 1 := rfl"))
    forged.copy(forged.value("wanted"), forged.type("t"))
    chosen = random.Random(12)
    for _ in range(25):
        data = bytearray(forged.data)
        data[chosen.randrange(len(data))] = chosen.randrange(256)
        reports = judged(target, bytes(data))
        assert not any(report.tier is Tier.REPLAYED and report.status is Status.PASSED for report in reports)
