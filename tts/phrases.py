"""A bounded memory of phrases a voice has said, for replies that come again and again."""

import threading
from collections import OrderedDict
from collections.abc import Iterator

from tts.voice import SpeechChunk, Voice


class CachedVoice:
    """A voice that says a phrase it has said before without making it again; the longest unused phrase goes first.

    Args:
        voice: Makes what is not remembered.
        largest: Bytes of samples remembered in all.
    """

    def __init__(self, voice: Voice, largest: int = 16_000_000) -> None:
        self.name, self.languages, self.rate = voice.name, voice.languages, voice.rate
        self._voice, self._largest = voice, largest
        self._phrases: OrderedDict[str, tuple[SpeechChunk, ...]] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()

    def stream(self, text: str) -> Iterator[SpeechChunk]:
        """See ``Voice.stream``."""
        with self._lock:
            known = self._phrases.get(text)
            if known is not None:
                self._phrases.move_to_end(text)
        return iter(known) if known is not None else self._made(text, self._voice.stream(text))

    def _made(self, text: str, stream: Iterator[SpeechChunk]) -> Iterator[SpeechChunk]:
        chunks = []
        size = 0
        for chunk in stream:
            size += chunk.audio.samples.nbytes
            if size <= self._largest:
                chunks.append(chunk)
            if chunk.last and size <= self._largest:
                self._remember(text, tuple(chunks), size)
            yield chunk

    def _remember(self, text: str, chunks: tuple[SpeechChunk, ...], size: int) -> None:
        with self._lock:
            if text in self._phrases:
                return
            self._phrases[text] = chunks
            self._held += size
            while self._held > self._largest:
                _, oldest = self._phrases.popitem(last=False)
                self._held -= sum(chunk.audio.samples.nbytes for chunk in oldest)
