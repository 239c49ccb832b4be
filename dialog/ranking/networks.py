"""The two networks behind arbitration, both small.

:class:`Opinion` reads the characters alone, as fastText does (arXiv 1607.01759): a second opinion on the intent, and
on whether the utterance is anything the assistant is for, which the student was never trained to tell.

:class:`ListRanker` looks at all claims at once and scores each of them, and "none of these", as HypRank does
(arXiv 1804.08064); self-attention stands in for its BiLSTM, so that the order in which skills are loaded cannot matter.
"""

import torch
from torch import Tensor, nn

from nlu.embedding import ByteRows


class Opinion(nn.Module):
    """Hashed pieces of a text in, intent log-probabilities out."""

    def __init__(self, buckets: int, width: int, hidden: int, intents: int, dropout: float = 0.3) -> None:
        super().__init__()
        pieces = nn.Embedding(buckets, width, padding_idx=0)
        nn.init.normal_(pieces.weight, std=0.1)
        with torch.no_grad():
            pieces.weight[0] = 0.0
        self.pieces: nn.Module = pieces
        self.hidden = nn.Linear(width, hidden)
        self.dropout = nn.Dropout(dropout)
        self.intent = nn.Linear(width + hidden, intents + 1)

    def forward(self, grams: Tensor, weights: Tensor) -> Tensor:
        """Run the network.

        Args:
            grams: (hypotheses, grams) int64, 0 for padding.
            weights: (hypotheses, grams) float32: what each counts; one over their root for each, 0 for padding.

        Returns:
            (hypotheses, intents + 1) log-probabilities, "none of them" last.
        """
        text = (self.pieces(grams) * weights[..., None]).sum(1)
        text = self.dropout(text)
        deep = torch.relu(self.hidden(text))
        return torch.log_softmax(self.intent(torch.cat([text, self.dropout(deep)], -1)), -1)

    def packed(self) -> "Opinion":
        """The same with its embedding as int8 rows."""
        if isinstance(self.pieces, nn.Embedding):
            self.pieces = ByteRows(self.pieces)
        return self.eval()


class ListRanker(nn.Module):
    """A list of claims in, a logit for each and one for none out."""

    def __init__(
        self, features: int, intents: int, slots: int, width: int = 48, heads: int = 4, depth: int = 2
    ) -> None:
        super().__init__()
        self.mean = nn.Buffer(torch.zeros(features))
        self.scale = nn.Buffer(torch.ones(features))
        self.intents = nn.Embedding(intents + 1, 12)
        self.topics = nn.Embedding(intents + 1, 12)
        self.slots = nn.Linear(slots, 12)
        self.enter = nn.Linear(features + 12 + 2, width)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(width, heads, 2 * width, dropout=0.1, batch_first=True) for _ in range(depth)
        )
        self.claim = nn.Linear(width, 1)
        self.none = nn.Linear(2 * width, 1)

    def forward(
        self, values: Tensor, intents: Tensor, slots: Tensor, topic: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Run the network.

        Args:
            values: (lists, claims, features) float32.
            intents: (lists, claims) int64.
            slots: (lists, claims, slots) float32.
            topic: (lists, claims) int64, the intent talked about last.
            mask: (lists, claims) float32: 1 for a claim, 0 for padding.

        Returns:
            Logits (lists, claims) of the claims, and (lists, 1) of "none of these".
        """
        known = self.intents(intents)
        fits = torch.stack([(known * self.slots(slots)).sum(-1), (known * self.topics(topic)).sum(-1)], -1)
        hidden = self.enter(torch.cat([(values - self.mean) * self.scale, known, fits], -1))
        padding = (1.0 - mask) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, src_key_padding_mask=padding)
        real = mask[..., None]
        mean = (hidden * real).sum(1) / real.sum(1).clamp_min(1.0)
        most = (hidden - (1.0 - real) * 1e4).amax(1)
        scores = self.claim(hidden)[..., 0] + padding
        return scores, self.none(torch.cat([mean, most], -1))
