"""Runs the conversation and the servers, until it is told to stop or to read its settings again."""

import asyncio
import gc
import logging
import signal
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

from assistant.app import Rooms
from assistant.config import Config
from assistant.daemon.health import Health, serving
from assistant.daemon.logs import log_event
from assistant.daemon.metrics import Metrics
from assistant.daemon.notify import notify, watchdog_seconds
from assistant.daemon.traces import Traces
from assistant.events import Event, Failed, Ready
from assistant.guard import StageError, guarded
from assistant.live import Live
from assistant.workers import hire
from assistant.wyoming import certificate
from assistant.wyoming.keyring import Keyring
from assistant.wyoming.server import WyomingServer, require_keys
from dialog.utterance import Origin
from runtime import RoomError
from runtime.residency import release_freed

_log = logging.getLogger(__name__)
_LAST_WORDS = 5.0  # seconds a reply may take to end when the service stops
_TIDIED = 30.0  # seconds between givings back of freed memory


@dataclass(frozen=True, slots=True)
class _Settled:
    """Rooms by some settings, and where their traces go."""

    rooms: Rooms
    traces: Traces | None = None


class Daemon:
    """The service.

    Attributes:
        health: How it is.
        ports: Where ``health`` and ``wyoming`` listen.
    """

    def __init__(
        self,
        read_config: Callable[[], Config],
        build: Callable[[Config], Rooms] = Rooms,
        stopping: Callable[[], None] = lambda: None,
    ) -> None:
        """Set up.

        Args:
            read_config: Reads and checks the settings; called again on reload.
            build: Makes the rooms from them.
            stopping: Called when the end has begun.
        """
        self._read_config = read_config
        self._build = build
        self._stopping = stopping
        self._config = read_config()
        self._proven: Config | None = None
        self.health = Health(self._config.health.stall)
        self.ports: dict[str, int] = {}
        self._metrics = Metrics()
        self._server: WyomingServer | None = None
        self._stop = asyncio.Event()
        self._reload = asyncio.Event()

    @property
    def busy(self) -> tuple[int, int]:
        """Wyoming clients, and their requests that wait or are at work."""
        return (self._server.clients, self._server.waiting) if self._server is not None else (0, 0)

    @property
    def _refused(self) -> Mapping[str, int]:
        return self._server.refused if self._server is not None else {}

    def stop(self) -> None:
        """End gracefully."""
        self._stop.set()
        self._stopping()

    def reload(self) -> None:
        """Read the settings again; where they are wrong or do not work, the old ones stay in force."""
        self._reload.set()

    async def run(self) -> None:
        """Serve until ``stop`` or SIGTERM; SIGHUP reloads.

        Raises:
            RoomError: Where it cannot start.
        """
        loop = asyncio.get_running_loop()
        self.health.workers = hire()
        for number, action in ((signal.SIGTERM, self.stop), (signal.SIGINT, self.stop), (signal.SIGHUP, self.reload)):
            loop.add_signal_handler(number, action)
        async with AsyncExitStack() as stack:
            if self._config.health.enabled:
                health = serving(self._config.health, self.health, self._metrics, self._count)
                self.ports["health"] = await stack.enter_async_context(health)
            for work in (self._show_life(), self._stay_small()):
                stack.callback(asyncio.create_task(work).cancel)
            following: _Settled | None = _Settled(self._build(self._config))
            while following is not None:
                following = await self._serve(following)
                await asyncio.to_thread(_forget_former)
        notify("STOPPING=1")

    async def _serve(self, settled: _Settled) -> _Settled | None:
        """Serve until there are other settings that work, or the end comes; returns what to go on with."""
        self._config = settled.rooms.config
        live = Live(settled.rooms, Origin(session="microphone"), "service")
        traces = settled.traces or Traces.wanted(self._config.telemetry)
        for observer in (self.health.observe, self._metrics.observe, log_event, _tell_manager):
            live.stream.observe(observer)
        if traces is not None:
            live.stream.observe(traces.observe)
        self.health.state = lambda: _trouble(settled.rooms)
        working = asyncio.create_task(self._work(live))
        stop, changed = asyncio.create_task(self._stop.wait()), asyncio.create_task(self._others(settled.rooms))
        await asyncio.wait({working, stop, changed}, return_when=asyncio.FIRST_COMPLETED)
        for waiting in (stop, changed):
            waiting.cancel()
        await asyncio.wait({changed})
        following = None if changed.cancelled() else changed.result()
        if not working.done():  # else it has told why it ended
            self.health.restarting("stopping" if self._stop.is_set() else "reloading")
        if live.conversation is not None and not working.done():
            await live.conversation.finish(_LAST_WORDS)
        working.cancel()
        await asyncio.wait({working})
        settled.rooms.close()
        self.health.state = str
        if traces is not None:
            await asyncio.to_thread(traces.close)
        if self._stop.is_set():
            _let_go(following)
            return None
        if not working.cancelled() and (error := working.exception()):
            _let_go(following)
            return _Settled(self._former(error, settled.rooms))
        return following

    async def _work(self, live: Live) -> None:
        config = live.rooms.config
        if config.wyoming.enabled:  # before a minute goes into loading
            await require_keys(config.wyoming, Keyring(config.satellites))
        ready = asyncio.Event()
        live.stream.observe(lambda event: ready.set() if isinstance(event, Ready) else None)
        conversation = asyncio.create_task(live.run())
        waiting = asyncio.create_task(ready.wait())
        try:
            await asyncio.wait({conversation, waiting}, return_when=asyncio.FIRST_COMPLETED)
            async with AsyncExitStack() as stack:
                if config.wyoming.enabled and ready.is_set():
                    self._server = WyomingServer(live.rooms, config.wyoming, live.stream)
                    self.ports["wyoming"] = await stack.enter_async_context(self._server.serving())
                if ready.is_set():
                    self._proven = config
                await conversation
        finally:
            self._server = None
            waiting.cancel()
            conversation.cancel()
            await asyncio.wait({conversation})

    async def _others(self, present: Rooms) -> _Settled:
        """The next settings that are right and work: everything is loaded, while the present ones go on."""
        while True:
            await self._reload.wait()
            self._reload.clear()
            try:
                with guarded("startup"):
                    return await self._prepared(present)
            except StageError as failure:
                _log.error("The settings stay as they were: %s", failure.error)

    async def _prepared(self, present: Rooms) -> _Settled:
        config = await asyncio.to_thread(self._read_config)
        _log.info("The settings were read again")
        if config.wyoming.enabled:
            await require_keys(config.wyoming, Keyring(config.satellites))
            certificate.context(config.wyoming.certificate, config.wyoming.key)
        settled = _Settled(self._build(config), Traces.wanted(config.telemetry))
        if present.networks.serve(config):
            settled.rooms.networks = present.networks
        try:
            await asyncio.to_thread(settled.rooms.own_state, "service")
            await asyncio.to_thread(settled.rooms.load)
        except BaseException:
            _let_go(settled)
            raise
        return settled

    def _former(self, error: BaseException, failed: Rooms) -> Rooms:
        """Rooms by the settings that worked before those that do not.

        Raises:
            BaseException: The error, where it is not the new settings'.
        """
        if not isinstance(error, RoomError) or self._proven is None or self._config is self._proven:
            raise error
        _log.error("The new settings do not work, the old ones are taken again: %s", error)
        rooms = self._build(self._proven)
        if failed.networks.serve(self._proven):
            rooms.networks = failed.networks
        return rooms

    def _count(self) -> None:
        self._metrics.count_clients(*self.busy, self._refused)

    async def _stay_small(self) -> None:
        """Give back what turns needed for a moment."""
        while True:
            await asyncio.sleep(_TIDIED)
            await asyncio.to_thread(release_freed)

    async def _show_life(self) -> None:
        """Tell the watchdog that the event loop turns, twice as often as it wants to know."""
        seconds = watchdog_seconds()
        while seconds is not None:
            notify("WATCHDOG=1")
            await asyncio.sleep(seconds / 2)


def _forget_former() -> None:
    """Free the rooms that were left: their parts know each other, and nothing else would make the collector look."""
    gc.collect()
    release_freed()


def _let_go(settled: _Settled | None) -> None:
    if settled is not None:
        settled.rooms.close()
        if settled.traces is not None:
            settled.traces.close()


def _trouble(rooms: Rooms) -> str:
    """Why nothing can be kept at the moment; empty where it can."""
    return str(rooms.database.trouble or "") if "database" in vars(rooms) else ""


def _tell_manager(event: Event) -> None:
    match event:
        case Ready():
            notify("READY=1\nSTATUS=Taking turns")
        case Failed(stage="startup", message=message, remedy=remedy):
            notify(f"STATUS={' '.join(f'{message} {remedy}'.split())}")  # a line break would begin another assignment
