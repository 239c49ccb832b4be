"""A small, safe subset of SSML 1.1: break, say-as, prosody, sub, phoneme, lang.

No document type, so no entities; a size and a depth limit; an element or value that is not understood is an error
that names it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol
from xml.etree import ElementTree

import numpy as np

from runtime import Audio
from tts.errors import TtsError
from tts.text import is_speakable
from tts.voice import SpeechChunk

LARGEST, DEEPEST = 100_000, 16
_LONGEST_BREAK = 10.0
_RATES = {"x-slow": 0.5, "slow": 0.75, "medium": 1.0, "default": 1.0, "fast": 1.35, "x-fast": 2.0}
_PITCHES = {"x-low": 0.7, "low": 0.85, "medium": 1.0, "default": 1.0, "high": 1.2, "x-high": 1.45}
_VOLUMES = {"silent": -120.0, "x-soft": -18.0, "soft": -9.0, "medium": 0.0, "default": 0.0, "loud": 6.0, "x-loud": 9.0}
_BREAKS = {"none": 0.0, "x-weak": 0.1, "weak": 0.2, "medium": 0.4, "strong": 0.7, "x-strong": 1.0}
_PERCENT = re.compile(r"^([+-]?)(\d+(?:\.\d+)?)%$")
_SEMITONES = re.compile(r"^([+-]?\d+(?:\.\d+)?)st$")
_DECIBELS = re.compile(r"^([+-]?\d+(?:\.\d+)?)dB$")
_TIME = re.compile(r"^(\d+(?:\.\d+)?)(ms|s)$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of marked-up text that is said in one way.

    Attributes:
        text: What to say; phonemes as ``[word](/phonemes/)``.
        speed: Ratio.
        pitch: Ratio.
        decibels: Gain.
        language: A code, or nothing for the voice's own.
        pause: Seconds of silence before it.
    """

    text: str = ""
    speed: float = 1.0
    pitch: float = 1.0
    decibels: float = 0.0
    language: str = ""
    pause: float = 0.0


class ControlledVoice(Protocol):
    """A voice whose speed and pitch can be set."""

    rate: int

    def stream(self, text: str, *, speed: float = 1.0, pitch: float = 1.0) -> Iterator[SpeechChunk]:
        """Speak."""
        ...


def parse_ssml(markup: str) -> tuple[Passage, ...]:
    """Parse a ``<speak>`` document.

    Raises:
        TtsError: ``ssml.too_long``, ``ssml.malformed``, ``ssml.unsafe``, ``ssml.too_deep``, ``ssml.unknown``.
    """
    if len(markup) > LARGEST:
        raise TtsError("ssml.too_long", f"the markup is longer than {LARGEST} characters.")
    if "<!" in markup or "<?" in markup.removeprefix("<?xml"):
        raise TtsError("ssml.unsafe", "the markup has a document type, a comment or an instruction.", "Leave it out.")
    try:
        root = ElementTree.fromstring(markup)
    except (ElementTree.ParseError, ValueError) as error:
        raise TtsError("ssml.malformed", f"the markup is not XML: {error}") from error
    if _name(root) != "speak":
        raise TtsError("ssml.unknown", f"the markup begins with <{_name(root)}>, not with <speak>.")
    return tuple(span for span in _spans(root, Passage(), 0) if span.pause or is_speakable(span.text))


def stream_ssml(
    voice: ControlledVoice, markup: str, voice_of: Callable[[str], ControlledVoice] | None = None
) -> Iterator[SpeechChunk]:
    """Speak marked-up text.

    Args:
        voice: Speaks what has no language of its own.
        markup: A ``<speak>`` document.
        voice_of: Gives the voice of a language; it must have the same rate.

    Raises:
        TtsError: See ``parse_ssml``; ``text.empty`` where there is nothing to say.
    """
    spans = parse_ssml(markup)
    if not spans:
        raise TtsError("text.empty", "There is nothing to say in this markup.")
    return _stream(voice, spans, voice_of)


def _stream(
    voice: ControlledVoice, spans: tuple[Passage, ...], voice_of: Callable[[str], ControlledVoice] | None
) -> Iterator[SpeechChunk]:
    index = 0
    for place, span in enumerate(spans):
        ending = place == len(spans) - 1
        if span.pause:
            silence = Audio(np.zeros(round(span.pause * voice.rate), np.float32), voice.rate)
            yield SpeechChunk(silence, index, last=ending and not span.text)
            index += 1
        speaker = voice_of(span.language) if span.language and voice_of else voice
        for chunk in speaker.stream(span.text, speed=span.speed, pitch=span.pitch) if span.text else ():
            samples = np.clip(chunk.audio.samples * np.float32(10 ** (span.decibels / 20)), -1, 1)
            yield SpeechChunk(Audio(samples, voice.rate), index, last=ending and chunk.last)
            index += 1


def _spans(element: ElementTree.Element, way: Passage, depth: int) -> Iterator[Passage]:
    if depth > DEEPEST:
        raise TtsError("ssml.too_deep", f"the markup is nested deeper than {DEEPEST}.")
    inside = _INSIDE.get(_name(element))
    if inside is None:
        known = ", ".join(sorted(_INSIDE))
        raise TtsError("ssml.unknown", f"<{_name(element)}> is not understood (known: {known}).")
    way, replaced = inside(element, way)
    if replaced is not None:
        yield replaced
        return
    yield replace(way, text=_clean(element.text))
    for child in element:
        yield from _spans(child, way, depth + 1)
        yield replace(way, text=_clean(child.tail))


def _prosody(element: ElementTree.Element, way: Passage) -> tuple[Passage, None]:
    speed = _ratio(element, "rate", _RATES) * way.speed
    pitch = _ratio(element, "pitch", _PITCHES) * way.pitch
    volume = element.get("volume", "default")
    decibels = _DECIBELS.match(volume)
    gain = float(decibels[1]) if decibels else _named(element, "volume", volume, _VOLUMES)
    return replace(way, speed=_within(speed), pitch=_within(pitch), decibels=way.decibels + gain), None


def _break(element: ElementTree.Element, way: Passage) -> tuple[Passage, Passage]:
    time = element.get("time")
    if time is None:
        strength = element.get("strength", "medium")
        return way, Passage(pause=_named(element, "strength", strength, _BREAKS))
    match = _TIME.match(time)
    if not match:
        raise _unknown(element, "time", time)
    seconds = float(match[1]) / (1000 if match[2] == "ms" else 1)
    return way, Passage(pause=min(seconds, _LONGEST_BREAK))


def _say_as(element: ElementTree.Element, way: Passage) -> tuple[Passage, Passage]:
    kind, text = element.get("interpret-as", ""), _clean(element.text)
    if kind in ("characters", "spell-out"):
        return way, replace(way, text=" ".join(f"{character.upper()}," for character in text if character != " "))
    if kind in ("digits", "telephone"):
        return way, replace(way, text=" ".join(character for character in text if character.isalnum()))
    if kind in ("cardinal", "number", "ordinal", "date", "time", "currency", "unit", "fraction"):
        return way, replace(way, text=text)
    raise _unknown(element, "interpret-as", kind)


def _sub(element: ElementTree.Element, way: Passage) -> tuple[Passage, Passage]:
    return way, replace(way, text=element.get("alias", _clean(element.text)))


def _phoneme(element: ElementTree.Element, way: Passage) -> tuple[Passage, Passage]:
    phonemes = element.get("ph", "")
    if not phonemes or set(phonemes) & set("[]()/"):
        raise _unknown(element, "ph", phonemes)
    return way, replace(way, text=f"[{_clean(element.text) or 'x'}](/{phonemes}/)")


def _lang(element: ElementTree.Element, way: Passage) -> tuple[Passage, None]:
    code = element.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    return replace(way, language=code.partition("-")[0].lower()), None


_INSIDE: dict[str, Callable[[ElementTree.Element, Passage], tuple[Passage, Passage | None]]] = {
    "speak": lambda element, way: (way, None),
    "p": lambda element, way: (way, None),
    "s": lambda element, way: (way, None),
    "prosody": _prosody,
    "break": _break,
    "say-as": _say_as,
    "sub": _sub,
    "phoneme": _phoneme,
    "lang": _lang,
}


def _within(ratio: float) -> float:
    return min(max(ratio, 0.5), 2.0)


def _ratio(element: ElementTree.Element, key: str, names: dict[str, float]) -> float:
    value = element.get(key, "default")
    if percent := _PERCENT.match(value):
        amount = float(percent[2]) / 100
        return amount if not percent[1] else 1 + amount * (1 if percent[1] == "+" else -1)
    if semitones := _SEMITONES.match(value):
        return float(2 ** (float(semitones[1]) / 12))
    return _named(element, key, value, names)


def _named(element: ElementTree.Element, key: str, value: str, names: dict[str, float]) -> float:
    if value not in names:
        raise _unknown(element, key, value)
    return names[value]


def _unknown(element: ElementTree.Element, key: str, value: str) -> TtsError:
    return TtsError("ssml.unknown", f"<{_name(element)} {key}={value!r}> is not understood.")


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())
