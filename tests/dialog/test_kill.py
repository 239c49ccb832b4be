"""The power may go at any moment: nothing that was acknowledged is lost, and nothing rings twice."""

import asyncio
import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from dialog import Database, Schedule, Storage, SystemClock

KILLS = 200
LIFE_SECONDS = 0.02


async def live(path: Path, report: int) -> None:
    """Set timers and let them ring, telling the parent each thing once it is done."""
    clock = SystemClock("UTC")
    database = Database(path)
    schedule, storage = Schedule(database, clock), Storage(database, "lists")

    async def ring() -> None:
        async for due in schedule.due():
            os.write(report, f"{'missed' if due.missed else 'rang'} {due.appointment.id}\n".encode())

    ringing = asyncio.create_task(ring())
    while True:
        with storage.together():
            storage.put("count", (storage.get("count") or 0) + 1)
            timer = schedule.add("timers", "timer", clock.now() + timedelta(milliseconds=random.randint(0, 10)))
        os.write(report, f"set {timer.id}\n".encode())
        await asyncio.sleep(0)
        assert not ringing.done()


def killed_life(path: Path, start: str) -> list[str]:
    """What a process said before it was killed: at once, or at some moment after its first word."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            asyncio.run(live(path, writer))
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        first = [] if start == "early" else [pipe.readline()]
        time.sleep(random.uniform(0.0, LIFE_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.strip() for line in (*first, *pipe) if line.endswith("\n")]


async def announced_at_last(path: Path) -> list[str]:
    """What a start without a kill still has to announce."""
    clock = SystemClock("UTC")
    database = Database(path)
    schedule = Schedule(database, clock)
    said: list[str] = []
    left = database.query("SELECT COUNT(*) FROM appointments")[0][0]
    ringing = schedule.due()
    for _ in range(left):
        due = await anext(ringing)
        said.append(f"{'missed' if due.missed else 'rang'} {due.appointment.id}")
    return said


async def test_two_hundred_kills_lose_nothing_and_ring_nothing_twice(tmp_path: Path) -> None:
    path = tmp_path / "assistant.db"
    Database(path).close()
    random.seed(20261121)
    said = [line for kill in range(KILLS) for line in killed_life(path, "early" if kill % 10 == 0 else "late")]
    said += await announced_at_last(path)

    heard: dict[str, Counter[str]] = {"set": Counter(), "rang": Counter(), "missed": Counter()}
    for line in said:
        kind, identifier = line.split()
        heard[kind][identifier] += 1
    promised = set(heard["set"])
    assert len(promised) > KILLS * 0.8, "the lives were too short to show anything"
    assert promised <= set(heard["rang"]) | set(heard["missed"])
    assert [identifier for identifier, count in heard["rang"].items() if count > 1] == []
    assert Storage(Database(path), "lists").get("count") >= len(promised)
    assert Database(path).query("PRAGMA integrity_check")[0][0] == "ok"
