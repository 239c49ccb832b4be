"""Phrases that come again."""

from collections.abc import Iterator

import numpy as np

from runtime import Audio
from tts.phrases import CachedVoice
from tts.voice import SpeechChunk


class Counting:
    """A voice of hundred samples a character, which counts how often it spoke."""

    name, languages, rate = "counting", frozenset({"en"}), 24_000

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def stream(self, text: str) -> Iterator[SpeechChunk]:
        self.spoken.append(text)
        for index, _ in enumerate(text):
            yield SpeechChunk(Audio(np.zeros(100, np.float32), self.rate), index, last=index == len(text) - 1)


def test_a_phrase_is_made_once() -> None:
    voice = Counting()
    cached = CachedVoice(voice)
    first, second = list(cached.stream("done")), list(cached.stream("done"))
    assert first == second and voice.spoken == ["done"]


def test_a_phrase_that_was_interrupted_is_not_remembered() -> None:
    voice = Counting()
    cached = CachedVoice(voice)
    next(cached.stream("done"))
    assert len(list(cached.stream("done"))) == 4 and voice.spoken == ["done", "done"]


def test_the_longest_unused_phrase_makes_room() -> None:
    voice = Counting()
    cached = CachedVoice(voice, largest=400 * 8)
    for text in ("aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"):
        list(cached.stream(text))
    assert voice.spoken == ["aaaa", "bbbb", "cccc", "bbbb"]


def test_a_phrase_larger_than_the_memory_is_spoken_and_not_kept() -> None:
    voice = Counting()
    cached = CachedVoice(voice, largest=800)
    assert len(list(cached.stream("long"))) == 4
    assert len(list(cached.stream("long"))) == 4 and len(voice.spoken) == 2
