"""A home that only remembers, to try things out."""

from dialog.storage import Storage
from skills.home.hub import BRIGHTER, DARKER, Command


class SimulatedHub:
    """Remembers each room's light and plug, and how often it was cleaned and coffee made."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def carry_out(self, command: Command) -> tuple[str, ...]:
        """Remember what was done."""
        key = command.room or "everywhere"
        room = self._storage.get(key) or {"light": False, "brightness": 50, "color": "white", "plug": False}
        match command.action:
            case "light_on" | "light_off":
                room["light"] = command.action == "light_on"
            case "light_up" | "light_down":
                change = BRIGHTER if command.action == "light_up" else DARKER
                room |= {"light": True, "brightness": max(1, min(100, room["brightness"] + change))}
            case "light_color":
                room |= {"light": True, "color": command.color}
            case "plug_on" | "plug_off":
                room["plug"] = command.action == "plug_on"
            case action:
                room[action] = room.get(action, 0) + 1
        self._storage.put(key, room)
        return ()
