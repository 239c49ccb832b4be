"""What was understood, and who answered why."""

from rich.table import Table
from textual.widgets import Static

from assistant.events import BidsCollected, Decided
from nlu import Interpretation

_DECISIONS = {
    "act": "does it",
    "confirm": "asks first",
    "ask_which": "asks which",
    "ask_slot": "asks for more",
    "decline": "declines",
}


class MeaningPanel(Static):
    """Intent, slots, confidence, bids and the decision of the last turn."""

    def on_mount(self) -> None:
        """Start empty."""
        self.border_title = "Understood"
        self._table = Table.grid(padding=(0, 1))
        self.update("Nothing yet.")

    def show_meaning(self, meaning: Interpretation) -> None:
        """Begin a turn with what was understood."""
        self._table = Table.grid(padding=(0, 1))
        self._row("intent", f"{meaning.intent} {meaning.confidence:.0%}")
        for reading in meaning.readings[1:3]:
            self._row("or", f"{reading.intent} {reading.confidence:.0%}")
        for slot in meaning.slots:
            self._row(slot.name, slot.text)

    def show_bids(self, event: BidsCollected) -> None:
        """Add who offered."""
        for offer in event.offers[:3]:
            self._row(f"{offer.probability:.2f}", f"{offer.skill}: {offer.evidence}")

    def show_decision(self, event: Decided) -> None:
        """Add what came of it."""
        self._row("decision", f"{event.skill or 'nobody'} {_DECISIONS[event.decision]}")
        self._row("because", event.why)

    def _row(self, name: str, value: str) -> None:
        self._table.add_row(name, value)
        self.update(self._table)
