"""Connections within limits: those who speak get in, however many are silent, slow or many."""

import asyncio
import logging
import resource
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from assistant.acceptor import Acceptor, Connection, Quota, is_loopback, listen
from assistant.errors import AssistantError

ELSEWHERE = "127.0.0.9"


class Echo:
    """Admits whoever says a line, and says it back."""

    def __init__(self, quota: Quota) -> None:
        self.acceptor = Acceptor(self._welcome, quota)
        self.port = 0

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["Echo"]:
        listeners = await listen("127.0.0.1", 0)
        self.port = listeners[0].getsockname()[1]
        async with self.acceptor.serving(listeners):
            yield self

    async def _welcome(self, accepted: socket.socket, connection: Connection) -> None:
        loop = asyncio.get_running_loop()
        while said := await loop.sock_recv(accepted, 100):
            connection.touch()
            if not connection.client:
                try:
                    self.acceptor.admit(connection, connection.address, keyed=said.startswith(b"key"))
                except AssistantError:
                    return
            await loop.sock_sendall(accepted, said)

    async def connect(self, source: str = "127.0.0.1") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port, local_addr=(source, 0))

    async def is_served(self, source: str = "127.0.0.1", said: bytes = b"hello\n") -> bool:
        reader, writer = await self.connect(source)
        writer.write(said)
        async with asyncio.timeout(10):
            answer = await reader.read(100)
        return answer == said


async def test_silent_connections_lock_nobody_out() -> None:
    async with Echo(Quota(newcomers=8, patience=60)).serving() as echo:
        silent = [await echo.connect() for _ in range(200)]
        assert await echo.is_served()
        assert echo.acceptor.refused["newcomers"] >= 190
        assert len(silent) == 200


async def test_who_says_nothing_for_long_is_cut_off() -> None:
    async with Echo(Quota(patience=0.05)).serving() as echo:
        reader, _ = await echo.connect()
        async with asyncio.timeout(10):
            assert await reader.read() == b""


async def test_a_crowd_of_newcomers_pushes_out_its_own() -> None:
    async with Echo(Quota(newcomers=8, patience=60)).serving() as echo:
        reader, writer = await echo.connect()
        for _ in range(50):
            await echo.connect(ELSEWHERE)
        writer.write(b"still here\n")
        async with asyncio.timeout(10):
            assert await reader.read(100) == b"still here\n"


async def test_a_place_is_kept_for_who_has_a_key() -> None:
    async with Echo(Quota(most=4, unkeyed=3, idle=60)).serving() as echo:
        kept = [await echo.connect() for _ in range(5)]
        for reader, writer in kept:
            writer.write(b"hello\n")
            await reader.read(100)
        assert not await echo.is_served()
        assert await echo.is_served(said=b"key\n")


async def test_a_crowd_that_never_rests_keeps_nobody_else_out() -> None:
    async with Echo(Quota(most=8, unkeyed=6, idle=60)).serving() as echo:
        crowd = [await echo.connect(ELSEWHERE) for _ in range(6)]
        for reader, writer in crowd:
            writer.write(b"hello\n")
            await reader.read(100)
        assert not await echo.is_served(ELSEWHERE)
        assert await echo.is_served()


async def test_where_there_is_no_room_the_largest_crowds_idlest_goes() -> None:
    async with Echo(Quota(most=8, unkeyed=4, idle=0)).serving() as echo:
        honest_reader, honest = await echo.connect()
        everybody = [(honest_reader, honest), *[await echo.connect(ELSEWHERE) for _ in range(3)]]
        for reader, writer in everybody:
            writer.write(b"hello\n")
            await reader.read(100)
        assert await echo.is_served("127.0.0.7")
        honest.write(b"me too\n")
        async with asyncio.timeout(10):
            assert await honest_reader.read(100) == b"me too\n"


async def test_a_connection_of_short_questions_ends_whatever_it_does() -> None:
    async with Echo(Quota(lifetime=0.2)).serving() as echo:
        reader, writer = await echo.connect()
        writer.write(b"hello\n")
        async with asyncio.timeout(10):
            assert await reader.readuntil(b"\n") == b"hello\n"
            assert await reader.read() == b""


async def test_the_end_closes_everything() -> None:
    async with Echo(Quota()).serving() as echo:
        reader, _ = await echo.connect()
    async with asyncio.timeout(10):
        assert await reader.read() == b""
    with pytest.raises(OSError):
        await echo.connect()


SQUEEZED = """
import asyncio, logging, os, resource, sys
sys.path.insert(0, "tests/assistant")
from test_acceptor import Echo, Quota
logging.basicConfig(level="INFO", stream=sys.stderr, format="%(message)s")
async def main():
    async with Echo(Quota(newcomers=500, patience=60)).serving() as echo:
        print(echo.port, flush=True)
        await asyncio.to_thread(sys.stdin.readline)
resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
asyncio.run(main())
"""


def test_where_descriptors_run_out_who_speaks_gets_in_and_the_log_stays_small() -> None:
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    with subprocess.Popen(
        [sys.executable, "-c", SQUEEZED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        port = int(server.stdout.readline())
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(120)]
        with socket.create_connection(("127.0.0.1", port), timeout=30) as honest:
            honest.sendall(b"hello\n")
            assert honest.recv(100) == b"hello\n"
        for one in silent:
            one.close()
        _, log = server.communicate("\n", timeout=30)
    assert log.count("No descriptors are left") == 1
    assert len(log) < 500
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == limits


async def test_a_connection_that_fails_is_told_and_nobody_elses_loss(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(accepted: socket.socket, connection: Connection) -> None:
        del accepted, connection
        raise ValueError("boom")

    listeners = await listen("127.0.0.1", 0)
    with caplog.at_level(logging.ERROR):
        async with Acceptor(broken, Quota()).serving(listeners):
            for _ in range(2):
                reader, _ = await asyncio.open_connection(*listeners[0].getsockname())
                assert await reader.read() == b""
    assert caplog.text.count("A connection failed") == 2


@pytest.mark.parametrize(
    ("address", "inward"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("0.0.0.0", False), ("fe80::1%eth0", False), ("", False)],
)
def test_what_only_this_machine_can_reach_is_known(address: str, inward: bool) -> None:
    assert is_loopback(address) is inward
