"""A thread with an event loop, in which the hooks of one skill run, and which is given up when it is late."""

import asyncio
import ctypes
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from dialog.errors import DialogError
from runtime.workers import Workers

MOST_LATE = 3
_GRACE = 1.0  # seconds in which a hook may end after it was told to
_T = TypeVar("_T")


class _GivenUpError(BaseException):
    """Raised within a hook that does not come back."""


class _Job:
    """One call of a hook.

    Attributes:
        result: What it returned or raised.
        over: Whether it has come back.
    """

    def __init__(self, work: Callable[[], Awaitable[Any]]) -> None:
        self.result: Future[Any] = Future()
        self.over = False
        self._work = work
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Start it in this thread's loop."""
        self._task = asyncio.get_running_loop().create_task(self._carry_out())

    def cancel(self) -> None:
        """Tell it to end."""
        if self._task is not None:
            self._task.cancel()

    async def _carry_out(self) -> None:
        """Whatever a hook raises is its result, also what would end a thread, a task or the program."""
        try:
            self._tell(await self._work(), None)
        except BaseException as error:
            self._tell(None, error)
        finally:
            self.over = True

    def _tell(self, value: Any, error: BaseException | None) -> None:
        with suppress(BaseException):  # nobody waits any more
            self.result.set_exception(error) if error is not None else self.result.set_result(value)


class _Loop:
    """An event loop that turns in a thread until it is closed."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(Workers())
        self._closed = False
        self._thread = threading.Thread(target=self._turn, name=f"skill {name}", daemon=True)
        self._thread.start()

    def do(self, callback: Callable[[], object]) -> None:
        """Have something done there."""
        with suppress(RuntimeError):  # it is closed
            self._loop.call_soon_threadsafe(callback)

    def close(self) -> None:
        """End it once what it is at has come back."""
        self._closed = True
        self.do(self._loop.stop)

    def interrupt(self) -> None:
        """Raise within what runs there; what waits in the system is not reached by that."""
        if not self._thread.is_alive():
            return
        identity = ctypes.c_ulong(self._thread.ident or 0)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(identity, ctypes.py_object(_GivenUpError))

    def _turn(self) -> None:
        asyncio.set_event_loop(self._loop)
        while not self._closed:
            with suppress(BaseException):  # what a task that nobody awaits has raised
                self._loop.run_forever()
        with suppress(BaseException):
            if tasks := asyncio.all_tasks(self._loop):
                for task in tasks:
                    task.cancel()
                self._loop.run_until_complete(asyncio.wait(tasks, timeout=_GRACE))
        with suppress(BaseException):
            self._loop.close()  # it lets go of its workers, too


class HookThread:
    """Runs the hooks of one skill, one after the other as they are called.

    A hook that is late is told to end. Its thread is given up, and another takes its place. While too many have not
    come back, no hook is called: the skill is off. Python cannot end a thread, so one that waits in the system stays
    until it comes back or the program ends; it does not keep the program from that.

    Args:
        name: Of the skill.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop: _Loop | None = None
        self._late: list[_Job] = []
        self._lock = threading.Lock()

    def call(self, hook: Callable[[], _T], seconds: float) -> _T:
        """Call a hook and wait for it, in this thread.

        Raises:
            DialogError: ``skill.timeout``, ``skill.off``, or ``skill.raised`` where it raised what is no ``Exception``.
            Exception: Whatever else it raised.
        """

        async def work() -> _T:
            return hook()

        loop, job = self._start(work)
        try:
            result: _T = _told(self._name, job, seconds)
        except TimeoutError as error:
            if job.result.done():
                raise
            raise DialogError("skill.timeout", f"The skill '{self._name}' did not answer in time.") from error
        finally:
            if not job.result.done():
                self._give_up(loop, job)
        return result

    async def wait_for(self, hook: Callable[[], Awaitable[_T]]) -> _T:
        """Call a hook and wait for it; who stops waiting gives it up.

        Raises:
            DialogError: ``skill.off`` or ``skill.raised``.
            Exception: Whatever else it raised.
        """
        loop, job = self._start(hook)
        woken, here = asyncio.Event(), asyncio.get_running_loop()

        def wake(_: object) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                here.call_soon_threadsafe(woken.set)

        job.result.add_done_callback(wake)
        try:
            await woken.wait()
        finally:
            if not job.result.done():
                self._give_up(loop, job)
        result: _T = _told(self._name, job, 0)
        return result

    def close(self) -> None:
        """Let the thread end."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is not None:
            loop.close()

    def _start(self, work: Callable[[], Awaitable[Any]]) -> tuple[_Loop, _Job]:
        job = _Job(work)
        with self._lock:
            self._late = [late for late in self._late if not late.over]
            if len(self._late) >= MOST_LATE:
                raise DialogError(
                    "skill.off",
                    f"The skill '{self._name}' is off: {MOST_LATE} of its calls have not come back.",
                    "Restart the assistant, or remove the skill.",
                )
            if self._loop is None:
                self._loop = _Loop(self._name)
            loop = self._loop
        loop.do(job.begin)
        return loop, job

    def _give_up(self, loop: _Loop, job: _Job) -> None:
        with self._lock:
            self._late.append(job)
            if self._loop is loop:
                self._loop = None
        loop.do(job.cancel)
        loop.close()
        patience = threading.Timer(_GRACE, lambda: None if job.over else loop.interrupt())
        patience.daemon = True
        patience.start()


def _told(name: str, job: _Job, seconds: float) -> Any:
    """The result of a hook; what it raised counts for the skill, and for nobody else."""
    error = job.result.exception(seconds)
    if error is None:
        return job.result.result()
    if isinstance(error, Exception):
        raise error
    raise DialogError("skill.raised", f"The skill '{name}' raised {type(error).__name__}: {error}.") from error
