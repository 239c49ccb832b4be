"""A Home Assistant, over its WebSocket interface (developers.home-assistant.io/docs/api/websocket)."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from skills.home.hub import BRIGHTER, DARKER, NoSuchThing, Order, SeveralThings

_SECONDS = 4.0
_LARGEST_BYTES = 16 * 1024 * 1024  # states and registries of a large home
_COFFEE = ("coffee", "kaffee", "café", "espresso")


@dataclass(frozen=True, slots=True)
class _Deed:
    """A service to call, on entities of which domains, with what data."""

    service: str
    domains: tuple[str, ...]
    data: Mapping[str, object]


_DEEDS = {
    "light_on": _Deed("turn_on", ("light",), {}),
    "light_off": _Deed("turn_off", ("light",), {}),
    "light_up": _Deed("turn_on", ("light",), {"brightness_step_pct": BRIGHTER}),
    "light_down": _Deed("turn_on", ("light",), {"brightness_step_pct": DARKER}),
    "light_color": _Deed("turn_on", ("light",), {}),
    "plug_on": _Deed("turn_on", ("switch",), {}),
    "plug_off": _Deed("turn_off", ("switch",), {}),
    "clean": _Deed("start", ("vacuum",), {}),
    "coffee": _Deed("turn_on", ("script", "switch"), {}),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity that takes orders.

    Attributes:
        id: Such as ``light.desk``.
        name: What people call it.
        area: What people call the room it is in, and other names of that room.
    """

    id: str
    name: str
    area: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """Such as ``light``."""
        return self.id.partition(".")[0]


class HomeAssistant:
    """A house that knows its rooms and things by name.

    Args:
        url: Such as ``http://homeassistant.local:8123``.
        token_file: Holds a long-lived access token; it is read for each order, so that it can be changed.
    """

    def __init__(self, url: str, token_file: Path) -> None:
        self._url = f"{url.rstrip('/')}/api/websocket"
        self._token_file = token_file

    async def carry_out(self, order: Order) -> tuple[str, ...]:
        """Do it with the things that are meant, and wait until the house says that it is done.

        Returns:
            The names of all rooms and things, so that they can be heard well.

        Raises:
            OSError: The house cannot be reached or refuses.
            NoSuchThing: There is no such room or thing.
            SeveralThings: It may be one of several, and is not for all.
        """
        deed = _DEEDS[order.deed]
        async with self._connected() as ask:
            things = await _things(ask)
            meant = _meant(things, order, deed)
            data = {**deed.data, **({"color_name": order.color} if order.color else {})}
            for domain in dict.fromkeys(thing.domain for thing in meant):
                target = {"entity_id": [thing.id for thing in meant if thing.domain == domain]}
                await ask("call_service", domain=domain, service=deed.service, service_data=data, target=target)
        names = (name for thing in things for name in (thing.name, *thing.area))
        return tuple(dict.fromkeys(names))

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator["_Connection"]:
        token = await asyncio.to_thread(self._token_file.read_text, "utf-8")
        try:
            async with (
                asyncio.timeout(_SECONDS),
                aiohttp.ClientSession() as session,
                session.ws_connect(self._url, max_msg_size=_LARGEST_BYTES) as socket,
            ):
                connection = _Connection(socket)
                await connection.log_in(token.strip())
                yield connection
        except aiohttp.ClientError as error:
            raise ConnectionError(f"{self._url}: {error}") from error


class _Connection:
    """Asks one thing after the other."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)

    async def log_in(self, token: str) -> None:
        await self._answer("auth_required")
        await self._socket.send_json({"type": "auth", "access_token": token})
        await self._answer("auth_ok")

    async def __call__(self, kind: str, **details: object) -> Any:
        await self._socket.send_json({"id": next(self._numbers), "type": kind, **details})
        answer = await self._answer("result")
        if not answer.get("success"):
            raise ConnectionError(f"{kind}: {answer.get('error')}")
        return answer.get("result")

    async def _answer(self, kind: str) -> dict[str, Any]:
        message = await self._socket.receive()
        if message.type is not aiohttp.WSMsgType.TEXT:
            raise ConnectionError("the house hung up")
        try:
            answer = json.loads(message.data)
        except ValueError as error:
            raise ConnectionError("the house answers no JSON") from error
        if not isinstance(answer, dict) or answer.get("type") != kind:
            raise ConnectionError(f"the house answers {str(answer)[:80]}, not {kind}")
        return answer


async def _things(ask: _Connection) -> tuple[Thing, ...]:
    """What takes orders, by the names that the house itself has for it."""
    areas = {area["area_id"]: _called(area) for area in await ask("config/area_registry/list")}
    devices = {device["id"]: device.get("area_id") for device in await ask("config/device_registry/list")}
    entities = {entity["entity_id"]: entity for entity in await ask("config/entity_registry/list")}
    found = []
    for state in await ask("get_states"):
        entity = entities.get(state["entity_id"], {})
        area = entity.get("area_id") or devices.get(entity.get("device_id"))
        name = state.get("attributes", {}).get("friendly_name") or state["entity_id"].partition(".")[2]
        if any(state["entity_id"].startswith(f"{domain}.") for deed in _DEEDS.values() for domain in deed.domains):
            found.append(Thing(state["entity_id"], str(name), areas.get(area, ())))
    return tuple(found)


def _called(area: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(area["name"]), *(str(alias) for alias in area.get("aliases") or ()))


def _meant(things: Sequence[Thing], order: Order, deed: _Deed) -> tuple[Thing, ...]:
    """The things that are named; else those of the room that is; else, of lights, all."""
    able = [thing for thing in things if thing.domain in deed.domains]
    if order.deed == "coffee":
        able = [thing for thing in able if any(word in f"{thing.id} {thing.name}".lower() for word in _COFFEE)]
    said, room = f" {order.words.lower()} ", order.room.lower().removesuffix("'s")
    named = [thing for thing in able if f" {thing.name.lower()} " in said]
    there = [thing for thing in able if room and any(_is_same(room, name.lower()) for name in thing.area)]
    if room and not (named or there):
        raise NoSuchThing(order.room)
    meant = named or there or able
    if not meant:
        raise NoSuchThing(order.room)
    if "light" not in deed.domains and len(meant) > 1:
        raise SeveralThings(tuple(thing.name for thing in meant))
    return tuple(meant)


def _is_same(said: str, name: str) -> bool:
    """Whether a room was named, perhaps with an article or a case ending."""
    return said == name or f" {name} " in f" {said} " or (len(name) > 3 and said.startswith(name))
