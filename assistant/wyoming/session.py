"""One client, from its first event to its last."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from wyoming.asr import Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.error import Error
from wyoming.event import Event, Eventable, async_write_event
from wyoming.intent import Entity, Intent, NotRecognized
from wyoming.ping import Pong
from wyoming.tts import SynthesizeStopped
from wyoming.wake import Detection, NotDetected

from asr.listener import Heard
from asr.wake import PHRASES
from assistant.acceptor import Connection
from assistant.ears import SILENT
from assistant.errors import AssistantError
from assistant.guard import StageError, guarded
from assistant.protocol.sound import from_wire
from assistant.protocol.wire import Pace, read_event
from assistant.wyoming.admission import Admission, Identity
from assistant.wyoming.description import describe
from assistant.wyoming.hearing import ClientSpeech
from assistant.wyoming.requests import (
    Context,
    SpeechRequest,
    context_of,
    origin_of,
    text_of,
    voice_language_of,
    wake_words_of,
    wanted_of,
)
from assistant.wyoming.satellite import Satellite, say
from assistant.wyoming.service import Service
from assistant.wyoming.waking import Waking
from dialog.utterance import LONGEST, Origin
from runtime import RoomError

Admit = Callable[..., None]
_log = logging.getLogger(__name__)
_FATAL = ("wire.", "client.", "server.full")
_SENTENCE_ENDS = ".!?。！？।\n"


class ClientSession:
    """Answers events, one after the other."""

    def __init__(
        self,
        service: Service,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        admission: Admission,
        connection: Connection,
        admit: Admit,
    ) -> None:
        """Set up.

        Args:
            service: What the client may use.
            reader: From the client.
            writer: To the client.
            admission: Finds out who it is, before anything else is answered.
            connection: Its place among the others.
            admit: Counts it among those that are served, or raises.
        """
        self._service = service
        self._reader = reader
        self._writer = writer
        self._admission = admission
        self._connection = connection
        self._admit = admit
        self._identity: Identity | None = None
        self._pace = Pace(service.limits)
        self._locale = service.rooms.config.locale
        self._hearing: ClientSpeech | None = None
        self._wanted = SpeechRequest()
        self._waking: Waking | None = None
        self._pipeline = False
        self._claim: asyncio.Task[None] | None = None
        self._quiet = False
        self._streamed: str | None = None
        self._spoken = ""
        self._answers: dict[str, Callable[[Event], Awaitable[None]]] = {
            "describe": self._describe,
            "ping": self._ping,
            "transcribe": self._transcribe,
            "run-pipeline": self._run_pipeline,
            "detect": self._detect,
            "audio-start": self._audio_start,
            "audio-chunk": self._audio_chunk,
            "audio-stop": self._audio_stop,
            "recognize": self._recognize,
            "transcript": self._handle,
            "synthesize": self._synthesize,
            "synthesize-start": self._synthesize_start,
            "synthesize-chunk": self._synthesize_chunk,
            "synthesize-stop": self._synthesize_stop,
        }

    async def run(self) -> None:
        """Answer until the client goes, or sends what cannot be understood."""
        try:
            while await self._one():
                pass
        finally:
            if self._claim is not None:
                self._claim.cancel()
            if self._hearing is not None:
                await self._hearing.drop()

    async def _one(self) -> bool:
        """Answer one event; whether there may be another."""
        try:
            await self._pace.step()
            event = await read_event(self._reader, self._service.limits)
            if event is None:
                return False
            self._connection.touch()
            await self._answer(event)
        except RoomError as error:
            return await self._complain(str(error), error.code)
        except StageError as failure:
            return await self._complain(str(failure), failure.error.code)
        except ConnectionError:
            return False
        except Exception as error:
            _log.exception("A Wyoming request failed")
            return await self._complain(f"The request failed: {type(error).__name__}.", "server.crashed")
        return True

    async def _complain(self, text: str, code: str) -> bool:
        """Say what went wrong; whether there may be another event."""
        try:
            await self._send(Error(text=text, code=code))
        except AssistantError:  # there is nobody to hear it
            return False
        return not code.startswith(_FATAL)

    async def _answer(self, event: Event) -> None:
        if self._identity is None:
            self._identity = await self._admission.read(event, self._send_plain)
            if self._identity is None:
                return
            self._admit(self._connection, self._identity.name, keyed=self._identity.keyed)
        elif not self._admission.still(self._identity):
            raise AssistantError("client.unknown", "Your key was taken back.", "Ask for another.")
        answer = self._answers.get(event.type)
        if answer is not None:  # the protocol wants unknown events ignored
            await answer(event)

    async def _describe(self, _: Event) -> None:
        await self._send(await asyncio.to_thread(describe, self._service.rooms))

    async def _ping(self, event: Event) -> None:
        await self._send(Pong(text=event.data.get("text")))

    async def _transcribe(self, event: Event) -> None:
        self._pipeline, self._waking = False, None
        self._wanted = SpeechRequest()
        self._wanted = wanted_of(event, self._service.rooms.recognizer.languages)

    async def _detect(self, event: Event) -> None:
        self._waking = None
        self._waking = await Waking.begin(wake_words_of(event, PHRASES), self._service.rooms.config.asr.wake)

    async def _run_pipeline(self, event: Event) -> None:
        if (event.data.get("start_stage"), event.data.get("end_stage")) != ("asr", "tts"):
            raise AssistantError(
                "pipeline.stages", "Only a pipeline from asr to tts is served.", "Start at asr and end at tts."
            )
        self._pipeline, self._quiet, self._waking = True, False, None
        self._wanted = SpeechRequest()
        wake = event.data.get("wake_word_name")
        if isinstance(wake, str) and (self._claim is None or self._claim.done()):
            self._claim = asyncio.create_task(self._stay_quiet_unless_best(wake))

    async def _stay_quiet_unless_best(self, wake: str) -> None:
        if not await self._service.arbiter.claim(wake, lambda: self._hearing.loudness if self._hearing else SILENT):
            self._quiet = True
            await self._send(Error(text="Another satellite hears the speaker better.", code="room.yielded"))

    async def _audio_start(self, _: Event) -> None:
        if self._hearing is not None:
            await self._hearing.drop()
        self._hearing = ClientSpeech(self._service, self._wanted, self._origin(None), self._client, self._tell)

    async def _audio_chunk(self, event: Event) -> None:
        if self._quiet:
            return
        if self._hearing is None:
            raise AssistantError("audio.not_started", "A chunk came before audio-start.", "Send audio-start first.")
        sound = from_wire(event.data, event.payload, self._hearing.left)
        if self._waking is None:
            await self._hearing.push(sound)
        elif phrase := await self._waking.push(sound):
            timestamp = event.data.get("timestamp")
            await self._send(Detection(name=phrase, timestamp=timestamp if isinstance(timestamp, int) else None))

    async def _audio_stop(self, _: Event) -> None:
        if self._hearing is None:
            raise AssistantError("audio.not_started", "audio-stop came before audio-start.", "Send audio-start first.")
        if self._claim is not None:
            await self._claim
        hearing, self._hearing = self._hearing, None
        if self._waking is not None:
            waking, self._waking = self._waking, None
            if not waking.detected:
                await self._send(NotDetected())
            return
        if self._quiet:
            self._quiet = False
            await hearing.drop()
            return
        if self._pipeline:
            await self._service.engine.hear(lambda: self._transcribed(hearing), self._satellite(aloud=True))
        else:
            await self._transcribed(hearing)

    async def _transcribed(self, hearing: ClientSpeech) -> Heard:
        heard = await hearing.finish()
        transcript = heard.transcript
        await self._send(TranscriptStart(language=transcript.language))
        await self._send(TranscriptChunk(text=transcript.text))
        await self._send(Transcript(text=transcript.text, language=transcript.language))
        await self._send(TranscriptStop())
        return heard

    async def _recognize(self, event: Event) -> None:
        text = text_of(event, LONGEST)
        async with self._service.turn(self._client):
            with guarded("nlu"):
                meaning = await asyncio.to_thread(self._service.rooms.student.understand, text, self._locale)
        if meaning.in_scope:
            entities = [Entity(name=slot.name, value=slot.text) for slot in meaning.slots]
            await self._send(Intent(name=meaning.intent, entities=entities))
        else:
            await self._send(NotRecognized())

    async def _handle(self, event: Event) -> None:
        language = event.data.get("language")
        locale = language if isinstance(language, str) and language else None
        self._locale = locale or self._service.rooms.config.locale
        satellite = self._satellite(context_of(event))
        await self._service.engine.enter(self._text(event), locale, satellite, typed=False)

    @property
    def _client(self) -> str:
        return self._identity.name if self._identity else ""

    def _satellite(self, context: Context = None, *, aloud: bool = False) -> Satellite:
        return Satellite(self._service, self._send, self._origin(context), self._client, context=context, aloud=aloud)

    def _origin(self, context: Context) -> Origin:
        """A satellite's conversation goes on over its connections; who shows no key has one for each."""
        name, keyed = (self._identity.name, self._identity.keyed) if self._identity else ("", False)
        peer = self._writer.get_extra_info("peername")
        port = peer[1] if isinstance(peer, tuple) else ""
        return origin_of(context, name, name if keyed else f"{name}:{port}")

    async def _synthesize(self, event: Event) -> None:
        if self._streamed is None:  # within a stream it repeats the whole text for servers that cannot stream
            await self._say(self._text(event), voice_language_of(event))

    async def _synthesize_start(self, event: Event) -> None:
        self._streamed, self._spoken = "", voice_language_of(event)

    async def _synthesize_chunk(self, event: Event) -> None:
        if self._streamed is None:
            raise AssistantError(
                "text.not_started", "A chunk came before synthesize-start.", "Send synthesize-start first."
            )
        self._streamed += self._text(event)
        if len(self._streamed) > self._service.limits.text:
            raise AssistantError("text.too_long", "The text has no sentence end.", "Send shorter sentences.")
        end = max(self._streamed.rfind(sign) for sign in _SENTENCE_ENDS) + 1
        sentences, self._streamed = self._streamed[:end], self._streamed[end:]
        if sentences.strip():
            await self._say(sentences, self._spoken)

    async def _synthesize_stop(self, _: Event) -> None:
        rest, self._streamed = self._streamed, None
        if rest and rest.strip():
            await self._say(rest, self._spoken)
        await self._send(SynthesizeStopped())

    async def _say(self, text: str, language: str) -> None:
        await say(self._service, self._send, text, language, client=self._client)

    async def _tell(self, stretch: str) -> None:
        await self._send(TranscriptChunk(text=stretch))

    def _text(self, event: Event) -> str:
        return text_of(event, self._service.limits.text)

    async def _send(self, message: Eventable) -> None:
        await self._send_plain(message.event())

    async def _send_plain(self, event: Event) -> None:
        try:
            async with asyncio.timeout(self._service.limits.patience):
                await async_write_event(event, self._writer)
        except TimeoutError as error:  # it would keep a place at work from the others
            self._writer.transport.abort()
            raise AssistantError("client.gone", "The client has stopped reading.") from error
        except ConnectionError as error:
            raise AssistantError("client.gone", "The client hung up.") from error
