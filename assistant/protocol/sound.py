"""Sound as Wyoming carries it: interleaved integers."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from assistant.protocol.wire import malformed
from runtime import Audio

_INTEGERS: Mapping[Any, Any] = {1: np.int8, 2: np.int16, 4: np.int32}
RATES = range(8_000, 192_001)
LONGEST = 30.0
"""Seconds of sound that are listened to at once."""


def from_wire(data: Mapping[str, Any], payload: bytes | None, most: float = LONGEST) -> Audio:
    """A chunk as mono sound.

    Args:
        data: ``rate``, ``width`` in bytes, and ``channels``.
        payload: Interleaved signed integers, little-endian.
        most: Seconds; what is in the chunk after them is not decoded.

    Raises:
        AssistantError: ``wire.malformed``.
    """
    form: tuple[Any, ...] = tuple(data.get(name) for name in ("rate", "width", "channels"))
    rate, width, channels = form
    if not all(isinstance(number, int) for number in form) or rate not in RATES or channels not in range(1, 9):
        raise malformed(f"sound with rate {rate!r}, width {width!r}, channels {channels!r}")
    if width not in _INTEGERS:
        raise malformed(f"sound with rate {rate!r}, width {width!r}, channels {channels!r}")
    raw = payload or b""
    if len(raw) % (width * channels):
        raise malformed("a chunk ends within a sample")
    raw = raw[: int(most * rate) * width * channels]
    integers = np.frombuffer(raw, dtype=np.dtype(_INTEGERS[width]).newbyteorder("<"))
    samples = integers.reshape(-1, channels).mean(axis=1, dtype=np.float32) / np.float32(2 ** (8 * width - 1))
    return Audio(samples.astype(np.float32), int(rate))


def to_wire(audio: Audio) -> bytes:
    """Mono sound as 16-bit little-endian integers."""
    return (np.clip(audio.samples, -1, 1) * 32767).astype("<i2").tobytes()
