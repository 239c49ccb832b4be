"""Where the owner of a state folder can be reached."""

import hashlib
import socket
from pathlib import Path

import platformdirs

_LONGEST = 100  # bytes of a socket's path that every system takes
AVAILABLE = hasattr(socket, "AF_UNIX")


def socket_path(state: Path) -> Path:
    """The socket of a state folder: in it, or in the folder of the user's session where that path is too long.

    Args:
        state: The folder.
    """
    near = state.absolute() / "assistant.sock"
    if len(bytes(near)) <= _LONGEST:
        return near
    name = hashlib.sha256(bytes(state.absolute())).hexdigest()[:16]
    return platformdirs.user_runtime_path("voice-assistant") / f"{name}.sock"
