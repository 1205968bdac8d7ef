"""Many equalities on one stream: `python examples/client/equalities.py HOST:PORT`."""

from __future__ import annotations

import sys

from trivium.client import Client, Judgement
from trivium_api.cas.v1 import cas_service_pb2 as cas

EQUALITIES = ("sin(2*x) = 2*sin(x)*cos(x)", "sqrt(x**2) = x", "(a + b)**2 = a**2 + b**2", "x +")


def main(address: str) -> None:
    """Print a verdict for each, with a counterexample where there is one."""
    with Client(address) as trivium:
        items = (cas.CheckStreamRequest(id=text, equation=cas.Equation(lhs=text)) for text in EQUALITIES)
        for item in trivium.cas.check_stream(items):
            if item.HasField("error"):
                print(f"{item.id}: {item.error.reason}")
                continue
            answer = Judgement(item.judgement)
            print(f"{item.id}: {answer.verdict}", dict(answer.counterexample.point) or "")


if __name__ == "__main__":
    main(sys.argv[1])
