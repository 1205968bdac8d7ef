import random
from collections.abc import Sequence
from itertools import islice

import pytest

from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import Acceptance
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_statement
from trivium.geometry.predicates.predicate import Predicate
from trivium.geometry.propose.canonical import canonical
from trivium.geometry.propose.clauses import WEAKER, clause, facts, free, needed, weaker
from trivium.geometry.propose.configuration import Configuration
from trivium.geometry.propose.context import minimal
from trivium.geometry.propose.english import statement_in_english
from trivium.geometry.propose.finds import Find
from trivium.geometry.propose.goals import independent, suggestions, unknown
from trivium.geometry.propose.priors import priors
from trivium.geometry.propose.proposal import Proposal
from trivium.geometry.propose.shard import Novelty, known, propose, shard
from trivium.geometry.search.kinds import KINDS
from trivium.geometry.search.search import Settings
from trivium.geometry.solution import Outcome
from trivium.geometry.solve import solve

SMALL = Configuration(most_points=8)
SEED = 3


@pytest.fixture(scope="module")
def proposals() -> Sequence[Proposal]:
    """The first theorems of a batch."""
    return tuple(islice(propose(SMALL, SEED), 12))


def form(text: str) -> tuple[str, int]:
    problem = read_statement(text)
    found = canonical(problem.points, problem.hypotheses, problem.goals[0])
    return found.key, found.symmetries


ISOSCELES = "a b c = triangle a b c; d = midpoint d b c; e = foot e a b c ? cong a d a e"


@pytest.mark.parametrize(
    "other",
    [
        "p q r = triangle p q r; s = midpoint s q r; t = foot t p q r ? cong p s p t",
        "a b c = triangle a b c; e = foot e a c b; d = midpoint d c b ? cong e a a d",
        "a b c = triangle a b c; d = midpoint d b c; e = on_tline e a b c, on_line e b c ? cong a d a e",
    ],
)
def test_a_statement_with_other_names_order_or_constructions_of_one_meaning_has_one_form(other: str) -> None:
    assert form(other) == form(ISOSCELES)


@pytest.mark.parametrize(
    "other",
    [
        "a b c = triangle a b c; d = midpoint d b c; e = foot e a b c ? cong b d a e",
        "a b c = triangle a b c; d = midpoint d b c; e = foot e b a c ? cong a d a e",
        "a b c = triangle a b c; d = midpoint d b c; e = foot e a b c ? perp a d a e",
    ],
)
def test_other_statements_have_other_forms(other: str) -> None:
    assert form(other)[0] != form(ISOSCELES)[0]


@pytest.mark.parametrize(
    ("text", "symmetries"),
    [
        ("a b c = triangle a b c; d = midpoint d b c ? cong a b a c", 2),
        ("a b c = triangle a b c; d = midpoint d b c ? cong a b b c", 1),
        ("a b c = triangle a b c; d = circumcenter d a b c ? coll a b c", 6),
        ("a b c = triangle a b c; h = orthocenter h a b c; o = circumcenter o a b c ? coll a h o", 2),
    ],
)
def test_symmetries_are_the_renamings_that_leave_a_statement_as_it_is(text: str, symmetries: int) -> None:
    assert form(text)[1] == symmetries


def test_the_weaker_clauses_of_a_construction_follow_from_it() -> None:
    rng = random.Random(1)
    for pattern in WEAKER:
        name, *letters = pattern.split()
        made = clause(("x",), " ".join((name, *letters)))
        places = {p: complex(rng.random(), rng.random()) for p in "abc"}
        text = f"a b c = triangle a b c; {made} ? coll a b c"
        for less in weaker(made):
            for goal in facts([less]):
                problem = read_statement(text.replace("coll a b c", str(goal)))
                assert solve(problem).outcome is Outcome.PROVED, (pattern, str(less), places)


def test_what_a_goal_rests_on_is_kept_and_nothing_else() -> None:
    made = [free("a"), free("b"), free("c"), clause("d", "midpoint d a b"), clause("e", "foot e c a b")]
    assert [c.points[0] for c in needed(made, ("d",))] == ["a", "b", "d"]
    assert [c.points[0] for c in needed(made, ("e",))] == ["a", "b", "c", "e"]


def test_the_relations_of_a_figure_are_suggested_once_each() -> None:
    # a square with its centre
    plane = Plane({"a": 0, "b": 1, "c": 1 + 1j, "d": 1j, "o": 0.5 + 0.5j})
    state = State(plane, 0)
    found = suggestions(plane)
    told = {(p.name, p.points) for s in found for p, _ in s.stated(plane)}
    assert ("coll", ("a", "o", "c")) in told
    assert ("cyclic", ("a", "b", "c", "d")) in told
    assert ("perp", ("a", "c", "b", "d")) in told
    assert ("para", ("a", "b", "c", "d")) in told
    assert len(list(independent(found, state))) < sum(len(s.points) for s in found)
    goals = list(independent(found, state))
    assert len(set(goals)) == len(goals)
    assert unknown(found, state)


def test_a_context_holds_no_premise_that_can_be_left_out() -> None:
    # in an isosceles trapezoid of a circle, the midpoint of a base is needed only as a point of its bisector
    clauses = (
        *map(free, "abc"),
        clause("d", "midpoint d c b"),
        clause("e", "on_line e a d", "on_circum e a b c"),
        clause("f", "on_circle f d e", "on_circum f e c a"),
        clause("o", "circumcenter o a b c"),
    )
    problem = read_statement(
        "a b c = triangle a b c; d = midpoint d c b; e = on_line e a d, on_circum e a b c; "
        "f = on_circle f d e, on_circum f e c a; o = circumcenter o a b c ? cong c e b f"
    )
    figure = solve(problem).figure
    theorem = minimal(Find(dict(figure), clauses, Predicate("cong", ("c", "e", "b", "f"))), random.Random(1))
    assert theorem is not None
    assert [str(c) for c in theorem.context[3:]] == [
        "d = on_bline d c b",
        "e = on_circum e a b c",
        "f = on_circle f d e, on_circum f e c a",
    ]
    assert [str(c) for c in theorem.auxiliary] == ["o = circumcenter o a b c"]


def test_a_point_may_become_free_though_what_it_was_made_from_drops_out_with_it() -> None:
    clauses = (
        *map(free, "abc"),
        clause("d", "midpoint d c b"),
        clause("e", "on_line e a d"),
        clause("f", "midpoint f b e"),
        clause("g", "on_line g f b", "on_circle g d f"),
        clause("h", "foot h e d g"),
        clause("x", "on_line x g d", "on_circle x d g"),
    )
    text = "; ".join(map(str, clauses[3:]))
    goal = Predicate("eqratio", tuple("eceggfgh"))
    figure = solve(read_statement(f"a b c = triangle a b c; {text} ? {goal}")).figure
    theorem = minimal(Find(dict(figure), clauses, goal), random.Random(1))
    assert theorem is not None
    assert [str(c) for c in theorem.context if c.points == ("e",)] == ["e = free e"]
    assert "a" not in {p for c in theorem.context for p in c.points}


def test_every_proposal_solves_with_auxiliary_points_and_not_without(proposals: Sequence[Proposal]) -> None:
    for proposal in proposals:
        stated = read_statement(proposal.statement)
        assert solve(stated, seed=5).outcome is Outcome.SATURATED, proposal.statement
        assert solve(read_statement(proposal.hint), seed=5).outcome is Outcome.PROVED, proposal.hint
    for proposal in proposals[:4]:
        found = solve(read_statement(proposal.statement), search=Settings(tries=2000))
        assert found.outcome is Outcome.PROVED, proposal.statement


def test_every_certificate_answers_the_text_of_its_proposal(proposals: Sequence[Proposal]) -> None:
    for proposal in proposals:
        assert isinstance(check(proposal.certificate, proposal.statement), Acceptance)
        assert proposal.certificate.auxiliary == tuple(map(str, proposal.auxiliary))
        assert proposal.certificate.auxiliary


def test_the_figures_of_a_certificate_lie_beside_the_theorem(proposals: Sequence[Proposal]) -> None:
    # They once started from triangles of their own, where "the other point of two curves" was another one: nearly half
    # of all theorems were lost, as too few figures showed their goals.
    for proposal in proposals:
        for figure in proposal.certificate.figures:
            places = {name: complex(float(x), float(y)) for name, x, y in figure.points}
            assert all(abs(places[p] - proposal.figure[p]) < 0.1 for p in list(places)[:3])


def test_no_two_proposals_are_one_under_renaming(proposals: Sequence[Proposal]) -> None:
    keys = set()
    for number, proposal in enumerate(proposals):
        problem = read_statement(proposal.statement)
        names = list(problem.points)
        random.Random(number).shuffle(names)
        keys.add(canonical(names, problem.hypotheses, problem.goals[0]).key)
    assert len(keys) == len(proposals)


def test_proofs_have_the_steps_asked_for_and_scores_within_their_bounds(proposals: Sequence[Proposal]) -> None:
    for proposal in proposals:
        scores = proposal.scores
        assert scores.steps >= SMALL.steps
        assert scores.steps == sum(s.rule != "given" for s in proposal.certificate.steps)
        assert scores.auxiliary == len(proposal.auxiliary)
        assert 0 < scores.difficulty < 1
        assert scores.symmetry >= 1
        assert proposal.svg().startswith("<svg")
        assert proposal.english.endswith(".")
        assert "{" not in proposal.english


def test_a_shard_is_a_pure_function_of_its_arguments() -> None:
    def told(index: int) -> list[tuple[str, str]]:
        return [(p.statement, str(p.certificate)) for p in islice(shard(SMALL, 0, index), 2)]

    fertile = next(k for k in range(40) if told(k))
    assert told(fertile) == told(fertile)


def test_what_says_no_more_than_an_earlier_theorem_is_left_out(proposals: Sequence[Proposal]) -> None:
    novelty = Novelty()
    first = proposals[0]
    assert novelty.admits(first.key, first.weaker)
    assert not novelty.admits(first.key, first.weaker)
    assert novelty.knows("another", (first.key,))
    assert not novelty.knows("another", ("yet another",))


def test_a_theorem_of_the_public_files_is_not_proposed(proposals: Sequence[Proposal]) -> None:
    told = form("a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c")[0]
    assert told in known()
    assert not Novelty(known()).admits(told, ())
    assert not Novelty(known()).admits("another", (told,))
    assert known().isdisjoint(p.key for p in proposals)


def test_a_batch_stops_when_its_time_is_up() -> None:
    assert list(propose(SMALL, 0, lambda: True)) == []
    asked = iter(range(1000))
    assert len(list(propose(SMALL, SEED, lambda: next(asked) > 40))) < 40


def test_the_priors_of_each_depth_are_shares_of_all_constructors() -> None:
    for row in priors().shares:
        assert len(row) == len(KINDS)
        assert abs(sum(row) - 1) < 1e-9
        assert min(row) > 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
def test_every_constructor_has_its_english(kind: object) -> None:
    assert isinstance(kind, type(KINDS[0]))
    points = dict(zip("01234", "abcde", strict=True))
    text = ", ".join(" ".join(points.get(w, w) for w in use) for use in kind.clause)
    problem = read_statement(f"a b c = triangle a b c; d = free d; e = free e; x = {text} ? cong a x b x")
    assert isinstance(problem, Problem)
    told = statement_in_english(problem.clauses, problem.goals[0])
    assert told.endswith("Show that AX = BX.")
    assert "{" not in told


@pytest.mark.parametrize(
    ("construction", "said"),
    [
        ("on_line x a b, on_line x c d", "Let X be the point that lies on the line AB and on the line CD."),
        (
            "on_line x a b, on_circum x a c d",
            "Let X be the point other than A that lies on the line AB and on the circumcircle of triangle ACD.",
        ),
        (
            "on_bline x a b, on_circum x a b c",
            "Let X be a point that lies on the perpendicular bisector of AB and on the circumcircle of triangle ABC.",
        ),
        ("on_circle x a b", "Let X be a point on the circle around A through B."),
    ],
)
def test_a_point_is_told_from_the_others_that_the_same_curves_share(construction: str, said: str) -> None:
    problem = read_statement(f"a b c = triangle a b c; d = free d; x = {construction} ? cong a x b x")
    assert said in statement_in_english(problem.clauses, problem.goals[0])


@pytest.mark.parametrize("wrong", [{"most_points": 20}, {"least_points": 2}, {"width": 0}, {"goals": 0}])
def test_a_configuration_out_of_bounds_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"points|at least"):
        Configuration(**wrong)
