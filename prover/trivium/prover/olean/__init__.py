"""Compiled Lean modules (`.olean`), read as data: nothing of them is loaded into a Lean, and nothing of them runs."""

from trivium.prover.olean.constant import Constant, Details, Kind, Module, dotted
from trivium.prover.olean.read import OleanError, read_module
from trivium.prover.olean.signature import Binding, Parameter, read_signatures
from trivium.prover.olean.term import Name, Terms

__all__ = [
    "Binding",
    "Constant",
    "Details",
    "Kind",
    "Module",
    "Name",
    "OleanError",
    "Parameter",
    "Terms",
    "dotted",
    "read_module",
    "read_signatures",
]
