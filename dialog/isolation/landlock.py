"""Landlock: a Linux process gives up what it does not need, for itself and for all that it starts.

Numbers are those of ``linux/landlock.h``; see https://docs.kernel.org/userspace-api/landlock.html.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from dialog.errors import DialogError

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same on every architecture
_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38
_EXECUTE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14
_READ = _EXECUTE | _READ_FILE | _READ_FOLDER
_OF_FILES = _EXECUTE | _READ_FILE | _WRITE_FILE | _TRUNCATE
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP = 0b11  # bind and connect, from version 4 on
_SCOPES = 0b11  # abstract sockets and signals, from version 6 on
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def landlock_version() -> int:
    """Which version the kernel has; 0 for none."""
    try:
        return max(_call(_CREATE, None, 0, _VERSION), 0)
    except (OSError, AttributeError):
        return 0


def restrict(readable: Iterable[str], *, network: bool) -> None:
    """Leave this process nothing of the file system but what is named, to be read; there is no way back.

    Args:
        readable: Files and folders.
        network: Whether it may open connections.

    Raises:
        DialogError: ``skill.sandbox`` where the kernel will not have it.
    """
    version = landlock_version()
    rights = next((rights for least, rights in sorted(_FILE_RIGHTS.items(), reverse=True) if version >= least), 0)
    attributes = struct.pack(
        "=QQQ", rights, _TCP if version >= 4 and not network else 0, _SCOPES if version >= 6 else 0
    )
    attributes = attributes[: 8 if version < 4 else 16 if version < 6 else 24]
    try:
        ruleset = _call(_CREATE, attributes, len(attributes), 0)
        for path in readable:
            _allow(ruleset, path, _READ)
        for path in _DEVICES:
            _allow(ruleset, path, _READ_FILE | _WRITE_FILE)
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "no_new_privs")
        _call(_RESTRICT, ruleset, 0)
        os.close(ruleset)
    except OSError as error:
        raise DialogError("skill.sandbox", f"The kernel did not fence the skill: {error}.") from error


def _allow(ruleset: int, path: str, rights: int) -> None:
    if not Path(path).exists():
        return
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        of_path = rights if Path(path).is_dir() else rights & _OF_FILES
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", of_path, handle), 0)
    finally:
        os.close(handle)


def _call(number: int, *arguments: int | bytes | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    plain = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result: int = libc.syscall(ctypes.c_long(number), *plain)
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
