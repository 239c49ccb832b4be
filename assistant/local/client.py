"""Asks the owner of the state to take a turn."""

import asyncio
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from wyoming.client import AsyncUnixClient
from wyoming.event import Event

from assistant.errors import AssistantError
from assistant.local.address import AVAILABLE, socket_path
from assistant.local.server import REPORT
from assistant.report import TurnReport

_SECONDS = 60.0


async def owners_turn(state: Path, text: str, locale: str | None, session: str) -> TurnReport:
    """Have the program that owns the state take a typed turn.

    Args:
        state: The state folder.
        text: What the user wrote.
        locale: Its language; the configured one where absent.
        session: Whose conversation it belongs to.

    Raises:
        AssistantError: ``owner.absent`` where nobody listens, so that nothing was asked; ``owner.unreachable``,
            ``owner.wrong``, or what the owner says.
    """
    path = socket_path(state)
    if not AVAILABLE:
        raise _unreachable("this system has no local sockets")
    client = AsyncUnixClient(path)
    try:
        await client.connect()
    except OSError as error:
        raise _unreachable(str(error), "owner.absent") from error
    try:
        async with asyncio.timeout(_SECONDS):
            data = {"text": text, "language": locale or "", "context": {"conversation_id": session}}
            await client.write_event(Event("transcript", data))
            event = await client.read_event()
    except (OSError, TimeoutError) as error:
        raise _unreachable(str(error) or "no answer in time") from error
    finally:
        with suppress(OSError):
            await client.disconnect()
    if event is None:
        raise _unreachable("it hung up")
    if event.type == "error":
        raise AssistantError(str(event.data.get("code")), str(event.data.get("text")))
    try:
        if event.type != REPORT:
            raise ValueError(event.type)
        return TurnReport.model_validate(event.data)
    except (ValidationError, ValueError) as error:
        raise AssistantError(
            "owner.wrong",
            "The running assistant is of another version.",
            "Restart it: systemctl --user restart assistant",
        ) from error


def _unreachable(why: str, code: str = "owner.unreachable") -> AssistantError:
    return AssistantError(
        code,
        f"Another assistant owns the state, and cannot be asked: {why}.",
        "It may still be loading: try again in a moment, or stop it.",
    )
