"""What is in any file of the state folder, byte by byte, after what was said."""

import asyncio
import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from assistant.app import Rooms
from assistant.config import Config
from assistant.refresher import Refresher
from assistant.stream import EventStream
from dialog.clock import VirtualClock
from dialog.journal_seal import make_key
from dialog.learning.circle import Circle
from dialog.learning.memory import Known
from dialog.learning.rewrite import Rewrite
from dialog.testing import SATURDAY_TEN, meaning
from dialog.utterance import Guess, Origin, Utterance
from runtime import Audio

WORD = "qzx{:03d}"
REWRITE = Rewrite("qzx901 said", "qzx902 meant", "qzx903", "qzx904", 0.1, 0.9, 3.0, 1, frozenset({"here"}))
Opening = Callable[..., Rooms]


@pytest.fixture
def opened(tmp_path: Path) -> Opening:
    def opening(**privacy: object) -> Rooms:
        settings = {"state": tmp_path / "state", "privacy": privacy, "audio": {"microphone": "none", "speaker": "none"}}
        return Rooms(Config(**settings), VirtualClock(SATURDAY_TEN))  # type: ignore[arg-type]

    return opening


async def talked(rooms: Rooms, turns: int = 12) -> Rooms:
    """Have things said in two sessions, kept as sound too where wanted, learned from, and ring."""
    for number in range(turns):
        said = meaning(f"what does [definition_word : {WORD.format(number)}] mean", "qa_definition")
        origin = Origin(session=f"session {number % 2}")
        answer = await rooms.dialog.take_turn(
            said, utterance=Utterance((Guess(said.utterance, 0.9),), said.locale, origin)
        )
        if rooms.config.privacy.keeps_audio:
            silence = Audio(np.zeros(1_600, np.float32), 16_000)
            rooms.recordings.keep(answer.turn, rooms.clock.now(), silence)
    rooms.journal.record("rang", {"text": f"It is time: {WORD.format(900)}."})
    if rooms.config.privacy.journal:
        known = Known({REWRITE.source: REWRITE}, {}, frozenset())
        rooms.learning.memory.keep(Circle("en"), known, [("learned", REWRITE.source, REWRITE.target, "qzx905")])
    return rooms


def files(rooms: Rooms) -> list[Path]:
    return [file for file in rooms.config.state.rglob("*") if file.is_file()]


def readable(rooms: Rooms) -> set[bytes]:
    """The words of the user that lie in clear in any file, the write-ahead log included."""
    return {word for file in files(rooms) for word in re.findall(rb"qzx\d{3}", file.read_bytes())}


async def test_without_a_key_the_words_lie_in_clear(opened: Opening) -> None:
    rooms = await talked(opened())
    assert len(readable(rooms)) >= 12, "else the other tests here would prove nothing"


@pytest.mark.parametrize("way", ["while it runs", "after it was closed", "after a backup"])
async def test_with_a_key_no_word_can_be_read(opened: Opening, tmp_path: Path, way: str) -> None:
    make_key(tmp_path / "key")
    rooms = await talked(opened(journal_key=tmp_path / "key", keep_audio=True))
    if way == "after it was closed":
        rooms.close()
    if way == "after a backup":
        rooms.back_up()
    assert readable(rooms) == set()
    assert not any(file.read_bytes().startswith(b"fLaC") for file in files(rooms))


async def test_with_the_key_everything_can_be_read_again(opened: Opening, tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    (await talked(opened(journal_key=tmp_path / "key", keep_audio=True))).close()
    rooms = opened(journal_key=tmp_path / "key")
    assert len(rooms.journal.entries()) == 12
    assert rooms.journal.events()[-1].body == {"text": "It is time: qzx900."}
    assert [learned.evidence.rewrite for learned in rooms.learning.memory.all()] == [REWRITE]
    assert rooms.learning.memory.records()[-1].why == "qzx905"
    sound = rooms.recordings.sound(rooms.journal.entries()[-1].turn)
    assert sound is not None and sound.startswith(b"fLaC")
    said = rooms.dialog.take_turn(
        meaning("repeat that", "general_quirky"), utterance=Utterance((), "en-US", Origin(session="session 1"))
    )
    assert (await said).text.startswith("I have nothing to look")


async def test_a_key_seals_what_was_written_before_there_was_one(opened: Opening, tmp_path: Path) -> None:
    clear = await talked(opened())
    clear.back_up()
    clear.close()
    make_key(tmp_path / "key")
    rooms = opened(journal_key=tmp_path / "key")
    rooms.clean()
    assert readable(rooms) == set()
    assert len(rooms.journal.entries()) == 12


async def test_with_another_key_what_was_learned_is_passed_over_and_kept(opened: Opening, tmp_path: Path) -> None:
    for key in ("key", "other"):
        make_key(tmp_path / key)
    (await talked(opened(journal_key=tmp_path / "key"))).close()
    stranger = opened(journal_key=tmp_path / "other")
    assert stranger.learning.memory.all() == []
    stranger.close()
    assert len(opened(journal_key=tmp_path / "key").learning.memory.all()) == 1


async def test_without_a_journal_no_word_reaches_the_disk(opened: Opening) -> None:
    rooms = await talked(opened(journal=False, keep_audio=True))
    assert readable(rooms) == set()
    assert rooms.recordings.turns() == ()
    said = rooms.dialog.take_turn(
        meaning("repeat that", "general_quirky"), utterance=Utterance((), "en-US", Origin(session="session 1"))
    )
    assert (await said).text.startswith("I have nothing to look"), "the conversation lives in memory"


async def test_what_was_forgotten_is_in_no_file(opened: Opening) -> None:
    rooms = await talked(opened())
    rooms.back_up()
    rooms.journal.delete()
    rooms.learning.memory.forget()
    rooms.backups.remake(rooms.clock.now().date())
    assert readable(rooms) == set()
    assert not rooms.database.holds_deleted


async def test_a_single_turn_that_was_forgotten_is_in_no_file(opened: Opening) -> None:
    rooms = await talked(opened())
    rooms.journal.delete(turns=[12])
    assert WORD.format(11).encode() not in readable(rooms)
    assert WORD.format(10).encode() in readable(rooms)


async def test_what_another_program_forgot_is_not_written_again(opened: Opening) -> None:
    rooms = await talked(opened())
    other = opened()
    other.journal.delete()
    other.learning.memory.forget()
    await rooms.dialog.take_turn(
        meaning("what time is it", "datetime_query"), utterance=Utterance((), "en-US", Origin(session="session 1"))
    )
    rooms.database.scrub()
    assert readable(rooms) == set()


async def test_a_log_that_somebody_reads_is_emptied_as_soon_as_they_let_go(
    opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialog.database._BUSY_SECONDS", 0.05)
    rooms = await talked(opened())
    reader = sqlite3.connect(rooms.database.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM turns").fetchall()
    rooms.journal.delete()
    rooms.learning.memory.forget()
    assert rooms.database.holds_deleted
    assert readable(rooms) != set()
    reader.close()
    next_start = opened()
    assert next_start.database.holds_deleted, "the next start knows of it"
    next_start.clean()
    assert not next_start.database.holds_deleted
    assert readable(rooms) == set()


async def test_a_running_assistant_tries_again_by_itself(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = opened()
    refreshing = asyncio.create_task(Refresher(rooms, EventStream()).run())
    clock = rooms.clock
    assert isinstance(clock, VirtualClock)
    scrubbed = asyncio.Event()
    await asyncio.sleep(0)
    async with asyncio.timeout(20):
        while not clock._sleepers:
            await asyncio.sleep(0.01)
    rooms.database._unscrubbed.touch()
    loop = asyncio.get_running_loop()
    scrub = rooms.database.scrub
    monkeypatch.setattr(
        rooms.database, "scrub", lambda: (scrub(), loop.call_soon_threadsafe(scrubbed.set))[0], raising=True
    )
    await clock.advance(timedelta(minutes=11).total_seconds())
    async with asyncio.timeout(20):
        await scrubbed.wait()
    assert not rooms.database.holds_deleted
    refreshing.cancel()
