"""A teacher of random weights, in files as one that was downloaded."""

from pathlib import Path

import torch

from asr.torchaudio_cpu import load_torchaudio

load_torchaudio()
from transformers import XLMRobertaConfig, XLMRobertaModel  # noqa: E402  # imports torchaudio, on a CPU not as it is


def small_teacher(folder: Path, pieces: int) -> XLMRobertaModel:
    """Write a small model of the XLM-R family."""
    torch.manual_seed(5)
    config = XLMRobertaConfig(
        vocab_size=pieces,
        hidden_size=32,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=128,
        max_position_embeddings=120,
        type_vocab_size=1,
        layer_norm_eps=1e-12,
    )
    model = XLMRobertaModel(config, add_pooling_layer=False).eval()
    model.save_pretrained(folder)
    return model
