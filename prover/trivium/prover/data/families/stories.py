"""Word problems: rates, purchases, ages, shares and mixtures. Each story tells its hypotheses one sentence each.

The sentences and the formulas come from the same quantities, so that each hypothesis is said, and nothing else is.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from trivium.prover.certificate.arithmetic.evaluation import Evaluator
from trivium.prover.certificate.arithmetic.terms import Sort, free_variables, subterms
from trivium.prover.data.draft import Aim, Draft, Story, stated
from trivium.prover.data.expressions import N, Term, equal, less, linear, num, product, scaled, total, var
from trivium.prover.data.families import choices
from trivium.prover.data.families.choices import bounded
from trivium.prover.data.phrases import plural

PEOPLE = (
    "Anna",
    "Ben",
    "Clara",
    "David",
    "Emma",
    "Felix",
    "Grace",
    "Hugo",
    "Ida",
    "Jonas",
    "Kira",
    "Leo",
    "Maya",
    "Noah",
)
THINGS = (
    "apple",
    "book",
    "marble",
    "stamp",
    "pencil",
    "coin",
    "card",
    "sticker",
    "shell",
    "ticket",
    "cookie",
    "button",
)
GOODS = (
    ("pen", 3),
    ("notebook", 5),
    ("ticket", 12),
    ("sandwich", 7),
    ("ball", 9),
    ("plant", 14),
    ("lamp", 25),
    ("cap", 11),
)
VEHICLES = ("train", "bus", "cyclist", "car", "boat", "drone", "truck")
_VACUOUS = "It is also known that {}."


@dataclass(frozen=True, slots=True)
class _Told:
    """Quantities with their meaning, and sentences with their formulas."""

    quantities: Sequence[tuple[str, str]]
    """Name and meaning."""
    facts: Sequence[tuple[str, Term]]
    goal: tuple[str, Term]
    values: Sequence[int]
    """Of the quantities."""


def _draft(rng: random.Random, aim: Aim, told: _Told, family: str, difficulty: int) -> Draft:
    facts = list(told.facts)
    if aim is Aim.VACUOUS:
        facts.append(_impossible(rng, told))
    meanings = [f"{name} be {meaning}" for name, meaning in told.quantities]
    opening = (
        f"Let {', '.join(meanings[:-1]) + ' and ' if len(meanings) > 1 else ''}{meanings[-1]} (non-negative integers)."
    )
    if len(meanings) == 1:
        opening = f"Let {meanings[0]} (a non-negative integer)."
    variables: list[tuple[str, Sort]] = [(name, N) for name, _ in told.quantities]
    statement = stated(variables, [formula for _, formula in facts], told.goal[1])
    story = Story(opening, tuple(sentence for sentence, _ in facts), told.goal[0])
    witness = tuple((name, value) for (name, _), value in zip(told.quantities, told.values, strict=True))
    return Draft(statement, family, aim, bounded(difficulty), story, witness=witness)


def journeys(rng: random.Random, aim: Aim) -> Draft:
    """Distance, speed and time, for one part of a way or for two."""
    speed, hours, vehicle = rng.randint(4, 95), rng.randint(2, 9), rng.choice(VEHICLES)
    d, t = var("d", N), var("t", N)
    if rng.random() < 0.5:
        value = choices.claimed(rng, aim, speed * hours, 0)
        told = _Told(
            [("d", f"the distance in kilometres that a {vehicle} covers"), ("t", "the time in hours that it takes")],
            [
                (f"The {vehicle} moves at {speed} kilometres an hour all the time.", equal(d, scaled(speed, t))),
                (f"It moves for {plural(hours, 'hour')}.", equal(t, num(hours, N))),
            ],
            (f"Show that it covers {value} kilometres.", equal(d, value)),
            (speed * hours, hours),
        )
        return _draft(rng, aim, told, "rates", 1)
    second, later = rng.randint(4, 95), rng.randint(1, 6)
    value = choices.claimed(rng, aim, speed * hours + second * later, 0)
    e = var("e", N)
    told = _Told(
        [
            ("d", f"the distance in kilometres that a {vehicle} covers before a rest"),
            ("e", "the distance in kilometres that it covers after the rest"),
        ],
        [
            (
                f"Before the rest it moves for {plural(hours, 'hour')} at {speed} kilometres an hour.",
                equal(d, product(num(speed, N), num(hours, N))),
            ),
            (
                f"After the rest it moves for {plural(later, 'hour')} at {second} kilometres an hour.",
                equal(e, product(num(second, N), num(later, N))),
            ),
        ],
        (f"Show that it covers {value} kilometres altogether.", equal(total(d, e), value)),
        (speed * hours, second * later),
    )
    return _draft(rng, aim, told, "rates", 2)


def purchases(rng: random.Random, aim: Aim) -> Draft:
    """Prices, amounts and change; two unknown amounts from their number and their price."""
    (one, price), (two, other) = rng.sample(GOODS, 2)
    price, other = price + rng.randint(0, 3), other + rng.randint(0, 3)
    person = rng.choice(PEOPLE)
    first, second = rng.randint(2, 15), rng.randint(1, 15)
    a, b = var("a", N), var("b", N)
    if rng.random() < 0.5 and price != other:
        value = choices.claimed(rng, aim, first, 0)
        paid = price * first + other * second
        told = _Told(
            [
                ("a", f"the number of {plural(2, one)[2:]} that {person} buys"),
                ("b", f"the number of {plural(2, two)[2:]} that {person} buys"),
            ],
            [
                (f"{person} buys {plural(first + second, 'thing')} in all.", equal(total(a, b), first + second)),
                (
                    f"A {one} costs {price} dollars, a {two} {other} dollars, and {person} pays {paid} dollars.",
                    equal(linear([price, other], [a, b]), paid),
                ),
            ],
            (f"Show that {person} buys {plural(value, one)}.", equal(a, value)),
            (first, second),
        )
        return _draft(rng, aim, told, "purchases", 3)
    c = var("c", N)
    paid = price * first + rng.randint(1, 60)
    value = choices.claimed(rng, aim, paid - price * first, 0)
    told = _Told(
        [("c", f"the cost in dollars of what {person} buys"), ("r", "the change in dollars")],
        [
            (
                f"{person} buys {plural(first, one)} for {price} dollars each.",
                equal(c, product(num(price, N), num(first, N))),
            ),
            (
                f"{person} pays with {paid} dollars: cost and change together are {paid} dollars.",
                equal(total(c, var("r", N)), paid),
            ),
        ],
        (f"Show that the change is {value} dollars.", equal(var("r", N), value)),
        (price * first, paid - price * first),
    )
    return _draft(rng, aim, told, "purchases", 2)


def possessions(rng: random.Random, aim: Aim) -> Draft:
    """Two or three people who have more or fewer things than each other."""
    people, thing = rng.sample(PEOPLE, 3), rng.choice(THINGS)
    first, more, times = rng.randint(2, 30), rng.randint(1, 20), rng.randint(2, 6)
    x, y, z = (var(person[0].lower(), N) for person in people)
    if len({x.name, y.name, z.name}) < 3:
        x, y, z = (var(name, N) for name in "xyz")
    values = [first, first + more, times * first]
    facts = [
        (f"{people[0]} has {plural(first, thing)}.", equal(x, first)),
        (f"{people[1]} has {plural(more, 'more ' + thing)} than {people[0]}.", equal(y, total(x, num(more, N)))),
        (f"{people[2]} has {times} times as many {thing}s as {people[0]}.", equal(z, scaled(times, x))),
    ]
    quantities = [(v.name, f"the number of {thing}s that {p} has") for v, p in zip((x, y, z), people, strict=True)]
    chosen = rng.choice((2, 3))
    value = choices.claimed(rng, aim, sum(values[:chosen]), 0)
    who = "they" if chosen == 3 else f"{people[0]} and {people[1]}"
    goal = (
        f"Show that {who} have {plural(value, thing)} altogether.",
        equal(total(*(x, y, z)[:chosen]), value),
    )
    if rng.random() < 0.35:  # from the total back to the first
        whole = sum(values)
        facts[0] = (f"Together the three have {plural(whole, thing)}.", equal(total(x, y, z), whole))
        value = choices.claimed(rng, aim, first, 0)
        goal = (f"Show that {people[0]} has {plural(value, thing)}.", equal(x, value))
        return _draft(rng, aim, _Told(quantities, facts, goal, values), "possessions", 3)
    return _draft(
        rng, aim, _Told(quantities[:chosen], facts[:chosen], goal, values[:chosen]), "possessions", chosen - 1
    )


def ages(rng: random.Random, aim: Aim) -> Draft:
    """Ages now and some years later or earlier."""
    one, two = rng.sample(PEOPLE, 2)
    young, gap, years = rng.randint(3, 30), rng.randint(2, 30), rng.randint(1, 15)
    x, y = (var(name, N) for name in ("x", "y"))
    value = choices.claimed(rng, aim, young, 0)
    whole = 2 * young + gap + 2 * years
    told = _Told(
        [("x", f"the age of {one} in years"), ("y", f"the age of {two} in years")],
        [
            (f"{two} is {plural(gap, 'year')} older than {one}.", equal(y, total(x, num(gap, N)))),
            (
                f"In {plural(years, 'year')} the sum of their ages will be {whole}.",
                equal(total(total(x, num(years, N)), total(y, num(years, N))), whole),
            ),
        ],
        (f"Show that {one} is {plural(value, 'year')} old.", equal(x, value)),
        (young, young + gap),
    )
    return _draft(rng, aim, told, "ages", 3)


def animals(rng: random.Random, aim: Aim) -> Draft:
    """Heads and legs."""
    two, four = rng.choice((("hens", "cows"), ("ducks", "goats"), ("geese", "sheep"), ("ostriches", "zebras")))
    birds, beasts = rng.randint(1, 40), rng.randint(1, 40)
    x, y = var("x", N), var("y", N)
    value = choices.claimed(rng, aim, beasts, 0)
    told = _Told(
        [("x", f"the number of {two} on a farm"), ("y", f"the number of {four} on it")],
        [
            (f"The {two} and the {four} have {birds + beasts} heads in all.", equal(total(x, y), birds + beasts)),
            (
                f"They have {2 * birds + 4 * beasts} legs in all, each of the {two} 2 and each of the {four} 4.",
                equal(linear([2, 4], [x, y]), 2 * birds + 4 * beasts),
            ),
        ],
        (f"Show that the number of {four} is {value}.", equal(y, value)),
        (birds, beasts),
    )
    return _draft(rng, aim, told, "animals", 3)


def shares(rng: random.Random, aim: Aim) -> Draft:
    """Things put into boxes of one size, with some left over."""
    person, thing = rng.choice(PEOPLE), rng.choice(THINGS)
    boxes, each = rng.randint(2, 20), rng.randint(3, 24)
    rest = rng.randrange(each)
    n = var("n", N)
    number = boxes * each + rest
    left = choices.claimed(rng, aim, rest, 0)
    over = f"{plural(rest, thing)} {'is' if rest == 1 else 'are'}"
    told = _Told(
        [("n", f"the number of {thing}s that {person} has")],
        [
            (
                f"When {person} fills {boxes} boxes with {each} {thing}s each, {over} left over.",
                equal(n, total(product(num(boxes, N), num(each, N)), num(rest, N))),
            )
        ],
        (
            f"Show that the remainder of n on division by {each} is {left}.",
            equal(Term("mod", N, (n, num(each, N))), left),
        ),
        (number,),
    )
    if rng.random() < 0.5:
        value = choices.claimed(rng, aim, number, 0)
        told = _Told(
            told.quantities, told.facts, (f"Show that {person} has {plural(value, thing)}.", equal(n, value)), (number,)
        )
    return _draft(rng, aim, told, "shares", 2)


def _impossible(rng: random.Random, told: _Told) -> tuple[str, Term]:
    """A sentence about a quantity that one of the others excludes."""
    meanings = dict(told.quantities)
    choices_: list[tuple[str, Term]] = []
    for _, formula in told.facts:
        left, right = formula.args
        if right.op == "num":
            for term in subterms(left):
                if term.op == "var":
                    said = _VACUOUS.format(f"{meanings[term.name]} is greater than {right.value}")
                    choices_.append((said, less(right.value, term)))
        elif left.op == "var" and not free_variables(right):
            value = Evaluator().value(right, {})
            assert isinstance(value, int)
            said = _VACUOUS.format(f"{meanings[left.name]} is less than {value}")
            choices_.append((said, less(left, value)))
    return rng.choice(choices_)
