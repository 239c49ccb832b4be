"""What a stage asks a runtime to run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
LongInput = Literal["chunk", "reject"]


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """A named input or output.

    Attributes:
        name: Its name in the exported graph.
        dtype: A numpy dtype name, such as ``float32``.
        shape: An integer for a fixed axis, a string for a free axis of that name.
    """

    name: str
    dtype: str
    shape: tuple[int | str, ...]

    def admits(self, array: Array) -> bool:
        """Whether ``array`` has this dtype and, on every fixed axis, this size."""
        return (
            array.dtype == np.dtype(self.dtype)
            and array.ndim == len(self.shape)
            and all(isinstance(want, str) or want == got for want, got in zip(self.shape, array.shape, strict=True))
        )


@dataclass(frozen=True, slots=True)
class Derived:
    """An axis of an output whose size follows from an axis of the inputs.

    Attributes:
        axis: The input axis.
        size: From that axis's size to this one's.
    """

    axis: str
    size: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class GraphSpec:
    """The shape of a network, independent of where it runs.

    A fixed-shape runtime pads every input with zeros at the end of its free axes, and cuts the outputs back. A network
    that would notice has a ``mask``.

    Attributes:
        name: Unique in its stage, such as ``nlu.student``.
        inputs: Tensors in.
        outputs: Tensors out.
        buckets: For each free axis, the sizes a fixed-shape runtime compiles, ascending.
        receptive_field: Frames of context one output frame sees on each side of the chunked axis.
        long_input: What happens beyond the largest bucket: split with overlap, or a typed error.
        derived: Free axes that only outputs have, and what their sizes follow from.
        mask: A last input that runtimes fill: one where the input is real, zero where it is padding.
        half: Whether the task's accuracy holds where a device computes in bfloat16.
        quantised_activations: Whether it holds where a device makes 8 bits of activations too, not of weights alone.
        by_turns: Whether inputs of different sizes come by turns, so that programs for them had better share weights.
        unbounded: Why there are no buckets, where a free axis has none.
    """

    name: str
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[TensorSpec, ...]
    buckets: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    receptive_field: int = 0
    long_input: LongInput = "reject"
    derived: Mapping[str, Derived] = field(default_factory=dict)
    mask: TensorSpec | None = None
    half: bool = False
    quantised_activations: bool = True
    by_turns: bool = False
    unbounded: str = ""

    @property
    def fed(self) -> tuple[TensorSpec, ...]:
        """Every input the network itself has: those the stage gives, and the mask."""
        return (*self.inputs, self.mask) if self.mask else self.inputs

    @property
    def free(self) -> tuple[str, ...]:
        """The free axes of the inputs, in order of appearance."""
        axes = (axis for tensor in self.fed for axis in tensor.shape if isinstance(axis, str))
        return tuple(dict.fromkeys(axes))


@dataclass(frozen=True, slots=True)
class Graph:
    """A network ready for a runtime: its spec, and the forms it exists in.

    Attributes:
        spec: Names and shapes.
        onnx: The exported file (ONNX or ORT format), where there is one.
        module: Builds the torch module, the reference every runtime is compared with.
    """

    spec: GraphSpec
    onnx: Path | None = None
    module: Callable[[], Any] | None = None
