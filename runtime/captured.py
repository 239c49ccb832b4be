"""CUDA graphs: a network's kernels recorded once for one shape, then replayed without the cost of launching each."""

from collections.abc import Mapping

import numpy as np
import torch

from runtime.buckets import Sizes, shape_in
from runtime.eager import called, to_arrays
from runtime.graph import Array, GraphSpec

_WARM_UP = 3  # runs before recording, as torch.cuda.graph asks: libraries pick their kernels in them


class CapturedProgram:
    """A module's CUDA graph for one shape.

    Args:
        module: On a CUDA device.
        spec: Its names and shapes.
        sizes: Of its free axes.
        half: Whether products and convolutions compute in bfloat16.
    """

    def __init__(self, module: torch.nn.Module, spec: GraphSpec, sizes: Sizes, half: bool) -> None:
        self._spec = spec
        device = next(module.parameters()).device
        self._inputs = [
            torch.ones(shape_in(spec, tensor, sizes), dtype=getattr(torch, tensor.dtype), device=device)
            for tensor in spec.fed
        ]
        stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]  # torch leaves it untyped
        stream.wait_stream(torch.cuda.current_stream(device))
        with torch.inference_mode(), torch.cuda.stream(stream):
            for _ in range(_WARM_UP):
                called(spec, module, self._inputs, half)
        torch.cuda.current_stream(device).wait_stream(stream)
        self._graph = torch.cuda.CUDAGraph()
        with torch.inference_mode(), torch.cuda.graph(self._graph):
            self._outputs = called(spec, module, self._inputs, half)

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Program.run``."""
        with torch.inference_mode():
            for spec, tensor in zip(self._spec.fed, self._inputs, strict=True):
                tensor.copy_(torch.from_numpy(np.ascontiguousarray(feeds[spec.name])))
            self._graph.replay()
            return to_arrays(self._spec, self._outputs)
