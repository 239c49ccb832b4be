"""The intents and slots a model knows, in the order of its outputs."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

OUTSIDE = "O"


class Labels(BaseModel):
    """Label inventories.

    Attributes:
        intents: Name of each intent output.
        slots: Name of each slot output; the first is ``O``, outside of any slot.
    """

    model_config = ConfigDict(frozen=True)

    intents: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read from JSON."""
        return cls.model_validate_json(file.read_text("utf-8"))
