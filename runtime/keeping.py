"""Where what can be fetched or made again is kept, and for how long: what is made, a week from its last use.

Another version of the program may be running beside this one, so nothing is removed for being another's.
"""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

WEEK: Final = 7 * 86_400.0  # seconds


def cache_folder() -> Path:
    """The folder that ``ASSISTANT_CACHE`` names, or one in the user's cache."""
    return Path(os.environ.get("ASSISTANT_CACHE") or user_cache_path("voice-assistant"))


def used(path: Path) -> None:
    """Note that a file or a folder of the cache is in use now: as read, since when it was written stays."""
    with suppress(OSError):  # a cache that cannot be written costs time only
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))


def forget_unused(folder: Path, seconds: float = WEEK) -> None:
    """Delete every file and folder in ``folder`` that nobody used for so many ``seconds``."""
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):  # another process was quicker, or has it open
            status = path.stat()
            if time.time() - max(status.st_atime, status.st_mtime) > seconds:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
