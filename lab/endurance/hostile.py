"""Peers that mean no good, each in a way of its own, in a process of their own; all from one address.

``python -m lab.endurance.hostile WYOMING HEALTH SECONDS``
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

_ADDRESS = "127.0.0.66"
_MANY = 100
_LONG = "This is a long sentence that somebody wants to hear again and again. " * 8

Peer = Callable[[int, int], Awaitable[None]]


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(_ADDRESS, 0))


def _event(kind: str, **data: object) -> bytes:
    return json.dumps({"type": kind, "data": data}).encode() + b"\n"


async def _silent(wyoming: int, health: int) -> None:
    """Connects a hundred times to both ports and says nothing."""
    held = [await _connected(port) for port in (wyoming, health) for _ in range(_MANY)]
    await asyncio.sleep(4)
    for _, writer in held:
        writer.transport.abort()


async def _half_open(wyoming: int, _health: int) -> None:
    """Begins a header and never ends it, on a hundred connections."""
    held = [await _connected(wyoming) for _ in range(_MANY)]
    for _ in range(8):
        for _, writer in held:
            writer.write(b"{")
        await asyncio.sleep(0.5)
    for _, writer in held:
        writer.transport.abort()


async def _hasty(wyoming: int, health: int) -> None:
    """Connects and hangs up, as fast as it can."""
    for port in (wyoming, health) * 20:
        _, writer = await _connected(port)
        writer.transport.abort()


async def _crowd(wyoming: int, _health: int) -> None:
    """Takes as many places as it gets, and keeps them."""
    held = [await _connected(wyoming) for _ in range(_MANY)]
    for _ in range(4):
        for _, writer in held:
            writer.write(_event("ping"))
        await asyncio.sleep(1)
    for _, writer in held:
        writer.transport.abort()


async def _flood(wyoming: int, _health: int) -> None:
    """Sends more events than anybody can read."""
    _, writer = await _connected(wyoming)
    for _ in range(200):
        writer.write(_event("ping") * 100)
        await writer.drain()
    writer.transport.abort()


async def _greedy(wyoming: int, _health: int) -> None:
    """Wants long texts spoken on eight connections at once, and reads them."""
    await asyncio.gather(*(_speak(wyoming, patience=0.0) for _ in range(8)))


async def _slow(wyoming: int, _health: int) -> None:
    """Wants long texts spoken, and hardly reads."""
    await asyncio.gather(*(_speak(wyoming, patience=2.0) for _ in range(4)))


async def _speak(port: int, patience: float) -> None:
    reader, writer = await _connected(port)
    writer.write(_event("synthesize", text=_LONG))
    while read := await reader.read(16 * 1024):
        if b"audio-stop" in read:
            break
        await asyncio.sleep(patience)
    writer.transport.abort()


async def _many_voices(wyoming: int, _health: int) -> None:
    """Answers questions that nobody asked it, each time as somebody else."""
    reader, writer = await _connected(wyoming)
    for number in range(50):
        context = {"conversation_id": f"{number}", "device_id": "here", "person": f"{number}"}
        writer.write(_event("transcript", text="yes" if number % 2 else "undo", context=context))
        await reader.readline()
    writer.transport.abort()


async def _garbage(wyoming: int, health: int) -> None:
    """Sends what is no event, and no request."""
    for port in (wyoming, health):
        reader, writer = await _connected(port)
        writer.write(b"\x00\xff" * 40_000)
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                await reader.read()
        writer.transport.abort()


PEERS: tuple[Peer, ...] = (
    _silent,
    _half_open,
    _hasty,
    _crowd,
    _flood,
    _greedy,
    _slow,
    _many_voices,
    _garbage,
)


async def attack(wyoming: int, health: int, seconds: float) -> None:
    """Let one peer of each kind go on for a while.

    Args:
        wyoming: Port.
        health: Port.
        seconds: For so long.
    """
    await asyncio.gather(*(_again_and_again(peer, wyoming, health, seconds) for peer in PEERS))


async def _again_and_again(peer: Peer, wyoming: int, health: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
            async with asyncio.timeout(left):
                await peer(wyoming, health)
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(attack(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
