"""What speaks in the bench of text to speech: our voices, and other programs beside them."""

import contextlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import soundfile

from runtime import Audio, Device, ModelStore
from runtime.background import settle
from tts.addon import AddonFile, read_addon
from tts.japanese import reads_japanese
from tts.networks.catalog import PUBLISHED
from tts.seams import seam_snr
from tts.voices import AddonVoice, addon_folder, languages_of, open_addon

Speaker = Callable[[str], Iterator[Audio]]
OTHERS = ("flite", "espeak-ng", "piper")


@dataclass(frozen=True, slots=True)
class Entry:
    """A voice on a runtime, or another program.

    Attributes:
        name: Of the voice, with a language behind a colon where it has many, or of the program.
        device: The runtime; empty for another program.
        models: Folder of our models, or Piper's voice file.
    """

    name: str
    device: Device | None
    models: Path | None = None

    @property
    def runtime(self) -> str:
        """For a person to read."""
        return self.device or "program"

    def why_not(self) -> str:
        """Why it cannot speak here; empty where it can."""
        if self.device:
            ready = {state.name for state in ModelStore(self.models).list() if state.ready}
            missing = self._needed() - ready
            if self.device not in ("auto", "cpu") and self._networks() & PUBLISHED.keys():
                return "its published network runs on the cpu"
            if not languages_of(self._addon):
                return "speaks no language on this machine"
            if self._addon.phonemes and self.language == "ja" and not reads_japanese():
                return "what reads Japanese is not installed"
            return f"models not fetched: {', '.join(sorted(missing))}" if missing else ""
        if not shutil.which(self.name):
            return "not installed"
        return "no voice file given (--piper-voice)" if self.name == "piper" and not self.models else ""

    def _needed(self) -> set[str]:
        return {network.weights.model for network in self._addon.networks.values() if network.weights.model}

    def _networks(self) -> set[str]:
        return {network.network for network in self._addon.networks.values()}

    @property
    def _folder(self) -> Path:
        return addon_folder(self.name.partition(":")[0])

    @property
    def _addon(self) -> AddonFile:
        return read_addon(self._folder)

    def open(self) -> Speaker:
        """Load it."""
        if not self.device:
            return self._program
        voice = self.voice(self.device)
        settle()
        return lambda text: (chunk.audio for chunk in voice.stream(text))

    def voice(self, device: Device) -> AddonVoice:
        """Our voice, on another runtime perhaps."""
        return open_addon(self._folder, ModelStore(self.models), device, self.language)

    @property
    def language(self) -> str:
        """Of the sentences it speaks: that of the name, as in ``espeak:ja``, else English where it can."""
        if not self.device:
            return "en"
        return self.name.partition(":")[2] or ("ja" if self._addon.languages == ["ja"] else "en")

    def seams(self) -> dict[int, float]:
        """See ``seam_snr``; against the cpu's one-shot speech. Empty for a program, and for whole sentences."""
        return seam_snr(self.voice(self.device), self.voice("cpu")) if self.device and self.language == "en" else {}

    def memory(self, text: str) -> float:
        """Bytes resident in this process; for another program, the most seen while it speaks ``text``."""
        if self.device:
            return float(psutil.Process().memory_info().rss)
        most = 0
        with tempfile.TemporaryDirectory() as folder:
            program = psutil.Popen(self._command(text, str(Path(folder) / "speech.wav")), stdin=subprocess.DEVNULL)
            while program.poll() is None:
                with contextlib.suppress(psutil.Error):
                    most = max(most, program.memory_info().rss)
                time.sleep(0.001)
        return float(most)

    def _program(self, text: str) -> Iterator[Audio]:
        """The whole text at once, through a file."""
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "speech.wav")
            command = self._command(text, path)
            subprocess.run(command, input=text.encode(), check=True, capture_output=True, timeout=60)
            samples, rate = soundfile.read(path, dtype="float32")
        yield Audio(samples, rate)

    def _command(self, text: str, path: str) -> list[str]:
        return {
            "flite": ["flite", "-t", text, "-o", path],
            "espeak-ng": ["espeak-ng", "-w", path, "--", text],
            "piper": ["piper", "-m", str(self.models), "-f", path],
        }[self.name]
