"""Takes typed turns of other programs of the same user, as the owner of the state."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from wyoming.error import Error
from wyoming.event import Event, async_write_event

from assistant.app import Rooms
from assistant.errors import AssistantError
from assistant.guard import StageError
from assistant.local.address import AVAILABLE, socket_path
from assistant.protocol.wire import Limits, read_event
from assistant.report import report
from assistant.stream import EventStream
from assistant.turn import Surface, TurnEngine
from assistant.turn_log import TurnLog
from assistant.wyoming.requests import Context, context_of, text_of
from dialog.answer import Answer
from dialog.utterance import Origin
from runtime import RoomError

_log = logging.getLogger(__name__)
REPORT = "turn-report"
"""Type of the event that answers a ``transcript``: a ``TurnReport``."""


class _Writing(Surface):
    """Answers go back as part of the report."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin

    async def deliver(self, log: TurnLog, answer: Answer) -> None:
        """See ``Surface``: the report has it."""

    async def apologise(self, log: TurnLog, failure: StageError) -> None:
        """See ``Surface``: the report has it."""


class LocalServer:
    """Listens at a socket that only the user can open. Only typed turns are taken.

    Args:
        rooms: Loaded, and owner of the state.
        stream: Gets the events of the turns.
    """

    def __init__(self, rooms: Rooms, stream: EventStream) -> None:
        self._engine = TurnEngine(rooms, stream)
        self._path = socket_path(rooms.config.state)
        self._limits = Limits()
        self._clients: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Serve within this block. Where no socket can be had, the assistant works all the same."""
        server = await self._listening() if AVAILABLE else None
        try:
            yield
        finally:
            if server is not None:
                server.close()
                for client in self._clients:
                    client.cancel()
                await asyncio.gather(*self._clients, return_exceptions=True)
                self._path.unlink(missing_ok=True)

    async def _listening(self) -> asyncio.AbstractServer | None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            bound = _bound(self._path)
            return await asyncio.start_unix_server(self._welcome, sock=bound, limit=self._limits.header)
        except OSError as error:
            _log.warning("Other programs cannot reach this one at %s: %s", self._path, error)
            return None

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._clients.add(task)
        try:
            await self._serve(reader, writer)
        except (asyncio.CancelledError, ConnectionError):
            _log.debug("A local client is gone")
        finally:
            self._clients.discard(task)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (event := await read_event(reader, self._limits)) is not None:
                if event.type == "transcript":
                    await async_write_event(await self._turn(event), writer)
        except RoomError as error:
            await async_write_event(Error(text=str(error), code=error.code).event(), writer)

    async def _turn(self, event: Event) -> Event:
        language = event.data.get("language")
        locale = language if isinstance(language, str) and language else None
        surface = _Writing(_origin(context_of(event)))
        log = await self._engine.enter(text_of(event, self._limits.text), locale, surface)
        return Event(REPORT, report(log.events).model_dump(mode="json"))


def _origin(context: Context) -> Origin:
    session = (context or {}).get("conversation_id")
    if not isinstance(session, str) or not session:
        raise AssistantError("wire.malformed", "The turn names no conversation_id.", "Name one in its context.")
    return Origin(session=session.encode(errors="replace").decode())


def _bound(path: Path) -> socket.socket:
    """A socket that nobody else can open, in the place of one that a program left behind when it was killed."""
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        path.unlink(missing_ok=True)
        listener.bind(str(path))
    except OSError:
        listener.close()
        raise
    finally:
        os.umask(before)
    return listener
