"""How long a cache keeps what it can make again: a week from its last use.

Another version of the program may be running beside this one, so nothing is removed for being another's.
"""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

WEEK: Final = 7 * 86_400.0  # seconds


def used(path: Path) -> None:
    """Note that a file or a folder of the cache is in use now."""
    with suppress(OSError):  # a cache that cannot be written costs time only
        os.utime(path)


def forget_unused(folder: Path, seconds: float = WEEK) -> None:
    """Delete every file and folder in ``folder`` that nobody used for so many ``seconds``."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if time.time() - path.stat().st_mtime > seconds:
                _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
