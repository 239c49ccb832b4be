import asyncio

from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.event import Event
from wyoming.pipeline import PipelineStage, RunPipeline

from assistant.wyoming.device_arbiter import DeviceArbiter
from runtime import Audio

from .test_server import send_sound, until


async def test_the_best_signal_answers_and_the_others_do_not() -> None:
    arbiter = DeviceArbiter(window=0.01)
    claims = (arbiter.claim("alexa", lambda level=level: level) for level in (-40.0, -12.0, -30.0))
    assert await asyncio.gather(*claims) == [False, True, False]


async def test_other_wake_words_are_other_matters() -> None:
    arbiter = DeviceArbiter(window=0.01)
    assert await asyncio.gather(arbiter.claim("alexa", lambda: -40.0), arbiter.claim("jarvis", lambda: -10.0)) == [
        True,
        True,
    ]


async def test_who_comes_after_the_decision_is_judged_anew() -> None:
    arbiter = DeviceArbiter(window=0.01)
    assert await arbiter.claim("alexa", lambda: -10.0)
    assert await arbiter.claim("alexa", lambda: -40.0)


async def test_of_equal_signals_the_first_wins() -> None:
    arbiter = DeviceArbiter(window=0.01)
    assert await asyncio.gather(*(arbiter.claim("alexa", lambda: -20.0) for _ in range(3))) == [True, False, False]


async def test_one_who_leaves_is_not_chosen() -> None:
    arbiter = DeviceArbiter(window=0.05)
    loud = asyncio.create_task(arbiter.claim("alexa", lambda: -10.0))
    quiet = asyncio.create_task(arbiter.claim("alexa", lambda: -40.0))
    await asyncio.sleep(0)
    loud.cancel()
    assert await quiet


async def test_of_two_satellites_the_nearer_one_is_answered(connect, say) -> None:
    near = say("What time is it?")
    far = Audio(near.samples * 0.1, near.rate)
    wake = RunPipeline(PipelineStage.ASR, PipelineStage.TTS, wake_word_name="alexa").event()
    async with connect() as first, AsyncTcpClient("127.0.0.1", first.port, read_timeout=30) as second:
        await asyncio.gather(first.write_event(wake), second.write_event(wake))
        await asyncio.gather(send_sound(first, far), send_sound(second, near))
        yielded = Error.from_event((await until(first, "error"))[-1])
        answered = await until(second, "audio-stop")
        await first.write_event(Event("ping"))
        after = await until(first, "pong")
    assert yielded.code == "room.yielded"
    assert "handled" in [event.type for event in answered]
    assert [event.type for event in after] == ["pong"]
