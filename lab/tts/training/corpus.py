"""A teacher's speech with everything it knew while it spoke: durations, melody, spectra."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from runtime.graph import Array
from tts.blocks import Tensors
from tts.decoding import Decoder, Upsampler
from tts.errors import TtsError
from tts.mel import log_mel
from tts.phonemes import EnglishPhonemes
from tts.stacks import StreamableStack
from tts.text import is_speakable
from tts.voices import AddonVoice

PARTS = ("harmonic_gain", "harmonic_phase", "noise_gain", "free_gain", "free_phase")


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """One sentence of the teacher.

    Attributes:
        ids: Phonemes (phonemes,), int64.
        units: Durations in units of two frames (phonemes,), int64.
        f0: Hz (frames,).
        energy: As the teacher predicts it (frames,).
        mel: Log-mel (80, frames).
    """

    ids: Array
    units: Array
    f0: Array
    energy: Array
    mel: Array


class Corpus:
    """A folder of utterances, and the teacher's spectra of the first of them.

    Args:
        folder: Holds ``utterances.npz`` and ``parts/``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record: dict[str, Any] = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
        with np.load(folder / "utterances.npz", allow_pickle=False) as arrays:
            self.utterances = tuple(_split(dict(arrays)))

    def parts(self, index: int) -> Array:
        """The teacher's spectral parts (5, 601, frames), float16, of an utterance below ``record["with_parts"]``."""
        parts: Array = np.load(self.folder / "parts" / f"{index}.npy", mmap_mode="r", allow_pickle=False)
        return parts


def synthesise(teacher: AddonVoice, lines: Iterable[str], folder: Path, with_parts: int) -> Corpus:
    """Have the teacher speak every line; a finished folder is left as it is.

    Args:
        teacher: A voice whose decoder gives spectral parts.
        lines: Sentences, none of a test set.
        folder: Where the corpus goes.
        with_parts: For how many utterances the spectra are kept too (6 kB a frame).

    Raises:
        TtsError: ``training.text`` where no line can be spoken.
    """
    if (folder / "corpus.json").exists():
        return Corpus(folder)
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    reader = teacher.reader
    assert isinstance(reader, EnglishPhonemes)
    utterances: list[Utterance] = []
    digest = hashlib.sha256()
    for line in lines:
        ids = reader.ids(line)
        if is_speakable(line) and ids.shape[1] > 2:
            utterance, parts = _speak(teacher, ids)
            if len(utterances) < with_parts:
                np.save(folder / "parts" / f"{len(utterances)}.npy", parts.astype(np.float16))
            utterances.append(utterance)
            digest.update(line.encode())
    if not utterances:
        raise TtsError("training.text", "no line of the text can be spoken.", "Give a file with one sentence a line.")
    np.savez(folder / "utterances.npz", allow_pickle=False, **_joined(utterances))
    record = {
        "teacher": teacher.name,
        "utterances": len(utterances),
        "with_parts": min(with_parts, len(utterances)),
        "hours": sum(len(utterance.f0) for utterance in utterances) / 80 / 3600,
        "text_sha256": digest.hexdigest(),
    }
    (folder / "corpus.json").write_text(json.dumps(record, indent=2), encoding="utf-8")
    return Corpus(folder)


def _speak(teacher: AddonVoice, ids: Array) -> tuple[Utterance, Array]:
    stack = teacher.pipeline.streamable
    assert isinstance(stack, StreamableStack)
    upsampler, decoder, vocoder = stack.blocks
    assert isinstance(upsampler, Upsampler) and isinstance(decoder, Decoder)
    ratio = np.ones(1, np.float32)
    inputs: Tensors = {"ids": ids, "speed": ratio, "pitch": ratio, "seed": np.zeros(1, np.int64)}
    context = {**inputs, **teacher.pipeline.sequence.run(inputs)}
    whole = Decoder(decoder.session, decoder.lookahead, [100_000], decoder.passes)
    (decoded,) = whole.stream(context, upsampler.stream(context, iter(())))
    (spoken,) = vocoder.stream(context, iter([decoded]))
    parts = np.concatenate([decoded.tensors[name] for name in PARTS])
    mel = log_mel(np.clip(spoken.tensors["audio"], -1, 1))
    return Utterance(ids[0], context["units"], context["f0"][0], context["energy"][0], mel), parts


def _joined(utterances: list[Utterance]) -> dict[str, Array]:
    return {
        "ids": np.concatenate([utterance.ids for utterance in utterances]),
        "units": np.concatenate([utterance.units for utterance in utterances]),
        "f0": np.concatenate([utterance.f0 for utterance in utterances]),
        "energy": np.concatenate([utterance.energy for utterance in utterances]),
        "mel": np.concatenate([utterance.mel for utterance in utterances], axis=1).astype(np.float16),
        "phonemes": np.array([len(utterance.ids) for utterance in utterances]),
        "frames": np.array([len(utterance.f0) for utterance in utterances]),
    }


def _split(arrays: dict[str, Array]) -> Iterator[Utterance]:
    token = np.cumsum(arrays["phonemes"])[:-1]
    frame = np.cumsum(arrays["frames"])[:-1]
    columns = [np.split(arrays[name], token) for name in ("ids", "units")]
    columns += [np.split(arrays[name], frame) for name in ("f0", "energy")]
    mels = np.split(arrays["mel"].astype(np.float32), frame, axis=1)
    for ids, units, f0, energy, mel in zip(*columns, mels, strict=True):
        yield Utterance(ids, units, f0, energy, mel)
