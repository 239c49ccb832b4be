"""Whisper on the audio that is there.

Radford et al. 2022 (https://arxiv.org/abs/2212.04356) pad every utterance to 30 seconds, which makes the encoder's cost
the same for one word and for fifty. Here the audio gets one second of silence, without which the decoder does not see
the end and starts again.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from asr.activity import RATE
from asr.alignment import Piece, ending_of, token_times, words_of
from asr.biasing import Biasing
from asr.decoding import Adjust, Decoding, Search, decode, distinct
from asr.errors import AsrError
from asr.transcript import Transcript
from asr.whisper.decoders import GrowingDecoder, LookingDecoder, SteppingDecoder
from asr.whisper.features import HOP, log_mel
from asr.whisper.graphs import BASE, WhisperSize, decoder_graph, encoder_graph, step_graph
from asr.whisper.pieces import Pieces
from runtime import Audio, Device, ModelStore, open_runtime, probe
from runtime.audio import Samples
from runtime.graph import Array

_SILENCE = 1.0
_LONGEST = 30.0
_TOKENS_A_SECOND = 12.0
_TOKENS_AT_MOST = 220
_PROMPT = 4
_ALTERNATIVES = 2
_STEP = 2 * HOP / RATE

Listen = Callable[[Array, int], LookingDecoder]
"""From log-mel frames (1, 80, frames), and the most tokens that will be read, to a decoder of them."""


def open_whisper(
    store: ModelStore,
    size: WhisperSize = BASE,
    languages: Sequence[str] = (),
    device: Device = "auto",
    *,
    soon: bool = True,
) -> "Whisper":
    """Load a model; the first time its networks are exported, which takes a minute.

    Args:
        store: Has its weights.
        size: Which model.
        languages: ISO 639-1 codes to choose among; all that the model knows where empty.
        device: Where it runs.
        soon: Whether it is needed soon; otherwise it is loaded in the background.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``runtime.unavailable``.
        AsrError: ``model.unreadable``; ``language.unknown``.
    """
    pieces = Pieces(store.path(size.model, "tokenizer.json"), store.path(size.model, "config.json"))
    if unknown := set(languages) - (set(pieces.special.languages) or {"en"}):
        raise AsrError("language.unknown", f"{size.model} does not know {sorted(unknown)}.", "Use ISO 639-1 codes.")
    listen = _listening(store, size, device, soon)
    return Whisper(size.model, listen, pieces, languages)


def _listening(store: ModelStore, size: WhisperSize, device: Device, soon: bool) -> Listen:
    """Both networks: the decoder with a cache that grows, on devices of fixed shapes with one of fixed size."""
    encoder = open_runtime(encoder_graph(store, size), device, soon=soon)
    if device in ("fixed", "cuda") and probe(device).available:
        step = open_runtime(step_graph(store, size), device, soon=soon)
        return lambda mel, limit: SteppingDecoder(step, encoder.run({"mel": mel})["cross"], limit)
    decoder = open_runtime(decoder_graph(store, size), device, soon=soon)
    return lambda mel, limit: GrowingDecoder(decoder, encoder.run({"mel": mel})["cross"])


class Whisper:
    """The recogniser. It writes words for silence: let `asr.speech_only` decide what is speech."""

    def __init__(self, name: str, listen: Listen, pieces: Pieces, languages: Sequence[str] = ()) -> None:
        self.name = name
        self._listen = listen
        self._pieces = pieces
        self._choices = {
            code: token for code, token in pieces.special.languages.items() if code in languages or not languages
        }
        self.languages = frozenset(self._choices or {"en"})
        self._suppressed = np.array(pieces.special.suppressed)

    def only(self, language: str) -> "Whisper":
        """See `asr.transcript.Multilingual`."""
        return Whisper(self.name, self._listen, self._pieces, (language,))

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`. At most 29 seconds are heard."""
        limit = min(_TOKENS_AT_MOST, 8 + int(_TOKENS_A_SECOND * audio.seconds))
        decoder = self._listen(log_mel(_with_silence(audio.samples)), limit + _PROMPT)
        language = self._language(decoder)
        search = Search(
            prompt=self._task(language),
            end=self._pieces.special.end,
            alternatives=_ALTERNATIVES,
            limit=limit,
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

    def _times(self, decoder: LookingDecoder, prompt: tuple[int, ...], best: Decoding, seconds: float) -> Array:
        """When each token begins, from where the decoder looks when it reads them all again."""
        looks = decoder.looks([*prompt, *best.tokens])[len(prompt) - 1 :, : max(1, round(seconds / _STEP))]
        return token_times(looks, _STEP)

    def _language(self, decoder: LookingDecoder) -> str:
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


def _with_silence(samples: Samples) -> Samples:
    """Silence behind, to a whole number of encoder steps."""
    step = 2 * HOP
    kept = samples[: int((_LONGEST - _SILENCE) * RATE)]
    count = -(-(len(kept) + int(_SILENCE * RATE)) // step) * step
    return np.pad(kept, (0, count - len(kept)))
