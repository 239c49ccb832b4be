"""The server: who may come, how many, and how they leave."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from wyoming.error import Error
from wyoming.event import async_write_event

from assistant.app import Rooms
from assistant.config import WyomingSettings
from assistant.errors import AssistantError
from assistant.stream import EventStream
from assistant.wyoming.service import Service
from assistant.wyoming.session import ClientSession
from assistant.wyoming.wire import Limits

_log = logging.getLogger(__name__)


class WyomingServer:
    """Listens, and gives every client a session.

    Attributes:
        clients: How many are there now.
    """

    def __init__(self, rooms: Rooms, settings: WyomingSettings, stream: EventStream | None = None) -> None:
        """Set up.

        Args:
            rooms: Loaded.
            settings: Address, limits, token, certificate.
            stream: Gets the events of the turns that clients take.
        """
        self.clients = 0
        self._settings = settings
        self._limits = Limits()
        self._service = Service(rooms, self._limits, settings.longest_queue, stream or EventStream())
        self._sessions: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        """Requests that wait or are at work."""
        return self._service.waiting

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        """Serve within this block; gives the port.

        Raises:
            AssistantError: ``server.address`` where the address is taken, ``server.certificate``.
        """
        settings = self._settings
        try:
            server = await asyncio.start_server(
                self._welcome, settings.host, settings.port, limit=self._limits.header, ssl=_certificate(settings)
            )
        except OSError as error:
            message = f"Nothing can listen at {settings.host}:{settings.port}: {error.strerror}."
            raise AssistantError("server.address", message, "Set another [wyoming] port.") from error
        try:
            yield int(server.sockets[0].getsockname()[1])
        finally:
            server.close()
            for session in self._sessions:
                session.cancel()
            await asyncio.gather(*self._sessions, return_exceptions=True)

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._sessions.add(task)
        self.clients += 1
        try:
            await self._serve(reader, writer)
        except asyncio.CancelledError:
            _log.debug("A client was sent away, for the server ends")
        except ConnectionError as error:
            _log.debug("A client was cut off: %s", error)
        finally:
            self.clients -= 1
            self._sessions.discard(task)
            writer.close()
            with suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.clients > self._settings.most_clients:
            full = Error(text="Too many clients are connected. Try again later.", code="server.full")
            await async_write_event(full.event(), writer)
            return
        token = self._settings.token
        await ClientSession(self._service, reader, writer, token.get_secret_value() if token else None).run()


def _certificate(settings: WyomingSettings) -> ssl.SSLContext | None:
    if settings.certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(settings.certificate, settings.key)
    except (OSError, ssl.SSLError) as error:
        message = f"The certificate {settings.certificate} cannot be used: {error}."
        raise AssistantError("server.certificate", message, "Check [wyoming] certificate and key.") from error
    return context
