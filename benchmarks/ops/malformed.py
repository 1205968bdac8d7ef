"""Malformed messages to every method: each is refused in words, nothing crashes, and memory stays flat.

    python benchmarks/ops/malformed.py [--messages 100000] [--seconds 120] [--method NAME] [--smoke]

A method gets as many messages as it takes in `--seconds`, no more than `--messages`; the rows tell how many. A message
is random bytes, a valid request that is cut, has bits flipped or a field doubled, or a well-formed message with field
numbers and values that no request has. What happens to be a valid request is carried out; none of them may end as
UNKNOWN or INTERNAL. The methods are those that the server's own reflection names.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from collections import Counter

from under_test import TRIVIAL, Caller, serving, verdict

from trivium.client import requests
from trivium.client.methods import METHODS, Method

_AT_ONCE = 16
SEEDS = (
    TRIVIAL,
    requests.solve(
        "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c", name="t", wall=1
    ).SerializeToString(),
    requests.check_file("theorem t : 1 = 1 := rfl", wall=1).SerializeToString(),
)


def varint(value: int) -> bytes:
    """The base-128 form of protobuf."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def malformed(chance: random.Random) -> bytes:
    """One message."""
    kind = chance.randrange(6)
    seed = bytearray(chance.choice(SEEDS))
    if kind == 0:
        return chance.randbytes(chance.randrange(1, 64))
    if kind == 1:
        return bytes(seed[: chance.randrange(len(seed))])
    if kind == 2:
        for _ in range(chance.randrange(1, 8)):
            seed[chance.randrange(len(seed))] ^= 1 << chance.randrange(8)
        return bytes(seed)
    if kind == 3:
        at = chance.randrange(len(seed))
        return bytes(seed[:at]) + chance.randbytes(chance.randrange(1, 16)) + bytes(seed[at:])
    if kind == 4:  # a length that promises more than there is
        return varint(chance.randrange(1, 20) << 3 | 2) + varint(chance.choice([2**31 - 1, 2**63, 10**6])) + b"x"
    nested = b""
    for _ in range(chance.choice([1, 50, 150])):  # nested beyond protobuf's own limit of 100
        nested = varint(1 << 3 | 2) + varint(len(nested)) + nested
    return nested


async def shower(caller: Caller, method: Method, messages: int, seconds: float, seed: int) -> Counter[str]:
    """Send up to `messages` to a method, for `seconds` at most; the codes."""
    chance = random.Random(f"{seed} {method.path}")
    codes: Counter[str] = Counter()
    left, until = messages, time.perf_counter() + seconds

    async def send() -> None:
        nonlocal left
        while left > 0 and time.perf_counter() < until:
            left -= 1
            # what happens to be valid may be long work: it is not waited for
            answer = await caller.call(method.path, malformed(chance), deadline=1, stream=method.streaming)
            codes[answer.code.name] += 1

    await asyncio.gather(*(send() for _ in range(_AT_ONCE)))
    return codes


async def measure(options: argparse.Namespace) -> int:
    """Measure and print; the exit code."""
    chosen = {name: m for name, m in METHODS.items() if not options.method or name == options.method}
    total: Counter[str] = Counter()
    async with serving() as server, Caller(server.address) as caller:
        for method in chosen.values():  # caches fill, modules are loaded, workers are recycled once
            await shower(caller, method, min(500, options.messages), options.seconds / 10, options.seed + 1)
        first = last = server.held().megabytes
        for name, method in chosen.items():
            codes = await shower(caller, method, options.messages, options.seconds, options.seed)
            grown, last = server.held().megabytes - last, server.held().megabytes
            total += codes
            print(f"{name:<35} {codes.total():>7} {grown:+7.1f} MB  {dict(codes.most_common())}", flush=True)
        alive = server.process.returncode is None
    bad = total["UNKNOWN"] + total["INTERNAL"]
    return verdict(
        (f"UNKNOWN or INTERNAL, of {total.total()} messages (0)", str(bad), bad == 0),
        ("the server is alive", str(alive), alive),
        ("memory, first to last (growth < 10 %)", f"{first:.0f} to {last:.0f} MB", last < 1.1 * first + 10),
    )


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=100_000, help="for each method")
    parser.add_argument("--seconds", type=float, default=120.0, help="for each method, at most")
    parser.add_argument("--method", help="one method only, such as CasService.CheckEqual")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--smoke", action="store_true", help="two hundred for each method")
    options = parser.parse_args()
    if options.smoke:
        options.messages = 200
    return asyncio.run(measure(options))


if __name__ == "__main__":
    raise SystemExit(main())
