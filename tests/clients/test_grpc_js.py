"""The gateway asked from Node with `@grpc/grpc-js` and the protos of this repository."""

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).parent / "grpc_js"


def test_node_asks_watches_and_cancels(address: str, root: Path) -> None:
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True, timeout=300)
    command = ["node", "ask.js", address, str(root / "proto")]
    done = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True, timeout=100)
    answer = json.loads(done.stdout)
    assert answer["proved"]["verdict"] == "VERDICT_PROVED"
    assert answer["refuted"]["verdict"] == "VERDICT_REFUTED"
    assert set(answer["refuted"]["point"]) == {"x"}
    assert answer["invalid"] == {"code": "INVALID_ARGUMENT"}
    assert answer["solved"]["verdict"] == "VERDICT_PROVED"
    assert answer["solved"]["kinds"][-1] == "solution"
    assert answer["solved"]["figure"] == "<svg"
    assert answer["cancelled"]["code"] == "CANCELLED"
