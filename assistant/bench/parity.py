"""Every network there is to compare: those of each stage, of each of our voices, and of each recogniser."""

from collections.abc import Iterator
from typing import get_args

from asr.recognizer import open_recognizer
from asr.transcript import Quality
from assistant.app import Networks
from assistant.config import Config, RuntimeSettings
from runtime import Device, Graph, RuntimeRoomError, probe
from runtime.open import graphs
from tts.errors import TtsError
from tts.voices import open_voice, voice_names


def stage_graphs(config: Config) -> Iterator[Graph]:
    """Open everything whose models are here, where possible on fixed shapes, and give each network once.

    A network of another form on fixed shapes, as a recogniser with a cache of one size, is given in both forms.
    """
    kept: list[object] = []
    devices: tuple[Device, ...] = ("fixed", "cpu") if probe("fixed").available else ("cpu",)
    for device in devices:
        settings = RuntimeSettings(asr=device, nlu=device, tts=device)
        networks = Networks(config.model_copy(update={"runtime": settings}))
        kept += [networks.student, networks.detector]
        for quality in get_args(Quality):
            try:
                kept.append(open_recognizer(networks.store, device, quality=quality))
            except RuntimeRoomError as error:
                if error.code != "model.missing":
                    raise
    for name in voice_names():
        try:
            kept.append(open_voice(name, networks.store, "cpu"))
        except (RuntimeRoomError, TtsError) as error:
            if error.code not in ("model.missing", "voice.engine_missing", "voice.no_language"):
                raise
    yield from graphs()
    kept.clear()
