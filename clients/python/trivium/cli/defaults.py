"""Questions of a batch under the options of the command line: their own words come first."""

from __future__ import annotations

from typing import TypeVar

from trivium_api.cas.v1 import cas_service_pb2 as cas

Said = TypeVar("Said", cas.Equation, cas.Operation)


def under_options(said: Said, options: Said) -> Said:
    """An equality or a statement under the language, the domain and the assumptions that the options say."""
    merged = type(said)()
    merged.CopyFrom(said)
    merged.real_valued = said.real_valued or options.real_valued
    if said.notation == cas.NOTATION_UNSPECIFIED:
        merged.notation = options.notation
    if merged.notation == cas.NOTATION_LATEX:
        merged.log_base = said.log_base or options.log_base
    for variable, words in options.assume.items():
        if variable not in said.assume:
            merged.assume[variable] = words
    return merged
