"""Every way to talk with the assistant takes the same turn."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from copy import copy
from pathlib import Path

import pytest
import soundfile
from wyoming.asr import Transcript as WireTranscript
from wyoming.client import AsyncTcpClient
from wyoming.event import Event as WireEvent
from wyoming.pipeline import PipelineStage, RunPipeline

from asr import Hypothesis, Transcript
from assistant import events
from assistant.app import Rooms
from assistant.config import Config, LearningSettings, PrivacySettings, WyomingSettings
from assistant.live import Live
from assistant.loop import Conversation
from assistant.microphone import Recordings
from assistant.plain_chat import PlainChat
from assistant.script.runner import play
from assistant.script.schema import Script
from assistant.single_turn import spoken_turns, typed_turn
from assistant.stream import EventStream
from assistant.tui.screen import ChatApp
from assistant.wyoming.server import WyomingServer
from dialog.decision import Cause
from dialog.journal_entry import JournalEntry
from dialog.learning.circle import Circle
from dialog.learning.memory import Known
from dialog.learning.rewrite import Rewrite
from dialog.utterance import HERE, Guess, Origin
from nlu.student import Student
from runtime import Audio

from .wyoming.test_server import send_sound, until

PEER = "satellite 127.0.0.1"
MISHEARD, MEANT = "tadup twelve and nine", "what is twelve plus nine"


class Ear:
    """Hears what it is told to, and remembers what was expected."""

    name = "ear"

    def __init__(self, language: str, *guesses: str) -> None:
        self.languages = frozenset({language})
        likely = tuple(Hypothesis(text, 0.6 - 0.1 * place) for place, text in enumerate(guesses))
        self._transcript = Transcript(likely, language)
        self.expected: tuple[str, ...] = ()

    def transcribe(self, audio: Audio, *, biases=()) -> Transcript:
        self.expected = tuple(biases) or self.expected
        return self._transcript


class Broken:
    """Understands nothing, and says so badly."""

    def understand(self, text: str, locale: str) -> None:
        raise ValueError("boom")


class House:
    """Real rooms, but for the ear, and everything that happens in them."""

    def __init__(self, networks, config: Config, ear: Ear, sound: Audio, text: str) -> None:
        self.networks = copy(networks)
        self.networks.__dict__["recognizer"] = ear
        self.config, self.ear, self.sound, self.text = config, ear, sound, text
        self.happened: list[events.Event] = []
        self.rooms = Rooms(config, networks=self.networks)

    @property
    def turns(self) -> list[events.Event]:
        """What happened in turns."""
        return [event for event in self.happened if event.turn]

    def of(self, kind: type[events.Event]) -> list[events.Event]:
        return [event for event in self.happened if isinstance(event, kind)]

    @property
    def entry(self) -> JournalEntry:
        """The only turn in the journal."""
        [entry] = self.rooms.journal.entries()
        return entry


Surface = Callable[[House], Awaitable[object]]


async def keyboard(house: House) -> None:
    await Conversation(house.rooms, None, EventStream()).enter(house.text)


async def microphone(house: House) -> None:
    await Conversation(house.rooms, None, EventStream()).listen(Recordings([house.sound]))


async def recording(house: House) -> None:
    await Conversation(house.rooms, None, EventStream()).hear(house.sound)


async def one_shot_text(house: House) -> None:
    await typed_turn(house.rooms, house.text, None)


async def one_shot_recording(house: House) -> None:
    file = house.config.state / "said.wav"
    soundfile.write(file, house.sound.samples, house.sound.rate)
    await spoken_turns(house.rooms, [file], None)


async def plain_lines(house: House) -> None:
    async with asyncio.timeout(60):
        await PlainChat(Live(house.rooms), io.StringIO(f"{house.text}\n"), io.StringIO()).run()


async def full_screen(house: House) -> None:
    app = ChatApp(Live(house.rooms))
    async with asyncio.timeout(60), app.run_test() as pilot:
        while not house.of(events.Ready):
            await pilot.pause(0.02)
        app.query_one("#prompt").value = house.text
        await pilot.press("enter")
        while not house.of(events.TurnFinished):
            await pilot.pause(0.02)
        await app.live.conversation.finish(30)


@asynccontextmanager
async def satellite(house: House):
    server = WyomingServer(house.rooms, WyomingSettings(port=0), EventStream())
    async with server.serving() as port, AsyncTcpClient("127.0.0.1", port, read_timeout=30) as client:
        yield client
        await client.write_event(WireEvent("ping"))
        await until(client, "pong")


async def satellite_voice(house: House) -> None:
    async with satellite(house) as client:
        await client.write_event(RunPipeline(PipelineStage.ASR, PipelineStage.TTS).event())
        await send_sound(client, house.sound)


async def satellite_text(house: House) -> None:
    async with satellite(house) as client:
        await client.write_event(WireTranscript(text=house.text).event())


async def script_text(house: House) -> None:
    await _play(house, {"type": house.text})


async def script_recording(house: House) -> None:
    soundfile.write(house.config.state / "said.wav", house.sound.samples, house.sound.rate)
    await _play(house, {"play": "said.wav"})


async def _play(house: House, step: dict[str, str]) -> None:
    config = house.config
    script = Script(name="a turn", steps=(step,), skills=config.skills, learning=config.learning)
    await play(script, house.config.state / "script.yaml", config, house.networks)


TYPED = [keyboard, plain_lines, full_screen, one_shot_text, satellite_text, script_text]
SPOKEN = [microphone, recording, one_shot_recording, satellite_voice, script_recording]
every_surface = pytest.mark.parametrize("surface", TYPED + SPOKEN, ids=lambda surface: surface.__name__)
every_spoken_surface = pytest.mark.parametrize("surface", SPOKEN, ids=lambda surface: surface.__name__)


@pytest.fixture
def house(loaded: Rooms, say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A house in which these words are said; a script plays in it too, not in a passing folder of its own."""

    @contextmanager
    def here() -> Iterator[str]:
        yield str(tmp_path)

    monkeypatch.setattr("assistant.script.runner.TemporaryDirectory", here)
    made: list[House] = []

    def build(*guesses: str, language: str = "en", **settings) -> House:
        own = {"zone": "Europe/Berlin", "audio": {"microphone": "none", "speaker": "none"}} | settings
        config = Config(state=tmp_path, **own)
        made.append(House(loaded.networks, config, Ear(language, *guesses), say("What time is it?"), guesses[0]))
        publish = EventStream.publish

        def spy(stream: EventStream, event: events.Event) -> None:
            made[-1].happened.append(event)
            publish(stream, event)

        monkeypatch.setattr(EventStream, "publish", spy)
        return made[-1]

    yield build
    for each in made:
        each.rooms.close()


@every_surface
async def test_the_same_words_are_decided_alike(house, surface: Surface) -> None:
    built = house("what time is it")
    await surface(built)
    [decided] = built.of(events.Decided)
    assert (decided.decision.kind, decided.decision.cause, decided.skill) == ("act", Cause.EXPECTED_COST, "clock")
    assert [offer.skill for offer in decided.decision.offers] == ["clock"]
    assert built.entry.answer.decision == decided.decision


@every_surface
async def test_the_journal_events_and_answer_have_one_number(house, surface: Surface) -> None:
    built = house("what time is it")
    assert [built.rooms.journal.reserve() for _ in range(41)][-1] == 41
    await surface(built)
    assert {event.turn for event in built.turns} == {built.entry.turn} == {42}


@every_surface
async def test_a_learned_rewrite_is_used_and_told_of(house, surface: Surface) -> None:
    built = house(MISHEARD, learning=LearningSettings(control=0))
    rewrite = Rewrite(MISHEARD, MEANT, "play_radio", "qa_maths", 0.1, 0.8, 3, 1, frozenset((HERE, PEER)))
    for circle in (Circle("en"), Circle("en", PEER)):
        built.rooms.learning.memory.keep(circle, Known({rewrite.source: rewrite}, {}, frozenset()), [])
    await surface(built)
    assert [(event.before, event.after) for event in built.of(events.Rewritten)] == [(MISHEARD, MEANT)]
    assert built.of(events.SkillFinished)[0].text == "21."
    assert (built.entry.text, built.entry.rewriting.used) == (MISHEARD, True)


@every_surface
async def test_the_ending_is_in_the_journal(house, surface: Surface) -> None:
    built = house("what time is it")
    await surface(built)
    assert built.entry.ending is not None
    assert {"nlu", "dialog"} <= built.entry.ending.milliseconds.keys()
    assert built.entry.ending.milliseconds == built.of(events.TurnFinished)[0].milliseconds


@every_surface
async def test_the_answer_is_in_the_language_of_the_words(house, surface: Surface) -> None:
    built = house("wie spät ist es", language="de", asr={"languages": ["en-US", "de-DE"]})
    await surface(built)
    assert built.entry.utterance.locale == "de-DE"
    assert built.of(events.SkillFinished)[0].text.startswith("Es ist")


@every_surface
async def test_a_stage_that_fails_is_told_of_and_ends_the_turn(
    house, surface: Surface, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = house("what time is it")
    if surface in (plain_lines, full_screen, one_shot_recording):  # loading is over before the student breaks
        monkeypatch.setattr(Rooms, "load", lambda rooms: None)
    monkeypatch.setattr(Student, "understand", Broken.understand)
    await surface(built)
    assert [event.code for event in built.of(events.Failed)] == ["nlu.crashed"]
    assert isinstance(built.turns[-1], events.TurnFinished)


@every_spoken_surface
async def test_a_later_guess_is_acted_on_where_the_first_makes_no_sense(house, surface: Surface) -> None:
    built = house("watt rhyme is it", "what time is it")
    await surface(built)
    assert built.entry.utterance.guesses == (Guess("watt rhyme is it", 0.6), Guess("what time is it", 0.5))
    assert built.entry.acted_on is not None and built.entry.acted_on.utterance == "what time is it"
    assert built.of(events.Decided)[0].skill == "clock"


@every_spoken_surface
async def test_names_that_the_user_gave_are_expected(house, surface: Surface) -> None:
    built = house("what time is it", skills={"home": {"kind": "simulated", "rooms": ["snuggery"]}})
    await surface(built)
    assert "snuggery" in built.ear.expected


@every_spoken_surface
async def test_the_recording_is_kept_under_the_number_of_the_turn(house, surface: Surface) -> None:
    built = house("what time is it", privacy=PrivacySettings(keep_audio=True))
    await surface(built)
    assert built.rooms.recordings.turns() == (built.entry.turn,)


@every_surface
async def test_without_a_journal_turns_are_numbered_all_the_same(house, surface: Surface) -> None:
    built = house("what time is it", privacy=PrivacySettings(journal=False))
    assert [built.rooms.journal.reserve() for _ in range(41)][-1] == 41
    await surface(built)
    assert {event.turn for event in built.turns} == {42}
    assert built.rooms.journal.entries() == ()


@pytest.mark.parametrize(
    ("surface", "device", "typed"),
    [(keyboard, "here", True), (microphone, "here", False), (satellite_voice, "satellite 127.0.0.1", False)],
)
async def test_the_journal_says_where_a_turn_came_in(house, surface: Surface, device: str, typed: bool) -> None:
    built = house("what time is it")
    await surface(built)
    assert (built.entry.device, built.entry.utterance.typed) == (device, typed)


async def test_a_satellite_says_for_whom_and_in_which_conversation_it_speaks(house) -> None:
    built = house("what time is it")
    context = {"conversation_id": "01JD", "device_id": "kitchen", "area": "downstairs", "person": "anna"}
    async with satellite(built) as client:
        await client.write_event(WireTranscript(text=built.text, context=context).event())
    assert built.entry.utterance.origin == Origin(
        "satellite 127.0.0.1 kitchen", "downstairs", "anna", "satellite 127.0.0.1 01JD"
    )


async def test_turns_of_two_surfaces_at_once_are_two_turns(house) -> None:
    built = house("what time is it")
    await asyncio.gather(satellite_text(built), keyboard(built), satellite_text(built))
    assert [entry.turn for entry in built.rooms.journal.entries()] == [1, 2, 3]
    assert {event.turn for event in built.turns} == {1, 2, 3}


async def test_a_client_that_hangs_up_early_leaves_a_turn_that_ends_and_a_server_that_goes_on(house) -> None:
    built = house("what time is it")
    ended = asyncio.Event()

    def watch(event: events.Event) -> None:
        if isinstance(event, events.TurnFinished):
            ended.set()

    stream = EventStream()
    stream.observe(watch)
    server = WyomingServer(built.rooms, WyomingSettings(port=0), stream)
    async with server.serving() as port, asyncio.timeout(30):
        client = AsyncTcpClient("127.0.0.1", port)
        await client.connect()
        await client.write_event(RunPipeline(PipelineStage.ASR, PipelineStage.TTS).event())
        await send_sound(client, built.sound)
        client._writer.transport.abort()
        await ended.wait()
        async with AsyncTcpClient("127.0.0.1", port, read_timeout=30) as another:
            await another.write_event(WireEvent("ping"))
            await until(another, "pong")
    assert {event.code for event in built.of(events.Failed)} == {"client.gone"}
    assert isinstance(built.turns[-1], events.TurnFinished)
