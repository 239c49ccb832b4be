"""Accelerators this version does not compile for: whether one is here, what it would take, and the export they need.

Nothing is faked: a device that is found is reported as found and unused.
"""

import importlib.util
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import onnx
import onnxruntime as ort
from onnx import shape_inference
from onnxruntime.tools.onnx_model_utils import fix_output_shapes, make_input_shape_fixed

from runtime.buckets import all_sizes, shape_in
from runtime.errors import RuntimeRoomError
from runtime.graph import Graph
from runtime.static_export import static_onnx


@dataclass(frozen=True, slots=True)
class AcceleratorReport:
    """What was looked for, and what was seen.

    Attributes:
        name: Such as ``Hailo``.
        present: Whether this machine has the device and its software.
        why: What is missing; for a device that is present, that it is not used.
        needs: What using it would take.
    """

    name: str
    present: bool
    why: str
    needs: str


@dataclass(frozen=True, slots=True)
class _Accelerator:
    name: str
    missing: Callable[[], str]
    needs: str


def accelerators() -> tuple[AcceleratorReport, ...]:
    """Look for each, by its device files and packages."""
    return tuple(_report(one) for one in _KNOWN)


def static_exports(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """A network as ONNX files without one free dimension, a file for each bucket: what such devices' compilers take.

    Args:
        graph: With an ``.onnx`` file or a module, and buckets for its free axes.
        folder: Where the files go.

    Raises:
        RuntimeRoomError: ``graph.mismatch`` where a dimension stays free, or the file is no valid network.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sizes in all_sizes(graph.spec):
        source = graph.onnx if graph.onnx and graph.onnx.suffix == ".onnx" else static_onnx(graph, sizes, folder)
        model = onnx.load(source)
        for tensor in graph.spec.fed:
            make_input_shape_fixed(model.graph, tensor.name, list(shape_in(graph.spec, tensor, sizes)))
        fix_output_shapes(model)
        path = folder / f"{graph.spec.name}-{'x'.join(map(str, sizes)) or 'static'}.static.onnx"
        onnx.save(shape_inference.infer_shapes(model), path)
        _validate(graph, path)
        written.append(path)
    return tuple(written)


def _validate(graph: Graph, path: Path) -> None:
    try:
        onnx.checker.check_model(path, full_check=True)
        ort.InferenceSession(path, providers=["CPUExecutionProvider"])
    except (onnx.checker.ValidationError, shape_inference.InferenceError, RuntimeError) as error:
        raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name}: {path.name} is not valid: {error}") from error
    model = onnx.load(path, load_external_data=False).graph
    for value in (*model.input, *model.output):
        if any(not dim.HasField("dim_value") for dim in value.type.tensor_type.shape.dim):
            raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name}: {value.name} keeps a free dimension.")


def _report(one: _Accelerator) -> AcceleratorReport:
    if missing := one.missing():
        return AcceleratorReport(one.name, False, missing, one.needs)
    return AcceleratorReport(one.name, True, "found, but not used by this version", one.needs)


def _no_neuron() -> str:
    if not Path("/dev/neuron0").exists():
        return "no device /dev/neuron0"
    return "" if importlib.util.find_spec("torch_neuronx") else "package torch-neuronx is not installed"


def _no_qualcomm() -> str:
    return "" if "QNNExecutionProvider" in ort.get_available_providers() else "onnxruntime is built without QNN"


def _no_hailo() -> str:
    if not Path("/dev/hailo0").exists():
        return "no device /dev/hailo0"
    return "" if shutil.which("hailortcli") else "hailortcli is not installed"


def _no_apple() -> str:
    if (platform.system(), platform.machine()) != ("Darwin", "arm64"):
        return f"this is {platform.system()} on {platform.machine()}"
    return "" if "CoreMLExecutionProvider" in ort.get_available_providers() else "onnxruntime is built without Core ML"


_KNOWN = (
    _Accelerator("AWS Neuron", _no_neuron, "torch_neuronx.trace of each bucket's module"),
    _Accelerator("Qualcomm QNN", _no_qualcomm, "static ONNX with 8-bit QDQ nodes in ONNX Runtime's QNN provider"),
    _Accelerator("Hailo", _no_hailo, "static ONNX through the Hailo Dataflow Compiler, with calibration data"),
    _Accelerator("Apple Core ML", _no_apple, "static ONNX in ONNX Runtime's Core ML provider"),
)
