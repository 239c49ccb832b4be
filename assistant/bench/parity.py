"""Every network there is to compare, with real inputs: of each stage, each of our voices, and each recogniser."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Self, get_args

from asr.recognizer import open_recognizer
from asr.transcript import Quality, Recognizer
from asr.whisper.recognizer import open_whisper
from assistant.app import Networks
from assistant.bench.tts import read_sentences
from assistant.config import Config, RuntimeSettings
from assistant.rehearsal import spoken
from runtime import Audio, Device, Graph, RuntimeRoomError, probe
from runtime.open import graphs, recording
from runtime.parity import Feeds
from tts.errors import TtsError
from tts.voice import Voice
from tts.voices import open_voice, voice_names

_SAID: Final = ("Stop.", "Set a timer for ten minutes.", "Add milk and brown bread to my shopping list, and play jazz.")
_READ: Final = {"ja": ("明日の朝七時に起こしてください。",)}
_GRIEFS: Final = ("model.missing", "voice.engine_missing", "voice.extra_missing", "voice.no_language")


@dataclass(frozen=True, slots=True)
class _Opened:
    """All there is on one runtime."""

    networks: Networks
    recognisers: list[Recognizer]
    voices: list[Voice]

    @classmethod
    def on(cls, config: Config, device: Device) -> Self:
        settings = RuntimeSettings(asr=device, nlu=device, dialog=device, tts=device)
        networks = Networks(config.model_copy(update={"runtime": settings}))
        _ = networks.detector, networks.student, networks.ranker
        return cls(networks, _recognisers(networks, device), _voices(networks) if device == "cpu" else [])

    def use(self, said: Sequence[Audio], locale: str) -> None:
        """Hear, understand and speak."""
        for recogniser in self.recognisers:
            for audio in said:
                recogniser.transcribe(audio)
        for text in _SAID:
            self.networks.ranker.outside([self.networks.student.understand(text, locale)])
        for voice in self.voices:
            for text in next((_READ[language] for language in voice.languages if language in _READ), _SAID[:2]):
                list(voice.stream(text))


def stage_graphs(config: Config) -> tuple[Graph, ...]:
    """Each network whose model is here, once.

    A network of another form on fixed shapes, as a recogniser with a cache of one size, is given in both forms.
    """
    kept = [_Opened.on(config, device) for device in _devices()]
    found = graphs()
    kept.clear()
    return found


def stage_samples(config: Config) -> tuple[tuple[Graph, Sequence[Feeds]], ...]:
    """The networks of `stage_graphs`, and some of the inputs that each got when it heard, understood or spoke."""
    said = _said(config)
    with recording() as samples:
        kept = [_Opened.on(config, device) for device in _devices()]
        for opened in kept:
            opened.use(said, config.locale)
        found = tuple((graph, tuple(samples.get(graph.spec.name, ()))) for graph in graphs())
    kept.clear()
    return found


def voice_samples(config: Config, most: int) -> tuple[tuple[Graph, Sequence[Feeds]], ...]:
    """The networks of the configured voice, and up to ``most`` of the inputs that each got when it read sentences."""
    with recording(most) as samples:
        voice = Networks(config.model_copy(update={"runtime": RuntimeSettings(tts="cpu")})).voice
        for sentence in read_sentences("en"):
            list(voice.stream(sentence))
        return tuple((graph, tuple(samples[graph.spec.name])) for graph in graphs() if graph.spec.name in samples)


def _devices() -> tuple[Device, ...]:
    return ("fixed", "cpu") if probe("fixed").available else ("cpu",)


def _said(config: Config) -> list[Audio]:
    voice = Networks(config.model_copy(update={"runtime": RuntimeSettings()})).voice
    return [spoken(voice, text, snr=20.0, seed=1) for text in _SAID]


def _recognisers(networks: Networks, device: Device) -> list[Recognizer]:
    """Those for English, and the one for other languages, which is the only one that tells languages apart."""
    store = networks.store
    ways: list[Callable[[], Recognizer]] = [
        *(partial(open_recognizer, store, device, quality=quality) for quality in get_args(Quality)),
        partial(open_whisper, store, languages=("en", "de"), device=device),
    ]
    opened = []
    for way in ways:
        try:
            opened.append(way())
        except RuntimeRoomError as error:
            if error.code not in _GRIEFS:
                raise
    return opened


def _voices(networks: Networks) -> list[Voice]:
    voices = []
    for name in voice_names():
        try:
            voices.append(open_voice(name, networks.store, "cpu"))
        except (RuntimeRoomError, TtsError) as error:
            if error.code not in _GRIEFS:
                raise
    return voices
