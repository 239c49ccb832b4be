"""The one way a turn is taken, wherever the words come from and the answer goes to."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress

from asr import Hypothesis, Transcript
from asr.listener import Heard
from assistant import events
from assistant.app import Rooms
from assistant.errors import AssistantError
from assistant.guard import StageError, guarded
from assistant.latency import latencies
from assistant.speaking import speech
from assistant.stream import EventStream
from assistant.turn_log import TurnLog
from assistant.understanding import understand
from dialog.answer import Answer
from dialog.journal_entry import Ending
from dialog.utterance import HIDDEN, LONGEST, Guess, Origin, Utterance
from runtime import Audio, RoomError
from runtime.plain_text import one_line
from tts.voice import SpeechChunk

_THINKING = 60.0  # seconds, in which a first turn may have to load what it needs


class Surface(ABC):
    """Where a person talks with the assistant: a terminal with its sound card, a satellite, a script.

    Attributes:
        origin: Who speaks there, and where.
    """

    origin: Origin = Origin()

    def floor(self) -> AbstractAsyncContextManager[None]:
        """The right to take a turn here, held until the answer is delivered."""
        return nullcontext()

    def thinking(self) -> AbstractAsyncContextManager[None]:
        """A place at work with the networks, held until there is an answer.

        Raises:
            RoomError: Where there is none in time.
        """
        return nullcontext()

    @abstractmethod
    async def deliver(self, log: TurnLog, answer: Answer) -> None:
        """Show or say the answer.

        Raises:
            StageError: Where it does not reach the person.
        """

    @abstractmethod
    async def apologise(self, log: TurnLog, failure: StageError) -> None:
        """Say that something went wrong. The event is out already."""


class TurnEngine:
    """Takes turns: understands every guess, lets the dialogue decide, delivers the answer, writes it all down.

    Any number of surfaces may use it at once; the dialogue takes one utterance after the other.
    """

    def __init__(self, rooms: Rooms, stream: EventStream) -> None:
        """Set up.

        Args:
            rooms: What hears, understands, decides and speaks.
            stream: Gets every event.
        """
        self._rooms = rooms
        self._stream = stream

    async def begin(self) -> TurnLog:
        """A new turn, under a number that the journal has reserved."""
        return self.announcement(await asyncio.to_thread(self._rooms.journal.reserve))

    def announcement(self, number: int) -> TurnLog:
        """What is told of like a turn, under a number that the journal has reserved."""
        return TurnLog(number, self._stream)

    @property
    def outside(self) -> TurnLog:
        """For what happens outside any turn."""
        return TurnLog(0, self._stream)

    def expected(self, origin: Origin) -> Sequence[str]:
        """Names and phrases that are likelier than usual in the next utterance there. It may read the disk."""
        try:
            return self._rooms.dialog.expected(origin)
        except RoomError:  # the turn itself will say so
            return ()

    async def enter(self, text: str, locale: str | None, surface: Surface, *, typed: bool = True) -> TurnLog:
        """Take a turn that comes as text.

        Args:
            text: What the user wrote, or what somebody else heard.
            locale: Its language; where absent, the configured one that it seems to be in.
            surface: Where it comes from and the answer goes to.
            typed: Whether the user wrote it.

        Returns:
            The turn, with its events.
        """
        log = await self.begin()
        text, length = one_line(text, LONGEST), len(text)
        chosen = await asyncio.to_thread(self._rooms.locale_of_text, text) if locale is None else locale
        secret = await self._wants_pin(surface.origin)
        log.add(events.TextEntered, text=HIDDEN if secret else text, locale=chosen)
        if length > LONGEST:
            await self.fail(log, _too_long(length), surface)
        else:
            await self._take(log, Utterance((Guess(text, 1.0),), chosen, surface.origin, typed), surface)
        return log

    async def hear(self, recognise: Callable[[], Awaitable[Heard]], surface: Surface) -> TurnLog:
        """Take a turn that is one utterance whatever pauses are in it, and is over.

        Args:
            recognise: Gives its transcript, empty where there were no words, and its sound.
            surface: Where it comes from and the answer goes to.

        Returns:
            The turn, with its events.
        """
        log = await self.begin()
        log.add(events.SpeechEnded, silence=0.0, why="end_of_stream")
        try:
            with guarded("asr"):
                heard = await recognise()
        except StageError as failure:
            await self.fail(log, failure, surface)
        else:
            await self.answer(log, heard, surface)
        return log

    async def answer(self, log: TurnLog, heard: Heard, surface: Surface) -> None:
        """Go on with a turn once its words are recognised.

        Args:
            log: The turn.
            heard: What was heard.
            surface: Where it comes from and the answer goes to.
        """
        if not heard.transcript.text:
            self.ignore(log)
            return
        secret = await self._wants_pin(surface.origin)
        log.add(events.FinalTranscript, transcript=_hidden(heard.transcript) if secret else heard.transcript)
        answer = await self._take(log, self._utterance(heard.transcript, surface.origin), surface)
        if answer is not None and self._rooms.config.privacy.keeps_audio and not secret:
            await self._keep(answer.turn, heard.audio)

    async def fail(self, log: TurnLog, failure: StageError, surface: Surface) -> None:
        """End a turn of which there are no words, or too many."""
        async with surface.floor():
            log.failed(failure)
            await surface.apologise(log, failure)
            log.finished()

    def ignore(self, log: TurnLog) -> None:
        """End a turn in which there were no words."""
        log.add(events.NothingHeard)
        log.finished()

    async def speech(self, text: str, locale: str, log: TurnLog | None = None) -> AsyncGenerator[SpeechChunk]:
        """Speech for a text, chunk by chunk.

        Args:
            text: Plain.
            locale: Its language; the configured voice's where empty.
            log: The turn that it belongs to, if any.

        Raises:
            StageError: From ``tts``.
        """
        with guarded("tts"):
            voice = await asyncio.to_thread(lambda: self._rooms.voice_for(locale) if locale else self._rooms.voice)
            async for chunk in speech(voice, text):
                if log is not None:
                    log.spoke(chunk)
                yield chunk

    def _utterance(self, transcript: Transcript, origin: Origin) -> Utterance:
        heard = ((one_line(hypothesis.text, LONGEST), hypothesis.confidence) for hypothesis in transcript.hypotheses)
        guesses = tuple(Guess(text, confidence) for text, confidence in heard)
        return Utterance(guesses, self._rooms.config.locale_of(transcript.language), origin, typed=False)

    async def _take(self, log: TurnLog, utterance: Utterance, surface: Surface) -> Answer | None:
        """From an utterance to the end of its answer; None where there was no answer."""
        answer: Answer | None = None
        async with surface.floor():
            try:
                with guarded("dialog"):
                    async with surface.thinking(), _in_time():
                        answer = await self._think(log, utterance)
                await surface.deliver(log, answer)
            except StageError as failure:
                log.failed(failure)
                await surface.apologise(log, failure)
            finally:
                log.finished()
                if answer is not None:
                    await self._write_ending(log, answer.turn)
        return answer

    async def _think(self, log: TurnLog, utterance: Utterance) -> Answer:
        understood = await understand(self._rooms, utterance)
        if understood.rewriting.used:
            log.add(events.Rewritten, before=utterance.text, after=understood.rewriting.offered)
        if not await self._wants_pin(utterance.origin):
            log.add(events.Interpreted, interpretation=understood.meanings[0])
        with guarded("dialog"):
            dialog = await asyncio.to_thread(lambda: self._rooms.dialog)
            answer = await dialog.take_turn(
                *understood.meanings, utterance=utterance, rewriting=understood.rewriting, turn=log.number
            )
        log.answered(answer)
        return answer

    async def _wants_pin(self, origin: Origin) -> bool:
        """Whether what is said next there is not to be read by anybody."""
        with suppress(RoomError):
            return await asyncio.to_thread(lambda: self._rooms.dialog.asking(origin)) == "pin"
        return False

    async def _write_ending(self, log: TurnLog, turn: int) -> None:
        """Add to the journal how the turn ended; a failure has been told of when the turn was written down."""
        cuts = [event.by for event in log.events if isinstance(event, events.Interrupted)]
        ending = Ending(latencies(log.events), cuts[0] if cuts else "")
        with suppress(RoomError):
            await asyncio.to_thread(self._rooms.journal.finish, turn, ending)

    async def _keep(self, turn: int, sound: Audio) -> None:
        with suppress(OSError):  # a full disk has been told of
            await asyncio.to_thread(self._rooms.recordings.keep, turn, self._rooms.clock.now(), sound)


@asynccontextmanager
async def _in_time() -> AsyncIterator[None]:
    """What is within this block is given up when it takes too long; whatever thread is at it is given up too."""
    try:
        async with asyncio.timeout(_THINKING):
            yield
    except TimeoutError as error:
        raise AssistantError("turn.late", f"There was no answer within {_THINKING:g} seconds.", "Ask again.") from error


def _too_long(length: int) -> StageError:
    message = f"The text has {length} characters; {LONGEST} are understood at once."
    return StageError("nlu", AssistantError("text.too_long", message, "Say it in shorter sentences."))


def _hidden(transcript: Transcript) -> Transcript:
    return Transcript((Hypothesis(HIDDEN, 1.0),), transcript.language)
