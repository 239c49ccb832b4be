"""Every network there is to compare, with real inputs: of each stage, each of our voices, and each recogniser."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, get_args

from asr.recognizer import open_recognizer
from asr.transcript import Quality, Recognizer
from asr.whisper.recognizer import open_whisper
from assistant.app import Networks
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


def stage_graphs(config: Config) -> tuple[tuple[Graph, Sequence[Feeds]], ...]:
    """Open and use everything whose models are here, where possible on fixed shapes.

    A network of another form on fixed shapes, as a recogniser with a cache of one size, is given in both forms.

    Returns:
        Each network once, and some of the inputs that it got.
    """
    kept: list[object] = []
    devices: tuple[Device, ...] = ("fixed", "cpu") if probe("fixed").available else ("cpu",)
    with recording() as samples:
        said = _said(config)
        for device in devices:
            settings = RuntimeSettings(asr=device, nlu=device, dialog=device, tts=device)
            networks = Networks(config.model_copy(update={"runtime": settings}))
            recognisers = _recognisers(networks, device)
            kept += [networks.detector, networks.student, networks.ranker, *recognisers]
            for recogniser in recognisers:
                for audio in said:
                    recogniser.transcribe(audio)
            for text in _SAID:
                networks.ranker.outside([networks.student.understand(text, config.locale)])
        kept += _voices(networks)
        found = graphs()
    kept.clear()
    return tuple((graph, samples.get(graph.spec.name, ())) for graph in found)


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
            voice = open_voice(name, networks.store, "cpu")
        except (RuntimeRoomError, TtsError) as error:
            if error.code not in _GRIEFS:
                raise
            continue
        for text in next((_READ[language] for language in voice.languages if language in _READ), _SAID[:2]):
            list(voice.stream(text))
        voices.append(voice)
    return voices
