"""Orders to a home behind an MQTT broker: the real Mosquitto, on the loopback interface."""

import asyncio
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import aiomqtt
import pytest

from dialog.testing import Talk


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[int]:
    """The port of a broker that wants a password."""
    program = shutil.which("mosquitto")
    if program is None:
        pytest.skip("Mosquitto is not installed (apt-get install mosquitto)")
    port, passwords = free_port(), tmp_path / "passwords"
    (tmp_path / "secret").write_text("open sesame\n", encoding="utf-8")
    subprocess.run(
        [shutil.which("mosquitto_passwd") or "mosquitto_passwd", "-b", "-c", str(passwords), "house", "open sesame"],
        check=True,
        capture_output=True,
    )
    (tmp_path / "broker.conf").write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous false\npassword_file {passwords}\nuser root\n", encoding="utf-8"
    )
    with subprocess.Popen([program, "-c", str(tmp_path / "broker.conf")], stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
        process.terminate()


def settings(port: int, folder: Path) -> dict[str, dict[str, object]]:
    return {
        "home": {
            "kind": "mqtt",
            "host": "127.0.0.1",
            "port": port,
            "user": "house",
            "password_file": str(folder / "secret"),
        }
    }


async def test_orders_arrive_at_the_broker_and_are_undone(tmp_path: Path, broker: int) -> None:
    talk = Talk(tmp_path, settings=settings(broker, tmp_path))
    heard: list[tuple[str, object]] = []
    async with aiomqtt.Client("127.0.0.1", broker, username="house", password="open sesame") as listener:
        await listener.subscribe("home/#", qos=1)
        reply = await talk.say("turn on the [house_place : living room] lights", "iot_hue_lighton")
        await talk.say("make the light [color_type : blue]", "iot_hue_lightchange")
        await talk.say("undo")
        await talk.say("start the vacuum", "iot_cleaning")
        async with asyncio.timeout(10):
            async for message in listener.messages:
                heard.append((str(message.topic), json.loads(message.payload)))
                if len(heard) == 3:
                    break
    assert reply == "Light on: living room."
    assert heard == [
        ("home/living_room/light/set", {"state": "ON"}),
        ("home/all/light/set", {"color": "blue"}),
        ("home/all/vacuum/set", {"command": "start"}),
    ]


@pytest.mark.parametrize("wrong", ["password", "port"])
async def test_a_broker_that_refuses_or_is_not_there_is_said(wrong: str, tmp_path: Path, broker: int) -> None:
    if wrong == "password":
        (tmp_path / "secret").write_text("friend", encoding="utf-8")
    talk = Talk(tmp_path, settings=settings(broker if wrong == "password" else 9, tmp_path))
    turn = await talk.turn("turn on the lights", "iot_hue_lighton")
    assert (turn.text, turn.done) == ("I cannot reach your home right now.", False)
