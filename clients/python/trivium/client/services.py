"""The services of the contract, each with its calls: `.cas`, `.geometry`, `.lean`, `.policies`, `.jobs`."""

from __future__ import annotations

from trivium.client import cas_calls, geometry_calls, lean_calls, policy_calls, session_calls
from trivium.client.area import Area, Asked, AsyncArea, Searched, Streamed, Watched
from trivium.client.backend import Backend
from trivium.client.jobs import AsyncJobs, Jobs
from trivium.client.running import Loop


class CasMethods:
    """Symbolic manipulation: decides whether a manipulation is right."""

    check_equal = Asked(cas_calls.check_equal)
    check_operation = Asked(cas_calls.check_operation)
    check_derivation = Asked(cas_calls.check_derivation)
    find_counterexample = Asked(cas_calls.find_counterexample)
    solve = Asked(cas_calls.solve)
    check_stream = Streamed(cas_calls.check_stream)
    verify = Asked(cas_calls.verify)


class GeometryMethods:
    """Euclidean geometry: reads, solves, proposes and verifies; `solving` is `solve` as it goes."""

    read_problems = Asked(geometry_calls.read_problems)
    solve = Searched(geometry_calls.solve)
    solving = Watched(geometry_calls.solve)
    propose = Streamed(geometry_calls.propose)
    verify = Asked(geometry_calls.verify)


class LeanMethods:
    """Lean 4: checks, searches, judges; `proving`, `disproving` and `repairing` are searches as they go."""

    check_file = Asked(lean_calls.check_file)
    check_stream = Streamed(lean_calls.check_stream)
    verify_proof = Asked(lean_calls.verify_proof)
    prove = Searched(lean_calls.prove)
    proving = Watched(lean_calls.prove)
    disprove = Searched(lean_calls.disprove)
    disproving = Watched(lean_calls.disprove)
    repair = Searched(lean_calls.repair)
    repairing = Watched(lean_calls.repair)
    retrieve = Asked(lean_calls.retrieve)
    suggest = Asked(lean_calls.suggest)
    open_session = Asked(session_calls.open_session)
    start_proof = Asked(session_calls.start_proof)
    apply_tactics = Streamed(session_calls.apply_tactics)
    close_session = Asked(session_calls.close_session)
    toolchains = Asked(lean_calls.toolchains)
    verify = Asked(lean_calls.verify)


class PolicyMethods:
    """Policies: proposals of the models and other proposers that the server knows."""

    propose = Asked(policy_calls.propose)
    score = Asked(policy_calls.score)
    describe = Asked(policy_calls.describe)
    report = Asked(policy_calls.report)


class AsyncCas(CasMethods, AsyncArea):
    """The CAS service for asyncio."""


class AsyncGeometry(GeometryMethods, AsyncArea):
    """The geometry service for asyncio."""


class AsyncLean(LeanMethods, AsyncArea):
    """The Lean service for asyncio."""


class AsyncPolicies(PolicyMethods, AsyncArea):
    """The policy service for asyncio."""


class Cas(CasMethods, Area):
    """The CAS service."""


class Geometry(GeometryMethods, Area):
    """The geometry service."""


class Lean(LeanMethods, Area):
    """The Lean service."""


class Policies(PolicyMethods, Area):
    """The policy service."""


class AsyncServices:
    """Every service of a backend, for asyncio; every call raises TriviumError when it cannot be carried out."""

    def __init__(self, backend: Backend) -> None:
        self.cas, self.geometry, self.lean = AsyncCas(backend), AsyncGeometry(backend), AsyncLean(backend)
        self.policies, self.jobs = AsyncPolicies(backend), AsyncJobs(backend)


class Services:
    """Every service of a backend, for code without an event loop."""

    def __init__(self, backend: Backend, loop: Loop) -> None:
        self.cas, self.geometry, self.lean = Cas(backend, loop), Geometry(backend, loop), Lean(backend, loop)
        self.policies, self.jobs = Policies(backend, loop), Jobs(backend, loop)
