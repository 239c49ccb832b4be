"""Lets a program that knows only plain Wyoming, such as Home Assistant, reach an assistant on another machine.

It runs beside that program, listens on its loopback, proves the satellite's key to the assistant, and passes the bytes
on in both directions, within TLS where a fingerprint is given.
"""

import asyncio
import hashlib
import hmac
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from wyoming.event import Event, async_read_event, async_write_event

from assistant.acceptor import Acceptor, Connection, Quota, listen
from assistant.errors import AssistantError
from assistant.wyoming.proof import Prover

_CONNECT = 5.0
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Assistant:
    """Where the assistant is.

    Attributes:
        host: Name or address.
        port: TCP port.
        fingerprint: SHA-256 of its certificate, in hexadecimal; without one the connection is not encrypted.
    """

    host: str
    port: int
    fingerprint: str = ""


class Relay:
    """Passes connections on.

    Args:
        assistant: Where to.
        key: The satellite's.
    """

    def __init__(self, assistant: Assistant, key: str) -> None:
        self._assistant = assistant
        self._key = key
        self._acceptor = Acceptor(self._welcome, Quota())

    @asynccontextmanager
    async def serving(self, port: int) -> AsyncIterator[int]:
        """Listen on the loopback within this block; gives the port.

        Raises:
            AssistantError: ``server.address``.
        """
        try:
            listeners = await listen("127.0.0.1", port)
        except OSError as error:
            message = f"Nothing can listen at 127.0.0.1:{port}: {error.strerror}."
            raise AssistantError("server.address", message, "Choose another port.") from error
        async with self._acceptor.serving(listeners):
            yield int(listeners[0].getsockname()[1])

    async def check(self) -> None:
        """Connect once, to see that it works.

        Raises:
            AssistantError: ``relay.unreachable``, ``relay.certificate``, ``relay.key``.
        """
        async with self._connected():
            pass

    async def _welcome(self, accepted: socket.socket, connection: Connection) -> None:
        self._acceptor.admit(connection, connection.address, keyed=False)
        reader, writer = await asyncio.open_connection(sock=accepted)
        try:
            async with self._connected() as (answers, words):
                ways = {asyncio.create_task(_pass(reader, words)), asyncio.create_task(_pass(answers, writer))}
                try:
                    await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for way in ways:
                        way.cancel()
                    await asyncio.wait(ways)
        finally:
            writer.transport.abort()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        host, port = self._assistant.host, self._assistant.port
        try:
            async with asyncio.timeout(_CONNECT):
                reader, writer = await asyncio.open_connection(host, port, ssl=_tls(self._assistant))
        except (OSError, TimeoutError) as error:
            message = f"The assistant at {host}:{port} cannot be reached: {error or 'no answer in time'}."
            raise AssistantError("relay.unreachable", message, "Check its address and that it runs.") from error
        try:
            self._check_certificate(writer)
            async with asyncio.timeout(_CONNECT):
                await self._prove(reader, writer)
            yield reader, writer
        finally:
            writer.transport.abort()

    def _check_certificate(self, writer: asyncio.StreamWriter) -> None:
        wanted = self._assistant.fingerprint.replace(":", "").lower()
        if not wanted:
            return
        shown = hashlib.sha256(writer.get_extra_info("ssl_object").getpeercert(binary_form=True)).hexdigest()
        if not hmac.compare_digest(shown.encode(), wanted.encode()):
            message = f"The certificate at {self._assistant.host} has another fingerprint: {shown}."
            raise AssistantError("relay.certificate", message, "Compare: assistant satellites certificate")

    async def _prove(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        prover = Prover(self._key)
        await async_write_event(Event("authenticate", {"name": prover.name, "nonce": prover.nonce}), writer)
        challenge = await async_read_event(reader)
        data = challenge.data if challenge is not None else {}
        answer = prover.answer(str(data.get("nonce")), str(data.get("proof")))
        if answer is None:
            raise _refused(self._assistant)
        await async_write_event(Event("authenticate", {"proof": answer}), writer)
        last = await async_read_event(reader)
        if last is None or last.type != "authenticated":
            raise _refused(self._assistant)


def _refused(assistant: Assistant) -> AssistantError:
    message = f"The assistant at {assistant.host} and this key do not know each other."
    return AssistantError("relay.key", message, "Make a key there: assistant satellites add NAME")


def _tls(assistant: Assistant) -> ssl.SSLContext | None:
    """TLS that trusts one certificate, which is compared by its fingerprint before anything is sent."""
    if not assistant.fingerprint:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


async def _pass(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while read := await source.read(_CHUNK):
            target.write(read)
            await target.drain()
