from pathlib import Path

import pytest
import torch

from lab.nlu.training.adaptation import MaskedLanguage
from lab.nlu.training.batches import IGNORED, Item, in_order
from lab.nlu.training.distillation import Distilled, opinions
from lab.nlu.training.fit import Fitting, Schedule
from lab.nlu.training.objective import Joint
from nlu.network import StudentNetwork
from nlu.shape import StudentShape

SHAPE = StudentShape(pieces=40, intents=5, slots=4, depth=1, heads=2, hidden=32, intermediate=48, embedding=32)
PAD = 1


def network(seed: int) -> StudentNetwork:
    torch.manual_seed(seed)
    return StudentNetwork(SHAPE, dropout=0.0)


def utterances(count: int) -> list[Item]:
    draw = torch.Generator().manual_seed(3)
    items = []
    for _ in range(count):
        length = int(torch.randint(3, 9, (), generator=draw))
        ids = torch.randint(4, SHAPE.pieces, (length,), generator=draw).tolist()
        slots = [IGNORED, *(ids[place] % SHAPE.slots for place in range(1, length - 1)), IGNORED]
        items.append(Item(tuple(ids), ids[1] % SHAPE.intents, tuple(slots)))
    return items


def test_opinions_are_the_logits_of_the_teacher(tmp_path: Path) -> None:
    teacher, items = network(1).eval(), utterances(20)
    kept = opinions(teacher, items, PAD, tmp_path)
    for batch in in_order(items, 6, PAD):
        intent, slots = kept.of(batch)
        with torch.no_grad():
            wanted, wanted_slots = teacher(batch.ids, batch.mask)
        torch.testing.assert_close(intent, wanted, rtol=0.05, atol=0.02)
        inside = batch.mask.bool()
        torch.testing.assert_close(slots[inside], wanted_slots[inside], rtol=0.05, atol=0.02)
        assert not slots[~inside].any()


def test_a_teacher_is_asked_once(tmp_path: Path) -> None:
    items = utterances(5)
    first = opinions(network(1), items, PAD, tmp_path)
    again = opinions(network(2), items, PAD, tmp_path)
    assert (first.intents == again.intents).all()


def test_a_student_comes_to_think_as_its_teacher_does(tmp_path: Path) -> None:
    teacher, items = network(1).eval(), utterances(40)
    objective = Distilled(opinions(teacher, items, PAD, tmp_path), share=1.0)
    fitting = Fitting(network(2), Schedule(rate=3e-3), 60, objective)
    batches = list(in_order(items, 8, PAD))
    before = objective(fitting.student, batches[0]).item()
    while fitting.step < fitting.steps:
        fitting.advance(batches[fitting.step % len(batches)])
    assert objective(fitting.student.eval(), batches[0]).item() < before / 3


def test_without_opinions_distillation_is_training_on_labels(tmp_path: Path) -> None:
    items = utterances(10)
    (batch,) = in_order(items, 10, PAD)
    student = network(2).eval()
    mixed = Distilled(opinions(network(1), items, PAD, tmp_path), share=0.0)
    assert mixed(student, batch).item() == pytest.approx(Joint()(student, batch).item())


def test_masked_language_training_learns_which_piece_was_hidden() -> None:
    student = network(4)
    items = [Item((0, 5 + place % 4, 5 + place % 4, 5 + place % 4, 2), 0, (IGNORED,) * 5) for place in range(32)]
    (batch,) = in_order(items, 32, PAD)
    fitting = Fitting(student, Schedule(rate=3e-3, head_rate=3e-3), 200, MaskedLanguage(student, unknown=3))
    losses = [fitting.advance(batch) for _ in range(200)]
    assert sum(losses[-20:]) < sum(losses[:20]) / 2


def test_marks_and_padding_are_never_hidden() -> None:
    student = network(4)
    objective = MaskedLanguage(student, unknown=3)
    shown: list[torch.Tensor] = []

    class Watching(StudentNetwork):
        def hidden_states(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            shown.append(ids)
            return super().hidden_states(ids, mask)

    watching = Watching(SHAPE)
    items = [Item((0, 7, 8, 9, 2), 0, (IGNORED,) * 5), Item((0, 6, 2), 0, (IGNORED,) * 3)]
    (batch,) = in_order(items, 2, PAD)
    for _ in range(30):
        objective(watching, batch)
    for ids in shown:
        assert (ids[:, 0] == 0).all()
        assert (ids[batch.mask == 0] == PAD).all()
