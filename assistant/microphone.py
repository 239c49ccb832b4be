"""Where frames come from: a sound card, or recordings that stand in for one."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any, Protocol

import numpy as np

from asr.activity import FRAME, RATE
from asr.errors import AsrError
from asr.framing import Framer
from assistant.errors import AssistantError
from runtime import Audio

_log = logging.getLogger(__name__)

_QUEUE = 256  # eight seconds: what a stalled recogniser may fall behind before frames are dropped
_AWAY = 0.5  # seconds of silence at a time while the microphone is away
_REMEDY = "Plug one in, or name one under [audio] microphone in assistant.toml; `assistant doctor` lists them."


class Microphone(Protocol):
    """A source of frames."""

    name: str

    def frames(self) -> AsyncIterator[Audio]:
        """Frames of 512 samples at 16 kHz, until the source ends.

        Raises:
            AssistantError: ``microphone.absent`` or ``microphone.lost``.
        """
        ...


class SoundCard:
    """A microphone through PortAudio.

    Attributes:
        overruns: Blocks before which sound was lost, because it was not fetched in time.
    """

    def __init__(self, name: str = "default", patience: float = 2.0, channel: int = 1) -> None:
        """Set up.

        Args:
            name: PortAudio's number, a part of its name, or ``default``.
            patience: Seconds without sound after which the microphone counts as lost.
            channel: Which of its channels, from 1.
        """
        self.name = name
        self.overruns = 0
        self._patience = patience
        self._channel = channel

    async def frames(self) -> AsyncIterator[Audio]:
        """Frames as they come; see ``Microphone``."""
        loop = asyncio.get_running_loop()
        blocks: asyncio.Queue[np.ndarray[Any, np.dtype[np.float32]]] = asyncio.Queue(_QUEUE)

        def arrived(block: Any, _frames: int, _time: Any, status: Any) -> None:
            self.overruns += bool(status.input_overflow)
            loop.call_soon_threadsafe(_put, blocks, block[:, self._channel - 1].copy())

        stream, rate = await asyncio.to_thread(self._open, arrived)
        framer = Framer()
        try:
            while True:
                async with asyncio.timeout(self._patience):
                    block = await blocks.get()
                for frame in framer.push(Audio(block, rate)):
                    yield frame
        except TimeoutError as error:
            raise AssistantError(
                "microphone.lost", f"The microphone {self.name!r} has stopped sending sound.", _REMEDY
            ) from error
        except AsrError as error:
            raise AssistantError("microphone.lost", f"The microphone {self.name!r} sends no sound: {error}") from error
        finally:
            await asyncio.to_thread(_close, stream)
            if self.overruns:
                _log.warning("The microphone %r was not heard fast enough %d times.", self.name, self.overruns)

    def _open(self, callback: Callable[[Any, int, Any, Any], None]) -> tuple[Any, int]:
        try:
            import sounddevice
        except OSError as error:
            remedy = "Install it: sudo apt-get install libportaudio2"
            raise AssistantError("microphone.no_portaudio", "PortAudio is not installed.", remedy) from error
        device = device_key(self.name)
        try:
            rate = _rate(sounddevice, device, self._channel)
            stream = sounddevice.InputStream(
                samplerate=rate,
                blocksize=round(rate * FRAME / RATE),  # smaller ones only wake the processor more often
                device=device,
                channels=self._channel,
                dtype="float32",
                latency="low",
                callback=callback,
            )
            stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            message = f"The microphone {self.name!r} cannot be opened: {error}."
            raise AssistantError("microphone.absent", message, _REMEDY) from error
        return stream, rate


class Recordings:
    """Recordings that stand in for a microphone, with silence after each so that its end is found."""

    def __init__(self, recordings: Sequence[Audio], *, pause: float = 1.5, pace: float = 0.0) -> None:
        """Set up.

        Args:
            recordings: Any rate.
            pause: Seconds of silence after each.
            pace: Seconds to wait for each second of sound: 1 for real time, 0 for at once.
        """
        self.name = "recording"
        self._recordings = recordings
        self._pause = pause
        self._pace = pace

    async def frames(self) -> AsyncIterator[Audio]:
        """The recordings cut into frames; the last one is filled up with silence."""
        for recording in self._recordings:
            framer = Framer()
            silence = np.zeros(int(self._pause * recording.rate) + FRAME, dtype=np.float32)
            for frame in framer.push(Audio(np.concatenate([recording.samples, silence]), recording.rate)):
                await asyncio.sleep(self._pace * frame.seconds)
                yield frame


async def reconnecting(
    microphone: Microphone, opened: Callable[[], None], failed: Callable[[AssistantError], None], longest: float = 30.0
) -> AsyncIterator[Audio]:
    """Frames of a microphone that is opened again, with growing pauses, whenever it vanishes; silence meanwhile.

    A device that takes long to open gives silence too, so that nobody takes the stream for dead.

    Args:
        microphone: The source.
        opened: Called with the first frame after each opening.
        failed: Called with the error when it becomes absent or lost; not again for the same error at each attempt.
        longest: Upper limit of the pause, in seconds.
    """
    failures, told = 0, tuple[object, ...]()
    while True:
        frames = microphone.frames()
        first = asyncio.ensure_future(anext(frames, None))
        try:
            while not (await asyncio.wait({first}, timeout=_AWAY))[0]:
                yield _silence()
            if (frame := first.result()) is None:
                return
            failures, told = 0, ()
            opened()
            yield frame
            async for frame in frames:
                yield frame
        except Exception as error:  # a driver may raise anything, and comes to itself when it is opened again
            reason = error if isinstance(error, AssistantError) else _unexpected(microphone, error)
            if reason.args != told:
                failed(reason)
            told = reason.args
            for _ in range(round(min(longest, _AWAY * 2**failures) / _AWAY)):
                await asyncio.sleep(_AWAY)
                yield _silence()
            failures += 1
        else:
            return
        finally:
            first.cancel()


def _unexpected(microphone: Microphone, error: Exception) -> AssistantError:
    _log.debug("The microphone failed", exc_info=error)
    message = f"The microphone {microphone.name!r} stopped on an unexpected {type(error).__name__}: {error}."
    return AssistantError("microphone.failed", message, _REMEDY)


def device_key(name: str) -> str | int | None:
    """A configured device name as PortAudio wants it: a number, a part of a name, or None for the default."""
    if name == "default":
        return None
    return int(name) if name.isdecimal() else name


def _rate(sounddevice: Any, device: str | int | None, channels: int) -> int:
    try:
        sounddevice.check_input_settings(device=device, channels=channels, dtype="float32", samplerate=RATE)
    except sounddevice.PortAudioError:
        return int(sounddevice.query_devices(device, "input")["default_samplerate"])
    return RATE


def _put(queue: asyncio.Queue[Any], block: Any) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(block)


def _silence() -> Audio:
    return Audio(np.zeros(round(_AWAY * RATE), dtype=np.float32), RATE)


def _close(stream: Any) -> None:
    stream.abort(ignore_errors=True)
    stream.close(ignore_errors=True)
