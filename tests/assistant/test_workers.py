import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from assistant.workers import run
from runtime.errors import RuntimeRoomError
from runtime.workers import Workers


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


def hired(workers: Workers) -> None:
    asyncio.get_running_loop().set_default_executor(workers)


async def test_a_late_worker_is_given_up_and_another_takes_its_place() -> None:
    hired(workers := Workers(most=1, patience=0))
    release = threading.Event()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await asyncio.to_thread(release.wait)
    assert workers.late == 1
    assert await asyncio.to_thread(lambda: "still served") == "still served"
    release.set()
    await until(lambda: workers.late == 0)
    assert await asyncio.to_thread(lambda: 1) == 1


async def test_with_too_many_late_no_more_work_is_taken() -> None:
    hired(workers := Workers(most=1, most_late=2, patience=0))
    release = threading.Event()
    for _ in range(2):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await asyncio.to_thread(release.wait)
    assert workers.exhausted
    with pytest.raises(RuntimeRoomError, match="do not come back") as caught:
        await asyncio.to_thread(lambda: 1)
    assert caught.value.code == "workers.late"
    release.set()
    await until(lambda: not workers.exhausted)


async def test_one_that_is_soon_back_was_never_late() -> None:
    hired(workers := Workers(most=1, most_late=1, patience=60))
    release = threading.Event()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await asyncio.to_thread(release.wait)
    assert (workers.late, workers.exhausted) == (0, False)
    release.set()


async def test_work_beyond_the_number_of_workers_waits_its_turn() -> None:
    hired(Workers(most=2))
    assert await asyncio.gather(*(asyncio.to_thread(lambda n=n: n) for n in range(50))) == list(range(50))


def test_a_stuck_worker_does_not_keep_the_program_from_its_end() -> None:
    async def gone() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await asyncio.to_thread(threading.Event().wait)

    run(gone())
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "worker")


def test_work_that_is_being_done_is_finished_before_the_end() -> None:
    done = []

    async def leaves_early() -> None:
        asyncio.get_running_loop().run_in_executor(None, lambda: (time.sleep(0.1), done.append(True)))

    run(leaves_early())
    assert done
