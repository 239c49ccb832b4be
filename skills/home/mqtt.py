"""A home behind an MQTT broker, such as one with Zigbee2MQTT."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiomqtt

from dialog.outside import file_bytes
from skills.home.guard import Guard
from skills.home.hub import Command

_SECONDS = 4
_PORT = 1883
_STEP = 64  # of 254, a quarter
_COMMANDS: dict[str, tuple[str, dict[str, object]]] = {
    "light_on": ("light", {"state": "ON"}),
    "light_off": ("light", {"state": "OFF"}),
    "light_up": ("light", {"brightness_step": _STEP}),
    "light_down": ("light", {"brightness_step": -_STEP}),
    "light_color": ("light", {}),
    "plug_on": ("plug", {"state": "ON"}),
    "plug_off": ("plug", {"state": "OFF"}),
    "clean": ("vacuum", {"command": "start"}),
    "coffee": ("coffee", {"state": "ON"}),
}


class MqttHub:
    """Publishes each command as JSON under ``<base>/<area>/<device>/set``; no area stands for ``all``.

    Args:
        settings: ``host``; where they differ from the usual, ``port``, ``base``, ``user`` and ``password_file``.
        guard: Knows what is switched only after a yes.
    """

    def __init__(self, settings: Mapping[str, Any], guard: Guard) -> None:
        self._guard = guard
        self._host = str(settings["host"])
        self._port = int(settings.get("port", _PORT))
        self._base = str(settings.get("base", "home")).strip("/")
        self._user = settings.get("user")
        self._password_file = settings.get("password_file")

    async def carry_out(self, command: Command) -> tuple[str, ...]:
        """Publish it, and wait until the broker has it.

        Raises:
            OSError: The broker cannot be reached or refuses.
            GuardedDevices: The user must agree first.
        """
        self._guard.check_said(command)
        device, payload = _COMMANDS[command.action]
        area = "_".join(command.area.lower().split()).replace("+", "").replace("#", "").replace("/", "") or "all"
        body = {**payload, **({"color": command.color} if command.color else {})}
        try:
            async with asyncio.timeout(_SECONDS), self._connected() as client:
                await client.publish(f"{self._base}/{area}/{device}/set", json.dumps(body), qos=1)
        except aiomqtt.MqttError as error:
            raise ConnectionError(f"the broker {self._host}:{self._port}: {error}") from error
        return ()

    def _connected(self) -> aiomqtt.Client:
        password = file_bytes(Path(self._password_file)).decode("utf-8").strip() if self._password_file else None
        return aiomqtt.Client(self._host, self._port, username=self._user, password=password, timeout=_SECONDS)
