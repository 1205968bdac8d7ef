"""Premises of the real core: a lemma is found by its own statement, as its author wrote it."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from trivium.prover.errors import InvalidSource, UnreadableLibrary
from trivium.prover.lean.core_build import SOURCES, Core
from trivium.prover.lean.zygote import Zygote
from trivium.prover.retrieve import PremiseLibrary, library_of_core, premises_of
from trivium.prover.search import read_targets

_SCOPE = re.compile(r"^(namespace|section|end)\b\s*(\S*)")
_THEOREM = re.compile(r"^(?:@\[[^\]]*\]\s*)?(?:protected\s+)?theorem\s+([^\s:({\[]+)")
_SAMPLE, _WITHIN = 200, 5


@pytest.fixture(scope="module")
def library(zygote: Zygote, cache: Path) -> PremiseLibrary:
    return library_of_core(zygote.core, zygote.toolchain.commit, cache)


def written_lemmas(text: str) -> Iterator[tuple[str, str]]:
    """Full names and statements of the theorems of a source file."""
    lines, open_scopes = text.splitlines(), list[str]()
    for number, line in enumerate(lines):
        if scope := _SCOPE.match(line):
            if scope[1] == "end":
                open_scopes.pop()
            else:
                open_scopes.append(scope[2] if scope[1] == "namespace" else "")
        elif theorem := _THEOREM.match(line):
            body = "\n".join(lines[number : number + 12])
            try:
                target = read_targets(f"theorem {body[theorem.start(1) :]}")[0]
            except InvalidSource:
                continue  # its statement goes on beyond these lines
            full = ".".join([*filter(None, open_scopes), target.name]).rpartition("_root_.")[2]
            yield full, f"{target.binders} : {target.goal}"


def test_a_lemma_is_found_by_its_own_statement(library: PremiseLibrary) -> None:
    names = {premise.name for premise in library.premises}
    written = [
        lemma
        for file in sorted(SOURCES.rglob("*.lean"))
        for lemma in written_lemmas(file.read_text("utf-8"))
        if lemma[0] in names
    ]
    assert len(written) > 1000
    sample = random.Random(20261126).sample(written, _SAMPLE)
    missed = [
        (name, statement)
        for name, statement in sample
        if name not in [found.premise.name for found in library.search(statement, _WITHIN)]
    ]
    assert len(missed) <= 0.2 * _SAMPLE, missed


def test_a_search_takes_milliseconds(library: PremiseLibrary) -> None:
    library.search("a = b", 1)
    began = time.process_time()
    for count in range(1, 21):
        library.search("(a b c : Nat) (h : a ≤ b) : a + c ≤ b + c", count)
    assert (time.process_time() - began) / 20 < 0.05


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a + b = b + a", "Nat.add_comm"),
        ("(x y : ℕ) (h : x ≤ y) : x < y + 1", "Nat.lt_add_one_of_le"),
        ("(p q : Prop) : p ∧ q ↔ q ∧ p", "and_comm"),
        ("∀ xs ys : List Nat, (xs ++ ys).length = xs.length + ys.length", "List.length_append"),
        ("List.length_append", "List.length_append"),
        ("list append length", "List.length_append"),
    ],
)
def test_statements_and_words_find_what_they_mean(library: PremiseLibrary, query: str, expected: str) -> None:
    assert expected in [found.premise.name for found in library.search(query, 5)]


@pytest.mark.parametrize(
    "piece", ["∀ " + "a" * 60 + "!", "(a ", "a a", "fun x y ", "((((", "a.", "_", "→", "x + ", "\0", "𝔸₀'"]
)
def test_a_hostile_question_is_answered_in_time(library: PremiseLibrary, piece: str) -> None:
    began = time.process_time()
    library.search(piece * (65536 // len(piece.encode())), 10)
    assert time.process_time() - began < 2.0


def test_nothing_shared_is_nothing_found(library: PremiseLibrary) -> None:
    assert library.search("quasicoherent", 10) == []
    assert library.search("", 10) == []


def test_types_are_shown_as_people_write_them(library: PremiseLibrary) -> None:
    shown = {premise.name: premise.statement for premise in library.premises}
    assert shown["Nat.add_comm"] == "(n m : Nat) : n + m = m + n"
    assert shown["Int.add_lt_add_left"] == "{a b : Int} (h : a < b) (c : Int) : c + a < c + b"
    assert shown["List.length_append"].endswith(": List.length (as ++ bs) = List.length as + List.length bs")
    assert not any("_proof_" in name or ".match_" in name for name in shown)


def test_a_library_comes_from_the_cache_and_from_the_modules_where_that_is_damaged(
    zygote: Zygote, tmp_path: Path
) -> None:
    small, module = tmp_path / "small", "Trivium/Core/NatOrder.olean"
    (small / module).parent.mkdir(parents=True)
    shutil.copy(zygote.core.path / module, small / module)
    core = Core(small, zygote.core.source_hash)
    known = library_of_core(core, zygote.toolchain.commit, tmp_path).premises
    (index,) = (tmp_path / "lean-premises").iterdir()
    written = index.read_text("utf-8")
    (small / module).rename(small / "moved")
    assert library_of_core(core, zygote.toolchain.commit, tmp_path).premises == known
    (small / "moved").rename(small / module)
    index.write_text(written[:1000], "utf-8")
    assert library_of_core(core, zygote.toolchain.commit, tmp_path).premises == known
    assert index.read_text("utf-8") == written


def test_a_module_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "Broken.olean").write_bytes(b"olean\x02" + b"\0" * 200)
    with pytest.raises(UnreadableLibrary, match="Broken"):
        premises_of([("Broken", tmp_path / "Broken.olean")])
