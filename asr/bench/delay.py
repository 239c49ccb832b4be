"""From the end of the speech to the transcript, with the recording played in real time."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import numpy as np

from asr.activity import RATE, VoiceActivityDetector
from asr.bench.record import Delay
from asr.bench.recordings import Recording
from asr.endpointer import Endpointer
from asr.listener import Heard, Listener, SpeechEnded
from asr.speech_only import Gate, stretches
from asr.transcript import Recognizer
from runtime import Audio

_PIECE = RATE // 50


@dataclass(frozen=True, slots=True)
class _Heard:
    delay: float
    pause: float


def commands(recordings: Sequence[Recording], detector: VoiceActivityDetector) -> list[Audio]:
    """The commands that hold 2 to 4 seconds of speech in one stretch, with two seconds of silence behind."""
    found = []
    for recording in recordings:
        if recording.slots is None or recording.language != "en":
            continue
        audio = recording.audio()
        spans = stretches(detector.probabilities(audio), Gate())
        if len(spans) == 1 and 2.0 <= (spans[0][1] - spans[0][0] - 20) * 0.032 <= 4.0:
            samples = np.concatenate([audio.samples, np.zeros(2 * RATE, np.float32)])
            found.append(Audio(samples, RATE))
    return found


async def measure_delay(recognizer: Recognizer, detector: VoiceActivityDetector, sounds: Sequence[Audio]) -> Delay:
    """Hear each sound as a microphone would give it.

    Returns:
        Milliseconds from the endpoint to the transcript, and the median pause before the endpoint.
    """
    with Listener(recognizer, detector, Endpointer()) as listener:
        heard = [one for sound in sounds if (one := await _hear(listener, sound))]
    delays = [one.delay for one in heard] or [float("nan")]
    return Delay(
        clips=len(heard),
        median=1000 * float(np.median(delays)),
        p95=1000 * float(np.quantile(delays, 0.95)),
        pause_median=1000 * float(np.median([one.pause for one in heard] or [float("nan")])),
    )


async def _hear(listener: Listener, sound: Audio) -> _Heard | None:
    endpoint, pause = 0.0, 0.0
    async for value in listener.listen(_in_real_time(sound)):
        if isinstance(value, SpeechEnded):
            endpoint, pause = time.monotonic(), value.endpoint - value.at
        elif isinstance(value, Heard):
            return _Heard(time.monotonic() - endpoint, pause)
    return None


async def _in_real_time(sound: Audio) -> AsyncIterator[Audio]:
    began = time.monotonic()
    for start in range(0, len(sound.samples), _PIECE):
        await asyncio.sleep(max(0.0, began + (start + _PIECE) / RATE - time.monotonic()))
        yield Audio(sound.samples[start : start + _PIECE], RATE)
