"""CTranslate2's variables in transformers' Whisper."""

from typing import TYPE_CHECKING

import numpy as np
import torch

from asr.torchaudio_cpu import load_torchaudio
from asr.whisper.ctranslate import Variables

if TYPE_CHECKING:
    from transformers import WhisperForConditionalGeneration

State = dict[str, torch.Tensor]


def build_whisper(variables: Variables) -> "WhisperForConditionalGeneration":
    """The transformers model with these weights, in float32."""
    load_torchaudio()
    from transformers import WhisperConfig, WhisperForConditionalGeneration

    words, width = variables["decoder/embeddings/weight"].shape
    layers = sum(name.startswith("encoder/") and name.endswith("ffn/linear_0/bias") for name in variables)
    heads = int(variables["encoder/num_heads"])
    ffn = len(variables["encoder/layer_0/ffn/linear_0/bias"])
    config = WhisperConfig(
        vocab_size=words,
        d_model=width,
        encoder_layers=layers,
        decoder_layers=layers,
        encoder_attention_heads=heads,
        decoder_attention_heads=heads,
        encoder_ffn_dim=ffn,
        decoder_ffn_dim=ffn,
    )
    model: WhisperForConditionalGeneration = WhisperForConditionalGeneration(config)
    model.load_state_dict(_state(variables, layers), strict=True)
    return model


def _state(variables: Variables, layers: int) -> State:
    state: State = {}
    for side in ("encoder", "decoder"):
        ours = f"model.{side}"
        state[f"{ours}.embed_positions.weight"] = _tensor(variables, f"{side}/position_encodings/encodings")
        state |= _norm(variables, f"{side}/layer_norm", f"{ours}.layer_norm")
        for layer in range(layers):
            state |= _layer(variables, f"{side}/layer_{layer}", f"{ours}.layers.{layer}", side == "decoder")
    for conv in ("conv1", "conv2"):
        state |= _linear(variables, f"encoder/{conv}", f"model.encoder.{conv}")
    embeddings = _tensor(variables, "decoder/embeddings/weight")
    return state | {"model.decoder.embed_tokens.weight": embeddings, "proj_out.weight": embeddings}


def _layer(variables: Variables, theirs: str, ours: str, decoder: bool) -> State:
    attention = f"{theirs}/self_attention"
    state = _norm(variables, f"{attention}/layer_norm", f"{ours}.self_attn_layer_norm")
    state |= _fused(variables, f"{attention}/linear_0", f"{ours}.self_attn", ("q_proj", "k_proj", "v_proj"))
    state |= _linear(variables, f"{attention}/linear_1", f"{ours}.self_attn.out_proj")
    if decoder:
        cross = f"{theirs}/attention"
        state |= _norm(variables, f"{cross}/layer_norm", f"{ours}.encoder_attn_layer_norm")
        state |= _linear(variables, f"{cross}/linear_0", f"{ours}.encoder_attn.q_proj")
        state |= _fused(variables, f"{cross}/linear_1", f"{ours}.encoder_attn", ("k_proj", "v_proj"))
        state |= _linear(variables, f"{cross}/linear_2", f"{ours}.encoder_attn.out_proj")
    state |= _norm(variables, f"{theirs}/ffn/layer_norm", f"{ours}.final_layer_norm")
    state |= _linear(variables, f"{theirs}/ffn/linear_0", f"{ours}.fc1")
    return state | _linear(variables, f"{theirs}/ffn/linear_1", f"{ours}.fc2")


def _fused(variables: Variables, theirs: str, ours: str, parts: tuple[str, ...]) -> State:
    """Projections that CTranslate2 keeps as one; Whisper's keys have no bias, the file has zeros there."""
    weights = _tensor(variables, f"{theirs}/weight").chunk(len(parts))
    biases = _tensor(variables, f"{theirs}/bias").chunk(len(parts))
    state = {f"{ours}.{part}.weight": weight for part, weight in zip(parts, weights, strict=True)}
    return state | {f"{ours}.{part}.bias": bias for part, bias in zip(parts, biases, strict=True) if part != "k_proj"}


def _linear(variables: Variables, theirs: str, ours: str) -> State:
    return {f"{ours}.{name}": _tensor(variables, f"{theirs}/{name}") for name in ("weight", "bias")}


def _norm(variables: Variables, theirs: str, ours: str) -> State:
    return {
        f"{ours}.weight": _tensor(variables, f"{theirs}/gamma"),
        f"{ours}.bias": _tensor(variables, f"{theirs}/beta"),
    }


def _tensor(variables: Variables, name: str) -> torch.Tensor:
    return torch.from_numpy(variables[name].astype(np.float32))
