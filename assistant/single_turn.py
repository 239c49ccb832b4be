"""One turn and out: what `assistant ask` and `assistant listen` do."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from asr.audio_file import read_audio
from assistant.app import Rooms
from assistant.local.client import owners_turn
from assistant.loop import Conversation
from assistant.report import TurnReport, report
from assistant.speaking import Tape
from assistant.stream import EventStream
from dialog.errors import DialogError
from dialog.utterance import Origin
from runtime import RoomError
from tts.wav import write_wav


def _command() -> Origin:
    """Each shell is a session of its own, which its commands share."""
    shell = os.getsid(0) if hasattr(os, "getsid") else os.getppid()
    return Origin(session=f"command {shell}")


class FileReport(TurnReport):
    """A turn that came from a recording.

    Attributes:
        file: The recording.
    """

    file: str


async def typed_turn(rooms: Rooms, text: str, locale: str | None) -> TurnReport:
    """Answer a typed text, in writing: here, or by the assistant that runs already.

    Args:
        rooms: Only understanding and dialogue are loaded.
        text: What the user wrote.
        locale: Its language; the configured one where absent.
    """
    origin = _command()
    try:
        await asyncio.to_thread(rooms.own_state, "command")
    except DialogError as error:
        if error.code != "state.owned":
            raise
        return await owners_turn(rooms.config.state, text, locale, origin.session)
    found = report(await Conversation(rooms, None, EventStream(), origin=origin).enter(text, locale))
    with suppress(RoomError):  # the turn is taken, and whoever runs next tries again
        await asyncio.to_thread(rooms.back_up)
    return found


async def spoken_turns(rooms: Rooms, files: Sequence[Path], reply: Path | None) -> list[FileReport]:
    """Answer one spoken turn for each recording, in one conversation.

    Args:
        rooms: All of them are used.
        files: Recordings; one that cannot be read is reported and does not stop the others.
        reply: A WAV file for the spoken answers; without one nothing is spoken.
    """
    await asyncio.to_thread(rooms.own_state, "command")
    await asyncio.to_thread(rooms.load)
    tape = Tape()
    conversation = Conversation(rooms, None if reply is None else tape, EventStream(), origin=_command())
    reports = [await _spoken(conversation, file) for file in files]
    if reply is not None:
        await asyncio.to_thread(write_wav, reply, tape.audio())
    return reports


async def _spoken(conversation: Conversation, file: Path) -> FileReport:
    try:
        recording = await asyncio.to_thread(read_audio, file)
    except RoomError as error:
        return FileReport(file=str(file), error=error.code, message=str(error))
    turn = report(await conversation.hear(recording))
    return FileReport(file=str(file), **turn.model_dump())
