"""Build hook of the platform wheel: compiles the embedded Lean core into it, with a manifest.

Elsewhere than on x86-64 Linux, and for an editable install, the wheel stays pure and the core is built on first use.
"""

from __future__ import annotations

import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
TARGET = "trivium/prover/lean/core_compiled"
TAG = "py3-none-manylinux_2_35_x86_64"
"""The tag of the library that runs the core."""


class LeanCoreHook(BuildHookInterface[Any]):
    """Adds the compiled core to the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the core before the files of the wheel are gathered."""
        if version == "editable" or (sys.platform, platform.machine()) != ("linux", "x86_64"):
            return
        sys.path.insert(0, str(ROOT / "prover"))
        from trivium.prover.lean.child import Unconfined
        from trivium.prover.lean.core_build import ensure_core
        from trivium.prover.lean.packaged import write_manifest
        from trivium.prover.lean.toolchain import discover

        self._folder = tempfile.TemporaryDirectory(prefix="trivium-wheel-")
        toolchain = discover({}).get("embedded")
        core = ensure_core(toolchain, Path(self._folder.name), Unconfined(), self.app.display_info)
        write_manifest(core.path, toolchain, core.source_hash)
        build_data["force_include"][str(core.path)] = TARGET
        build_data["pure_python"] = False
        build_data["tag"] = TAG

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled modules: the wheel has them."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
