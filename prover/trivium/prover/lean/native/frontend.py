"""Elaborates Lean texts in this process, each from where an earlier one left off."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from trivium.prover.lean.native.abi import (
    Library,
    NativeError,
    Object,
    box,
    cells,
    elements,
    field,
    is_scalar,
    keep,
    tag,
    text,
)

_FILE = "Main.lean"
_MODULE = "Main"
_CORE = "Init"
_ALL_IMPORTED = 2
"""Of a module's data levels (exported, server, private) the one that holds everything."""
_LEAF = box(1)
"""An empty tree map."""
_STACK_BYTES = 64 << 20
_WITH_VALUE = (1, 2, 3)
"""Of the kinds of constants (axiom, definition, theorem, opaque, quotient, inductive, …) those with a value."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a text starts from."""

    imports: tuple[str, ...]
    """Modules beside the core."""
    imported: Object
    """The environment after the import."""
    initial: Object
    """The state of the first command."""
    strict: Object
    """The same where a name that nobody declares is an error (`autoImplicit false`), not a variable."""


@dataclass(frozen=True, slots=True)
class Elaboration:
    """What elaborating a text came to."""

    state: Object
    """An `IncrementalState`: a later text is elaborated from where it first differs from this one."""
    environment: Object
    messages: tuple[bytes, ...]
    """Lean's messages, each as the JSON object that `lean --json` prints."""
    has_errors: bool
    commands: tuple[str, ...]
    """The kind of each command; the last is `Lean.Parser.Command.eoi` where the text was read to its end."""


class Frontend:
    """Lean's elaborator with the core imported."""

    def __init__(self, library: Library) -> None:
        self.library = library
        library.call("lean_io_mark_end_initialization", "")
        library.result(library.call("lean_init_search_path", ""))
        self._bases: dict[tuple[str, ...], Base] = {}
        self.base()

    def base(self, imports: tuple[str, ...] = ()) -> Base:
        """Where texts with the given imports start; raises NativeError for a module that is not there."""
        if imports not in self._bases:
            self._bases[imports] = self._import(imports)
        return self._bases[imports]

    def start_threads(self, threads: int, memory_bytes: int) -> None:
        """Start the threads that elaborate; a process may be forked only before."""
        self.library.call("lean_internal_set_thread_stack_size", "o", _STACK_BYTES)
        self.library.call("lean_internal_set_max_memory", "o", memory_bytes)
        self.library.call("lean_init_task_manager_using", "i", threads)

    def warm_up(self, source: str) -> None:
        """Elaborate a text so that what Lean prepares on first use is there; no thread is left afterwards."""
        self.library.call("lean_init_task_manager_using", "i", 1)
        self.elaborate(source, self.base())
        self.library.call("lean_finalize_task_manager", "")

    def elaborate(self, source: str, base: Base, earlier: Object | None = None, *, strict: bool = False) -> Elaboration:
        """Elaborate a text; of what it shares with an earlier one at its start nothing is done again.

        With `strict`, a name that nobody declares is an error.

        Raises NativeError for a text that imports something else than its base.
        """
        library = self.library
        size = len(source.encode("utf-8"))
        given = library.call(
            "l_Lean_Parser_mkInputContext___redArg", "oobo", library.string(source), library.string(_FILE), 1, box(size)
        )
        # the parser's state after the header, which may be empty: blank space and comments at the start belong to it
        header = library.result(library.call("l_Lean_Parser_parseHeader", "o", keep(given)))
        self._require_imports(field(header, 0), base)
        parser = library.share(field(field(header, 1), 0))
        before = box(0) if earlier is None else library.some(library.share(earlier))
        first = library.share(base.strict if strict else base.initial)
        state = library.call("l_Lean_Elab_IO_processCommandsIncrementally", "oooo", given, parser, first, before)
        return self._read(state, self._messages(field(field(header, 1), 1)))

    def mentions_sorry(self, environment: Object) -> bool:
        """Whether a declaration that was made here contains `sorryAx`, in its type or its value."""
        kernel = self.library.call("lean_elab_environment_to_kernel_env", "o", self.library.share(environment))
        return any(self._contains_sorry(constant) for constant in _mapped(field(field(kernel, 0), 1)))

    def _contains_sorry(self, constant: Object) -> bool:
        details = field(constant, 0)
        parts = [field(field(details, 0), 2)]
        if tag(constant) in _WITH_VALUE:
            parts.append(field(details, 1))
        return any(self.library.call("l_Lean_Expr_hasSorry", "o", part) & 0xFF for part in parts)

    def module(self, environment: Object, path: str) -> bytes:
        """The compiled module, as Lean writes it to disk; raises NativeError."""
        self.library.result(
            self.library.call(
                "l_Lean_writeModule", "oob", self.library.share(environment), self.library.string(path), 0
            )
        )
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs a child its start
            data = file.read()
        os.unlink(path)  # noqa: PTH108
        return data

    def _import(self, imports: tuple[str, ...]) -> Base:
        library = self.library
        modules = [
            library.constructor(0, [library.name(*module.split("."))], bytes([0, 1, 0])) for module in (_CORE, *imports)
        ]
        library.call("lean_enable_initializer_execution", "")  # each import takes the leave back
        # the environment is never freed: its objects count no references, so children do not copy its pages
        answer = library.call(
            "l_Lean_importModules",
            "ooiobbbo",
            *(library.array(modules), self._no_options(), 0, library.array([]), 1, 1, _ALL_IMPORTED, _LEAF),
        )
        imported = library.result(answer)
        named = library.call("l_Lean_Environment_setMainModule", "oo", keep(imported), library.name(_MODULE))
        strict = library.call("l_Lean_Options_setBool", "oob", self._no_options(), library.name("autoImplicit"), 0)
        return Base(imports, imported, self._first(keep(named), self._no_options()), self._first(named, strict))

    def _first(self, environment: Object, options: Object) -> Object:
        log = keep(self.library.constant("l_Lean_MessageLog_empty"))
        return self.library.call("l_Lean_Elab_Command_mkState", "ooo", environment, log, options)

    def _no_options(self) -> Object:
        return keep(self.library.constant("l_Lean_Options_empty"))

    def _require_imports(self, header: Object, base: Base) -> None:
        found = self.library.call("l_Lean_Elab_HeaderSyntax_imports", "ob", keep(header), 0)
        named = {_dotted(field(item, 0)) for item in elements(found)}
        if named != set(base.imports):
            raise NativeError(f"the text imports {', '.join(sorted(named)) or 'nothing'}")

    def _messages(self, log: Object) -> list[bytes]:
        """The messages of a log; borrowed."""
        library = self.library
        messages = []
        for message in cells(library.call("l_Lean_MessageLog_toList", "o", library.share(log))):
            json = library.call("l_Lean_Message_toJson", "o", library.share(message))
            messages.append(text(library.call("l_Lean_Json_compress", "o", json)))
        return messages

    def _read(self, state: Object, first: list[bytes]) -> Elaboration:
        last = field(state, 0)
        command = field(last, 0)
        messages = first + self._messages(field(command, 1))
        return Elaboration(
            state=state,
            environment=field(command, 0),
            messages=tuple(messages),
            has_errors=any(b'"severity":"error"' in message for message in messages),
            commands=tuple(_kind(syntax) for syntax in elements(field(last, 3))),
        )


def _mapped(node: Object) -> Iterator[Object]:
    """The values of a persistent hash map, from one of its nodes."""
    if tag(node) != 0:  # keys that share a hash
        yield from elements(field(node, 1))
        return
    for entry in elements(field(node, 0)):
        if is_scalar(entry):
            continue
        if tag(entry) == 0:
            yield field(entry, 1)
        else:
            yield from _mapped(field(entry, 0))


def _kind(syntax: Object) -> str:
    """The kind of a syntax node; empty for anything else."""
    return "" if is_scalar(syntax) or tag(syntax) != 1 else _dotted(field(syntax, 1))


def _dotted(name: Object) -> str:
    """A Name as Lean writes it."""
    parts = []
    while not is_scalar(name):
        part = field(name, 1)
        parts.append(str(part >> 1) if is_scalar(part) else text(part).decode())
        name = field(name, 0)
    return ".".join(reversed(parts))
