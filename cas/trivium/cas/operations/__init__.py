"""Operations: is this the integral, the limit, the sum? Read, proposed here, and decided by the checker."""

from trivium.cas.operations.counterexample import search_counterexample
from trivium.cas.operations.decide import Decided, OperationJudgement, check_operation_question
from trivium.cas.operations.equation_questions import (
    Initial,
    read_inequality,
    read_matrix,
    read_ode,
    read_solutions,
)
from trivium.cas.operations.questions import (
    OperationQuestion,
    Reading,
    read_antiderivative,
    read_integral,
    read_limit,
    read_series,
    read_sum,
)

__all__ = [
    "Decided",
    "Initial",
    "OperationJudgement",
    "OperationQuestion",
    "Reading",
    "check_operation_question",
    "read_antiderivative",
    "read_inequality",
    "read_integral",
    "read_limit",
    "read_matrix",
    "read_ode",
    "read_series",
    "read_solutions",
    "read_sum",
    "search_counterexample",
]
