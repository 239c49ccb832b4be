"""Has a reader run in a process of its own, which gets so much time and memory and is then ended."""

import asyncio
import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from dialog.outside import OutsideError, checked

_MOST_ANSWERED = 16_000_000
_PIECE = 65_536
_BUSY = 3.0
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a reader may use.

    Attributes:
        seconds: Of the processor; by the wall it may take three times as long, for the machine may be busy.
        megabytes: Of memory.
    """

    seconds: float = 4.0
    megabytes: int = 512


async def read(kind: str, data: bytes | BinaryIO, result: type[_T], bounds: Bounds = Bounds(), **how: object) -> _T:
    """What a reader makes of bytes, checked, and with every text in it plain.

    Args:
        kind: Which reader.
        data: The bytes, or an open file with them.
        result: What the answer must be.
        bounds: Beyond which it is ended.
        how: The reader's other arguments, JSON values.

    Raises:
        OutsideError: ``outside.malformed`` where the bytes are not what they should be, or would take too much.
    """
    limits = (str(math.ceil(bounds.seconds)), str(bounds.megabytes))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "skills.readers", kind, *limits, json.dumps(how)),
        stdin=subprocess.PIPE if isinstance(data, bytes) else data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(_BUSY * bounds.seconds):
            answer, _ = await asyncio.gather(_answer(process), _fed(process, data))
            code = await process.wait()
    except TimeoutError as error:
        raise OutsideError("outside.malformed", f"Reading the {kind} took too long.") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code:
        raise OutsideError("outside.malformed", f"That is no {kind} that can be read.")
    return await asyncio.to_thread(checked, answer, result)


async def _fed(process: asyncio.subprocess.Process, data: bytes | BinaryIO) -> None:
    if process.stdin is None or not isinstance(data, bytes):
        return
    try:
        process.stdin.write(data)
        await process.stdin.drain()
        process.stdin.close()
    except ConnectionError:
        return  # it has seen enough


async def _answer(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None
    answer = bytearray()
    while piece := await process.stdout.read(_PIECE):
        answer += piece
        if len(answer) > _MOST_ANSWERED:
            process.kill()
            raise OutsideError("outside.too_large", "A reader answers too much.")
    return bytes(answer)


def _environment() -> dict[str, str]:
    """Nothing of the user's, such as keys; where Python finds its packages."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path), "PYTHONIOENCODING": "utf-8"}
