"""What a skill in a process of its own can reach, send, start and leave behind."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from dialog import Database, DialogError, Request, Schedule, Services, VirtualClock
from dialog.isolation import IsolatedSkill, isolate
from dialog.isolation.landlock import landlock_version
from dialog.isolation.sandbox import Sandbox, find_sandbox
from dialog.testing import SATURDAY_TEN, meaning

INTRUDER = """
import json, os, socket, subprocess, sys, time
from dialog import Bid, Manifest, Message, Reply

def said(value):
    return Reply((Message("dialog-said", {"text": str(value)}),))

def flood(line):
    while True:
        os.write(PIPE, line)

PIPE = None

class Intruder:
    manifest = Manifest(name="intruder", intents={"play_game": ()}, permissions=frozenset(PERMISSIONS))

    def __init__(self, services):
        global PIPE
        self.services = services
        PIPE = services._pipe._writer.fileno()

    def bid(self, request):
        return Bid("intruder", 0.9, "test", action=Message("dialog-do-that"))

    async def handle(self, request):
        what, _, rest = request.interpretation.utterance.partition(" ")
        try:
            match what:
                case "read":
                    return said(open(rest).read())
                case "write":
                    return said(open(rest, "w").write("mine"))
                case "list":
                    return said(os.listdir(rest))
                case "connect":
                    socket.create_connection(("127.0.0.1", int(rest)), 2).close()
                    return said("connected")
                case "start":
                    subprocess.Popen(["sleep", rest], start_new_session=True)
                    return said("started")
                case "lines":
                    flood(b'{"done": null}\\n')
                case "later":
                    import threading
                    threading.Timer(0.1, flood, [b'{"done": null}\\n']).start()
                case "calls":
                    flood(b'{"call": "storage.get", "with": ["a"], "named": {}}\\n')
                case "long":
                    flood(b"x" * 65536)
                case "deep":
                    os.write(PIPE, b"[" * 200_000 + b"\\n")
                case "memory":
                    return said(len(b"x" * (8 << 30)))
        except OSError as error:
            return said(type(error).__name__)
        except MemoryError:
            return said("no memory")
        return said("fine")
"""
CLOCK = VirtualClock(SATURDAY_TEN)
Making = Callable[..., IsolatedSkill]


def sandboxes() -> list[Sandbox]:
    found = [find_sandbox()] if find_sandbox().kind == "bubblewrap" else []
    return [*found, *([Sandbox("landlock", "tested")] if sys.platform == "linux" and landlock_version() > 0 else [])]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Making]:
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packages"), *sys.path])
    (tmp_path / "packages").mkdir()
    (tmp_path / "secret").write_text("nobody's business", encoding="utf-8")
    database = Database(tmp_path / "assistant.db")
    schedule = Schedule(database, CLOCK)
    made: list[IsolatedSkill] = []

    def making(sandbox: Sandbox | None = None, *permissions: str) -> IsolatedSkill:
        if sandbox is not None:
            monkeypatch.setattr("dialog.isolation.proxy.find_sandbox", lambda: sandbox)
        code = INTRUDER.replace("PERMISSIONS", repr(permissions or ("storage",)))
        (tmp_path / "packages" / "intruder_room.py").write_text(code, encoding="utf-8")
        made.append(isolate("intruder_room:Intruder", lambda manifest: Services(manifest, database, schedule, CLOCK)))
        return made[-1]

    yield making
    for skill in made:
        skill.close()
    database.close()


async def told(skill: IsolatedSkill, text: str) -> str:
    reply = await skill.handle(Request(meaning(text, "play_game"), CLOCK))
    return str(reply.messages[0].args["text"])


@pytest.fixture(params=sandboxes(), ids=lambda sandbox: sandbox.kind)
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    return request.param  # type: ignore[no-any-return]


async def test_it_reads_and_writes_nothing_of_the_users(make: Making, sandbox: Sandbox, tmp_path: Path) -> None:
    skill = make(sandbox)
    refused = ("FileNotFoundError", "PermissionError", "OSError")
    for deed in ("read {}/secret", "read {}/assistant.db", "write /etc/mine", "write {}/packages/intruder_room.py"):
        assert await told(skill, deed.format(tmp_path)) in refused, deed
    assert "secret" not in await told(skill, f"list {tmp_path}")
    await told(skill, f"write {tmp_path}/mine")
    assert not (tmp_path / "mine").exists()


async def test_it_opens_connections_only_where_its_manifest_says_so(make: Making, sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert await told(make(sandbox), f"connect {port}") in ("ConnectionRefusedError", "PermissionError")
        assert await told(make(sandbox, "network"), f"connect {port}") == "connected"


def running(marker: str) -> list[psutil.Process]:
    return [each for each in psutil.process_iter(["cmdline"]) if each.info["cmdline"] == ["sleep", marker]]


async def gone(marker: str) -> bool:
    for _ in range(100):
        if not running(marker):
            return True
        await asyncio.sleep(0.05)
    return False


async def test_what_it_started_ends_with_it(make: Making) -> None:
    if find_sandbox().kind != "bubblewrap":
        pytest.skip("only bubblewrap holds the whole tree")
    skill, marker = make(), f"{31_000 + os.getpid() % 1000}.25"
    assert await told(skill, f"start {marker}") == "started"
    assert running(marker)
    skill.close()
    assert await gone(marker)


def test_it_ends_when_the_assistant_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time, psutil\n"
        "from dialog import Database, Schedule, Services, VirtualClock\n"
        "from dialog.isolation import isolate\n"
        "from dialog.testing import SATURDAY_TEN\n"
        "clock = VirtualClock(SATURDAY_TEN); database = Database(__import__('pathlib').Path(sys.argv[1]))\n"
        "schedule = Schedule(database, clock)\n"
        "skill = isolate('skills.arithmetic:Arithmetic', lambda m: Services(m, database, schedule, clock))\n"
        "print(*[child.pid for child in psutil.Process().children(recursive=True)], flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "a.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as assistant:
        assert assistant.stdout is not None
        children = [psutil.Process(int(number)) for number in assistant.stdout.readline().split()]
        assert children
        assistant.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []


@pytest.mark.parametrize("flood", ["lines", "calls", "long"])
async def test_a_flood_costs_it_its_turn_and_nobody_memory(
    make: Making, flood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialog.isolation.proxy.HANDLE_SECONDS", 1.0)
    skill = make()
    before = psutil.Process().memory_info().rss
    with pytest.raises(DialogError):
        await told(skill, flood)
    assert psutil.Process().memory_info().rss - before < 64 << 20
    assert await told(skill, "play") == "fine"


async def test_a_flood_that_begins_when_nobody_listens_is_held_up(make: Making) -> None:
    skill = make()
    before = psutil.Process().memory_info().rss
    assert await told(skill, "later") == "fine"
    await asyncio.sleep(1)
    assert psutil.Process().memory_info().rss - before < 64 << 20
    with pytest.raises(DialogError) as error:
        await told(skill, "play")
    assert error.value.code == "skill.isolation"
    assert await told(skill, "play") == "fine"


async def test_a_message_as_deep_as_a_well_is_no_message(make: Making) -> None:
    skill = make()
    with pytest.raises(DialogError) as error:
        await told(skill, "deep")
    assert error.value.code == "skill.isolation"


async def test_its_memory_has_an_end(make: Making) -> None:
    assert await told(make(), "memory") == "no memory"
