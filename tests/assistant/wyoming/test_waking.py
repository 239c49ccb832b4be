import numpy as np
import pytest
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe, Info
from wyoming.wake import Detect, Detection

from asr import wake
from runtime import Audio

from .test_server import send_sound, until

pytestmark = pytest.mark.skipif(not wake.installed(), reason="the extra 'wake' is not installed")
SECOND = np.zeros(16_000, np.float32)


async def test_a_wake_word_is_detected_by_name(connect, say) -> None:
    call = Audio(np.concatenate([SECOND, say("Hey Jarvis.").samples, SECOND]), 16_000)
    async with connect() as client:
        await client.write_event(Detect(names=["hey_jarvis"]).event())
        await send_sound(client, call)
        await client.write_event(Event("ping"))
        events = await until(client, "pong")
    assert [Detection.from_event(event).name for event in events[:-1]] == ["hey_jarvis"]


async def test_a_stream_without_one_ends_with_not_detected(connect, say) -> None:
    async with connect() as client:
        await client.write_event(Detect().event())
        await send_sound(client, say("What time is it?"))
        assert [event.type for event in await until(client, "not-detected")] == ["not-detected"]


async def test_an_unknown_wake_word_is_named(connect) -> None:
    async with connect() as client:
        await client.write_event(Detect(names=["computer"]).event())
        assert Error.from_event((await until(client, "error"))[-1]).code == "wake.unknown"


async def test_after_a_wake_word_the_same_client_can_be_heard(connect, say) -> None:
    async with connect() as client:
        await client.write_event(Detect().event())
        await send_sound(client, Audio(SECOND, 16_000))
        await until(client, "not-detected")
        await client.write_event(Event("transcribe"))
        await send_sound(client, say("What time is it?"))
        assert "time" in (await until(client, "transcript-stop"))[-2].data["text"].lower()


async def test_wake_words_are_described(connect) -> None:
    async with connect() as client:
        await client.write_event(Describe().event())
        info = Info.from_event((await until(client, "info"))[-1])
    assert {model.name for model in info.wake[0].models} == set(wake.PHRASES)
