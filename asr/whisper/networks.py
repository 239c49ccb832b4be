"""Whisper as two networks with plain tensors in and out, which export to any runtime.

The weights and layers are those of transformers; what differs from its forward pass is that the encoder takes audio of
any length, with padding behind it or without, and that caches are tensors.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from transformers import WhisperForConditionalGeneration


class Encoder(nn.Module):
    """Log-mel frames to what the decoder's cross attention looks at.

    Args:
        model: Whose encoder to use, and whose decoder's keys and values to prepare.
    """

    def __init__(self, model: "WhisperForConditionalGeneration") -> None:
        super().__init__()
        self.encoder: Any = model.model.encoder
        self.decoder_layers: Any = nn.ModuleList(layer.encoder_attn for layer in model.model.decoder.layers)

    def forward(self, mel: Tensor, mask: Tensor) -> Tensor:
        """Encode.

        Args:
            mel: Shape (1, 80, frames), frames of 10 ms, an even number of them.
            mask: Shape (1, frames), 0 behind the end of the audio.

        Returns:
            Shape (layers, 2, heads, steps, head): keys and values of each decoder layer, steps of 20 ms.
        """
        hidden = functional.gelu(self.encoder.conv1(mel)) * mask[:, None]
        hidden = functional.gelu(self.encoder.conv2(hidden)).transpose(1, 2)
        positions = torch.arange(hidden.shape[1], device=mel.device)
        hidden = hidden + functional.embedding(positions, self.encoder.embed_positions.weight)
        seen = mask[:, ::2] > 0.5
        for layer in self.encoder.layers:
            normed = layer.self_attn_layer_norm(hidden)
            attention = layer.self_attn
            keys, values = _split(attention.k_proj(normed), attention), _split(attention.v_proj(normed), attention)
            hidden = hidden + attention.out_proj(_attend(attention, normed, keys, values, seen)[0])
            hidden = hidden + _feed_forward(layer, hidden)
        hidden = self.encoder.layer_norm(hidden)
        caches = [
            torch.stack([_split(one.k_proj(hidden), one), _split(one.v_proj(hidden), one)])
            for one in self.decoder_layers
        ]
        return torch.stack(caches)


class Decoder(nn.Module):
    """The next token after some more tokens.

    Args:
        model: Whose decoder to use.
        alignment: (layer, head) of the attention heads that follow the speech.
    """

    def __init__(self, model: "WhisperForConditionalGeneration", alignment: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self.decoder: Any = model.model.decoder
        self.alignment = tuple(alignment)
        # A copy of the embedding, laid out for the product: one tensor for both uses does not survive quantisation.
        self.projection = nn.Parameter(self.decoder.embed_tokens.weight.detach().t().contiguous())

    def forward(self, tokens: Tensor, past: Tensor, cross: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Decode.

        Args:
            tokens: Shape (1, n).
            past: Shape (layers, 2, heads, p, head), keys and values of the p tokens before.
            cross: From the encoder.

        Returns:
            Logits after the last token, shape (1, vocabulary); ``past`` with these tokens, shape
            (layers, 2, heads, p + n, head); the mean attention of the alignment heads, shape (n, steps).
        """
        before, count = past.shape[3], tokens.shape[1]
        positions = torch.arange(count, device=tokens.device) + before
        seen = torch.arange(before + count, device=tokens.device)[None, :] <= positions[:, None]
        heard = torch.ones_like(cross[:1, 0, 0, :, 0]) > 0.5
        logits, new, looks = self.read(tokens, positions, past, seen, cross, heard)
        return logits, torch.cat([past, new], dim=3), looks

    def read(
        self, tokens: Tensor, positions: Tensor, past: Tensor, seen: Tensor, cross: Tensor, heard: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Read tokens (1, n) at ``positions`` (n,), of which (n, p + n) and (1, steps) tell what each may look at.

        Returns:
            Logits after the last; keys and values of the tokens (layers, 2, heads, n, head); looks (n, steps).
        """
        hidden = self.decoder.embed_tokens(tokens) + functional.embedding(
            positions, self.decoder.embed_positions.weight
        )
        caches, looks = [], []
        for index, layer in enumerate(self.decoder.layers):
            attention = layer.self_attn
            normed = layer.self_attn_layer_norm(hidden)
            new = torch.stack([_split(one(normed), attention) for one in (attention.k_proj, attention.v_proj)])
            caches.append(new)
            keys, values = torch.cat([past[index], new], dim=2)
            gathered, _ = _attend(attention, normed, keys, values, seen)
            hidden = hidden + attention.out_proj(gathered)
            normed = layer.encoder_attn_layer_norm(hidden)
            gathered, weights = _attend(layer.encoder_attn, normed, cross[index, 0], cross[index, 1], heard)
            looks += [weights[head] for at, head in self.alignment if at == index]
            hidden = hidden + layer.encoder_attn.out_proj(gathered)
            hidden = hidden + _feed_forward(layer, hidden)
        last = self.decoder.layer_norm(hidden[:, -1])
        return last @ self.projection, torch.stack(caches), torch.stack(looks).mean(dim=0)


class StepDecoder(nn.Module):
    """The next token after one more token, with a cache of fixed size.

    Args:
        decoder: Whose weights to use.
    """

    def __init__(self, decoder: Decoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(
        self, token: Tensor, place: Tensor, past: Tensor, cross: Tensor, heard: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Decode.

        Args:
            token: Shape (1, 1).
            place: Shape (1,), int64, how many tokens came before.
            past: Shape (layers, 2, heads, places, head), filled up to ``place``.
            cross: From the encoder.
            heard: Shape (1, steps), 0 behind the end of the audio.

        Returns:
            Logits, shape (1, vocabulary); the token's keys and values, shape (layers, 2, heads, 1, head); the mean
            attention of the alignment heads, shape (1, steps).
        """
        before = torch.arange(past.shape[3], device=past.device)[None] < place[:, None]
        seen = torch.cat([before, torch.ones_like(before[:, :1])], dim=1)
        logits, new, looks = self.decoder.read(token, place, past, seen, cross, heard > 0.5)
        return logits, new, looks


def _split(tensor: Tensor, attention: Any) -> Tensor:
    """(1, n, heads * head) to (heads, n, head)."""
    return tensor.reshape(tensor.shape[1], attention.num_heads, attention.head_dim).transpose(0, 1)


def _attend(attention: Any, hidden: Tensor, keys: Tensor, values: Tensor, seen: Tensor) -> tuple[Tensor, Tensor]:
    """What the heads gather, shape (1, n, width), and where they looked, shape (heads, n, steps).

    ``seen`` (n or 1, steps) tells which steps there are to look at.
    """
    queries = _split(attention.q_proj(hidden) * attention.scaling, attention)
    scores = queries @ keys.transpose(1, 2)
    weights = scores.masked_fill(~seen, torch.finfo(scores.dtype).min).softmax(dim=-1)
    return (weights @ values).transpose(0, 1).flatten(1)[None], weights


def _feed_forward(layer: Any, hidden: Tensor) -> Tensor:
    result: Tensor = layer.fc2(functional.gelu(layer.fc1(layer.final_layer_norm(hidden))))
    return result
