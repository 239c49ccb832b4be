"""What is loaded from files and never changes; conversations share it, and other settings that want the same."""

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.config import Config, default_path
from runtime import Device, ModelStore, require_as_asked
from runtime.background import undisturbed

if TYPE_CHECKING:
    from asr import Recognizer
    from asr.activity import VoiceActivityDetector
    from dialog.ranking import Ranker
    from nlu.language_id import LanguageIdentifier
    from nlu.student import Student
    from tts.lexicon import Lexicon
    from tts.repertoire import Repertoire
    from tts.voice import Voice
    from tts.voices import AddonVoice

_Opened = TypeVar("_Opened")


def _lexicon_file(config: Config) -> Path:
    return config.tts.lexicon or default_path().with_name("lexicon.toml")


def _of_networks(config: Config) -> tuple[object, ...]:
    """All that decides which networks are loaded, and what they know."""
    try:
        lexicon = _lexicon_file(config).stat().st_mtime_ns
    except OSError:
        lexicon = 0
    return config.models, config.runtime, config.asr, config.tts, config.spoken, lexicon


class Networks:
    """What is loaded from files and never changes; conversations share it."""

    def __init__(self, config: Config) -> None:
        """Set up.

        Args:
            config: Which models, and where they run.
        """
        self._config = config
        self._made_from = _of_networks(config)

    def serve(self, config: Config) -> bool:
        """Whether other settings would make the same networks; what the user's lexicon holds is one of them."""
        return _of_networks(config) == self._made_from

    @cached_property
    def store(self) -> ModelStore:
        """Downloaded models."""
        return ModelStore(self._config.models)

    @cached_property
    def recognizer(self) -> "Recognizer":
        """Speech to text."""
        if service := self._config.asr.service:
            from assistant.protocol.remote import RemoteRecognizer

            return RemoteRecognizer(service)
        from asr.recognizer import open_recognizer

        device = self._config.runtime.asr
        opened = open_recognizer(self.store, device, self._config.spoken, self._config.asr.quality, self.detector)
        return self.as_asked("asr", device, opened)

    @cached_property
    def detector(self) -> "VoiceActivityDetector":
        """Voice activity."""
        from asr.activity import open_detector

        device = self._config.runtime.asr
        return self.as_asked("asr", device, open_detector(self.store, device))

    @cached_property
    def student(self) -> "Student":
        """Understanding."""
        from nlu.student import open_student

        device = self._config.runtime.nlu
        return self.as_asked("nlu", device, open_student(device))

    @cached_property
    def ranker(self) -> "Ranker":
        """Which skill's claim is the right one."""
        from dialog.ranking import open_ranker

        device = self._config.runtime.dialog
        return self.as_asked("dialog", device, open_ranker(device))

    @cached_property
    def identifier(self) -> "LanguageIdentifier":
        """The language of typed text."""
        from nlu.language_id import open_identifier

        return open_identifier()

    @cached_property
    def voice(self) -> "Voice":
        """Text to speech."""
        if service := self._config.tts.service:
            from assistant.protocol.remote import RemoteVoice

            return RemoteVoice(service)
        return self.own_voice(self._config.tts.voice)

    def own_voice(self, name: str) -> "AddonVoice":
        """A voice of this machine, with the user's own pronunciations."""
        from tts.voices import open_voice

        device = self._config.runtime.tts
        return self.as_asked("tts", device, open_voice(name, self.store, device, self._lexicon))

    @cached_property
    def repertoire(self) -> "Repertoire":
        """Voices for the languages that the configured one does not speak."""
        from tts.repertoire import Repertoire

        return Repertoire(self.store, self._config.tts.voice, self._config.runtime.tts, self._lexicon)

    @cached_property
    def _lexicon(self) -> "Lexicon":
        from tts.lexicon import read_lexicon

        return read_lexicon(_lexicon_file(self._config))

    def load(self) -> None:
        """Open the networks of every stage, each stage on a thread of its own."""
        _ = self.store
        stages = (lambda: (self.detector, self.recognizer), lambda: (self.student, self.ranker), lambda: self.voice)
        with undisturbed(), ThreadPoolExecutor(len(stages)) as pool:
            for opened in [pool.submit(stage) for stage in stages]:
                opened.result()

    def as_asked(self, stage: str, device: Device, opened: _Opened) -> _Opened:
        """``opened``, where its networks got what they asked for or may have another.

        Raises:
            RuntimeRoomError: ``runtime.unavailable``.
        """
        if self._config.runtime.strict:
            require_as_asked(stage, device)
        return opened
