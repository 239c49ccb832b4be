"""Events from the wire, with a limit on everything a stranger may send."""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any

from wyoming.event import Event

from assistant.errors import AssistantError
from runtime.plain_text import plain_values


@dataclass(frozen=True, slots=True)
class Limits:
    """What a client may send, and how long it may take.

    Attributes:
        header: Bytes of a header line.
        data: Bytes of an event's data.
        payload: Bytes of its payload: a second of sound is at most 1.5 MB at 192 kHz and 8 bytes.
        introduction: Seconds until a client is known.
        idle: Seconds between two events.
        patience: Seconds that it may take to read what it is sent.
        text: Characters of a text to speak or understand.
        burst: Events that may come at once; who sends more is read more slowly.
        rate: Events a second after that; sound as it is spoken is about fifty.
    """

    header: int = 64 * 1024
    data: int = 256 * 1024
    payload: int = 2 * 1024 * 1024
    introduction: float = 5.0
    idle: float = 300.0
    patience: float = 5.0
    text: int = 4096
    burst: int = 1_000
    rate: float = 250.0


def malformed(what: str) -> AssistantError:
    """The error for anything that is not as the protocol says."""
    return AssistantError("wire.malformed", f"Malformed event: {what}.", "See the Wyoming protocol.")


async def read_event(reader: asyncio.StreamReader, limits: Limits) -> Event | None:
    """The next event, or None when the client has gone.

    Args:
        reader: Made with ``limit=limits.header``.
        limits: What is allowed.

    Raises:
        AssistantError: ``wire.malformed``, ``wire.too_long`` or ``wire.idle``.
    """
    try:
        async with asyncio.timeout(limits.idle):
            return await _read(reader, limits)
    except TimeoutError as error:
        raise AssistantError("wire.idle", f"Nothing came for {limits.idle:g} seconds.", "Connect again.") from error
    except asyncio.IncompleteReadError:
        return None


async def _read(reader: asyncio.StreamReader, limits: Limits) -> Event | None:
    try:
        line = await reader.readuntil(b"\n")
    except asyncio.LimitOverrunError as error:
        raise AssistantError("wire.too_long", f"A header is longer than {limits.header} bytes.") from error
    header = _json_object(line, "the header")
    kind = header.get("type")
    if not isinstance(kind, str) or not 0 < len(kind) <= 64:
        raise malformed("no type")
    data = header.get("data") or {}
    if not isinstance(data, dict):
        raise malformed("data is no object")
    if length := _length(header, "data_length", limits.data):
        data |= _json_object(await reader.readexactly(length), "the data")
    length = _length(header, "payload_length", limits.payload)
    return Event(type=kind, data=data, payload=await reader.readexactly(length) if length else None)


def _json_object(text: bytes, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise malformed(f"{name} is no JSON") from error
    if not isinstance(value, dict):
        raise malformed(f"{name} is no object")
    try:
        found: dict[str, Any] = plain_values(value)
    except RecursionError as error:
        raise malformed(f"{name} is too deep") from error
    return found


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _length(header: dict[str, Any], name: str, most: int) -> int:
    length = header.get(name) or 0
    if not isinstance(length, int) or isinstance(length, bool) or length < 0:
        raise malformed(f"{name} is no length")
    if length > most:
        raise AssistantError("wire.too_long", f"{name} is {length}, more than {most}.", "Send smaller events.")
    return length


class Pace:
    """Slows the reading of one client down to a rate, so that a flood costs the others nothing.

    Args:
        limits: Burst and rate.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._credit = float(limits.burst)
        self._since = time.monotonic()

    async def step(self) -> None:
        """Before each event; the loop always gets its turn in between."""
        now = time.monotonic()
        self._credit = min(self._limits.burst, self._credit + (now - self._since) * self._limits.rate) - 1
        self._since = now
        await asyncio.sleep(max(0.0, -self._credit / self._limits.rate))
