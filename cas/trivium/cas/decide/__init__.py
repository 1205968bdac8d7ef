"""The ladder: refute by balls at exact points, prove by kernels, or say honestly that nothing was decided."""

from trivium.cas.decide.judgement import Judgement, Proved, Refuted, Unknown, UnknownReason
from trivium.cas.decide.ladder import check_equal

__all__ = ["Judgement", "Proved", "Refuted", "Unknown", "UnknownReason", "check_equal"]
