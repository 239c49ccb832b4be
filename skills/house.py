"""Houses that take orders: a simulated one to try things out, and Home Assistant."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from dialog.storage import Storage

_BRIGHTER, _DARKER = 25, -25


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done.

    Attributes:
        deed: Such as ``light_on`` or ``clean``.
        room: Where; empty for everywhere.
        color: For ``light_color``.
    """

    deed: str
    room: str = ""
    color: str = ""


class House(Protocol):
    """Something that carries out orders."""

    async def carry_out(self, order: Order) -> None:
        """Do it.

        Raises:
            httpx.HTTPError: The house cannot be reached or refuses.
            OSError: Likewise.
        """
        ...


class SimulatedHouse:
    """A house that only remembers: each room's light and plug, and how often it was cleaned and coffee made."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def carry_out(self, order: Order) -> None:
        """Remember what was done."""
        key = order.room or "everywhere"
        room = self._storage.get(key) or {"light": False, "brightness": 50, "color": "white", "plug": False}
        match order.deed:
            case "light_on" | "light_off":
                room["light"] = order.deed == "light_on"
            case "light_up" | "light_down":
                change = _BRIGHTER if order.deed == "light_up" else _DARKER
                room |= {"light": True, "brightness": max(1, min(100, room["brightness"] + change))}
            case "light_color":
                room |= {"light": True, "color": order.color}
            case "plug_on" | "plug_off":
                room["plug"] = order.deed == "plug_on"
            case deed:
                room[deed] = room.get(deed, 0) + 1
        self._storage.put(key, room)


_CALLS: dict[str, tuple[str, dict[str, object]]] = {
    "light_on": ("light/turn_on", {}),
    "light_off": ("light/turn_off", {}),
    "light_up": ("light/turn_on", {"brightness_step_pct": _BRIGHTER}),
    "light_down": ("light/turn_on", {"brightness_step_pct": _DARKER}),
    "light_color": ("light/turn_on", {}),
    "plug_on": ("switch/turn_on", {}),
    "plug_off": ("switch/turn_off", {}),
    "clean": ("vacuum/start", {}),
    "coffee": ("script/coffee", {}),
}


class HomeAssistant:
    """A Home Assistant, over its REST interface.

    Args:
        client: For the network.
        url: Such as ``http://homeassistant.local:8123``.
        token_file: Holds a long-lived access token; it is read for each order, so that it can be changed.
    """

    def __init__(self, client: httpx.AsyncClient, url: str, token_file: Path) -> None:
        self._client = client
        self._url = url.rstrip("/")
        self._token_file = token_file

    async def carry_out(self, order: Order) -> None:
        """Call the service; a room is taken for an area."""
        service, data = _CALLS[order.deed]
        area = re.sub(r"\W+", "_", order.room.lower()).strip("_")
        target: dict[str, object] = {"area_id": area} if area else {"entity_id": "all"}
        body = {**target, **data, **({"color_name": order.color} if order.color else {})}
        if service.startswith("script/"):
            body = {}
        headers = {"Authorization": f"Bearer {self._token_file.read_text(encoding='utf-8').strip()}"}
        response = await self._client.post(f"{self._url}/api/services/{service}", json=body, headers=headers)
        response.raise_for_status()
