"""The loop over what was heard, on a corpus made by hand: one of twelve wishes is misheard, in every voice alike."""

import pytest

from dialog.journal_entry import JournalEntry
from dialog.learning.rewriter import Rewriter
from lab.dialog.acoustic_loop import Plan, World, live
from lab.dialog.acoustic_scores import measure
from lab.dialog.rephrase.pairs import wish
from lab.dialog.self_learning_acoustic import SNR, cast, lookup_microseconds, win_loss
from lab.dialog.spoken_corpus import SpokenCorpus, Wish
from lab.nlu.training.massive import Example
from lab.tts.studio import Person, takes
from nlu import Interpretation, Reading, Slot
from nlu.annotation import parse

MINED = list(takes((Person("one"), Person("two")), SNR, (1, 2)))
UNSEEN = list(takes((Person("one"),), SNR, (11,)))
STRANGERS = list(takes((Person("three"),), SNR, (11,)))
ARTISTS = ("abba", "queen", "genesis", "cher", "adele", "prince", "nena", "kraftwerk", "toto", "heart", "yes", "styx")
SAID = {artist: [f"play {artist}", f"i want to hear {artist}", f"put on {artist}"] for artist in ARTISTS}
MISHEARD = {"play abba": "plea a bar", "put on abba": "button a bar"}
PLANS = (Plan(sessions=600, devices=60), Plan(sessions=600, devices=60, seed=2))


def example(text: str, artist: str) -> Example:
    annotated = text.replace(artist, f"[artist_name : {artist}]")
    return Example(text, "en-US", "play_music", parse(annotated, text))


class Student:
    """Understands every sentence that names an artist, and nothing else."""

    def understand(self, text: str, locale: str) -> Interpretation:
        artist = next((name for name in SAID if text.endswith(name)), None)
        if artist is None:
            return Interpretation(text, locale, (Reading("general_quirky", 0.3),), (), in_scope=False)
        at = text.index(artist)
        slots = (Slot("artist_name", artist, at, len(text), 0.95),)
        return Interpretation(text, locale, (Reading("play_music", 0.95),), slots)


@pytest.fixture
def world() -> World:
    wanted = []
    for artist, texts in SAID.items():
        wordings = tuple(example(text, artist) for text in texts)
        wanted.append(Wish(wish(wordings[0]), wordings))
    heard = {
        (text, take): (MISHEARD.get(text, text), "another guess")
        for texts in SAID.values()
        for text in texts
        for take in (*MINED, *UNSEEN, *STRANGERS)
    }
    return World(SpokenCorpus("en-US", tuple(wanted), heard), Student())  # type: ignore[arg-type]  # it understands only


def after_failure(first: JournalEntry, _second: JournalEntry) -> float:
    return 0.9 if first.answer.decision.kind == "decline" else 0.05


def test_fewer_turns_fail_where_nothing_was_mined_and_shuffled_sessions_teach_nothing(world: World) -> None:
    result = measure(world, MINED, UNSEEN, STRANGERS, after_failure, PLANS, "by hand")
    assert (result.unseen.tries, result.unseen.before) == (72, 4)
    assert result.unseen.after == 0
    assert (result.unseen.wins, result.unseen.losses) == (4, 0)
    assert result.unseen.gone.mean == 100
    assert result.strangers == result.unseen
    assert result.shuffled == (0, 0)
    assert result.misheard == pytest.approx(2 / 36)
    assert result.typed == 0


def test_a_population_is_drawn_by_its_seed_alone(world: World) -> None:
    assert live(world, MINED, PLANS[0]) == live(world, MINED, PLANS[0])
    assert live(world, MINED, PLANS[0]) != live(world, MINED, PLANS[1])


def test_people_want_the_same_again_only_where_it_failed(world: World) -> None:
    for session in live(world, MINED, Plan(sessions=200)):
        for entry, again in zip(session.entries, session.again, strict=False):
            assert again == (entry.answer.decision.kind == "decline")


def test_without_rewrites_nothing_changes(world: World) -> None:
    plain = world.tries(Rewriter(), UNSEEN)
    assert (~plain.plain).sum() == 2
    assert (plain.plain == plain.served).all() and not plain.rewritten.any()


def test_no_loss_is_not_called_infinite(world: World) -> None:
    result = measure(world, MINED, UNSEEN, STRANGERS, after_failure, PLANS[:1], "by hand")
    assert win_loss(result.unseen) == 2


def test_nobody_is_both_mined_from_and_a_stranger() -> None:
    for locale in ("en-US", "de-DE"):
        known, unknown = cast(locale)
        assert len({*known, *unknown}) == len(known) + len(unknown)
        assert all(person.voice == f"pico:{locale}" for person in (*known, *unknown)) == (locale == "de-DE")


def test_lookups_are_timed() -> None:
    assert lookup_microseconds(100) > 0
