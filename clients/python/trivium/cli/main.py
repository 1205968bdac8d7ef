"""The `prove` command; `trivium` is its second name, since Perl ships a `prove` of its own."""

from __future__ import annotations

import os
import sys
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from trivium.cli import cas, cas_operations, data, geo, jobs, lean, policy
from trivium.cli.config import config_path, default_map, load_defaults
from trivium.cli.doctor import doctor
from trivium.cli.errors import InputError
from trivium.cli.exitcode import ExitCode
from trivium.cli.rpc import rpc
from trivium.cli.serve import serve
from trivium.cli.surfaces import lsp, mcp
from trivium.cli.verify import verify

app = typer.Typer(
    help="Prove, refute and verify: Lean 4, Euclidean geometry and symbolic manipulation.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(geo.app, name="geo")
cas_operations.register(cas.app)
app.add_typer(cas.app, name="cas")
app.add_typer(lean.app, name="lean")
app.add_typer(data.app, name="data")
app.add_typer(jobs.app, name="jobs")
app.add_typer(policy.app, name="policy")
app.command()(verify)
app.command()(serve)
app.command()(doctor)
app.command()(rpc)
app.command()(lsp)
app.command()(mcp)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"trivium {version('trivium')}")
        raise typer.Exit


@app.callback()
def prove(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Prove, refute and verify: Lean 4, Euclidean geometry and symbolic manipulation."""


def run() -> None:
    """Entry point of the console scripts; exits with an `ExitCode`."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run `prove` with these arguments and return its exit code."""
    command = typer.main.get_command(app)
    program = Path(sys.argv[0]).name if sys.argv else "prove"
    try:
        defaults = default_map(command, load_defaults(config_path(os.environ)))
        command.main(arguments, prog_name=program, default_map=defaults)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else ExitCode.PROVED
    except InputError as error:
        print(f"{program}: {error}", file=sys.stderr)
        return ExitCode.INVALID_INPUT
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader of stdout has gone, as in `prove … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.PROVED
    except Exception as error:  # noqa: BLE001 - the outermost frame: a defect is told in one line and by its exit code
        if os.environ.get("TRIVIUM_DEBUG"):
            traceback.print_exc()
        hint = "" if os.environ.get("TRIVIUM_DEBUG") else " (TRIVIUM_DEBUG=1 shows where)"
        print(f"internal error: {type(error).__name__}: {error}{hint}", file=sys.stderr)
        return ExitCode.INTERNAL
    return ExitCode.PROVED
