"""The conversations that Home Assistant's Wyoming integration has with a service, event by event."""

import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.event import Event
from wyoming.handle import Handled
from wyoming.info import Describe, Info
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeVoice

from .test_server import send_sound, until


async def test_setting_up_finds_each_kind_of_service_installed(connect) -> None:
    async with connect() as client:
        await client.write_event(Describe().event())
        info = Info.from_event((await until(client, "info"))[-1])
    for programs in (info.asr, info.tts, info.handle, info.intent):
        assert programs and all(program.installed and program.name for program in programs)
        assert all(program.attribution.name and program.attribution.url for program in programs)
    assert all(model.installed and model.languages for program in info.asr for model in program.models)
    assert all(voice.installed and voice.languages for program in info.tts for voice in program.voices)


async def test_speech_to_text_gives_one_transcript(connect, say) -> None:
    async with connect() as client:
        await client.write_event(Transcribe(language="en").event())
        await send_sound(client, say("What time is it?"))
        events = [event for event in await until(client, "transcript-stop") if Transcript.is_type(event.type)]
    assert [Transcript.from_event(event).text.lower().rstrip("?") for event in events] == ["what time is it"]


@pytest.mark.parametrize(("language", "begins"), [("en", "It is"), ("en-US", "It is"), ("de", "Es ist")])
async def test_the_conversation_agent_answers_in_the_language_it_is_asked_in(connect, language, begins) -> None:
    question = "wie spät ist es" if language == "de" else "what time is it"
    context = {"conversation_id": "01JD"}
    async with connect() as client:
        await client.write_event(Transcript(text=question, context=context, language=language).event())
        handled = Handled.from_event((await until(client, "handled"))[-1])
    assert (handled.text or "").startswith(begins)
    assert handled.context == context


async def test_streamed_text_to_speech_ends_with_stopped(connect) -> None:
    voice = SynthesizeVoice(name="heart")
    async with connect() as client:
        await client.write_event(SynthesizeStart(voice=voice).event())
        await client.write_event(SynthesizeChunk(text="It is a quarter past ten. ").event())
        await client.write_event(Synthesize(text="It is a quarter past ten. ", voice=voice).event())
        await client.write_event(SynthesizeStop().event())
        events: list[Event] = await until(client, "synthesize-stopped")
    kinds = list(dict.fromkeys(event.type for event in events))
    assert kinds == ["audio-start", "audio-chunk", "audio-stop", "synthesize-stopped"]
