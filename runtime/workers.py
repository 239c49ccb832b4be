"""Threads for work that must not keep the event loop waiting; in the place of a late one comes another."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

from runtime.errors import RuntimeRoomError

_MOST = 16
_MOST_LATE = 16
_PATIENCE = 5.0
_IDLE_SECONDS = 30.0
_LAST_SECONDS = 5.0
_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Job(Future[Any]):
    """Something to do. Who cancels it while it is being done will not wait for it any more."""

    def __init__(self, workers: "Workers", work: Callable[[], Any]) -> None:
        super().__init__()
        self.work = work
        self._workers = workers

    def cancel(self) -> bool:
        """See ``Future``."""
        cancelled = super().cancel()
        if not cancelled:
            self._workers.give_up(self)
        return cancelled

    def do(self) -> None:
        """Carry it out."""
        try:
            result = self.work()
        except BaseException as error:  # whoever waits for it is told
            self.set_exception(error)
        else:
            self.set_result(result)


class Workers(ThreadPoolExecutor):
    """A loop's executor: who stops waiting for ``asyncio.to_thread`` gives the worker up.

    Python cannot end a thread, so a worker that was given up goes on, and soon counts as ``late``, until it comes back
    or the program ends. It does not keep the program from that.
    """

    def __init__(self, most: int = _MOST, most_late: int = _MOST_LATE, patience: float = _PATIENCE) -> None:
        """Set up; threads are started when they are needed.

        Args:
            most: Threads at work, without those that are late.
            most_late: Late ones at which no more work is taken.
            patience: Seconds that one which was given up has to come back before it counts as late.
        """
        super().__init__(most)  # of which nothing is used: asyncio takes no other kind of executor
        self._most = most
        self._most_late = most_late
        self._changed = threading.Condition()
        self._waiting: deque[_Job] = deque()
        self._busy: set[_Job] = set()
        self._patience = patience
        self._given_up: dict[_Job, float] = {}
        self._hired = 0
        self._idle = 0
        self._closed = False

    @property
    def late(self) -> int:
        """How many workers are at something that nobody waits for any more."""
        now = time.monotonic()
        return sum(now - since >= self._patience for since in tuple(self._given_up.values()))

    @property
    def exhausted(self) -> bool:
        """Whether so many are late that no more work is taken."""
        return self.late >= self._most_late

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Have something done.

        Raises:
            RuntimeRoomError: ``workers.late`` where too many are late.
        """
        job = _Job(self, partial(fn, *args, **kwargs))
        with self._changed:
            if self._closed:
                raise RuntimeError("the workers have gone")
            if self.exhausted:
                raise RuntimeRoomError(
                    "workers.late", f"{self.late} workers do not come back.", "Restart the assistant."
                )
            self._waiting.append(job)
            self._call()
        return job

    def give_up(self, job: _Job) -> None:
        """Wait no longer for a job that is being done."""
        with self._changed:
            if job in self._busy:
                self._busy.remove(job)
                self._given_up[job] = time.monotonic()
                self._hired -= 1
                _log.debug("A worker is given up; so many are now: %d", len(self._given_up))
                self._call()
                self._changed.notify_all()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work; what is at work, and not late, has a few seconds to end."""
        with self._changed:
            self._closed = True
            dropped = [*self._waiting] if cancel_futures else []
            if cancel_futures:
                self._waiting.clear()
            self._changed.notify_all()
        for job in dropped:
            job.cancel()
        if wait:
            with self._changed:
                self._changed.wait_for(lambda: not (self._busy or self._waiting), _LAST_SECONDS)

    def _call(self) -> None:
        """Have somebody take what waits."""
        if self._idle < len(self._waiting) and self._hired < self._most:
            self._hired += 1
            threading.Thread(target=self._work, name="worker", daemon=True).start()
        else:
            self._changed.notify()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            job.do()
            with self._changed:
                self._changed.notify_all()
                if self._given_up.pop(job, None) is not None:  # another has this one's place
                    return
                self._busy.remove(job)

    def _next(self) -> _Job | None:
        """A job; None where there was none for a while."""
        with self._changed:
            until = time.monotonic() + _IDLE_SECONDS
            while True:
                while self._waiting:
                    job = self._waiting.popleft()
                    if job.set_running_or_notify_cancel():
                        self._busy.add(job)
                        return job
                left = until - time.monotonic()
                if self._closed or left <= 0:
                    self._hired -= 1
                    return None
                self._idle += 1
                self._changed.wait(left)
                self._idle -= 1
