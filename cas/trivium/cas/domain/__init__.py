"""The domain of each variable, exact sample points in it, and derived conditions."""

from trivium.cas.domain.variables import REAL, Domain, Kind

__all__ = ["REAL", "Domain", "Kind"]
