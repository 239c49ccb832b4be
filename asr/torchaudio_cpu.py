"""torchaudio beside a CPU build of torch.

torchaudio 2.11 from PyPI ships a compiled part that is linked against CUDA. Its import raises where CUDA is missing,
although mel spectrograms, filters, resampling and augmentation are written in Python. transformers imports torchaudio
with Whisper and Moonshine, so it fails too. Call `load_torchaudio` before either; nothing else needs to know.
"""

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any


def load_torchaudio() -> ModuleType:
    """Import torchaudio, without its compiled part where that cannot be loaded.

    Forced alignment, the RNN-T loss and the CTC decoder then raise when called; the rest works.
    """
    try:
        return importlib.import_module("torchaudio")
    except OSError:
        sys.modules["torchaudio._extension"] = _extension_without_library()
        return importlib.import_module("torchaudio")


def _extension_without_library() -> ModuleType:
    """What ``torchaudio._extension`` would be had torchaudio been installed without shared libraries."""
    extension = ModuleType("torchaudio._extension")
    parts = {"_IS_TORCHAUDIO_EXT_AVAILABLE": False, "_load_lib": _no_library, "fail_if_no_align": _unavailable}
    vars(extension).update(parts)
    return extension


def _no_library(_name: str) -> bool:
    return False


def _unavailable(function: Callable[..., Any]) -> Callable[..., Any]:
    def fail(*_args: Any, **_kwargs: Any) -> Any:
        raise RuntimeError(f"torchaudio.{function.__name__} needs the compiled part, which is not loaded.")

    return fail
