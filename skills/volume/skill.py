"""Louder, quieter, mute: the system's mixer, through PulseAudio or PipeWire."""

import asyncio
import re
import shutil

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from nlu.values import resolve_numbers
from skills.wording import keywords

_STEP = 10
_SINK = "@DEFAULT_SINK@"
_SECONDS = 2.0


class Volume:
    """Sets how loud the default output is."""

    manifest = Manifest(
        name="volume",
        intents={
            "audio_volume_up": (),
            "audio_volume_down": (),
            "audio_volume_mute": (),
            "audio_volume_other": ("change_amount",),
        },
        permissions=frozenset({"audio"}),
        keywords=keywords("volume"),
    )

    def __init__(self, services: Services) -> None:
        self._services = services

    def bid(self, request: Request) -> Bid | None:
        """For every intent about the volume."""
        wish = request.interpretation.intent.removeprefix("audio_volume_")
        missing = ("change_amount",) if wish == "other" and _percent(request) is None else ()
        return Bid("volume", 0.9, f"volume {wish}", missing, action=Message(f"volume-action-{wish}"))

    async def handle(self, request: Request) -> Reply:
        """Change the volume and say how loud it is now."""
        if shutil.which("pactl") is None:
            return Reply((Message("volume-none"),), done=False)
        wish = request.interpretation.intent.removeprefix("audio_volume_")
        if wish == "mute":
            done = await _pactl("set-sink-mute", _SINK, "1") is not None
            return Reply((Message("volume-muted" if done else "volume-none"),), done=done)
        before = _level(await _pactl("get-sink-volume", _SINK))
        if before is None:
            return Reply((Message("volume-none"),), done=False)
        level = _wanted(wish, before, _percent(request))
        await _pactl("set-sink-mute", _SINK, "0")
        await _pactl("set-sink-volume", _SINK, f"{level}%")
        return Reply((Message("volume-level", {"level": level}),), undo={"level": before})

    async def undo(self, done: dict[str, int]) -> None:
        """As loud as before."""
        await _pactl("set-sink-volume", _SINK, f"{done['level']}%")


def _percent(request: Request) -> int | None:
    said = request.interpretation
    numbers = resolve_numbers(" ".join(said.texts("change_amount")) or said.utterance, said.locale)
    return int(numbers[0]) if len(numbers) == 1 and 0 <= numbers[0] <= 100 else None


def _wanted(wish: str, before: int, percent: int | None) -> int:
    if percent is not None:
        return percent
    return max(0, min(100, before + (_STEP if wish == "up" else -_STEP)))


def _level(text: str | None) -> int | None:
    found = re.search(r"(\d+)%", text or "")
    return int(found.group(1)) if found else None


async def _pactl(*arguments: str) -> str | None:
    """What the mixer answers; None where it cannot be reached."""
    process = await asyncio.create_subprocess_exec(
        "pactl", *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(_SECONDS):
            output, _ = await process.communicate()
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            process.kill()
    return output.decode() if process.returncode == 0 else None
