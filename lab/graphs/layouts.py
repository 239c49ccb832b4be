"""Where the store's files have their tensors, written down for `runtime.weights`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from lab.graphs.checkpoint import read_checkpoint
from lab.graphs.ctranslate import read_whisper
from lab.graphs.onnx_file import read_quantised, read_silero
from lab.graphs.ort_format import read_ort
from lab.graphs.tensor import Tensor
from runtime.store import ModelStore
from runtime.weights import layout_of

Reader = Callable[[Path], dict[str, Tensor]]

READERS: Final[dict[tuple[str, str], Reader]] = {
    ("whisper-tiny-en", "model.bin"): read_whisper,
    ("whisper-base", "model.bin"): read_whisper,
    ("moonshine-tiny-en", "encoder_model.ort"): read_ort,
    ("moonshine-tiny-en", "decoder_model_merged.ort"): read_ort,
    ("moonshine-base-en", "encoder_model.ort"): read_ort,
    ("moonshine-base-en", "decoder_model_merged.ort"): read_ort,
    ("silero-vad", "silero_vad_openvino_16k.onnx"): read_silero,
    ("hibari-heart", "hibari.onnx"): read_quantised,
    ("hifigan-universal", "generator_universal.pth.tar"): read_checkpoint,
}


def write_layout(store: ModelStore, model: str, file: str) -> None:
    """Write down where a file of the store has its tensors."""
    target = layout_of(model, file)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(layout_text(store, model, file), encoding="utf-8")


def layout_text(store: ModelStore, model: str, file: str) -> str:
    """The layout of a file of the store, as JSON with a line for each tensor."""
    path = store.path(model, file)
    data = path.read_bytes()
    entries = {name: tensor.located(data) for name, tensor in sorted(READERS[model, file](path).items())}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items())
    return f"{{\n{lines}\n}}\n"
