"""Premise retrieval: which declarations of a library are near to a statement. It proposes; nothing rests on it."""

from trivium.prover.retrieve.library import PremiseLibrary, Retrieved, library_of, library_of_core
from trivium.prover.retrieve.premise import Premise, premises_of

__all__ = ["Premise", "PremiseLibrary", "Retrieved", "library_of", "library_of_core", "premises_of"]
