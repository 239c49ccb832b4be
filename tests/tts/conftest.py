"""The real default voice, loaded once."""

import pytest

from runtime import ModelStore
from tts.voices import AddonVoice, addon_folder, open_addon


@pytest.fixture(scope="session")
def store() -> ModelStore:
    store = ModelStore()
    store.fetch("hibari-heart")
    return store


@pytest.fixture(scope="session")
def heart(store: ModelStore) -> AddonVoice:
    return open_addon(addon_folder("heart"), store)
