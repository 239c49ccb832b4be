"""How many words are made of sounds without speech: none, it is hoped."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Iterator

import numpy as np
from pydantic import BaseModel, ConfigDict

from asr.activity import FRAME, RATE, open_detector
from asr.endpointer import Endpointer
from asr.hearing import UNHURRIED
from asr.listener import Heard, Listener, NothingHeard, SpeechStarted
from asr.moonshine import open_moonshine
from asr.recognizer import open_recognizer
from asr.transcript import Quality, Recognizer
from lab.asr.non_speech import NON_SPEECH
from runtime import Audio, Device, ModelStore
from runtime.provenance import Provenance

_SECONDS = 10.0  # of each sound
Progress = Callable[[int, int, str], None]


class SoundScore(BaseModel):
    """One kind of sound.

    Attributes:
        kind: Such as ``coughs``.
        seconds: Of sound.
        starts: How often it was taken for the beginning of speech.
        words: Words that were heard, in the stream and in whole recordings.
        bare_words: Words that the recogniser makes of the same recordings where nothing decides what is speech.
        texts: What was heard.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    seconds: float
    starts: int
    words: int
    bare_words: int
    texts: tuple[str, ...]


class NonSpeechRecord(BaseModel):
    """One run.

    Attributes:
        provenance: Where, when, with what.
        recognizer: Its name.
        seconds: Of sound.
        words: Heard in all; the goal is none.
        sounds: By kind.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    recognizer: str
    seconds: float
    words: int
    sounds: tuple[SoundScore, ...]


def bench_non_speech(
    store: ModelStore,
    minutes: float = 10.0,
    device: Device = "auto",
    quality: Quality = "accurate",
    progress: Progress = lambda done, total, said: None,
) -> NonSpeechRecord:
    """Listen to silence, noise, music, hum, coughs and the like, as a stream and as recordings.

    Args:
        store: Has the models.
        minutes: Of sound at least, made from seeds.
        device: For the networks.
        quality: Of the recogniser.
        progress: Told of each kind.
    """
    recognizer = open_recognizer(store, device, quality=quality)
    bare = open_moonshine(store, device=device)
    rounds = math.ceil(60 * minutes / _SECONDS / len(NON_SPEECH))
    scores = []
    with Listener(recognizer, open_detector(store, device), Endpointer(), UNHURRIED) as listener:
        for number, make in enumerate(NON_SPEECH):
            progress(number, len(NON_SPEECH), make.__name__)
            sounds = [_sound(make(_SECONDS, seed), seed) for seed in range(rounds)]
            scores.append(_score(make.__name__, sounds, listener, recognizer, bare))
    progress(len(NON_SPEECH), len(NON_SPEECH), "done")
    return NonSpeechRecord(
        provenance=Provenance.here(f"python -m lab bench non-speech --minutes {minutes:g}"),
        recognizer=recognizer.name,
        seconds=sum(score.seconds for score in scores),
        words=sum(score.words for score in scores),
        sounds=tuple(scores),
    )


def _sound(wave: np.ndarray[tuple[int], np.dtype[np.float64]], seed: int) -> Audio:
    """A wave as loud as its seed says, from full scale to a hundredth of it."""
    gain = 10 ** -np.random.default_rng(seed).uniform(0, 2)
    return Audio(np.clip(gain * wave, -1, 1).astype(np.float32), RATE)


def _score(kind: str, sounds: list[Audio], listener: Listener, recognizer: Recognizer, bare: Recognizer) -> SoundScore:
    starts, streamed = asyncio.run(_listen(listener, sounds))
    texts = [*streamed, *(text for sound in sounds if (text := recognizer.transcribe(sound).text))]
    return SoundScore(
        kind=kind,
        seconds=sum(sound.seconds for sound in sounds),
        starts=starts,
        words=sum(len(text.split()) for text in texts),
        bare_words=sum(len(bare.transcribe(sound).text.split()) for sound in sounds),
        texts=tuple(texts),
    )


async def _listen(listener: Listener, sounds: list[Audio]) -> tuple[int, list[str]]:
    """How often speech was said to begin, and what was heard."""
    stream = _frames(sounds)
    starts, texts, over = 0, [], False
    while not over:
        async for value in listener.listen(stream):
            match value:
                case SpeechStarted():
                    starts += 1
                case Heard(transcript=transcript):
                    texts.append(transcript.text)
                case NothingHeard(why="end_of_stream"):
                    over = True
    return starts, texts


async def _frames(sounds: list[Audio]) -> AsyncIterator[Audio]:
    for piece in _cut(sounds):
        yield piece


def _cut(sounds: list[Audio]) -> Iterator[Audio]:
    for sound in sounds:
        for start in range(0, len(sound.samples), FRAME):
            yield Audio(sound.samples[start : start + FRAME], RATE)
