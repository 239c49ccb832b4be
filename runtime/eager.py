"""Torch, operator by operator: the reference every other runtime is compared with."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from runtime.errors import RuntimeRoomError
from runtime.feeds import check_feeds
from runtime.graph import Array, Graph, GraphSpec
from runtime.session import Choice


class EagerSession:
    """A torch module that takes the spec's inputs in order and returns its outputs in order."""

    def __init__(self, graph: Graph, choice: Choice, threads: int) -> None:
        if graph.module is None:
            raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name}: the graph has no torch module.")
        import torch  # seconds to import: programs that run exported networks only never wait for it

        self._torch = torch
        self.spec: GraphSpec = graph.spec
        self.choice = choice
        torch.set_num_threads(threads)
        self._module = graph.module().eval()

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Session.run``."""
        check_feeds(self.spec, feeds)
        with self._torch.inference_mode():
            given = self._module(*(self._torch.tensor(feeds[tensor.name]) for tensor in self.spec.inputs))
        tensors: tuple[Any, ...] = tuple(given) if isinstance(given, (tuple, list)) else (given,)
        if len(tensors) != len(self.spec.outputs):
            raise RuntimeRoomError(
                "graph.mismatch",
                f"{self.spec.name}: {len(tensors)} tensors came, the spec has {len(self.spec.outputs)}.",
            )
        return {spec.name: tensor.numpy() for spec, tensor in zip(self.spec.outputs, tensors, strict=True)}


def open_reference(graph: Graph, threads: int = 1) -> EagerSession:
    """Open the torch module of ``graph`` on the CPU, whatever else the graph exists as."""
    return EagerSession(graph, Choice("cpu", "cpu", describe_eager(threads), False, "the reference"), threads)


def describe_eager(threads: int) -> str:
    """Torch's version and threads, in words."""
    return f"torch {version('torch')} eager, {threads} thread{'s' * (threads > 1)}"
