"""NVIDIA GPUs: torch in half precision, with a CUDA graph for each bucket."""

from importlib.util import find_spec

from runtime.backend import DeviceReport
from runtime.bucketed import BucketedSession, lacks_buckets
from runtime.buckets import all_sizes
from runtime.errors import TORCH_REMEDY
from runtime.graph import Graph
from runtime.session import Choice, Device, Session


class Cuda:
    """Torch on the first CUDA device."""

    device: Device = "cuda"

    def probe(self) -> DeviceReport:
        """Ask torch, which asks the driver."""
        if find_spec("torch") is None:
            return DeviceReport("cuda", False, "torch", f"torch is not installed. {TORCH_REMEDY}")
        import torch  # seconds to import, and only who asks for this device should wait

        version = f"torch {torch.__version__}"
        if torch.version.cuda is None:
            return DeviceReport("cuda", False, version, f"{version} is a CPU build")
        if not torch.cuda.is_available():
            return DeviceReport("cuda", False, version, f"{version} finds no CUDA device")
        return DeviceReport("cuda", True, f"{version} on {torch.cuda.get_device_name(0)}")

    def lacks(self, graph: Graph) -> str:
        """It runs the torch module."""
        return "" if graph.module else f"{graph.spec.name} has no torch module"

    def open(self, graph: Graph, choice: Choice, threads: int) -> Session:
        """Capture a graph for each bucket; run operator by operator where a free axis has no buckets."""
        from runtime.captured import CapturedProgram
        from runtime.eager import EagerSession, build

        module, half = build(graph).to("cuda"), graph.spec.half
        if lacks_buckets(graph):
            return EagerSession(graph.spec, choice, module, half)
        programs = {sizes: CapturedProgram(module, graph.spec, sizes, half) for sizes in all_sizes(graph.spec)}
        return BucketedSession(graph.spec, choice, programs)
