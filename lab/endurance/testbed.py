"""The service on a testbed: real, in this process, with parts that can be broken."""

import asyncio
import logging
import os
import signal
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import aiohttp
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.event import Event

from asr.activity import RATE
from assistant.app import Rooms
from assistant.config import Config, as_toml, load_config
from assistant.daemon.service import Daemon
from assistant.networks import Networks
from assistant.protocol.sound import to_wire
from assistant.rehearsal import spoken
from dialog.storage import Storage
from lab.endurance.broken_parts import Disk, Line, SkewedClock
from runtime import Audio

_PATIENCE = 60.0
_LOOK = 0.02
_CHUNK = 4096
_KEPT = 1000  # lines of the log


class Client:
    """One Wyoming client.

    Attributes:
        last_text: Of the last answer that had any.
    """

    def __init__(self, connection: AsyncTcpClient) -> None:
        self._connection = connection
        self.last_text = ""

    async def send(self, kind: str, data: dict[str, Any]) -> None:
        """Send an event."""
        await self._connection.write_event(Event(kind, data))

    async def send_sound(self, sound: Audio, *, ended: bool = True) -> None:
        """Send 16 kHz sound, or all but its end."""
        form = {"rate": RATE, "width": 2, "channels": 1}
        await self._connection.write_event(AudioStart(**form).event())
        raw = to_wire(sound)
        for start in range(0, len(raw), _CHUNK):
            await self._connection.write_event(AudioChunk(**form, audio=raw[start : start + _CHUNK]).event())
        if ended:
            await self._connection.write_event(AudioStop().event())

    async def answer(self, *last: str) -> str:
        """The type of the event that ends the answer, or the code of the error."""
        while (event := await self._connection.read_event()) is not None:
            self.last_text = str(event.data.get("text", self.last_text))
            if event.type == "error":
                return str(event.data.get("code"))
            if event.type in last:
                return event.type
        return "nothing"

    async def add_item(self, name: str) -> bool:
        """Put something on a list; whether the service says that it is there."""
        await self.send("transcript", {"text": f"add {name} to my shopping list"})
        return await self.answer("handled", "not-handled") == "handled" and "I put" in self.last_text

    def write_raw(self, raw: bytes) -> None:
        """Send bytes that need be no event."""
        assert self._connection._writer is not None
        self._connection._writer.write(raw)

    def cut(self) -> None:
        """Be gone without a word."""
        assert self._connection._writer is not None
        self._connection._writer.transport.abort()


class Log(logging.Handler):
    """What the service logs, as its fields."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[dict[str, Any]] = deque(maxlen=_KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        """See ``logging.Handler``."""
        common = {"level": record.levelname.lower(), "message": record.getMessage()}
        self._lines.append(common | getattr(record, "fields", {}))

    def clear(self) -> None:
        """Forget what was logged so far."""
        self._lines.clear()

    async def until(self, **fields: str) -> dict[str, Any]:
        """The first line with these fields, as soon as there is one.

        Raises:
            TimeoutError: Where none comes.
        """
        async with asyncio.timeout(_PATIENCE):
            while True:
                for line in tuple(self._lines):
                    if fields.items() <= line.items():
                        return line
                await asyncio.sleep(_LOOK)


class Testbed:
    """The running service, its parts, and clients of it.

    Attributes:
        line: Its microphone.
        clock: Its clock.
        disk: Where its state is.
        settings: Its file.
        log: What it says.
    """

    def __init__(self, config: Config, folder: Path, disk: Disk, networks: Networks | None) -> None:
        self.line = Line()
        self.clock = SkewedClock(config.zone)
        self.disk = disk
        self.settings = folder / "assistant.toml"
        self.log = Log()
        self._config = isolated(config, disk.folder)
        self._networks = networks or Networks(self._config)
        self._rooms: Rooms | None = None
        self.write_settings()
        self._daemon = Daemon(lambda: load_config(self.settings), self._build)

    @classmethod
    @asynccontextmanager
    async def running(
        cls, config: Config, folder: Path, disk: Disk, networks: Networks | None = None
    ) -> AsyncIterator[Self]:
        """A testbed whose service runs within this block.

        Args:
            config: Which models and language.
            folder: For the settings.
            disk: For the state.
            networks: Loaded already, or none.
        """
        testbed = cls(config, folder, disk, networks)
        logger = logging.getLogger("assistant")
        level = logger.level
        logger.setLevel(logging.INFO)
        logger.addHandler(testbed.log)
        logger.propagate = False
        service = asyncio.create_task(testbed._daemon.run())
        try:
            await testbed._ready(service)
            yield testbed
        finally:
            testbed._daemon.stop()
            await service
            logger.propagate = True
            logger.removeHandler(testbed.log)
            logger.setLevel(level)

    def write_settings(self) -> None:
        """Write a settings file that is right."""
        self.settings.write_text(as_toml(self._config), encoding="utf-8")

    def hang_up_signal(self) -> None:
        """Tell the service to read its settings again."""
        os.kill(os.getpid(), signal.SIGHUP)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        """A client of it."""
        async with AsyncTcpClient("127.0.0.1", self._daemon.ports["wyoming"], read_timeout=_PATIENCE) as connection:
            yield Client(connection)

    async def say(self, text: str) -> str:
        """Take a turn as a new client; how it ended."""
        async with self.client() as client:
            await client.send("transcript", {"text": text})
            return await client.answer("handled", "not-handled")

    async def hears(self, sound: Audio) -> bool:
        """Whether a new client's words are heard."""
        async with self.client() as client:
            await client.send_sound(sound)
            return await client.answer("transcript-stop") == "transcript-stop" and bool(client.last_text)

    def spoken(self, text: str) -> Audio:
        """A sentence in a quiet room."""
        assert self._rooms is not None
        return spoken(self._rooms.voice, text, snr=25.0, seed=1)

    def items(self) -> int:
        """Entries of the shopping list that are on disk."""
        assert self._rooms is not None
        lists = Storage(self._rooms.database, "lists")
        return sum(len(lists.get(name) or ()) for name in lists.keys())  # noqa: SIM118 - not a mapping

    async def health(self) -> tuple[int, str]:
        """Status of ``/ready``, and what it says about the microphone."""
        url = f"http://127.0.0.1:{self._daemon.ports['health']}/ready"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return answer.status, str((await answer.json())["microphone"])

    @property
    def ports(self) -> Mapping[str, int]:
        """Where it listens."""
        return self._daemon.ports

    @property
    def waiting(self) -> int:
        """Requests that wait or are at work."""
        return self._daemon.busy[1]

    async def until_quiet(self) -> tuple[int, int]:
        """Clients and requests that are left once it has found out who has gone."""
        left = (-1, -1)
        for _ in range(round(_PATIENCE / _LOOK)):
            left = self._daemon.busy
            if not any(left):
                break
            await asyncio.sleep(_LOOK)
        return left

    def _build(self, config: Config) -> Rooms:
        self._rooms = BreakableRooms(config, self._networks, self.line, self.clock)
        return self._rooms

    async def _ready(self, service: "asyncio.Task[None]") -> None:
        while not ("wyoming" in self._daemon.ports and self._daemon.health.report()["ready"]):
            if service.done():
                service.result()
            await asyncio.sleep(_LOOK)


class BreakableRooms(Rooms):
    """The real rooms with a microphone and a clock that can be broken."""

    def __init__(self, config: Config, networks: Networks, line: Line, clock: SkewedClock) -> None:
        super().__init__(config, clock, networks)
        self._line = line

    def microphone(self) -> Line:
        """The one that can be pulled out."""
        return self._line


def isolated(config: Config, state: Path) -> Config:
    """The same settings for a bench: mute, with a state folder and ports that are nobody else's."""
    audio = config.audio.model_copy(update={"speaker": "none"})
    wyoming = config.wyoming.model_copy(update={"enabled": True, "host": "127.0.0.1", "port": 0})
    health = config.health.model_copy(update={"enabled": True, "host": "127.0.0.1", "port": 0})
    return config.model_copy(update={"state": state, "audio": audio, "wyoming": wyoming, "health": health})
