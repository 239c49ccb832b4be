"""Takes the assistant's own voice out of what the microphone hears.

The canceller is that of WebRTC (AEC3) in the package livekit (https://github.com/livekit/python-sdks, Apache-2.0): it
finds the delay between speaker and microphone by itself. None of the package's network parts is used.
"""

import importlib
import threading
from typing import Any, Final

import numpy as np
import soxr

from asr.activity import RATE
from asr.errors import AsrError
from runtime import Audio
from runtime.audio import Samples

_BLOCK: Final = RATE // 100  # what the canceller works on
_WAITING: Final = RATE // 2  # samples of the speaker's sound kept for the microphone's
_SMOOTH: Final = 0.97  # of the powers, for each block: about a third of a second
_AUDIBLE: Final = 1e-7  # power of the speaker's sound, -70 dB, below which nothing can be learnt
_LEAST: Final = 100  # blocks of audible sound before anything is judged: an echo comes late
_ATTENUATED: Final = 0.03  # of the echo's power, from which the canceller has found it
_UNHEARD: Final = 1e-4  # of the speaker's power, below which the microphone does not hear it


class EchoCanceller:
    """Between a speaker and a microphone.

    Attributes:
        converged: Whether the echo is known to be taken out: until then nobody should listen while the speaker sounds.
    """

    def __init__(self) -> None:
        """Set up.

        Raises:
            AsrError: ``echo.missing`` where the package is not installed.
        """
        self.converged = False
        self._package = _package()
        self._apm: Any = self._package.AudioProcessingModule(echo_cancellation=True)
        self._lock = threading.Lock()
        self._played: Samples = np.zeros(0, np.float32)
        self._resampler: tuple[int, soxr.ResampleStream] | None = None
        self._rest: Samples = np.zeros(0, np.float32)
        self._clean: Samples = np.zeros(_BLOCK, np.float32)  # so that as much comes out as goes in
        self._powers = np.zeros(3)
        self._audible = 0

    def played(self, samples: Samples, rate: int) -> None:
        """Take what goes to the speaker; may be called in any thread.

        Args:
            samples: Shape (n,).
            rate: In Hz.
        """
        with self._lock:
            if rate != RATE:
                samples = self._resampled(samples, rate)
            self._played = np.concatenate([self._played, samples])[-_WAITING:]

    def clean(self, frame: Audio) -> Audio:
        """The frame without the speaker's sound, 10 ms late.

        Args:
            frame: The next of the microphone, 16 kHz, of any length.

        Raises:
            AsrError: ``audio.rate``.
        """
        if frame.rate != RATE:
            raise AsrError("audio.rate", f"Echo is cancelled at {RATE} Hz.", "Cut the stream with a Framer.")
        heard = np.concatenate([self._rest, np.nan_to_num(frame.samples)])
        whole = len(heard) // _BLOCK * _BLOCK
        self._rest = heard[whole:]
        blocks = [self._block(block) for block in heard[:whole].reshape(-1, _BLOCK)]
        clean = np.concatenate([self._clean, *blocks])
        self._clean = clean[len(frame.samples) :]
        return Audio(clean[: len(frame.samples)], RATE)

    def _block(self, heard: Samples) -> Samples:
        played = self._next_played()
        self._apm.process_reverse_stream(self._frame(played))
        frame = self._frame(heard)
        self._apm.process_stream(frame)
        clean: Samples = np.frombuffer(bytes(frame.data), np.int16).astype(np.float32) / np.float32(32768)
        self._judge(played, heard, clean)
        return clean

    def _next_played(self) -> Samples:
        with self._lock:
            block, self._played = self._played[:_BLOCK], self._played[_BLOCK:]
        return np.pad(block, (0, _BLOCK - len(block)))

    def _judge(self, played: Samples, heard: Samples, clean: Samples) -> None:
        """Whether the echo is gone: what is left is far less than what came in, or none came in."""
        powers = np.array([np.mean(np.square(part)) for part in (played, heard, clean)])
        self._powers = _SMOOTH * self._powers + (1 - _SMOOTH) * powers
        speaker, before, after = self._powers
        self._audible += int(speaker > _AUDIBLE)
        if self._audible >= _LEAST and (after < _ATTENUATED * before or before < _UNHEARD * speaker):
            self.converged = True

    def _frame(self, samples: Samples) -> Any:
        pcm = (np.clip(samples, -1, 1) * 32767).astype(np.int16)
        return self._package.AudioFrame(pcm.tobytes(), RATE, 1, _BLOCK)

    def _resampled(self, samples: Samples, rate: int) -> Samples:
        if self._resampler is None or self._resampler[0] != rate:
            self._resampler = rate, soxr.ResampleStream(rate, RATE, 1, dtype="float32")
        resampled: Samples = self._resampler[1].resample_chunk(samples)
        return resampled


def _package() -> Any:
    try:
        return importlib.import_module("livekit.rtc")
    except ImportError:
        raise AsrError(
            "echo.missing", "livekit is not installed.", "Run: pip install 'voice-assistant-reference[echo]'"
        ) from None
