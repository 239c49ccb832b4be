"""Every language that ships says everything."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import locales
from dialog import Choices, Message
from dialog.testing import SATURDAY_TEN, Talk

FOLDER = Path(locales.__file__).parent
LANGUAGES = [code for code in locales.languages() if locales.inventory(code).answers]
ENGLISH_ONLY = {"dialog-english-only"}


class Variables(Visitor):
    """Collects the names of a message's arguments."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    """The arguments of every message of a language."""
    found: dict[str, set[str]] = {}
    for file in (FOLDER / language / "replies").glob("*.ftl"):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
            assert isinstance(entry, ast.Message), f"{file}: only messages"
            assert entry.id.name not in found, f"{entry.id.name} is written twice"
            assert entry.id.name.startswith(file.stem), f"{entry.id.name} belongs elsewhere"
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def test_the_languages_that_ever_answered_still_do() -> None:
    assert set(LANGUAGES) >= {"ar", "de", "en", "es", "fr", "hi", "it", "ja", "nl", "pt", "tr", "zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_inventory_counts_the_messages_that_fluent_reads(language: str) -> None:
    assert locales.inventory(language).replies == set(messages(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_message(language: str) -> None:
    assert set(messages("en")) - set(messages(language)) - ENGLISH_ONLY == set()
    assert set(messages(language)) - set(messages("en")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_wants_an_argument_that_english_does_not_have(language: str) -> None:
    english = messages("en")
    assert {name: wants - english[name] for name, wants in messages(language).items() if wants - english[name]} == {}


VALUES: dict[str, object] = {
    "time": SATURDAY_TEN,
    "there": SATURDAY_TEN,
    "due": SATURDAY_TEN,
    "date": SATURDAY_TEN.date(),
    "days": frozenset({0, 2}),
    "length": timedelta(minutes=10),
    "left": timedelta(minutes=9, seconds=30),
    "count": 2,
    "result": Decimal("1234.5"),
    "choices": Choices(("a", "b")),
    "items": ("a", "b"),
    "names": ("a", "b"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_said_with_the_values_it_gets(language: str, tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    for name, wants in messages(language).items():
        arguments = {want: VALUES.get(want, "word") for want in wants}
        said = talk.dialog.renderer.render([Message(name, arguments)], language)
        assert said, name
        assert "{" not in said, name
