"""Accelerators this version does not compile for: whether one is here, and what it would take.

Nothing is faked: a device that is found is reported as found and unused.
"""

import importlib.util
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import onnxruntime as ort


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
