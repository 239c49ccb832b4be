"""What was said, by whom."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

_TITLES = {
    "user": "You",
    "assistant": "Assistant",
    "ring": "Due",
    "error": "Problem",
    "learned": "Learned",
    "notice": "Notice",
}


class Said(Static):
    """One utterance.

    Attributes:
        who: ``user``, ``assistant``, ``ring``, ``error``, ``learned`` or ``notice``.
        text: What was said.
    """

    def __init__(self, who: str, text: str) -> None:
        super().__init__(text, classes=f"said {who}", markup=False)
        self.who = who
        self.text = text
        self.border_title = _TITLES[who]


class ConversationView(VerticalScroll):
    """The conversation, newest at the bottom, with what is being heard right now below it."""

    can_focus = True

    def compose(self) -> ComposeResult:
        """The line of the partial transcript."""
        yield Static("", id="partial", markup=False)

    def hear(self, text: str) -> None:
        """Show words that may still change."""
        self.query_one("#partial", Static).update(f"… {text}" if text else "")
        self.scroll_end(animate=False)

    def say(self, who: str, text: str) -> None:
        """Add an utterance.

        Args:
            who: ``user``, ``assistant``, ``ring``, ``error``, ``learned`` or ``notice``.
            text: In full.
        """
        self.hear("")
        self.mount(Said(who, text), before="#partial")
        self.scroll_end(animate=False)
