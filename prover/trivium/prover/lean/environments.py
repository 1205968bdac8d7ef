"""The Leans of one process: found once, the embedded one kept warm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trivium.prover.errors import NoToolchain
from trivium.prover.lean.check_lane import CheckLane
from trivium.prover.lean.child import Launcher
from trivium.prover.lean.core_build import Core, ensure_core
from trivium.prover.lean.toolchain import Toolchain, ToolchainRegistry, discover
from trivium.prover.lean.zygote import Zygote


@dataclass(slots=True)
class Environments:
    """Toolchains by name, and what is warm of them. For one process and one thread.

    A warm Lean takes a tenth of a second to start; once it runs, each text and each session gets a child of its own,
    and a child that is killed costs the next nothing.
    """

    variables: Mapping[str, str]
    """The caller's variables that toolchain discovery reads."""
    launcher: Launcher
    cache_dir: Path
    _registry: ToolchainRegistry | None = None
    _core: Core | None = None
    _warm: dict[str, Zygote] = field(default_factory=dict)
    _lanes: dict[str, CheckLane] = field(default_factory=dict)

    @property
    def registry(self) -> ToolchainRegistry:
        """The toolchains of this machine, the default one first."""
        if self._registry is None:
            self._registry = discover(self.variables)
        return self._registry

    def get(self, name: str = "") -> Toolchain:
        """The toolchain of that name, the default one for an empty name; raises NoToolchain."""
        return self.registry.get(name)

    def core(self, toolchain: Toolchain) -> Core | None:
        """The compiled core of the embedded Lean, None for others; raises CoreBuildError."""
        if not toolchain.embedded:
            return None
        if self._core is None or not self._core.path.is_dir():
            self._core = ensure_core(toolchain, self.cache_dir, self.launcher)
        return self._core

    def warm(self, toolchain: Toolchain) -> Zygote | None:
        """The warm Lean of a toolchain; None where only fresh ones can be had.

        Raises CoreBuildError and ZygoteError.
        """
        core = self.core(toolchain)
        if core is None:
            return None
        known = self._warm.get(toolchain.name)
        if known is not None and known.core == core:
            return known
        if known is not None:
            known.close()
        self._warm[toolchain.name] = Zygote(toolchain, core, self.launcher)
        return self._warm[toolchain.name]

    def lane(self, toolchain: Toolchain) -> CheckLane | None:
        """Where files are checked one after another; None where only fresh Leans can be had. Raises as `warm`."""
        zygote = self.warm(toolchain)
        if zygote is None:
            return None
        known = self._lanes.get(toolchain.name)
        if known is None or known.zygote is not zygote:
            known = self._lanes[toolchain.name] = CheckLane(zygote)
        return known

    def embedded(self, name: str = "") -> Zygote:
        """The warm Lean of a toolchain that must have one; raises NoToolchain for others."""
        toolchain = self.get(name)
        zygote = self.warm(toolchain)
        if zygote is None:
            known = tuple(item.name for item in self.registry.toolchains if item.embedded)
            raise NoToolchain(toolchain.name, known)
        return zygote

    def close(self) -> None:
        """End what is warm."""
        for lane in self._lanes.values():
            lane.close()
        self._lanes.clear()
        for zygote in self._warm.values():
            zygote.close()
        self._warm.clear()
