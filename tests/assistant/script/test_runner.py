import re
from pathlib import Path

import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from assistant.app import Rooms
from assistant.errors import AssistantError
from assistant.script.reading import read_scripts
from assistant.script.runner import play
from assistant.script.schema import Script, Step, matches

HERE = Path(__file__).parent


async def played(rooms: Rooms, *steps: dict, **more):
    script = Script(name="test", steps=steps, **more)
    return await play(script, HERE / "test.yaml", rooms.config, rooms.networks)


async def test_a_conversation_with_speech_failures_and_time_goes_as_written(rooms: Rooms) -> None:
    file = HERE / "conversation.yaml"
    (script,) = read_scripts(file)
    result = await play(script, file, rooms.config, rooms.networks)
    assert result.problems == ()
    assert result.steps[0].said is not None
    assert result.steps[0].reply is not None


async def test_the_same_script_gives_the_same_result(rooms: Rooms) -> None:
    steps = ({"say": "What time is it?", "snr": 5.0}, {"wait": "1 h"}, {"type": "what day is it"})
    first, second = [await played(rooms, *steps) for _ in range(2)]
    assert [step.turn.model_dump(exclude={"milliseconds"}) for step in first.steps] == [
        step.turn.model_dump(exclude={"milliseconds"}) for step in second.steps
    ]


@pytest.mark.parametrize(
    ("expect", "problem"),
    [
        ({"reply": "It is noon."}, "reply is"),
        ({"skill": "timers"}, "skill is 'clock', not 'timers'"),
        ({"done": False}, "done is True, not False"),
        ({"cause": "undo"}, "cause is 'expected_cost', not"),
        ({"slots": {"place_name": "tokyo"}}, "slot place_name is missing"),
        ({"never": {"skill": "clock"}}, "skill is 'clock', which must not be"),
        ({"never": {"reply": "/10/"}}, "which must not be"),
        ({"announced": "/timer/"}, "announced is ''"),
    ],
)
async def test_what_is_not_as_expected_is_said(rooms: Rooms, expect: dict, problem: str) -> None:
    result = await played(rooms, {"type": "what time is it", "expect": expect})
    assert [problem in found for found in result.problems] == [True]


async def test_a_failure_that_nobody_expected_is_a_problem(rooms: Rooms) -> None:
    result = await played(rooms, {"type": "what time is it", "fail": "dialog"})
    assert "dialog.crashed" in result.problems[0]


async def test_an_announcement_that_nobody_expected_is_a_problem(rooms: Rooms) -> None:
    result = await played(rooms, {"type": "set a timer for ten minutes"}, {"wait": "1 h"})
    assert "nobody expected" in result.problems[0]


async def test_a_latency_over_its_budget_is_a_note_and_no_problem(rooms: Rooms) -> None:
    result = await played(rooms, {"type": "what time is it", "expect": {"within": 0.0}})
    assert result.problems == ()
    assert "instead of 0" in result.steps[0].notes[0]


async def test_a_recording_is_played_from_beside_the_script(rooms: Rooms, say, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "question.wav", say("What time is it?").samples, 16_000)
    script = Script(name="test", steps=({"play": "question.wav", "expect": {"skill": "clock"}},))
    assert (await play(script, tmp_path / "test.yaml", rooms.config, rooms.networks)).problems == ()


async def test_thirty_minutes_of_timers_ring_in_order(rooms: Rooms) -> None:
    minutes = ("three", "one", "two")
    steps = [{"type": f"set a timer for {minute} minutes"} for minute in minutes]
    result = await played(rooms, *steps, {"wait": "30 min", "expect": {"announced": "/1 min.*2 min.*3 min/"}})
    assert result.problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x\nsteps:\n  - type: hi\n    wait: 3 s\n", "test.yaml:3: steps.0: A step is exactly one of"),
        ("name: x\nsteps:\n  - wait: soon\n", "test.yaml:3: steps.0.wait: Not a length of time"),
        (
            "name: x\nsteps:\n  - type: hi\n    expect:\n      reply: /(/\n",
            "test.yaml:5: steps.0.expect.reply: Not a regular",
        ),
        ("name: x\nlocal: de-DE\nsteps: [{type: hi}]\n", "test.yaml:2: local: Extra inputs"),
        ("name: x\n", "test.yaml:1: steps: Field required"),
        ("- name: x\n  talk:\n    - {say: hi, hear: 3}\n", "test.yaml:3: talk.0.hear"),
        ("", "is empty"),
        ("name: [", "not valid YAML"),
    ],
)
def test_a_wrong_script_is_named_with_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AssistantError, match=re.escape(said)) as caught:
        read_scripts(file)
    assert caught.value.code.startswith("script.")


@given(st.integers(0, 50), st.integers(0, 59), st.integers(0, 59))
def test_lengths_of_time_add_up(hours: int, minutes: int, seconds: int) -> None:
    assert Step(wait=f"{hours} hours, {minutes} min and {seconds}s").wait == 3600 * hours + 60 * minutes + seconds


def test_a_pattern_is_a_text_or_an_expression_between_slashes() -> None:
    assert matches("It is  noon.", "it is noon.")
    assert not matches("noon", "it is noon.")
    assert matches("/NOON/", "it is noon.")
