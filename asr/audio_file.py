"""Sound files, read as 16 kHz mono."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
import soxr

from asr.errors import AsrError
from runtime import Audio

LONGEST = 600.0
_PIPED = 0x7FFF0000  # Programs that write WAV into a pipe put a huge length into the header: not a truncation.


def read_audio(path: Path, rate: int = 16000, longest: float = LONGEST) -> Audio:
    """Read a whole WAV, FLAC, Ogg or MP3 file; channels are averaged, other rates resampled.

    Args:
        path: The file.
        rate: Samples per second of the result.
        longest: Seconds beyond which the file is refused, so that memory stays bounded.

    Raises:
        AsrError: ``audio.missing``, ``audio.unreadable``, ``audio.truncated``, ``audio.empty``, ``audio.too_long`` or
            ``audio.not_finite``.
    """
    parts: list[Audio] = []
    for part in stream_audio(path, rate):
        parts.append(part)
        if sum(len(part.samples) for part in parts) > longest * rate:
            raise AsrError(
                "audio.too_long",
                f"{path} is longer than {longest:g} seconds.",
                "Cut it into shorter recordings.",
            )
    return Audio(np.concatenate([part.samples for part in parts]), rate)


def stream_audio(path: Path, rate: int = 16000, block: float = 1.0) -> Iterator[Audio]:
    """Read a file of any length in stretches of about ``block`` seconds; memory does not grow with the file.

    Raises:
        AsrError: As `read_audio`, when the stretch that is at fault is reached.
    """
    with _open(path) as file:
        resampler = soxr.ResampleStream(file.samplerate, rate, 1, dtype="float32")
        size = max(1, int(block * file.samplerate))
        left = file.frames
        if left == 0:
            raise AsrError("audio.empty", f"{path} has no sound.", "Record it again.")
        while left > 0:
            samples = _read(file, path, size)
            left = left - size if len(samples) == min(size, left) else 0
            out = resampler.resample_chunk(samples, last=left <= 0)
            if len(out):
                yield Audio(np.clip(out, -1, 1), rate)


def _open(path: Path) -> soundfile.SoundFile:
    if not path.exists():
        raise AsrError("audio.missing", f"There is no file {path}.", "Check its name.")
    if not path.is_file():
        raise AsrError("audio.unreadable", f"{path} is not a file.", "Name a WAV, FLAC or Ogg file.")
    try:
        if path.stat().st_size == 0:
            raise AsrError("audio.empty", f"{path} is empty.", "Record it again.")
        file = soundfile.SoundFile(path)
    except (soundfile.LibsndfileError, OSError) as error:
        raise AsrError(
            "audio.unreadable", f"{path} cannot be read as sound ({error}).", "Convert it to WAV or FLAC."
        ) from error
    if _is_truncated(file.extra_info):
        file.close()
        raise _truncated(path)
    return file


def _read(file: soundfile.SoundFile, path: Path, size: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """The next ``size`` samples, mono."""
    try:
        block = file.read(size, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise _truncated(path) from error
    mono: np.ndarray[tuple[int], np.dtype[np.float32]] = block.mean(axis=1, dtype=np.float32)
    if not np.isfinite(mono).all():
        raise AsrError(
            "audio.not_finite", f"{path} contains samples that are not numbers.", "Export it again as 16-bit WAV."
        )
    return mono


def _is_truncated(log: str) -> bool:
    """Whether libsndfile noted, while it opened the file, that the end is missing."""
    claimed = re.search(r"^data\s*: (\d+) \(should be (\d+)\)", log, re.MULTILINE)
    short = claimed is not None and int(claimed[2]) < int(claimed[1]) < _PIPED
    return short or "ended unexpectedly" in log or "lacks an end-of-stream bit" in log


def _truncated(path: Path) -> AsrError:
    return AsrError("audio.truncated", f"{path} is cut off.", "Copy or record it again.")
