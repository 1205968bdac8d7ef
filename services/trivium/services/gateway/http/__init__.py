"""The HTTP port of a gateway: for those who have no gRPC, and for the page. Off unless it is asked for.

It computes nothing: every request becomes a call of the gateway beside it, through the same authentication,
validation, admission, deadlines and workers. The extra `http` brings what it needs.
"""

from trivium.services.gateway.http.port import HttpPort

__all__ = ["HttpPort"]
