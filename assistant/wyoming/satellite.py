"""A client as a surface: its answers go over the wire, as text and as sound."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, aclosing, suppress
from typing import Any

from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Eventable
from wyoming.handle import Handled, NotHandled

from assistant import events
from assistant.errors import AssistantError
from assistant.guard import StageError, guarded
from assistant.protocol.sound import to_wire
from assistant.turn import Surface
from assistant.turn_log import TurnLog
from assistant.wyoming.requests import Context
from assistant.wyoming.service import Service
from dialog.answer import Answer
from dialog.utterance import Origin
from runtime import Audio

Send = Callable[[Eventable], Awaitable[None]]
_PIECE = 150  # characters that are spoken without letting others in between
_SENTENCE = re.compile(r"[^.!?。！？।\n]*[.!?。！？।\n]*\s*")
_SLACK = 10.0  # seconds that a client may be behind the speech it is sent
_SILENT = 22_050  # rate of speech in which there is no sound


class Satellite(Surface):
    """Where one request of a client is answered."""

    def __init__(
        self,
        service: Service,
        send: Send,
        origin: Origin,
        client: str,
        *,
        context: Context = None,
        aloud: bool = False,
    ) -> None:
        """Set up.

        Args:
            service: What the client may use.
            send: To the client.
            origin: Who speaks there.
            client: At whose account the work is done.
            context: What the client wants to find in the answer again.
            aloud: Whether the answer is spoken too.
        """
        self.origin = origin
        self._service = service
        self._send = send
        self._client = client
        self._context = context
        self._aloud = aloud

    def thinking(self) -> AbstractAsyncContextManager[None]:
        """See ``Surface``."""
        return self._service.talk(self._client)

    async def deliver(self, log: TurnLog, answer: Answer) -> None:
        """See ``Surface``."""
        kind = NotHandled if answer.decision.kind == "decline" else Handled
        with guarded("speaker"):
            await self._send(kind(text=answer.text, context=self._context))
            if self._aloud:
                await say(self._service, self._send, answer.text, answer.locale, log, client=self._client)

    async def apologise(self, log: TurnLog, failure: StageError) -> None:
        """See ``Surface``; in Wyoming that is an error."""
        with suppress(AssistantError):  # there is nobody to hear it
            await self._send(Error(text=str(failure), code=failure.error.code))


async def say(service: Service, send: Send, text: str, locale: str, log: TurnLog | None = None, *, client: str) -> None:
    """Say something to a client. Speech is made ahead of it: who reads slowly keeps no place at work from others.

    Args:
        service: With the voices.
        send: To the client.
        text: Plain.
        locale: Its language; the configured voice's where empty.
        log: The turn that it belongs to, if any.
        client: At whose account the work is done.

    Raises:
        AssistantError: ``server.busy``, ``server.late`` or ``client.gone``.
        StageError: From ``tts``.
    """
    made: asyncio.Queue[Audio | None] = asyncio.Queue()
    work = asyncio.create_task(_make(service, made, text, locale, log, client))
    form: dict[str, Any] = {}
    behind = -_SLACK  # seconds that the client has kept us waiting, less those of the speech it got
    try:
        while (sound := await made.get()) is not None:
            if not form:
                form = _form(sound.rate)
                await send(AudioStart(**form))
                if log is not None:
                    log.add(events.PlaybackStarted)
            since = time.monotonic()
            await send(AudioChunk(**form, audio=to_wire(sound)))
            behind += time.monotonic() - since - sound.seconds
            if behind > 0:
                raise AssistantError("client.gone", "The client reads more slowly than the speech is spoken.")
        await work
    finally:
        work.cancel()
        await asyncio.wait({work})
    if not form:
        await send(AudioStart(**_form(_SILENT)))
    await send(AudioStop())


async def _make(
    service: Service, made: "asyncio.Queue[Audio | None]", text: str, locale: str, log: TurnLog | None, client: str
) -> None:
    try:
        for piece in _pieces(text):
            async with service.turn(client), aclosing(service.engine.speech(piece, locale, log)) as chunks:
                async for chunk in chunks:
                    made.put_nowait(chunk.audio)
    finally:
        made.put_nowait(None)


def _pieces(text: str) -> list[str]:
    """A long text in runs of sentences, between which others get their turn; one that is not long as it is."""
    pieces = [""]
    for sentence in _SENTENCE.findall(text):
        if pieces[-1] and len(pieces[-1]) + len(sentence) > _PIECE:
            pieces.append("")
        pieces[-1] += sentence
    return pieces


def _form(rate: int) -> dict[str, Any]:
    return {"rate": rate, "width": 2, "channels": 1}
