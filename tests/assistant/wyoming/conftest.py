from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from wyoming.client import AsyncTcpClient

from assistant.app import Rooms
from assistant.config import WyomingSettings
from assistant.stream import EventStream
from assistant.wyoming.server import WyomingServer

Connect = Callable[..., AbstractAsyncContextManager[AsyncTcpClient]]


@pytest.fixture
def connect(rooms: Rooms) -> Connect:
    """A server with these settings, and the ``wyoming`` package's own client of it."""

    @asynccontextmanager
    async def connected(stream: EventStream | None = None, **settings) -> AsyncIterator[AsyncTcpClient]:
        server = WyomingServer(rooms, WyomingSettings(port=0, **settings), stream)
        async with server.serving() as port, AsyncTcpClient("127.0.0.1", port, read_timeout=30) as client:
            client.port = port
            yield client

    return connected
