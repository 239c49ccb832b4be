"""Japanese: read by the extra's packages, spoken in whole sentences."""

import numpy as np
import pytest

from runtime import ModelStore
from tts import japanese, voices
from tts.addon import read_addon
from tts.errors import TtsError
from tts.espeak import espeak_languages
from tts.japanese import JapanesePhonemes, readable, reads_japanese
from tts.text import segments
from tts.voices import AddonVoice, addon_folder, open_voice, voice_for

INVENTORY = addon_folder("kokoro") / "phonemes.json"
FETCHED = any(state.name == "kokoro-ja" and state.ready for state in ModelStore().list())
reading = pytest.mark.skipif(not reads_japanese(), reason="the japanese extra is not installed")
speaking = pytest.mark.skipif(not FETCHED, reason="the model kokoro-ja is not fetched")


def length(reader: JapanesePhonemes, text: str) -> int:
    given = reader.inputs(text)
    return given["ids"].shape[1] - 2 if given else 0


def test_without_the_extra_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(japanese, "_PACKAGES", ("no_such_package",))
    with pytest.raises(TtsError) as caught:
        JapanesePhonemes(INVENTORY)
    assert caught.value.code == "voice.extra_missing" and "voice-assistant-reference[japanese]" in caught.value.remedy


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2,500円と3.5キロ", "2500円と3点5キロ"),
        ("10:30に", "10時30ぷんに"),
        ("気温は-5℃", "気温はマイナス5度"),
        ("¥300", "300円"),
        ("OKです。", "オーケーです。"),
        ("50%", "50パーセント"),
    ],
)
def test_numbers_and_symbols_are_written_out(written: str, said: str) -> None:
    assert readable(written) == said


@reading
def test_kanji_and_kana_of_one_word_are_read_alike() -> None:
    reader = JapanesePhonemes(INVENTORY)
    kanji, kana = reader.inputs("東京"), reader.inputs("トーキョー")
    assert kanji and kana and np.array_equal(kanji["ids"], kana["ids"])


@reading
@pytest.mark.parametrize("unknown", ["한국", "Ω", "я", "🙂", "鱻", "𠮷", "٣", "x"])
def test_a_character_that_is_not_japanese_is_spelled_and_not_dropped(unknown: str) -> None:
    reader = JapanesePhonemes(INVENTORY)
    assert length(reader, f"これは{unknown}です。") > length(reader, "これはです。")


@reading
def test_a_number_without_a_name_is_read_and_silence_gives_nothing() -> None:
    reader = JapanesePhonemes(INVENTORY)
    assert length(reader, "7" * 40) > 40
    assert reader.inputs("\u200b") is None


def test_japanese_is_cut_at_its_full_stops_and_commas() -> None:
    assert list(segments("晴れです。「はい。」次は雨です！")) == ["晴れです。", "「はい。」", "次は雨です！"]
    first, second = segments("あ" * 40 + "、" + "い" * 40)
    assert first.endswith("、") and second == "い" * 40


@reading
@speaking
def test_it_speaks_whole_sentences_and_begins_at_once() -> None:
    voice = open_voice("kokoro")
    chunks = list(voice.stream("晴れです。雨です。"))
    assert voice.languages == {"ja"} and [chunk.last for chunk in chunks].count(True) == 1 and chunks[-1].last
    spoken = [chunk.audio for chunk in chunks if len(chunk.audio.samples)]
    assert sum(audio.seconds for audio in spoken) > 1
    assert int(np.argmax(np.abs(spoken[0].samples) > 0.01)) < 0.06 * voice.rate


@reading
@speaking
def test_a_faster_sentence_is_shorter() -> None:
    voice = open_voice("kokoro")
    assert isinstance(voice, AddonVoice)
    usual, fast = (sum(chunk.audio.seconds for chunk in voice.stream("雨です。", speed=speed)) for speed in (1.0, 1.5))
    assert fast < 0.9 * usual


@reading
@speaking
def test_a_style_that_is_not_there_points_into_the_addon(tmp_path) -> None:
    text = (
        (addon_folder("kokoro") / "addon.json").read_text("utf-8").replace('"style": "jf_alpha"', '"style": "nobody"')
    )
    (tmp_path / "addon.json").write_text(text, "utf-8")
    with pytest.raises(TtsError) as caught:
        voices.open_addon(tmp_path, ModelStore())
    assert caught.value.code == "voice.style" and "/stack/stream/blocks/0" in caught.value.message


@reading
@speaking
def test_a_japanese_locale_picks_it() -> None:
    assert voice_for("ja-JP") == "kokoro"


def test_without_any_voice_for_it_the_language_has_none_and_the_remedy_is_said(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "espeak_languages", frozenset)
    with pytest.raises(TtsError) as caught:
        voice_for("ja-JP", ModelStore(tmp_path))
    assert caught.value.code == "voice.no_language" and "voice-assistant-reference[japanese]" in caught.value.remedy


@pytest.mark.skipif("ja" not in espeak_languages(), reason="espeak-ng is not installed")
def test_without_its_model_the_engine_of_many_languages_takes_over(tmp_path) -> None:
    assert voice_for("ja-JP", ModelStore(tmp_path)) == "espeak:ja"


def test_an_addon_speaks_its_own_language_unasked() -> None:
    assert read_addon(addon_folder("kokoro")).languages == ["ja"]
    with pytest.raises(TtsError) as caught:
        open_voice("heart:ja")
    assert caught.value.code == "voice.no_language"
