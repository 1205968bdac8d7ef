"""Solves the problems of a file with auxiliary points: how many, in what time, and how the count grows with the budget.

python benchmarks/geometry/search.py FILE [--seconds S] [--processes N] [--limit N] [--seed N] [--again] [--plot SVG]
python benchmarks/geometry/search.py --rate

Every certificate is replayed against its file. `--again` solves what was solved once more, in one process, and compares
the answers. `--plot` draws the solved count over the CPU seconds of a problem. `--rate` measures tries a second.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from trivium.geometry.builder.figure import draw
from trivium.geometry.certificate.checker import check
from trivium.geometry.certificate.model import Acceptance
from trivium.geometry.deduction.plane import Plane
from trivium.geometry.deduction.state import State
from trivium.geometry.errors import ProblemError
from trivium.geometry.language.problem import Problem
from trivium.geometry.language.reader import read_problems, read_statement
from trivium.geometry.predicates.equation import equations_of
from trivium.geometry.search.figure import extended
from trivium.geometry.search.node import Goal, Prospects
from trivium.geometry.search.search import Settings
from trivium.geometry.search.task import Task
from trivium.geometry.solution import Outcome, Solution
from trivium.geometry.solve import solve

_BUDGETS = (0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 600)
_TWELVE = (
    "a b c = triangle a b c; o = circumcenter o a b c; h = orthocenter h a b c; i = incenter i a b c; "
    "d = foot d a b c; e = foot e b c a; f = foot f c a b; m = midpoint m b c; k = foot k i b c; "
    "p = on_line p a i, on_circle p o a ? cong p k p m"
)
"""Twelve points; the goal does not hold, so that every try goes to its end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a problem."""

    solution: Solution
    wall: float
    cpu: float

    @property
    def solved(self) -> bool:
        return self.solution.outcome is Outcome.PROVED


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--seconds", type=float, default=10.0, help="wall-clock budget of a problem")
    parser.add_argument("--processes", type=int, default=0, help="0 for as many as there are cores")
    parser.add_argument("--limit", type=int, help="only the first problems")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--again", action="store_true", help="solve once more and compare")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--rate", action="store_true")
    options = parser.parse_args()
    if options.rate or options.file is None:
        print(rates())
        return 0
    text = options.file.read_text()
    problems = [p for p in read_problems(text)[: options.limit] if not isinstance(p, ProblemError)]
    settings = Settings(processes=options.processes)
    answers = [told(answered(p, options.seed, options.seconds, settings)) for p in problems]
    solved = [a for a in answers if a.solved]
    refused = [a for a in solved if not accepted(a.solution, text)]
    other = [a for a in solved if options.again and not same(a, options.seed, options.seconds)]
    report(options.file.name, answers, options.seconds)
    print(f"certificates refused: {len(refused)}; answers that another run did not repeat: {len(other)}")
    if options.plot:
        options.plot.parent.mkdir(parents=True, exist_ok=True)
        options.plot.write_text(plot({options.file.stem: answers}, options.seconds))
    return 1 if refused or other else 0


def cpu() -> float:
    """CPU seconds of this process and of its children so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def answered(problem: Problem, seed: int, seconds: float, settings: Settings) -> Answer:
    start, used = time.monotonic(), cpu()
    solution = solve(problem, seed=seed, expired=lambda: time.monotonic() - start > seconds, search=settings)
    return Answer(solution, time.monotonic() - start, cpu() - used)


def told(answer: Answer) -> Answer:
    """The answer, after a line about it where it took points or failed."""
    solution = answer.solution
    tries = dict(solution.counts).get("tries")
    if tries is not None or not answer.solved:
        shown = "; ".join(map(str, solution.auxiliary)) or solution.detail
        print(
            f"{solution.problem.name[-40:]}  {solution.outcome.value}  {answer.wall:.1f} s, CPU {answer.cpu:.1f} s, "
            f"{tries or 0} tries  {shown}",
            flush=True,
        )
    return answer


def accepted(solution: Solution, text: str) -> bool:
    """Whether the certificate holds against its file."""
    assert solution.certificate is not None
    return isinstance(check(solution.certificate, text, solution.problem.name or None), Acceptance)


def same(answer: Answer, seed: int, seconds: float) -> bool:
    """Whether one process finds the same points, given time."""
    once = answered(answer.solution.problem, seed, 8 * seconds, Settings(processes=1)).solution
    return (once.outcome, once.auxiliary) == (answer.solution.outcome, answer.solution.auxiliary)


def report(name: str, answers: list[Answer], seconds: float) -> None:
    """Counts by budget, and what they cost."""
    solved = [a for a in answers if a.solved]
    by_points = sum(bool(a.solution.auxiliary) for a in solved)
    print(f"{name}: {len(solved)} of {len(answers)} solved at {seconds:g} s each, {by_points} with auxiliary points")
    for title, of in (("wall", lambda a: a.wall), ("CPU", lambda a: a.cpu)):
        counts = [f"{b:g} s: {sum(of(a) <= b for a in solved)}" for b in _BUDGETS if b <= seconds]
        print(f"solved by {title} seconds a problem: {', '.join(counts)}")
    points = [len(a.solution.auxiliary) for a in solved if a.solution.auxiliary]
    peak = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(f"auxiliary points: {sorted(points)}; CPU {sum(a.cpu for a in answers):.1f} s; peak {peak:.0f} MB a process")


def rates() -> str:
    """Tries a second at twelve points: a point added to a closed figure, and closed again."""
    problem = read_statement(_TWELVE)
    figure = draw(problem, random.Random(1), 40)
    state = State(Plane(figure.points), 0)
    facts = tuple(state.numbered(e) for p in problem.hypotheses for e in equations_of(p))
    goals = tuple(state.numbered(e) for p in problem.goals for e in equations_of(p))
    task = Task(tuple(figure.points.items()), facts, goals, 0)
    closure = task.closure()
    closure.run(goals)
    start = time.process_time()
    prospects = Prospects.of(closure, Goal.of(goals, closure))
    scoring = time.process_time() - start
    lines = [f"{len(prospects)} candidates of {len(figure.points)} points, scored in {scoring * 1e3:.0f} ms CPU"]
    for tiers, title in ((3, "without sines"), (4, "all rules")):
        start = time.process_time()
        for number in range(300):
            extended(closure, prospects.addition(number, closure, "x1")).run(goals, tiers=tiers)
        lines.append(f"{title}: {300 / (time.process_time() - start):.0f} tries/s of CPU on one core")
    return "\n".join(lines)


def plot(curves: dict[str, list[Answer]], seconds: float) -> str:
    """The solved counts over the CPU seconds a problem took, on a logarithmic axis, as an SVG document."""
    width, height, left, bottom = 640.0, 360.0, 52.0, 44.0
    most = max(len(answers) for answers in curves.values())
    least = min(sum(not a.solution.auxiliary and a.solved for a in answers) for answers in curves.values())
    floor = max(0, least - 2)

    def x(budget: float) -> float:
        share = math.log(max(budget, 0.01) / 0.01) / math.log(seconds / 0.01)
        return left + share * (width - left - 16)

    def y(count: float) -> float:
        return height - bottom - (count - floor) / max(most - floor, 1) * (height - bottom - 24)

    parts = [f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>']
    for budget in (0.01, 0.03, *_BUDGETS):
        if budget <= seconds:
            parts.append(f'<path d="M{x(budget):.1f} 24V{height - bottom:g}" stroke="#e4e7eb"/>')
            parts.append(_text(x(budget), height - bottom + 16, f"{budget:g}"))
    for count in range(floor, most + 1, max(1, (most - floor) // 6)):
        parts.append(f'<path d="M{left:g} {y(count):.1f}H{width - 16:g}" stroke="#e4e7eb"/>')
        parts.append(_text(left - 14, y(count) + 4, str(count)))
    for number, (name, answers) in enumerate(curves.items()):
        times = sorted(a.cpu for a in answers if a.solved)
        path = [f"M{x(0.01):.1f} {y(floor):.1f}"]
        for count, at in enumerate(times, start=1):
            path.append(f"H{x(at):.1f}V{y(max(count, floor)):.1f}")
        colour = ("#b3400e", "#1f2933")[number % 2]
        parts.append(f'<path d="{"".join(path)}H{width - 16:g}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(width - 150, 16 + 14 * number, f"{name}: {len(times)} of {len(answers)}", colour))
    parts.append(_text(width / 2, height - 8, "CPU seconds a problem, all processes together"))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="sans-serif" font-size="11">\n'
        f"<title>Solved problems by budget</title>\n{body}\n</svg>\n"
    )


def _text(x: float, y: float, text: str, colour: str = "#1f2933") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="{colour}">{text}</text>'


if __name__ == "__main__":
    sys.exit(main())
