"""What is said is kept as sound only where the user wants that."""

import stat
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile

from assistant.app import Rooms
from assistant.events import Notice
from assistant.loop import Conversation
from assistant.microphone import Recordings
from assistant.speaking import Tape
from assistant.stream import EventStream
from dialog.journal_audio import AudioJournal
from dialog.testing import SATURDAY_TEN
from runtime import Audio

SECOND = Audio(np.full(16_000, 0.1, np.float32), 16_000)


def keeping(rooms: Rooms) -> Rooms:
    privacy = rooms.config.privacy.model_copy(update={"keep_audio": True})
    rooms.config = rooms.config.model_copy(update={"privacy": privacy})
    return rooms


async def test_by_itself_nothing_is_kept(rooms: Rooms, say) -> None:
    await Conversation(rooms, None, EventStream()).hear(say("What time is it?"))
    assert rooms.recordings.turns() == ()


@pytest.mark.parametrize("by", ["recording", "microphone"])
async def test_what_was_said_is_kept_with_its_turn_where_wanted(rooms: Rooms, say, by: str) -> None:
    conversation = Conversation(keeping(rooms), None, EventStream())
    said = say("What time is it?")
    if by == "recording":
        await conversation.hear(said)
    else:
        await conversation.listen(Recordings([said], pause=1.5, pace=0.0))
    [entry] = rooms.journal.entries()
    assert rooms.recordings.turns() == (entry.turn,)
    file = rooms.config.state / "audio" / f"{entry.turn}.flac"
    assert soundfile.info(file).duration > 0.8 * said.seconds
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_the_user_is_told_aloud_and_on_the_screen(rooms: Rooms) -> None:
    seen: list[object] = []
    stream, tape = EventStream(), Tape()
    stream.observe(seen.append)
    await Conversation(keeping(rooms), tape, stream).give_notice()
    [notice] = [event for event in seen if isinstance(event, Notice)]
    assert "7 days" in notice.text
    assert tape.audio().seconds > 1


async def test_without_recordings_there_is_no_notice(rooms: Rooms) -> None:
    tape = Tape()
    await Conversation(rooms, tape, EventStream()).give_notice()
    assert tape.chunks == []


def test_recordings_go_with_their_turn_or_by_age(tmp_path: Path) -> None:
    audio = AudioJournal(tmp_path / "audio")
    for turn in (1, 2, 3):
        audio.keep(turn, SATURDAY_TEN + timedelta(days=turn), SECOND)
    audio.delete(turns=[3, 9])
    assert audio.turns() == (1, 2)
    audio.delete(before=SATURDAY_TEN + timedelta(days=1, hours=1))
    assert audio.turns() == (2,)
    audio.delete()
    assert audio.turns() == ()
