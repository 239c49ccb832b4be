"""Where a network runs: runtimes, graph specs, the model store, and the audio value all rooms share."""

from runtime.audio import Audio
from runtime.backend import DeviceReport
from runtime.errors import RoomError, RuntimeRoomError
from runtime.graph import Derived, Graph, GraphSpec, TensorSpec
from runtime.open import devices, open_runtime, probe, require_as_asked, sessions
from runtime.session import Choice, Device, Session
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
