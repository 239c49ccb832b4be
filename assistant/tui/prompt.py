"""Where the user types."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Prompt(Input):
    """A line of input that remembers what was entered: up and down bring it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall(-1)", "Earlier", show=False),
        Binding("down", "recall(1)", "Later", show=False),
    ]

    def __init__(self, placeholder: str, identifier: str) -> None:
        super().__init__(placeholder=placeholder, id=identifier)
        self._entered: list[str] = []
        self._at = 0

    def remember(self, text: str) -> None:
        """Keep an entered line."""
        if not self._entered or self._entered[-1] != text:
            self._entered.append(text)
        self._at = len(self._entered)

    def action_recall(self, step: int) -> None:
        """Bring back an earlier or a later line; past the last one the entry is empty."""
        self._at = min(max(self._at + step, 0), len(self._entered))
        self.value = self._entered[self._at] if self._at < len(self._entered) else ""
        self.cursor_position = len(self.value)
