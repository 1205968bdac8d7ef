"""Logs and metrics of a server. A log line names methods, codes and times; never a text of a request."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

_JSON = json.JSONEncoder(default=repr)
"""Made once, not at each line."""
_BUCKETS = (0.001, 0.005, 0.02, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)


def json_log(stream: TextIO | None = None) -> structlog.typing.FilteringBoundLogger:
    """A logger that writes one JSON object a line, to standard error unless told otherwise."""
    processors: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(serializer=lambda event, **_: _JSON.encode(event)),
    ]
    factory = structlog.WriteLogger(stream or sys.stderr)
    logger: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        factory, processors=processors, wrapper_class=structlog.make_filtering_bound_logger("info")
    )
    return logger


@dataclass(frozen=True, slots=True)
class _OfMethod:
    """The counters of one method, found once."""

    running: Gauge
    seconds: Histogram
    calls: dict[str, Counter] = field(default_factory=dict)
    """By the name of the code."""


@dataclass(frozen=True)
class Metrics:
    """The counters of one server, in a registry of their own."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    calls: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    running: Gauge = field(init=False)
    killed: Gauge = field(init=False)
    idle: Gauge = field(init=False)
    _methods: dict[str, _OfMethod] = field(default_factory=dict)

    def __post_init__(self) -> None:
        def put(name: str, metric: object) -> None:
            object.__setattr__(self, name, metric)

        registry = self.registry
        put("calls", Counter("trivium_calls", "Calls that have ended.", ["method", "code"], registry=registry))
        put(
            "seconds",
            Histogram("trivium_call_seconds", "Time of a call.", ["method"], buckets=_BUCKETS, registry=registry),
        )
        put("running", Gauge("trivium_calls_running", "Calls under way.", ["method"], registry=registry))
        put("killed", Gauge("trivium_workers_killed", "Workers killed so far.", ["service"], registry=registry))
        put("idle", Gauge("trivium_workers_idle", "Workers that wait.", ["service"], registry=registry))

    def began(self, method: str) -> None:
        """A call of the method is under way."""
        self._of(method).running.inc()

    def ended(self, method: str, code: str, seconds: float) -> None:
        """A call of the method has ended with `code`."""
        found = self._of(method)
        found.running.dec()
        found.seconds.observe(seconds)
        if code not in found.calls:
            found.calls[code] = self.calls.labels(method, code)
        found.calls[code].inc()

    def _of(self, method: str) -> _OfMethod:
        if method not in self._methods:
            self._methods[method] = _OfMethod(self.running.labels(method), self.seconds.labels(method))
        return self._methods[method]

    def serve(self, port: int, host: str) -> Callable[[], None]:
        """Serve them over HTTP; the function that ends it."""
        server, thread = start_http_server(port, addr=host, registry=self.registry)

        def end() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        return end
