"""Replays a transcript as a process: `replay_lean.py repl|pantograph TRANSCRIPT ARGUMENT…`."""

import json
import os
import sys
import time
from pathlib import Path


def questions(kind: str):
    """What comes in, as the program that is replayed reads it."""
    if kind == "pantograph":
        yield from sys.stdin
        return
    lines: list[str] = []
    for line in sys.stdin:
        lines.append(line)
        if not line.strip():
            yield "".join(lines)
            lines = []


def main(kind: str, transcript: str) -> None:
    with Path(transcript).open(encoding="utf-8") as file:
        answers = {json.dumps(ask, sort_keys=True): answer for ask, answer in map(json.loads, file)}
    if kind == "pantograph":
        print("ready.", flush=True)
    for text in questions(kind):
        answer = answers[json.dumps(json.loads(text), sort_keys=True)]
        if answer == "timeout":
            time.sleep(60)
        if answer == "death":
            print("Stack overflow detected. Aborting.", file=sys.stderr)
            os.abort()
        if kind == "pantograph":
            print(json.dumps(answer, ensure_ascii=False), flush=True)
        else:
            print(json.dumps(answer, ensure_ascii=False, indent=1), flush=True)
            print(flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
