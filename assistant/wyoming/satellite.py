"""A client as a surface: its answers go over the wire, as text and as sound."""

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
from assistant.turn import Surface
from assistant.turn_log import TurnLog
from assistant.wyoming.requests import Context
from assistant.wyoming.service import Service
from assistant.wyoming.sound import to_wire
from dialog.answer import Answer
from dialog.utterance import Origin

Send = Callable[[Eventable], Awaitable[None]]
_SILENT = 22_050  # rate of speech in which there is no sound


class Satellite(Surface):
    """Where one request of a client is answered."""

    def __init__(
        self, service: Service, send: Send, origin: Origin, *, context: Context = None, aloud: bool = False
    ) -> None:
        """Set up.

        Args:
            service: What the client may use.
            send: To the client.
            origin: Who speaks there.
            context: What the client wants to find in the answer again.
            aloud: Whether the answer is spoken too.
        """
        self.origin = origin
        self._service = service
        self._send = send
        self._context = context
        self._aloud = aloud

    def thinking(self) -> AbstractAsyncContextManager[None]:
        """See ``Surface``."""
        return self._service.talk()

    async def deliver(self, log: TurnLog, answer: Answer) -> None:
        """See ``Surface``."""
        kind = NotHandled if answer.decision.kind == "decline" else Handled
        with guarded("speaker"):
            await self._send(kind(text=answer.text, context=self._context))
            if self._aloud:
                await say(self._service, self._send, answer.text, answer.locale, log)

    async def apologise(self, log: TurnLog, failure: StageError) -> None:
        """See ``Surface``; in Wyoming that is an error."""
        with suppress(AssistantError):  # there is nobody to hear it
            await self._send(Error(text=str(failure), code=failure.error.code))


async def say(service: Service, send: Send, text: str, locale: str, log: TurnLog | None = None) -> None:
    """Say something to a client.

    Args:
        service: With the voices.
        send: To the client.
        text: Plain.
        locale: Its language; the configured voice's where empty.
        log: The turn that it belongs to, if any.

    Raises:
        AssistantError: ``server.busy``, ``server.late`` or ``client.gone``.
        StageError: From ``tts``.
    """
    async with service.turn():
        form: dict[str, Any] = {}
        async with aclosing(service.engine.speech(text, locale, log)) as chunks:
            async for chunk in chunks:
                if not form:
                    form = _form(chunk.audio.rate)
                    await send(AudioStart(**form))
                    if log is not None:
                        log.add(events.PlaybackStarted)
                await send(AudioChunk(**form, audio=to_wire(chunk.audio)))
    if not form:
        await send(AudioStart(**_form(_SILENT)))
    await send(AudioStop())


def _form(rate: int) -> dict[str, Any]:
    return {"rate": rate, "width": 2, "channels": 1}
