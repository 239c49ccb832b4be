"""The intents and slots a model knows, in the order of its outputs."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Labels:
    """Label inventories.

    Attributes:
        intents: Name of each intent output.
        slots: Name of each slot output; the first is ``O``, outside of any slot.
    """

    intents: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read from JSON."""
        names = json.loads(file.read_text("utf-8"))
        return cls(tuple(names["intents"]), tuple(names["slots"]))

    def write(self, file: Path) -> None:
        """Write as JSON."""
        file.write_text(json.dumps(asdict(self), indent=1), "utf-8")
