"""What carries out commands in a home: a hub that knows its areas and devices."""

from dataclasses import dataclass
from typing import Protocol

BRIGHTER, DARKER = 25, -25
"""Steps of brightness in percent."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be done.

    Attributes:
        action: Such as ``light_on`` or ``clean``.
        area: Where; empty for everywhere.
        color: For ``light_color``, by its name in CSS.
        words: All that was said, which may name a device.
        confirmed: Whether the user has agreed to what is guarded.
    """

    action: str
    area: str = ""
    color: str = ""
    words: str = ""
    confirmed: bool = False


class NoSuchDevice(LookupError):  # noqa: N818  # what the user hears, not a fault
    """There is no such area, or nothing in it that can do this; ``args[0]`` is what was named."""


class SeveralDevices(LookupError):  # noqa: N818
    """One of several devices may be meant; ``args[0]`` are their names."""


class GuardedDevices(LookupError):  # noqa: N818
    """What would be switched is guarded, and the user has not agreed to it; ``args[0]`` are its names."""


class Hub(Protocol):
    """Carries out commands."""

    async def carry_out(self, command: Command) -> tuple[str, ...]:
        """Do it.

        Returns:
            The names of its areas and devices, where it knows them.

        Raises:
            OSError: It cannot be reached or refuses.
            NoSuchDevice: There is no such area or device.
            SeveralDevices: It may be one of several, and is not for all.
            GuardedDevices: The user must agree first; nothing was done.
        """
        ...
