"""A teacher brought by the user is read as its authors run it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import torch

from lab.nlu.training import xlm_roberta
from lab.nlu.training.start import inherit
from lab.nlu.training.teacher import read_teacher
from lab.nlu.training.vocabulary import Kept
from nlu import NluError
from nlu.network import StudentNetwork
from tests.lab.nlu.small_teacher import small_teacher

if TYPE_CHECKING:
    from transformers import XLMRobertaModel

_PIECES = 50


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "XLMRobertaModel":
    """A small model of the family, its files in the folder."""
    monkeypatch.setattr(xlm_roberta, "_PIECES", _PIECES)
    return small_teacher(tmp_path, _PIECES)


def test_a_model_of_the_xlm_r_family_computes_as_published(published: "XLMRobertaModel", tmp_path: Path) -> None:
    teacher = read_teacher(tmp_path)
    shape = teacher.shape(_PIECES, intents=2, slots=2)
    ours = StudentNetwork(shape).eval()
    inherit(ours, teacher, Kept(tuple(range(_PIECES)), (1,) * _PIECES))
    ids = torch.randint(4, _PIECES, (2, 9))
    mask = torch.ones(2, 9)
    mask[1, 6:] = 0
    with torch.no_grad():
        wanted = published(input_ids=ids, attention_mask=mask).last_hidden_state
        found = ours.hidden_states(ids, mask)
    torch.testing.assert_close(found[mask.bool()], wanted[mask.bool()], rtol=1e-4, atol=1e-5)


def test_a_model_with_other_pieces_is_refused(
    published: "XLMRobertaModel", monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(xlm_roberta, "_PIECES", _PIECES + 1)
    with pytest.raises(NluError, match="pieces of XLM-R") as error:
        read_teacher(tmp_path)
    assert error.value.code == "teacher.format"


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NluError) as error:
        read_teacher(tmp_path)
    assert error.value.code == "teacher.format"
