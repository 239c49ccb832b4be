"""Each stage gets the runtime its settings ask for, or the user learns why not."""

import pytest

from assistant.app import Networks
from assistant.config import Config, RuntimeSettings
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


@pytest.mark.skipif(not probe("fixed").available, reason=probe("fixed").why)
@pytest.mark.parametrize("text", ["what time is it", "wake me up at seven tomorrow", "add milk to the shopping list"])
def test_a_fixed_student_reads_what_the_cpu_reads(text: str) -> None:
    fixed, cpu = (networks(nlu=device, strict=True).student for device in ("fixed", "cpu"))
    read, wanted = (student.understand(text, "en-US") for student in (fixed, cpu))
    assert read.readings[0].intent == wanted.readings[0].intent
    assert [(slot.name, slot.text) for slot in read.slots] == [(slot.name, slot.text) for slot in wanted.slots]
