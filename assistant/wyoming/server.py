"""The server: who may come, how many, and how they leave."""

import asyncio
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

from assistant.acceptor import Acceptor, Connection, Quota, is_loopback, listen
from assistant.app import Rooms
from assistant.config import WyomingSettings
from assistant.errors import AssistantError
from assistant.protocol.wire import Limits
from assistant.stream import EventStream
from assistant.wyoming import certificate
from assistant.wyoming.admission import Admission, Policy
from assistant.wyoming.keyring import Keyring
from assistant.wyoming.service import Service
from assistant.wyoming.session import ClientSession

_log = logging.getLogger(__name__)
_FAREWELL = 1.0  # seconds that a client may take to see that it is over


class WyomingServer:
    """Listens, and gives every client a session."""

    def __init__(self, rooms: Rooms, settings: WyomingSettings, stream: EventStream | None = None) -> None:
        """Set up.

        Args:
            rooms: Loaded.
            settings: Address, limits, certificate.
            stream: Gets the events of the turns that clients take.
        """
        self._settings = settings
        self._limits = Limits()
        self._policy = Policy(Keyring(rooms.config.satellites), settings.open_loopback)
        self._service = Service(rooms, self._limits, settings.longest_queue, stream or EventStream())
        self._tls: ssl.SSLContext | None = None
        quota = Quota(settings.most_clients, settings.most_unkeyed, patience=self._limits.introduction)
        self._acceptor = Acceptor(self._welcome, quota)

    @property
    def clients(self) -> int:
        """How many were let in and are there now."""
        return self._acceptor.admitted

    @property
    def waiting(self) -> int:
        """Requests that wait or are at work."""
        return self._service.waiting

    @property
    def refused(self) -> Mapping[str, int]:
        """Connections that were turned away or cut off, by why."""
        return self._acceptor.refused

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[int]:
        """Serve within this block; gives the port.

        Raises:
            AssistantError: ``server.address`` where the address is taken, ``server.open`` where other machines could
                come and none has a key, ``server.certificate``.
        """
        settings = self._settings
        await require_keys(settings, self._policy.keyring)
        self._tls = certificate.context(settings.certificate, settings.key)
        try:
            listeners = await listen(settings.host, settings.port)
        except OSError as error:
            message = f"Nothing can listen at {settings.host}:{settings.port}: {error.strerror}."
            raise AssistantError("server.address", message, "Set another [wyoming] port.") from error
        async with self._acceptor.serving(listeners):
            yield int(listeners[0].getsockname()[1])

    async def _welcome(self, accepted: socket.socket, connection: Connection) -> None:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=self._limits.header)
        protocol = asyncio.StreamReaderProtocol(reader)
        patience = self._limits.introduction if self._tls else None
        transport, _ = await loop.connect_accepted_socket(
            lambda: protocol, accepted, ssl=self._tls, ssl_handshake_timeout=patience
        )
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        admission = Admission(self._policy, connection.address, secret=self._tls is not None)
        try:
            await ClientSession(self._service, reader, writer, admission, connection, self._acceptor.admit).run()
        finally:
            await _part(writer)


async def _part(writer: asyncio.StreamWriter) -> None:
    """Send what is left, but not to somebody who does not read."""
    writer.close()
    try:
        with suppress(OSError, ssl.SSLError):
            async with asyncio.timeout(_FAREWELL):
                await writer.wait_closed()
    finally:
        writer.transport.abort()


async def require_keys(settings: WyomingSettings, keyring: Keyring) -> None:
    """Check that other machines cannot come where none has a key.

    Args:
        settings: The address that is to be listened at.
        keyring: The satellites' keys.

    Raises:
        AssistantError: ``server.open``, or ``server.address`` where there is no such address.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(settings.host or None, 0, flags=socket.AI_PASSIVE)
    except OSError as error:
        message = f"Nothing can listen at {settings.host}: {error.strerror}."
        raise AssistantError("server.address", message, "Set another [wyoming] host.") from error
    inward = bool(settings.host) and all(is_loopback(str(address[0])) for *_, address in found)
    if not inward and not keyring.names():
        message = f"At {settings.host or 'all addresses'} other machines could come, and no satellite has a key."
        remedy = 'Make one: assistant satellites add NAME. Or set [wyoming] host = "127.0.0.1".'
        raise AssistantError("server.open", message, remedy)
