import numpy as np
import pytest

from lab.tts.studio import Person, Studio, Take, takes
from runtime import ModelStore

pytest.importorskip("py_nanotts")
TEXT = "spegni la luce del bagno"
PERSON = Person("pico:it-IT")


@pytest.fixture
def studio() -> Studio:
    return Studio(ModelStore())


def test_a_take_can_be_recorded_again(studio: Studio) -> None:
    once, again = (studio.record(TEXT, Take(PERSON, 30.0, 1)) for _ in range(2))
    assert once.rate == 16_000
    assert np.corrcoef(once.samples, again.samples)[0, 1] > 0.99  # Pico itself is not exact to the bit
    assert len(once.samples) > 16_000


def test_no_two_takes_are_alike(studio: Studio) -> None:
    lengths = {len(studio.record(TEXT, Take(PERSON, 30.0, seed)).samples) for seed in range(1, 6)}
    assert len(lengths) > 1


def test_noise_is_as_loud_as_asked_for(studio: Studio) -> None:
    def pause(snr: float) -> float:
        return float(np.std(studio.record(TEXT, Take(PERSON, snr, 1)).samples[:4800]))

    assert pause(10.0) / pause(30.0) == pytest.approx(10, rel=0.01)


def test_everybody_says_it_as_often_as_there_are_seeds() -> None:
    people = (PERSON, Person("pico:it-IT", 1.1, 0.9))
    found = list(takes(people, 30.0, (1, 2, 3)))
    assert len(set(found)) == 6
    assert {take.person for take in found} == set(people)
