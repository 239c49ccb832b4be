import numpy as np
import pytest

from assistant.bench.runtime import agreement

TONE = np.sin(np.arange(1000) / 10).astype(np.float32)


@pytest.mark.parametrize(
    ("outcomes", "share"),
    [
        (["lamp on", TONE], 1.0),
        (["lamp on", TONE + 0.01], 1.0),
        (["lamp off", TONE], 0.5),
        (["lamp on", -TONE], 0.5),
        (["lamp on", TONE[:-1]], 0.5),
    ],
)
def test_outcomes_agree_in_words_and_nearly_in_sound(outcomes: list[object], share: float) -> None:
    assert agreement(["lamp on", TONE], outcomes) == share
