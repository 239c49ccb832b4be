"""Accelerators that want every dimension known beforehand: OpenVINO, on an NPU or on its CPU plugin standing in."""

import importlib.util
from functools import partial
from pathlib import Path

from runtime.backend import DeviceReport
from runtime.background import Lazy, load_behind
from runtime.bucketed import BucketedSession, lacks_buckets
from runtime.buckets import all_sizes
from runtime.graph import Graph
from runtime.session import Choice, Device, Session


class Fixed:
    """OpenVINO with static shapes.

    Args:
        blobs: Where compiled networks are kept; by default the user's cache.
    """

    device: Device = "fixed"

    def __init__(self, blobs: Path | None = None) -> None:
        self._blobs = blobs

    def probe(self) -> DeviceReport:
        """Ask OpenVINO which devices it sees."""
        if importlib.util.find_spec("openvino") is None:
            why = "openvino is not installed: pip install 'voice-assistant[fixed]'"
            return DeviceReport("fixed", False, "OpenVINO", why)
        from runtime.openvino_program import core, target  # half a second, and only for those who ask

        name = f"OpenVINO {core().get_versions(target())[target()].build_number.partition('-')[0]}, static shapes"
        if target() == "NPU":
            return DeviceReport("fixed", True, f"{name}, {core().get_property('NPU', 'FULL_DEVICE_NAME')}")
        return DeviceReport("fixed", True, f"{name}, CPU plugin standing in for an accelerator")

    def lacks(self, graph: Graph) -> str:
        """It needs a size for every axis, and a form that OpenVINO reads."""
        if graph.module is None and (graph.onnx is None or graph.onnx.suffix != ".onnx"):
            return f"{graph.spec.name} has neither an .onnx file nor a module"
        return lacks_buckets(graph)

    def open(self, graph: Graph, choice: Choice, threads: int) -> Session:
        """Compile every bucket, or load it from an earlier run: the smallest now, the others in the background."""
        from runtime.openvino_program import compile_program

        programs = {
            sizes: Lazy(partial(compile_program, graph, sizes, threads, self._blobs)) for sizes in all_sizes(graph.spec)
        }
        smallest, *others = programs.values()
        smallest.loaded()  # a network that does not compile is told at once
        if graph.onnx:  # exporting a module is not for a second thread
            load_behind(others)
        return BucketedSession(graph.spec, choice, programs)
