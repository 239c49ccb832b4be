"""Hours of sound through the ears without a pause: does memory grow, does time drift, is a frame lost?"""

import asyncio
import itertools
import math
import time
from collections.abc import AsyncIterator, Callable, Sequence

import numpy as np
import psutil
import soxr
from pydantic import BaseModel, ConfigDict

from asr.activity import FRAME_SECONDS
from asr.hearing import UNHURRIED
from asr.listener import Heard, Listener, NothingHeard, SpeechEnded
from assistant.app import Rooms
from assistant.rehearsal import spoken
from lab.asr.non_speech import NON_SPEECH
from runtime import Audio
from runtime.provenance import Provenance

_RATE = 44_100  # not the recogniser's, so that the resampler is at work all the time
_SAID = (
    "What time is it?",
    "Set a timer for ten minutes.",
    "Turn off the lights in the kitchen.",
    "Add milk to my shopping list.",
    "Wake me up at seven tomorrow.",
    "What is the weather like in Berlin?",
)
_SAMPLES = 60  # of memory, over the whole run
Progress = Callable[[int, int, str], None]


class SoakRecord(BaseModel):
    """One run.

    Attributes:
        provenance: Where, when, with what.
        recognizer: Its name.
        minutes: Of sound.
        wall_minutes: It took.
        utterances: Said in it.
        heard: Of these, those of which an utterance ended where it ended.
        frames_expected: Frames of 32 ms that the sound holds.
        frames_heard: Frames that reached the detector.
        drift_ms: How much later the end of the last utterance was reported than that of the first, both against where
            they were put, by a straight line through all.
        resident_mb: Memory at each of sixty points of the run, in 10^6 bytes.
        growth_mb: From the mean of the second sixth of them to that of the last: the first is warming up.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    recognizer: str
    minutes: float
    wall_minutes: float
    utterances: int
    heard: int
    frames_expected: int
    frames_heard: int
    drift_ms: float
    resident_mb: tuple[float, ...]
    growth_mb: float


class Tape:
    """Commands and noises in turn with silence between them, made as it is read.

    Attributes:
        ends: Where the speech of each utterance ended, in seconds.
        samples: That were given.
        memory: Resident bytes, from time to time.
    """

    def __init__(self, commands: Sequence[Audio], seconds: float, seed: int, progress: Progress) -> None:
        """Set up.

        Args:
            commands: At 44.1 kHz.
            seconds: To give in all.
            seed: Of the order, the silences and the pieces.
            progress: Told of each minute.
        """
        self.ends: list[float] = []
        self.samples = 0
        self.memory: list[int] = []
        self._commands = commands
        self._limit = int(seconds * _RATE)
        self._chance = np.random.default_rng(seed)
        self._progress = progress

    async def pieces(self) -> AsyncIterator[Audio]:
        """The tape in pieces of any length, none of them included."""
        for turn in itertools.count():
            sound = self._command() if turn % 2 == 0 else self._noise(turn)
            at = 0
            while at < len(sound):
                size = int(self._chance.integers(0, _RATE // 10))
                piece = sound[at : at + size][: self._limit - self.samples]
                self.samples += len(piece)
                at += size
                yield Audio(piece, _RATE)
                if self.samples >= self._limit:
                    return
                self._look()

    def _command(self) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        speech = self._commands[int(self._chance.integers(len(self._commands)))].samples
        self.ends.append((self.samples + len(speech)) / _RATE)
        silence = np.zeros(int(self._chance.uniform(2, 8) * _RATE), np.float32)
        return np.concatenate([speech, silence])

    def _noise(self, turn: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        make = NON_SPEECH[turn // 2 % len(NON_SPEECH)]
        wave = np.clip(0.3 * make(float(self._chance.uniform(3, 8)), turn), -1, 1).astype(np.float32)
        return np.asarray(soxr.resample(wave, 16_000, _RATE), np.float32)

    def _look(self) -> None:
        if self.samples * _SAMPLES >= self._limit * len(self.memory):
            self.memory.append(psutil.Process().memory_info().rss)
            self._progress(len(self.memory), _SAMPLES, f"{self.samples / _RATE / 60:.0f} min")


async def soak(
    rooms: Rooms, minutes: float, seed: int = 0, progress: Progress = lambda done, total, said: None
) -> SoakRecord:
    """Hear so many minutes as fast as it goes.

    Args:
        rooms: For the listener, and the voice that says the commands.
        minutes: Of sound.
        seed: Of everything that is drawn.
        progress: Told of each sixtieth.
    """
    said = [await asyncio.to_thread(spoken, rooms.voice, text, 25.0, seed) for text in _SAID]
    commands = [Audio(soxr.resample(one.samples, one.rate, _RATE), _RATE) for one in said]
    tape = Tape(commands, 60 * minutes, seed, progress)
    began = time.monotonic()
    with rooms.listener(UNHURRIED) as listener:
        found = await _ends(listener, tape.pieces())
        heard = listener.time
    matched = [(true, near - true) for true in tape.ends if abs((near := _nearest(found, true)) - true) < 0.5]
    slope = _slope(matched)
    memory = [used / 1e6 for used in tape.memory]
    sixth = max(1, len(memory) // 6)
    return SoakRecord(
        provenance=Provenance.here(f"python -m lab bench soak --minutes {minutes:g}"),
        recognizer=rooms.recognizer.name,
        minutes=minutes,
        wall_minutes=round((time.monotonic() - began) / 60, 2),
        utterances=len(tape.ends),
        heard=len(matched),
        frames_expected=math.ceil(tape.samples / _RATE / FRAME_SECONDS - 1e-6),
        frames_heard=round(heard / FRAME_SECONDS),
        drift_ms=round(1000 * slope * (matched[-1][0] - matched[0][0]), 2) if matched else math.nan,
        resident_mb=tuple(round(used, 1) for used in memory),
        growth_mb=round(float(np.mean(memory[-sixth:]) - np.mean(memory[sixth : 2 * sixth])), 2),
    )


async def _ends(listener: Listener, stream: AsyncIterator[Audio]) -> list[float]:
    """Where utterances with words were found to end, in seconds of the stream."""
    ends: list[float] = []
    end, over = 0.0, False
    while not over:
        async for value in listener.listen(stream):
            match value:
                case SpeechEnded(at=at, why=why):
                    end, over = at, why == "end_of_stream"
                case Heard():
                    ends.append(end)
                case NothingHeard(why=why):
                    over = over or why == "end_of_stream"
    return ends


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """Of the straight line through points."""
    x, y = np.array(points, float).reshape(-1, 2).T
    return float(np.polyfit(x, y, 1)[0]) if len(x) > 1 else math.nan


def _nearest(times: Sequence[float], wanted: float) -> float:
    return min(times, key=lambda one: abs(one - wanted), default=math.inf)
