"""A network that is ready to run, and the record of which runtime it got."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from runtime.graph import Array, GraphSpec

Device = Literal["auto", "cpu", "cuda", "fixed"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which runtime a stage asked for, and which it got.

    Attributes:
        asked: The configured device.
        got: ``cpu``, ``cuda`` or ``fixed``.
        device: A description a person understands, such as ``ONNX Runtime 1.31, 1 thread``.
        fell_back: Whether ``got`` is not what was asked.
        why: The reason, in one line.
    """

    asked: Device
    got: Device
    device: str
    fell_back: bool
    why: str


class Placed(Protocol):
    """A loaded network, whoever runs it."""

    spec: GraphSpec
    choice: Choice


class Session(Placed, Protocol):
    """A loaded network. ``run`` is thread-safe and blocks: call it from a worker thread."""

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """Run once.

        Args:
            feeds: One array for each input of the spec.

        Returns:
            One array for each output of the spec, by name.
        """
        ...
