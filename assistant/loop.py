"""The conversation at this machine: its microphone, its keyboard, its loudspeaker, until it is stopped."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from typing import Any, Literal

from asr import listener
from asr.echo import EchoCanceller
from assistant import events
from assistant.app import Rooms
from assistant.ears import Ears
from assistant.events import Event
from assistant.guard import StageError, guarded
from assistant.microphone import Microphone, reconnecting
from assistant.notices import notices
from assistant.ringing import ringing
from assistant.speaking import Speaker
from assistant.stream import EventStream
from assistant.turn import Surface, TurnEngine
from assistant.turn_log import TurnLog
from dialog.alert import Alert
from dialog.answer import Answer
from dialog.skill import Message
from dialog.utterance import Origin
from runtime import Audio, RoomError
from tts.voice import SpeechChunk

_RING_WITHIN = 1.0  # seconds that a reply may go on while something rings
_RING_AGAIN = 5.0  # seconds until the schedule is read again after it could not be


class Conversation(Surface):
    """Takes turns with one user. One has the floor at a time; its speech can be interrupted, its deeds cannot.

    Attributes:
        ears: What of the microphone gets through.
    """

    def __init__(
        self,
        rooms: Rooms,
        speaker: Speaker | None,
        stream: EventStream,
        echo: EchoCanceller | None = None,
        origin: Origin | None = None,
    ) -> None:
        """Set up.

        Args:
            rooms: What hears, understands, decides and speaks.
            speaker: Where replies go; without one nothing is spoken.
            stream: Gets every event.
            echo: Takes the speaker's sound out of the microphone's.
            origin: Who speaks, and where; somebody at this machine where absent.
        """
        self.origin = origin or Origin()
        wake = rooms.wake_detector()
        self.ears = Ears(rooms.config.audio.listen, self._is_deaf, wake=wake, woken=self._woken, echo=echo)
        self._echo = echo
        self._rooms = rooms
        self._speaker = speaker
        self._engine = TurnEngine(rooms, stream)
        self._unspoken: set[str] = set()  # locales that no voice speaks, and the user was told so
        self._floor = asyncio.Lock()
        self._saying: asyncio.Task[None] | None = None
        self._interrupted_by: Literal["voice", "command"] = "command"
        self._answering: set[asyncio.Task[None]] = set()

    @property
    def speaking(self) -> bool:
        """Whether a reply is being said."""
        return self._saying is not None and not self._saying.done()

    async def enter(self, text: str, locale: str | None = None) -> tuple[Event, ...]:
        """Take a typed turn.

        Args:
            text: What the user wrote.
            locale: Its language; where absent, the configured one that it seems to be in.

        Returns:
            The events of the turn.
        """
        self.interrupt()
        return tuple((await self._engine.enter(text, locale, self)).events)

    async def hear(self, recording: Audio) -> tuple[Event, ...]:
        """Take a spoken turn from a recording, which is one utterance whatever pauses are in it.

        Args:
            recording: 16 kHz.

        Returns:
            The events of the turn.
        """

        def transcribed() -> listener.Heard:
            transcript = self._rooms.recognizer.transcribe(recording, biases=self._engine.expected(self.origin))
            return listener.Heard(transcript, recording)

        return tuple((await self._engine.hear(lambda: asyncio.to_thread(transcribed), self)).events)

    async def listen(self, microphone: Microphone) -> None:
        """Take spoken turns until the microphone ends for good or the task is cancelled.

        Args:
            microphone: May vanish and come back.
        """
        sound = self.ears.hear(reconnecting(microphone, lambda: self._opened(microphone), self._lost))
        try:
            with self._rooms.listener() as ear:
                while await self._utterance(ear, sound):
                    pass
            await asyncio.gather(*self._answering)
        finally:
            await self._drop_answers()

    async def give_notice(self) -> None:
        """Say what the user must know: that recordings are kept, or that something stored is lost or cannot be read."""
        locale = self._rooms.config.locale
        for about, words in await asyncio.to_thread(notices, self._rooms):
            text = self._rooms.dialog.renderer.render([words], locale)
            log = await self._engine.begin()
            async with self._floor:
                log.add(events.Notice, about=about, text=text)
                await self._announce(log, self._speak(log, text, locale))
                log.finished()

    async def ring(self) -> None:
        """Speak alarms, timers and reminders when they come due, until cancelled."""
        while True:
            try:
                with guarded("dialog"):
                    async for alert in self._rooms.dialog.due(self.origin):
                        await self._ring(alert)
            except StageError as failure:
                self._engine.outside.failed(failure)
                await self._rooms.clock.sleep(_RING_AGAIN)

    def interrupt(self, by: Literal["voice", "command"] = "command") -> None:
        """Silence the reply that is being said, if any.

        Args:
            by: Whose doing it is.
        """
        if self._saying is not None and not self._saying.done():
            self._interrupted_by = by
            self._saying.cancel()

    async def finish(self, seconds: float) -> None:
        """Let the turn that has the floor end.

        Args:
            seconds: After which its speech is cut off.
        """
        try:
            async with asyncio.timeout(seconds), self._floor:
                pass
        except TimeoutError:
            self.interrupt()

    def floor(self) -> AbstractAsyncContextManager[None]:
        """See ``Surface``."""
        return self._floor

    async def deliver(self, log: TurnLog, answer: Answer) -> None:
        """See ``Surface``."""
        await self._speak(log, answer.text, answer.locale)

    async def apologise(self, log: TurnLog, failure: StageError) -> None:
        """See ``Surface``; nothing is said where it is speaking itself that fails."""
        if failure.stage in ("tts", "speaker"):
            return
        try:
            with guarded("dialog"):
                words = Message("dialog-disk-full" if failure.error.code == "disk.full" else "dialog-failed")
                text = self._rooms.dialog.renderer.render([words], self._rooms.config.locale)
            await self._speak(log, text, self._rooms.config.locale)
        except StageError as another:
            log.failed(another)

    async def _ring(self, alert: Alert) -> None:
        """Ring: told at once, heard as soon as the reply that is being said is over, or cut short."""
        log = self._engine.announcement(alert.number)
        log.add(events.Rang, text=alert.text, locale=alert.locale)
        async with self._floor_soon():
            speaker = self._speaker
            if speaker is not None:
                words = self._chunks(log, alert.text, alert.locale)
                await self._announce(log, self._play(speaker, log, ringing(words, speaker.rate, log.failed)))
            log.finished()

    @asynccontextmanager
    async def _floor_soon(self) -> AsyncIterator[None]:
        """The floor, as soon as what is being said is over or was cut short."""
        hurry = asyncio.create_task(self._make_haste())
        try:
            await self._floor.acquire()
        finally:
            hurry.cancel()
        try:
            yield
        finally:
            self._floor.release()

    async def _make_haste(self) -> None:
        while True:
            await asyncio.sleep(_RING_WITHIN)
            self.interrupt()

    async def _announce(self, log: TurnLog, speaking: Coroutine[Any, Any, None]) -> None:
        """Say what nobody asked for."""
        try:
            await speaking
        except StageError as failure:
            log.failed(failure)

    async def _utterance(self, ear: listener.Listener, sound: AsyncIterator[Audio]) -> bool:
        """Follow one utterance; whether there can be another."""
        log: TurnLog | None = None
        over = False
        try:
            with guarded("asr"):
                async for value in ear.listen(sound, lambda: self._engine.expected(self.origin)):
                    match value:
                        case listener.SpeechStarted():
                            self.interrupt("voice")
                            log = await self._engine.begin()
                            log.add(events.SpeechStarted)
                        case listener.PartialHeard(transcript=transcript) if log:
                            log.add(events.PartialTranscript, transcript=transcript)
                        case listener.SpeechEnded(at=at, endpoint=endpoint, why=why) if log:
                            self.ears.release()
                            log.add(events.SpeechEnded, silence=endpoint - at, why=why)
                            over = why == "end_of_stream"
                        case listener.NothingHeard(why=why):
                            self.ears.give_up()
                            over = over or why == "end_of_stream"
                            if log is not None:
                                self._engine.ignore(log)
                        case listener.Heard() if log:
                            self._start(self._engine.answer(log, value, self))
        except StageError as failure:
            over = over or failure.error.code == "audio.stalled"
            if log is None:  # nobody spoke, so there is nobody to apologise to
                self._engine.outside.failed(failure)
            else:
                self._start(self._engine.fail(log, failure, self))
        return not over

    async def _drop_answers(self) -> None:
        for answer in self._answering:
            answer.cancel()
        await asyncio.gather(*self._answering, return_exceptions=True)

    async def _speak(self, log: TurnLog, text: str, locale: str) -> None:
        if self._speaker is not None and text:
            await self._play(self._speaker, log, self._chunks(log, text, locale))

    async def _play(self, speaker: Speaker, log: TurnLog, chunks: AsyncIterator[SpeechChunk]) -> None:
        self._saying = asyncio.create_task(self._say(speaker, log, chunks))
        try:
            await asyncio.wait({self._saying})
        finally:
            self._saying.cancel()
        if self._saying.cancelled():
            log.add(events.Interrupted, by=self._interrupted_by)
        else:
            self._saying.result()

    async def _say(self, speaker: Speaker, log: TurnLog, chunks: AsyncIterator[SpeechChunk]) -> None:
        with guarded("speaker"):
            await speaker.play(chunks, lambda: log.add(events.PlaybackStarted))

    async def _chunks(self, log: TurnLog, text: str, locale: str) -> AsyncGenerator[SpeechChunk]:
        try:
            async with aclosing(self._engine.speech(text, locale, log)) as chunks:
                async for chunk in chunks:
                    yield chunk
        except StageError as failure:
            if failure.error.code != "voice.no_language" or locale not in self._unspoken:
                self._unspoken.add(locale)
                raise
            # that this language has no voice was said before; its text is shown

    def _is_deaf(self) -> bool:
        half_duplex = self._rooms.config.audio.barge_in == "key"
        return self.speaking and (half_duplex or (self._echo is not None and not self._echo.converged))

    def _woken(self, phrase: str) -> None:
        self.interrupt("voice")
        self._engine.outside.add(events.Woken, phrase=phrase)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    def _opened(self, microphone: Microphone) -> None:
        self._engine.outside.add(events.MicrophoneOpened, name=microphone.name)

    def _lost(self, error: RoomError) -> None:
        self._engine.outside.failed(StageError("microphone", error))
