"""Each stage gets the runtime its settings ask for, or the user learns why not."""

import asyncio
from pathlib import Path

import pytest

from assistant.app import Rooms
from assistant.config import AudioSettings, Config, RuntimeSettings
from assistant.events import Event, FellBack, Ready
from assistant.live import Live
from assistant.networks import Networks
from runtime import RuntimeRoomError, probe, sessions

no_gpu = pytest.mark.skipif(probe("cuda").available, reason="this machine has a CUDA device")


def networks(**runtime: object) -> Networks:
    return Networks(Config(runtime=RuntimeSettings.model_validate(runtime)))


@no_gpu
def test_a_stage_takes_the_cpu_where_its_runtime_is_missing() -> None:
    student = networks(nlu="cuda").student
    choice = sessions()[-1].choice
    assert (choice.asked, choice.got, choice.fell_back) == ("cuda", "cpu", True)
    assert student.understand("what time is it", "en-US").readings[0].intent == "datetime_query"


@no_gpu
def test_strict_settings_fail_at_once_with_the_reason() -> None:
    with pytest.raises(RuntimeRoomError, match="stage nlu: runtime 'cuda' is not available: torch") as caught:
        _ = networks(nlu="cuda", strict=True).student
    assert caught.value.code == "runtime.unavailable"


@no_gpu
def test_strict_settings_hold_for_wake_words_too(tmp_path: Path) -> None:
    pytest.importorskip("pymicro_wakeword")
    runtime = RuntimeSettings(asr="cuda", strict=True)
    rooms = Rooms(Config(state=tmp_path, runtime=runtime, audio=AudioSettings(listen="wake")))
    with pytest.raises(RuntimeRoomError, match="stage asr: runtime 'cuda' is not available: torch") as caught:
        rooms.wake_detector()
    assert caught.value.code == "runtime.unavailable"


@pytest.mark.skipif(not probe("fixed").available, reason=probe("fixed").why)
@pytest.mark.parametrize("text", ["what time is it", "wake me up at seven tomorrow", "add milk to the shopping list"])
def test_a_fixed_student_reads_what_the_cpu_reads(text: str) -> None:
    fixed, cpu = (networks(nlu=device, strict=True).student for device in ("fixed", "cpu"))
    read, wanted = (student.understand(text, "en-US") for student in (fixed, cpu))
    assert read.readings[0].intent == wanted.readings[0].intent
    assert [(slot.name, slot.text) for slot in read.slots] == [(slot.name, slot.text) for slot in wanted.slots]


@no_gpu
async def test_a_live_conversation_tells_of_a_fallback_before_it_is_ready(tmp_path: Path) -> None:
    config = Config(
        state=tmp_path,
        runtime=RuntimeSettings(nlu="cuda"),
        audio=AudioSettings(microphone="none", speaker="none"),
    )
    live = Live(Rooms(config))
    seen: list[Event] = []
    ready = asyncio.Event()
    live.stream.observe(seen.append)
    live.stream.observe(lambda event: ready.set() if isinstance(event, Ready) else None)
    running = asyncio.create_task(live.run())
    await asyncio.wait_for(ready.wait(), 60)
    running.cancel()
    await asyncio.wait([running])
    told = [event for event in seen if isinstance(event, FellBack) and event.network == "nlu.student"]
    assert [(event.asked, event.got) for event in told[-1:]] == [("cuda", "cpu")]
    assert seen.index(told[-1]) < next(place for place, event in enumerate(seen) if isinstance(event, Ready))
