"""From a journal to training examples, in the world of the acoustic loop."""

from dataclasses import replace

from lab.dialog.acoustic_loop import Plan, World
from lab.dialog.acoustic_scores import Population
from lab.dialog.journal_training import compared, weak_examples
from tests.lab.dialog.test_acoustic_loop import MINED, UNSEEN, Student, after_failure, world

__all__ = ["world"]


def test_what_many_devices_came_to_becomes_examples_and_what_few_did_does_not(world: World) -> None:
    people = Population(world, MINED, after_failure, Plan(sessions=600, devices=60))
    examples, report = weak_examples(people.lived, people.mined(), Student(), "en-US")  # type: ignore[arg-type]  # it understands only
    assert report.rewrites == 2
    assert {one.annotated.text for one in examples} <= {"plea a bar", "button a bar"}
    assert all((one.intent, one.locale) == ("play_music", "en-US") for one in examples)
    lonely = [replace(each, witnesses=frozenset(sorted(each.witnesses)[:2])) for each in people.mined()]
    examples, report = weak_examples(people.lived, lonely, Student(), "en-US")  # type: ignore[arg-type]  # it understands only
    assert (examples, report.too_few) == ([], 2)


def test_a_student_is_compared_with_another_on_the_same_takes(world: World) -> None:
    class Trained(Student):
        def understand(self, text: str, locale: str):
            return super().understand("play abba" if text == "plea a bar" else text, locale)

    found = compared([world, World(world.corpus, Trained())], UNSEEN)  # type: ignore[arg-type]  # they understand only
    assert (found.tries, found.before, found.after, found.losses) == (36, 2, 1, 0)
