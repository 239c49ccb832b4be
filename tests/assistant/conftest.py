"""The real rooms, their networks loaded once; conversations and state are each test's own."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from assistant.app import Rooms, needed_models
from assistant.config import Config
from assistant.rehearsal import spoken
from runtime import Audio

Say = Callable[[str], Audio]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Rooms:
    rooms = Rooms(Config(state=tmp_path_factory.mktemp("state")))
    for model in needed_models(rooms.config):
        rooms.store.fetch(model)
    rooms.load()
    return rooms


@pytest.fixture
def rooms(loaded: Rooms, tmp_path: Path):
    rooms = Rooms(Config(state=tmp_path, zone="Europe/Berlin"), networks=loaded.networks)
    yield rooms
    rooms.close()


@pytest.fixture(scope="session")
def say(loaded: Rooms) -> Say:
    """Speech in light noise, the same each time."""
    return cache(lambda text: spoken(loaded.voice, text, snr=25.0, seed=1))
