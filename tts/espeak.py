"""A wrapped legacy engine: espeak-ng, an external program that speaks about a hundred languages."""

import os
import re
import selectors
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

import numpy as np

from tts.blocks import Chunk, StreamableBlock, Tensors
from tts.errors import TtsError

RATE = 22_050
_PROGRAM = "espeak-ng"
_WORDS_A_MINUTE, _PITCH = 165, 50
_HEADER = 44  # bytes of the WAV header it writes
_BLOCK = 4410  # bytes: a tenth of a second
_OTHER = re.compile(r"\(([a-z-]+) \d+\)")  # further codes a voice listens to, such as ``zh`` for ``cmn``
_PATIENCE = 10.0  # seconds without a sound before it counts as hung


@cache
def espeak_languages() -> frozenset[str]:
    """Codes of the languages the installed program speaks; empty where it is not installed."""
    if not shutil.which(_PROGRAM):
        return frozenset()
    listed = subprocess.run([_PROGRAM, "--voices"], capture_output=True, text=True, timeout=_PATIENCE, check=False)
    languages: set[str] = set()
    for line in listed.stdout.splitlines()[1:]:
        code, others = line.split()[1], _OTHER.findall(line)
        languages.update((code, code.partition("-")[0], *others))
    return frozenset(languages)


class EspeakEngine(StreamableBlock):
    """Text to speech by the program, read from its pipe while it speaks.

    Raises:
        TtsError: ``voice.engine_missing`` where the program is not installed.
    """

    needs = frozenset({"utf8", "language", "speed", "pitch"})
    gives = frozenset({"audio"})

    def __init__(self) -> None:
        if not shutil.which(_PROGRAM):
            raise TtsError(
                "voice.engine_missing",
                "espeak-ng is not installed.",
                "Install it with: sudo apt-get install -y espeak-ng",
            )

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """``utf8`` (bytes,) in ``language`` (bytes,) to ``audio`` (samples,) of 22.05 kHz.

        Raises:
            TtsError: ``voice.engine_failed`` where the program fails or falls silent for ten seconds.
        """
        command = [_PROGRAM, "--stdin", "--stdout", "-b", "1", "-v", context["language"].tobytes().decode()]
        command += ["-s", str(round(_WORDS_A_MINUTE * float(context["speed"][0])))]
        command += ["-p", str(int(np.clip(_PITCH + 50 * np.log2(float(context["pitch"][0])), 0, 99)))]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as engine:
            try:
                assert engine.stdin and engine.stdout and engine.stderr
                engine.stdin.write(context["utf8"].tobytes())
                engine.stdin.close()
                sound = _blocks(engine.stdout.fileno())
                yield from _pcm(sound)
                if engine.wait(_PATIENCE):
                    raise TtsError("voice.engine_failed", f"espeak-ng: {engine.stderr.read().decode().strip()}")
                yield Chunk({"audio": np.zeros(0, np.float32)}, last=True)
            finally:
                engine.kill()


def _blocks(pipe: int) -> Iterator[bytes]:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(_PATIENCE):
                raise TtsError("voice.engine_failed", f"espeak-ng was silent for {_PATIENCE:.0f} seconds.")
            block = os.read(pipe, _BLOCK)
            if not block:
                return
            yield block


def _pcm(blocks: Iterator[bytes]) -> Iterator[Chunk]:
    """16-bit samples after the header; a block may end in the middle of one."""
    held, header = b"", _HEADER
    for block in blocks:
        held += block
        if header:
            if len(held) < header:
                continue
            held, header = held[header:], 0
        whole = len(held) // 2 * 2
        yield Chunk({"audio": np.frombuffer(held[:whole], "<i2").astype(np.float32) / 32768}, last=False)
        held = held[whole:]
