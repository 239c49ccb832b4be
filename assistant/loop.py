"""The conversation: from what is heard or typed to what is said, turn by turn, until it is stopped."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import suppress
from typing import Any, Literal

from asr import Transcript, listener
from asr.echo import EchoCanceller
from assistant import events
from assistant.app import Rooms
from assistant.ears import Ears
from assistant.events import Event
from assistant.guard import StageError, guarded
from assistant.latency import latencies
from assistant.microphone import Microphone, reconnecting
from assistant.recall import Recall
from assistant.speaking import Speaker, speech
from assistant.stream import EventStream
from assistant.turn_log import TurnLog
from assistant.understanding import Understood, understand
from dialog.dialog import Alert, Turn
from dialog.journal_entry import Ending, Guess, Heard
from dialog.skill import Message
from runtime import Audio, RoomError
from tts.errors import TtsError
from tts.voice import SpeechChunk

_RING_AGAIN = 5.0  # seconds until the schedule is read again after it could not be


class Conversation:
    """Takes turns with one user. One has the floor at a time; its speech can be interrupted, its deeds cannot.

    Attributes:
        ears: What of the microphone gets through.
    """

    def __init__(
        self, rooms: Rooms, speaker: Speaker | None, stream: EventStream, echo: EchoCanceller | None = None
    ) -> None:
        """Set up.

        Args:
            rooms: What hears, understands, decides and speaks.
            speaker: Where replies go; without one nothing is spoken.
            stream: Gets every event.
            echo: Takes the speaker's sound out of the microphone's.
        """
        wake = rooms.wake_detector()
        self.ears = Ears(rooms.config.audio.listen, self._is_deaf, wake=wake, woken=self._woken, echo=echo)
        self._echo = echo
        self._rooms = rooms
        self._speaker = speaker
        self._unspoken: set[str] = set()  # locales that no voice speaks, and the user was told so
        self._stream = stream
        self._floor = asyncio.Lock()
        self._saying: asyncio.Task[None] | None = None
        self._interrupted_by: Literal["voice", "command"] = "command"
        self._answering: set[asyncio.Task[None]] = set()
        self._recall = Recall() if rooms.config.privacy.keep_audio else None

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
        log = self._new_turn()
        text = text.encode(errors="replace").decode()  # half characters, as odd terminals pass them, fit no file
        chosen = await asyncio.to_thread(self._rooms.locale_of_text, text) if locale is None else locale
        log.add(events.TextEntered, text=text, locale=chosen)
        await self._answer(log, Heard((Guess(text, 1.0),)), chosen)
        return tuple(log.events)

    async def hear(self, recording: Audio) -> tuple[Event, ...]:
        """Take a spoken turn from a recording, which is one utterance whatever pauses are in it.

        Args:
            recording: 16 kHz.

        Returns:
            The events of the turn.
        """
        log = self._new_turn()
        log.add(events.SpeechEnded, silence=0.0, why="end_of_stream")
        try:
            with guarded("asr"):
                transcript = await asyncio.to_thread(self._transcribed, recording)
        except StageError as failure:
            await self._apologise(log, failure)
            log.finished()
        else:
            await self._heard(log, transcript, recording)
        return tuple(log.events)

    async def listen(self, microphone: Microphone) -> None:
        """Take spoken turns until the microphone ends for good or the task is cancelled.

        Args:
            microphone: May vanish and come back.
        """
        frames = self.ears.hear(reconnecting(microphone, lambda: self._opened(microphone), self._lost))
        sound = self._recall.follow(frames) if self._recall else frames
        with self._rooms.listener() as ear:
            while await self._utterance(ear, sound):
                pass
        await asyncio.gather(*self._answering)

    async def give_notice(self) -> None:
        """Say that recordings are kept, where they are."""
        privacy, locale = self._rooms.config.privacy, self._rooms.config.locale
        if not privacy.keep_audio:
            return
        log = self._new_turn()
        async with self._floor:
            words = Message("dialog-keeps-audio", {"days": privacy.audio_days})
            text = self._rooms.dialog.renderer.render([words], locale)
            log.add(events.KeepingAudio, days=privacy.audio_days, text=text)
            try:
                await self._speak(log, text, locale)
            except StageError as failure:
                log.failed(failure)
            log.finished()

    async def ring(self) -> None:
        """Speak alarms, timers and reminders when they come due, until cancelled."""
        while True:
            try:
                with guarded("dialog"):
                    async for alert in self._rooms.dialog.due():
                        await self._announce(alert)
            except StageError as failure:
                self._outside.failed(failure)
                await self._rooms.clock.sleep(_RING_AGAIN)

    def interrupt(self, by: Literal["voice", "command"] = "command") -> None:
        """Silence the reply that is being said, if any.

        Args:
            by: Whose doing it is.
        """
        if self._saying is not None and not self._saying.done():
            self._interrupted_by = by
            self._saying.cancel()

    async def _announce(self, alert: Alert) -> None:
        log = self._new_turn()
        async with self._floor:
            log.add(events.Rang, text=alert.text, locale=alert.locale)
            try:
                await self._speak(log, alert.text, alert.locale)
            except StageError as failure:
                log.failed(failure)
            log.finished()

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

    async def _utterance(self, ear: listener.Listener, sound: AsyncIterator[Audio]) -> bool:
        """Follow one utterance; whether there can be another."""
        log: TurnLog | None = None
        over = False
        try:
            with guarded("asr"):
                async for value in ear.listen(sound, self._expected):
                    match value:
                        case listener.SpeechStarted():
                            self.interrupt("voice")
                            log = self._new_turn()
                            if self._recall:
                                self._recall.begin()
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
                            self._ignored(log)
                        case listener.Heard(transcript=transcript) if log:
                            said = self._recall.utterance() if self._recall else None
                            self._start(self._heard(log, transcript, said))
        except StageError as failure:
            over = over or failure.error.code == "audio.stalled"
            if log is None:  # nobody spoke, so there is nobody to apologise to
                self._outside.failed(failure)
            else:
                self._start(self._unheard(log, failure))
        return not over

    async def _unheard(self, log: TurnLog, failure: StageError) -> None:
        async with self._floor:
            await self._apologise(log, failure)
            log.finished()

    async def _heard(self, log: TurnLog, transcript: Transcript, said: Audio | None) -> None:
        if not transcript.text:
            self._ignored(log)
            return
        log.add(events.FinalTranscript, transcript=transcript)
        guesses = tuple(Guess(hypothesis.text, hypothesis.confidence) for hypothesis in transcript.hypotheses)
        heard = Heard(guesses, typed=False)
        turn = await self._answer(log, heard, self._rooms.config.locale_of(transcript.language))
        if turn is not None and said is not None and self._recall:
            with suppress(OSError):  # a full disk has been told of
                await asyncio.to_thread(self._rooms.recordings.keep, turn.number, self._rooms.clock.now(), said)

    def _transcribed(self, recording: Audio) -> Transcript:
        return self._rooms.recognizer.transcribe(recording, biases=self._expected())

    def _expected(self) -> Sequence[str]:
        try:
            return self._rooms.dialog.expected()
        except RoomError:  # the turn itself will say so
            return ()

    async def _answer(self, log: TurnLog, heard: Heard, locale: str) -> Turn | None:
        async with self._floor:
            turn: Turn | None = None
            try:
                turn = await self._decide(log, await self._understand(log, heard, locale))
                await self._speak(log, turn.text, turn.locale)
            except StageError as failure:
                await self._apologise(log, failure)
            log.finished()
            if turn is not None:
                await self._write_ending(log, turn)
            return turn

    async def _understand(self, log: TurnLog, heard: Heard, locale: str) -> Understood:
        understood = await understand(self._rooms, heard, locale)
        if understood.heard.rewritten:
            log.add(events.Rewritten, before=heard.guesses[0].text, after=understood.heard.offered)
        log.add(events.Interpreted, interpretation=understood.meanings[0])
        return understood

    async def _write_ending(self, log: TurnLog, turn: Turn) -> None:
        """Add to the journal how the turn ended; a failure has been told of when the turn was written down."""
        cuts = [event.by for event in log.events if isinstance(event, events.Interrupted)]
        ending = Ending(latencies(log.events), cuts[0] if cuts else "")
        with suppress(RoomError):
            await asyncio.to_thread(self._rooms.journal.finish, turn.number, ending)

    async def _decide(self, log: TurnLog, understood: Understood) -> Turn:
        with guarded("dialog"):
            dialog = await asyncio.to_thread(lambda: self._rooms.dialog)
            turn = await dialog.take_turn(*understood.meanings, source=understood.heard)
        log.answered(turn)
        return turn

    async def _speak(self, log: TurnLog, text: str, locale: str) -> None:
        if self._speaker is None or not text:
            return
        self._saying = asyncio.create_task(self._say(self._speaker, log, text, locale))
        try:
            await asyncio.wait({self._saying})
        finally:
            self._saying.cancel()
        if self._saying.cancelled():
            log.add(events.Interrupted, by=self._interrupted_by)
        else:
            self._saying.result()

    async def _say(self, speaker: Speaker, log: TurnLog, text: str, locale: str) -> None:
        with guarded("speaker"):
            await speaker.play(self._chunks(log, text, locale), lambda: log.add(events.PlaybackStarted))

    async def _chunks(self, log: TurnLog, text: str, locale: str) -> AsyncIterator[SpeechChunk]:
        with guarded("tts"):
            try:
                voice = await asyncio.to_thread(self._rooms.voice_for, locale)
            except TtsError as refusal:
                if refusal.code != "voice.no_language" or locale not in self._unspoken:
                    self._unspoken.add(locale)
                    raise
                return  # that this language has no voice was said before; its text is shown
            async for chunk in speech(voice, text):
                log.spoke(chunk)
                yield chunk

    async def _apologise(self, log: TurnLog, failure: StageError) -> None:
        """Say that something went wrong, unless it is speaking itself that does."""
        log.failed(failure)
        if failure.stage in ("tts", "speaker"):
            return
        try:
            with guarded("dialog"):
                words = Message("dialog-disk-full" if failure.error.code == "disk.full" else "dialog-failed")
                text = self._rooms.dialog.renderer.render([words], self._rooms.config.locale)
            await self._speak(log, text, self._rooms.config.locale)
        except StageError as another:
            log.failed(another)

    @property
    def _outside(self) -> TurnLog:
        """For what happens outside any turn."""
        return TurnLog(0, self._stream)

    def _new_turn(self) -> TurnLog:
        return TurnLog(self._stream.next_turn(), self._stream)

    def _is_deaf(self) -> bool:
        half_duplex = self._rooms.config.audio.barge_in == "key"
        return self.speaking and (half_duplex or (self._echo is not None and not self._echo.converged))

    def _woken(self, phrase: str) -> None:
        self.interrupt("voice")
        self._outside.add(events.Woken, phrase=phrase)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    def _ignored(self, log: TurnLog | None) -> None:
        if log is not None:
            log.add(events.NothingHeard)
            log.finished()

    def _opened(self, microphone: Microphone) -> None:
        self._outside.add(events.MicrophoneOpened, name=microphone.name)

    def _lost(self, error: RoomError) -> None:
        self._outside.failed(StageError("microphone", error))
