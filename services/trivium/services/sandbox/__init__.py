"""The layers that confine an untrusted command."""

from trivium.services.sandbox.launchers import Bubblewrap, Restricted, active_layers, best_launcher

__all__ = ["Bubblewrap", "Restricted", "active_layers", "best_launcher"]
