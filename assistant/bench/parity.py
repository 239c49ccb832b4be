"""Every network there is to compare, with real inputs: of each stage, each of our voices, and each recogniser."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Self, TypeVar, get_args

from asr.moonshine import BASE, open_moonshine
from asr.recognizer import open_recognizer
from asr.transcript import Quality, Recognizer
from asr.wake import PHRASES, WakeDetector
from asr.whisper import graphs as whisper
from asr.whisper.recognizer import open_whisper
from assistant.config import Config, RuntimeSettings
from assistant.networks import Networks
from assistant.rehearsal import spoken
from runtime import Audio, Device, Graph, RoomError, probe
from runtime.open import graphs, recording
from runtime.parity import Feeds
from tts.addon import read_addon
from tts.voice import Voice
from tts.voices import addon_folder, open_voice, voice_names

_SAID: Final = ("Stop.", "Set a timer for ten minutes.", "Add milk and brown bread to my shopping list, and play jazz.")
_READ: Final = {"ja": ("明日の朝七時に起こしてください。",)}
_GRIEFS: Final = ("model.missing", "voice.engine_missing", "voice.extra_missing", "voice.no_language", "wake.missing")
_IN_NUMPY: Final = {
    "nlu.language": "linear: numpy adds up the rows of a text's n-grams",
    "dialog.rephrase": "fourteen numbers through one small layer, by numpy",
}
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Stages:
    """What there is of every stage.

    Attributes:
        networks: With some of the inputs that each got when it heard, understood or spoke.
        others: Why networks are not among them, by their name or that of what they belong to.
    """

    networks: tuple[tuple[Graph, Sequence[Feeds]], ...]
    others: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Opened:
    """All there is on one runtime."""

    networks: Networks
    recognisers: list[Recognizer]
    voices: list[Voice]
    wakes: list[WakeDetector]
    absent: Mapping[str, str]

    @classmethod
    def on(cls, config: Config, device: Device) -> Self:
        settings = RuntimeSettings(asr=device, nlu=device, dialog=device, tts=device)
        networks = Networks(config.model_copy(update={"runtime": settings}))
        _ = networks.detector, networks.student, networks.ranker
        recognisers, unheard = _at_hand(_recognisers(networks, device))
        voices, unsaid = _at_hand(_voices(networks)) if device == "cpu" else ([], {})
        wakes, asleep = _at_hand({"asr.wake": partial(WakeDetector, PHRASES, device=device)})
        return cls(networks, recognisers, voices, wakes, unheard | unsaid | asleep)

    def use(self, said: Sequence[Audio], locale: str) -> None:
        """Hear, understand and speak."""
        for recogniser in self.recognisers:
            for audio in said:
                recogniser.transcribe(audio)
        for wake in self.wakes:
            for audio in said:
                wake.push(audio)
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


def stage_samples(config: Config) -> Stages:
    """The networks of `stage_graphs`, what they are given at work, and why there are no others."""
    said = _said(config)
    others = dict(_IN_NUMPY)
    with recording() as samples:
        kept = [_Opened.on(config, device) for device in _devices()]
        for opened in kept:
            opened.use(said, config.locale)
            others |= opened.absent
        found = tuple((graph, tuple(samples.get(graph.spec.name, ()))) for graph in graphs())
    kept.clear()
    return Stages(found, others)


def _devices() -> tuple[Device, ...]:
    return ("fixed", "cpu") if probe("fixed").available else ("cpu",)


def _said(config: Config) -> list[Audio]:
    voice = Networks(config.model_copy(update={"runtime": RuntimeSettings()})).voice
    return [spoken(voice, text, snr=20.0, seed=1) for text in _SAID]


def _recognisers(networks: Networks, device: Device) -> dict[str, Callable[[], Recognizer]]:
    """Those that settings may ask for, of one language and of several, and those that are there to be compared with."""
    store = networks.store
    return {
        **{f"asr, {one}": partial(open_recognizer, store, device, quality=one) for one in get_args(Quality)},
        f"asr.{BASE.model}": partial(open_moonshine, store, BASE, device),
        f"asr.{whisper.TINY_EN.model}": partial(open_whisper, store, whisper.TINY_EN, device=device),
        f"asr.{whisper.BASE.model}": partial(open_whisper, store, languages=("en", "de"), device=device),
    }


def _voices(networks: Networks) -> dict[str, Callable[[], Voice]]:
    made_of_networks = [name for name in voice_names() if read_addon(addon_folder(name)).networks]
    return {f"tts.{name}": partial(open_voice, name, networks.store, "cpu") for name in made_of_networks}


def _at_hand(ways: Mapping[str, Callable[[], _Made]]) -> tuple[list[_Made], dict[str, str]]:
    """What can be opened here, and why the rest cannot."""
    opened, absent = list[_Made](), {}
    for name, way in ways.items():
        try:
            opened.append(way())
        except RoomError as error:
            if error.code not in _GRIEFS:
                raise
            absent[name] = str(error)
    return opened, absent
