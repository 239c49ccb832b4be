"""Torch, operator by operator: the reference every other runtime is compared with. Importing it imports torch."""

from collections.abc import Mapping
from typing import Any

import torch

from runtime.errors import RuntimeRoomError
from runtime.feeds import checked
from runtime.graph import Array, Graph, GraphSpec
from runtime.session import Choice


class EagerSession:
    """A torch module that takes the spec's inputs in order and returns its outputs in order.

    Args:
        spec: Names and shapes.
        choice: What was asked and got.
        module: On the device where it shall run.
        half: Whether products and convolutions compute in bfloat16; sums and norms stay in float32.
    """

    def __init__(self, spec: GraphSpec, choice: Choice, module: torch.nn.Module, half: bool = False) -> None:
        self.spec = spec
        self.choice = choice
        self._module = module
        self._half = half
        self._device = next((tensor.device for tensor in module.parameters()), torch.device("cpu"))

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Session.run``."""
        fed = checked(self.spec, feeds)
        with torch.inference_mode():
            tensors = [torch.tensor(fed[tensor.name], device=self._device) for tensor in self.spec.fed]
            return to_arrays(self.spec, called(self.spec, self._module, tensors, self._half))


def open_eager(graph: Graph, choice: Choice, threads: int) -> EagerSession:
    """Open the module of ``graph`` on the CPU."""
    torch.set_num_threads(threads)
    return EagerSession(graph.spec, choice, build(graph))


def open_reference(graph: Graph, threads: int = 1) -> EagerSession:
    """Open the module of ``graph`` on the CPU, whatever else the graph exists as."""
    choice = Choice("cpu", "cpu", describe_eager(threads), fell_back=False, why="the reference")
    return open_eager(graph, choice, threads)


def describe_eager(threads: int) -> str:
    """Torch's version and threads, in words."""
    return f"torch {torch.__version__} eager, {threads} thread{'s' * (threads > 1)}"


def build(graph: Graph) -> torch.nn.Module:
    """The module of ``graph``, ready for inference."""
    if graph.module is None:
        raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name}: the graph has no torch module.")
    module: torch.nn.Module = graph.module().eval()
    return module


def called(
    spec: GraphSpec, module: torch.nn.Module, tensors: list[torch.Tensor], half: bool = False
) -> tuple[torch.Tensor, ...]:
    """What the module returns, as one tensor for each output of the spec; see `EagerSession` for ``half``."""
    with torch.autocast(tensors[0].device.type, torch.bfloat16, enabled=half, cache_enabled=False):
        given: Any = module(*tensors)
    outputs = tuple(given) if isinstance(given, tuple | list) else (given,)
    if len(outputs) != len(spec.outputs):
        raise RuntimeRoomError(
            "graph.mismatch", f"{spec.name}: {len(outputs)} tensors came, the spec has {len(spec.outputs)}."
        )
    return outputs


def to_arrays(spec: GraphSpec, tensors: tuple[torch.Tensor, ...]) -> dict[str, Array]:
    """Tensors on any device as arrays of the spec's dtypes."""
    return {
        output.name: tensor.to("cpu", getattr(torch, output.dtype)).numpy()
        for output, tensor in zip(spec.outputs, tensors, strict=True)
    }
