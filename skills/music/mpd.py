"""The Music Player Daemon, over its own protocol: a line a command, lines of ``key: value`` back."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from runtime.plain_text import plain

_SECONDS = 4.0
_MOST_BYTES = 2_000_000
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Song:
    """What plays.

    Attributes:
        title: Its title, or what its stream or file is called.
        artist: May be empty.
    """

    title: str
    artist: str


class MusicPlayer:
    """A daemon somewhere; each order is a connection of its own.

    Args:
        host: Where it runs.
        port: Where it listens.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port

    async def play(self, wanted: Sequence[tuple[str, str]]) -> Song | None:
        """Play all that matches each (tag, words), in place of what was there; everything where nothing is wanted.

        Returns:
            What plays first; None, and nothing is changed, where nothing matches.

        Raises:
            OSError: The daemon cannot be reached or refuses.
        """
        filters = [part for tag, words in wanted for part in (tag, words)] or ["any", ""]
        async with self._connected() as ask:
            if filters != ["any", ""] and not await ask("search", *filters):
                return None
            await ask("clear")
            await ask("searchadd", *filters) if filters != ["any", ""] else await ask("add", "/")
            return await _started(ask)

    async def play_address(self, address: str) -> None:
        """Play a stream, in place of what was there.

        Raises:
            OSError: The daemon cannot be reached or refuses.
        """
        async with self._connected() as ask:
            await ask("clear")
            await ask("add", address)
            await ask("play")

    async def set(self, option: str, *values: str) -> None:
        """Give one plain command, such as ``pause 1``, ``random 1`` or ``next``.

        Raises:
            OSError: The daemon cannot be reached or refuses.
        """
        async with self._connected() as ask:
            await ask(option, *values)

    async def song(self) -> Song | None:
        """What plays; None for silence.

        Raises:
            OSError: The daemon cannot be reached or refuses.
        """
        async with self._connected() as ask:
            return await _playing(ask)

    async def song_paused(self) -> bool:
        """Whether something would go on.

        Raises:
            OSError: The daemon cannot be reached or refuses.
        """
        async with self._connected() as ask:
            return dict(await ask("status")).get("state") == "pause"

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator["_Connection"]:
        async with asyncio.timeout(_SECONDS):
            reader, writer = await asyncio.open_connection(self._host, self._port)
            try:
                greeting = await reader.readline()
                if not greeting.startswith(b"OK MPD"):
                    raise ConnectionError(f"{self._host}:{self._port} is no music player")
                yield _Connection(reader, writer)
            finally:
                writer.close()


class _Connection:
    """Sends one command and reads its answer."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def __call__(self, command: str, *arguments: str) -> list[tuple[str, str]]:
        self._writer.write(" ".join((command, *map(_quoted, arguments))).encode("utf-8") + b"\n")
        await self._writer.drain()
        found: list[tuple[str, str]] = []
        left = _MOST_BYTES
        while left > 0:
            raw = await self._line()
            left -= len(raw)
            line = plain(raw.decode("utf-8", "replace").rstrip("\n"))
            if line == "OK":
                return found
            if not line or line.startswith("ACK"):
                raise ConnectionError(line or "the music player hung up")
            key, _, value = line.partition(": ")
            found.append((key, value))
        raise ConnectionError("the music player does not stop answering")

    async def _line(self) -> bytes:
        try:
            return await self._reader.readline()
        except ValueError as error:  # longer than the reader takes
            raise ConnectionError("the music player sends a line without an end") from error


async def _started(ask: _Connection) -> Song | None:
    if not await ask("playlistinfo"):
        return None
    await ask("play")
    return await _playing(ask)


async def _playing(ask: _Connection) -> Song | None:
    status = dict(await ask("status"))
    song = dict(await ask("currentsong"))
    if status.get("state") != "play" or not song:
        return None
    name = song.get("Title") or song.get("Name") or song.get("file", "").rpartition("/")[2].rpartition(".")[0]
    return Song((name or song.get("file", ""))[:_LONGEST], song.get("Artist", "")[:_LONGEST])


def _quoted(argument: str) -> str:
    """As the protocol wants it; a line break would begin another command."""
    plain = " ".join(argument.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
