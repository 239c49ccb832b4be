import asyncio
import io
import time
from datetime import datetime
from pathlib import Path

from assistant import events
from assistant.app import Rooms
from assistant.live import Live
from assistant.plain_chat import PlainChat
from assistant.script.reading import read_scripts
from assistant.script.recorder import Recorder
from assistant.script.runner import play
from dialog.learning.circle import Circle
from dialog.learning.memory import Known
from dialog.learning.rewrite import Rewrite
from dialog.utterance import HERE


def without_devices(rooms: Rooms) -> Live:
    audio = rooms.config.audio.model_copy(update={"microphone": "none", "speaker": "none"})
    rooms.config = rooms.config.model_copy(update={"audio": audio})
    return Live(rooms)


async def test_lines_in_lines_out(rooms: Rooms) -> None:
    target = io.StringIO()
    chat = PlainChat(without_devices(rooms), io.StringIO("what time is it\n\nset a timer\n"), target)
    async with asyncio.timeout(60):
        await chat.run()
    ready, time, question = target.getvalue().splitlines()
    assert ready.startswith("Ready")
    assert time.startswith("Assistant: It is")
    assert question == "Assistant: For how long?"


async def test_a_learned_rewrite_is_told_of(rooms: Rooms) -> None:
    rewrite = Rewrite(
        "tadup twelve and nine",
        "what is twelve plus nine",
        "play_radio",
        "qa_maths",
        0.1,
        0.8,
        3,
        1,
        frozenset((HERE,)),
    )
    known = Known({rewrite.source: rewrite}, {}, frozenset())
    rooms.config = rooms.config.model_copy(update={"learning": rooms.config.learning.model_copy(update={"control": 0})})
    rooms.learning.memory.keep(Circle("en"), known, [])
    target = io.StringIO()
    chat = PlainChat(without_devices(rooms), io.StringIO("tadup twelve and nine\n"), target)
    async with asyncio.timeout(60):
        await chat.run()
    assert target.getvalue().splitlines()[1:] == ["I took that as: what is twelve plus nine", "Assistant: 21."]


async def test_a_recorded_conversation_plays_again(rooms: Rooms, tmp_path: Path) -> None:
    live, out = without_devices(rooms), tmp_path / "recorded.yaml"
    live.stream.observe(Recorder(out, "en-US", "Europe/Berlin", rooms.clock.now()).observe)
    source = io.StringIO("set a timer\nten minutes\nwas ist /etc/\n")
    async with asyncio.timeout(60):
        await PlainChat(live, source, io.StringIO()).run()
    (script,) = read_scripts(out)
    assert [step.type for step in script.steps if step.type] == ["set a timer", "ten minutes", "was ist /etc/"]
    result = await play(script, out, rooms.config, rooms.networks)
    assert result.problems == ()


def test_a_recording_keeps_time_by_the_beginnings_of_turns(tmp_path: Path) -> None:
    began, out = time.monotonic(), tmp_path / "recorded.yaml"
    recorder = Recorder(out, "en-US", None, datetime(2026, 11, 21, 10, 0))
    happened = [
        (1, -5.0, events.Rang(turn=1, at=began - 5, text="Something of yesterday.", locale="en-US")),
        (2, 2.0, events.TextEntered(turn=2, at=began + 2.0, text="set a timer for three seconds", locale="en-US")),
        (3, 5.04, events.Rang(turn=3, at=began + 5.04, text="Time is up.", locale="en-US")),
        (4, 5.08, events.TextEntered(turn=4, at=began + 5.08, text="wie spät ist es", locale="de-DE")),
        (5, 9.99, events.TextEntered(turn=5, at=began + 9.99, text="thanks", locale="en-US")),
    ]
    for turn, at, event in happened:
        recorder.observe(event)
        recorder.observe(events.TurnFinished(turn=turn, at=began + at + 1.5, milliseconds={}))
    (script,) = read_scripts(out)
    assert [(step.wait, step.title) for step in script.steps if step.wait] == [(3.1, "wait 3.1 s"), (4.8, "wait 4.8 s")]
    assert [step.type for step in script.steps if step.type][1:] == ["wie spät ist es", "thanks"]
    assert [step.locale for step in script.steps if step.type] == [None, "de-DE", None]
    assert script.start.second in (1, 2)
