"""Moonshine: English speech recognition whose cost grows with the length of the speech.

Encoder and decoder are transformers over the waveform itself (Jeffries et al. 2024, https://arxiv.org/abs/2410.15608),
run from the quantised graphs that its makers publish.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from asr.activity import RATE
from asr.alignment import Piece, ending_of, spread_times, words_of
from asr.biasing import Biasing
from asr.decoding import Decoder, Decoding, Search, decode, distinct
from asr.moonshine_static import Shape, open_static
from asr.transcript import Transcript
from asr.vocabulary import Vocabulary, read_vocabulary
from runtime import Audio, Device, Graph, GraphSpec, Session, TensorSpec
from runtime.graph import Array
from runtime.open import open_runtime, probe
from runtime.store import ModelStore

START: Final = 1
END: Final = 2
_VOCABULARY = 32768
_SHORTEST = RATE // 4
_ALTERNATIVES = 2
# English has about 4 tokens a second; the makers cut at 6.5, which loses words of hurried speakers.
_TOKENS_A_SECOND = 9.0
_TOKENS_AT_MOST = 192  # positions the decoder was trained for

Caches = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class MoonshineSize:
    """The points in which the published models differ.

    Attributes:
        model: Its name in the store.
        layers: Of the decoder.
        heads: Of each attention.
        head: Features of a head.
        masked: Whether the published graphs take a mask of the samples.
    """

    model: str
    layers: int
    heads: int
    head: int
    masked: bool

    @property
    def width(self) -> int:
        """Features of an encoder frame."""
        return self.heads * self.head


TINY: Final = MoonshineSize("moonshine-tiny-en", layers=6, heads=8, head=36, masked=True)
BASE: Final = MoonshineSize("moonshine-base-en", layers=8, heads=8, head=52, masked=False)


def open_moonshine(store: ModelStore, size: MoonshineSize = TINY, device: Device = "auto") -> "Moonshine":
    """Load a model.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``runtime.unavailable``.
        AsrError: ``vocabulary.corrupt``.
    """
    vocabulary = read_vocabulary(store.path(size.model, "tokenizer.bin"))
    if device in ("fixed", "cuda") and probe(device).available:
        shape = Shape(size.model, size.width, size.heads, size.layers)
        return Moonshine(size.model, open_static(store, shape, device).listen, vocabulary)
    encoder = open_runtime(Graph(encoder_spec(size), onnx=store.path(size.model, "encoder_model.ort")), device)
    decoder = open_runtime(Graph(decoder_spec(size), onnx=store.path(size.model, "decoder_model_merged.ort")), device)
    return Moonshine(size.model, lambda samples, limit: _Decoder(size, encoder, decoder, samples), vocabulary)


class Moonshine:
    """The recogniser. It writes words for any sound: let `asr.speech_only` decide what is speech."""

    languages = frozenset({"en"})

    def __init__(self, name: str, listen: Callable[[Array, int], Decoder[Any]], vocabulary: Vocabulary) -> None:
        self.name = name
        self._listen = listen
        self._vocabulary = vocabulary

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`."""
        samples = np.pad(audio.samples, (0, max(0, _SHORTEST - len(audio.samples))))
        limit = min(_TOKENS_AT_MOST, 4 + int(_TOKENS_A_SECOND * len(samples) / RATE))
        biasing = Biasing([self._vocabulary.tokens(phrase) for phrase in biases], self._vocabulary.starts)
        search = Search((START,), END, limit, _ALTERNATIVES, biasing)
        found = decode(self._listen(samples, limit), search)
        pieces = self._spelt(found[0])
        # The published graphs do not say where they looked, so the words' times are a guess.
        words = words_of(self._vocabulary.text(found[0].tokens), pieces, spread_times(pieces, samples, RATE))
        return Transcript(distinct(found, self._vocabulary.text), "en", words, ending=ending_of(pieces))

    def _spelt(self, best: Decoding) -> list[Piece]:
        return [
            Piece(self._vocabulary.text([token]), token in self._vocabulary.starts, math.exp(score))
            for token, score in zip(best.tokens, best.log_probabilities, strict=False)
        ]


class _Decoder:
    """The decoder for one utterance; its state is the caches."""

    def __init__(self, size: MoonshineSize, encoder: Session, decoder: Session, samples: Array) -> None:
        # The decoder's mask is of the samples too, not of the encoder's frames: the graph thins it out itself.
        mask = {"attention_mask": np.ones((1, len(samples)), np.int64)} if size.masked else {}
        hidden = encoder.run({"input_values": samples[None], **mask})["last_hidden_state"]
        self._session = decoder
        self._constant = {"encoder_hidden_states": hidden, **{f"encoder_{name}": ones for name, ones in mask.items()}}
        self._empty = {f"past_key_values.{name}": np.zeros((1, *_empty(size)), np.float32) for name in _caches(size)}

    def step(self, tokens: Sequence[int], state: Caches | None) -> tuple[Array, Caches]:
        """See `asr.decoding.Decoder.step`."""
        caches = self._empty if state is None else state
        outputs = self._session.run(
            {
                "input_ids": np.array([tokens], np.int64),
                "use_cache_branch": np.array([state is not None]),
                **self._constant,
                **caches,
            }
        )
        # Once warm, the graph returns an empty cache of the encoder's keys: the first one stays valid.
        after = {
            name: outputs[name.replace("past_key_values", "present")]
            if state is None or ".decoder." in name
            else caches[name]
            for name in caches
        }
        logits: Array = outputs["logits"][0, -1]
        return logits, after


def encoder_spec(size: MoonshineSize) -> GraphSpec:
    """Waveform to frames of 24 ms."""
    return GraphSpec(
        name=f"asr.{size.model}.encoder",
        inputs=(
            TensorSpec("input_values", "float32", (1, "samples")),
            *_mask_spec(size, "attention_mask"),
        ),
        outputs=(TensorSpec("last_hidden_state", "float32", (1, "frames", size.width)),),
        unbounded=f"grows with the speech; asr.{size.model}.speech takes its place where sizes are fixed",
    )


def decoder_spec(size: MoonshineSize) -> GraphSpec:
    """One token and the caches of those before it to the logits of the next."""
    return GraphSpec(
        name=f"asr.{size.model}.decoder",
        inputs=(
            TensorSpec("input_ids", "int64", (1, "tokens")),
            TensorSpec("encoder_hidden_states", "float32", (1, "frames", size.width)),
            *_mask_spec(size, "encoder_attention_mask"),
            TensorSpec("use_cache_branch", "bool", (1,)),
            *_cache_specs(size, "past_key_values", "past"),
        ),
        outputs=(
            TensorSpec("logits", "float32", (1, "tokens", _VOCABULARY)),
            *_cache_specs(size, "present", "present"),
        ),
        unbounded=f"has a cache that grows; asr.{size.model}.text takes its place where sizes are fixed",
    )


def _mask_spec(size: MoonshineSize, name: str) -> tuple[TensorSpec, ...]:
    return (TensorSpec(name, "int64", (1, "samples")),) if size.masked else ()


def _cache_specs(size: MoonshineSize, prefix: str, axis: str) -> Iterator[TensorSpec]:
    for name in _caches(size):
        side = "decoder" if ".decoder." in name else "encoder"
        yield TensorSpec(f"{prefix}.{name}", "float32", (1, size.heads, f"{axis} {side}", size.head))


def _caches(size: MoonshineSize) -> list[str]:
    sides = [f"{side}.{part}" for side in ("decoder", "encoder") for part in ("key", "value")]
    return [f"{layer}.{side}" for layer in range(size.layers) for side in sides]


def _empty(size: MoonshineSize) -> tuple[int, int, int]:
    return size.heads, 0, size.head
