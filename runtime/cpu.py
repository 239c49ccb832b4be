"""The CPU: ONNX Runtime for exported networks, torch for those that exist as a module only."""

import platform
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec

import onnxruntime as ort
from onnxruntime.capi import onnxruntime_pybind11_state as ort_errors

from runtime.backend import DeviceReport
from runtime.errors import TORCH_REMEDY, RuntimeRoomError
from runtime.feeds import checked
from runtime.graph import Array, Graph
from runtime.session import Choice, Device, Session

_UNREADABLE = (
    ort_errors.Fail,
    ort_errors.InvalidArgument,
    ort_errors.InvalidGraph,
    ort_errors.InvalidProtobuf,
    ort_errors.NotImplemented,
    ort_errors.RuntimeException,
)


class Cpu:
    """Runs every graph, on every machine."""

    device: Device = "cpu"

    def probe(self) -> DeviceReport:
        """Always available."""
        return DeviceReport("cpu", True, f"ONNX Runtime {ort.__version__} on {platform.machine()}")

    def lacks(self, graph: Graph) -> str:
        """A graph must exist in one form or the other."""
        if graph.onnx or (graph.module and find_spec("torch")):
            return ""
        if graph.module:
            return f"it exists as a torch module only, and torch is not installed. {TORCH_REMEDY}"
        return "it has neither an exported file nor a module"

    def open(self, graph: Graph, choice: Choice, threads: int) -> Session:
        """Load the exported file, or the module where there is none."""
        if graph.onnx:
            return OnnxSession(graph, choice, threads)
        from runtime.eager import describe_eager, open_eager  # imports torch, which an exported network does not need

        return open_eager(graph, replace(choice, device=describe_eager(threads)), threads)


class OnnxSession:
    """An ``.onnx`` or ``.ort`` file in ONNX Runtime. Its threads sleep rather than spin between runs."""

    def __init__(self, graph: Graph, choice: Choice, threads: int) -> None:
        self.spec = graph.spec
        self.choice = choice
        self._session = _load(graph, threads)
        self._outputs = [tensor.name for tensor in graph.spec.outputs]
        _check_names(graph, "input", [tensor.name for tensor in self._session.get_inputs()])
        _check_names(graph, "output", [tensor.name for tensor in self._session.get_outputs()])

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Session.run``."""
        fed = checked(self.spec, feeds)
        try:
            outputs = self._session.run(self._outputs, fed)
        except _UNREADABLE as error:
            raise RuntimeRoomError("runtime.failed", f"{self.spec.name}: {error}".splitlines()[0]) from error
        return dict(zip(self._outputs, outputs, strict=True))


def _load(graph: Graph, threads: int) -> ort.InferenceSession:
    path = graph.onnx
    assert path is not None
    if not path.is_file():
        raise RuntimeRoomError(
            "model.missing", f"{graph.spec.name}: {path} is not there.", "Fetch it with: assistant models fetch"
        )
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it keeps for ever what the longest input needed
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # In this runtime a sum and a layer norm in one are slower than the two.
    options.add_session_config_entry("optimization.disable_specified_optimizers", "SkipLayerNormFusion")
    options.log_severity_level = 4  # what goes wrong is raised, and said once
    try:
        return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except _UNREADABLE as error:
        raise RuntimeRoomError(
            "model.corrupt",
            f"{graph.spec.name}: {path} cannot be read as a network.",
            "Fetch it again with: assistant models fetch",
        ) from error


def _check_names(graph: Graph, kind: str, has: list[str]) -> None:
    tensors = graph.spec.fed if kind == "input" else graph.spec.outputs
    wants = [tensor.name for tensor in tensors]
    if unknown := sorted(set(wants) - set(has)):
        raise RuntimeRoomError(
            "graph.mismatch", f"{graph.spec.name}: {graph.onnx} has no {kind} {unknown}; it has {sorted(has)}."
        )
    if kind == "input" and (unfed := sorted(set(has) - set(wants))):
        raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name}: the spec leaves out input {unfed}.")
