"""The published weights in transformers' Whisper."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import torch

from asr.torchaudio_cpu import load_torchaudio
from runtime.graph import Array

if TYPE_CHECKING:
    from transformers import WhisperForConditionalGeneration

_EMBEDDING: Final = "model.decoder.embed_tokens.weight"
_HEAD: Final = 64


def build_whisper(weights: Mapping[str, Array]) -> "WhisperForConditionalGeneration":
    """The transformers model with these weights, which have the names of its own; its projection is its embedding."""
    load_torchaudio()
    from transformers import WhisperConfig, WhisperForConditionalGeneration

    words, width = weights[_EMBEDDING].shape
    layers = sum(name.endswith(".fc1.bias") for name in weights) // 2
    ffn = len(weights["model.encoder.layers.0.fc1.bias"])
    config = WhisperConfig(
        vocab_size=words,
        d_model=width,
        encoder_layers=layers,
        decoder_layers=layers,
        encoder_attention_heads=width // _HEAD,
        decoder_attention_heads=width // _HEAD,
        encoder_ffn_dim=ffn,
        decoder_ffn_dim=ffn,
    )
    model: WhisperForConditionalGeneration = WhisperForConditionalGeneration(config)
    state = {name: torch.from_numpy(np.array(array)) for name, array in weights.items()}
    model.load_state_dict(state | {"proj_out.weight": state[_EMBEDDING]}, strict=True)
    return model
