import pytest

from dialog.learning.reactions import read_reaction


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("That's not what I said!", "en-US"),
        ("das habe ich nicht gesagt", "de-DE"),
        ("no es lo que dije", "es-ES"),
        ("ce n'est pas ce que j'ai dit", "fr-FR"),
        ("non è quello che ho detto", "it-IT"),
        ("não foi isso que eu disse", "pt-PT"),
        ("dat zei ik niet", "nl-NL"),
        ("मैंने यह नहीं कहा", "hi-IN"),
        ("そうじゃない", "ja-JP"),
        ("我不是这个意思", "zh-CN"),
        ("ليس هذا ما قلت", "ar-SA"),
        ("ben öyle demedim", "tr-TR"),
    ],
)
def test_displeasure_is_read_in_every_language_that_ships(text: str, locale: str) -> None:
    assert read_reaction(text, locale) == "negative"


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Thank you very much!", "en-US"),
        ("vielen Dank", "de-DE"),
        ("muchas gracias", "es-ES"),
        ("merci beaucoup", "fr-FR"),
        ("grazie mille", "it-IT"),
        ("obrigado", "pt-PT"),
        ("dank je wel", "nl-NL"),
        ("बहुत धन्यवाद", "hi-IN"),
        ("ありがとうございます", "ja-JP"),
        ("谢谢你", "zh-CN"),
        ("شكرا جزيلا", "ar-SA"),
        ("teşekkür ederim", "tr-TR"),
    ],
)
def test_thanks_are_read_in_every_language_that_ships(text: str, locale: str) -> None:
    assert read_reaction(text, locale) == "thanks"


@pytest.mark.parametrize(
    ("text", "found"),
    [("undo that please", "undo"), ("never mind", "cancel"), ("say that again", "repeat"), ("no", "no")],
)
def test_commands_to_the_assistant_are_reactions_too(text: str, found: str) -> None:
    assert read_reaction(text, "en-US") == found


@pytest.mark.parametrize("text", ["play great music", "set a timer for ten minutes", "thank anna by mail", ""])
def test_requests_are_no_reactions(text: str) -> None:
    assert read_reaction(text, "en-US") is None
