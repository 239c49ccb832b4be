import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialog.testing import BERLIN, SATURDAY_TEN, Talk, meaning

FOLDER = Path(__file__).parent
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def scripts() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for script in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield pytest.param(script, id=f"{file.stem}: {script['name']}")


@pytest.mark.parametrize("script", scripts())
async def test_a_conversation_goes_as_written(
    script: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no mixer of the machine that runs the tests
    start = datetime.fromisoformat(script["at"]).replace(tzinfo=BERLIN) if "at" in script else SATURDAY_TEN
    talk = Talk(tmp_path, start=start, settings=script.get("settings"))
    for number, step in enumerate(script["talk"], 1):
        heard = await heard_after(step, talk, script.get("locale", "en-US"))
        expected = step.get("hear_any") or ([step["hear"]] if "hear" in step else [heard])
        assert heard in expected, f"step {number}: {step}"


async def heard_after(step: dict[str, Any], talk: Talk, locale: str) -> str:
    """What the assistant says in or after a step."""
    if "restart" in step:
        talk.restart()
        return ""
    if "wait" in step:
        return await heard_while_waiting(talk, int(step["wait"][:-1]) * SECONDS[step["wait"][-1]])
    understood = meaning(
        step["say"],
        step.get("intent", "general_quirky"),
        step.get("locale", locale),
        confidence=step.get("confidence", 0.95),
        in_scope=step.get("scope", True),
    )
    return (await talk.dialog.take_turn(understood)).text


async def heard_while_waiting(talk: Talk, seconds: float) -> str:
    said: list[str] = []

    async def listen() -> None:
        async for alert in talk.dialog.due():
            said.append(alert.text)

    listening = asyncio.create_task(listen())
    await talk.clock.advance(seconds)
    listening.cancel()
    return " ".join(said)


def test_every_intent_is_talked_about(tmp_path: Path) -> None:
    skills = Talk(tmp_path).dialog.skills.values()
    known = {intent for skill in skills for intent in skill.manifest.intents}
    said = {step.get("intent") for parameter in scripts() for step in parameter.values[0]["talk"]}
    assert len(known) == 60
    assert known - said == {"general_quirky"}
