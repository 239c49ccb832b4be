import torch
from torch import nn

from nlu.embedding import BLOCK, ByteRows, PackedRows, PieceEmbedding


def test_packed_rows_give_what_the_training_saw() -> None:
    torch.manual_seed(1)
    trained = PieceEmbedding(50, 3 * BLOCK)
    ids = torch.arange(50).reshape(5, 10)
    torch.testing.assert_close(PackedRows(trained)(ids), trained(ids), rtol=0, atol=1e-6)


def test_gradient_passes_the_rounding_unchanged() -> None:
    trained = PieceEmbedding(4, BLOCK)
    trained(torch.tensor([1])).sum().backward()
    assert trained.weight.grad is not None
    torch.testing.assert_close(trained.weight.grad[1], torch.ones(BLOCK))
    assert not trained.weight.grad[0].any()


def test_byte_rows_stay_within_half_a_step() -> None:
    torch.manual_seed(2)
    plain = nn.Embedding(20, 64)
    error = (ByteRows(plain)(torch.arange(20)) - plain.weight).abs()
    assert (error <= plain.weight.abs().amax(1, keepdim=True) / 127 / 2 + 1e-6).all()


def test_rows_of_zeros_stay_zeros() -> None:
    plain = nn.Embedding(3, BLOCK)
    nn.init.zeros_(plain.weight)
    for packed in (PackedRows(plain), ByteRows(plain)):
        assert not packed(torch.arange(3)).any()
