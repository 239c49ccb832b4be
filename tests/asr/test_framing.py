import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.activity import FRAME, RATE
from asr.framing import Framer
from runtime import Audio


@given(st.lists(st.integers(0, 3000), max_size=12))
def test_frames_hold_every_sample_in_order_whatever_the_pieces(sizes: list[int]) -> None:
    samples = np.linspace(-1, 1, sum(sizes), dtype=np.float32)
    framer = Framer()
    frames = [f for piece in np.split(samples, np.cumsum(sizes)) for f in framer.push(Audio(piece, RATE))]
    whole = np.concatenate([frame.samples for frame in frames]) if frames else samples[:0]
    assert all(len(frame.samples) == FRAME for frame in frames)
    assert np.array_equal(whole, samples[: len(samples) // FRAME * FRAME])


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000, 192_000])
def test_other_rates_become_sixteen_kilohertz(rate: int) -> None:
    tone = Audio(np.sin(np.arange(2 * rate) * 0.1).astype(np.float32), rate)
    frames = Framer().push(tone)
    assert {frame.rate for frame in frames} == {RATE}
    assert sum(frame.seconds for frame in frames) == pytest.approx(2.0, abs=0.1)
