"""The last part of a training computes as the int8 file will."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from lab.nlu.training.rounding import RoundedLinear, compute_exactly, round_products, rounded_input, rounded_weight


@pytest.fixture
def network() -> nn.Sequential:
    torch.manual_seed(4)
    return nn.Sequential(nn.Linear(24, 48), nn.GELU(), nn.Linear(48, 7)).eval()


def test_a_rounded_network_gives_what_its_int8_file_gives(network: nn.Sequential, tmp_path: Path) -> None:
    value = torch.randn(1, 5, 24)
    exact = network(value)
    torch.onnx.export(network, (value,), tmp_path / "a.onnx", input_names=["x"], dynamo=True, verbose=False)
    model = onnx.load(tmp_path / "a.onnx")
    del model.graph.value_info[:]
    onnx.save(model, tmp_path / "a.onnx")
    quantize_dynamic(tmp_path / "a.onnx", tmp_path / "b.onnx", per_channel=True, weight_type=QuantType.QInt8)
    (shipped,) = InferenceSession(tmp_path / "b.onnx").run(None, {"x": value.numpy()})
    round_products(network)
    ours = network(value)
    assert np.abs(ours.detach().numpy() - shipped).max() < 0.25 * np.abs(exact.detach().numpy() - shipped).max()


def test_rounding_keeps_the_parameters_that_an_optimiser_holds(network: nn.Sequential) -> None:
    before = list(network.parameters())
    round_products(network)
    assert [type(layer) for layer in network if isinstance(layer, nn.Linear)] == [RoundedLinear, RoundedLinear]
    assert all(mine is theirs for mine, theirs in zip(network.parameters(), before, strict=True))
    compute_exactly(network)
    assert [type(layer) for layer in network if isinstance(layer, nn.Linear)] == [nn.Linear, nn.Linear]
    assert all(mine is theirs for mine, theirs in zip(network.parameters(), before, strict=True))


def test_the_gradient_passes_as_if_nothing_was_rounded() -> None:
    weight, value = torch.randn(3, 4, requires_grad=True), torch.randn(2, 4, requires_grad=True)
    torch.autograd.backward((rounded_weight(weight).sum(), rounded_input(value).sum()))
    assert weight.grad is not None and value.grad is not None
    assert weight.grad.eq(1).all() and value.grad.eq(1).all()


def test_each_utterance_is_rounded_by_its_own_scale() -> None:
    small, large = torch.full((1, 3, 4), 0.01), torch.full((1, 3, 4), 100.0)
    small[0, 0, 0] = 0.005
    together = rounded_input(torch.cat([small, large]))
    torch.testing.assert_close(together[:1], rounded_input(small))
