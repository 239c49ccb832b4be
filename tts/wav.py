"""Speech into a WAV file, while it is being made."""

from collections.abc import Iterable
from pathlib import Path

import soundfile

from runtime import Audio
from tts.errors import TtsError


def write_wav(path: Path, audio: Audio | Iterable[Audio]) -> float:
    """Write 16-bit mono.

    Args:
        path: Its folder must exist.
        audio: One sound, or several of one rate that follow each other.

    Returns:
        Seconds written.

    Raises:
        TtsError: ``wav.empty`` where there is no audio, ``wav.unwritable`` for a path that cannot be written.
    """
    stretches = iter([audio] if isinstance(audio, Audio) else audio)
    first = next(stretches, None)
    if first is None:
        raise TtsError("wav.empty", "There is no audio to write.")
    try:
        with soundfile.SoundFile(path, "w", first.rate, channels=1, subtype="PCM_16", format="WAV") as file:
            file.write(first.samples)
            for stretch in stretches:
                file.write(stretch.samples)
            return float(file.tell() / first.rate)
    except (OSError, soundfile.LibsndfileError) as error:
        raise TtsError("wav.unwritable", f"{path} cannot be written: {error}", "Name another file.") from error
