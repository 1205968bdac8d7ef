"""Run by the Python that has kimina-client: what its users do, and what they conclude, as JSON on stdout."""

from __future__ import annotations

import asyncio
import json
import sys
import typing

import typing_extensions

# pydantic asks for this on Python 3.11, and kimina-client 0.2.1 imports the other
typing.TypedDict = typing_extensions.TypedDict  # type: ignore[assignment, unused-ignore]
typing.NotRequired = typing_extensions.NotRequired  # type: ignore[assignment, unused-ignore]

import httpx  # noqa: E402
from kimina_client import AsyncKiminaClient, KiminaClient  # noqa: E402
from kimina_client.proof_utils import analyze_sample  # noqa: E402


def main(origin: str, token: str) -> dict[str, object]:
    codes: list[str] = json.load(sys.stdin)
    client = KiminaClient(origin, token)
    client.test()
    results = client.check(codes, batch_size=3, show_progress=False)
    by_code = {r.id: r for r in results.results}
    one_by_one = [client.check(code, show_progress=False).results[0].analyze().status for code in codes]
    body = {"codes": [{"custom_id": str(n), "proof": code} for n, code in enumerate(codes)], "infotree_type": None}
    legacy = httpx.post(f"{origin}/verify", json=body, headers={"authorization": f"Bearer {token}"}, timeout=60).json()
    stranger = KiminaClient(origin, "not-the-token", n_retries=1).check(codes[0], show_progress=False)

    async def asynchronous() -> list[str]:
        answer = await AsyncKiminaClient(origin, token).check(codes, show_progress=False)
        return sorted(r.analyze().status for r in answer.results)

    return {
        "health": client.health(),
        "batch": sorted(r.analyze().status for r in by_code.values()),
        "each": one_by_one,
        "asynchronous": asyncio.run(asynchronous()),
        "legacy": [analyze_sample(result).is_valid_no_sorry for result in legacy["results"]],
        "stranger": stranger.results[0].analyze().status,
    }


if __name__ == "__main__":
    answers = main(*sys.argv[1:])
    sys.stdout.write(f"\n{json.dumps(answers)}\n")
