"""Eight bits after training: quicker is not enough, what it costs is measured on inputs that were held out."""

import importlib.util

import numpy as np
import pytest
import torch

from runtime import Graph, GraphSpec, RuntimeRoomError, TensorSpec
from runtime.post_training import post_training

pytestmark = pytest.mark.skipif(
    not (importlib.util.find_spec("nncf") and importlib.util.find_spec("openvino")), reason="NNCF is not installed"
)


def network() -> torch.nn.Module:
    torch.manual_seed(2)
    return torch.nn.Sequential(torch.nn.Conv1d(8, 32, 3, padding=1), torch.nn.ReLU(), torch.nn.Conv1d(32, 4, 1))


GRAPH = Graph(
    GraphSpec(
        "tts.shaper",
        inputs=(TensorSpec("x", "float32", (1, 8, "frames")),),
        outputs=(TensorSpec("y", "float32", (1, 4, "frames")),),
        buckets={"frames": (16, 32)},
    ),
    module=network,
)


def inputs(count: int) -> list[dict[str, np.ndarray]]:
    random = np.random.default_rng(4)
    return [{"x": random.standard_normal((1, 8, 12 + at % 4)).astype(np.float32)} for at in range(count)]


def test_what_eight_bits_cost_is_found_on_inputs_that_were_held_out() -> None:
    found = post_training(GRAPH, inputs(18))
    assert (found.sizes, found.calibrated, found.compared) == ((16,), 12, 6)
    assert 20 < found.decibels["y"] < 60, "coarser, but the same network"
    assert found.ratio > 0


def test_too_few_inputs_calibrate_nothing() -> None:
    with pytest.raises(RuntimeRoomError) as caught:
        post_training(GRAPH, inputs(5))
    assert caught.value.code == "runtime.input"
