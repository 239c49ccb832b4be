from pathlib import Path

import pytest

from dialog.learning.circle import Circle
from dialog.learning.memory import Known, Memory
from dialog.learning.rewrite import Rewrite
from dialog.testing import Talk, meaning
from dialog.utterance import Guess, Rewriting, Utterance
from lab.dialog.weak_labels import understood_of, weak_labels
from nlu import Interpretation, Reading, Slot
from nlu.student import Student


class SureStudent:
    """Reads what it is told to, without doubt."""

    def __init__(self, said: Interpretation) -> None:
        self._said = said

    def understand(self, text: str, locale: str) -> Interpretation:
        return self._said


def sure(annotated: str, intent: str) -> Student:
    said = meaning(annotated, intent)
    slots = tuple(Slot(slot.name, slot.text, slot.start, slot.end, 0.97) for slot in said.slots)
    return SureStudent(Interpretation(said.utterance, "en-US", (Reading(intent, 0.97),), slots))  # type: ignore[return-value]


@pytest.fixture
async def memory(tmp_path: Path) -> tuple[Memory, Talk]:
    talk = Talk(tmp_path)
    for heard in ("Play maj and dragons", "turn of the lies"):
        said = meaning(heard, "general_quirky", confidence=0.3)
        await talk.dialog.take_turn(said, utterance=Utterance((Guess(heard, 0.5),), "en-US"), rewriting=Rewriting(said))
    return Memory(talk.database, talk.clock), talk


def learned(memory: Memory, source: str, target: str, devices: int) -> None:
    rewrite = Rewrite(source, target, "a", "b", 0.1, 0.8, 5.0, 2, frozenset(map(str, range(devices))))
    memory.keep(Circle("en"), Known({source: rewrite}, {}, frozenset()), [])


async def test_a_rewrite_labels_what_was_heard_with_what_was_meant(memory: tuple[Memory, Talk]) -> None:
    learned(memory[0], "play maj and dragons", "play imagine dragons", devices=4)
    student = sure("play [artist_name : imagine dragons]", "play_music")
    [example], report = weak_labels(memory[0], memory[1].dialog.journal, student)
    assert (example.intent, example.locale) == ("play_music", "en-US")
    assert str(example.annotated) == "Play [artist_name : maj and dragons]"
    assert (report.rewrites, report.examples) == (1, 1)


async def test_too_few_people_give_no_example(memory: tuple[Memory, Talk]) -> None:
    learned(memory[0], "play maj and dragons", "play imagine dragons", devices=2)
    student = sure("play [artist_name : imagine dragons]", "play_music")
    examples, report = weak_labels(memory[0], memory[1].dialog.journal, student)
    assert (examples, report.too_few) == ([], 1)
    assert len(weak_labels(memory[0], memory[1].dialog.journal, student, least_devices=2)[0]) == 1


async def test_a_value_that_is_not_in_what_was_heard_gives_no_example(memory: tuple[Memory, Talk]) -> None:
    learned(memory[0], "turn of the lies", "switch the lamp in the kitchen off", devices=4)
    student = sure("switch the lamp in the [house_place : kitchen] off", "iot_hue_lightoff")
    examples, report = weak_labels(memory[0], memory[1].dialog.journal, student)
    assert (examples, report.unlabelled) == ([], 1)


async def test_what_was_forgotten_trains_nothing(memory: tuple[Memory, Talk]) -> None:
    learned(memory[0], "play maj and dragons", "play imagine dragons", devices=4)
    memory[1].dialog.journal.delete()
    student = sure("play [artist_name : imagine dragons]", "play_music")
    assert weak_labels(memory[0], memory[1].dialog.journal, student)[0] == []


async def test_the_report_counts_what_is_read_as_meant(memory: tuple[Memory, Talk]) -> None:
    learned(memory[0], "play maj and dragons", "play imagine dragons", devices=4)
    student = sure("play [artist_name : imagine dragons]", "play_music")
    examples, _ = weak_labels(memory[0], memory[1].dialog.journal, student)
    assert understood_of(sure("play [song_name : maj and dragons]", "play_music"), examples) == 0
    assert understood_of(sure("play [artist_name : maj and dragons]", "play_music"), examples) == 1
