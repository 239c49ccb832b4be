"""The home: lights, plugs, the vacuum cleaner, the coffee machine."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Choices, Manifest, Message, Reply, Request
from locales import section
from nlu import Interpretation
from nlu.values.language import language
from skills.home.colors import HomeWords, color
from skills.home.guard import Guard
from skills.home.home_assistant import HomeAssistant
from skills.home.hub import Command, GuardedDevices, Hub, NoSuchDevice, SeveralDevices
from skills.home.mqtt import MqttHub
from skills.home.simulated import SimulatedHub
from skills.wording import says

_INTENTS = {
    "iot_hue_lighton": "light_on",
    "iot_hue_lightoff": "light_off",
    "iot_hue_lightup": "light_up",
    "iot_hue_lightdim": "light_down",
    "iot_hue_lightchange": "light_color",
    "iot_wemo_on": "plug_on",
    "iot_wemo_off": "plug_off",
    "iot_cleaning": "clean",
    "iot_coffee": "coffee",
}
_AS_LIGHT = {"plug_on": "light_on", "plug_off": "light_off"}
_NAMES = "names that the house itself has"
_OPPOSITES = {
    "light_on": "light_off",
    "light_off": "light_on",
    "light_up": "light_down",
    "light_down": "light_up",
    "plug_on": "plug_off",
    "plug_off": "plug_on",
}


class Home:
    """Passes commands on to the hub that is configured."""

    manifest = Manifest(
        name="home",
        intents={intent: ("color_type",) if action == "light_color" else () for intent, action in _INTENTS.items()},
        permissions=frozenset({"home", "network", "storage"}),
        carries=dict.fromkeys(_INTENTS, ("house_place", "color_type", "device_type")),
        examples={"en": ("turn on the kitchen lights", "make the light blue", "start the vacuum cleaner")},
    )

    def __init__(self, services: Services) -> None:
        self._hub = _hub(services, Guard(str(name) for name in services.settings.get("guarded", ())))
        self._storage = services.storage
        self._named = tuple(services.settings.get("rooms", ()))

    def names(self) -> Iterable[str]:
        """Rooms and devices, as the settings name them, and as the hub did last."""
        return (*self._named, *(self._storage.get(_NAMES, list[str]) or ()))

    def bid(self, request: Request) -> Bid | None:
        """For every intent about the home."""
        command = _command(request)
        missing = ("color_type",) if command.action == "light_color" and not command.color else ()
        action = Message(f"home-action-{command.action.replace('_', '-')}")
        return Bid("home", 0.9, f"command {command.action}", missing, action)

    async def handle(self, request: Request) -> Reply:
        """Carry the command out; what is guarded only once the user has agreed."""
        if self._hub is None:
            return Reply((Message("home-none"),), done=False)
        command = _command(request)
        try:
            known = await self._hub.carry_out(command)
        except GuardedDevices as guarded:
            return Reply((), done=False, confirm=_switch(command, guarded.args[0]))
        except (OutsideError, OSError):
            return Reply((Message("home-unreachable"),), done=False)
        except NoSuchDevice:
            named = "yes" if command.area else "no"
            return Reply((Message("home-unknown", {"area": command.area, "named": named}),), done=False)
        except SeveralDevices as several:
            choices = Choices(several.args[0])
            return Reply((Message("home-which", {"choices": choices}),), done=False, expects="house_place")
        self._learn(known)
        named = "yes" if command.area else "no"
        arguments = {"area": command.area, "color": _color_said(request), "named": named}
        back = {"action": _OPPOSITES.get(command.action), "area": command.area, "words": command.words}
        undo = back if command.action in _OPPOSITES and not command.confirmed else {}  # the opposite is as grave
        return Reply((Message(f"home-{command.action.replace('_', '-')}", arguments),), undo=undo)

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Give the opposite command."""
        if self._hub is not None:
            await self._hub.carry_out(Command(done["action"], done["area"], words=done.get("words", "")))

    def _learn(self, names: tuple[str, ...]) -> None:
        if names and tuple(self._storage.get(_NAMES, list[str]) or ()) != names:
            self._storage.put(_NAMES, names)


def _command(request: Request) -> Command:
    said = request.interpretation
    area, hue = said.slot("house_place"), _color_said(request)
    action = _INTENTS[said.intent]
    if action in _AS_LIGHT and _names_light(said):
        action = _AS_LIGHT[action]
    css = color(hue, said.locale) if hue else ""
    return Command(action, area.text if area else "", css, said.utterance, request.confirmed)


def _switch(command: Command, names: tuple[str, ...]) -> Message:
    """What would be done with what is guarded."""
    ending = command.action.rpartition("_")[2]
    return Message("home-action-marked", {"switch": ending if ending in ("on", "off") else "other", "names": names})


def _color_said(request: Request) -> str:
    slot = request.interpretation.slot("color_type")
    return slot.text if slot else ""


def _names_light(said: Interpretation) -> bool:
    words = section(language(said.locale), "home", HomeWords) or HomeWords()
    return says(said, words.lights)


def _hub(services: Services, guard: Guard) -> Hub | None:
    match services.settings.get("kind"):
        case "simulated":
            return SimulatedHub(services.storage, guard)
        case "home-assistant":
            return HomeAssistant(str(services.settings["url"]), Path(services.settings["token_file"]), guard)
        case "mqtt":
            return MqttHub(services.settings, guard)
        case _:
            return None
