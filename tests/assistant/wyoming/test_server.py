import asyncio
import json
import socket

import numpy as np
import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.event import Event
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe, Info
from wyoming.intent import Intent, Recognize
from wyoming.ping import Ping, Pong
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeVoice

from assistant import events
from assistant.app import Rooms
from assistant.errors import AssistantError
from assistant.protocol.sound import to_wire
from assistant.protocol.wire import Limits
from assistant.stream import EventStream
from assistant.wyoming.service import Service
from runtime import Audio


async def until(client: AsyncTcpClient, *kinds: str) -> list[Event]:
    """Events up to and with the first of these kinds."""
    events = []
    while not events or events[-1].type not in kinds:
        event = await client.read_event()
        assert event is not None, f"the server hung up before {kinds}"
        events.append(event)
    return events


async def send_sound(client: AsyncTcpClient, audio: Audio) -> None:
    form = {"rate": audio.rate, "width": 2, "channels": 1}
    await client.write_event(AudioStart(**form).event())
    raw = to_wire(audio)
    for start in range(0, len(raw), 2048):
        await client.write_event(AudioChunk(**form, audio=raw[start : start + 2048]).event())
    await client.write_event(AudioStop().event())


async def test_it_describes_what_it_can_do(connect) -> None:
    async with connect() as client:
        await client.write_event(Describe().event())
        info = Info.from_event((await until(client, "info"))[-1])
    assert [program.models[0].languages for program in info.asr] == [["en"]]
    assert info.tts[0].supports_synthesize_streaming
    assert "de" in info.handle[0].models[0].languages
    assert info.intent


async def test_it_transcribes_with_partials_before_the_end(connect, say) -> None:
    question = say("What time is it in Tokyo, and what is on my shopping list for tomorrow morning?")
    async with connect() as client:
        await client.write_event(Transcribe(language="en").event())
        await send_sound(client, question)
        events = await until(client, "transcript-stop")
    text = Transcript.from_event(next(event for event in events if event.type == "transcript")).text
    assert "shopping list" in text


async def test_a_language_that_it_does_not_hear_is_named(connect) -> None:
    async with connect() as client:
        await client.write_event(Transcribe(language="de-DE").event())
        error = Error.from_event((await until(client, "error"))[-1])
        assert (error.code, "'de'" in error.text) == ("language.unknown", True)
        await client.write_event(Transcribe(language="en-GB").event())
        await client.write_event(Ping().event())
        assert (await until(client, "pong"))[0].type == "pong"


async def test_names_that_the_client_expects_are_likelier(connect, say) -> None:
    async with connect() as client:
        await client.write_event(Transcribe(language="en", transcript_names=["Pim Quillfeather"]).event())
        await send_sound(client, say("Call Pim Quillfeather."))
        events = await until(client, "transcript-stop")
    text = Transcript.from_event(next(event for event in events if event.type == "transcript")).text
    assert "quillfeather" in text.lower()


async def test_a_voice_for_a_language_that_nobody_speaks_is_refused(connect) -> None:
    async with connect() as client:
        await client.write_event(Synthesize(text="Hello", voice=SynthesizeVoice(language="tlh")).event())
        assert Error.from_event((await until(client, "error"))[-1]).code == "voice.no_language"


async def test_silence_is_an_empty_transcript(connect) -> None:
    async with connect() as client:
        await send_sound(client, Audio(np.zeros(32_000, np.float32), 16_000))
        event = next(event for event in await until(client, "transcript-stop") if event.type == "transcript")
    assert Transcript.from_event(event).text == ""


async def test_it_understands(connect) -> None:
    async with connect() as client:
        await client.write_event(Recognize(text="what time is it in tokyo").event())
        intent = Intent.from_event((await until(client, "intent"))[-1])
    assert intent.name == "datetime_query"
    assert [entity.value for entity in intent.entities] == ["tokyo"]


async def test_it_handles_what_a_skill_can_do_and_says_so_when_none_can(connect) -> None:
    async with connect() as client:
        await client.write_event(Transcript(text="what time is it").event())
        assert (Handled.from_event((await until(client, "handled"))[-1]).text or "").startswith("It is")
        await client.write_event(Transcript(text="the purple monday swims under a ladder").event())
        assert NotHandled.from_event((await until(client, "not-handled"))[-1]).text


async def test_it_speaks_in_chunks(connect) -> None:
    async with connect() as client:
        await client.write_event(Synthesize(text="This is a sentence that is long enough for several chunks.").event())
        events = await until(client, "audio-stop")
    assert events[0].type == "audio-start"
    assert len(events) > 4
    assert sum(len(event.payload or b"") for event in events) > 2 * 24_000


async def test_streamed_text_is_spoken_sentence_by_sentence(connect) -> None:
    async with connect() as client:
        await client.write_event(SynthesizeStart().event())
        await client.write_event(SynthesizeChunk(text="It is noon. And n").event())
        first = await until(client, "audio-stop")
        await client.write_event(SynthesizeChunk(text="ow it is not").event())
        await client.write_event(Synthesize(text="It is noon. And now it is not").event())
        await client.write_event(SynthesizeStop().event())
        rest = await until(client, "synthesize-stopped")
    assert first[0].type == "audio-start"
    assert [event.type for event in rest].count("audio-stop") == 1


async def test_a_pipeline_goes_from_sound_to_sound(connect, say) -> None:
    async with connect() as client:
        await client.write_event(RunPipeline(PipelineStage.ASR, PipelineStage.TTS).event())
        await send_sound(client, say("What time is it?"))
        kinds = list(dict.fromkeys(event.type for event in await until(client, "audio-stop")))
    assert kinds == [
        "transcript-start",
        "transcript-chunk",
        "transcript",
        "transcript-stop",
        "handled",
        "audio-start",
        "audio-chunk",
        "audio-stop",
    ]


async def test_the_turn_of_a_client_is_told_to_those_who_follow_the_events(connect, say) -> None:
    stream = EventStream()
    seen: list[events.Event] = []
    stream.observe(seen.append)
    async with connect(stream=stream) as client:
        await client.write_event(RunPipeline(PipelineStage.ASR, PipelineStage.TTS).event())
        await send_sound(client, say("What time is it?"))
        await until(client, "audio-stop")
        await client.write_event(Transcript(text="hi", language="xx").event())
        await until(client, "error")
    kinds = list(dict.fromkeys(type(event).__name__ for event in seen if event.turn == 1))
    assert kinds[:3] == ["SpeechEnded", "FinalTranscript", "Interpreted"]
    assert kinds[-1] == "TurnFinished"
    assert {"asr", "nlu", "dialog", "tts"} <= seen[len([e for e in seen if e.turn == 1]) - 1].milliseconds.keys()
    assert [event.code for event in seen if isinstance(event, events.Failed)] == ["locale.unknown"]


async def test_one_client_too_many_is_told_so(connect) -> None:
    async with connect(most_clients=1) as client:
        await client.write_event(Ping().event())
        await until(client, "pong")
        async with AsyncTcpClient("127.0.0.1", client.port) as second:
            await second.write_event(Ping().event())
            assert Error.from_event((await until(second, "error"))[-1]).code == "server.full"
            assert await second.read_event() is None


async def test_a_full_queue_is_answered_with_busy_and_nothing_else_is_lost(connect) -> None:
    async with connect(longest_queue=1) as client:
        others = [AsyncTcpClient("127.0.0.1", client.port) for _ in range(6)]
        for other in others:
            await other.connect()
            await other.write_event(Synthesize(text="A sentence that takes a moment to be said aloud. " * 3).event())
        ends = [await _end(other) for other in others]
        assert "server.busy" in ends
        assert "audio-stop" in ends
        for other in others:
            await other.write_event(Ping().event())
            await until(other, "pong")
            await other.disconnect()


async def test_a_queue_that_one_has_filled_has_room_for_another(rooms: Rooms) -> None:
    service = Service(rooms, Limits(), 1, EventStream())
    async with service.turn("greedy"):
        with pytest.raises(AssistantError, match="waiting"):
            async with service.turn("greedy"):
                pass
        async with service.turn("honest"):
            assert service.waiting == 2


async def test_a_dialogue_that_waits_for_the_disk_keeps_nobody_from_speech(
    connect, rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, take_turn = asyncio.Event(), rooms.dialog.take_turn

    async def slow(*meanings, **more):
        await going.wait()
        return await take_turn(*meanings, **more)

    monkeypatch.setattr(rooms.dialog, "take_turn", slow)
    async with connect() as client:
        others = [AsyncTcpClient("127.0.0.1", client.port) for _ in range(4)]
        for other in others:
            await other.connect()
            await other.write_event(Transcript(text="what time is it").event())
        await client.write_event(Synthesize(text="It is noon.").event())
        await until(client, "audio-stop")
        going.set()
        for other in others:
            await until(other, "handled")
            await other.disconnect()


async def test_a_client_that_is_cut_off_in_the_middle_leaves_the_others_alone(connect, say) -> None:
    async with connect() as client:
        cut = AsyncTcpClient("127.0.0.1", client.port)
        await cut.connect()
        await cut.write_event(AudioStart(rate=16_000, width=2, channels=1).event())
        cut._writer.write(b'{"type": "audio-chunk", "payload_length": 2048}\nhalf of it')
        cut._writer.transport.abort()
        await send_sound(client, say("What time is it?"))
        assert (await until(client, "transcript-stop"))[-1]


async def test_a_client_that_does_not_read_is_sent_away_and_keeps_nobody_waiting(
    connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.wyoming.server.Limits", lambda: Limits(patience=0.3))
    async with connect() as client:
        deaf = socket.socket()
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", client.port))
        text = "This is a long sentence that nobody will ever hear to its end. " * 30
        deaf.sendall(json.dumps({"type": "synthesize", "data": {"text": text}}).encode() + b"\n")
        with pytest.raises(ConnectionError):
            async with asyncio.timeout(90):
                while True:  # what it sends finds nobody, once it was sent away
                    await asyncio.sleep(0.05)
                    deaf.sendall(b'{"type": "ping"}\n')
        deaf.close()
        await client.write_event(Synthesize(text="It is noon.").event())
        assert (await until(client, "audio-stop"))[0].type == "audio-start"


async def test_a_client_that_reads_slowly_keeps_no_place_at_work(connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.wyoming.service._WORKERS", 1)
    async with connect() as client:
        slow = socket.socket()
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(("127.0.0.1", client.port))
        text = "This is a long sentence that is read a little at a time. " * 12
        slow.sendall(json.dumps({"type": "synthesize", "data": {"text": text}}).encode() + b"\n")
        await client.write_event(Recognize(text="what time is it").event())
        assert (await until(client, "intent"))[-1]
        slow.close()


async def test_a_client_that_always_reads_too_slowly_is_sent_away(connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.wyoming.satellite._SLACK", -1e9)
    async with connect() as client:
        await client.write_event(Synthesize(text="It is noon.").event())
        events = []
        while (event := await client.read_event()) is not None:
            events.append(event.type)
    assert "audio-stop" not in events


async def test_a_flood_of_events_is_read_at_a_pace(connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.wyoming.server.Limits", lambda: Limits(burst=5, rate=50.0))
    loop = asyncio.get_running_loop()
    async with connect() as client:
        client._writer.write(b'{"type": "ping"}\n' * 25)
        began = loop.time()
        for _ in range(25):
            await until(client, "pong")
    assert loop.time() - began >= 0.3  # twenty of them at fifty a second: a floor, not a measurement


async def test_many_clients_at_once_each_get_their_own_answer(connect) -> None:
    words = [f"{number} apples" for number in ("two", "three", "four", "five", "six", "seven", "eight", "nine")]
    async with connect() as client:
        answers = await asyncio.gather(*(_understood(client.port, word) for word in words))
    assert answers == words


async def _understood(port: int, word: str) -> str:
    async with AsyncTcpClient("127.0.0.1", port, read_timeout=30) as client:
        await client.write_event(Ping(text=word).event())
        return Pong.from_event((await until(client, "pong"))[-1]).text or ""


async def _end(client: AsyncTcpClient) -> str:
    while True:
        event = await client.read_event()
        assert event is not None
        if event.type == "error":
            return Error.from_event(event).code or ""
        if event.type == "audio-stop":
            return event.type


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"this is no json\n", "wire.malformed"),
        (b"[1, 2]\n", "wire.malformed"),
        (b'{"data": {}}\n', "wire.malformed"),
        (b'{"type": 7}\n', "wire.malformed"),
        (b'{"type": "ping", "data": {"text": NaN}}\n', "wire.malformed"),
        (b'{"type": "ping", "data_length": -1}\n', "wire.malformed"),
        (b'{"type": "ping", "data_length": 99999999}\n', "wire.too_long"),
        (b'{"type": "audio-chunk", "payload_length": 99999999}\n', "wire.too_long"),
        (b'{"type": "ping", "data_length": 4}\nnope', "wire.malformed"),
        (b"x" * 100_000, "wire.too_long"),
        (
            b'{"type": "audio-start"}\n{"type": "audio-chunk", "data": {"rate": 3, "width": 2, "channels": 1}}\n',
            "wire.malformed",
        ),
        (b'{"type": "audio-chunk"}\n', "audio.not_started"),
        (b'{"type": "audio-stop"}\n', "audio.not_started"),
        (b'{"type": "synthesize", "data": {"text": 3}}\n', "wire.malformed"),
        (b'{"type": "synthesize", "data": {"text": ""}}\n', "text.empty"),
        (b'{"type": "transcript", "data": {"text": "hi", "language": "xx"}}\n', "locale.unknown"),
        (b'{"type": "run-pipeline", "data": {"start_stage": "wake", "end_stage": "tts"}}\n', "pipeline.stages"),
        (b'{"type": "transcript", "data": {"text": "' + b"set a timer " * 100 + b'"}}\n', "text.too_long"),
        (b'{"type": "recognize", "data": {"text": "' + b"9" * 4050 + b'"}}\n', "text.too_long"),
        (b'{"type": "ping", "data": {"x": ' + b"[" * 30_000 + b"]" * 30_000 + b"}}\n", "wire.malformed"),
        (
            b'{"type": "audio-start"}\n{"type": "audio-chunk", "data": {"rate": 16000, "width": [2], "channels": 1}}\n',
            "wire.malformed",
        ),
        (
            b'{"type": "audio-start"}\n{"type": "audio-chunk", "data": {"rate": 8e3, "width": 2, "channels": 1}}\n',
            "wire.malformed",
        ),
    ],
)
async def test_what_is_wrong_is_answered_with_a_named_error(connect, raw: bytes, code: str) -> None:
    async with connect() as client:
        client._writer.write(raw)
        assert Error.from_event((await until(client, "error"))[-1]).code == code
        async with AsyncTcpClient("127.0.0.1", client.port) as another:
            await another.write_event(Ping().event())
            await until(another, "pong")


async def test_unknown_events_are_ignored_as_the_protocol_wants(connect) -> None:
    async with connect() as client:
        await client.write_event(Event("from-the-future", {"x": 1}, b"abc"))
        await client.write_event(Ping().event())
        assert (await until(client, "pong"))[0].type == "pong"


async def test_half_characters_from_one_client_spoil_no_turn_of_another(connect) -> None:
    async with connect() as client:
        half = {"text": "add \ud800 to my list", "context": {"device_id": "\ud800", "area": "\x1b[2J"}}
        for data in (half, {"text": "what time is it", "language": "\ud800"}):
            client._writer.write(json.dumps({"type": "transcript", "data": data}).encode() + b"\n")
            await until(client, "handled", "not-handled", "error")
        async with AsyncTcpClient("127.0.0.1", client.port, read_timeout=30) as another:
            for text in ("what time is it", "set a timer for ten minutes"):
                await another.write_event(Event("transcript", {"text": text}))
                assert (await until(another, "handled", "error"))[-1].type == "handled"


async def test_of_a_chunk_no_more_is_decoded_than_is_listened_to(connect, rooms: Rooms, monkeypatch) -> None:
    heard: list[float] = []
    whole = rooms.recognizer.transcribe
    monkeypatch.setattr(
        rooms.recognizer, "transcribe", lambda sound, **how: heard.append(sound.seconds) or whole(sound)
    )
    chunk = {"rate": 8_000, "width": 1, "channels": 1}
    async with connect() as client:
        await client.write_event(Event("audio-start", chunk))
        for _ in range(3):
            await client.write_event(Event("audio-chunk", chunk, bytes(2_000_000)))
        await client.write_event(Event("audio-stop"))
        await until(client, "transcript")
    assert heard and max(heard) < 31
