import subprocess
import sys

import pytest
import torch

from asr.torchaudio_cpu import load_torchaudio


def test_mel_spectrogram_of_a_tone_peaks_at_the_tone() -> None:
    load_torchaudio()
    from torchaudio.transforms import MelSpectrogram

    tone = torch.sin(2 * torch.pi * 1000 * torch.arange(16000) / 16000)
    mel = MelSpectrogram(16000, n_fft=400, hop_length=160, n_mels=40)(tone).mean(dim=1)
    # 1,000 Hz is 1,000 mel of the 2,840 that 40 bands cover.
    assert abs(int(mel.argmax()) - 14) <= 1


def test_low_pass_filter_in_python_damps_a_high_tone() -> None:
    load_torchaudio()
    from torchaudio.functional import lowpass_biquad

    tone = torch.sin(2 * torch.pi * 6000 * torch.arange(4000) / 16000)
    assert lowpass_biquad(tone, 16000, 500.0)[1000:].abs().max() < 0.02


def test_a_missing_compiled_function_says_so() -> None:
    torchaudio = load_torchaudio()
    if torchaudio._extension._IS_TORCHAUDIO_EXT_AVAILABLE:
        pytest.skip("the compiled part works on this machine")
    with pytest.raises(RuntimeError, match="compiled part"):
        torchaudio.functional.forced_align(torch.zeros(1, 2, 3), torch.zeros(1, 1, dtype=torch.int32))


def test_transformers_imports_moonshine_and_whisper_afterwards() -> None:
    code = (
        "from asr.torchaudio_cpu import load_torchaudio; load_torchaudio();"
        "from transformers import MoonshineForConditionalGeneration, WhisperForConditionalGeneration"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120).returncode == 0
