"""Train on the numbers that ship: matrices of 8-bit values, multiplied by inputs of 8 bits."""

import torch
from torch import Tensor, nn
from torch.nn import functional

_STEPS = 127  # an 8-bit weight lies in [-127, 127] steps of its row's scale
_LEVELS = 255  # an 8-bit input in [0, 255] steps of its utterance's scale


class RoundedLinear(nn.Linear):
    """A linear layer that computes as its int8 export will.

    The forward pass rounds; the gradient passes as if it had not (straight-through estimator, arXiv 1308.3432).
    """

    def forward(self, input: Tensor) -> Tensor:
        """Map (batch, …, in) to (batch, …, out)."""
        return functional.linear(rounded_input(input), rounded_weight(self.weight), self.bias)


def rounded_weight(weight: Tensor) -> Tensor:
    """Round (out, in) weights, each row by a scale of its own."""
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / _STEPS
        change = (weight / scale).round() * scale - weight
    return weight + change


def rounded_input(value: Tensor) -> Tensor:
    """Round (batch, …) inputs to levels between the least and the greatest of their utterance, zero among them."""
    with torch.no_grad():
        flat = value.flatten(1).float()
        least, greatest = flat.amin(1).clamp_max(0), flat.amax(1).clamp_min(0)
        scale = ((greatest - least) / _LEVELS).clamp_min(1e-8)
        scale = scale.reshape(-1, *[1] * (value.dim() - 1))
        change = (value.float() / scale).round() * scale - value
    return value + change.to(value.dtype)


def round_products(network: nn.Module) -> None:
    """Make every linear layer round; its parameters stay the same objects."""
    _exchange(network, nn.Linear, RoundedLinear)


def compute_exactly(network: nn.Module) -> None:
    """Undo ``round_products``."""
    _exchange(network, RoundedLinear, nn.Linear)


def _exchange(network: nn.Module, old: type[nn.Linear], new: type[nn.Linear]) -> None:
    for name, layer in list(network.named_modules()):
        if type(layer) is old:
            other = new(layer.in_features, layer.out_features, device="meta")
            other.weight, other.bias = layer.weight, layer.bias
            network.set_submodule(name, other)
