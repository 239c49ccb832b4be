"""The home: lights, plugs, the vacuum cleaner, the coffee machine."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dialog.services import Services
from dialog.skill import Bid, Choices, Manifest, Message, Reply, Request
from locales import section
from nlu import Interpretation
from nlu.values.language import language
from skills.home.colors import HomeWords, color
from skills.home.home_assistant import HomeAssistant
from skills.home.hub import House, NoSuchThing, Order, SeveralThings, SimulatedHouse
from skills.home.mqtt import MqttHouse
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
    """Passes orders on to the house that is configured."""

    manifest = Manifest(
        name="home",
        intents={intent: ("color_type",) if order == "light_color" else () for intent, order in _INTENTS.items()},
        permissions=frozenset({"home", "network", "storage"}),
        carries=dict.fromkeys(_INTENTS, ("house_place", "color_type", "device_type")),
        examples={"en": ("turn on the kitchen lights", "make the light blue", "start the vacuum cleaner")},
    )

    def __init__(self, services: Services) -> None:
        self._house = _house(services)
        self._storage = services.storage
        self._rooms = tuple(services.settings.get("rooms", ()))

    def names(self) -> Iterable[str]:
        """Rooms and devices, as the settings name them, and as the house itself did last."""
        return (*self._rooms, *(self._storage.get(_NAMES) or ()))

    def bid(self, request: Request) -> Bid | None:
        """For every intent about the house."""
        order = _order(request)
        missing = ("color_type",) if order.deed == "light_color" and not order.color else ()
        action = Message(f"home-action-{order.deed.replace('_', '-')}")
        return Bid("home", 0.9, f"order {order.deed}", missing, action)

    async def handle(self, request: Request) -> Reply:
        """Carry the order out."""
        if self._house is None:
            return Reply((Message("home-none"),), done=False)
        order = _order(request)
        try:
            known = await self._house.carry_out(order)
        except OSError:
            return Reply((Message("home-unreachable"),), done=False)
        except NoSuchThing:
            named = "yes" if order.room else "no"
            return Reply((Message("home-unknown", {"room": order.room, "named": named}),), done=False)
        except SeveralThings as several:
            choices = Choices(several.args[0])
            return Reply((Message("home-which", {"choices": choices}),), done=False, expects="house_place")
        self._learn(known)
        named = "yes" if order.room else "no"
        arguments = {"room": order.room, "color": _color_said(request), "named": named}
        back = {"deed": _OPPOSITES.get(order.deed), "room": order.room, "words": order.words}
        undo = back if order.deed in _OPPOSITES else {}
        return Reply((Message(f"home-{order.deed.replace('_', '-')}", arguments),), undo=undo)

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Give the opposite order."""
        if self._house is not None:
            await self._house.carry_out(Order(done["deed"], done["room"], words=done.get("words", "")))

    def _learn(self, names: tuple[str, ...]) -> None:
        if names and tuple(self._storage.get(_NAMES) or ()) != names:
            self._storage.put(_NAMES, names)


def _order(request: Request) -> Order:
    said = request.interpretation
    room, hue = said.slot("house_place"), _color_said(request)
    deed = _INTENTS[said.intent]
    if deed in _AS_LIGHT and _names_light(said):
        deed = _AS_LIGHT[deed]
    return Order(deed, room.text if room else "", color(hue, said.locale) if hue else "", said.utterance)


def _color_said(request: Request) -> str:
    slot = request.interpretation.slot("color_type")
    return slot.text if slot else ""


def _names_light(said: Interpretation) -> bool:
    words = section(language(said.locale), "home", HomeWords) or HomeWords()
    return says(said, words.lights)


def _house(services: Services) -> House | None:
    match services.settings.get("kind"):
        case "simulated":
            return SimulatedHouse(services.storage)
        case "home-assistant":
            return HomeAssistant(str(services.settings["url"]), Path(services.settings["token_file"]))
        case "mqtt":
            return MqttHouse(services.settings)
        case _:
            return None
