import pytest

from asr import Hypothesis, Transcript
from assistant import events
from assistant.app import Rooms, needed_models
from assistant.config import Config
from assistant.loop import Conversation
from assistant.stream import EventStream
from runtime import Audio


class Attentive:
    """Hears one text in one language, and remembers what it was told to expect."""

    name = "attentive"

    def __init__(self, text: str, language: str) -> None:
        self.languages = frozenset({language})
        self.heard = Transcript((Hypothesis(text, 0.9),), language)
        self.expected: tuple[str, ...] = ()

    def transcribe(self, audio: Audio, *, biases=()) -> Transcript:
        self.expected = tuple(biases)
        return self.heard


@pytest.fixture
def hears(loaded: Rooms, tmp_path):
    made = []

    def hearing(text: str, language: str, **settings) -> tuple[Conversation, Rooms, Attentive]:
        rooms = Rooms(Config(state=tmp_path, **settings), networks=loaded.networks)
        rooms.recognizer = Attentive(text, language)
        made.append(rooms)
        return Conversation(rooms, None, EventStream()), rooms, rooms.recognizer

    yield hearing
    for rooms in made:
        rooms.close()


async def test_an_utterance_is_understood_and_answered_in_the_language_it_was_heard_in(hears, say) -> None:
    conversation, *_ = hears("wie spät ist es", "de", asr={"languages": ["en-US", "de-AT"]})
    happened = await conversation.hear(say("Yes."))
    meaning = next(event.interpretation for event in happened if isinstance(event, events.Interpreted))
    assert meaning.locale == "de-DE"
    assert any(isinstance(event, events.SkillFinished) and event.locale == "de-DE" for event in happened)


async def test_names_the_user_gave_are_expected_from_the_next_turn_on(hears, say) -> None:
    conversation, rooms, ear = hears("hello", "en", skills={"home": {"kind": "simulated", "rooms": ["snuggery"]}})
    await conversation.hear(say("Yes."))
    assert ear.expected == ("snuggery",)
    await conversation.enter("add oat milk to the shopping list")
    await conversation.hear(say("Yes."))
    assert {"snuggery", "shopping", "oat milk"} <= set(ear.expected)


async def test_what_the_assistant_waits_for_is_expected_first(hears, say) -> None:
    conversation, _, ear = hears("ten minutes", "en")
    await conversation.enter("set a timer")
    await conversation.hear(say("Yes."))
    assert ear.expected[:10] == ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@pytest.mark.parametrize(
    ("settings", "ears"),
    [
        ({"asr": {"quality": "quick"}}, {"moonshine-tiny-en"}),
        ({"asr": {"quality": "accurate"}}, {"moonshine-tiny-en", "whisper-base"}),
        ({"asr": {"languages": ["en-US", "de-DE"]}}, {"whisper-base"}),
        ({"locale": "de-DE"}, {"whisper-base"}),
        ({"asr": {"service": "tcp://127.0.0.1:10300"}}, set()),
    ],
)
def test_only_the_models_of_the_spoken_languages_are_needed(settings, ears) -> None:
    needed = set(needed_models(Config(**settings)))
    assert {name for name in needed if name.startswith(("moonshine", "whisper"))} == ears
    assert "silero-vad" in needed
