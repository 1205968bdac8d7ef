"""Tools on formulas."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from mcp.server.mcpserver import MCPServer
from trivium.client import AsyncServices
from trivium.mcp.faults import Seconds, WithCertificate, told
from trivium.mcp.results import DerivationOutcome, EqualityOutcome

Assume = Annotated[
    dict[str, str] | None,
    Field(description="by variable: positive, integer, 'positive integer', complex, '(0,2)' …; real when left out"),
]
Latex = Annotated[bool, Field(description="the formulas are LaTeX")]


def register(server: MCPServer[Any], services: AsyncServices) -> None:
    """Add the tools."""

    @server.tool()
    async def check_equality(
        equation: Annotated[str, Field(description="such as 'sin(x)**2 + cos(x)**2 = 1'")],
        assume: Assume = None,
        latex: Latex = False,
        seconds: Seconds = 5,
        certificate: WithCertificate = False,
    ) -> EqualityOutcome:
        """Decide whether two expressions are equal wherever both are defined; a false one gets a counterexample."""
        with told():
            answer = await services.cas.check_equal(equation, assume=assume, latex=latex, wall=seconds)
        return EqualityOutcome.read(answer, certificate=certificate)

    @server.tool()
    async def solve_formula(
        problem: Annotated[
            str,
            Field(
                description="integrate(f, x), integrate(f, x, a, b), limit(f, x, a), sum(f, n, a, b), "
                "series(f, x, a, n), solve(f = g, x), dsolve(y_x = y, y, x, 0, 1) or simplify(f)"
            ),
        ],
        assume: Assume = None,
        seconds: Seconds = 20,
        certificate: WithCertificate = False,
    ) -> EqualityOutcome:
        """Solve a problem: computer algebra systems propose, a checker decides; the answer is right where PROVED."""
        with told():
            answer = await services.cas.solve(problem, assume=assume, wall=seconds)
        return EqualityOutcome.read(answer, certificate=certificate)

    @server.tool()
    async def check_derivation(
        lines: Annotated[
            list[str], Field(min_length=1, description="formulas; a line '= …' goes on from the last one")
        ],
        assume: Assume = None,
        latex: Latex = False,
        seconds: Seconds = 20,
        certificate: WithCertificate = False,
    ) -> DerivationOutcome:
        """Judge a derivation line by line: the first bad step, what is wrong with it, a point where it fails."""
        with told():
            answer = await services.cas.check_derivation(lines, assume=assume, latex=latex, wall=seconds)
        return DerivationOutcome.read(answer, certificate=certificate)
