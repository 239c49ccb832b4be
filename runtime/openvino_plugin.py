"""OpenVINO, the device of it that we compile for, and what we tell it."""

from functools import cache
from typing import Any

import openvino as ov

from runtime.graph import GraphSpec

GROUP = 192  # at most so many values share a scale where the CPU plugin quantises the activations of an int8 product
_GROUPED = "DYNAMIC_QUANTIZATION_GROUP_SIZE"


@cache
def core() -> ov.Core:
    """OpenVINO, started once."""
    return ov.Core()


@cache
def target() -> str:
    """The NPU where there is one, else the CPU plugin."""
    try:  # asking for all devices would load the plugin of each
        return "NPU" if core().get_property("NPU", "AVAILABLE_DEVICES") else "CPU"
    except RuntimeError:  # a build without that plugin
        return "CPU"


def static_settings(spec: GraphSpec, threads: int) -> dict[str, Any]:
    """What a network is compiled with."""
    if target() == "NPU":
        return {"PERFORMANCE_HINT": "LATENCY"}
    half = spec.half and "BF16" in core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return {
        "INFERENCE_PRECISION_HINT": "bf16" if half else "f32",
        "INFERENCE_NUM_THREADS": threads,
        "NUM_STREAMS": 1,
        "ENABLE_CPU_PINNING": False,  # a pinned thread waits for its core while others are idle
    } | grouped(GROUP)


def grouped(group: int) -> dict[str, Any]:
    """That so many values of an activation share a scale; 0 for no quantised activations."""
    return {_GROUPED: group} if target() == "CPU" else {}
