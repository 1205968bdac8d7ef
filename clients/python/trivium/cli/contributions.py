"""What policies did for an answer, for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from trivium_api.common.v1 import answer_pb2 as common


def policy_names(text: str) -> list[str]:
    """The names of a list such as `knn,deepseek`."""
    return [name.strip() for name in text.split(",") if name.strip()]


def show_contributions(console: Console, contributions: Iterable[common.Contribution]) -> None:
    """Print one line for each policy."""
    for share in contributions:
        words = f"{share.proposed} proposed, {share.tried} tried, {share.used} in the answer, {share.tokens} tokens"
        failure = f"; {share.failure}" if share.failure else ""
        console.print(f"         [dim]policy {escape(share.policy)}: {escape(words + failure)}[/dim]")
