"""What the assistant is for, told from what it is not."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from lab.nlu.training.batches import collate, encode
from lab.nlu.training.massive import Example
from lab.nlu.training.objective import joint_loss
from lab.nlu.training.outside import scope_examples
from lab.nlu.training.scope import auroc, scope_scores
from lab.nlu.training.scope_fit import fit_scope
from nlu import NluError
from nlu.annotation import parse
from nlu.labels import Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.scope import ScopedNetwork
from nlu.shape import StudentShape
from nlu.student import open_student

PIECES = Path(__file__).parents[2] / "nlu" / "tokenizer.json"
COMMANDS = ["wake me at five", "how is the weather in berlin", "put milk on my list", "turn off the lamp"]
LABELS = Labels(intents=("a",), slots=("O",))


def commands() -> list[Example]:
    return [Example(str(place), "en-US", "a", parse(text, text)) for place, text in enumerate(COMMANDS)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """CLINC150 and Tatoeba, small."""
    clinc = {
        "train": [["will it rain", "weather"], ["what is my balance", "balance"], ["is that a yes", "yes"]],
        "oos_train": [["who invented the spoon", "oos"]],
        "val": [["is it sunny", "weather"], ["when was rome built", "oos"]],
        "oos_val": [["how do magnets work", "oos"]],
    }
    (tmp_path / "clinc150-train-val.json").write_text(json.dumps(clinc), "utf-8")
    (tmp_path / "tatoeba").mkdir()
    (tmp_path / "tatoeba" / "tatoeba.deu-eng.eng").write_text("He went home early.\nNobody believed her.\n", "utf-8")
    return tmp_path


def test_other_assistants_conversation_and_nonsense_teach_the_scope(folder: Path) -> None:
    found = scope_examples(commands(), folder, most_labelled=4, most_sentences=3, seed=1)
    outside = {each.annotated.text for each in found if not each.inside}
    assert {"what is my balance", "who invented the spoon", "Nobody believed her."} <= outside
    assert "will it rain" in {each.annotated.text for each in found if each.inside and not each.intent}
    assert "is that a yes" not in {each.annotated.text for each in found}, "partly served: not to be judged"
    assert {each.annotated.text for each in found if each.intent} == set(COMMANDS)


def test_without_text_only_scrambled_commands_are_outside() -> None:
    found = scope_examples(commands(), None, most_labelled=4, most_sentences=9, seed=1)
    outside = [each for each in found if not each.inside]
    assert len(outside) == 3
    for each in outside:
        assert sorted(each.annotated.text) == sorted(COMMANDS[int(each.id)])


def test_a_folder_without_clinc_is_said(tmp_path: Path) -> None:
    with pytest.raises(NluError) as error:
        scope_examples(commands(), tmp_path, most_labelled=4, most_sentences=3, seed=1)
    assert error.value.code == "data.missing"


def test_an_utterance_without_labels_teaches_no_intent() -> None:
    tokenizer = PieceTokenizer(PIECES)
    items = [encode(Example("", "en-US", "", parse(text, text)), tokenizer, LABELS) for text in COMMANDS]
    batch = collate(items, range(4), tokenizer.pad)
    assert float(joint_loss(torch.randn(4, 1), torch.randn(*batch.slots.shape, 1), batch)) == 0


def test_the_scope_is_learned(folder: Path) -> None:
    torch.manual_seed(1)
    tokenizer = PieceTokenizer(PIECES)
    shape = StudentShape(
        pieces=tokenizer.size, intents=1, slots=1, depth=1, heads=2, hidden=32, intermediate=64, embedding=32
    )
    examples = scope_examples(commands() * 6, folder, most_labelled=24, most_sentences=36, seed=1)
    network = ScopedNetwork(StudentNetwork(shape))
    before = {name: value.clone() for name, value in network.student.state_dict().items()}
    fit_scope(network, examples, tokenizer, LABELS)
    batch = collate([encode(each, tokenizer, LABELS) for each in examples], range(len(examples)), tokenizer.pad)
    with torch.inference_mode():
        _, _, scope = network.eval()(batch.ids, batch.mask)
    inside = torch.tensor([each.inside for each in examples])
    assert ((scope[:, 0] > 0) == inside).float().mean() > 0.95
    for name, value in network.student.state_dict().items():
        assert torch.equal(value, before[name]), "the student is left as it is"


def test_auroc_is_one_apart_and_half_mixed() -> None:
    low, high = np.array([0.1, 0.2]), np.array([0.8, 0.9])
    assert auroc(high, low) == 1
    assert auroc(low, high) == 0
    assert auroc(low, low) == 0.5


def test_the_model_that_ships_tells_commands_from_other_sentences(folder: Path) -> None:
    student = open_student("cpu")
    scores = scope_scores(student, COMMANDS, folder)
    assert scores.outside == 2
    assert scores.massive.accepted == 100
    for nonsense in ("asdf qwer zxcv", "the mitochondria is the powerhouse of the cell"):
        assert not student.understand(nonsense, "en-US").in_scope
