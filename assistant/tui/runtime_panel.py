"""Which runtime each stage got."""

from collections.abc import Iterable

from rich.table import Table
from textual.widgets import Static

from runtime import Placed


class RuntimePanel(Static):
    """One line for each network."""

    def on_mount(self) -> None:
        """Start empty."""
        self.border_title = "Runs on"
        self.update("Nothing is loaded yet.")

    def show(self, sessions: Iterable[Placed]) -> None:
        """List what is open; one that fell back says so."""
        table = Table.grid(padding=(0, 1))
        for session in sessions:
            choice = session.choice
            note = f" (asked for {choice.asked}: {choice.why})" if choice.fell_back else ""
            table.add_row(session.spec.name, f"{choice.got}{note}")
        self.update(table)
