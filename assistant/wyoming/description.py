"""What the server says it can do."""

from importlib.metadata import version
from typing import Any

from wyoming.info import (
    AsrModel,
    AsrProgram,
    Attribution,
    HandleModel,
    HandleProgram,
    Info,
    IntentModel,
    IntentProgram,
    TtsProgram,
    TtsVoice,
    WakeModel,
    WakeProgram,
)

from asr import wake
from assistant.app import Rooms

_OURS: dict[str, Any] = {
    "attribution": Attribution(name="voice-assistant", url="https://pypi.org/project/voice-assistant-reference/"),
    "installed": True,
}


def describe(rooms: Rooms) -> Info:
    """Recognition, understanding, handling and speech, each with its languages; wake words where they are installed.

    Args:
        rooms: Loaded.
    """
    ours = {**_OURS, "version": version("voice-assistant-reference")}
    heard, spoken = sorted(rooms.recognizer.languages), sorted(rooms.voice.languages)
    understood = sorted({locale.partition("-")[0] for locale in rooms.student.card.locales})
    ear = AsrModel(name=rooms.recognizer.name, description="Speech recognition", languages=heard, **ours)
    mind = IntentModel(name="student", description="Intents and slots of MASSIVE", languages=understood, **ours)
    skills = HandleModel(name="skills", description="Clock, timers, lists and more", languages=understood, **ours)
    voice = TtsVoice(name=rooms.voice.name, description="Voice", languages=spoken, **ours)
    wakes = [
        WakeModel(name=name, phrase=name.replace("_", " "), description="Wake word", languages=["en"], **ours)
        for name in wake.PHRASES
    ]
    return Info(
        asr=[
            AsrProgram(
                name="voice-assistant", description="ASR", models=[ear], supports_transcript_streaming=True, **ours
            )
        ],
        wake=[WakeProgram(name="voice-assistant", description="Wake words", models=wakes, **ours)]
        if wake.installed()
        else [],
        intent=[IntentProgram(name="voice-assistant", description="Understanding", models=[mind], **ours)],
        handle=[HandleProgram(name="voice-assistant", description="Skills", models=[skills], **ours)],
        tts=[
            TtsProgram(
                name="voice-assistant", description="TTS", voices=[voice], supports_synthesize_streaming=True, **ours
            )
        ],
    )
