"""A solution as a LaTeX document: statement, figure, proof in two columns, and what it takes from the figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trivium.geometry.language.problem import Clause, Problem
from trivium.geometry.proof.readable import Line, numbered
from trivium.geometry.render.tikz import figure_tikz

_ESCAPES = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "?": "{?}",
}
_HEAD = """\\documentclass{article}
\\usepackage[T1]{fontenc}
\\usepackage[margin=2cm]{geometry}
\\usepackage{amsmath, longtable, array, tikz}
\\setlength{\\parindent}{0pt}
\\begin{document}
"""


def solution_latex(
    problem: Problem,
    figure: Mapping[str, complex],
    lines: Sequence[Line],
    figure_facts: Sequence[str],
    auxiliary: Sequence[Clause] = (),
) -> str:
    """The document of a solved problem; `lines` are those of its proof, in LaTeX, where it has one."""
    title = f"\\section*{{{escaped(problem.name)}}}\n" if problem.name else ""
    parts = [_HEAD, title, f"\\texttt{{{escaped(problem.statement)}}}\n\n"]
    if figure:
        parts.append(f"\\begin{{center}}\n{figure_tikz(problem, figure, auxiliary)}\\end{{center}}\n")
    if auxiliary:
        made = escaped("; ".join(map(str, auxiliary)))
        parts.append(f"Auxiliary points: \\texttt{{{made}}}.\n\n")
    if lines:
        parts.append(_table(lines))
    if figure_facts:
        parts.append(f"From the figure: {escaped('; '.join(figure_facts))}.\n")
    return "".join((*parts, "\\end{document}\n"))


def escaped(text: str) -> str:
    """Plain text for LaTeX."""
    return "".join(_ESCAPES.get(c, c) for c in text)


def _table(lines: Sequence[Line]) -> str:
    rows = "\\\\\n".join(map(_row, lines))
    columns = ">{\\raggedright}p{0.5\\textwidth}>{\\raggedright\\arraybackslash}p{0.38\\textwidth}"
    return f"\\begin{{longtable}}{{r{columns}}}\n{rows}\n\\end{{longtable}}\n"


def _row(line: Line) -> str:
    because = line.rule if line.premises else _given(line.rule)
    cited = f" [{numbered(line.premises)}]" if line.premises else ""
    return f"{line.number} & ${line.conclusion}$ & {because}{cited}"


def _given(rule: str) -> str:
    """A construction as it is written in the statement."""
    head, by, construction = rule.partition(" by ")
    return f"{head}{by}\\texttt{{{escaped(construction)}}}" if by and head == "given" else rule
