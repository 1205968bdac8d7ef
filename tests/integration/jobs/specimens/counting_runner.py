"""The workers of the job service, which know the specimens too."""

from trivium.services.batch import register
from trivium.services.jobs.runner import SERVICE

register("specimen.count", "counting:COUNT")
register("specimen.read", "counting:READ")

__all__ = ["SERVICE"]
