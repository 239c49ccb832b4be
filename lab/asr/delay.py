"""From the end of the speech to the transcript, with the recording played in real time."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from asr.activity import FRAME, FRAME_SECONDS, RATE, VoiceActivityDetector
from asr.completeness import completeness
from asr.endpointer import Endpointer
from asr.hearing import Pace
from asr.listener import Heard, Listener, SpeechEnded
from asr.speech_only import Gate, stretches
from asr.transcript import Recognizer, readings
from lab.asr.record import Delay
from lab.asr.recordings import Recording
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
    alone = [delay_alone(recognizer, detector, sound) for sound in sounds]
    return Delay(
        clips=len(heard),
        median=1000 * float(np.median(delays)),
        p95=1000 * float(np.quantile(delays, 0.95)),
        pause_median=1000 * float(np.median([one.pause for one in heard] or [float("nan")])),
        alone_median=1000 * float(np.median(alone)),
        alone_p95=1000 * float(np.quantile(alone, 0.95)),
    )


def delay_alone(recognizer: Recognizer, detector: VoiceActivityDetector, sound: Audio) -> float:
    """Seconds from the endpoint to the transcript where the recogniser works at its processor time's pace.

    It goes as in `asr.hearing`: the work begins when a pause is long enough, and what it finds moves the endpoint.
    """
    endpointer = Endpointer()
    begun, found, speech = 0, [(0.0, 0.5)], -1  # the frame of the attempt, and when each draft of it is there
    for frame, probability in enumerate(detector.probabilities(sound)):
        if endpointer.push(float(probability)) == "ended":
            return max(0.0, begun * FRAME_SECONDS + found[-1][0] - frame * FRAME_SECONDS)
        if endpointer.silent * FRAME_SECONDS >= Pace().probe and speech != frame - endpointer.silent:
            begun, speech = frame, frame - endpointer.silent
            found = list(_drafts(recognizer, Audio(sound.samples[: (frame + 1) * FRAME], sound.rate)))
        since = (frame - begun) * FRAME_SECONDS
        known = [complete for after, complete in found if endpointer.silent and since >= after]
        endpointer.complete = known[-1] if known else 0.5
    return 0.0


def _drafts(recognizer: Recognizer, audio: Audio) -> Iterator[tuple[float, float]]:
    """For each draft, the seconds until it is there, and how complete it sounds."""
    began = time.process_time()
    for draft in readings(recognizer, audio, ()):
        yield time.process_time() - began, completeness(draft)


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
