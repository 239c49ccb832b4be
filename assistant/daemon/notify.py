"""Tells systemd how the service is, by the protocol of sd_notify(3)."""

import os
import socket


def notify(state: str) -> None:
    """Send a state such as ``READY=1``; does nothing where no service manager listens.

    Args:
        state: Assignments, one a line.
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.connect("\0" + address[1:] if address.startswith("@") else address)
        channel.sendall(state.encode())


def watchdog_seconds() -> float | None:
    """How often a sign of life is due at the latest; None where nobody waits for one."""
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    return int(microseconds) / 1e6 if microseconds.isdecimal() and int(microseconds) else None
