"""A typed sentence is taken in the configured language that it is in."""

import pytest

from assistant.app import Rooms
from assistant.config import AsrSettings, Config
from assistant.events import Failed, SkillFinished, TextEntered
from assistant.loop import Conversation
from assistant.stream import EventStream


@pytest.fixture
def several(rooms: Rooms) -> Rooms:
    languages = AsrSettings(languages=("en-US", "fr-FR"))
    config = rooms.config.model_copy(update={"locale": "de-DE", "asr": languages})
    return Rooms(config, rooms.clock)


def one_language(rooms: Rooms) -> Config:
    return rooms.config.model_copy(update={"asr": AsrSettings()})


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("weck mich morgen um sieben uhr", "de-DE"),
        ("wake me up tomorrow at seven", "en-US"),
        ("réveille moi demain matin à sept heures", "fr-FR"),
        ("spiel bitte yesterday von den beatles", "de-DE"),
        ("ok", "de-DE"),
        ("12 + 9", "de-DE"),
    ],
)
def test_the_language_is_told_among_the_configured(several: Rooms, text: str, locale: str) -> None:
    assert several.locale_of_text(text) == locale


def test_with_one_language_nothing_is_told(rooms: Rooms) -> None:
    alone = Rooms(one_language(rooms), rooms.clock)
    assert alone.locale_of_text("réveille moi demain matin") == alone.config.locale
    assert "identifier" not in alone.networks.__dict__


async def test_a_turn_is_answered_in_its_language(several: Rooms) -> None:
    conversation = Conversation(several, None, EventStream())
    for text, locale in (("what time is it", "en-US"), ("wie spät ist es", "de-DE")):
        found = await conversation.enter(text)
        assert [event.locale for event in found if isinstance(event, TextEntered | SkillFinished)] == [locale, locale]
    entered = await conversation.enter("wie spät ist es", "en-US")
    assert [event.locale for event in entered if isinstance(event, TextEntered)] == ["en-US"]


@pytest.mark.parametrize("text", ["wake me \udcff up", "\ud83d", "\x00", "\u202ewhat time is it", "🙂" * 1000])
async def test_a_turn_survives_any_characters(rooms: Rooms, text: str) -> None:
    found = await Conversation(rooms, None, EventStream()).enter(text)
    assert not [event for event in found if isinstance(event, Failed)]
    for event in found:
        str(event).encode()


async def test_a_text_that_nobody_would_say_is_refused_and_that_is_told(rooms: Rooms) -> None:
    found = await Conversation(rooms, None, EventStream()).enter("9" * 4050)
    assert [event.code for event in found if isinstance(event, Failed)] == ["text.too_long"]
    assert not [event for event in found if isinstance(event, SkillFinished)]
