"""Honest clients while hostile ones do their worst: what the former lose, and how much longer they wait."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from pydantic import BaseModel, ConfigDict

from assistant.config import Config
from assistant.networks import Networks
from lab.endurance.broken_parts import Disk
from lab.endurance.daemon import Load, Tally, ask_for_a_while
from lab.endurance.hostile import PEERS
from lab.endurance.testbed import Testbed
from runtime.machine import Machine, this_machine
from runtime.provenance import Provenance

MOST_LONGER = 3.0


class SiegeRecord(BaseModel):
    """What was measured, and how.

    Attributes:
        provenance: Where, when, with what.
        machine: The clients of both kinds ran on it too.
        peers: Kinds of hostile peers, one of each at work all the time.
        alone: The honest clients by themselves.
        besieged: The same with the hostile peers.
        longer: The 99th percentile besieged over that alone, by kind of request.
        resident_mb: Memory before and after, in 10^6 bytes.
        descriptors: Open files and sockets before and after.
        ready: Whether ``/ready`` said yes at the end.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    machine: Machine
    peers: tuple[str, ...]
    alone: Load
    besieged: Load
    longer: dict[str, float]
    resident_mb: tuple[float, float]
    descriptors: tuple[int, int]
    ready: bool

    @property
    def clean(self) -> bool:
        """Whether the honest lost nothing and waited at most three times as long."""
        lost = self.besieged.lost + sum(self.besieged.refused.values())
        return self.ready and not lost and max(self.longer.values()) <= MOST_LONGER


async def besiege(
    config: Config,
    clients: int,
    seconds: float,
    pause: float,
    networks: Networks | None = None,
    progress: Callable[[int, int, str], None] = lambda *_: None,
) -> SiegeRecord:
    """Let honest clients ask for a while, alone and then besieged.

    Args:
        config: Settings.
        clients: Honest ones.
        seconds: For each of the two.
        pause: Seconds between two requests of one client.
        networks: Loaded already, or none.
        progress: Told of each of the two.
    """
    with TemporaryDirectory() as folder:
        async with Testbed.running(config, Path(folder), Disk(Path(folder) / "state"), networks) as testbed:
            sound = testbed.spoken("What time is it?")
            await ask_for_a_while(testbed, sound, Tally(), 1, 1.0, 0.0)  # what is loaded on first use
            before, alone, besieged = _costs(), Tally(), Tally()
            progress(0, 2, "alone")
            await ask_for_a_while(testbed, sound, alone, clients, seconds, pause)
            progress(1, 2, "besieged")
            ports = (str(testbed.ports[name]) for name in ("wyoming", "health"))
            hostile = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "lab.endurance.hostile", *ports, str(seconds), stderr=asyncio.subprocess.DEVNULL
            )
            await ask_for_a_while(testbed, sound, besieged, clients, seconds, pause)
            await hostile.wait()
            await testbed.until_quiet()
            ready, _ = await testbed.health()
            after = _costs()
    loads = alone.load(clients, seconds, pause), besieged.load(clients, seconds, pause)
    longer = {kind: round(loads[1].latencies[kind].p99 / quiet.p99, 2) for kind, quiet in loads[0].latencies.items()}
    return SiegeRecord(
        provenance=Provenance.here(f"python -m lab bench siege --clients {clients} --seconds {seconds:g}"),
        machine=this_machine(),
        peers=tuple(peer.__name__.strip("_") for peer in PEERS),
        alone=loads[0],
        besieged=loads[1],
        longer=longer,
        resident_mb=(before[0], after[0]),
        descriptors=(before[1], after[1]),
        ready=ready == 200,
    )


def _costs() -> tuple[float, int]:
    process = psutil.Process()
    return round(process.memory_info().rss / 1e6, 1), process.num_fds()
