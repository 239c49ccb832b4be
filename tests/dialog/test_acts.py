import pytest

from dialog.acts import means_all, read_act

WORDS = {
    "en-US": ("yes please", "no thanks", "never mind", "say that again", "undo that"),
    "de-DE": ("ja gerne", "nein danke", "vergiss es", "wie bitte", "mach das rückgängig"),
    "es-ES": ("sí claro", "no gracias", "olvídalo", "otra vez", "deshazlo"),
    "fr-FR": ("oui d'accord", "non merci", "laisse tomber", "encore une fois", "défais ça"),
    "it-IT": ("sì va bene", "no grazie", "lascia perdere", "puoi ripetere", "torna indietro"),
    "pt-PT": ("sim claro", "não obrigado", "esquece", "outra vez", "desfaz isso"),
    "nl-NL": ("ja graag", "nee bedankt", "laat maar", "nog een keer", "draai dat terug"),
    "hi-IN": ("हाँ ठीक है", "जी नहीं", "रहने दो", "फिर से बोलो", "वापस लो"),
    "ja-JP": ("はい、お願いします", "いいえ", "キャンセルして", "もう一度言って", "元に戻して"),
    "zh-CN": ("好的", "不要", "算了", "再说一遍", "撤销"),
    "ar-SA": ("نعم من فضلك", "لا شكرا", "إلغاء", "مرة أخرى", "تراجع"),
    "tr-TR": ("evet lütfen", "hayır", "boş ver", "ne dedin", "geri al"),
}


@pytest.mark.parametrize("locale", WORDS)
def test_short_answers_are_understood(locale: str) -> None:
    assert [read_act(text, locale) for text in WORDS[locale]] == ["yes", "no", "cancel", "repeat", "undo"]


@pytest.mark.parametrize("text", ["no the kitchen one", "cancel my alarm", "yesterday", "", "play yes by coldplay"])
def test_a_sentence_that_only_begins_like_an_answer_is_none(text: str) -> None:
    assert read_act(text, "en-US") is None


def test_all_is_told_from_allow() -> None:
    assert means_all("cancel all of them", "en-US")
    assert not means_all("allow it", "en-US")


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "好的"), ("ja-JP", "いいよ"), ("hi-IN", "हाँ जी ")])
def test_an_answer_over_and_over_and_then_something_else_takes_no_time(locale: str, words: str) -> None:
    assert read_act(words * 8 + "x", locale) is None
    assert read_act((words * 38)[:78] + " x", locale) is None
