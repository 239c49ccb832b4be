"""A teacher's opinions of meanings that it was not told."""

from pathlib import Path

import pytest
import torch

from lab.nlu.training.batches import Batch, encode, in_order
from lab.nlu.training.massive import Example
from lab.nlu.training.meanings import Meanings, cross_fitted, fold, meanings
from lab.nlu.training.objective import Joint, Taught
from lab.nlu.training.teacher_weights import TeacherWeights
from nlu.annotation import Annotated
from nlu.labels import Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.shape import StudentShape

PIECES = Path(__file__).parents[2] / "nlu" / "tokenizer.json"
LABELS = Labels(("alarm_set", "weather_query"), ("O",))


def told(name: str, locale: str, intent: str, text: str) -> Example:
    return Example(name, locale, intent, Annotated(text, ()))


def teacher() -> TeacherWeights:
    """A small one with random weights."""
    torch.manual_seed(1)
    wide, inner = 16, 32
    sizes = {"q": (wide, wide), "k": (wide, wide), "v": (wide, wide), "ao": (wide, wide)}
    sizes |= {"fi": (inner, wide), "fo": (wide, inner)}
    tensors = {"emb.word": torch.randn(PieceTokenizer(PIECES).size, wide), "emb.type": torch.zeros(1, wide)}
    tensors["emb.pos"] = torch.randn(128, wide) * 0.02
    for norm in ("emb.ln", "l0.aln", "l0.oln"):
        tensors |= {f"{norm}.w": torch.ones(wide), f"{norm}.b": torch.zeros(wide)}
    for name, (out, into) in sizes.items():
        tensors |= {f"l0.{name}.w": torch.randn(out, into) * 0.1, f"l0.{name}.b": torch.zeros(out)}
    return TeacherWeights(hidden=wide, depth=1, heads=2, intermediate=inner, tensors=tensors)


def corpus() -> list[Example]:
    alarm, weather = "wake me at {}", "how is the weather in {}"
    return [
        told(f"{intent}-{place}", locale, intent, pattern.format(place))
        for intent, pattern in zip(LABELS.intents, (alarm, weather), strict=True)
        for place in range(12)
        for locale in ("en-US", "de-DE")
    ]


def test_a_wrong_label_is_not_repeated_by_a_judge_that_was_not_told_it() -> None:
    torch.manual_seed(2)
    gold = torch.arange(100) % 2
    features = torch.randn(100, 8) + 3 * gold[:, None].float()
    folds = torch.arange(100) // 2 % 5
    wrong = gold.clone()
    wrong[7] = 1 - gold[7]
    assert cross_fitted(features, wrong, folds, 2)[7].argmax() == gold[7]
    shuffled = wrong[torch.randperm(100)]
    right = (cross_fitted(features, shuffled, folds, 2).argmax(1) == shuffled).float().mean()
    assert right < 0.7, "without a relation there is nothing to know"


def test_translations_share_an_opinion_and_it_is_asked_for_once(tmp_path: Path) -> None:
    examples = [*corpus(), told("lone", "en-US", "alarm_set", "wake me"), told("", "en-US", "", "anything")]
    counts: list[tuple[int, int]] = []
    found = meanings(teacher(), PIECES, examples, LABELS, tmp_path, lambda *count: counts.append(count))
    assert counts[-1] == (48, 48)
    assert found.opinions.shape == (25, 2)
    torch.testing.assert_close(found.opinions[:-1].sum(1), torch.ones(24))
    assert (found.rows[0:48:2] == found.rows[1:48:2]).all()
    assert found.of(torch.tensor([48, 49])).sum() == 0, "what has no translation has no opinion"
    assert len({fold(each.id) for each in examples}) > 1
    again = meanings(teacher(), PIECES, examples, LABELS, tmp_path, lambda *_: pytest.fail("read twice"))
    torch.testing.assert_close(again.opinions, found.opinions)
    fewer = meanings(teacher(), PIECES, examples[2:], LABELS, tmp_path, lambda *_: None)
    assert len(fewer.opinions) == len(found.opinions) - 1, "another training in the folder has its own"


@pytest.fixture
def taught() -> tuple[StudentNetwork, Batch, Meanings]:
    examples = [*corpus(), told("", "en-US", "", "anything")]
    tokenizer = PieceTokenizer(PIECES)
    torch.manual_seed(3)
    shape = StudentShape(
        pieces=tokenizer.size, intents=2, slots=1, depth=1, heads=2, hidden=16, intermediate=32, embedding=16
    )
    batch = next(in_order([encode(each, tokenizer, LABELS) for each in examples], 64, tokenizer.pad))
    rows = torch.tensor([*range(48), 48])
    return (
        StudentNetwork(shape, dropout=0),
        batch,
        Meanings(rows, torch.cat([torch.full((48, 2), 0.5), torch.zeros(1, 2)])),
    )


def test_an_opinion_counts_by_its_share(taught: tuple[StudentNetwork, Batch, Meanings]) -> None:
    student, batch, opinions = taught
    alone, none, half, whole = (
        objective(student, batch) for objective in (Joint(), *(Taught(opinions, share) for share in (0.0, 0.5, 1.0)))
    )
    torch.testing.assert_close(none, alone)
    torch.testing.assert_close(half, (none + whole) / 2)
    assert abs((whole - none).item()) > 1e-4


def test_without_an_opinion_the_label_has_all(taught: tuple[StudentNetwork, Batch, Meanings]) -> None:
    student, batch, opinions = taught
    nobody = Meanings(torch.full_like(opinions.rows, 48), opinions.opinions)
    torch.testing.assert_close(Taught(nobody, 0.9)(student, batch), Joint()(student, batch))
