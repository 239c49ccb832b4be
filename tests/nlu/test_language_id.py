"""The model that ships, telling typed languages apart."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.nlu.training.language import fit
from nlu import NluError
from nlu.language_id import LONGEST, MODEL, LanguageIdentifier, buckets, open_identifier

EVERYWHERE = (*("en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "pl-PL", "tr-TR"), "vi-VN", "sw-KE")


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    return open_identifier()


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("wake me up at seven tomorrow", "en-US"),
        ("weck mich morgen um sieben", "de-DE"),
        ("réveille moi demain à sept heures", "fr-FR"),
        ("despiértame mañana a las siete", "es-ES"),
        ("svegliami domani alle sette", "it-IT"),
        ("maak me morgen om zeven uur wakker", "nl-NL"),
        ("obudź mnie jutro o siódmej", "pl-PL"),
        ("yarın sabah yedide beni uyandır", "tr-TR"),
        ("ngày mai đánh thức tôi lúc bảy giờ", "vi-VN"),
        ("niamshe kesho saa moja asubuhi", "sw-KE"),
    ],
)
def test_a_plain_wish_is_told_among_many_languages(identifier: LanguageIdentifier, text: str, locale: str) -> None:
    assert identifier.identify(text, EVERYWHERE)[0] == locale


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("spiel mir bitte despacito von luis fonsi", "de-DE"),
        ("play die ärzte in the kitchen please", "en-US"),
        ("füge brown bread and butter zu meiner einkaufsliste hinzu", "de-DE"),
        ("what does schmetterling mean", "en-US"),
    ],
)
def test_foreign_words_in_a_sentence_do_not_change_its_language(
    identifier: LanguageIdentifier, text: str, locale: str
) -> None:
    assert identifier.identify(text, ("en-US", "de-DE"))[0] == locale


@pytest.mark.parametrize("text", ["", "  ", "12:30", "🙂", "?!", "\ud800", "\u200f"])
def test_a_text_without_letters_is_in_the_expected_language(identifier: LanguageIdentifier, text: str) -> None:
    assert identifier.identify(text, ("fr-FR", "en-US")) == ("fr-FR", 0.0)


def test_only_languages_in_question_are_answers(identifier: LanguageIdentifier) -> None:
    assert identifier.identify("weck mich morgen um sieben", ("en-US",)) == ("en-US", 1.0)
    assert identifier.identify("weck mich morgen um sieben", ("tlh-KX", "de-DE"))[0] == "tlh-KX"
    assert identifier.identify("weck mich morgen um sieben", ("en-GB", "de-AT"))[0] == "de-AT"


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_any_text_has_a_language_and_a_probability(identifier: LanguageIdentifier, text: str) -> None:
    locale, probability = identifier.identify(text, EVERYWHERE)
    assert locale in EVERYWHERE
    assert 0 <= probability <= 1 + 1e-6


@given(st.text(min_size=1, max_size=50))
def test_text_behind_the_limit_is_not_looked_at(text: str) -> None:
    long = (text * 10_000)[:10_000]
    assert np.array_equal(buckets(long, 512), buckets(long[:LONGEST], 512))


def test_the_shipped_model_is_small_and_right_on_dev() -> None:
    record = json.loads(MODEL.with_suffix(".json").read_text("utf-8"))
    assert MODEL.stat().st_size == record["bytes"] <= 1_000_000
    assert record["mean"] > 90


def test_a_model_is_made_from_data(tmp_path: Path) -> None:
    for locale, words in (("en-US", "wake me up at {}"), ("de-DE", "weck mich um {} uhr")):
        rows = [
            {"id": str(n), "partition": "dev" if n % 5 == 0 else "train", "utt": words.format("abcdefg"[n % 7])}
            for n in range(40)
        ]
        (tmp_path / f"{locale}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    steps: list[int] = []
    record = fit(
        tmp_path,
        ["en-US", "de-DE"],
        100,
        40.0,
        1,
        tmp_path / "m.safetensors",
        lambda done, total, said: steps.append(done),
    )
    assert record.dev == {"en-US": 100, "de-DE": 100}
    assert steps[-1] == len(steps)
    assert open_identifier(tmp_path / "m.safetensors").identify("weck mich", ("en-US", "de-DE"))[0] == "de-DE"


def test_a_file_that_is_no_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(NluError) as error:
        open_identifier(tmp_path / "none")
    assert error.value.code == "model.missing"
    (tmp_path / "bad.safetensors").write_bytes(b"\x00" * 100)
    with pytest.raises(NluError) as error:
        open_identifier(tmp_path / "bad.safetensors")
    assert error.value.code == "model.corrupt"
