"""A Home Assistant, over its WebSocket interface (developers.home-assistant.io/docs/api/websocket)."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

from dialog.outside import OutsideError, checked, file_bytes
from skills.home.guard import Guard
from skills.home.hub import BRIGHTER, DARKER, Command, GuardedDevices, NoSuchDevice, SeveralDevices
from skills.wording import latest_named

_SECONDS = 4.0
_LARGEST_BYTES = 16 * 1024 * 1024  # states and registries of a large home
_MISSHAPEN = (KeyError, TypeError, AttributeError)  # registries that are not as they are documented
_COFFEE = ("coffee", "kaffee", "café", "espresso")


@dataclass(frozen=True, slots=True)
class _Service:
    """A service to call, on entities of which domains, with what data."""

    name: str
    domains: tuple[str, ...]
    data: Mapping[str, object]


_SERVICES = {
    "light_on": _Service("turn_on", ("light",), {}),
    "light_off": _Service("turn_off", ("light",), {}),
    "light_up": _Service("turn_on", ("light",), {"brightness_step_pct": BRIGHTER}),
    "light_down": _Service("turn_on", ("light",), {"brightness_step_pct": DARKER}),
    "light_color": _Service("turn_on", ("light",), {}),
    "plug_on": _Service("turn_on", ("switch",), {}),
    "plug_off": _Service("turn_off", ("switch",), {}),
    "clean": _Service("start", ("vacuum",), {}),
    "coffee": _Service("turn_on", ("script", "switch"), {}),
}


@dataclass(frozen=True, slots=True)
class Device:
    """An entity that takes commands.

    Attributes:
        id: Such as ``light.desk``.
        name: What people call it.
        area: What people call the area it is in, and other names of that area.
    """

    id: str
    name: str
    area: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """Such as ``light``."""
        return self.id.partition(".")[0]


class HomeAssistant:
    """A home that knows its areas and devices by name.

    Args:
        url: Such as ``http://homeassistant.local:8123``.
        token_file: Holds a long-lived access token; it is read for each command, so that it can be changed.
        guard: Knows what is switched only after a yes.
    """

    def __init__(self, url: str, token_file: Path, guard: Guard) -> None:
        self._url = f"{url.rstrip('/')}/api/websocket"
        self._token_file = token_file
        self._guard = guard

    async def carry_out(self, command: Command) -> tuple[str, ...]:
        """Do it with the devices that are meant, and wait until it says that it is done.

        Returns:
            The names of all areas and devices, so that they can be heard well.

        Raises:
            OSError: It cannot be reached or refuses.
            NoSuchDevice: There is no such area or device.
            SeveralDevices: It may be one of several, and is not for all.
            GuardedDevices: The user must agree first; nothing was done.
        """
        service = _SERVICES[command.action]
        async with self._connected() as ask:
            devices = await _devices(ask)
            meant = _meant(devices, command, service)
            if not command.confirmed and (guarded := self._guarded(meant, command)):
                raise GuardedDevices(guarded)
            data = {**service.data, **({"color_name": command.color} if command.color else {})}
            for domain in dict.fromkeys(device.domain for device in meant):
                target = {"entity_id": [device.id for device in meant if device.domain == domain]}
                await ask("call_service", domain=domain, service=service.name, service_data=data, target=target)
        names = (name for device in devices for name in (device.name, *device.area))
        return tuple(dict.fromkeys(names))

    def _guarded(self, meant: Sequence[Device], command: Command) -> tuple[str, ...]:
        """The names of all that is meant, where any of it is guarded by its name or its id."""
        found = (self._guard.found(command.action, text) for device in meant for text in (device.name, device.id))
        return tuple(device.name for device in meant) if any(found) else ()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator["_Connection"]:
        try:
            token = (await asyncio.to_thread(file_bytes, self._token_file)).decode("utf-8")
            async with (
                asyncio.timeout(_SECONDS),
                aiohttp.ClientSession() as session,
                session.ws_connect(self._url, max_msg_size=_LARGEST_BYTES) as socket,
            ):
                connection = _Connection(socket)
                await connection.log_in(token.strip())
                yield connection
        except (aiohttp.ClientError, OutsideError, *_MISSHAPEN) as error:
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
            raise ConnectionError("Home Assistant hung up")
        try:
            answer = await asyncio.to_thread(checked, message.data.encode("utf-8", "replace"), dict[str, Any])
        except OutsideError as error:
            raise ConnectionError("Home Assistant answers no JSON") from error
        if answer.get("type") != kind:
            raise ConnectionError(f"Home Assistant answers {str(answer)[:80]}, not {kind}")
        return answer


async def _devices(ask: _Connection) -> tuple[Device, ...]:
    """What takes commands, by the names that the home itself has for it."""
    areas = {area["area_id"]: _called(area) for area in await ask("config/area_registry/list")}
    devices = {device["id"]: device.get("area_id") for device in await ask("config/device_registry/list")}
    entities = {entity["entity_id"]: entity for entity in await ask("config/entity_registry/list")}
    domains = tuple(f"{domain}." for service in _SERVICES.values() for domain in service.domains)
    found = []
    for state in await ask("get_states"):
        entity = entities.get(state["entity_id"], {})
        area = entity.get("area_id") or devices.get(entity.get("device_id"))
        name = state.get("attributes", {}).get("friendly_name") or state["entity_id"].partition(".")[2]
        if state["entity_id"].startswith(domains):
            found.append(Device(state["entity_id"], str(name), areas.get(area, ())))
    return tuple(found)


def _called(area: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(area["name"]), *(str(alias) for alias in area.get("aliases") or ()))


def _meant(devices: Sequence[Device], command: Command, service: _Service) -> tuple[Device, ...]:
    """The devices that are named; else those of the area that is; else, of lights, all."""
    able = [device for device in devices if device.domain in service.domains]
    if command.action == "coffee":
        able = [device for device in able if any(word in f"{device.id} {device.name}".lower() for word in _COFFEE)]
    area = command.area.lower().removesuffix("'s")
    names = latest_named(command.words, [device.name for device in able])
    named = [device for device in able if device.name in names]
    there = [device for device in able if area and any(_is_same(area, name.lower()) for name in device.area)]
    if area and not (named or there):
        raise NoSuchDevice(command.area)
    meant = named or there or able
    if not meant:
        raise NoSuchDevice(command.area)
    if "light" not in service.domains and len(meant) > 1:
        raise SeveralDevices(tuple(device.name for device in meant))
    return tuple(meant)


def _is_same(said: str, name: str) -> bool:
    """Whether an area was named, perhaps with an article or a case ending."""
    return said == name or f" {name} " in f" {said} " or (len(name) > 3 and said.startswith(name))
