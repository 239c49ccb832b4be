"""Every language's words are what the code that reads them expects."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import locales
from asr.completeness import LastWords
from dialog.acts import AnswerWords
from dialog.followups import FollowupWords
from dialog.learning.reactions import ReactionWords
from locales import LocaleError, Words, reading
from nlu.card import Card
from nlu.student import MODEL
from nlu.values.language import language
from nlu.values.vocabulary import Inflection, NumberWords, TimeWords
from skills.alarms.skill import AlarmWords
from skills.arithmetic.expression import ArithmeticWords
from skills.calendar.skill import CalendarWords
from skills.chat.skill import ChatWords
from skills.clock.skill import ClockWords
from skills.cooking.skill import CookingWords
from skills.dictation import DictationWords
from skills.home.colors import HomeWords
from skills.lists.phrases import ListWords
from skills.mailbox.skill import MailboxWords
from skills.music.skill import MusicWords
from skills.units.skill import UnitWords
from skills.verbs import VerbWords
from skills.wording import SkillWords

REWRITES = ("symbols", "respell")  # patterns with what is written for them, which is none
KINDS: dict[str, type[Words]] = {
    "time": TimeWords,
    "numbers": NumberWords,
    "inflection": Inflection,
    "answers": AnswerWords,
    "follow_ups": FollowupWords,
    "reactions": ReactionWords,
    "completeness": LastWords,
    "verbs": VerbWords,
    "dictation": DictationWords,
    "alarms": AlarmWords,
    "arithmetic": ArithmeticWords,
    "calendar": CalendarWords,
    "chat": ChatWords,
    "clock": ClockWords,
    "cooking": CookingWords,
    "home": HomeWords,
    "lists": ListWords,
    "mailbox": MailboxWords,
    "music": MusicWords,
    "timers": SkillWords,
    "units": UnitWords,
    "volume": SkillWords,
}


@pytest.mark.parametrize("code", locales.languages())
def test_each_table_holds_what_its_reader_expects(code: str) -> None:
    for name in locales.tables(code):
        assert locales.section(code, name, KINDS[name]) is not None


@pytest.mark.parametrize("code", locales.languages())
def test_each_pattern_is_a_regular_expression(code: str) -> None:
    for pattern in patterns(locales.tables(code)):
        re.compile(re.sub(r"\{[hmn]\}", r"(\\d+)", pattern))


def patterns(value: Any) -> Iterator[str]:
    """Every string in a table; of a mapping its keys too, which are patterns or plain names."""
    match value:
        case str():
            yield value
        case list():
            yield from (found for part in value for found in patterns(part))
        case dict():
            yield from (found for key, part in value.items() if key not in REWRITES for found in patterns([key, part]))
            yield from (pattern for name in REWRITES for pattern in value.get(name, ()))


def test_every_locale_that_is_understood_has_a_folder() -> None:
    assert {language(locale) for locale in Card.load(MODEL).locales} == set(locales.languages())


def test_a_language_without_a_folder_has_no_words_and_no_replies() -> None:
    assert locales.section("xx", "answers", AnswerWords) is None
    assert locales.replies("xx", "dialog") == ""
    assert locales.section_or_english("xx", "answers", AnswerWords) == locales.section("en", "answers", AnswerWords)


def test_a_code_names_no_other_folder() -> None:
    assert locales.replies("../locales/en", "dialog") == ""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stands for the folder of all languages."""
    monkeypatch.setattr(reading, "files", lambda _: tmp_path)
    reading.tables.cache_clear()
    yield tmp_path
    reading.tables.cache_clear()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[answers\n", "words.toml: "),
        ('[answers]\nyse = ["yes"]\n', r"\[answers\.\w+\]: "),
        ("answers = 3\n", r"\[answers\]: "),
        ("\udcff", "words.toml: "),
    ],
)
def test_a_broken_file_is_an_error_that_names_it(folder: Path, written: str, told: str) -> None:
    (folder / "qq").mkdir()
    (folder / "qq" / "words.toml").write_bytes(written.encode("utf-8", "surrogateescape"))
    with pytest.raises(LocaleError, match=told) as caught:
        locales.section("qq", "answers", AnswerWords)
    assert caught.value.code == "locale.broken"


def test_what_english_has_and_a_language_lacks_is_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("locales.inventory"), "files", lambda _: folder)
    language_folder(folder / "en", "[time]\n[answers]\n", "timers-on = On\ntimers-off = Off\n")
    language_folder(folder / "qq", "[time]\n", "timers-on = An\n")
    found = locales.inventory("qq")
    assert (found.tables, found.lacking) == (("time",), ("answers",))
    assert (found.replies, found.unsaid) == ({"timers-on"}, ("timers-off",))


def language_folder(folder: Path, words: str, replies: str) -> None:
    (folder / "replies").mkdir(parents=True)
    (folder / "words.toml").write_text(words, encoding="utf-8")
    (folder / "replies" / "timers.ftl").write_text(replies, encoding="utf-8")
