"""The voices of this machine, opened by name or by language."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from runtime import Audio, Device, ModelStore
from tts.addon import AddonFile, build_addon, read_addon
from tts.errors import TtsError
from tts.espeak import espeak_languages
from tts.japanese import JapanesePhonemes, reads_japanese
from tts.lexicon import Lexicon
from tts.phonemes import EnglishPhonemes, RawText
from tts.stacks import StreamablePipeline
from tts.text import check_speakable, segments
from tts.voice import SpeechChunk

ADDONS = Path(__file__).parent / "addons"
DEFAULT_VOICE = "heart"
_LEGACY = "espeak"
_JAPANESE = "kokoro"
_LEGACY_REMEDY = "Install one with: sudo apt-get install -y espeak-ng"
_JAPANESE_REMEDY = (
    "Install one with: pip install 'voice-assistant-reference[japanese]' && assistant models fetch kokoro-ja"
)
_SEED = 20_26
Reader = EnglishPhonemes | JapanesePhonemes | RawText


def voice_names() -> tuple[str, ...]:
    """Names of the addons shipped, in order."""
    return tuple(sorted(path.parent.name for path in ADDONS.glob("*/addon.json")))


def voice_for(locale: str, store: ModelStore | None = None) -> str:
    """The voice for a locale such as ``de-DE``: our own where there is one, else the legacy engine where installed.

    Args:
        locale: A language, perhaps with a region.
        store: Where models are; by default the user's. A voice whose model is not there steps back for the engine.

    Returns:
        A name for ``open_voice``; with a language behind it, as in ``espeak:de``, for an engine of many.

    Raises:
        TtsError: ``voice.no_language``.
    """
    language = locale.partition("-")[0].lower()
    if language in languages_of(read_addon(ADDONS / DEFAULT_VOICE)):
        return DEFAULT_VOICE
    japanese = language in languages_of(read_addon(ADDONS / _JAPANESE))
    if japanese and _speaks_japanese(store or ModelStore()):
        return _JAPANESE
    if language in espeak_languages():
        return f"{_LEGACY}:{language}"
    raise TtsError(
        "voice.no_language",
        f"No voice speaks '{language}'.",
        _JAPANESE_REMEDY if japanese else "" if espeak_languages() else _LEGACY_REMEDY,
    )


def _speaks_japanese(store: ModelStore) -> bool:
    needed = {network.weights.model for network in read_addon(ADDONS / _JAPANESE).networks.values()}
    return reads_japanese() and needed <= {state.name for state in store.list() if state.ready}


def languages_of(addon: AddonFile) -> frozenset[str]:
    """The languages an addon speaks on this machine."""
    return espeak_languages() if addon.languages == ["*"] else frozenset(addon.languages)


def addon_folder(name: str) -> Path:
    """The folder of a shipped addon.

    Raises:
        TtsError: ``voice.unknown``.
    """
    if name not in voice_names():
        raise TtsError("voice.unknown", f"There is no voice {name!r}.", f"Known: {', '.join(voice_names())}.")
    return ADDONS / name


def open_voice(
    name: str = DEFAULT_VOICE,
    store: ModelStore | None = None,
    device: Device = "auto",
    lexicon: Lexicon | None = None,
) -> "AddonVoice":
    """Load a voice. The first time its networks are exported, which takes some seconds.

    Args:
        name: The name of a shipped addon; for one of many languages with a colon and a language, ``espeak:de``.
        store: Where models are; by default the user's.
        device: Where its networks run.
        lexicon: The user's own pronunciations.

    Raises:
        TtsError: ``voice.unknown``, ``voice.no_language``, or an addon that does not fit together.
        RuntimeRoomError: ``model.missing``, ``model.corrupt``.
    """
    addon, _, language = name.partition(":")
    return open_addon(addon_folder(addon), store or ModelStore(), device, language, lexicon)


def open_addon(
    folder: Path, store: ModelStore, device: Device = "auto", language: str = "", lexicon: Lexicon | None = None
) -> "AddonVoice":
    """Load the voice in a folder, for one of its languages; without one, for its first, and English of an engine."""
    addon = read_addon(folder)
    language = language or ("en" if addon.languages == ["*"] else addon.languages[0])
    if language not in languages_of(addon):
        raise TtsError("voice.no_language", f"The voice {addon.name!r} does not speak '{language}'.")
    with ThreadPoolExecutor(1, thread_name_prefix="reader") as pool:  # its tables take as long as the networks
        reader = pool.submit(_reader, addon, folder, language, lexicon)
        pipeline = build_addon(addon, folder, store, device)
    return AddonVoice(addon, pipeline, reader.result(), frozenset({language}))


def _reader(addon: AddonFile, folder: Path, language: str, lexicon: Lexicon | None) -> Reader:
    if not addon.phonemes:
        return RawText(language)
    inventory = folder / addon.phonemes
    return JapanesePhonemes(inventory) if language == "ja" else EnglishPhonemes(inventory, lexicon)


class AddonVoice:
    """A voice built from an addon. Serves several utterances at once."""

    def __init__(
        self,
        addon: AddonFile,
        pipeline: StreamablePipeline,
        reader: Reader,
        languages: frozenset[str],
    ) -> None:
        self.addon, self.pipeline, self.reader = addon, pipeline, reader
        self.name, self.languages, self.rate = addon.name, languages, addon.rate

    def stream(self, text: str, *, speed: float = 1.0, pitch: float = 1.0) -> Iterator[SpeechChunk]:
        """See ``Voice.stream``.

        Args:
            text: Plain text of any length.
            speed: Speaking rate as a ratio, 0.5 to 2.
            pitch: f0 as a ratio, 0.5 to 2.

        Raises:
            TtsError: ``text.empty``; ``voice.range`` for a speed or pitch out of range.
        """
        check_speakable(text)
        if not (0.5 <= speed <= 2.0 and 0.5 <= pitch <= 2.0):
            raise TtsError("voice.range", f"speed {speed} or pitch {pitch} is not between 0.5 and 2.")
        return self._stream(text, speed, pitch)

    def _stream(self, text: str, speed: float, pitch: float) -> Iterator[SpeechChunk]:
        read = (self.reader.inputs(segment) for segment in segments(text, self.addon.longest_segment))
        pieces = (inputs for inputs in read if inputs is not None)
        index, part, current = 0, 0, next(pieces, None)
        if current is None:
            raise TtsError("text.empty", "Nothing in this text can be spoken.", "Give at least one word.")
        ratios = {"speed": np.array([speed], np.float32), "pitch": np.array([pitch], np.float32)}
        while current is not None:
            following = None
            for chunk in self.pipeline.stream({**current, **ratios, "seed": np.array([_SEED + part])}):
                if chunk.last:
                    following = next(pieces, None)
                audio = np.clip(chunk.tensors["audio"], -1.0, 1.0)
                yield SpeechChunk(Audio(audio, self.rate), index, last=chunk.last and following is None)
                index += 1
            current, part = following, part + 1
