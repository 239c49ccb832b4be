"""NVIDIA GPUs: the place of torch on CUDA, and an honest word on whether this machine has one."""

from runtime.backend import DeviceReport
from runtime.errors import RuntimeRoomError
from runtime.graph import Graph
from runtime.session import Choice, Device, Session


class Cuda:
    """Torch on the first CUDA device."""

    device: Device = "cuda"

    def probe(self) -> DeviceReport:
        """Ask torch, which asks the driver."""
        import torch  # seconds to import, and only who asks for this device should wait

        version = f"torch {torch.__version__}"
        if torch.version.cuda is None:
            return DeviceReport("cuda", False, version, f"{version} is a CPU build")
        if not torch.cuda.is_available():
            return DeviceReport("cuda", False, version, f"{version} finds no CUDA device")
        return DeviceReport("cuda", False, f"{version} on {torch.cuda.get_device_name(0)}", "not supported yet")

    def lacks(self, graph: Graph) -> str:
        """It runs the torch module."""
        return "" if graph.module else "the network has no torch module"

    def open(self, graph: Graph, choice: Choice, threads: int) -> Session:
        """Not reached while ``probe`` says no."""
        raise RuntimeRoomError("runtime.unavailable", f"{graph.spec.name}: {self.probe().why}")
