"""Arithmetic word problems as Lean theorems, by templates; what is not understood for certain is refused.

Each sentence is one of the templates, or the problem is refused with the place. A sentence introduces a quantity by an
equation, which becomes a hypothesis, and no other is added. The answer is computed, or read after `Answer:`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from trivium.prover.data.draft import stated
from trivium.prover.data.expressions import N, Term, equal, num, product, scaled, total, var
from trivium.prover.data.formalization import Formalization
from trivium.prover.data.lean_text import CORE, declaration

_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
_NUMBERS: Mapping[str, int] = {word: value for value, word in enumerate(_WORDS.split())}
_TIMES: Mapping[str, int] = {"twice": 2, "thrice": 3}
_N = r"(\d{1,9}|[a-z]+)"
_P = r"([A-Z][a-z]+|he|she|it|they)"
_GAIN = "buys|gets|finds|receives|wins|picks|collects|earns|makes|bought|got|found|received|won|picked|collected|earned"
_LOSS = "loses|eats|sells|uses|spends|drops|breaks|gives away|lost|ate|sold|used|spent|dropped|broke|gave away"
_MOVES = "travels|drives|moves|rides|runs"
_LENGTHS = "kilometres|kilometers|miles|metres"
_PEOPLE = "[A-Z][a-z]+(?:, [A-Z][a-z]+)* and [A-Z][a-z]+"
_SENTENCE = re.compile(r"[^.?!]+[.?!]?")
_LETTERS = "abcdefgmnpqrstuvwxyz"


class _RefusedError(Exception):
    """A sentence is not understood; carries why."""


@dataclass(slots=True)
class _World:
    """What has been said so far."""

    variables: list[Term] = field(default_factory=list)
    hypotheses: list[Term] = field(default_factory=list)
    values: dict[str, int] = field(default_factory=dict)
    has: dict[tuple[str, str], Term] = field(default_factory=dict)
    """What somebody has of a thing now."""
    each: dict[str, tuple[str, int]] = field(default_factory=dict)
    """What each container holds."""
    price: dict[str, int] = field(default_factory=dict)
    bought: dict[str, int] = field(default_factory=dict)
    speaker: str = ""
    """Whom a pronoun means."""
    thing: str = ""
    goal: tuple[Term, int] | None = None
    answer: int | None = None

    def introduce(self, definition: Term, value: int, *, plus: int = 0) -> Term:
        """A new quantity that is equal to a term or, increased by a number, is; its value must not be negative."""
        if value < 0:
            raise _RefusedError("a number of things would be negative")
        if len(self.variables) == len(_LETTERS):
            raise _RefusedError("too many quantities")
        quantity = var(_LETTERS[len(self.variables)], N)
        self.variables.append(quantity)
        left = total(quantity, num(plus, N)) if plus else quantity
        self.hypotheses.append(equal(left, definition))
        self.values[quantity.name] = value
        return quantity

    def person(self, word: str) -> str:
        """The name that a word stands for."""
        if word.lower() in ("he", "she", "it", "they"):
            if not self.speaker:
                raise _RefusedError(f"nobody is there whom {word!r} could mean")
            return self.speaker
        self.speaker = word
        return word

    def owned(self, person: str, thing: str) -> Term:
        """What somebody has of a thing."""
        found = self.has.get((person, thing))
        if found is None:
            raise _RefusedError(f"how many {thing} {f'{person} has' if person else 'there are'} was not said")
        return found

    def value(self, term: Term) -> int:
        """The value of a quantity."""
        return self.values[term.name]


def formalize(text: str) -> list[Formalization]:
    """Each paragraph of a text as a theorem, or refused; lines and columns are those of the text."""
    found = []
    for match in re.finditer(r"(?:[^\n]*\S[^\n]*\n?)+", text):
        found.append(_formalized(match[0], text, match.start()))
    return found


def _formalized(problem: str, text: str, start: int) -> Formalization:
    world, shown = _World(), " ".join(problem.split())
    place = start
    try:
        for match in _SENTENCE.finditer(problem):
            sentence = " ".join(match[0].split())
            if not sentence:
                continue
            place = start + match.start() + len(match[0]) - len(match[0].lstrip())
            _understand(world, sentence)
        place = start + len(problem.rstrip()) - 1
        return Formalization(shown, _theorem(world))
    except _RefusedError as error:
        line = text.count("\n", 0, place) + 1
        column = place - (text.rfind("\n", 0, place) + 1) + 1
        return Formalization(shown, "", "template", str(error), line, column)


def _theorem(world: _World) -> str:
    if world.goal is None:
        raise _RefusedError("nothing is asked")
    term, value = world.goal
    goal = equal(term, value if world.answer is None else world.answer)
    statement = stated([(v.name, N) for v in world.variables], world.hypotheses, goal)
    return declaration(statement, CORE).replace("theorem statement", "theorem word_problem")


def _understand(world: _World, sentence: str) -> None:
    for pattern, read in _TEMPLATES:
        match = pattern.fullmatch(sentence)
        if match:
            if world.goal is not None and not pattern.pattern.startswith("Answer"):
                raise _RefusedError("something is said after the question")
            read(world, match)
            return
    raise _RefusedError("this sentence is none of the templates")


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    found = _NUMBERS.get(word.lower())
    if found is None:
        raise _RefusedError(f"{word!r} is no number")
    return found


def _plural(thing: str) -> str:
    """One word for one thing and for many."""
    if thing.endswith(("s", "sheep", "fish")):
        return thing
    return f"{thing}es" if thing.endswith(("x", "ch", "sh")) else f"{thing}s"


def _has(world: _World, match: re.Match[str]) -> None:
    person, count, thing = world.person(match[1]), _number(match[2]), _plural(match[3])
    if (person, thing) in world.has:
        raise _RefusedError(f"how many {thing} {person} has was said before")
    world.has[person, thing] = world.introduce(num(count, N), count)
    world.thing = thing


def _gains(world: _World, match: re.Match[str]) -> None:
    person, count, thing = world.person(match[1]), _number(match[2]), _plural(match[3] or world.thing)
    before = world.owned(person, thing)
    world.has[person, thing] = world.introduce(total(before, num(count, N)), world.value(before) + count)


def _loses(world: _World, match: re.Match[str]) -> None:
    person, count, thing = world.person(match[1]), _number(match[2]), _plural(match[3] or world.thing)
    before = world.owned(person, thing)
    world.has[person, thing] = world.introduce(before, world.value(before) - count, plus=count)


def _gives(world: _World, match: re.Match[str]) -> None:
    person, count, thing, other = world.person(match[1]), _number(match[2]), _plural(match[3]), match[4]
    before = world.owned(person, thing)
    world.has[person, thing] = world.introduce(before, world.value(before) - count, plus=count)
    if (other, thing) in world.has:
        theirs = world.has[other, thing]
        world.has[other, thing] = world.introduce(total(theirs, num(count, N)), world.value(theirs) + count)


def _compares(world: _World, match: re.Match[str]) -> None:
    person, count, more, thing, other = match[1], _number(match[2]), match[3], _plural(match[4]), match[5]
    theirs = world.owned(other, thing)
    person = world.person(person)
    if (person, thing) in world.has:
        raise _RefusedError(f"how many {thing} {person} has was said before")
    if more == "more":
        world.has[person, thing] = world.introduce(total(theirs, num(count, N)), world.value(theirs) + count)
    else:
        world.has[person, thing] = world.introduce(theirs, world.value(theirs) - count, plus=count)
    world.thing = thing


def _multiplies(world: _World, match: re.Match[str]) -> None:
    times = _TIMES[match[2].lower()] if match[2].lower() in _TIMES else _number(match[2].split()[0])
    thing, other = _plural(match[3]), match[4]
    theirs = world.owned(other, thing)
    person = world.person(match[1])
    if (person, thing) in world.has:
        raise _RefusedError(f"how many {thing} {person} has was said before")
    world.has[person, thing] = world.introduce(scaled(times, theirs), times * world.value(theirs))
    world.thing = thing


def _there_are(world: _World, match: re.Match[str]) -> None:
    count, container = _number(match[1]), _plural(match[2])
    world.has["", container] = world.introduce(num(count, N), count)


def _holds(world: _World, match: re.Match[str]) -> None:
    container, count, thing = _plural(match[1]), _number(match[2]), _plural(match[3])
    boxes = world.owned("", container)
    world.each[container] = thing, count
    world.has["", thing] = world.introduce(product(boxes, num(count, N)), world.value(boxes) * count)


def _costs(world: _World, match: re.Match[str]) -> None:
    world.price[_plural(match[1])] = _number(match[2])


def _asks_cost(world: _World, match: re.Match[str]) -> None:
    count, thing = _number(match[1]), _plural(match[2])
    if thing not in world.price:
        raise _RefusedError(f"what {thing} cost was not said")
    price = world.price[thing]
    cost = world.introduce(product(num(count, N), num(price, N)), count * price)
    world.goal = cost, world.value(cost)


def _asks_for(world: _World, match: re.Match[str]) -> None:
    thing, person = _plural(match[1]), world.person(match[2])
    found = world.owned(person, thing)
    world.goal = found, world.value(found)


def _asks_there(world: _World, match: re.Match[str]) -> None:
    found = world.owned("", _plural(match[1]))
    world.goal = found, world.value(found)


def _asks_together(world: _World, match: re.Match[str]) -> None:
    thing = _plural(match[1])
    named = [name for name in re.findall(r"[A-Z][a-z]+", match[2]) if name != "They"]
    people = named or [person for person, what in world.has if what == thing and person]
    if len(people) < 2:
        raise _RefusedError("fewer than two people have any of them")
    parts = [world.owned(person, thing) for person in people]
    world.goal = total(*parts), sum(map(world.value, parts))


def _travels(world: _World, match: re.Match[str]) -> None:
    speed, hours = _number(match[2]), _number(match[4])
    way = world.introduce(product(num(speed, N), num(hours, N)), speed * hours)
    world.has["way", match[3].lower()] = way


def _asks_way(world: _World, match: re.Match[str]) -> None:
    found = [way for (owner, _), way in world.has.items() if owner == "way"]
    if len(found) != 1:
        raise _RefusedError("nobody, or more than one, was said to move")
    world.goal = found[0], world.value(found[0])


def _answers(world: _World, match: re.Match[str]) -> None:
    if world.goal is None:
        raise _RefusedError("an answer comes before its question")
    world.answer = _number(match[1])


_WHEN = r"(?: now| left| in all| in total| altogether| then| after that)*"
_TEMPLATES: tuple[tuple[re.Pattern[str], Callable[[_World, re.Match[str]], None]], ...] = (
    (re.compile(rf"{_P} (?:has|have) {_N} (more|fewer|less) (\w+) than ([A-Z][a-z]+)\."), _compares),
    (re.compile(rf"{_P} has (twice|thrice|(?:\d{{1,9}}|[a-z]+) times) as many (\w+) as ([A-Z][a-z]+)\."), _multiplies),
    (re.compile(rf"{_P} (?:has|had|have|owns) {_N} (\w+)\."), _has),
    (re.compile(rf"(?:Then )?{_P} (?:gives|gave) {_N}(?: of (?:his|her|their|the))? (\w+) to ([A-Z][a-z]+)\."), _gives),
    (re.compile(rf"(?:Then )?{_P} (?:{_GAIN}) {_N}(?: more)?(?: (\w+))?\."), _gains),
    (re.compile(rf"(?:Then )?{_P} (?:{_LOSS}) {_N}(?: of them)?(?: (\w+))?\."), _loses),
    (re.compile(rf"There (?:are|is) {_N} (\w+)\."), _there_are),
    (re.compile(rf"Each (\w+) (?:holds|has|contains) {_N} (\w+)\."), _holds),
    (re.compile(rf"(?:A|An|One|Each) (\w+) costs {_N} (?:dollars|euros|pounds|cents)\."), _costs),
    (re.compile(rf"(?:A|The) (\w+) (?:{_MOVES}) at {_N} ({_LENGTHS}) an hour for {_N} hours?\."), _travels),
    (re.compile(rf"How much do {_N} (\w+) cost\?"), _asks_cost),
    (re.compile(rf"How many (\w+) (?:do|does) ([A-Z][a-z]+|he|she) have{_WHEN}\?"), _asks_for),
    (re.compile(rf"How many (\w+) do (they|{_PEOPLE}) have(?: together|{_WHEN})\?"), _asks_together),
    (re.compile(rf"How many (\w+) are there{_WHEN}\?"), _asks_there),
    (re.compile(r"How far does (?:it|the \w+) (?:travel|go|move|drive|ride|run)\?"), _asks_way),
    (re.compile(rf"Answer: {_N}\.?"), _answers),
)
