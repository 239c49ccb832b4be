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
