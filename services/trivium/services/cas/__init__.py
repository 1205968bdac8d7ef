"""The CAS service: maps requests to the symbolic engine and its answers back."""

from trivium.services.cas.servicer import SERVICE

__all__ = ["SERVICE"]
