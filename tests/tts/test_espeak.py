"""The wrapped engine, where it is installed."""

import shutil

import numpy as np
import pytest

from runtime import ModelStore
from tts.errors import TtsError
from tts.espeak import EspeakEngine, espeak_languages
from tts.voices import open_voice, voice_for

installed = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")


@installed
@pytest.mark.parametrize(("language", "text"), [("de", "Der Wecker klingelt um sieben."), ("hi", "नमस्ते")])
def test_it_speaks_other_languages_at_the_rate_of_our_own_voices(store: ModelStore, language: str, text: str) -> None:
    voice = open_voice(f"espeak:{language}", store)
    chunks = list(voice.stream(text))
    sound = np.concatenate([chunk.audio.samples for chunk in chunks])
    assert voice.rate == 24_000 and voice.languages == {language}
    assert len(sound) > 12_000 and np.abs(sound).max() > 0.05
    assert [chunk.last for chunk in chunks].count(True) == 1 and chunks[-1].last


@installed
def test_an_utterance_that_is_dropped_ends_its_process(store: ModelStore) -> None:
    stream = open_voice("espeak:de", store).stream("Ein Satz, der lang genug ist. " * 50)
    next(stream)
    stream.close()
    assert next(stream, None) is None


@installed
def test_a_language_it_lacks_is_refused(store: ModelStore) -> None:
    with pytest.raises(TtsError) as caught:
        open_voice("espeak:xx", store)
    assert caught.value.code == "voice.no_language"


@installed
def test_a_locale_picks_its_voice() -> None:
    assert voice_for("en-US") == "heart"
    assert voice_for("de-DE") == "espeak:de"


def test_without_the_program_other_languages_have_no_voice_and_the_remedy_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    espeak_languages.cache_clear()
    try:
        with pytest.raises(TtsError) as caught:
            voice_for("de-DE")
        assert caught.value.code == "voice.no_language" and "apt-get" in caught.value.remedy
        with pytest.raises(TtsError) as caught:
            EspeakEngine()
        assert caught.value.code == "voice.engine_missing"
    finally:
        monkeypatch.undo()
        espeak_languages.cache_clear()
