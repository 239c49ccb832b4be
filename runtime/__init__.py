"""Where a network runs: runtimes, graph specs, the model store, and the audio value all rooms share."""

from runtime.audio import Audio
from runtime.errors import RoomError, RuntimeRoomError
from runtime.graph import Graph, GraphSpec, TensorSpec
from runtime.session import Choice, Device, Session

__all__ = ["Audio", "Choice", "Device", "Graph", "GraphSpec", "RoomError", "RuntimeRoomError", "Session", "TensorSpec"]
