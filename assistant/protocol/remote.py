"""Recognition or speech by another Wyoming service, in place of a room of ours."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from copy import copy
from urllib.parse import urlsplit

from wyoming.asr import Transcribe
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event, Eventable, async_write_event
from wyoming.info import Describe, Info
from wyoming.tts import Synthesize

from asr import Hypothesis, Transcript
from assistant.errors import AssistantError
from assistant.protocol.sound import from_wire, to_wire
from assistant.protocol.wire import Limits, read_event
from runtime import Audio
from tts.voice import SpeechChunk

_CONNECT = 5.0
_ANSWER = 30.0
_CHUNK = 2048
_LIMITS = Limits(data=4 * 1024 * 1024)  # some describe hundreds of voices


class RemoteRecognizer:
    """A recogniser somewhere else; see ``asr.Recognizer``."""

    def __init__(self, uri: str) -> None:
        """Ask the service what it hears.

        Args:
            uri: Such as ``tcp://10.0.0.5:10300``.

        Raises:
            AssistantError: ``service.unreachable`` or ``service.wrong``.
        """
        self._uri = uri
        self._language: str | None = None
        model = _described(uri, "asr").asr[0].models[0]
        self.name = f"{model.name} at {uri}"
        self.languages = frozenset(language.partition("-")[0] for language in model.languages)

    def only(self, language: str) -> "RemoteRecognizer":
        """The same, telling the service the language."""
        one = copy(self)
        one._language, one.languages = language, frozenset({language})
        return one

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See ``asr.Recognizer``."""
        with _named(self._uri):
            return asyncio.run(self._transcribe(audio, biases))

    async def _transcribe(self, audio: Audio, biases: Sequence[str]) -> Transcript:
        form = {"rate": audio.rate, "width": 2, "channels": 1}
        raw = to_wire(audio)
        async with _connected(self._uri) as client:
            wanted = Transcribe(language=self._language, transcript_names=list(biases) or None)
            await client.write(wanted)
            await client.write(AudioStart(**form))
            for start in range(0, len(raw), _CHUNK):
                await client.write(AudioChunk(**form, audio=raw[start : start + _CHUNK]))
            await client.write(AudioStop())
            event = await _until(client, "transcript")
        text, language = event.data.get("text"), event.data.get("language")
        if not isinstance(text, str):
            raise _wrong(self._uri, "a transcript without text")
        return Transcript((Hypothesis(text.strip(), 1.0),), str(language or next(iter(self.languages), "und")))


class RemoteVoice:
    """A voice somewhere else; see ``tts.voice.Voice``."""

    def __init__(self, uri: str, rate: int = 24_000) -> None:
        """Ask the service what it speaks.

        Args:
            uri: Such as ``tcp://10.0.0.5:10200``.
            rate: Assumed until its first sound.

        Raises:
            AssistantError: ``service.unreachable`` or ``service.wrong``.
        """
        self._uri = uri
        voice = _described(uri, "tts").tts[0].voices[0]
        self.name = f"{voice.name} at {uri}"
        self.languages = frozenset(language.partition("-")[0] for language in voice.languages)
        self.rate = rate
        self.rate = next(self.stream("a")).audio.rate

    def stream(self, text: str) -> Iterator[SpeechChunk]:
        """See ``tts.voice.Voice``."""
        loop = asyncio.new_event_loop()
        sounds = self._sounds(text)
        try:
            index = 0
            current = loop.run_until_complete(_next(sounds, self._uri))
            while current is not None:
                following = loop.run_until_complete(_next(sounds, self._uri))
                yield SpeechChunk(current, index, last=following is None)
                current, index = following, index + 1
        finally:
            loop.run_until_complete(sounds.aclose())
            loop.close()

    async def _sounds(self, text: str) -> AsyncGenerator[Audio]:
        async with _connected(self._uri) as client:
            await client.write(Synthesize(text=text))
            while (event := await _until(client, "audio-chunk", "audio-stop")).type == "audio-chunk":
                yield from_wire(event.data, event.payload)


async def _next(sounds: AsyncIterator[Audio], uri: str) -> Audio | None:
    with _named(uri):
        return await anext(sounds, None)


def _described(uri: str, domain: str) -> Info:
    async def ask() -> Info:
        async with _connected(uri) as client:
            await client.write(Describe())
            return Info.from_event(await _until(client, "info"))

    with _named(uri):
        info = asyncio.run(ask())
    if not getattr(info, domain):
        raise _wrong(uri, f"no {domain}")
    return info


class _Client:
    """Reads within the limits that strangers have here: a service elsewhere is none of ours."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def write(self, message: Eventable) -> None:
        await async_write_event(message.event(), self._writer)

    async def read(self) -> Event | None:
        return await read_event(self._reader, _LIMITS)

    def close(self) -> None:
        self._writer.close()


@asynccontextmanager
async def _connected(uri: str) -> AsyncIterator[_Client]:
    where = urlsplit(uri)
    async with asyncio.timeout(_CONNECT):
        if where.scheme == "unix":
            streams = await asyncio.open_unix_connection(where.path, limit=_LIMITS.header)
        elif where.scheme == "tcp" and where.hostname and where.port:
            streams = await asyncio.open_connection(where.hostname, where.port, limit=_LIMITS.header)
        else:
            raise ValueError(f"{uri} is neither tcp://HOST:PORT nor unix://PATH")
    client = _Client(*streams)
    try:
        yield client
    finally:
        client.close()


async def _until(client: _Client, *kinds: str) -> Event:
    async with asyncio.timeout(_ANSWER):
        while (event := await client.read()) is not None:
            if event.type in kinds:
                return event
            if event.type == "error":
                raise AssistantError("service.failed", f"The service says: {event.data.get('text')}")
    raise ConnectionError("it hung up")


@contextmanager
def _named(uri: str) -> Iterator[None]:
    """Errors of the connection within this block name the service."""
    try:
        yield
    except (OSError, TimeoutError) as error:
        what = str(error) or "no answer in time"
        remedy = "Start it, or change [asr] service or [tts] service."
        raise AssistantError("service.unreachable", f"The service {uri} cannot be used: {what}.", remedy) from error
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise _wrong(uri, repr(error)) from error


def _wrong(uri: str, what: str) -> AssistantError:
    return AssistantError("service.wrong", f"The service {uri} does not speak Wyoming: {what}.")
