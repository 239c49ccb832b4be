"""How the arbitration networks are made, on a handful of sentences."""

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from dialog.ranking.card import Curve
from dialog.ranking.features import CONTEXT, FEATURES, KnownNames, Sheet
from dialog.ranking.ranker import open_ranker
from lab.dialog.ranking.ambiguity import unseen
from lab.dialog.ranking.calibration import Judged, calibration_error, fit_curves, reliability
from lab.dialog.ranking.confusions import Confusions, sound
from lab.dialog.ranking.judging import judged
from lab.dialog.ranking.opinion_fit import fold_of
from lab.dialog.ranking.ranker_fit import Listed, blank, collated, fit, list_loss
from lab.dialog.ranking.stage import answered, stage
from lab.dialog.ranking.turns import World, highest_confidence
from lab.nlu.training.utterances import Utterance, half
from nlu.student import open_student

SAID = (
    Utterance("1", "wake me up at seven tomorrow", "en-US", "alarm_set", "test"),
    Utterance("2", "set a timer for ten minutes", "en-US", "alarm_set", "test"),
    Utterance("3", "what is the weather in paris", "en-US", "weather_query", "test"),
    Utterance("4", "weck mich um sieben", "de-DE", "alarm_set", "test"),
    Utterance("5", "turn on the kitchen lights", "en-US", "iot_hue_lighton", "test"),
)
OUTSIDE = Utterance("6", "the overdraft fee of my bank", "en-US", "", "test")


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with stage(open_student("cpu"), SAID) as made:
        yield made


def test_the_same_seed_plays_the_same_turns(world: World) -> None:
    def played(seed: int) -> list[tuple[object, ...]]:
        chance = random.Random(seed)
        turns = [world.turn(said, chance, worn=0.5) for said in SAID * 4]
        return [(t.truth, t.situation, tuple(h.utterance for h in t.heard), t.right) for t in turns]

    assert played(1) == played(1)
    assert played(1) != played(2)


def test_what_was_said_is_among_the_claims_that_are_right(world: World) -> None:
    chance = random.Random(3)
    whole = replace(world, skills=world.skills)
    rights = [turn for turn in (whole.turn(SAID[1], chance) for _ in range(40)) if any(turn.right)]
    assert rights
    for turn in rights:
        skills = {claim.skill for claim, right in zip(turn.claims, turn.right, strict=True) if right}
        named = any(claim.skill == "timers" for claim in turn.claims if claim.hypothesis == turn.truth)
        assert skills == ({"timers"} if named else {"alarms"}), "the word timer decides, where timers are installed"


def test_nothing_is_right_for_what_the_assistant_is_not_for(world: World) -> None:
    chance = random.Random(4)
    assert not any(any(world.turn(OUTSIDE, chance).right) for _ in range(20))


def test_the_baseline_takes_the_surest_reading(world: World) -> None:
    chance = random.Random(5)
    for turn in (world.turn(said, chance) for said in SAID):
        if turn.claims:
            best = turn.claims[highest_confidence(turn.claims)]
            assert best.reading.confidence == max(claim.reading.confidence for claim in turn.claims)


def test_plain_commands_are_picked_right(world: World) -> None:
    chance, found = random.Random(6), []
    for said in SAID * 5:
        turn = world.turn(said, chance)
        if any(turn.right) and len(turn.heard) == 1:
            offer = judged(turn, open_ranker())
            found.append(offer is not None and offer.right)
    assert np.mean(found) > 0.9


def test_words_that_sound_alike_share_a_key() -> None:
    assert sound("write") != sound("seven")
    assert sound("for") == sound("four") == sound("far")
    assert sound("größe") == sound("grosse") or sound("grün") == sound("grun")


def test_what_is_misheard_is_something_else_and_reproducible() -> None:
    confusions = Confusions.of([said.text for said in SAID])
    heard = {confusions.misheard(SAID[0].text, "en-US", 1, random.Random(seed)) for seed in range(50)}
    assert len(heard) > 10
    again = confusions.misheard(SAID[0].text, "en-US", 2, random.Random(1))
    assert again == confusions.misheard(SAID[0].text, "en-US", 2, random.Random(1))


def test_translations_stay_on_one_side_of_every_split() -> None:
    one, other = replace(SAID[0], locale="de-DE", text="weck mich"), SAID[0]
    assert half(one) == half(other)
    assert fold_of(one, 3) == fold_of(other, 3)
    assert {half(Utterance(str(number), "", "", "", "")) for number in range(30)} == {"fit", "score"}


def test_words_that_were_trained_on_are_not_scored_on() -> None:
    again = Utterance("99", "Wake me up at seven, tomorrow!", "en-US", "alarm_set", "test")
    fresh = Utterance("98", "rouse me at dawn", "en-US", "alarm_set", "test")
    assert unseen([again, fresh], SAID) == [fresh]


def test_curves_make_boasting_confidences_true_for_each_skill() -> None:
    chance = random.Random(7)
    offers = [Judged("sure", 0.95, chance.random() < 0.95) for _ in range(800)]
    offers += [Judged("boaster", 0.95, chance.random() < 0.6) for _ in range(800)]
    everybody, curves = fit_curves(offers)
    after = [Judged(o.skill, curves[o.skill](o.probability), o.right) for o in offers]
    assert calibration_error(after) < 0.03 < calibration_error(offers)
    assert curves["boaster"](0.95) < everybody(0.95) < curves["sure"](0.95)


@pytest.mark.parametrize(
    "curve", [Curve(), Curve(slope=0.4, offset=-1.0), Curve(slope=3.0, bend=-3.0, offset=2.0), Curve(bend=1.0)]
)
def test_a_curve_keeps_the_order_and_stays_a_probability(curve: Curve) -> None:
    values = [curve(probability) for probability in (0.0, 0.1, 0.5, 0.9, 1.0)]
    assert values == sorted(values)
    assert all(0 <= value <= 1 for value in values)


def test_a_curve_bends_where_confidences_are_true_at_one_end_only() -> None:
    chance = random.Random(3)
    thought = [chance.random() for _ in range(6000)]
    offers = [Judged("x", p, chance.random() < p * p) for p in thought]
    _, curves = fit_curves(offers)
    assert max(abs(curves["x"](p) - p * p) for p in (0.2, 0.5, 0.8, 0.95)) < 0.05


def test_what_is_ranked_is_said_in_a_language_the_assistant_answers_in() -> None:
    assert answered(("en-US", "sw-KE", "zh-TW", "de-DE")) == ("en-US", "zh-TW", "de-DE")


def test_reliability_counts_every_offer_once() -> None:
    offers = [Judged("x", place / 100, place % 2 == 0) for place in range(101)]
    assert sum(count for _, _, count in reliability(offers)) == 101


def _lists(count: int, chance: np.random.Generator, *, shuffled: bool) -> list[Listed]:
    """Lists whose right claim has the largest last feature, or (shuffled) any."""
    made = []
    for _ in range(count):
        values = chance.normal(size=(4, FEATURES)).astype(np.float32)
        right = np.zeros(4, np.float32)
        right[chance.integers(4) if shuffled else values[:, -1].argmax()] = 1.0
        nothing = np.zeros(4, np.int64)
        made.append(Listed(Sheet(values, nothing, np.zeros((4, 3), np.float32), nothing), right))
    return made


@pytest.mark.parametrize("shuffled", [False, True])
def test_the_list_ranker_learns_what_is_there_and_nothing_where_labels_are_shuffled(shuffled: bool) -> None:
    chance, labels = np.random.default_rng(8), KnownNames(("a",), ("x", "y", "z"))
    network = fit(_lists(600, chance, shuffled=shuffled), labels, 1, lambda *_: None)
    lists = _lists(200, chance, shuffled=shuffled)
    inputs, right = collated(lists)
    picked = network(*inputs)[0].argmax(1)
    share = float(right[range(len(lists)), picked].mean())
    assert share < 0.4 if shuffled else share > 0.8


def test_the_list_loss_is_that_of_none_where_nothing_is_right() -> None:
    (one,) = _lists(1, np.random.default_rng(9), shuffled=False)
    inputs, right = collated([one, replace(one, right=np.zeros(4, np.float32))])
    claims = inputs[0][..., 0] * 0.0
    none = claims[:, :1] + 10.0
    assert list_loss(claims[:1], none[:1], right[:1]).item() > 9
    assert list_loss(claims[1:], none[1:], right[1:]).item() < 0.01


def test_a_blank_situation_leaves_the_rest_as_it_is() -> None:
    (one,) = _lists(1, np.random.default_rng(10), shuffled=False)
    bare = blank(one.sheet, 7)
    assert not bare.values[:, CONTEXT].any()
    np.testing.assert_array_equal(bare.values[:, CONTEXT.stop :], one.sheet.values[:, CONTEXT.stop :])
    assert set(bare.topic) == {7}
