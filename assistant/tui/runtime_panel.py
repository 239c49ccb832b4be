"""Which runtime each stage got."""

from collections.abc import Iterable

from textual.widgets import Static

from assistant.tui.rows import Rows
from runtime import Placed


class RuntimePanel(Static):
    """One line for each network."""

    def on_mount(self) -> None:
        """Start empty."""
        self.border_title = "Runs on"
        self.update("Nothing is loaded yet.")

    def show(self, sessions: Iterable[Placed]) -> None:
        """List what is open; one that fell back says so."""
        table = Rows()
        for session in sessions:
            choice = session.choice
            note = f" (asked for {choice.asked}: {choice.why})" if choice.fell_back else ""
            table.add(session.spec.name, f"{choice.got}{note}")
        self.update(table)
