"""Names that a recogniser cannot know: heard once they are expected, and not heard where they were not said."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from asr.transcript import Recognizer
from assistant.app import Rooms
from assistant.rehearsal import spoken
from lab.asr.accuracy import normalizer, word_errors
from lab.asr.recordings import Recording, read_recordings
from runtime import Audio
from runtime.provenance import Provenance

_NAMED = {
    "Send a message to {}.": (
        "Siobhan",
        "Xanthe",
        "Pim Quillfeather",
        "Oisin",
        "Thandiwe",
        "Bjarne",
        "Caoimhe",
        "Anouk",
    ),
    "Turn off the lights in the {}.": ("snuggery", "orangery", "scullery", "solarium", "buttery", "loggia"),
    "Add olive oil to the {} list.": ("tapas", "ceilidh", "bouldering", "raclette", "vernissage", "smorrebrod"),
    "Cancel the {} timer.": ("injera", "pierogi", "kimchi", "focaccia"),
}
_ORDINARY = {
    "Send a message to {}.": ("Peter", "Susan", "my brother", "the doctor"),
    "Turn off the lights in the {}.": ("kitchen", "bedroom", "hall", "garden"),
    "Add olive oil to the {} list.": ("shopping", "party", "holiday", "food"),
    "Cancel the {} timer.": ("pasta", "egg", "tea", "kitchen"),
}
_WRONG_REFERENCES = "speechbrain"
Progress = Callable[[int, int, str], None]


class NamesRecord(BaseModel):
    """One run; each pair is without and with the names expected.

    Attributes:
        provenance: Where, when, with what.
        recognizer: Its name.
        names: How many are expected.
        said: Commands with one of them, by a synthetic voice in noise.
        heard: Of these, those in which the name was heard.
        ordinary: The same commands with other words in the names' place.
        invented: Expected names in their transcripts, none of which was said.
        ordinary_errors: Word errors in them, of ``ordinary_words``.
        ordinary_words: In them.
        recordings: English recordings of people, in which none of the names is said.
        recordings_invented: Expected names in their transcripts.
        recordings_errors: Word errors in them, of ``recordings_words``.
        recordings_words: In them.
        commands: Recorded commands.
        slots_right: With all slots heard; what is expected here are the words of the menu, which every command names.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    recognizer: str
    names: int
    said: int
    heard: tuple[int, int]
    ordinary: int
    invented: tuple[int, int]
    ordinary_errors: tuple[int, int]
    ordinary_words: int
    recordings: int
    recordings_invented: tuple[int, int]
    recordings_errors: tuple[int, int]
    recordings_words: int
    commands: int
    slots_right: tuple[int, int]


class _Ear:
    """A recogniser, with and without expectations."""

    def __init__(self, recognizer: Recognizer, progress: Progress) -> None:
        self._recognizer = recognizer
        self._normal = normalizer("en")
        self._progress = progress

    def hear(self, sounds: Sequence[Audio], biases: Sequence[str], doing: str) -> list[str]:
        """What is heard, normalised."""
        texts = []
        for number, sound in enumerate(sounds):
            self._progress(number, len(sounds), doing)
            texts.append(self.plain(self._recognizer.transcribe(sound, biases=biases).text))
        return texts

    def plain(self, text: str) -> str:
        """Normalised text, a space at each end."""
        return f" {self._normal(text).strip()} "

    def found(self, names: Sequence[str], texts: Sequence[str]) -> int:
        """How many of the names are in the texts."""
        return sum(self.plain(name) in text for text in texts for name in names)

    def errors(self, said: Sequence[str], texts: Sequence[str]) -> tuple[int, int]:
        """Word errors, and words said."""
        counts = word_errors([(self.plain(one).strip(), text.strip()) for one, text in zip(said, texts, strict=True)])
        return sum(errors for errors, _ in counts), sum(words for _, words in counts)


def bench_names(
    rooms: Rooms, data: Path, snr: float = 20.0, progress: Progress = lambda done, total, said: None
) -> NamesRecord:
    """Hear commands with odd names, with ordinary ones, and recordings, with the odd names expected and without.

    Args:
        rooms: For the recogniser and the voice.
        data: A folder with ``manifest.json``.
        snr: Of the synthetic commands, in dB.
        progress: Told of each sound.
    """
    ear = _Ear(rooms.recognizer, progress)
    names = [name for listed in _NAMED.values() for name in listed]
    odd, plain = _commands(_NAMED), _commands(_ORDINARY)
    odd_sounds, plain_sounds = ([spoken(rooms.voice, one, snr, 1) for one in said] for said in (odd, plain))
    everything = [one for one in read_recordings(data) if one.language == "en" and one.set != _WRONG_REFERENCES]
    texts = [one for one in everything if one.text is not None]
    menu, orders = _menu(everything)
    hear = ear.hear
    odd_heard = [hear(odd_sounds, biases, "odd names") for biases in ((), names)]
    plain_heard = [hear(plain_sounds, biases, "ordinary names") for biases in ((), names)]
    read_heard = [hear([one.audio() for one in texts], biases, "recordings") for biases in ((), names)]
    ordered = [hear([one.audio() for one in orders], biases, "orders") for biases in ((), menu)]
    plain_errors = [ear.errors(plain, heard) for heard in plain_heard]
    read_errors = [ear.errors([one.text or "" for one in texts], heard) for heard in read_heard]
    return NamesRecord(
        provenance=Provenance.here("python -m lab bench names --data DATA"),
        recognizer=rooms.recognizer.name,
        names=len(names),
        said=len(odd),
        heard=_pair(_right(ear, names, heard) for heard in odd_heard),
        ordinary=len(plain),
        invented=_pair(ear.found(names, heard) for heard in plain_heard),
        ordinary_errors=_pair(errors for errors, _ in plain_errors),
        ordinary_words=plain_errors[0][1],
        recordings=len(texts),
        recordings_invented=_pair(ear.found(names, heard) for heard in read_heard),
        recordings_errors=_pair(errors for errors, _ in read_errors),
        recordings_words=read_errors[0][1],
        commands=len(orders),
        slots_right=_pair(_served(ear, orders, heard) for heard in ordered),
    )


def _commands(named: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [template.format(name) for template, listed in named.items() for name in listed]


def _menu(recordings: Sequence[Recording]) -> tuple[list[str], list[Recording]]:
    """The values of all slots, and the commands that have some."""
    orders = [one for one in recordings if one.slots is not None]
    values = {re.sub(r"\s+", " ", value).strip() for one in orders for value in (one.slots or {}).values()}
    return sorted(values), orders


def _right(ear: _Ear, names: Sequence[str], heard: Sequence[str]) -> int:
    return int(np.sum([ear.plain(name) in text for name, text in zip(names, heard, strict=True)]))


def _served(ear: _Ear, orders: Sequence[Recording], heard: Sequence[str]) -> int:
    return sum(
        all(ear.plain(value) in text for value in (order.slots or {}).values())
        for order, text in zip(orders, heard, strict=True)
    )


def _pair(values: Iterable[int]) -> tuple[int, int]:
    without, with_names = values
    return without, with_names
