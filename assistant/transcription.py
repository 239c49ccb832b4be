"""Recordings to text and text to recordings, without a conversation."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from asr.audio_file import read_audio
from assistant.app import Rooms
from runtime import Audio
from tts.voice import Voice
from tts.wav import write_wav


def transcribe_file(rooms: Rooms, file: Path) -> dict[str, Any]:
    """What is said in a recording.

    Args:
        rooms: For the recogniser.
        file: A recording.

    Returns:
        ``file``, ``text`` (empty for no speech), ``confidence``, ``language``, ``seconds`` and ``milliseconds`` (the
        recogniser's time).

    Raises:
        AsrError: ``audio.*`` where the file is not what it should be.
    """
    audio = read_audio(file)
    recognizer = rooms.recognizer
    start = time.perf_counter()
    transcript = recognizer.transcribe(audio)
    return {
        "file": str(file),
        "text": transcript.text,
        "confidence": round(transcript.hypotheses[0].confidence, 4),
        "language": transcript.language,
        "seconds": round(audio.seconds, 3),
        "milliseconds": round(1000 * (time.perf_counter() - start), 1),
    }


def write_speech(voice: Voice, text: str, out: Path) -> float:
    """Say a text into a WAV file.

    Args:
        voice: Speaks.
        text: What to say.
        out: The file.

    Returns:
        Seconds of speech.

    Raises:
        TtsError: Where the text cannot be spoken or the file not be written.
    """
    chunks = [chunk.audio.samples for chunk in voice.stream(text)]
    audio = Audio(np.concatenate(chunks), voice.rate)
    write_wav(out, audio)
    return audio.seconds
