"""Whisper on the audio that is there.

Radford et al. 2022 (https://arxiv.org/abs/2212.04356) pad every utterance to 30 seconds, which makes the encoder's cost
the same for one word and for fifty. Here the audio gets one second of silence, without which the decoder does not see
the end and starts again.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from asr.activity import RATE
from asr.alignment import Piece, ending_of, token_times, words_of
from asr.biasing import Biasing
from asr.decoding import Adjust, Decoding, Search, decode, distinct
from asr.errors import AsrError
from asr.transcript import Transcript
from asr.whisper.ctranslate import read_variables
from asr.whisper.features import BANDS, HOP, log_mel
from asr.whisper.pieces import Pieces
from runtime import Audio, Device, Graph, GraphSpec, ModelStore, Session, TensorSpec, open_runtime
from runtime.audio import Samples
from runtime.export import exported
from runtime.graph import Array

if TYPE_CHECKING:
    import torch

_SILENCE = 1.0
_LONGEST = 30.0
_TOKENS_A_SECOND = 12.0
_TOKENS_AT_MOST = 220
_ALTERNATIVES = 2
_HEAD = 64
_STEP = 2 * HOP / RATE


@dataclass(frozen=True, slots=True)
class Size:
    """The points in which the published models differ.

    Attributes:
        model: Its name in the store.
        layers: Of the decoder.
        heads: Of each attention.
        words: Of the vocabulary.
    """

    model: str
    layers: int
    heads: int
    words: int


TINY_EN: Final = Size("whisper-tiny-en", layers=4, heads=6, words=51864)
BASE: Final = Size("whisper-base", layers=6, heads=8, words=51865)


def open_whisper(
    store: ModelStore, size: Size = BASE, languages: Sequence[str] = (), device: Device = "auto"
) -> "Whisper":
    """Load a model; the first time its networks are exported, which takes a minute.

    Args:
        store: Has its weights.
        size: Which model.
        languages: ISO 639-1 codes to choose among; all that the model knows where empty.
        device: Where it runs.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``runtime.unavailable``.
        AsrError: ``model.unreadable``; ``language.unknown``.
    """
    pieces = Pieces(store.path(size.model, "tokenizer.json"), store.path(size.model, "config.json"))
    if unknown := set(languages) - (set(pieces.special.languages) or {"en"}):
        raise AsrError("language.unknown", f"{size.model} does not know {sorted(unknown)}.", "Use ISO 639-1 codes.")
    encoder, decoder = _graphs(store, size, pieces)
    return Whisper(size.model, open_runtime(encoder, device), open_runtime(decoder, device), pieces, languages)


class Whisper:
    """The recogniser. It writes words for silence: let `asr.speech_only` decide what is speech."""

    def __init__(
        self, name: str, encoder: Session, decoder: Session, pieces: Pieces, languages: Sequence[str] = ()
    ) -> None:
        self.name = name
        self._encoder = encoder
        self._decoder = decoder
        self._pieces = pieces
        self._choices = {
            code: token for code, token in pieces.special.languages.items() if code in languages or not languages
        }
        self.languages = frozenset(self._choices or {"en"})
        self._suppressed = np.array(pieces.special.suppressed)

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`. At most 29 seconds are heard."""
        cross = self._encoder.run({"mel": log_mel(_with_silence(audio.samples))})["cross"]
        decoder = _Decoder(self._decoder, cross)
        language = self._language(decoder)
        search = Search(
            prompt=self._task(language),
            end=self._pieces.special.end,
            alternatives=_ALTERNATIVES,
            limit=min(_TOKENS_AT_MOST, 8 + int(_TOKENS_A_SECOND * audio.seconds)),
            adjust=self._adjust(biases),
        )
        found = decode(decoder, search)
        pieces = self._spelt(found[0])
        times = self._times(decoder, search.prompt, found[0], audio.seconds)
        words = words_of(self._pieces.text(found[0].tokens), pieces, times)
        return Transcript(distinct(found, self._pieces.text), language, words, ending=ending_of(pieces))

    def _spelt(self, best: Decoding) -> list[Piece]:
        return [
            Piece(self._pieces.text([token]), token in self._pieces.starts, math.exp(score))
            for token, score in zip(best.tokens, best.log_probabilities, strict=False)
        ]

    def _times(self, decoder: "_Decoder", prompt: tuple[int, ...], best: Decoding, seconds: float) -> Array:
        """When each token begins, from where the decoder looks when it reads them all again."""
        looks = decoder.looks([*prompt, *best.tokens])[len(prompt) - 1 :, : max(1, round(seconds / _STEP))]
        return token_times(looks, _STEP)

    def _language(self, decoder: "_Decoder") -> str:
        """The likeliest of the languages to choose among, from the sound."""
        if len(self.languages) == 1:
            return next(iter(self.languages))
        logits, _ = decoder.step([self._pieces.special.start], None)
        return max(self._choices, key=lambda code: float(logits[self._choices[code]]))

    def _task(self, language: str) -> tuple[int, ...]:
        special = self._pieces.special
        if special.transcribe is None:
            return special.start, special.plain
        return special.start, self._choices[language], special.transcribe, special.plain

    def _adjust(self, biases: Sequence[str]) -> Adjust:
        biasing = Biasing([self._pieces.tokens(phrase) for phrase in biases], self._pieces.starts)

        def adjust(logits: Array, tokens: Sequence[int]) -> Array:
            logits[self._suppressed] = -np.inf
            return biasing(logits, tokens)

        return adjust


class _Decoder:
    """The decoder for one utterance; its state is the cache."""

    def __init__(self, session: Session, cross: Array) -> None:
        self._session = session
        self._cross = cross
        layers, parts, heads, _, head = cross.shape
        self._empty = np.zeros((layers, parts, heads, 0, head), np.float32)

    def step(self, tokens: Sequence[int], state: Array | None) -> tuple[Array, Array]:
        """See `asr.decoding.Decoder.step`."""
        outputs = self._run(tokens, self._empty if state is None else state)
        return outputs["logits"][0], outputs["present"]

    def looks(self, tokens: Sequence[int]) -> Array:
        """Where the alignment heads look at each token, shape (tokens, steps)."""
        return self._run(tokens, self._empty)["attention"]

    def _run(self, tokens: Sequence[int], past: Array) -> Mapping[str, Array]:
        return self._session.run({"tokens": np.array([tokens], np.int64), "past": past, "cross": self._cross})


def _with_silence(samples: Samples) -> Samples:
    """Silence behind, to a whole number of encoder steps."""
    step = 2 * HOP
    kept = samples[: int((_LONGEST - _SILENCE) * RATE)]
    count = -(-(len(kept) + int(_SILENCE * RATE)) // step) * step
    return np.pad(kept, (0, count - len(kept)))


def _graphs(store: ModelStore, size: Size, pieces: Pieces) -> tuple[Graph, Graph]:
    """Encoder and decoder, exported in int8 beside the weights they come from."""
    weights, definition = store.path(size.model, "model.bin"), Path(__file__).with_name("networks.py")
    build = {"encoder": partial(_encoder, weights), "decoder": partial(_decoder, weights, pieces.alignment)}
    graphs = []
    for spec in (encoder_spec(size), decoder_spec(size)):
        module = build[spec.name.rpartition(".")[2]]
        onnx = exported(spec, module, (weights, definition), store.root / "exports", quantised=True)
        graphs.append(Graph(spec, onnx=onnx, module=module))
    return graphs[0], graphs[1]


def _encoder(weights: Path) -> "torch.nn.Module":
    from asr.whisper.networks import Encoder  # seconds to import, and only an export needs them
    from asr.whisper.weights import build_whisper

    return Encoder(build_whisper(read_variables(weights)))


def _decoder(weights: Path, alignment: Sequence[tuple[int, int]]) -> "torch.nn.Module":
    from asr.whisper.networks import Decoder
    from asr.whisper.weights import build_whisper

    return Decoder(build_whisper(read_variables(weights)), alignment)


def encoder_spec(size: Size) -> GraphSpec:
    """Log-mel frames of 10 ms to keys and values for the decoder, steps of 20 ms."""
    return GraphSpec(
        name=f"asr.{size.model}.encoder",
        inputs=(TensorSpec("mel", "float32", (1, BANDS, "frames")),),
        outputs=(TensorSpec("cross", "float32", (size.layers, 2, size.heads, "steps", _HEAD)),),
    )


def decoder_spec(size: Size) -> GraphSpec:
    """Tokens and the cache of those before to the logits of the next."""
    cache = (size.layers, 2, size.heads)
    return GraphSpec(
        name=f"asr.{size.model}.decoder",
        inputs=(
            TensorSpec("tokens", "int64", (1, "tokens")),
            TensorSpec("past", "float32", (*cache, "past", _HEAD)),
            TensorSpec("cross", "float32", (*cache, "steps", _HEAD)),
        ),
        outputs=(
            TensorSpec("logits", "float32", (1, size.words)),
            TensorSpec("present", "float32", (*cache, "present", _HEAD)),
            TensorSpec("attention", "float32", ("tokens", "steps")),
        ),
    )
