"""What was understood, and who answered why."""

from textual.widgets import Static

from assistant.events import Decided
from assistant.tui.rows import Rows
from dialog.decision import Cause, DecisionKind
from nlu import Interpretation

_DECISIONS: dict[DecisionKind, str] = {
    "act": "does it",
    "confirm": "asks first",
    "ask_which": "asks which",
    "ask_slot": "asks for more",
    "decline": "declines",
}
_CAUSES = {
    Cause.EXPECTED_COST: "that costs least",
    Cause.POLICY: "that must be confirmed",
    Cause.MISSING_SLOT: "something is still missing",
    Cause.ANSWERED: "you answered",
    Cause.NOT_ANSWERED: "that was no answer",
    Cause.GIVEN_UP: "there was no answer",
    Cause.CANCELLED: "you cancelled it",
    Cause.CORRECTION: "you corrected it",
    Cause.CONTINUATION: "you went on",
    Cause.UNDO: "you took it back",
    Cause.NOTHING_TO_UNDO: "there is nothing to take back",
    Cause.UNLEARNED: "you took a rewrite back",
    Cause.REPEAT: "you asked to hear it again",
    Cause.AFTER_RING: "it rang",
    Cause.NO_BID: "no skill can do that",
    Cause.NOTHING_HEARD: "there were no words",
    Cause.UNRECORDED: "",
}


class MeaningPanel(Static):
    """Intent, slots, confidence, bids and the decision of the last turn."""

    def on_mount(self) -> None:
        """Start empty."""
        self.border_title = "Understood"
        self._table = Rows()
        self.update("Nothing yet.")

    def show_meaning(self, meaning: Interpretation) -> None:
        """Begin a turn with what was understood."""
        self._table = Rows()
        self._row("intent", f"{meaning.intent} {meaning.confidence:.0%}")
        for reading in meaning.readings[1:3]:
            self._row("or", f"{reading.intent} {reading.confidence:.0%}")
        for slot in meaning.slots:
            self._row(slot.name, slot.text)

    def show_decision(self, event: Decided) -> None:
        """Add who bid, and what came of it."""
        decision = event.decision
        for offer in decision.offers[:3]:
            self._row(f"{offer.probability:.2f}", f"{offer.skill}: {offer.evidence}")
        self._row("decision", f"{event.skill or 'nobody'} {_DECISIONS[decision.kind]}")
        costs = ", ".join(f"{kind} {cost:.2f}" for kind, cost in decision.costs.items())
        self._row("because", costs or _CAUSES[decision.cause])

    def _row(self, name: str, value: str) -> None:
        self._table.add(name, value)
        self.update(self._table)
