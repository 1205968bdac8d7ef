"""What is refused before Lean sees a text, and what the text says of itself.

The embedded toolchain trusts the definitions of its core by name: the kernel computes `Nat.add` and its like
without looking at them. A text must therefore not bring its own core (`prelude`), not declare names where the kernel
or the compiler look for theirs, and not switch the kernel off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trivium.prover.errors import InvalidSource

MAX_SOURCE_BYTES = 4 << 20
RESERVED_NAMESPACES = frozenset({"Lean", "Init", "Trivium", "Nat", "Char", "String", "Quot", "Bool"})
"""First components of the names that the kernel and the elaborator know by name."""
LIBRARY = frozenset(
    {"Trivium.Rat", "Trivium.Ring", "Trivium.Field", "Trivium.Linear", "Trivium.Bounded"} | {"Trivium.Reflection"}
)
"""What a text for the embedded Lean may import beside the core, which is always there: rational numbers, checkers."""
_IMPORTS = frozenset(("import", module) for module in LIBRARY)
DECLARING = frozenset(
    {"theorem", "lemma", "def", "abbrev", "axiom", "opaque", "instance", "inductive", "coinductive", "structure"}
    | {"class", "example", "constant", "namespace", "alias", "export"}
)
FORBIDDEN_OPTIONS = {
    "debug.skipKernelTC": "the kernel must not be switched off",
    "warn.sorry": "the warning of `sorry` must not be switched off",
    "debug.byAsSorry": "proofs must not be replaced by `sorry`",
}

METAPROGRAMMING = frozenset(
    {
        "syntax",
        "macro",
        "macro_rules",
        "notation",
        "infix",
        "infixl",
        "infixr",
        "prefix",
        "postfix",
        "elab",
        "elab_rules",
    }
    | {"declare_syntax_cat", "binder_predicate", "simproc", "dsimproc", "simproc_decl", "dsimproc_decl", "initialize"}
    | {
        "builtin_initialize",
        "by_elab",
        "run_tac",
        "run_cmd",
        "run_elab",
        "run_meta",
        "eval",
        "extern",
        "implemented_by",
    }
    | {"csimp", "init", "builtin_init", "macro_inline", "native_decide"}
)
"""Words that extend Lean or run code in its process. The embedded library reads such declarations by a layout of memory
that the core does not have, so they could corrupt the process that is to judge."""
_EXTENDING_ATTRIBUTE = re.compile(r"\w+_(?:parser|elab|unexpander|delab|attr|formatter|parenthesizer)")

_LEXEME = re.compile(
    r"""(?P<space>\s+)
      | (?P<line_comment>--[^\n]*)
      | (?P<block_comment>/-)
      | (?P<raw_string>r(?P<hashes>\#*)"(?:.*?)"(?P=hashes)(?!\#))
      | (?P<string>"(?:[^"\\]|\\.)*")
      | (?P<character>'(?:[^'\\\n]|\\[^\n]{1,9}?)')
      | (?P<word>(?:«[^»\n]*»|[^\W\d][\w'!?]*)(?:\.(?:«[^»\n]*»|[\w][\w'!?]*))*)
      | (?P<other>[^\w\s«"'/-]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_COMMENT_EDGE = re.compile(r"/-|-/")


@dataclass(frozen=True, slots=True)
class Word:
    """An identifier, a keyword or symbols of a Lean text, without the `« »` of components, and where it starts."""

    text: str
    offset: int


def words(source: str) -> Iterator[Word]:
    """The words and symbols of a Lean text outside comments and literals, in order."""
    offset = 0
    while offset < len(source):
        match = _LEXEME.match(source, offset)
        if match is None:  # `other` takes any character
            raise AssertionError("a lexeme is never empty")
        if match.lastgroup == "block_comment":
            offset = _end_of_comment(source, match.end())
            continue
        if match["other"]:
            yield Word(match["other"], offset)
        elif match["word"]:
            yield Word(match["word"].replace("«", "").replace("»", ""), offset)
        offset = match.end()


def screen(source: str, *, embedded: bool) -> None:
    """Refuse a text that must not reach Lean; raises InvalidSource with the place and the reason."""
    if len(source.encode("utf-8", "surrogatepass")) > MAX_SOURCE_BYTES:
        raise InvalidSource("TOO_LARGE", f"the text is larger than {MAX_SOURCE_BYTES} bytes", 1, 0)
    for offset, character in enumerate(source):
        if character == "\0" or "\ud800" <= character <= "\udfff":
            raise place(source, offset, "NOT_TEXT", "the text contains a character that no Lean file has")
    previous = Word("", 0)
    for word in words(source):
        if embedded and _imports(previous.text) and (previous.text, word.text) not in _IMPORTS:
            raise _refused_import(source, previous)
        _screen_word(source, word, previous.text, embedded=embedded)
        previous = word
    if embedded and _imports(previous.text):
        raise _refused_import(source, previous)


def declared_axioms(source: str) -> tuple[str, ...]:
    """The names that follow the word `axiom` in a text, in order."""
    found = []
    previous = ""
    for word in words(source):
        if previous == "axiom":
            found.append(word.text)
        previous = word.text
    return tuple(found)


def states_nothing(source: str) -> bool:
    """Whether a text declares nothing that could be a claim or a definition."""
    claims = DECLARING - {"namespace", "alias", "export"}
    return not any(word.text in claims for word in words(source))


def _screen_word(source: str, word: Word, previous: str, *, embedded: bool) -> None:
    text = word.text.removeprefix("_root_.")
    for option, reason in FORBIDDEN_OPTIONS.items():
        if text == option or text.endswith("skipKernelTC"):
            raise place(source, word.offset, "FORBIDDEN_OPTION", f"`{option}`: {reason}")
    if not embedded:
        return
    if text in ("prelude", "module") and previous == "":
        raise place(source, word.offset, "PRELUDE", f"a text that starts with `{text}` would bring its own core")
    if text == "unsafe":
        raise place(source, word.offset, "UNSAFE", "an `unsafe` declaration is not checked by the kernel")
    if _extends(text, previous):
        raise place(
            source, word.offset, "METAPROGRAM", f"`{text}`: the embedded Lean takes no extensions and runs no code"
        )
    first = text.split(".", 1)[0]
    if first == "Lean":
        raise place(source, word.offset, "RESERVED_NAME", "names under `Lean` belong to the native library")
    if previous in DECLARING and (first in RESERVED_NAMESPACES):
        raise place(source, word.offset, "RESERVED_NAME", f"`{text}`: the namespace `{first}` belongs to the core")


def _imports(text: str) -> bool:
    return text == "import" or text.startswith("import.")


def _refused_import(source: str, word: Word) -> InvalidSource:
    reason = f"the embedded Lean has its core, which is imported, and of libraries {', '.join(sorted(LIBRARY))} only"
    return place(source, word.offset, "IMPORT", reason)


def _extends(text: str, previous: str) -> bool:
    if text == "eval":
        return previous.endswith("#")
    if text == "init":
        return previous.endswith(("[", ",")) or previous in ("local", "scoped")
    return text in METAPROGRAMMING or _EXTENDING_ATTRIBUTE.fullmatch(text) is not None


def _end_of_comment(source: str, offset: int) -> int:
    depth = 1
    while depth:
        edge = _COMMENT_EDGE.search(source, offset)
        if edge is None:
            return len(source)
        depth += 1 if edge[0] == "/-" else -1
        offset = edge.end()
    return offset


def place(source: str, offset: int, code: str, reason: str) -> InvalidSource:
    """The refusal of a text for what stands at an offset."""
    line = source.count("\n", 0, offset) + 1
    column = offset - (source.rfind("\n", 0, offset) + 1)
    return InvalidSource(code, reason, line, column)
