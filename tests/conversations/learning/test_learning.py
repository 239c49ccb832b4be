from pathlib import Path

import pytest

from assistant.app import Rooms, needed_models
from assistant.config import Config
from assistant.script.reading import read_scripts
from assistant.script.runner import play

SCRIPTS = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Rooms:
    rooms = Rooms(Config(state=tmp_path_factory.mktemp("state")))
    for model in needed_models(rooms.config):
        rooms.store.fetch(model)
    return rooms


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
async def test_a_week_goes_as_written(file: Path, rooms: Rooms) -> None:
    for script in read_scripts(file):
        result = await play(script, file, rooms.config, rooms.networks)
        assert result.problems == (), script.name
