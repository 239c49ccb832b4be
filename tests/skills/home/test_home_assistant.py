"""Orders to a Home Assistant: a small house on the loopback interface that speaks its WebSocket protocol."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from dialog.testing import Talk

AREAS = [
    {"area_id": "wohnzimmer", "name": "Wohnzimmer", "aliases": ["living room"]},
    {"area_id": "kitchen", "name": "Kitchen", "aliases": []},
    {"area_id": "cellar", "name": "Cellar", "aliases": []},
]
ENTITIES = {
    "light.ceiling": ("Ceiling", "wohnzimmer"),
    "light.desk": ("Desk lamp", "wohnzimmer"),
    "light.stove": ("Stove light", None),
    "switch.fridge": ("Fridge", "kitchen"),
    "switch.heater": ("Heater", "cellar"),
    "vacuum.rosie": ("Rosie", "kitchen"),
    "script.coffee": ("Coffee", None),
    "sensor.rain": ("Rain", None),
}


class SmallHouse:
    """Answers as Home Assistant does, and keeps what it was told to do."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, object], list[str]]] = []

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "auth_required", "ha_version": "2026.10.0"})
        if (await socket.receive_json()) != {"type": "auth", "access_token": "secret"}:
            await socket.send_json({"type": "auth_invalid", "message": "Invalid password"})
            await socket.close()
            return socket
        await socket.send_json({"type": "auth_ok", "ha_version": "2026.10.0"})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await socket.send_json(self.answer(message.json()))
        return socket

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        match asked["type"]:
            case "config/area_registry/list":
                result: object = AREAS
            case "config/device_registry/list":
                result = [{"id": "oven", "area_id": "kitchen"}]
            case "config/entity_registry/list":
                result = [
                    {"entity_id": name, "area_id": area, "device_id": "oven" if name == "light.stove" else None}
                    for name, (_, area) in ENTITIES.items()
                ]
            case "get_states":
                result = [
                    {"entity_id": name, "state": "off", "attributes": {"friendly_name": called}}
                    for name, (called, _) in ENTITIES.items()
                ]
            case "call_service":
                if asked["service_data"].get("color_name") == "beautiful":
                    error = {"code": "invalid_format", "message": "no such colour"}
                    return {"id": asked["id"], "type": "result", "success": False, "error": error}
                service = f"{asked['domain']}.{asked['service']}"
                self.calls.append((service, asked["service_data"], asked["target"]["entity_id"]))
                result = {"context": {}}
        return {"id": asked["id"], "type": "result", "success": True, "result": result}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[tuple[SmallHouse, Talk]]:
    small, app = SmallHouse(), web.Application()
    app.router.add_get("/api/websocket", small.serve)
    (tmp_path / "token").write_text("secret\n", encoding="utf-8")
    async with TestServer(app) as server:
        settings = {"kind": "home-assistant", "url": str(server.make_url("")), "token_file": str(tmp_path / "token")}
        yield small, Talk(tmp_path, settings={"home": settings})


async def test_a_room_is_found_by_its_names_and_an_order_is_taken_back(house: tuple[SmallHouse, Talk]) -> None:
    small, talk = house
    assert await talk.say("turn on the [house_place : living room] lights", "iot_hue_lighton") == (
        "Light on: living room."
    )
    assert await talk.say("undo") == "Undone."
    assert await talk.say(
        "mach das licht im [house_place : wohnzimmer] [color_type : blau]", "iot_hue_lightchange", "de-DE"
    ) == ("Das Licht ist jetzt blau.")
    both = ["light.ceiling", "light.desk"]
    assert small.calls == [
        ("light.turn_on", {}, both),
        ("light.turn_off", {}, both),
        ("light.turn_on", {"color_name": "blue"}, both),
    ]


async def test_a_thing_is_found_by_its_own_name_or_its_devices_room(house: tuple[SmallHouse, Talk]) -> None:
    small, talk = house
    await talk.say("turn off the desk lamp please", "iot_hue_lightoff")
    await talk.say("dim the light in the [house_place : kitchen]", "iot_hue_lightdim")
    await talk.say("turn off the lights", "iot_hue_lightoff")
    assert small.calls == [
        ("light.turn_off", {}, ["light.desk"]),
        ("light.turn_on", {"brightness_step_pct": -25}, ["light.stove"]),
        ("light.turn_off", {}, ["light.ceiling", "light.desk", "light.stove"]),
    ]


async def test_plugs_are_never_switched_all_at_once(house: tuple[SmallHouse, Talk]) -> None:
    small, talk = house
    assert await talk.say("turn off the plug", "iot_wemo_off") == "Which one: Fridge or Heater?"
    assert small.calls == []
    assert await talk.say("the heater") == "The plug is off."
    assert small.calls == [("switch.turn_off", {}, ["switch.heater"])]


async def test_a_room_that_is_not_there_is_not_said_to_be_lit(house: tuple[SmallHouse, Talk]) -> None:
    small, talk = house
    turn = await talk.turn("turn on the [house_place : attic] lights", "iot_hue_lighton")
    assert (turn.text, turn.done) == ("I know nothing like that in attic.", False)
    assert small.calls == []


async def test_the_vacuum_cleaner_and_the_coffee_machine_are_found(house: tuple[SmallHouse, Talk]) -> None:
    small, talk = house
    await talk.say("clean the floor", "iot_cleaning")
    await talk.say("make coffee", "iot_coffee")
    assert small.calls == [("vacuum.start", {}, ["vacuum.rosie"]), ("script.turn_on", {}, ["script.coffee"])]


async def test_the_names_of_the_house_are_what_the_recogniser_expects(house: tuple[SmallHouse, Talk]) -> None:
    _, talk = house
    await talk.say("turn off the lights", "iot_hue_lightoff")
    assert {"Desk lamp", "Wohnzimmer", "living room", "Rosie"} <= set(talk.dialog.expected())


async def test_what_the_house_refuses_is_said(house: tuple[SmallHouse, Talk], tmp_path: Path) -> None:
    _, talk = house
    turn = await talk.turn("make the light [color_type : beautiful]", "iot_hue_lightchange")
    assert (turn.text, turn.done) == ("I cannot reach your home right now.", False)
    (tmp_path / "token").write_text("stolen", encoding="utf-8")
    turn = await talk.turn("turn on the lights", "iot_hue_lighton")
    assert (turn.text, turn.done) == ("I cannot reach your home right now.", False)


async def test_a_house_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("secret", encoding="utf-8")
    settings = {"home": {"kind": "home-assistant", "url": "http://127.0.0.1:9", "token_file": str(tmp_path / "token")}}
    turn = await Talk(tmp_path, settings=settings).turn("turn on the lights", "iot_hue_lighton")
    assert (turn.text, turn.done) == ("I cannot reach your home right now.", False)
