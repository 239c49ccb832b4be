"""The power may go at any moment: ``kill -9`` during writes, and what is left afterwards.

Each life is a process that sets timers, writes a list and lets timers ring, and tells the parent each thing once it is
done. It is killed at a random moment; the next life goes on with the same file.
"""

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from dialog import Database, Schedule, Storage, SystemClock
from runtime.provenance import Provenance

_LIFE_SECONDS = 0.02
_EARLY = 10  # one life in so many is killed before its first word, in the middle of its start


class KillRecord(BaseModel):
    """What was left.

    Attributes:
        provenance: Machine, versions, commit, command.
        seed: Of the moments.
        kills: Lives ended by SIGKILL.
        silent: Of them, killed before they had done anything.
        acknowledged: Timers that were reported as set.
        announced: Of them, announced in time or as missed.
        lost: Acknowledged and never announced.
        rang_twice: Announced in time more than once.
        list_lost: Acknowledged writes of the list that are not in the file.
        sound: Whether SQLite finds the file whole.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    seed: int
    kills: int
    silent: int
    acknowledged: int
    announced: int
    lost: int
    rang_twice: int
    list_lost: int
    sound: bool

    @property
    def clean(self) -> bool:
        """Whether every promise was kept."""
        return self.sound and not (self.lost or self.rang_twice or self.list_lost)


async def live(path: Path, report: int) -> None:
    """Set timers and let them ring, telling the parent each thing once it is done, for ever."""
    clock = SystemClock("UTC")
    database = Database(path)
    schedule, storage = Schedule(database, clock), Storage(database, "lists")

    async def ring() -> None:
        async for due in schedule.due():
            os.write(report, f"{'missed' if due.missed else 'rang'} {due.appointment.id}\n".encode())

    ringing = asyncio.create_task(ring())
    while not ringing.done():
        with storage.together():
            storage.put("count", (storage.get("count") or 0) + 1)
            timer = schedule.add("timers", "timer", clock.now() + timedelta(milliseconds=random.randint(0, 10)))
        os.write(report, f"set {timer.id}\n".encode())
        await asyncio.sleep(0)
    ringing.result()


async def announced_at_last(path: Path) -> list[str]:
    """What a start without a kill still has to announce."""
    database = Database(path)
    ringing = Schedule(database, SystemClock("UTC")).due()
    left = database.query("SELECT COUNT(*) FROM appointments")[0][0]
    rings = [await anext(ringing) for _ in range(left)]
    database.close()
    return [f"{'missed' if ring.missed else 'rang'} {ring.appointment.id}" for ring in rings]


def kill_again_and_again(
    path: Path, kills: int, seed: int, command: str, stepped: Callable[[int, int, str], None] = lambda *_: None
) -> KillRecord:
    """Let a process live and kill it, so many times, and count what was promised and kept.

    Args:
        path: Database file.
        kills: How many.
        seed: Fixes how long each life lasts, as far as that can be fixed.
        command: For the record.
        stepped: Is told how far it is.
    """
    Database(path).close()
    chance = random.Random(seed)
    said: list[str] = []
    silent = 0
    for number in range(kills):
        lines = _killed_life(path, chance, early=number % _EARLY == 0)
        silent += not lines
        said += lines
        stepped(number, kills, "kills")
    said += asyncio.run(announced_at_last(path))
    heard: dict[str, Counter[str]] = {"set": Counter(), "rang": Counter(), "missed": Counter()}
    for line in said:
        kind, identifier = line.split()
        heard[kind][identifier] += 1
    promised = set(heard["set"])
    announced = promised & (set(heard["rang"]) | set(heard["missed"]))
    database = Database(path)
    written = int(Storage(database, "lists").get("count") or 0)
    sound = database.query("PRAGMA integrity_check")[0][0] == "ok"
    database.close()
    return KillRecord(
        provenance=Provenance.here(command),
        seed=seed,
        kills=kills,
        silent=silent,
        acknowledged=len(promised),
        announced=len(announced),
        lost=len(promised) - len(announced),
        rang_twice=sum(count > 1 for count in heard["rang"].values()),
        list_lost=max(len(promised) - written, 0),
        sound=sound,
    )


def _killed_life(path: Path, chance: random.Random, *, early: bool) -> list[str]:
    """What a process said before it was killed: at some moment of its start, or after its first word."""
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
        first = [] if early else [pipe.readline()]
        time.sleep(chance.uniform(0.0, _LIFE_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.strip() for line in (*first, *pipe) if line.endswith("\n")]
