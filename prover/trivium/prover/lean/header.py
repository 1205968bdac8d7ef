"""What a text imports: the key under which a warm Lean is kept."""

from __future__ import annotations

from collections.abc import Iterator

from trivium.prover.lean.gate import Word, words


def imports_of(source: str) -> tuple[str, ...]:
    """The modules that the head of a text names, sorted, each once: texts with the same ones start alike.

    >>> imports_of("import B\\n-- more\\nimport A\\ntheorem t : True := trivial")
    ('A', 'B')
    """
    return tuple(sorted({word.text for word in _modules(source)}))


def imports_in_any_form(source: str) -> tuple[str, ...]:
    """The same for a text that the gate did not read: also those of `public import`, `meta import`, `import all`.

    >>> imports_in_any_form("module\\npublic import B\\nimport all A")
    ('A', 'B')
    """
    found, expecting = set(), False
    for word in words(source):
        if expecting and word.text != "all":
            found.add(word.text)
        expecting = word.text == "import" or (expecting and word.text == "all")
    return tuple(sorted(found))


def after_imports(source: str) -> int:
    """The offset behind the last import of a text; 0 where it has none.

    >>> after_imports("import A\\nopen B")
    8
    """
    return max((word.offset + len(word.text) for word in _modules(source)), default=0)


def _modules(source: str) -> Iterator[Word]:
    """The words that follow `import` at the head of a text."""
    expecting = False
    for word in words(source):
        if expecting:
            yield word
        elif word.text != "import":
            return
        expecting = not expecting
