import asyncio

import numpy as np
import pytest

from assistant.app import Rooms
from assistant.config import AsrSettings, Config, TtsSettings
from assistant.errors import AssistantError
from assistant.loop import Conversation
from assistant.networks import Networks
from assistant.protocol.remote import RemoteRecognizer, RemoteVoice
from assistant.report import report
from assistant.speaking import Tape
from assistant.stream import EventStream


async def test_another_service_can_hear_and_speak_for_us(connect, rooms: Rooms, say) -> None:
    async with connect() as client:
        service = f"tcp://127.0.0.1:{client.port}"
        elsewhere = Config(state=rooms.config.state, asr=AsrSettings(service=service), tts=TtsSettings(service=service))
        networks = Networks(elsewhere)
        await asyncio.to_thread(lambda: (networks.recognizer, networks.voice))
        tape = Tape()
        conversation = Conversation(Rooms(elsewhere, networks=networks), tape, EventStream())
        turn = report(await conversation.hear(say("What time is it?")))
    assert (turn.skill, turn.error) == ("clock", "")
    assert tape.audio().rate == networks.voice.rate == 24_000
    assert tape.audio().seconds > 0.5


async def test_what_comes_from_elsewhere_is_what_would_have_been_heard_here(connect, rooms: Rooms, say) -> None:
    async with connect() as client:
        recognizer = await asyncio.to_thread(RemoteRecognizer, f"tcp://127.0.0.1:{client.port}")
        sound = say("Set a timer for ten minutes.")
        there = await asyncio.to_thread(recognizer.transcribe, sound)
    assert there.text == rooms.recognizer.transcribe(sound).text


async def test_a_remote_voice_says_what_ours_would(connect, rooms: Rooms) -> None:
    async with connect() as client:
        voice = await asyncio.to_thread(RemoteVoice, f"tcp://127.0.0.1:{client.port}")
        there = await asyncio.to_thread(lambda: list(voice.stream("It is noon.")))
    here = list(rooms.voice.stream("It is noon."))
    assert [chunk.last for chunk in there] == [False] * (len(there) - 1) + [True]
    difference = np.concatenate([c.audio.samples for c in there]) - np.concatenate([c.audio.samples for c in here])
    assert np.abs(difference).max() < 1e-4


@pytest.mark.parametrize("kind", [RemoteRecognizer, RemoteVoice])
def test_a_service_that_is_not_there_is_named_with_a_remedy(kind) -> None:
    with pytest.raises(AssistantError, match="tcp://127.0.0.1:9 cannot be used") as caught:
        kind("tcp://127.0.0.1:9")
    assert caught.value.code == "service.unreachable"


async def test_a_service_that_goes_away_costs_turns_and_not_the_conversation(connect, rooms: Rooms, say) -> None:
    async with connect() as client:
        rooms.recognizer = await asyncio.to_thread(RemoteRecognizer, f"tcp://127.0.0.1:{client.port}")
    conversation = Conversation(rooms, Tape(), EventStream())
    assert report(await conversation.hear(say("What time is it?"))).error == "service.unreachable"
    assert report(await conversation.enter("what time is it")).skill == "clock"
