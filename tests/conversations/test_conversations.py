"""Every scripted conversation, played as `assistant script` plays it."""

from pathlib import Path

import pytest

from assistant.app import Rooms, needed_models
from assistant.config import Config
from assistant.script.reading import read_scripts
from assistant.script.runner import play
from assistant.script.schema import Script
from dialog.testing import Talk

FILES = sorted(Path(__file__).parent.rglob("*.yaml"))
SCRIPTS = [(file, script) for file in FILES for script in read_scripts(file)]


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Rooms:
    rooms = Rooms(Config(state=tmp_path_factory.mktemp("state")))
    for model in needed_models(rooms.config):
        rooms.store.fetch(model)
    return rooms


@pytest.mark.parametrize(
    ("file", "script"), [pytest.param(*each, id=f"{each[0].stem}: {each[1].name}") for each in SCRIPTS]
)
async def test_a_conversation_goes_as_written(
    file: Path, script: Script, rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no mixer of the machine that runs the tests
    result = await play(script, file, rooms.config, rooms.networks)
    assert result.problems == ()


def test_every_intent_is_talked_about(tmp_path: Path) -> None:
    known = {intent for skill in Talk(tmp_path).dialog.skills.values() for intent in skill.manifest.intents}
    said = {step.meaning.intent for _, script in SCRIPTS for step in script.steps if step.meaning}
    assert len(known) == 60
    assert known - said == set()
