"""The terminal: a conversation by voice and keyboard, and what the assistant makes of it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Header, Input

from assistant import events
from assistant.ears import SILENT
from assistant.live import Live
from assistant.tui.conversation_view import ConversationView
from assistant.tui.due_panel import DuePanel
from assistant.tui.history_search import HistorySearch
from assistant.tui.latency_panel import LatencyPanel
from assistant.tui.meaning_panel import MeaningPanel
from assistant.tui.prompt import Prompt
from assistant.tui.runtime_panel import RuntimePanel
from assistant.tui.state_line import State, StateLine
from assistant.workers import hire
from dialog.schedule import Appointment
from runtime import sessions

_NARROW = 100


class ChatApp(App[None]):
    """One conversation on one screen.

    Attributes:
        failure: Why the conversation ended by itself, if it did.
    """

    CSS_PATH = Path(__file__).with_name("chat.tcss")
    TITLE = "Voice Assistant"
    COMMANDS = App.COMMANDS | {HistorySearch}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop"),
        Binding("f2", "push", "Talk"),
        Binding("f3", "mute", "Mute"),
        Binding("f4", "inspect", "Details"),
        Binding("f5", "shade", "Shade"),
        Binding("ctrl+q", "quit", "Quit"),
    ]

    def __init__(self, live: Live) -> None:
        """Set up.

        Args:
            live: Loaded once the screen is there.
        """
        super().__init__()
        self.live = live
        self.live.stream.observe(self.show)
        self.failure: Exception | None = None
        self.sub_title = live.rooms.config.locale
        self._quiet: State = "idle"

    def compose(self) -> ComposeResult:
        """Conversation left, details right; details make way on narrow terminals."""
        yield Header()
        with Horizontal(id="body"):
            with Vertical(id="talk"):
                yield ConversationView(id="conversation")
                yield StateLine()
                yield Prompt("Type, or just talk", "prompt")
            with Vertical(id="panels"):
                yield MeaningPanel()
                yield LatencyPanel()
                yield DuePanel()
                yield RuntimePanel()
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin."""
        hire()
        self.query_one(Prompt).focus()
        self._state("loading")
        self.begin()

    def begin(self) -> None:
        """Load the rooms and start to listen."""
        self.query_one(StateLine).follow(self._level)
        self.query_one(DuePanel).follow(self._due)
        self.run_worker(self._live(), exit_on_error=False)

    def on_resize(self) -> None:
        """Show one column where two do not fit."""
        self.set_class(self.size.width < _NARROW, "narrow")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take a typed turn."""
        conversation = self.live.conversation
        if event.value.strip() and conversation is not None:
            self.query_one(Prompt).remember(event.value.strip())
            event.input.clear()
            self.run_worker(conversation.enter(event.value.strip()))

    def action_stop(self) -> None:
        """Silence the reply."""
        if self.live.conversation:
            self.live.conversation.interrupt()

    def action_push(self) -> None:
        """Listen to one utterance, when the microphone is on push to talk; else put it there."""
        if self.live.conversation:
            ears = self.live.conversation.ears
            ears.mode = "wake" if ears.mode == "wake" else "push"
            ears.push()

    def action_mute(self) -> None:
        """Close or open the microphone."""
        if self.live.conversation:
            ears = self.live.conversation.ears
            ears.mode = "open" if ears.mode == "muted" else "muted"

    def action_shade(self) -> None:
        """Change between light and dark."""
        self.theme = "textual-light" if self.current_theme.dark else "textual-dark"

    def action_inspect(self) -> None:
        """Show the details where there is no room for both."""
        self.toggle_class("inspect")

    def show(self, event: events.Event) -> None:
        """Bring an event onto the screen."""
        self._show_talk(event)
        self._show_details(event)
        self._show_state(event)

    def _show_talk(self, event: events.Event) -> None:
        view = self.query_one(ConversationView)
        match event:
            case events.PartialTranscript(transcript=transcript):
                view.hear(transcript.text)
            case events.FinalTranscript(transcript=transcript):
                view.say("user", transcript.text)
            case events.TextEntered(text=text):
                view.say("user", text)
            case events.Notice(text=text):
                view.say("notice", text)
            case events.Rewritten(after=after):
                view.say("learned", f"I took that as “{after}”. Say “undo” if that is wrong.")
            case events.SkillFinished(text=text) if text:
                view.say("assistant", text)
            case events.Rang(text=text):
                view.say("ring", text)
            case events.Failed(stage=stage, message=message, remedy=remedy) if stage != "microphone":
                view.say("error", f"{message} {remedy}".strip())
            case events.NothingHeard():
                view.hear("")

    def _show_details(self, event: events.Event) -> None:
        meaning = self.query_one(MeaningPanel)
        match event:
            case events.Interpreted(interpretation=interpretation):
                meaning.show_meaning(interpretation)
            case events.Decided():
                meaning.show_decision(event)
            case events.TurnFinished(milliseconds=milliseconds):
                self.query_one(LatencyPanel).show(milliseconds)
            case events.MicrophoneOpened(name=name):
                self.query_one(StateLine).show_microphone(f"microphone: {name}")
            case events.Failed(stage="microphone", message=message, remedy=remedy):
                self.query_one(StateLine).show_microphone(f"{message} {remedy}")
            case events.Failed(stage="speaker"):
                self.query_one(StateLine).show_speaker("no loudspeaker  ")
            case events.PlaybackStarted():
                self.query_one(StateLine).show_speaker("")

    def _show_state(self, event: events.Event) -> None:
        match event:
            case events.Ready():
                self._state("idle")
                self.query_one(RuntimePanel).show(sessions())
            case events.MicrophoneOpened():
                self._quiet = "listening"
                self._state("listening")
            case events.Failed(stage="microphone"):
                self._quiet = "idle"
                self._state("idle")
            case events.SpeechStarted():
                self._state("hearing")
            case events.SpeechEnded() | events.TextEntered():
                self._state("thinking")
            case events.PlaybackStarted():
                self._state("speaking")
            case events.TurnFinished():
                self._state(self._quiet)

    def _state(self, state: State) -> None:
        self.query_one(StateLine).show_state(state)

    def _level(self) -> float:
        return self.live.conversation.ears.level if self.live.conversation else SILENT

    def _due(self) -> tuple[Sequence[Appointment], datetime]:
        rooms = self.live.rooms
        return rooms.schedule.appointments() if self.live.conversation else (), rooms.clock.now()

    async def _live(self) -> None:
        try:
            await self.live.run()
        except Exception as error:  # the screen stays, so that the reason can be read
            self.failure = error
            self._state("stopped")
