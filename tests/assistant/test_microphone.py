import asyncio
import sys
from collections.abc import AsyncIterator

import numpy as np
import pytest

from asr.activity import FRAME, RATE
from assistant.errors import AssistantError
from assistant.microphone import Recordings, SoundCard, device_key, reconnecting
from runtime import Audio


def tone(seconds: float, rate: int = RATE) -> Audio:
    return Audio(np.sin(np.arange(int(seconds * rate)) * 0.1).astype(np.float32), rate)


class Flaky:
    """A microphone that gives so many frames each time it is opened, then is lost; a negative number is absence."""

    name = "flaky"

    def __init__(self, *openings: int) -> None:
        self.openings = list(openings)

    async def frames(self) -> AsyncIterator[Audio]:
        count = self.openings.pop(0)
        for _ in range(count):
            yield tone(FRAME / RATE)
        if self.openings:
            raise AssistantError("microphone.lost" if count else "microphone.absent", "gone")


async def test_a_recording_is_followed_by_silence() -> None:
    frames = [frame async for frame in Recordings([tone(0.5)], pause=1.0).frames()]
    assert sum(frame.seconds for frame in frames) >= 1.5
    assert np.abs(frames[0].samples).max() > 0.5
    assert not np.abs(frames[-1].samples).any()


async def test_a_microphone_that_vanishes_is_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("assistant.microphone.asyncio.sleep", sleep)
    opened, failed = [], []
    microphone = Flaky(2, 0, 0, 1, 3)  # it is told of once that there is none
    frames = [f async for f in reconnecting(microphone, lambda: opened.append(1), failed.append, longest=1.5)]
    assert sum(1 for frame in frames if frame.samples.any()) == 6
    assert len(opened) == 3
    assert [error.code for error in failed] == [
        "microphone.lost",
        "microphone.absent",
        "microphone.lost",
    ]
    silent = sum(frame.seconds for frame in frames if not frame.samples.any())
    assert silent == sum(pauses) == 0.5 + 1.0 + 1.5 + 0.5


async def test_a_driver_that_raises_anything_costs_the_microphone_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.microphone._AWAY", 0.01)

    class Crashing(Flaky):
        async def frames(self):
            if len(self.openings) > 1:
                self.openings.pop()
                raise OSError("the bus is gone")
            async for frame in super().frames():
                yield frame

    failed = []
    frames = [frame async for frame in reconnecting(Crashing(2, 0), lambda: None, failed.append)]
    assert [error.code for error in failed] == ["microphone.failed"]
    assert sum(bool(frame.samples.any()) for frame in frames) == 2


async def test_a_device_that_takes_long_to_open_gives_silence_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.microphone._AWAY", 0.01)

    class Slow(Flaky):
        async def frames(self):
            await ready.wait()
            async for frame in super().frames():
                yield frame

    ready, opened = asyncio.Event(), []
    frames = reconnecting(Slow(2), lambda: opened.append(1), lambda error: None)
    assert not any([(await anext(frames)).samples.any() for _ in range(3)]) and not opened
    ready.set()
    while not (await anext(frames)).samples.any():
        pass
    assert opened


async def test_a_machine_without_portaudio_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    monkeypatch.setattr("builtins.__import__", _without_portaudio(__import__))
    with pytest.raises(AssistantError, match="libportaudio2") as caught:
        await anext(aiter(SoundCard().frames()))
    assert caught.value.code == "microphone.no_portaudio"


async def test_a_microphone_that_is_not_there_is_an_error_with_a_remedy() -> None:
    pytest.importorskip("sounddevice", exc_type=OSError)
    with pytest.raises(AssistantError, match="assistant doctor") as caught:
        await anext(aiter(SoundCard("no such microphone").frames()))
    assert caught.value.code == "microphone.absent"


def test_devices_are_named_by_number_by_name_or_not_at_all() -> None:
    assert (device_key("default"), device_key("3"), device_key("USB")) == (None, 3, "USB")


def _without_portaudio(real):
    def importer(name, *rest, **more):
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real(name, *rest, **more)

    return importer
