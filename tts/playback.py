"""Playing speech: a queue that the sound card empties, cancelled within one block."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from runtime import Audio
from runtime.audio import Samples
from tts.errors import TtsError

logger = logging.getLogger(__name__)

BLOCK_SECONDS = 0.01
PREBUFFER_SECONDS = 0.04
_FADE_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class PlaybackReport:
    """What the queue has done since it was made.

    Attributes:
        played: Samples of speech handed out.
        underruns: Blocks that wanted speech in the middle of an utterance and found none.
    """

    played: int
    underruns: int


class PlaybackQueue:
    """Speech waiting to be played. Filled by one thread, emptied block by block by another.

    Args:
        rate: Samples per second of the speech.
        prebuffer: Seconds that must wait before an utterance starts, so that it does not stutter.
        output_rate: Samples per second of the blocks, where the device has another; speech is then resampled.
    """

    def __init__(self, rate: int, prebuffer: float = PREBUFFER_SECONDS, output_rate: int | None = None) -> None:
        self.rate, self.output_rate = rate, output_rate or rate
        self._prebuffer = round(prebuffer * self.output_rate)
        self._converter = self._fresh_converter()
        self._changed = threading.Condition()
        self._waiting: deque[Samples] = deque()
        self._held = self._played = self._underruns = 0
        self._started = self._ended = False
        self._volume = 1.0

    @property
    def volume(self) -> float:
        """Linear gain, 0 to 1."""
        return self._volume

    @volume.setter
    def volume(self, gain: float) -> None:
        if not 0.0 <= gain <= 1.0:
            raise TtsError("audio.volume", f"volume {gain} is not between 0 and 1.")
        self._volume = gain

    def put(self, audio: Audio, last: bool) -> None:
        """Add the next stretch of an utterance.

        Raises:
            TtsError: ``audio.rate`` for another sample rate than the queue's.
        """
        if audio.rate != self.rate:
            raise TtsError("audio.rate", f"audio of {audio.rate} Hz for a player of {self.rate} Hz.")
        with self._changed:
            samples = audio.samples
            if self._converter:
                samples = self._converter.resample_chunk(samples, last=last)
                self._converter = self._fresh_converter() if last else self._converter
            self._waiting.append(samples)
            self._held += len(samples)
            self._ended = last

    def cancel(self) -> None:
        """Drop what waits; the block being made fades out and silence follows."""
        with self._changed:
            fade = round(_FADE_SECONDS * self.output_rate)
            rest = self._take(fade) if self._started else np.zeros(0, np.float32)
            self._waiting.clear()
            self._converter = self._fresh_converter()
            self._held = len(rest)
            if len(rest):
                self._waiting.append(rest * np.linspace(1.0, 0.0, len(rest), dtype=np.float32))
            self._ended = True
            self._changed.notify_all()

    def read(self, frames: int) -> Samples:
        """The next block, silence where there is nothing to say."""
        block = np.zeros(frames, np.float32)
        with self._changed:
            if not self._started:
                self._started = self._held > 0 and (self._ended or self._held >= self._prebuffer)
            if self._started:
                speech = self._take(frames)
                block[: len(speech)] = speech * np.float32(self._volume)
                self._played += len(speech)
                if not self._held and self._ended:
                    self._started = self._ended = False
                elif len(speech) < frames:
                    self._underruns += 1
            elif not self._held:
                self._ended = False
            self._changed.notify_all()
        return block

    def wait(self, timeout: float) -> bool:
        """Wait until everything put has been read; whether that happened in ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._held, timeout)

    def report(self) -> PlaybackReport:
        """Counters so far."""
        with self._changed:
            return PlaybackReport(self._played, self._underruns)

    def _fresh_converter(self) -> "soxr.ResampleStream | None":
        if self.rate == self.output_rate:
            return None
        return soxr.ResampleStream(self.rate, self.output_rate, 1, dtype="float32", quality="HQ")

    def _take(self, frames: int) -> Samples:
        parts: list[Samples] = []
        wanted = frames
        while wanted and self._waiting:
            part = self._waiting.popleft()
            if len(part) > wanted:
                self._waiting.appendleft(part[wanted:])
                part = part[:wanted]
            parts.append(part)
            wanted -= len(part)
        self._held -= frames - wanted
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)


class Player(PlaybackQueue):
    """The sound card, through PortAudio; blocks of 10 ms, at its own rate where it does not take that of the speech.

    Args:
        rate: Samples per second of the speech.
        device: A PortAudio device name or index; by default the system's.

    Raises:
        TtsError: ``audio.portaudio`` where the library is missing, ``audio.no_speaker`` where no device opens.

    Attributes:
        played: Called, in the sound card's thread, with every block that goes out, and its rate.
    """

    played: Callable[[Samples, int], None] | None = None

    def __init__(self, rate: int, device: str | int | None = None, prebuffer: float = PREBUFFER_SECONDS) -> None:
        sounddevice = _sounddevice()
        try:
            super().__init__(rate, prebuffer, _device_rate(sounddevice, device, rate))
            self._stream = sounddevice.OutputStream(
                samplerate=self.output_rate,
                blocksize=round(BLOCK_SECONDS * self.output_rate),
                device=device,
                channels=1,
                dtype="float32",
                latency="low",
                callback=self._callback,
            )
            self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise TtsError(
                "audio.no_speaker",
                f"No loudspeaker can be opened: {error}.",
                "Choose one with [audio] speaker, see: assistant doctor",
            ) from error

    def close(self) -> None:
        """Stop and let go of the device."""
        self._stream.close()

    def _callback(self, out: Any, frames: int, time: Any, status: Any) -> None:
        block = self.read(frames)
        out[:, 0] = block
        if self.played:
            self.played(block, self.output_rate)


class NullPlayer(PlaybackQueue):
    """Plays into nothing at the pace of a sound card, or into a WAV file, where there is no loudspeaker.

    Args:
        rate: Samples per second.
        path: A WAV file that gets every block, the silence between utterances left out.
        pace: Seconds of sound played in a second.
        why: The reason there is no loudspeaker, for a person to read.
    """

    def __init__(self, rate: int, path: Path | None = None, pace: float = 1.0, why: str = "") -> None:
        super().__init__(rate)
        self.why = why
        self._closed = threading.Event()
        self._file = soundfile.SoundFile(path, "w", rate, 1, "PCM_16", format="WAV") if path else None
        self._pause = BLOCK_SECONDS / pace
        self._thread = threading.Thread(target=self._empty, name="null-player", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; the file is complete afterwards."""
        self._closed.set()
        self._thread.join(timeout=2.0)
        if self._file:
            self._file.close()

    def _empty(self) -> None:
        frames = round(BLOCK_SECONDS * self.rate)
        while not self._closed.wait(self._pause):
            before = self._played
            block = self.read(frames)
            if self._file and self._played > before:
                self._file.write(block[: self._played - before])


def open_player(rate: int, device: str | int | None = None) -> Player | NullPlayer:
    """The sound card where there is one, else a player into nothing that knows why, so that the loop goes on."""
    try:
        return Player(rate, device)
    except TtsError as error:
        logger.warning("replies are not heard: %s", error)
        return NullPlayer(rate, why=str(error))


def _device_rate(sounddevice: Any, device: str | int | None, rate: int) -> int:
    """``rate`` where the device takes it, else the one it prefers."""
    try:
        sounddevice.check_output_settings(device=device, channels=1, dtype="float32", samplerate=rate)
    except sounddevice.PortAudioError:
        return int(sounddevice.query_devices(device, "output")["default_samplerate"])
    return rate


def _sounddevice() -> Any:
    try:
        import sounddevice  # loads PortAudio, which may be missing
    except OSError as error:
        raise TtsError(
            "audio.portaudio",
            f"PortAudio is missing: {error}.",
            "Install it with: sudo apt-get install -y libportaudio2",
        ) from error
    return sounddevice
