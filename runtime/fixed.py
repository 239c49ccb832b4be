"""Accelerators that want every dimension known beforehand."""

from runtime.backend import DeviceReport
from runtime.errors import RuntimeRoomError
from runtime.graph import Graph
from runtime.session import Choice, Device, Session


class Fixed:
    """OpenVINO with static shapes."""

    device: Device = "fixed"

    def probe(self) -> DeviceReport:
        """Not in this version."""
        return DeviceReport("fixed", False, "fixed-shape accelerators", "not supported yet")

    def lacks(self, graph: Graph) -> str:
        """It compiles the exported file."""
        return "" if graph.onnx else "the network has no exported file"

    def open(self, graph: Graph, choice: Choice, threads: int) -> Session:
        """Not reached while ``probe`` says no."""
        raise RuntimeRoomError("runtime.unavailable", f"{graph.spec.name}: {self.probe().why}")
