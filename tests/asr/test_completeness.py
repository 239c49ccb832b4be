import pytest

from asr.completeness import completeness
from asr.transcript import Hypothesis, Transcript


def score(text: str, language: str = "en") -> float:
    return completeness(Transcript((Hypothesis(text, 1.0),), language))


@pytest.mark.parametrize("text", ["", "Set a timer for", "Set a timer for.", "Turn off the", "Add milk and", "Well,"])
def test_a_torso_is_incomplete(text: str) -> None:
    assert score(text) == 0.0


@pytest.mark.parametrize("text", ["Set a timer for ten minutes.", "What time is it?", "Yes."])
def test_a_sentence_is_complete(text: str) -> None:
    assert score(text) == 1.0


def test_without_a_full_stop_it_may_go_on() -> None:
    assert 0.0 < score("Turn off the lights") < 1.0


@pytest.mark.parametrize(
    ("language", "torso", "sentence"),
    [
        ("de", "Stell einen Wecker für", "Mach das Licht in der Küche heller."),
        ("es", "Pon una alarma a las", "Enciende la luz de la cocina."),
        ("fr", "Mets un réveil pour", "Allume la lumière de la cuisine."),
        ("pt", "Coloca um alarme para as", "Acende a luz da cozinha."),
        ("it", "Imposta una sveglia per le", "Accendi la luce della cucina."),
        ("nl", "Zet een wekker voor", "Doe het licht in de keuken harder."),
    ],
)
def test_other_languages_have_their_own_words_that_ask_for_another(language: str, torso: str, sentence: str) -> None:
    assert (score(torso, language), score(sentence, language)) == (0.0, 1.0)


@pytest.mark.parametrize(("text", "language"), [("Turn it on.", "en"), ("Mach das Licht an.", "de")])
def test_a_word_that_may_end_a_sentence_or_not_leaves_it_open(text: str, language: str) -> None:
    assert 0.0 < score(text, language) < 0.5


def test_a_language_without_a_list_has_its_full_stops() -> None:
    assert (score("電気をつけて。", "ja"), score("電気を", "ja")) == (1.0, 0.3)


def test_a_doubtful_full_stop_is_worth_less() -> None:
    said = Hypothesis("Produced the block books.", 1.0)
    sure, doubtful = (completeness(Transcript((said,), "en", ending=ending)) for ending in (0.95, 0.5))
    assert sure > 0.9
    assert doubtful == 0.25
