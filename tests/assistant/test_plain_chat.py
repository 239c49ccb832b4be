import asyncio
import io
from pathlib import Path

from assistant.app import Rooms
from assistant.live import Live
from assistant.plain_chat import PlainChat
from assistant.script.reading import read_scripts
from assistant.script.recorder import Recorder
from assistant.script.runner import play


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


async def test_a_recorded_conversation_plays_again(rooms: Rooms, tmp_path: Path) -> None:
    live, out = without_devices(rooms), tmp_path / "recorded.yaml"
    live.stream.observe(Recorder(out, "en-US", "Europe/Berlin", rooms.clock.now()).observe)
    source = io.StringIO("set a timer\nten minutes\n")
    async with asyncio.timeout(60):
        await PlainChat(live, source, io.StringIO()).run()
    (script,) = read_scripts(out)
    assert [step.type for step in script.steps if step.type] == ["set a timer", "ten minutes"]
    result = await play(script, out, rooms.config, rooms.networks)
    assert result.problems == ()
