"""Networks that are loaded when first needed, or before that on a background thread that they all share."""

import gc
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

from runtime.graph import Array, GraphSpec
from runtime.session import Choice, Session

_THREAD = ThreadPoolExecutor(1, thread_name_prefix="runtime-load")
_QUIET = 1.0  # seconds without a network being opened
_last_opened = 0.0
_starting = 0
_collected = True
_counting = threading.Lock()
_loading = set[Future[None]]()


class Runs(Protocol):
    """A network, or one shape of it."""

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """Run once."""
        ...


_Loaded = TypeVar("_Loaded")


class Once(Generic[_Loaded]):
    """What is loaded once, by whoever needs it first.

    Args:
        load: Loads it; what it raises is raised to everybody who asks.
    """

    def __init__(self, load: Callable[[], _Loaded]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None

    def loaded(self) -> _Loaded:
        """It, loaded now unless it was before."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    @property
    def is_loaded(self) -> bool:
        """Whether it is there."""
        return self._loaded is not None


class Lazy(Once[Runs]):
    """A network that is loaded once, by whoever needs it first."""

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """Run once, when it is loaded."""
        return (self._loaded or self.loaded()).run(feeds)


class Interim:
    """A network that stands in for another until that is loaded.

    Args:
        first: The one that is there.
        then: The one that is to run.
    """

    def __init__(self, first: Runs, then: Lazy) -> None:
        self._first: Runs | None = first
        self._then = then

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """Run once, on what is there."""
        if self._then.is_loaded:
            self._first = None  # its memory is free again
        return (self._first or self._then).run(feeds)


class BackgroundSession:
    """A network that is loaded in the background; the first run waits for it.

    Args:
        spec: The network's shape.
        choice: Where it will run.
        load: Loads it.
    """

    def __init__(self, spec: GraphSpec, choice: Choice, load: Callable[[], Session]) -> None:
        self.spec = spec
        self.choice = choice
        self._session = Lazy(load)
        load_behind([self._session])

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Session.run``.

        Raises:
            RuntimeRoomError: Also what loading raises.
        """
        return self._session.run(feeds)


def load_behind(networks: Iterable[Lazy]) -> None:
    """Have networks loaded in the background, once nobody has asked for that for a second.

    What fails there fails again, and is raised, when asked for.
    """
    global _last_opened
    _last_opened = time.monotonic()
    for network in networks:
        future = _THREAD.submit(_load_when_quiet, network)
        with _counting:
            _loading.add(future)
        future.add_done_callback(_forget)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Nothing is loaded in the background meanwhile: a program that starts is not to wait for what it needs later.

    Nor is garbage looked for: what a start loads stays, and looking through it took a fourteenth of the start.
    """
    global _starting, _collected
    with _counting:
        if not _starting:
            _collected = gc.isenabled()
            gc.disable()
        _starting += 1
    try:
        yield
    finally:
        with _counting:
            _starting -= 1
            if not _starting and _collected:
                gc.enable()


def settle(patience: float = 600.0) -> None:
    """Wait until nothing is being loaded in the background, nor what is loaded there has more to load.

    Raises:
        TimeoutError: It took more than ``patience`` seconds.
    """
    until = time.monotonic() + patience
    while pending := _pending():
        if wait(pending, until - time.monotonic()).not_done:
            raise TimeoutError(f"networks were still being loaded after {patience:.0f} s")


def _pending() -> list[Future[None]]:
    with _counting:
        return [future for future in _loading if not future.done()]


def _forget(future: Future[None]) -> None:
    with _counting:
        _loading.discard(future)


def _load_when_quiet(network: Lazy) -> None:
    while threading.main_thread().is_alive() and (_starting or time.monotonic() < _last_opened + _QUIET):
        time.sleep(0.05)
    if threading.main_thread().is_alive():
        network.loaded()
