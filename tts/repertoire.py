"""The voices a conversation needs, one a language, each opened when it is first wanted."""

import threading

from runtime import Device, ModelStore
from tts.addon import read_addon
from tts.lexicon import Lexicon
from tts.phrases import CachedVoice
from tts.voice import Voice
from tts.voices import DEFAULT_VOICE, addon_folder, languages_of, open_voice, voice_for


class Repertoire:
    """Picks the voice of a reply by its language, and remembers phrases that come again.

    Args:
        store: Where models are.
        preferred: The configured voice; it speaks its own languages.
        device: Where networks run.
        lexicon: The user's own pronunciations.
    """

    def __init__(
        self,
        store: ModelStore,
        preferred: str = DEFAULT_VOICE,
        device: Device = "auto",
        lexicon: Lexicon | None = None,
    ) -> None:
        self._store, self._preferred, self._device, self._lexicon = store, preferred, device, lexicon
        self._open: dict[str, Voice] = {}
        self._lock = threading.Lock()

    def voice(self, locale: str) -> Voice:
        """The voice for a locale such as ``de-DE``.

        Raises:
            TtsError: ``voice.no_language`` where none speaks it.
        """
        name = self._preferred if self._speaks(locale) else voice_for(locale, self._store)
        with self._lock:
            if name not in self._open:
                self._open[name] = CachedVoice(open_voice(name, self._store, self._device, self._lexicon))
            return self._open[name]

    def _speaks(self, locale: str) -> bool:
        name, _, language = self._preferred.partition(":")
        spoken = {language} if language else languages_of(read_addon(addon_folder(name)))
        return locale.partition("-")[0].lower() in spoken
