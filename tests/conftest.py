"""Settings of all tests, and a cache of their own: they read the user's models, and write nothing of the user's."""

import os
from contextlib import suppress

import pytest
from hypothesis import settings

from runtime import ModelStore

with suppress(ImportError):
    import setuptools  # noqa: F401  # torch's compiler needs its distutils, which must come before the standard one

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")


SLOW = (
    "asr/test_listener.py",
    "asr/test_moonshine_static.py",
    "asr/test_torchaudio_cpu.py",
    "asr/test_whisper.py",
    "asr/test_whisper_static.py",
    "assistant/daemon",
    "assistant/script/test_reports.py",
    "assistant/script/test_runtimes.py",
    "assistant/test_cli.py",
    "assistant/test_every_locale.py",
    "assistant/test_fixed_shapes.py",
    "assistant/test_light.py",
    "assistant/test_packaging.py",
    "assistant/test_skills_command.py",
    "assistant/test_sound_card.py",
    "conversations",
    "dialog/isolation",
    "lab",
    "nlu/test_exported.py",
    "runtime/test_branches.py",
    "runtime/test_fixed.py",
    "runtime/test_inductor.py",
    "runtime/test_parity.py",
    "runtime/test_voice_networks.py",
    "tts/test_hifigan.py",
    "tts/test_runtimes.py",
    "tts/test_streaming.py",
)
"""Below tests/: what `make check` leaves to `make test`."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the slow tests."""
    tests = config.rootpath / "tests"
    for item in items:
        if any(item.path.is_relative_to(tests / slow) for slow in SLOW):
            item.add_marker(pytest.mark.slow)


def pytest_configure(config: pytest.Config) -> None:
    """What a run fetches and compiles stays for the next one, in pytest's folder."""
    users = ModelStore().root
    own = config.rootpath / ".pytest_cache" / "assistant"
    os.environ["ASSISTANT_CACHE"] = str(own)
    os.environ.pop("ASSISTANT_MODELS", None)
    for file in users.glob("[!.]*/*"):
        link = own / "models" / file.relative_to(users)
        if file.is_file() and file.parent.name != "exports" and not link.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            link.symlink_to(file)
