"""Whether the assistant lives and can take turns, told over HTTP."""

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from aiohttp import web

from assistant.acceptor import Acceptor, Connection, Quota, listen
from assistant.config import HealthSettings
from assistant.daemon.metrics import Metrics
from assistant.errors import AssistantError
from assistant.events import (
    Event,
    Failed,
    FinalTranscript,
    MicrophoneOpened,
    Ready,
    SpeechEnded,
    TextEntered,
    TurnFinished,
)
from runtime.workers import Workers

_QUOTA = Quota(most=32, unkeyed=32, newcomers=32, idle=0.0, lifetime=10.0)
_QUIET = logging.getLogger(f"{__name__}.http")
_QUIET.setLevel(logging.CRITICAL)  # whoever sends what is no request would fill the log with it
_LOOK = 0.05  # seconds until a connection that is over is seen to be


class Health:
    """Follows the events and knows what is wrong.

    Attributes:
        problem: Why no turn can be taken; empty where one can.
        microphone: What became of it.
        workers: Those of the event loop, once it has some.
    """

    def __init__(self, stall: float, now: Callable[[], float] = time.monotonic) -> None:
        """Set up.

        Args:
            stall: Seconds after which a turn that has not ended counts as stalled.
            now: Monotonic time.
        """
        self.problem = "loading"
        self.microphone = "not opened yet"
        self.state: Callable[[], str] = str
        self._stall = stall
        self._now = now
        self._open: dict[int, float] = {}
        self.workers: Workers | None = None

    def observe(self, event: Event) -> None:
        """Take note of an event."""
        match event:
            case Ready():
                self.problem = ""
                self._open.clear()
            case SpeechEnded() | TextEntered() | FinalTranscript():
                self._open.setdefault(event.turn, self._now())
            case TurnFinished():
                self._open.pop(event.turn, None)
            case MicrophoneOpened():
                self.microphone = "open"
            case Failed(stage="startup", message=message, remedy=remedy):
                self.problem = f"{message} {remedy}".strip()
            case Failed(stage="microphone", message=message):
                self.microphone = message

    def restarting(self, why: str) -> None:
        """No turn can be taken until the next ``Ready``."""
        self.problem = why

    def report(self) -> dict[str, object]:
        """``ready`` and why not; a missing microphone is told but does not count, for others may come by network."""
        stalled = [turn for turn, since in self._open.items() if self._now() - since > self._stall]
        late = self.workers.late if self.workers else 0
        stuck = f"{late} workers do not come back" if self.workers and self.workers.exhausted else ""
        why = self.problem or stuck or (f"turn {stalled[0]} has stalled" if stalled else "") or self.state()
        return {"ready": not why, "why": why, "microphone": self.microphone, "late": late}


@asynccontextmanager
async def serving(
    settings: HealthSettings, health: Health, metrics: Metrics, refresh: Callable[[], None]
) -> AsyncIterator[int]:
    """Serve ``/live``, ``/ready`` and ``/metrics`` within this block; gives the port.

    Args:
        settings: Address.
        health: Asked for ``/ready``.
        metrics: Asked for ``/metrics``.
        refresh: Brings gauges up to date before they are read.

    Raises:
        AssistantError: ``server.address`` where the address is taken.
    """

    async def live(_: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def ready(_: web.Request) -> web.Response:
        found = health.report()
        return web.json_response(found, status=200 if found["ready"] else 503)

    async def numbers(_: web.Request) -> web.Response:
        refresh()
        return web.Response(body=metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    application = web.Application()
    application.add_routes([web.get("/live", live), web.get("/ready", ready), web.get("/metrics", numbers)])
    runner = web.AppRunner(application, access_log=None, logger=_QUIET)
    await runner.setup()
    try:
        listeners = await listen(settings.host, settings.port)
    except OSError as error:
        await runner.cleanup()
        message = f"Nothing can listen at {settings.host}:{settings.port}: {error.strerror}."
        raise AssistantError("server.address", message, "Set another [health] port.") from error
    assert runner.server is not None
    port = _Port(runner.server)
    try:
        async with port.acceptor.serving(listeners):
            yield int(listeners[0].getsockname()[1])
    finally:
        await runner.cleanup()


class _Port:
    """A port for short questions: a few at a time, and each is over soon.

    Attributes:
        acceptor: Takes the connections.
    """

    def __init__(self, server: web.Server) -> None:
        self.acceptor = Acceptor(self._welcome, _QUOTA)
        self._server = server

    async def _welcome(self, accepted: socket.socket, connection: Connection) -> None:
        with suppress(AssistantError):  # there is no room, and nobody to tell in HTTP that it is so
            self.acceptor.admit(connection, connection.address, keyed=False)
            loop = asyncio.get_running_loop()
            transport, _ = await loop.connect_accepted_socket(self._server, accepted)
            try:
                while not transport.is_closing():  # noqa: ASYNC110 - aiohttp tells nobody that it is over
                    await asyncio.sleep(_LOOK)
            finally:
                transport.abort()
