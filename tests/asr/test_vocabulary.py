from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr import AsrError
from asr.vocabulary import Vocabulary, read_vocabulary


def packed(pieces: list[bytes]) -> bytes:
    return b"".join(
        (bytes([len(piece)]) if len(piece) < 128 else bytes([len(piece) % 128 + 128, len(piece) // 128])) + piece
        for piece in pieces
    )


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_pieces_of_any_length_are_read(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("vocabulary") / "tokenizer.bin"
    path.write_bytes(packed(pieces))
    assert read_vocabulary(path).pieces == tuple(pieces)


@pytest.mark.parametrize("cut", [1, 5, 200])
def test_a_file_that_breaks_off_is_corrupt(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "tokenizer.bin"
    path.write_bytes(packed([b"x" * 300])[:cut])
    with pytest.raises(AsrError) as caught:
        read_vocabulary(path)
    assert caught.value.code == "vocabulary.corrupt"


def test_tokens_spell_words_and_characters_in_several_bytes() -> None:
    vocabulary = Vocabulary(["▁caf".encode(), b"\xc3", b"\xa9", "▁au".encode()])
    assert vocabulary.text([0, 1, 2, 3]) == "café au"
    assert vocabulary.text([0, 1]) == "caf"
