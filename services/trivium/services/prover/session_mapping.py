"""Between proof states and the messages of the contract."""

from __future__ import annotations

from trivium.prover.lean.goal import Goal
from trivium.prover.lean.session import Crash, Done, Forbidden, LeanError, Progress, TacticOutcome, TacticState, Timeout
from trivium_api.prover.v1 import session_pb2 as wire


def tactic_result(outcome: TacticOutcome, script: str) -> wire.TacticResult:
    """What a tactic came to; `script` is the proof up to its state, where there is one."""
    match outcome:
        case Progress(state):
            return wire.TacticResult(progress=_state(state, script))
        case Done(state, uses_sorry):
            return wire.TacticResult(done=_state(state, script), uses_sorry=uses_sorry)
        case LeanError(text, line, column):
            return wire.TacticResult(error=wire.TacticError(text=text, line=line, column=column))
        case Timeout(limit):
            return wire.TacticResult(timeout=limit)
        case Crash(kind, detail):
            return wire.TacticResult(crash=f"{kind.value}: {detail}")
        case Forbidden(_, reason):
            return wire.TacticResult(forbidden=reason)


def _state(state: TacticState, script: str) -> wire.ProofState:
    return wire.ProofState(id=state.id, goals=[_goal(goal) for goal in state.goals], script=script)


def _goal(goal: Goal) -> wire.Goal:
    return wire.Goal(
        case=goal.case,
        hypotheses=[wire.Hypothesis(names=item.names, type=item.type, value=item.value) for item in goal.hypotheses],
        target=goal.target,
        text=goal.text,
    )
