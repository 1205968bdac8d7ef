"""The one thing that is taken of a model's answer: the proof of the statement that was asked, or a formal statement.

A model writes whole Lean texts. The statement in them is compared with ours and thrown away; what stands beside it is
refused. What is left is tactics, which Lean judges as the proof of our own statement.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from trivium.prover.errors import InvalidSource
from trivium.prover.lean.gate import DECLARING, words
from trivium.prover.search.target import NAME, WrittenTheorem, statement_target, without_comments, written_theorems

MAX_ANSWER = 256 * 1024
"""Characters of the largest answer that is looked at."""
MAX_PROOF = 64 * 1024
_FENCE = re.compile(r"^[ \t]*(`{3,})[ \t]*([\w+-]*)[ \t]*$", re.MULTILINE)
_LEAN = frozenset({"lean", "lean4", "tactics", ""})
_GIVES_UP = frozenset({"sorry", "admit", "sorryAx"})
_COMMANDS = DECLARING | {"unsafe", "import", "prelude", "end", "section", "private", "protected", "noncomputable"}
"""Words of commands; a proof that holds one is not made of tactics alone."""
_QUERIES = frozenset({"eval", "exit", "print", "check", "reduce", "help"})
_THEOREM = re.compile(
    r"^[ \t]*(?:@\[[^\]]{0,300}\]\s*)?(?:(?:private|protected|nonrec)\s+)*(?:theorem|lemma)\s", re.MULTILINE
)
_BY = re.compile(r"\s*by\b")
_HEADER = re.compile(r"^(?:import|open|set_option|universe|noncomputable section)\b[^\n]*$", re.MULTILINE)


class Unusable(Exception):  # noqa: N818 - what an answer is, no fault of ours
    """An answer without a candidate; `reason` is an upper-case code."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced part of an answer."""

    language: str
    text: str
    closed: bool


def blocks(answer: str, *, inside: bool = False) -> list[Block]:
    """The fenced parts of an answer, in order; with `inside` the answer begins within one."""
    found: list[Block] = []
    start, fence, language = (0, "```", "lean4") if inside else (-1, "", "")
    for match in _FENCE.finditer(answer):
        if start < 0:
            start, fence, language = match.end(), match[1], match[2].lower()
        elif len(match[1]) >= len(fence) and not match[2]:
            found.append(Block(language, answer[start : match.start()].strip("\n"), closed=True))
            start = -1
    if start >= 0:
        found.append(Block(language, answer[start:].strip("\n"), closed=False))
    return found


def proof_of(answer: str, declaration: str, *, header: str = "", holes: bool = False, continues: bool = False) -> str:
    """The tactics that an answer gives for a declaration; raises Unusable.

    Args:
        answer: what a model wrote.
        declaration: our declaration, without a proof.
        header: our text before it, which an answer may repeat.
        holes: whether `sorry` is allowed, as in a sketch.
        continues: the prompt ended with the declaration and `:= by` inside a fence, and the answer goes on from there.
    """
    if len(answer) > MAX_ANSWER:
        raise Unusable("TOO_LONG", f"an answer of {len(answer)} characters")
    proof = _tidy(_continuation(answer)) if continues else _slot(_last_code(answer), declaration, header)
    if not proof:
        raise Unusable("NO_PROOF", "an empty proof")
    _screen(proof, holes=holes)
    return proof


def tactic_of(answer: str) -> str:
    """The tactic of an answer that is nothing else; raises Unusable."""
    if len(answer) > MAX_PROOF:
        raise Unusable("TOO_LONG", f"a tactic of {len(answer)} characters")
    found = blocks(answer)
    text = _tidy(found[-1].text if found else answer)
    if not text:
        raise Unusable("NO_PROOF", "an empty tactic")
    _screen(text, holes=False)
    return text


def statement_of(answer: str) -> str:
    """The one theorem of an answer, without its proof, named `statement`; raises Unusable."""
    if len(answer) > MAX_ANSWER:
        raise Unusable("TOO_LONG", f"an answer of {len(answer)} characters")
    target = _only_theorem(_last_code(answer), "").target
    _screen(f"{target.binders} {target.goal}", holes=False)
    return f"theorem {NAME}{' ' + target.binders if target.binders else ''} : {target.goal}"


def line_of(answer: str) -> str:
    """The last line that says something: of a fence, after `Answer:`, or of the text; raises Unusable."""
    if len(answer) > MAX_ANSWER:
        raise Unusable("TOO_LONG", f"an answer of {len(answer)} characters")
    found = blocks(answer)
    lines = [line.strip() for line in (found[-1].text if found else answer).splitlines() if line.strip()]
    if not lines:
        raise Unusable("NO_ANSWER", "an empty answer")
    marked = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("answer:")]
    return (marked or lines)[-1].strip("`$ ")


def _last_code(answer: str) -> str:
    found = [block for block in blocks(answer) if block.language in _LEAN]
    if not found:
        if "```" in answer or not re.search(r"\b(?:theorem|lemma|by)\b", answer):
            raise Unusable("NO_CODE", "no block of Lean")
        return answer
    if not found[-1].closed:
        raise Unusable("UNCLOSED_FENCE", "the answer ends within its code")
    return found[-1].text


def _continuation(answer: str) -> str:
    """What continues the prompt's own block, up to its end."""
    return blocks(answer, inside=True)[0].text if _FENCE.search(answer) else answer


def _only_theorem(code: str, header: str) -> WrittenTheorem:
    """The only theorem of a text, beside which nothing stands but imports, options and our own header."""
    try:
        theorems = written_theorems(code)
    except InvalidSource as error:
        raise Unusable("NO_STATEMENT", error.reason) from None
    if len(theorems) != 1:
        raise Unusable("SECOND_THEOREM", f"{len(theorems)} theorems instead of one")
    ours = {line.strip() for line in without_comments(header).splitlines()}
    before = _HEADER.sub("", without_comments(code)[: theorems[0].start])
    if any(line.strip() not in ours for line in before.splitlines() if line.strip()):
        raise Unusable("OTHER_CODE", "more than the theorem and its header")
    return theorems[0]


def _slot(code: str, declaration: str, header: str) -> str:
    """The proof in a text whose theorem is ours, or in a text of tactics."""
    if not _THEOREM.search(without_comments(code)):
        return _tactics(code)
    theorem = _only_theorem(code, header)
    ours = statement_target(declaration)
    for what, theirs, mine in (
        ("hypotheses", theorem.target.binders, ours.binders),
        ("claim", theorem.target.goal, ours.goal),
    ):
        if _compact(theirs) != _compact(mine):
            raise Unusable("OTHER_STATEMENT", f"the {what} of another statement")
    if theorem.proof is None:
        raise Unusable("NO_PROOF", "a theorem without a proof")
    body = code[theorem.proof :].strip("\n").rstrip()
    by = _BY.match(without_comments(body))
    return _tidy(body[by.end() :]) if by else f"exact {_tidy(body)}"


def _tactics(text: str) -> str:
    """A text of tactics without the `by` that may begin it."""
    by = _BY.match(without_comments(text))
    return _tidy(text[by.end() :] if by else text)


def _compact(text: str) -> str:
    """A statement without the spaces that say nothing."""
    return re.sub(r"\s*([^\w\s'!?.])\s*", r"\1", " ".join(text.split()))


def _screen(text: str, *, holes: bool) -> None:
    """Refuse what is no tactic or gives up; Lean's own gate looks again."""
    if len(text) > MAX_PROOF:
        raise Unusable("TOO_LONG", f"a proof of {len(text)} characters")
    if "\ufffd" in text or "\0" in text:
        raise Unusable("NOT_TEXT", "characters that were cut in two")
    previous = ""
    for word in words(text):
        last = word.text.rpartition(".")[2]
        if last in _GIVES_UP and not (holes and last == "sorry"):
            raise Unusable("GIVES_UP", f"`{last}` in the proof")
        if word.text in _COMMANDS or (previous.endswith("#") and word.text in _QUERIES):
            raise Unusable("NO_TACTICS", f"`{word.text}` in the proof")
        previous = word.text


def _tidy(text: str) -> str:
    """Lines from the first column on; those that go on a first line are set in."""
    body = text.strip("\n").rstrip()
    first, newline, rest = body.partition("\n")
    if not first.strip():
        return _tidy(rest) if newline else ""
    if first != first.lstrip() and not rest.strip():
        return first.strip()
    lines = textwrap.dedent(body).splitlines()
    return "\n".join(line.rstrip() for line in lines)
