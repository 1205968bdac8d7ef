"""A search that is watched, and its certificate replayed: `python examples/client/search.py HOST:PORT`."""

from __future__ import annotations

import asyncio
import sys

from trivium.client import AsyncClient, TriviumError

STATEMENT = "(p q : Prop) (h : p ∧ q) : q ∧ p"


async def main(address: str) -> None:
    """Search for a Lean proof, tell the tactics that were tried, and have the certificate replayed."""
    async with AsyncClient(address) as trivium:
        try:
            async with trivium.lean.proving(STATEMENT, wall=60) as search:
                tried = [event.tactic async for event in search if event.tactic]
        except TriviumError as error:
            sys.exit(f"the search could not be carried out: {error.code} {error}")
        answer = search.answer
        print(f"{answer.verdict} after {len(tried)} tactics: {answer.assurance}")
        print(answer.proof)
        if answer.certificate is not None:
            replayed = await trivium.lean.verify(answer.certificate, against=answer.source)
            print("replayed:", replayed.accepted)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
