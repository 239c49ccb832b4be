"""Moonshine's two networks as torch modules whose every tensor may have a fixed size.

The published graphs grow with the speech and with the text. Here the encoder takes a mask of the samples and gives the
decoder's cross-attention keys and values at once, and the decoder takes one token and a cache of fixed size, of which
only the places before the token count (Jeffries et al. 2024, https://arxiv.org/abs/2410.15608; names and layers as in
transformers' Moonshine, so that its weights fit).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

_ROTARY = 32  # features of a head that turn with the position; the rest stay


class Attention(nn.Module):
    """The four projections of an attention; what attends to what is the caller's."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q_proj = nn.Linear(width, width, bias=False)
        self.k_proj = nn.Linear(width, width, bias=False)
        self.v_proj = nn.Linear(width, width, bias=False)
        self.o_proj = nn.Linear(width, width, bias=False)

    def split(self, projected: Tensor) -> Tensor:
        """(1, time, width) to (1, heads, time, head)."""
        return split(projected, self.heads)

    def mix(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
        """Attend where ``mask`` (1, 1, 1, keys) is not 0."""
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=(1.0 - mask) * -1e4)
        output: Tensor = self.o_proj(mixed.transpose(1, 2).flatten(2))
        return output


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward block, each normalised first."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.self_attn = Attention(width, heads)
        self.mlp = nn.ModuleDict({"fc1": nn.Linear(width, 4 * width), "fc2": nn.Linear(4 * width, width)})
        self.input_layernorm = nn.LayerNorm(width, bias=False)
        self.post_attention_layernorm = nn.LayerNorm(width, bias=False)

    def forward(self, hidden: Tensor, mask: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
        """(1, frames, width) to the same shape."""
        attention, normed = self.self_attn, self.input_layernorm(hidden)
        query = rotated(attention.split(attention.q_proj(normed)), turn)
        key = rotated(attention.split(attention.k_proj(normed)), turn)
        hidden = hidden + attention.mix(query, key, attention.split(attention.v_proj(normed)), mask)
        inner = functional.gelu(self.mlp["fc1"](self.post_attention_layernorm(hidden)))
        result: Tensor = hidden + self.mlp["fc2"](inner)
        return result


class DecoderLayer(nn.Module):
    """Attention to the tokens so far, attention to the speech, and a gated feed-forward block."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.self_attn = Attention(width, heads)
        self.encoder_attn = Attention(width, heads)
        self.mlp = nn.ModuleDict({"fc1": nn.Linear(width, 8 * width), "fc2": nn.Linear(4 * width, width)})
        self.input_layernorm = nn.LayerNorm(width, bias=False)
        self.post_attention_layernorm = nn.LayerNorm(width, bias=False)
        self.final_layernorm = nn.LayerNorm(width, bias=False)

    def forward(
        self,
        hidden: Tensor,
        past: tuple[Tensor, Tensor, Tensor],
        speech: tuple[Tensor, Tensor, Tensor],
        turn: tuple[Tensor, Tensor],
    ) -> tuple[Tensor, Tensor, Tensor]:
        """One token.

        Args:
            hidden: (1, 1, width).
            past: Keys and values (1, heads, places, head) of the tokens before, and which places count.
            speech: Likewise of the encoder's frames.
            turn: Cosine and sine of the token's position.

        Returns:
            The new hidden state, and the token's own key and value (1, heads, 1, head).
        """
        attention, normed = self.self_attn, self.input_layernorm(hidden)
        key = rotated(attention.split(attention.k_proj(normed)), turn)
        value = attention.split(attention.v_proj(normed))
        query = rotated(attention.split(attention.q_proj(normed)), turn)
        keys, values, counts = past
        mask = torch.cat((counts, torch.ones_like(counts[..., :1])), -1)
        hidden = hidden + attention.mix(query, torch.cat((keys, key), 2), torch.cat((values, value), 2), mask)
        cross = self.encoder_attn
        query = cross.split(cross.q_proj(self.post_attention_layernorm(hidden)))
        hidden = hidden + cross.mix(query, *speech)
        inner, gate = self.mlp["fc1"](self.final_layernorm(hidden)).chunk(2, -1)
        return hidden + self.mlp["fc2"](functional.silu(gate) * inner), key, value


class SpeechEncoder(nn.Module):
    """Waveform to what the decoder attends to."""

    def __init__(self, width: int, heads: int, layers: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(1, width, 127, stride=64, bias=False)
        self.conv2 = nn.Conv1d(width, 2 * width, 7, stride=3)
        self.conv3 = nn.Conv1d(2 * width, width, 3, stride=2)
        self.groupnorm = nn.GroupNorm(1, width)
        self.layers = nn.ModuleList(EncoderLayer(width, heads) for _ in range(layers))
        self.layer_norm = nn.LayerNorm(width, bias=False)
        self.heads = heads
        self.keys = nn.ModuleList(nn.Linear(width, width, bias=False) for _ in range(layers))
        self.values = nn.ModuleList(nn.Linear(width, width, bias=False) for _ in range(layers))

    def forward(self, samples: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Encode.

        Args:
            samples: (1, samples) at 16 kHz.
            mask: (1, samples), 0 behind the end of the speech.

        Returns:
            Keys and values of each decoder layer, both (layers, heads, frames, head).
        """
        seen = mask[:, None, 126::64]
        hidden = torch.tanh(self.conv1(samples[:, None])) * seen
        hidden = self._normed(hidden, seen)
        seen = seen[..., 6::3]
        hidden = functional.gelu(self.conv2(hidden))
        seen = seen[..., 2::2]
        hidden = functional.gelu(self.conv3(hidden)).transpose(1, 2)
        turn = turning(torch.cumsum(torch.ones_like(seen[0, 0]), 0) - 1.0)
        for layer in self.layers:
            hidden = layer(hidden, seen[:, None], turn)
        hidden = self.layer_norm(hidden)
        keys = [split(key(hidden), self.heads) for key in self.keys]
        values = [split(value(hidden), self.heads) for value in self.values]
        return torch.cat(keys), torch.cat(values)

    def _normed(self, hidden: Tensor, seen: Tensor) -> Tensor:
        """Group normalisation whose mean and variance are those of the real frames alone."""
        count = seen.sum() * hidden.shape[1]
        mean = hidden.sum() / count
        variance = (((hidden - mean) * seen) ** 2).sum() / count
        norm = self.groupnorm
        return (hidden - mean) * torch.rsqrt(variance + norm.eps) * norm.weight[:, None] + norm.bias[:, None]


class TextDecoder(nn.Module):
    """One token to the logits of the next."""

    def __init__(self, width: int, heads: int, layers: int, vocabulary: int) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(vocabulary, width)
        self.layers = nn.ModuleList(DecoderLayer(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width, bias=False)
        self.proj_out = nn.Linear(width, vocabulary, bias=False)

    def forward(
        self,
        token: Tensor,
        place: Tensor,
        keys: Tensor,
        values: Tensor,
        speech_keys: Tensor,
        speech_values: Tensor,
        speech: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """One step.

        Args:
            token: (1, 1) int64.
            place: (1,) float32, how many tokens came before.
            keys: (layers, heads, places, head): the cache, filled up to ``place``.
            values: The same shape.
            speech_keys: (layers, heads, frames, head), from the encoder.
            speech_values: The same shape.
            speech: (1, frames), 0 behind the end of the speech.

        Returns:
            Logits (1, vocabulary), and the token's keys and values (layers, heads, 1, head).
        """
        hidden = self.embed_tokens(token)
        turn = turning(place)
        places = torch.cumsum(torch.ones_like(keys[0, 0, :, 0]), 0) - 1.0
        counts = (places < place).to(keys.dtype)[None, None, None]
        listened = speech[:, None, None]
        new_keys, new_values = [], []
        for index, layer in enumerate(self.layers):
            past = (keys[index : index + 1], values[index : index + 1], counts)
            cross = (speech_keys[index : index + 1], speech_values[index : index + 1], listened)
            hidden, key, value = layer(hidden, past, cross, turn)
            new_keys.append(key)
            new_values.append(value)
        return self.proj_out(self.norm(hidden))[:, 0], torch.cat(new_keys), torch.cat(new_values)


def split(projected: Tensor, heads: int) -> Tensor:
    """(1, time, width) to (1, heads, time, head)."""
    return projected.view(*projected.shape[:2], heads, projected.shape[2] // heads).transpose(1, 2)


def turning(positions: Tensor) -> tuple[Tensor, Tensor]:
    """Cosine and sine (time, rotary) by which rotary embeddings turn positions (time,) (arXiv 2104.09864)."""
    exponents = torch.arange(0, _ROTARY, 2, dtype=torch.float32, device=positions.device) / _ROTARY
    angles = (positions.float()[:, None] / 10000.0**exponents).repeat_interleave(2, -1)
    return angles.cos().to(positions.dtype), angles.sin().to(positions.dtype)


def rotated(heads: Tensor, turn: tuple[Tensor, Tensor]) -> Tensor:
    """Turn the first features of every head, which lie in neighbouring pairs."""
    cosine, sine = turn
    moving, still = heads[..., :_ROTARY], heads[..., _ROTARY:]
    crossed = torch.stack((-moving[..., 1::2], moving[..., 0::2]), -1).flatten(-2)
    return torch.cat((moving * cosine + crossed * sine, still), -1)
