"""What a runtime is to the rest of the house, so that a new accelerator is one class and one line in ``open.py``."""

from dataclasses import dataclass
from typing import Protocol

from runtime.graph import Graph
from runtime.session import Choice, Device, Session


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """What a runtime says about itself on this machine.

    Attributes:
        device: Its name in the configuration.
        available: Whether a network could run there now.
        description: A line a person understands, such as ``ONNX Runtime 1.31.1 on x86_64``.
        why: Why it is not available; empty when it is.
    """

    device: Device
    available: bool
    description: str
    why: str = ""


class Backend(Protocol):
    """A place where networks run."""

    device: Device

    def probe(self) -> DeviceReport:
        """Look, without side effects, whether this machine has it. Never guesses."""
        ...

    def lacks(self, graph: Graph) -> str:
        """Why this graph cannot run here, though the device is available; empty if it can."""
        ...

    def open(self, graph: Graph, choice: Choice, threads: int) -> Session:
        """Load ``graph``.

        Args:
            graph: The network; ``lacks`` said nothing about it.
            choice: What the session will report.
            threads: Intra-op threads, where the runtime has such.

        Raises:
            RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``graph.mismatch``.
        """
        ...
