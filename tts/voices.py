"""The voices of this machine, opened by name."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from runtime import Audio, Device, ModelStore
from tts.addon import AddonFile, build_addon, read_addon
from tts.errors import TtsError
from tts.phonemes import EnglishPhonemes
from tts.stacks import StreamablePipeline
from tts.text import check_speakable, segments
from tts.voice import SpeechChunk, Voice

ADDONS = Path(__file__).parent / "addons"
DEFAULT_VOICE = "heart"
_SEED = 20_26


def voice_names() -> tuple[str, ...]:
    """Names of the addons shipped, in order."""
    return tuple(sorted(path.parent.name for path in ADDONS.glob("*/addon.json")))


def addon_folder(name: str) -> Path:
    """The folder of a shipped addon.

    Raises:
        TtsError: ``voice.unknown``.
    """
    if name not in voice_names():
        raise TtsError("voice.unknown", f"There is no voice {name!r}.", f"Known: {', '.join(voice_names())}.")
    return ADDONS / name


def open_voice(name: str = DEFAULT_VOICE, store: ModelStore | None = None, device: Device = "auto") -> Voice:
    """Load a voice. The first time its networks are exported, which takes some seconds.

    Args:
        name: The name of a shipped addon.
        store: Where models are; by default the user's.
        device: Where its networks run.

    Raises:
        TtsError: ``voice.unknown``, or an addon that does not fit together.
        RuntimeRoomError: ``model.missing``, ``model.corrupt``.
    """
    return open_addon(addon_folder(name), store or ModelStore(), device)


def open_addon(folder: Path, store: ModelStore, device: Device = "auto") -> "AddonVoice":
    """Load the voice in a folder."""
    addon = read_addon(folder)
    pipeline = build_addon(addon, folder, store, device)
    return AddonVoice(addon, pipeline, EnglishPhonemes(folder / addon.phonemes))


class AddonVoice:
    """A voice built from an addon. Serves several utterances at once."""

    def __init__(self, addon: AddonFile, pipeline: StreamablePipeline, phonemes: EnglishPhonemes) -> None:
        self.addon, self.pipeline = addon, pipeline
        self.name, self.languages, self.rate = addon.name, frozenset(addon.languages), addon.rate
        self.phonemes = phonemes

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
        pieces = (
            ids
            for segment in segments(text, self.addon.longest_segment)
            if (ids := self.phonemes.ids(segment)).shape[1] > 2
        )
        index, current = 0, next(pieces, None)
        if current is None:
            raise TtsError("text.empty", "Nothing in this text can be spoken.", "Give at least one word.")
        part = 0
        while current is not None:
            inputs = {
                "ids": current,
                "speed": np.array([speed], np.float32),
                "pitch": np.array([pitch], np.float32),
                "seed": np.array([_SEED + part], np.int64),
            }
            following = None
            for chunk in self.pipeline.stream(inputs):
                if chunk.last:
                    following = next(pieces, None)
                audio = np.clip(chunk.tensors["audio"], -1.0, 1.0)
                yield SpeechChunk(Audio(audio, self.rate), index, last=chunk.last and following is None)
                index += 1
            current, part = following, part + 1
