"""What the assistant is doing, how loud it is at the microphone, and whether that is open."""

from collections.abc import Callable
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from assistant.ears import SILENT

State = Literal["loading", "idle", "listening", "hearing", "thinking", "speaking", "stopped"]
_SIGNS = {
    "loading": "◌",
    "idle": "○",
    "listening": "◎",
    "hearing": "◉",
    "thinking": "◐",
    "speaking": "▶",
    "stopped": "✕",
}
_METER = 20
_METER_SECONDS = 0.1
_QUIETEST = -60.0


class StateLine(Horizontal):
    """One line under the conversation."""

    def compose(self) -> ComposeResult:
        """State, meter, loudspeaker, microphone."""
        yield Static("", id="state")
        yield Static("", id="meter")
        yield Static("", id="speaker")
        yield Static("", id="microphone", markup=False)

    def show_state(self, state: State) -> None:
        """Name the state."""
        sign = self.query_one("#state", Static)
        sign.update(f"{_SIGNS[state]} {state}")
        sign.set_classes(state)

    def follow(self, level: Callable[[], float]) -> None:
        """Fill the meter again and again, for as long as there is one.

        Args:
            level: Gives dB of full scale.
        """
        self.query_one("#meter").set_interval(_METER_SECONDS, lambda: self.show_level(level()))

    def show_level(self, level: float) -> None:
        """Fill the meter.

        Args:
            level: dB of full scale.
        """
        filled = 0 if level <= SILENT else round(_METER * max(0.0, 1 - level / _QUIETEST))
        self.query_one("#meter", Static).update("▮" * filled + "▯" * (_METER - filled))

    def show_speaker(self, text: str) -> None:
        """Say that there is no loudspeaker; nothing where there is one."""
        self.query_one("#speaker", Static).update(text)

    def show_microphone(self, text: str) -> None:
        """Say which microphone, or why there is none."""
        self.query_one("#microphone", Static).update(text)
