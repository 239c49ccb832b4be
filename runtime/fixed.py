"""Accelerators that want every dimension known beforehand: OpenVINO, on an NPU or on its CPU plugin standing in."""

import importlib.util
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Literal

from runtime.backend import DeviceReport
from runtime.background import Interim, Lazy, Once, Runs, load_behind
from runtime.bucketed import BucketedSession, lacks_buckets
from runtime.buckets import Sizes, all_sizes
from runtime.graph import Graph
from runtime.session import Choice, Device, Session

Compiler = Literal["openvino", "inductor"]


class Fixed:
    """OpenVINO with static shapes; where that is not installed, torch's ahead-of-time compiler.

    Args:
        blobs: Where compiled networks are kept; by default the user's cache.
        compiler: Which of the two; by default the first that is there.
    """

    device: Device = "fixed"

    def __init__(self, blobs: Path | None = None, compiler: Compiler | None = None) -> None:
        self._blobs = blobs
        self._asked = compiler

    def probe(self) -> DeviceReport:
        """Ask OpenVINO which devices it sees, or look for a C++ compiler."""
        return _probe_inductor() if self._compiler == "inductor" else _probe_openvino()

    def lacks(self, graph: Graph) -> str:
        """It needs a size for every axis, and a form that the compiler reads."""
        if why_not := lacks_buckets(graph):
            return why_not
        if graph.module is None and self._compiler == "inductor":
            return f"{graph.spec.name} has no module"
        if graph.module is None and (graph.onnx is None or graph.onnx.suffix != ".onnx"):
            return f"{graph.spec.name} has neither an .onnx file nor a module"
        return ""

    def open(self, graph: Graph, choice: Choice, threads: int) -> Session:
        """Compile every bucket, or load it from an earlier run: the smallest now, the others in the background."""
        smallest = all_sizes(graph.spec)[0]
        first = self._compile(graph, (smallest,), threads)[smallest]  # a network that does not compile is told at once
        behind = self._behind(graph, threads)
        if graph.onnx and self._compiler == "openvino":  # exporting a module is not for a second thread
            load_behind(behind.values())
        now = Interim(first, behind[smallest]) if smallest in behind else first
        return BucketedSession(graph.spec, choice, {**behind, smallest: now})

    def _behind(self, graph: Graph, threads: int) -> dict[Sizes, Lazy]:
        """What is compiled later: all but the smallest by itself."""
        programs = dict[Sizes, Lazy]()
        for several in self._together(graph)[1:]:
            compiled = Once(partial(self._compile, graph, several, threads))
            programs |= {sizes: Lazy(partial(_one_of, compiled, sizes)) for sizes in several}
        return programs

    def _together(self, graph: Graph) -> list[tuple[Sizes, ...]]:
        """Which sizes are compiled as one network; first the smallest by itself."""
        if self._compiler == "inductor":
            return [(sizes,) for sizes in all_sizes(graph.spec)]
        from runtime.openvino_program import compiled_together

        return compiled_together(graph)

    def _compile(self, graph: Graph, several: tuple[Sizes, ...], threads: int) -> Mapping[Sizes, Runs]:
        if self._compiler == "inductor":
            from runtime.inductor_program import compile_inductor

            return {sizes: compile_inductor(graph, sizes, threads, self._blobs) for sizes in several}
        from runtime.openvino_program import compile_programs

        return compile_programs(graph, several, threads, self._blobs)

    @property
    def _compiler(self) -> Compiler:
        return self._asked or ("openvino" if importlib.util.find_spec("openvino") else "inductor")


def _one_of(programs: Once[Mapping[Sizes, Runs]], sizes: Sizes) -> Runs:
    return programs.loaded()[sizes]


def _probe_openvino() -> DeviceReport:
    if importlib.util.find_spec("openvino") is None:
        return DeviceReport("fixed", False, "OpenVINO", "openvino is not installed")
    from runtime.openvino_plugin import core, target  # half a second, and only for those who ask

    name = f"OpenVINO {core().get_versions(target())[target()].build_number.partition('-')[0]}, static shapes"
    if target() == "NPU":
        return DeviceReport("fixed", True, f"{name}, {core().get_property('NPU', 'FULL_DEVICE_NAME')}")
    return DeviceReport("fixed", True, f"{name}, CPU plugin standing in for an accelerator")


def _probe_inductor() -> DeviceReport:
    missing = "openvino is not installed: pip install 'voice-assistant-reference[fixed]'"
    if importlib.util.find_spec("torch") is None:
        return DeviceReport("fixed", False, "torch AOTInductor", f"{missing}; torch is not installed either")
    from runtime.inductor_program import cpp_compiler

    if not cpp_compiler():
        return DeviceReport("fixed", False, "torch AOTInductor", f"{missing}; no C++ compiler for torch either")
    return DeviceReport("fixed", True, f"torch AOTInductor by {cpp_compiler()}, static shapes, on the processor")
