from dataclasses import replace

import pytest

from dialog import Bid, Manifest, Message, Request
from dialog.arbitration import collect_offers, decide
from dialog.clock import VirtualClock
from dialog.skill import Reply
from dialog.testing import SATURDAY_TEN, meaning
from nlu import Interpretation, Reading

CLOCK = VirtualClock(SATURDAY_TEN)


class Bidder:
    """A skill that always bids the same."""

    def __init__(self, name: str, intent: str, bid: Bid | Exception | None, **manifest: object) -> None:
        self.manifest = Manifest.model_validate({"name": name, "intents": {intent: ()}, **manifest})
        self._bid = bid

    def bid(self, request: Request) -> Bid | None:
        if isinstance(self._bid, Exception):
            raise self._bid
        return self._bid

    async def handle(self, request: Request) -> Reply:
        return Reply((Message("dialog-do-that"),))


def bidder(name: str, intent: str, score: float = 0.9, risk: float = 0.0, **manifest: object) -> Bidder:
    return Bidder(name, intent, Bid(name, score, "test", action=Message("dialog-do-that"), risk=risk), **manifest)


def said(*readings: tuple[str, float], text: str = "play jazz", in_scope: bool = True) -> Interpretation:
    return Interpretation(text, "en-US", tuple(Reading(*reading) for reading in readings), (), in_scope)


def decision(*skills: Bidder, heard: Interpretation) -> tuple[str, list[str]]:
    offers = collect_offers(skills, [Request(heard, CLOCK)])
    made = decide(offers, {skill.manifest.name: skill.manifest for skill in skills})
    return made.kind, [offer.bid.skill for offer in made.offers]


MUSIC, RADIO = bidder("music", "play_music"), bidder("radio", "play_radio")


def test_a_sure_reading_is_acted_upon() -> None:
    assert decision(MUSIC, RADIO, heard=said(("play_music", 0.9), ("play_radio", 0.05))) == ("act", ["music"])


def test_two_readings_that_are_nearly_tied_are_a_question() -> None:
    kind, names = decision(MUSIC, RADIO, heard=said(("play_music", 0.5), ("play_radio", 0.48)))
    assert (kind, set(names)) == ("ask_which", {"music", "radio"})


def test_no_offer_is_declined() -> None:
    assert decision(MUSIC, heard=said(("weather_query", 0.9))) == ("decline", [])


def test_an_unsure_reading_is_declined() -> None:
    assert decision(MUSIC, heard=said(("play_music", 0.3)))[0] == "decline"


def test_what_is_out_of_scope_is_declined() -> None:
    assert decision(MUSIC, heard=said(("play_music", 0.9), in_scope=False))[0] == "decline"


@pytest.mark.parametrize(("confidence", "kind"), [(0.999, "act"), (0.9, "confirm")])
def test_a_grave_action_is_confirmed_where_a_harmless_one_is_done(confidence: float, kind: str) -> None:
    lock = bidder("lock", "iot_wemo_off", score=1.0, risk=1.0, confirmation="when_doubtful")
    assert decision(lock, heard=said(("iot_wemo_off", confidence)))[0] == kind
    assert decision(MUSIC, heard=said(("play_music", confidence)))[0] == "act"


def test_a_skill_whose_policy_is_always_is_confirmed_however_sure() -> None:
    post = bidder("post", "social_post", score=1.0, confirmation="always")
    assert decision(post, heard=said(("social_post", 1.0)))[0] == "confirm"


def test_a_skill_that_inflates_its_scores_wins_nothing() -> None:
    greedy = bidder("radio", "play_radio", score=1e9)
    assert decision(MUSIC, greedy, heard=said(("play_music", 0.9), ("play_radio", 0.08))) == ("act", ["music"])


def test_a_word_of_its_own_speaks_for_a_skill_where_the_intent_is_in_doubt() -> None:
    timers = bidder("timers", "alarm_set", score=1.0, keywords={"en": ("timers?",)})
    heard = said(("calendar_set", 0.5), ("alarm_set", 0.2), text="set a timer")
    assert decision(timers, heard=heard) == ("act", ["timers"])
    assert decision(timers, heard=replace(heard, utterance="set a meeting"))[0] == "decline"


def test_a_word_of_its_own_does_not_outweigh_a_sure_intent() -> None:
    lists = bidder("lists", "lists_query", score=1.0, keywords={"en": ("list",)})
    heard = said(("play_music", 0.95), ("lists_query", 0.01), text="play my party list")
    assert decision(lists, MUSIC, heard=heard) == ("act", ["music"])


def test_a_skill_that_is_named_has_an_intent_before_one_that_shares_it() -> None:
    timers = bidder("timers", "alarm_set", keywords={"en": ("timers?",)})
    alarms = bidder("alarms", "alarm_set")
    assert decision(timers, alarms, heard=said(("alarm_set", 0.95), text="set a timer")) == ("act", ["timers"])


def test_a_second_hypothesis_that_can_be_served_beats_a_first_that_cannot() -> None:
    heard = [meaning("play chaz", "general_quirky"), meaning("play jazz", "play_music")]
    offers = collect_offers([MUSIC], [Request(interpretation, CLOCK) for interpretation in heard])
    assert offers[0].request.interpretation.utterance == "play jazz"


def test_a_skill_whose_bid_raises_loses_its_turn_only() -> None:
    failed: dict[str, Exception] = {}
    broken = Bidder("broken", "play_music", ValueError("oops"))
    offers = collect_offers([broken, MUSIC], [Request(said(("play_music", 0.9)), CLOCK)], failed)
    assert [offer.bid.skill for offer in offers] == ["music"]
    assert list(failed) == ["broken"]
