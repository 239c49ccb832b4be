"""Takes connections at a port, within limits that hold before anything on them is understood."""

import asyncio
import contextlib
import errno
import logging
import os
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address

from assistant.errors import AssistantError

_log = logging.getLogger(__name__)
_BACKLOG = 128
_NO_ROOM = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_BREATH = 0.05  # seconds without accepting where descriptors have run out
_TOLD = 60.0  # seconds between two lines in the log about the same trouble


@dataclass(frozen=True, slots=True)
class Quota:
    """How many connections a port takes.

    Attributes:
        most: That were admitted, in all.
        unkeyed: Of those, that showed no key.
        of_a_satellite: Of those, of one that showed a key.
        newcomers: That were not admitted yet; one more, and the crowd's oldest is cut off.
        patience: Seconds in which a newcomer must be admitted.
        idle: Seconds of silence after which an admitted one makes room where there is none.
        lifetime: Seconds after which it is cut off whatever it does.
    """

    most: int = 100
    unkeyed: int = 75
    of_a_satellite: int = 8
    newcomers: int = 64
    patience: float = 5.0
    idle: float = 5.0
    lifetime: float | None = None


@dataclass(eq=False, slots=True)
class Connection:
    """One connection, from its acceptance on.

    Attributes:
        address: Of the other end.
        client: Who that is known to be, once admitted: a satellite's name, or the address.
        keyed: Whether it showed a key.
        active: When it last said something, in monotonic seconds.
    """

    address: str
    client: str = ""
    keyed: bool = False
    active: float = field(default_factory=time.monotonic)
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    def touch(self) -> None:
        """It said something."""
        self.active = time.monotonic()

    @property
    def crowd(self) -> str:
        """Those whom it is counted with."""
        return self.client or self.address

    def cut_off(self) -> None:
        """End it now."""
        if self.task is not None:
            self.task.cancel()


Welcome = Callable[[socket.socket, Connection], Awaitable[None]]


class Acceptor:
    """Hands every connection on, each in a task of its own, and cuts off whoever takes the room of others.

    Silence before admission is cheap for a stranger, so it is bounded apart: those who speak at once get in however
    many wait in silence. Where descriptors run out, a spare one is let go so that the queue of the port moves on.

    Attributes:
        refused: Connections that were cut off or turned away, by why.
    """

    def __init__(self, welcome: Welcome, quota: Quota) -> None:
        """Set up.

        Args:
            welcome: Serves one connection and calls :meth:`admit` in time; the socket is closed when it returns.
            quota: Limits.
        """
        self.refused: Counter[str] = Counter()
        self._welcome = welcome
        self._quota = quota
        self._new: dict[Connection, None] = {}
        self._admitted: dict[Connection, None] = {}
        self._spare: int | None = None
        self._told = -_TOLD

    @property
    def admitted(self) -> int:
        """How many are being served."""
        return len(self._admitted)

    @contextlib.asynccontextmanager
    async def serving(self, listeners: Sequence[socket.socket]) -> AsyncIterator[None]:
        """Accept within this block; the listeners are closed, and all connections cut off, at its end."""
        self._spare = os.open(os.devnull, os.O_RDONLY)
        accepting = [asyncio.create_task(self._accept_from(listener)) for listener in listeners]
        try:
            yield
        finally:
            served = [connection.task for connection in (*self._new, *self._admitted) if connection.task is not None]
            for task in (*accepting, *served):
                task.cancel()
            await asyncio.gather(*accepting, *served, return_exceptions=True)
            for listener in listeners:
                listener.close()
            self._let_spare_go()

    def admit(self, connection: Connection, client: str, *, keyed: bool) -> None:
        """Count it among those that are served.

        Raises:
            AssistantError: ``server.full``.
        """
        quota = self._quota
        unkeyed = [other for other in self._admitted if not other.keyed]
        own = [other for other in self._admitted if other.keyed and other.client == client]
        if keyed and len(own) >= quota.of_a_satellite:
            self._make_room(own, client)
        elif not keyed and len(unkeyed) >= quota.unkeyed:
            self._make_room(unkeyed, client)
        elif len(self._admitted) >= quota.most:
            self._make_room(self._admitted, client)
        connection.client, connection.keyed = client, keyed
        connection.touch()
        self._new.pop(connection, None)
        self._admitted[connection] = None

    def _make_room(self, among: Collection[Connection], client: str) -> None:
        """Cut off the one of the largest crowd that has been silent for longest.

        Where the newcomer's own crowd is as large, that silence must have been long enough.
        """
        crowd = _largest(among)
        silent = min(crowd, key=lambda other: other.active)
        own = sum(other.client == client for other in among)
        idle = len(crowd) > 1 and silent.active <= time.monotonic() - self._quota.idle
        self.refused["full"] += 1
        if not idle and len(crowd) <= own + 1:
            raise AssistantError("server.full", "Too many clients are connected.", "Try again later.")
        self._drop(silent)

    def _drop(self, connection: Connection) -> None:
        self._new.pop(connection, None)
        self._admitted.pop(connection, None)
        connection.cut_off()

    async def _accept_from(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                accepted, address = await loop.sock_accept(listener)
            except OSError as error:
                if error.errno in _NO_ROOM:
                    self._tell("No descriptors are left: %s", error)
                    self._drain(listener)
                await asyncio.sleep(_BREATH)  # else it hung up while it was waiting
                continue
            accepted.setblocking(False)
            self._begin(accepted, str(address[0]))
            await asyncio.sleep(0)  # a flood must not keep the loop from those who are in

    def _begin(self, accepted: socket.socket, address: str) -> None:
        if len(self._new) >= self._quota.newcomers:
            self.refused["newcomers"] += 1
            self._drop(next(iter(_largest(self._new))))
        connection = Connection(address)
        connection.task = asyncio.create_task(self._serve(accepted, connection))
        connection.task.add_done_callback(lambda _: self._end(accepted, connection))
        self._new[connection] = None
        asyncio.get_running_loop().call_later(self._quota.patience, self._expire, connection)

    def _expire(self, connection: Connection) -> None:
        if connection in self._new:
            self.refused["silent"] += 1
            self._drop(connection)

    async def _serve(self, accepted: socket.socket, connection: Connection) -> None:
        try:
            async with asyncio.timeout(self._quota.lifetime):
                await self._welcome(accepted, connection)
        except (OSError, TimeoutError) as error:
            _log.debug("A connection was cut off: %s", error)
        except Exception:  # one connection's failure is nobody else's
            _log.exception("A connection failed")

    def _end(self, accepted: socket.socket, connection: Connection) -> None:
        self._new.pop(connection, None)
        self._admitted.pop(connection, None)
        accepted.close()

    def _drain(self, listener: socket.socket) -> None:
        """Make room by cutting newcomers off; with the spare descriptor, turn away the one at the head of the queue."""
        self.refused["descriptors"] += 1
        if self._new:
            self._drop(next(iter(_largest(self._new))))
        elif self._spare is not None:
            self._let_spare_go()
            with contextlib.suppress(OSError):
                listener.accept()[0].close()
            with contextlib.suppress(OSError):
                self._spare = os.open(os.devnull, os.O_RDONLY)

    def _let_spare_go(self) -> None:
        if self._spare is not None:
            os.close(self._spare)
            self._spare = None

    def _tell(self, message: str, error: OSError) -> None:
        now = time.monotonic()
        if now - self._told >= _TOLD:
            self._told = now
            _log.error(message, error.strerror)


def _largest(among: Collection[Connection]) -> list[Connection]:
    """The largest crowd among the connections, oldest first."""
    crowds = Counter(other.crowd for other in among)
    name = crowds.most_common(1)[0][0] if crowds else ""
    return [other for other in among if other.crowd == name]


async def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen at every address of a host; an empty one stands for all addresses.

    Args:
        host: Name or address.
        port: TCP port; 0 takes a free one, the same at every address.

    Raises:
        OSError: An address is taken or is not this machine's.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    listeners: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in dict.fromkeys(found):
            listener = socket.socket(family, kind, protocol)
            listeners.append(listener)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            listener.bind((address[0], port, *address[2:]))
            port = port or int(listener.getsockname()[1])
            listener.listen(_BACKLOG)
            listener.setblocking(False)
    except OSError:
        for listener in listeners:
            listener.close()
        raise
    return listeners


def is_loopback(address: str) -> bool:
    """Whether an address is one that only this machine can reach."""
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False
