"""The loop over what was heard, on a corpus made by hand: one of twelve wishes is misheard, in every voice alike."""

import numpy as np
import pytest

from assistant.bench.acoustic_loop import Plan, World, live, measure
from assistant.bench.self_learning_acoustic import lookup_microseconds, win_loss
from assistant.bench.spoken_corpus import Rendering, SpokenCorpus, Wish, renderings
from dialog.journal_entry import Entry
from dialog.learning.rewriter import Rewriter
from dialog.learning.training.pairs import wish
from nlu import Interpretation, Reading, Slot
from nlu.annotation import parse
from nlu.training.massive import Example

MINED = [Rendering("one", 25.0, 1), Rendering("two", 25.0, 1)]
UNSEEN = [Rendering("three", 25.0, 2)]
ARTISTS = ("abba", "queen", "genesis", "cher", "adele", "prince", "nena", "kraftwerk", "toto", "heart", "yes", "styx")
SAID = {artist: [f"play {artist}", f"i want to hear {artist}", f"put on {artist}"] for artist in ARTISTS}
MISHEARD = {"play abba": "plea a bar", "put on abba": "button a bar"}


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
        (text, rendering): MISHEARD.get(text, text)
        for texts in SAID.values()
        for text in texts
        for rendering in (*MINED, *UNSEEN)
    }
    return World(SpokenCorpus("en-US", tuple(wanted), heard), Student())  # type: ignore[arg-type]


def after_failure(first: Entry, _second: Entry) -> float:
    return 0.9 if first.decided.kind == "decline" else 0.05


def test_fewer_turns_fail_in_a_voice_that_was_not_mined_and_shuffled_sessions_teach_nothing(world: World) -> None:
    result = measure(world, MINED, UNSEEN, UNSEEN, after_failure, Plan(sessions=600, devices=60), "by hand")
    assert (result.unseen.tries, result.unseen.before) == (36, 2)
    assert result.unseen.after == 0
    assert (result.unseen.wins, result.unseen.losses) == (2, 0)
    assert result.strangers == result.unseen
    assert result.shuffled == 0
    assert result.misheard == pytest.approx(2 / 36)


def test_the_same_plan_gives_the_same_lives(world: World) -> None:
    assert live(world, MINED, Plan(sessions=50)) == live(world, MINED, Plan(sessions=50))


def test_people_want_the_same_again_only_where_it_failed(world: World) -> None:
    for session in live(world, MINED, Plan(sessions=200)):
        for entry, again in zip(session.entries, session.again, strict=False):
            assert again == (entry.decided.kind == "decline")


def test_without_rewrites_nothing_changes(world: World) -> None:
    plain = world.failures(Rewriter(), UNSEEN)
    assert (plain.before, plain.after, plain.rewritten) == (2, 2, 0)
    assert win_loss(plain) == 0


def test_every_voice_is_heard_in_every_noise() -> None:
    found = list(renderings("de-DE", ["espeak:LANGUAGE+m1", "heart"], [(25.0, 1), (15.0, 2)]))
    assert len(set(found)) == 4
    assert found[0] == Rendering("espeak:de+m1", 25.0, 1)


def test_lookups_are_timed() -> None:
    assert np.isfinite(lookup_microseconds(100))
