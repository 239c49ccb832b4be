"""Where the time of a turn went, as a waterfall."""

from rich.text import Text
from textual.widgets import Static

from assistant.tui.rows import Rows

_BAR = 24


class LatencyPanel(Static):
    """One bar for each stage, each starting where the one before ended."""

    def on_mount(self) -> None:
        """Start empty."""
        self.border_title = "Latency"
        self.update("No turn yet.")

    def show(self, milliseconds: dict[str, float]) -> None:
        """Draw a turn.

        Args:
            milliseconds: Stages in order; ``first_audio`` is the whole.
        """
        stages = {name: value for name, value in milliseconds.items() if name != "first_audio"}
        if stages:
            self.update(_waterfall(stages, milliseconds.get("first_audio")))


def _waterfall(stages: dict[str, float], whole: float | None) -> Rows:
    total = sum(stages.values()) or 1.0
    table = Rows()
    start = 0.0
    for name, value in stages.items():
        left, right = round(_BAR * start / total), round(_BAR * (start + value) / total)
        table.add(name, f"{value:6.0f} ms", Text(" " * left + "█" * max(1, right - left), style="bright_blue"))
        start += value
    if whole is not None:
        table.add("to speech", f"{whole:6.0f} ms", "")
    return table
