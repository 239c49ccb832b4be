"""Short sounds."""

from typing import get_args

import numpy as np
import pytest

from tts.earcons import Earcon, earcon


@pytest.mark.parametrize("name", get_args(Earcon))
def test_a_sound_is_short_soft_and_does_not_click(name: Earcon) -> None:
    sound = earcon(name, 24_000)
    assert 0.05 < sound.seconds < 0.25
    assert 0.05 < np.abs(sound.samples).max() < 0.2
    assert np.abs(np.diff(sound.samples)).max() < 0.06 and abs(sound.samples[0]) < 0.01
