"""Training, small: the same code as the real one on a few utterances."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from lab.nlu.training import massive, vocabulary
from lab.nlu.training.batches import Item, encode, in_order, shuffled
from lab.nlu.training.calibration import calibrate
from lab.nlu.training.fit import Fitting, Schedule, fit
from lab.nlu.training.massive import Example
from lab.nlu.training.release import release
from lab.nlu.training.start import go_on
from lab.nlu.training.student import Trained, inventory
from nlu import NluError
from nlu.labels import Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.scope import ScopedNetwork
from nlu.shape import StudentShape

PIECES = Path(__file__).parents[2] / "nlu" / "tokenizer.json"
ROWS = [
    ("alarm_set", "wake me at [time : {}]", ["five", "six am", "nine p. m.", "noon"]),
    ("weather_query", "how is the weather in [place_name : {}]", ["berlin", "new york", "rome", "oslo"]),
    ("lists_createoradd", "put [item : {}] on my list", ["milk", "brown bread", "eggs", "soap"]),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    lines = []
    for intent, pattern, values in ROWS:
        for place, value in enumerate(values):
            annotation = pattern.format(value)
            text = annotation.replace("[time : ", "").replace("[place_name : ", "").replace("[item : ", "")
            row = {"id": str(len(lines)), "locale": "en-US", "partition": "train" if place < 3 else "dev"}
            lines.append(json.dumps({**row, "intent": intent, "utt": text.replace("]", ""), "annot_utt": annotation}))
    (tmp_path / "en-US.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path


@pytest.fixture
def tokenizer(tmp_path: Path, corpus: Path) -> Path:
    texts = [example.annotated.text for example in massive.read(corpus, ["en-US"], "train")]
    vocabulary.trim(PIECES, texts, 1, tmp_path / "tokenizer.json")
    return tmp_path / "tokenizer.json"


def small(tokenizer: PieceTokenizer, labels: Labels) -> StudentNetwork:
    torch.manual_seed(3)
    return StudentNetwork(
        StudentShape(
            pieces=tokenizer.size,
            intents=len(labels.intents),
            slots=len(labels.slots),
            depth=1,
            heads=2,
            hidden=32,
            intermediate=64,
            embedding=32,
        )
    )


def trained(corpus: Path, tokenizer: Path, checkpoint: Path, schedule: Schedule) -> tuple[Fitting, list[Example]]:
    examples = massive.read(corpus, ["en-US"], "train")
    labels, pieces = inventory(examples), PieceTokenizer(tokenizer)
    fitting = fit(
        small(pieces, labels), examples, held_out(corpus), pieces, labels, schedule, checkpoint, lambda *_: None
    )
    return fitting, examples


def held_out(corpus: Path) -> list[Example]:
    return massive.read(corpus, ["en-US"], "dev")


SCHEDULE = Schedule(epochs=60, batch=4, rate=3e-3, head_rate=3e-3, respelled=0.2)


def test_a_trimmed_tokenizer_splits_training_text_as_the_full_one_does(corpus: Path, tokenizer: Path) -> None:
    full, trimmed = PieceTokenizer(PIECES), PieceTokenizer(tokenizer)
    assert trimmed.size < full.size
    for example in massive.read(corpus, ["en-US"], "train"):
        assert len(trimmed.encode(example.annotated.text).ids) == len(full.encode(example.annotated.text).ids)


def test_training_learns_and_the_released_model_answers(corpus: Path, tokenizer: Path, tmp_path: Path) -> None:
    fitting, examples = trained(corpus, tokenizer, tmp_path / "checkpoint.pt", SCHEDULE)
    made = Trained(fitting, ScopedNetwork(fitting.student), inventory(examples), tokenizer, examples)
    record = release(made, corpus, ["en-US"], tmp_path / "model", "pytest")
    assert record.mean.intent == 100
    assert record.mean.utterances == 3
    assert record.curve[-1].intent == 100
    assert (tmp_path / "model" / "record.json").exists()
    assert b".py" not in (tmp_path / "model" / "student.onnx").read_bytes(), "names of this machine's files"


def test_a_training_goes_on_from_a_released_student(corpus: Path, tokenizer: Path, tmp_path: Path) -> None:
    schedule = SCHEDULE.model_copy(update={"rounded": 0.3, "refilled": 0.2})
    fitting, examples = trained(corpus, tokenizer, tmp_path / "checkpoint.pt", schedule)
    labels, pieces = inventory(examples), PieceTokenizer(tokenizer)
    made = Trained(fitting, ScopedNetwork(fitting.student), labels, tokenizer, examples)
    release(made, corpus, ["en-US"], tmp_path / "model", "pytest")
    later = small(pieces, labels)
    go_on(later, pieces.table, tmp_path / "model")
    batch = next(in_order([encode(each, pieces, labels) for each in examples], 64, pieces.pad))
    with torch.inference_mode():
        ours, theirs = (each.eval()(batch.ids, batch.mask) for each in (later, fitting.student))
    for mine, wanted in zip(ours, theirs, strict=True):
        assert float((mine - wanted).abs().max()) < 0.1 * float(wanted.abs().max())


def test_a_released_student_with_other_pieces_is_not_gone_on_from(
    corpus: Path, tokenizer: Path, tmp_path: Path
) -> None:
    fitting, examples = trained(corpus, tokenizer, tmp_path / "checkpoint.pt", Schedule(epochs=1, batch=4))
    made = Trained(fitting, ScopedNetwork(fitting.student), inventory(examples), tokenizer, examples)
    release(made, corpus, ["en-US"], tmp_path / "model", "pytest")
    with pytest.raises(NluError) as error:
        go_on(fitting.student, PieceTokenizer(PIECES).table, tmp_path / "model")
    assert error.value.code == "start.other"


def test_shuffled_labels_teach_nothing(corpus: Path, tokenizer: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (corpus / "en-US.jsonl").read_text("utf-8").splitlines()]
    names = [intent for intent, _, _ in ROWS]
    for place, row in enumerate(rows):
        if row["partition"] == "train":
            row["intent"] = names[place % 4 % 3]  # each wording gets every intent once
    (corpus / "en-US.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    fitting, examples = trained(corpus, tokenizer, tmp_path / "c.pt", SCHEDULE.model_copy(update={"epochs": 10}))
    record = release(
        Trained(fitting, ScopedNetwork(fitting.student), inventory(examples), tokenizer, examples),
        corpus,
        ["en-US"],
        tmp_path / "m",
        "",
    )
    assert record.mean.exact_match < 100


def test_a_training_that_stopped_goes_on_to_the_same_weights(corpus: Path, tokenizer: Path, tmp_path: Path) -> None:
    schedule = Schedule(epochs=6, batch=4)
    whole, _ = trained(corpus, tokenizer, tmp_path / "whole.pt", schedule)

    stopped = StopAfter(7)
    examples = massive.read(corpus, ["en-US"], "train")
    labels, pieces = inventory(examples), PieceTokenizer(tokenizer)
    always = schedule.model_copy(update={"checkpoint_seconds": 0.0})
    with pytest.raises(KeyboardInterrupt):
        fit(small(pieces, labels), examples, held_out(corpus), pieces, labels, always, tmp_path / "half.pt", stopped)
    resumed, _ = trained(corpus, tokenizer, tmp_path / "half.pt", schedule)

    assert resumed.step == whole.step
    for name, value in whole.student.state_dict().items():
        torch.testing.assert_close(resumed.student.state_dict()[name], value, rtol=0, atol=0)


class StopAfter:
    """Interrupts after some steps, as Ctrl-C would."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def __call__(self, step: int, steps: int, loss: float) -> None:
        if step > self.steps:
            raise KeyboardInterrupt


def test_data_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NluError) as error:
        massive.read(tmp_path, ["en-US"], "train")
    assert error.value.code == "data.missing"


def test_a_locale_that_the_data_lacks_is_said(corpus: Path) -> None:
    with pytest.raises(NluError) as error:
        massive.read(corpus, ["de-DE"], "train")
    assert error.value.code == "data.locale"


def test_temperature_undoes_overconfidence() -> None:
    chance = np.random.default_rng(5)
    logits = chance.normal(size=(4000, 6)).astype(np.float32)
    powers = np.exp(logits)
    gold = np.array([chance.choice(6, p=row / row.sum()) for row in powers])
    found = calibrate(logits * 3, gold)
    assert found.temperature == pytest.approx(3, rel=0.1)
    assert found.error < found.error_before


@pytest.mark.parametrize("together", [1, 2, 3])
def test_an_epoch_shows_every_utterance_once_and_batches_of_like_length_in_a_row(together: int) -> None:
    items = [Item((0,) * (2 + place % 30), 0, ()) for place in range(1003)]
    batches = list(shuffled(items, 10, 1, 7, together))
    assert sorted(place for batch in batches for place in batch.places.tolist()) == list(range(1003))
    rows = [batches[at : at + together] for at in range(0, len(batches) // together * together, together)]
    apart = [abs(row[0].ids.shape[1] - row[-1].ids.shape[1]) for row in rows[: len(rows) - 2]]
    assert max(apart) <= 2 * (together - 1) + 1
