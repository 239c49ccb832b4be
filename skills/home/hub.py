"""Houses that take orders, and a simulated one to try things out."""

from dataclasses import dataclass
from typing import Protocol

from dialog.storage import Storage

BRIGHTER, DARKER = 25, -25
"""Steps of brightness in percent."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done.

    Attributes:
        deed: Such as ``light_on`` or ``clean``.
        room: Where; empty for everywhere.
        color: For ``light_color``, by its name in CSS.
        words: All that was said, which may name a thing.
    """

    deed: str
    room: str = ""
    color: str = ""
    words: str = ""


class NoSuchThing(LookupError):  # noqa: N818  # what the user hears, not a fault
    """There is no such room, or nothing in it that can do this; ``args[0]`` is what was named."""


class SeveralThings(LookupError):  # noqa: N818
    """One of several things may be meant; ``args[0]`` are their names."""


class House(Protocol):
    """Something that carries out orders."""

    async def carry_out(self, order: Order) -> tuple[str, ...]:
        """Do it.

        Returns:
            The names of its rooms and things, where it knows them.

        Raises:
            OSError: The house cannot be reached or refuses.
            NoSuchThing: There is no such room or thing.
            SeveralThings: It may be one of several, and is not for all.
        """
        ...


class SimulatedHouse:
    """A house that only remembers: each room's light and plug, and how often it was cleaned and coffee made."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def carry_out(self, order: Order) -> tuple[str, ...]:
        """Remember what was done."""
        key = order.room or "everywhere"
        room = self._storage.get(key) or {"light": False, "brightness": 50, "color": "white", "plug": False}
        match order.deed:
            case "light_on" | "light_off":
                room["light"] = order.deed == "light_on"
            case "light_up" | "light_down":
                change = BRIGHTER if order.deed == "light_up" else DARKER
                room |= {"light": True, "brightness": max(1, min(100, room["brightness"] + change))}
            case "light_color":
                room |= {"light": True, "color": order.color}
            case "plug_on" | "plug_off":
                room["plug"] = order.deed == "plug_on"
            case deed:
                room[deed] = room.get(deed, 0) + 1
        self._storage.put(key, room)
        return ()
