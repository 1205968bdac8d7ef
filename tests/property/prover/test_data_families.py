"""Each family: its texts mean its terms, and its English says every hypothesis."""

from __future__ import annotations

import random
import re

import brute_force
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivium.prover.certificate.arithmetic.terms import alpha, subterms
from trivium.prover.data import Configuration
from trivium.prover.data.canonical import canonical_key, skeleton_key
from trivium.prover.data.decontamination import Benchmarks
from trivium.prover.data.draft import Aim, Draft, stated
from trivium.prover.data.english import twin
from trivium.prover.data.families import GENERATORS, MATHLIB_FAMILIES
from trivium.prover.data.lean_text import declaration, environment_of
from trivium.prover.data.notation import LATEX, PLAIN
from trivium.prover.data.source import candidate, row_of
from trivium.prover.statement import read_statement

NONE = Benchmarks(frozenset())
SEEDS = st.integers(0, 10**9)
AIMS = st.sampled_from(list(Aim))


def drawn(family: str, seed: int, aim: Aim) -> Draft:
    rng = random.Random(seed)
    return rng.choice(GENERATORS[family])(rng, aim)


@pytest.mark.parametrize("family", GENERATORS)
@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, aim=AIMS)
def test_the_lean_text_is_read_as_what_was_meant(family: str, seed: int, aim: Aim) -> None:
    draft = drawn(family, seed, aim)
    env = environment_of(draft.statement)
    read = read_statement(declaration(draft.statement, env))
    assert read.variables == draft.statement.variables
    assert [f for _, f in read.hypotheses] == [alpha(f) for _, f in draft.statement.hypotheses]
    assert read.goal == alpha(draft.statement.goal)
    assert env == ("mathlib" if family in MATHLIB_FAMILIES else "core")


@pytest.mark.parametrize("family", GENERATORS)
@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, aim=AIMS)
def test_the_english_says_every_hypothesis(family: str, seed: int, aim: Aim) -> None:
    draft = drawn(family, seed, aim)
    for notation in (PLAIN, LATEX):
        said = twin(draft.statement, notation, str(seed), draft.story)
        assert len(said.hypotheses) == len(draft.statement.hypotheses)
        for phrase, (_, formula) in zip(said.hypotheses, draft.statement.hypotheses, strict=True):
            assert phrase in said.text
            if draft.story is None:
                assert_says(phrase, formula)
        assert said.goal in said.text
        # every variable has its domain: it is introduced before anything is said of it
        for name, _ in draft.statement.variables:
            assert re.search(rf"(?<![\w\\]){re.escape(name)}(?!\w)", said.text.split(".")[0]), said.text


def assert_says(phrase: str, formula: object) -> None:
    """A phrase names the numbers and the variables of its formula."""
    words = set(re.findall(r"[A-Za-z]+|\d+", phrase))
    for term in subterms(formula):  # type: ignore[arg-type]
        if term.op == "num" and term.value not in (0, 1, 2):  # these may be words: positive, odd, even, none
            assert str(term.value) in words or any(str(term.value) in w for w in words), phrase
        if term.op in ("var", "apply") and len(term.name) == 1:
            assert (
                re.search(rf"(?<![A-Za-z\\]){term.name}(?![a-z])|\d{term.name}|{term.name}\(", phrase)
                or term.name in phrase
            )


@pytest.mark.parametrize(
    "family", [f for f in GENERATORS if f not in MATHLIB_FAMILIES or f in ("finite_sums", "counted_sets")]
)
@settings(max_examples=8, deadline=None)
@given(seed=SEEDS)
def test_what_is_meant_to_be_true_has_no_counterexample(family: str, seed: int) -> None:
    draft = drawn(family, seed, Aim.TRUE)
    assert brute_force.counterexample(draft.statement) is None


@pytest.mark.parametrize("family", [f for f in GENERATORS if f not in MATHLIB_FAMILIES])
@settings(max_examples=8, deadline=None)
@given(seed=SEEDS)
def test_what_is_meant_to_be_vacuous_has_no_model(family: str, seed: int) -> None:
    draft = drawn(family, seed, Aim.VACUOUS)
    assert next(brute_force.models(draft.statement), None) is None


@pytest.mark.parametrize("family", [f for f in GENERATORS if f not in MATHLIB_FAMILIES])
@settings(max_examples=8, deadline=None)
@given(seed=SEEDS, aim=st.sampled_from([Aim.TRUE, Aim.FALSE]))
def test_a_witness_fulfils_the_hypotheses_and_fails_a_false_goal(family: str, seed: int, aim: Aim) -> None:
    draft = drawn(family, seed, aim)
    env = {name: value for name, value in draft.witness if isinstance(value, int)}
    if any(name not in env for name, _ in draft.statement.variables):
        return  # functions are evaluated by Lean, and some families propose nothing
    assert all(brute_force.evaluate(f, env) for _, f in draft.statement.hypotheses)
    assert bool(brute_force.evaluate(draft.statement.goal, env)) is (aim is Aim.TRUE)


@settings(max_examples=80, deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_names_and_orders_do_not_change_the_key(seed: int, rng: random.Random) -> None:
    statement = drawn(rng.choice(list(GENERATORS)), seed, Aim.TRUE).statement
    names = [name for name, _ in statement.variables]
    fresh = [f"v{i}" for i in range(len(names))]
    rng.shuffle(fresh)
    text = declaration(statement, environment_of(statement))
    renamed = text.replace("theorem statement", "theorem T")
    for old, new in zip(names, fresh, strict=True):
        renamed = re.sub(rf"(?<![\w.]){old}(?![\w₀-₉])", new, renamed)
    other = read_statement(renamed)
    formulas = [f for _, f in other.hypotheses]
    rng.shuffle(formulas)
    variables = list(other.variables)
    rng.shuffle(variables)
    assert canonical_key(stated(variables, formulas, other.goal)) == canonical_key(statement)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 10**6))
def test_a_row_is_a_pure_function_of_seed_and_number(seed: int, number: int) -> None:
    rows = [row_of(candidate(Configuration(), seed, number, NONE), f"{seed}/{number}") for _ in range(2)]
    assert rows[0] == rows[1]
    assert rows[0].id == rows[0].key[:16]


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.integers(0, 10**6))
def test_mutations_are_read_as_what_they_are(seed: int, number: int) -> None:
    found = candidate(Configuration(mutated_percent=100), seed, number, NONE)
    assert found.refusal not in ("READ_DIFFERENTLY", "NOT_READ")
    if found.draft.parents:
        assert found.draft.source.startswith("mutation:")
        assert found.key[:16] not in found.draft.parents or found.draft.source == "mutation:swap"


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_numerals_do_not_change_the_form(seed: int) -> None:
    one, two = (drawn("division", s, Aim.TRUE).statement for s in (seed, seed + 1))
    if canonical_key(one) == canonical_key(two):
        assert skeleton_key(one) == skeleton_key(two)
