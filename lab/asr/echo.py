"""The assistant and a person speak at once in a simulated room, equally loud: who is heard?"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import numpy as np
import soxr
from pydantic import BaseModel, ConfigDict

from asr.activity import FRAME, RATE
from asr.echo import EchoCanceller
from asr.hearing import UNHURRIED
from asr.listener import Heard, NothingHeard, SpeechStarted
from asr.wake import PHRASES, WakeDetector
from assistant.app import Rooms
from assistant.ears import Ears
from lab.asr.accuracy import normalizer
from lab.asr.acoustics import echo_of
from lab.asr.recordings import Recording, read_recordings
from runtime import Audio
from runtime.audio import Samples
from runtime.provenance import Provenance

_REPLIES = (
    "It is a quarter past ten in the morning.",
    "Tomorrow it will be sunny, with a high of twenty degrees and rain in the evening.",
    "You have three timers running. The first one is called pasta, and has four minutes left.",
    "I have added milk, bread and a dozen eggs to your shopping list.",
    "Your next appointment is at half past two, with the dentist in the old town.",
    "The lights in the kitchen and in the hall are off now, and the heating is at nineteen degrees.",
)
_ROOMS = ((0.15, 0.02), (0.3, 0.06), (0.5, 0.12))  # reverberation time, and seconds from speaker to microphone
_REACTION = 0.6  # seconds from the first word of a person to the reply's silence
_WAIT = 1.0
Progress = Callable[[int, int, str], None]


class EchoScore(BaseModel):
    """One way to keep the own voice out.

    Attributes:
        own_seconds: Of the assistant's speech alone.
        own_starts: Times it was taken for somebody who speaks.
        own_words: Words that were made of it.
        own_wakes: Wake words that were heard in it.
        commands: Said into a reply, which falls silent soon after.
        started: Of these, those whose beginning was noticed while the reply went on.
        slots_right: With all slots heard.
    """

    model_config = ConfigDict(frozen=True)

    own_seconds: float
    own_starts: int
    own_words: int
    own_wakes: int
    commands: int
    started: int
    slots_right: int


class EchoRecord(BaseModel):
    """One run.

    Attributes:
        provenance: Where, when, with what.
        recognizer: Its name.
        without: Nothing keeps it out: the control.
        half_duplex: The ears are closed while a reply is said, but for wake words.
        cancelled: The echo is cancelled, and the ears closed until the canceller has found it.
        alone: Slots right of the same commands without any reply: what can be had.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    recognizer: str
    without: EchoScore
    half_duplex: EchoScore
    cancelled: EchoScore
    alone: int


class _Scene:
    """What the speaker plays and what the microphone hears, frame by frame, through the ears to a listener."""

    def __init__(self, rooms: Rooms, mode: str, reverberation: float, delay: float) -> None:
        self.echo = EchoCanceller() if mode == "cancelled" else None
        self._mode = mode
        self._rooms = rooms
        self._room = reverberation, delay
        self._speaking = False
        self._wakes = WakeDetector(PHRASES)
        self.wakes = 0

    async def hear(self, playing: Samples, person: Samples) -> tuple[list[float], list[str]]:
        """Where somebody was noticed to speak, in seconds, and what was heard."""
        ears = Ears("open", self._deaf, echo=self.echo)
        echo = echo_of(playing, *self._room, seed=1) if playing.any() else playing
        stream = ears.hear(self._frames(playing, echo + person))
        starts, texts, over = [], [], False
        with self._rooms.listener(UNHURRIED) as listener:
            while not over:
                async for value in listener.listen(stream):
                    match value:
                        case SpeechStarted(at=at):
                            starts.append(at)
                        case Heard(transcript=transcript):
                            texts.append(transcript.text)
                        case NothingHeard(why="end_of_stream"):
                            over = True
        return starts, texts

    def _deaf(self) -> bool:
        unknown = self.echo is not None and not self.echo.converged
        return self._speaking and (self._mode == "half duplex" or unknown)

    async def _frames(self, playing: Samples, heard: Samples) -> AsyncIterator[Audio]:
        for at in range(0, len(heard) - FRAME + 1, FRAME):
            block = playing[at : at + FRAME]
            self._speaking = bool(playing[max(0, at - RATE // 4) : at + FRAME].any())
            if self.echo:
                self.echo.played(block, RATE)
            frame = Audio(heard[at : at + FRAME].astype(np.float32), RATE)
            self.wakes += self._wakes.push(frame) is not None
            yield frame


def bench_echo(rooms: Rooms, data: Path, progress: Progress = lambda done, total, said: None) -> EchoRecord:
    """Play replies, and commands into them.

    Args:
        rooms: For the listener and the voice.
        data: A folder with ``manifest.json``; its English commands are used.
        progress: Told of each room.
    """
    replies = [_spoken(rooms, text) for text in _REPLIES]
    orders = [one for one in read_recordings(data) if one.slots is not None and one.language == "en"]
    modes = ("without", "half duplex", "cancelled")
    scores = {}
    for number, mode in enumerate(modes):
        progress(number, len(modes), mode)
        scores[mode] = asyncio.run(_score(rooms, mode, replies, orders))
    progress(len(modes), len(modes), "done")
    return EchoRecord(
        provenance=Provenance.here("python -m lab bench echo --data DATA"),
        recognizer=rooms.recognizer.name,
        without=scores["without"],
        half_duplex=scores["half duplex"],
        cancelled=scores["cancelled"],
        alone=sum(_right(one, [rooms.recognizer.transcribe(one.audio()).text]) for one in orders),
    )


async def _score(rooms: Rooms, mode: str, replies: Sequence[Samples], orders: Sequence[Recording]) -> EchoScore:
    starts = words = wakes = started = right = 0
    seconds = 0.0
    for room in _ROOMS:
        scene = _Scene(rooms, mode, *room)
        talk = np.concatenate([part for reply in replies for part in (reply, _silence(_WAIT))])
        began, texts = await scene.hear(talk, np.zeros_like(talk))
        seconds += len(talk) / RATE
        starts, words, wakes = (
            starts + len(began),
            words + sum(len(text.split()) for text in texts),
            scene.wakes + wakes,
        )
    scene = _Scene(rooms, mode, *_ROOMS[1])
    await scene.hear(replies[0], np.zeros_like(replies[0]))  # a reply before, as there mostly is one
    for number, order in enumerate(orders):
        playing, person, begins = _interrupted(replies[number % len(replies)], order.audio().samples)
        began, texts = await scene.hear(playing, person)
        started += any(begins <= at <= begins + 1.5 for at in began)
        right += _right(order, texts)
    return EchoScore(
        own_seconds=seconds,
        own_starts=starts,
        own_words=words,
        own_wakes=wakes,
        commands=len(orders),
        started=started,
        slots_right=right,
    )


def _interrupted(reply: Samples, command: Samples) -> tuple[Samples, Samples, float]:
    """A reply that falls silent soon after a person begins, the person, as loud, and when that is."""
    first = int(np.flatnonzero(np.abs(command) > 0.1 * np.abs(command).max())[0])
    begins = RATE + first
    playing = np.concatenate([reply, reply])[: begins + int(_REACTION * RATE)]
    total = RATE + len(command) + 2 * RATE
    person = np.pad(command, (RATE, 2 * RATE)) * np.sqrt(np.mean(np.square(reply)) / np.mean(np.square(command)))
    return np.pad(playing, (0, total - len(playing))), person.astype(np.float32), begins / RATE


def _right(order: Recording, texts: Sequence[str]) -> bool:
    normal = normalizer("en")
    heard = f" {normal(' '.join(texts))} "
    return all(f" {normal(value)} " in heard for value in (order.slots or {}).values())


def _spoken(rooms: Rooms, text: str) -> Samples:
    speech = np.concatenate([chunk.audio.samples for chunk in rooms.voice.stream(text)])
    return np.asarray(soxr.resample(speech, rooms.voice.rate, RATE), np.float32)


def _silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), np.float32)
