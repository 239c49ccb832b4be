"""A voice for each language."""

import shutil

import pytest

from runtime import ModelStore
from tts.errors import TtsError
from tts.repertoire import Repertoire


def test_a_voice_is_opened_once(store: ModelStore) -> None:
    voices = Repertoire(store)
    assert voices.voice("en-US") is voices.voice("en-GB")
    assert voices.voice("en").name == "heart"


def test_a_language_without_a_voice_is_refused(store: ModelStore) -> None:
    with pytest.raises(TtsError) as caught:
        Repertoire(store).voice("xx-XX")
    assert caught.value.code == "voice.no_language"


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
def test_the_language_of_a_reply_picks_the_voice_and_all_have_one_rate(store: ModelStore) -> None:
    voices = Repertoire(store)
    german, english = voices.voice("de-DE"), voices.voice("en-US")
    assert (german.name, english.name) == ("espeak", "heart")
    assert german.rate == english.rate
