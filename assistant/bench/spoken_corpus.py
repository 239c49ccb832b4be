"""What a recogniser makes of the same wishes in several wordings, voices and noises; kept, so that it is heard once."""

import hashlib
import io
import json
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from asr.recognizer import open_recognizer
from asr.transcript import Recognizer
from assistant.errors import AssistantError
from assistant.microphone import RATE
from assistant.rehearsal import with_noise
from dialog.learning.training.pairs import wish
from dialog.learning.turn import key
from nlu.training import massive
from nlu.training.massive import Example
from nlu.values.numbers import digits
from runtime import Audio, ModelStore
from runtime.audio import Samples

Progress = Callable[[int, int], None]

_INTENTS_LEFT_OUT = frozenset({"general_quirky", "general_greet", "qa_factoid", "email_sendemail", "social_post"})
_WORDS = range(3, 10)
_ENGINE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Rendering:
    """A way to say something.

    Attributes:
        voice: One of ours, or one of espeak-ng's.
        snr: Signal-to-noise ratio in dB.
        noise: Seed of the noise.
    """

    voice: str
    snr: float
    noise: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants.

    Attributes:
        meaning: Intent and slot values by the annotation.
        wordings: Ways to put it, each annotated by people.
    """

    meaning: str
    wordings: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class SpokenCorpus:
    """Wishes of one language, as they were heard.

    Attributes:
        locale: The language.
        wishes: What people may want.
        heard: What was heard, for text and rendering.
    """

    locale: str
    wishes: tuple[Wish, ...]
    heard: Mapping[tuple[str, Rendering], str]


def wishes(data: Path, locale: str, count: int, wordings: int, seed: int) -> tuple[Wish, ...]:
    """Wishes that people put in several ways, drawn by lot.

    Left out are small talk, free questions, numbers and initials in slots, whose spelling is the recogniser's choice,
    and what the guardrails would not learn anyway.

    Args:
        data: Folder of MASSIVE.
        locale: The language.
        count: At most so many.
        wordings: Of each.
        seed: Of the lot.
    """
    groups: defaultdict[str, dict[str, Example]] = defaultdict(dict)
    for example in massive.read(data, [locale], "train") + massive.read(data, [locale], "dev"):
        values = [example.annotated.text[span.start : span.end] for span in example.annotated.spans]
        plain = values and not any(char.isdigit() or char == "." for text in values for char in digits(text, locale))
        if plain and len(example.annotated.text.split()) in _WORDS and example.intent not in _INTENTS_LEFT_OUT:
            groups[wish(example)].setdefault(key(example.annotated.text), example)
    several = sorted(meaning for meaning, group in groups.items() if len(group) >= wordings)
    chance = np.random.default_rng(seed)
    found = []
    for meaning in chance.permutation(several)[:count]:
        group = sorted(groups[meaning].values(), key=lambda example: example.id)
        chosen = chance.choice(len(group), wordings, replace=False)
        found.append(Wish(str(meaning), tuple(group[place] for place in chosen)))
    return tuple(found)


def hear(
    store: ModelStore,
    locale: str,
    wanted: Sequence[Wish],
    renderings: Sequence[Rendering],
    folder: Path,
    progress: Progress,
) -> SpokenCorpus:
    """Have every wording said in every rendering and heard; what is in the folder already is not heard again.

    Args:
        store: Models of voices and recognisers.
        locale: The language.
        wanted: The wishes.
        renderings: Ways to say each of their wordings.
        folder: Keeps what was heard.
        progress: Called after each wording.
    """
    folder.mkdir(parents=True, exist_ok=True)
    language = locale.partition("-")[0]
    studio = _Studio(store)
    recognizer: Recognizer | None = None
    heard: dict[tuple[str, Rendering], str] = {}
    texts = [example.annotated.text for one in wanted for example in one.wordings]
    for place, text in enumerate(texts, 1):
        for rendering in renderings:
            file = folder / f"{_name(locale, text, rendering)}.json"
            if not file.exists():
                recognizer = recognizer or open_recognizer(store, "cpu", languages=(language,))
                sound = Audio(with_noise(studio.said(text, rendering.voice), rendering.snr, rendering.noise), RATE)
                said = {"said": text, "voice": rendering.voice, "heard": recognizer.transcribe(sound).text}
                file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
            heard[text, rendering] = json.loads(file.read_text(encoding="utf-8"))["heard"]
        progress(place, len(texts))
    return SpokenCorpus(locale, tuple(wanted), heard)


class _Studio:
    """Says texts in many voices, at the recogniser's rate."""

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._latest: tuple[str, str, Samples] | None = None

    def said(self, text: str, voice: str) -> Samples:
        """The speech, without noise."""
        if self._latest is None or self._latest[:2] != (text, voice):
            self._latest = text, voice, self._fresh(text, voice)
        return self._latest[2]

    def _fresh(self, text: str, voice: str) -> Samples:
        name, _, engine = voice.partition(":")
        if name == "espeak":
            return _espeak(text, engine)
        from tts.voices import open_voice

        opened = open_voice(name, self._store, "cpu")
        samples = np.concatenate([chunk.audio.samples for chunk in opened.stream(text)])
        return np.asarray(soxr.resample(samples, opened.rate, RATE), np.float32)


def _espeak(text: str, voice: str) -> Samples:
    """Speech of espeak-ng in one of its variants, such as ``de+f2``; our own voices have no variants."""
    command = ["espeak-ng", "-v", voice, "-s", "145", "--stdout", "--", text]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_ENGINE_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise AssistantError(
            "voice.engine_failed", f"espeak-ng: {error}.", "Install it with: sudo apt-get install -y espeak-ng"
        ) from error
    samples, rate = soundfile.read(io.BytesIO(done.stdout), dtype="float32")
    return np.asarray(soxr.resample(samples, rate, RATE), np.float32)


def _name(locale: str, text: str, rendering: Rendering) -> str:
    return hashlib.sha256(f"{locale}|{text}|{rendering}".encode()).hexdigest()[:24]


def renderings(locale: str, voices: Sequence[str], noises: Sequence[tuple[float, int]]) -> Iterator[Rendering]:
    """Every voice in every noise."""
    language = locale.partition("-")[0]
    for voice in voices:
        for snr, noise in noises:
            yield Rendering(voice.replace("LANGUAGE", language), snr, noise)
