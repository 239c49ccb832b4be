"""A home that only remembers, to try things out."""

from dialog.storage import Storage
from skills.home.guard import Guard
from skills.home.hub import BRIGHTER, DARKER, Command


class SimulatedHub:
    """Remembers each area's light and plug, and how often it was cleaned and coffee made."""

    def __init__(self, storage: Storage, guard: Guard) -> None:
        self._storage = storage
        self._guard = guard

    async def carry_out(self, command: Command) -> tuple[str, ...]:
        """Remember what was done.

        Raises:
            GuardedDevices: The user must agree first.
        """
        self._guard.check_said(command)
        key = command.area or "everywhere"
        area = self._storage.get(key) or {"light": False, "brightness": 50, "color": "white", "plug": False}
        match command.action:
            case "light_on" | "light_off":
                area["light"] = command.action == "light_on"
            case "light_up" | "light_down":
                change = BRIGHTER if command.action == "light_up" else DARKER
                area |= {"light": True, "brightness": max(1, min(100, area["brightness"] + change))}
            case "light_color":
                area |= {"light": True, "color": command.color}
            case "plug_on" | "plug_off":
                area["plug"] = command.action == "plug_on"
            case action:
                area[action] = area.get(action, 0) + 1
        self._storage.put(key, area)
        return ()
