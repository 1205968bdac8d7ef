"""The layers that confine an untrusted command."""

from trivium.services.sandbox.choice import active_layers, best_launcher, inactive_layers
from trivium.services.sandbox.container import Container, NoEngineError, container
from trivium.services.sandbox.launchers import Bubblewrap, Launcher, Restricted

__all__ = [
    "Bubblewrap",
    "Container",
    "Launcher",
    "NoEngineError",
    "Restricted",
    "active_layers",
    "best_launcher",
    "container",
    "inactive_layers",
]
