"""Moonshine: English speech recognition whose cost grows with the length of the speech.

Encoder and decoder are transformers over the waveform itself (Jeffries et al. 2024, https://arxiv.org/abs/2410.15608),
run from the quantised graphs that its makers publish.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from asr.activity import RATE
from asr.decoding import Decoding, greedy
from asr.transcript import Hypothesis, Transcript
from asr.vocabulary import Vocabulary, read_vocabulary
from runtime import Audio, Device, Graph, GraphSpec, Session, TensorSpec
from runtime.graph import Array
from runtime.open import open_runtime
from runtime.store import ModelStore

START: Final = 1
END: Final = 2
_VOCABULARY = 32768
_SHORTEST = RATE // 4
# English has about 4 tokens a second; the makers cut at 6.5, which loses words of hurried speakers.
_TOKENS_A_SECOND = 9.0
_TOKENS_AT_MOST = 192  # positions the decoder was trained for


@dataclass(frozen=True, slots=True)
class Size:
    """The dimensions in which the published models differ."""

    model: str
    layers: int
    heads: int
    head: int

    @property
    def width(self) -> int:
        """Features of an encoder frame."""
        return self.heads * self.head


TINY: Final = Size("moonshine-tiny-en", layers=6, heads=8, head=36)
BASE: Final = Size("moonshine-base-en", layers=8, heads=8, head=52)


def open_moonshine(store: ModelStore, size: Size = TINY, device: Device = "auto") -> "Moonshine":
    """Load a model.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``runtime.unavailable``.
        AsrError: ``vocabulary.corrupt``.
    """
    return Moonshine(
        size,
        encoder=open_runtime(Graph(encoder_spec(size), onnx=store.path(size.model, "encoder_model.ort")), device),
        decoder=open_runtime(
            Graph(decoder_spec(size), onnx=store.path(size.model, "decoder_model_merged.ort")), device
        ),
        vocabulary=read_vocabulary(store.path(size.model, "tokenizer.bin")),
    )


class Moonshine:
    """The recogniser. It writes words for any sound: let `asr.speech_only` decide what is speech."""

    languages = frozenset({"en"})

    def __init__(self, size: Size, encoder: Session, decoder: Session, vocabulary: Vocabulary) -> None:
        self.name = size.model
        self._size = size
        self._encoder = encoder
        self._decoder = decoder
        self._vocabulary = vocabulary

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`; biases are ignored."""
        samples = np.pad(audio.samples, (0, max(0, _SHORTEST - len(audio.samples))))
        limit = min(_TOKENS_AT_MOST, 4 + int(_TOKENS_A_SECOND * len(samples) / RATE))
        decoding = greedy(_Decoder(self._size, self._encoder, self._decoder, samples), START, END, limit)
        return Transcript((self._hypothesis(decoding),), language="en")

    def _hypothesis(self, decoding: Decoding) -> Hypothesis:
        return Hypothesis(self._vocabulary.text(decoding.tokens), decoding.confidence)


class _Decoder:
    """The decoder's state for one utterance."""

    def __init__(self, size: Size, encoder: Session, decoder: Session, samples: Array) -> None:
        ones = np.ones((1, len(samples)), np.int64)
        hidden = encoder.run({"input_values": samples[None], "attention_mask": ones})["last_hidden_state"]
        self._session = decoder
        # The mask is of the samples, not of the encoder's frames: the graph thins it out itself.
        self._constant = {"encoder_hidden_states": hidden, "encoder_attention_mask": ones}
        self._caches = {f"past_key_values.{name}": np.zeros((1, *_empty(size)), np.float32) for name in _caches(size)}
        self._warm = False

    def step(self, token: int) -> Array:
        """Logits of the token that follows ``token``, shape (vocabulary,)."""
        outputs = self._session.run(
            {
                "input_ids": np.array([[token]], np.int64),
                "use_cache_branch": np.array([self._warm]),
                **self._constant,
                **self._caches,
            }
        )
        for name in self._caches:
            # Once warm, the graph returns an empty cache of the encoder's keys: the first one stays valid.
            if not self._warm or ".decoder." in name:
                self._caches[name] = outputs[name.replace("past_key_values", "present")]
        self._warm = True
        logits: Array = outputs["logits"][0, -1]
        return logits


def encoder_spec(size: Size) -> GraphSpec:
    """Waveform to frames of 24 ms."""
    return GraphSpec(
        name=f"asr.{size.model}.encoder",
        inputs=(
            TensorSpec("input_values", "float32", (1, "samples")),
            TensorSpec("attention_mask", "int64", (1, "samples")),
        ),
        outputs=(TensorSpec("last_hidden_state", "float32", (1, "frames", size.width)),),
    )


def decoder_spec(size: Size) -> GraphSpec:
    """One token and the caches of those before it to the logits of the next."""
    return GraphSpec(
        name=f"asr.{size.model}.decoder",
        inputs=(
            TensorSpec("input_ids", "int64", (1, "tokens")),
            TensorSpec("encoder_hidden_states", "float32", (1, "frames", size.width)),
            TensorSpec("encoder_attention_mask", "int64", (1, "samples")),
            TensorSpec("use_cache_branch", "bool", (1,)),
            *_cache_specs(size, "past_key_values", "past"),
        ),
        outputs=(
            TensorSpec("logits", "float32", (1, "tokens", _VOCABULARY)),
            *_cache_specs(size, "present", "present"),
        ),
    )


def _cache_specs(size: Size, prefix: str, axis: str) -> Iterator[TensorSpec]:
    for name in _caches(size):
        side = "decoder" if ".decoder." in name else "encoder"
        yield TensorSpec(f"{prefix}.{name}", "float32", (1, size.heads, f"{axis} {side}", size.head))


def _caches(size: Size) -> list[str]:
    sides = [f"{side}.{part}" for side in ("decoder", "encoder") for part in ("key", "value")]
    return [f"{layer}.{side}" for layer in range(size.layers) for side in sides]


def _empty(size: Size) -> tuple[int, int, int]:
    return size.heads, 0, size.head
