from dataclasses import replace

import pytest

from dialog.learning import Rewrite, Rewriter
from dialog.learning.rewriter import understood
from dialog.learning.turn import key, meaning_of, sessions
from nlu import Interpretation, Reading, Slot
from tests.dialog.learning.test_miner import turn

LEARNED = Rewrite("play maj and dragons", "play imagine dragons", "a", "b", 0.1, 0.8, 9, 2)


@pytest.mark.parametrize("heard", ["play maj and dragons", "Play Maj and Dragons.", "  play máj and dragons!"])
def test_case_accents_and_punctuation_do_not_hide_a_rewrite(heard: str) -> None:
    assert Rewriter([LEARNED]).find(heard) == LEARNED


@pytest.mark.parametrize("heard", ["play mach and dragons", "plea maj and dragons", "Playmaj in dragons"])
def test_what_sounds_the_same_is_found_in_any_spelling(heard: str) -> None:
    assert Rewriter([LEARNED]).find(heard) == LEARNED


@pytest.mark.parametrize("heard", ["play maj and dragon", "play matt and dragons", "pull a much on dragons", "dragons"])
def test_what_sounds_different_is_left_alone(heard: str) -> None:
    assert Rewriter([LEARNED]).find(heard) is None


def test_numbers_never_sound_the_same() -> None:
    timer = replace(LEARNED, source="sad a timer for 11 minutes", target="set a timer for 11 minutes")
    assert Rewriter([timer]).find("sat a timer for 11 minutes") == timer
    assert Rewriter([timer]).find("sat a timer for 1 minutes") is None


def test_sources_that_sound_the_same_and_mean_different_things_lend_nothing_to_others() -> None:
    other = replace(LEARNED, source="play mech and dragons", target_meaning="c")
    rewriter = Rewriter([LEARNED, other])
    assert rewriter.find("play mach and dragons") is None
    assert rewriter.find("play mech and dragons") == other


def test_the_lot_keeps_a_tenth_back() -> None:
    rewriter = Rewriter([LEARNED], seed=1)
    granted = sum(rewriter.grants() for _ in range(5000))
    assert 4350 < granted < 4650


def interpretation(confidence: float, slot: float) -> Interpretation:
    slots = (Slot("artist_name", "Máj", 5, 8, slot),)
    return Interpretation("play Máj", "en-US", (Reading("play_music", confidence),), slots)


@pytest.mark.parametrize(("confidence", "slot", "sure"), [(0.95, 0.95, True), (0.95, 0.5, False), (0.5, 0.95, False)])
def test_understood_needs_intent_and_slots(confidence: float, slot: float, sure: bool) -> None:
    assert understood(interpretation(confidence, slot)) is sure


def test_wordings_of_one_wish_share_a_meaning() -> None:
    assert meaning_of(interpretation(0.9, 0.9)) == "play_music|artist_name=maj"
    assert key("Ça va?") == "ca va"


def test_what_is_out_of_scope_shares_a_meaning_with_its_own_words_alone() -> None:
    refused = replace(interpretation(0.9, 0.9), in_scope=False)
    assert meaning_of(refused) != meaning_of(interpretation(0.9, 0.9))
    assert meaning_of(refused) == meaning_of(replace(refused, utterance="Play maj!"))
    assert meaning_of(refused) != meaning_of(replace(refused, utterance="pay Máj"))


def test_a_pause_or_another_device_starts_a_session() -> None:
    said = [(0.0, "a"), (10.0, "a"), (20.0, "b"), (90.0, "a"), (100.0, "a")]
    found = sessions((at, turn(f"t{at}", "m", defect=0.1, device=device)) for at, device in said)
    assert [len(session) for session in found] == [2, 1, 2]
