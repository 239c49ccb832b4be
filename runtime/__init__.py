"""Where a network runs: runtimes, graph specs, the model store, and the audio value all rooms share."""

from typing import TYPE_CHECKING, Any

from runtime.audio import Audio
from runtime.backend import DeviceReport
from runtime.errors import RoomError, RuntimeRoomError
from runtime.graph import Derived, Graph, GraphSpec, TensorSpec
from runtime.open import devices, open_runtime, probe, require_as_asked, sessions
from runtime.session import Choice, Device, Placed, Session

if TYPE_CHECKING:
    from runtime.store import ModelState, ModelStore

__all__ = [
    "Audio",
    "Choice",
    "Derived",
    "Device",
    "DeviceReport",
    "Graph",
    "GraphSpec",
    "ModelState",
    "ModelStore",
    "Placed",
    "RoomError",
    "RuntimeRoomError",
    "Session",
    "TensorSpec",
    "devices",
    "open_runtime",
    "probe",
    "require_as_asked",
    "sessions",
]


def __getattr__(name: str) -> Any:
    """The store when it is asked for: what it needs to download takes 20 MB, which a device may not have to spare."""
    if name in ("ModelState", "ModelStore"):
        from runtime import store

        return getattr(store, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
