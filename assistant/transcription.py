"""Recordings to text and text to recordings, without a conversation."""

import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from asr.audio_file import read_audio
from assistant.app import Rooms
from runtime import Audio
from tts.ssml import stream_ssml
from tts.voice import SpeechChunk
from tts.voices import AddonVoice, voice_for
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


def marked_up_speech(rooms: Rooms, markup: str) -> Iterator[SpeechChunk]:
    """Say an SSML document with the voices of this machine.

    Args:
        rooms: For the configured voice, and those of the other languages in the document.
        markup: A ``<speak>`` document.

    Raises:
        TtsError: ``ssml.*``, ``text.empty``; ``voice.no_language`` for a language that no voice speaks.
    """
    own = rooms.networks.own_voice(rooms.config.tts.voice)

    @cache
    def voice_of(language: str) -> AddonVoice:
        if language in own.languages:
            return own
        return rooms.networks.own_voice(voice_for(language, rooms.store))

    return stream_ssml(own, markup, voice_of)


def write_speech(chunks: Iterable[SpeechChunk], out: Path) -> float:
    """Write speech into a WAV file.

    Args:
        chunks: What is said.
        out: The file.

    Returns:
        Seconds of speech.

    Raises:
        TtsError: Where the text cannot be spoken or the file not be written.
    """
    said = [chunk.audio for chunk in chunks]
    audio = Audio(np.concatenate([each.samples for each in said]), said[0].rate)
    write_wav(out, audio)
    return audio.seconds
