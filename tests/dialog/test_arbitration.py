from collections.abc import Sequence
from dataclasses import replace

import pytest

from dialog import Bid, Manifest, Message, Request
from dialog.arbitration import RankedBid, decide, rank_bids
from dialog.clock import VirtualClock
from dialog.ranking import Situation, open_ranker
from dialog.ranking.shortlist import collect_claims
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


def bids(*skills: Bidder, heard: Sequence[Interpretation], situation: Situation | None = None) -> tuple[RankedBid, ...]:
    claims = collect_claims(skills, [Request(interpretation, CLOCK) for interpretation in heard])
    return rank_bids(claims, heard, situation or Situation(), open_ranker())


def decision(*skills: Bidder, heard: Interpretation) -> tuple[str, list[str]]:
    made, _ = decide(bids(*skills, heard=[heard]), {skill.manifest.name: skill.manifest for skill in skills})
    return made.kind, [offer.skill for offer in made.offers]


def weighed(*probable: tuple[Bidder, float]) -> tuple[str, list[str]]:
    """The decision where each skill's offer is so probable."""
    request = Request(said(("play_music", 0.9)), CLOCK)
    made_bids = [(skill.bid(request), probability) for skill, probability in probable]
    made, _ = decide(
        [RankedBid(bid, request, probability) for bid, probability in made_bids if bid],
        {skill.manifest.name: skill.manifest for skill, _ in probable},
    )
    return made.kind, [offer.skill for offer in made.offers]


MUSIC, RADIO = bidder("music", "play_music"), bidder("radio", "play_radio")


def test_a_sure_reading_is_acted_upon() -> None:
    assert decision(MUSIC, RADIO, heard=said(("play_music", 0.9), ("play_radio", 0.05))) == ("act", ["music"])


def test_two_offers_that_are_nearly_tied_are_a_question() -> None:
    assert weighed((MUSIC, 0.5), (RADIO, 0.48)) == ("ask_which", ["music", "radio"])


def test_no_offer_is_declined() -> None:
    assert decision(MUSIC, heard=said(("weather_query", 0.9))) == ("decline", [])


def test_an_unlikely_offer_is_declined() -> None:
    assert weighed((MUSIC, 0.3))[0] == "decline"


@pytest.mark.parametrize(
    "text", ["the capital of peru is lima", "how much is an overdraft fee at my bank", "she sells sea shells"]
)
def test_words_that_are_nothing_the_assistant_is_for_are_declined_though_the_student_leans_somewhere(text: str) -> None:
    heard = said(("play_music", 0.45), ("play_radio", 0.2), text=text, in_scope=False)
    assert decision(MUSIC, RADIO, heard=heard)[0] == "decline"


@pytest.mark.parametrize(
    ("risk", "probability", "kind"),
    [(0.9, 0.999, "act"), (0.9, 0.9, "confirm"), (1.0, 0.9, "confirm"), (1.0, 0.999, "confirm")],
)
def test_a_risk_is_confirmed_in_doubt_and_the_gravest_however_sure(risk: float, probability: float, kind: str) -> None:
    lock = bidder("lock", "iot_wemo_off", score=1.0, risk=risk, confirmation="when_doubtful")
    assert weighed((lock, probability))[0] == kind
    assert weighed((MUSIC, probability))[0] == "act"


def test_a_skill_whose_policy_is_always_is_confirmed_however_sure() -> None:
    post = bidder("post", "social_post", score=1.0, confirmation="always")
    assert weighed((post, 1.0))[0] == "confirm"


@pytest.mark.parametrize("boast", [1.0, 7.0, 1e9])
def test_a_skill_that_inflates_its_scores_changes_nothing(boast: float) -> None:
    heard = [said(("play_music", 0.5), ("play_radio", 0.4)), said(("play_music", 0.6), ("play_radio", 0.3))]
    modest, greedy = bidder("radio", "play_radio", score=0.4), bidder("radio", "play_radio", score=boast)
    honest = [(ranked.bid.skill, ranked.probability) for ranked in bids(MUSIC, modest, heard=heard)]
    assert [(ranked.bid.skill, ranked.probability) for ranked in bids(MUSIC, greedy, heard=heard)] == honest


def test_the_order_in_which_skills_are_loaded_changes_nothing() -> None:
    heard = [said(("play_music", 0.5), ("play_radio", 0.4)), said(("play_radio", 0.6), ("play_music", 0.3))]
    one = {ranked.bid.skill: ranked.probability for ranked in bids(MUSIC, RADIO, heard=heard)}
    other = {ranked.bid.skill: ranked.probability for ranked in bids(RADIO, MUSIC, heard=heard)}
    assert one == pytest.approx(other, abs=1e-6)


def test_a_fallback_makes_way_for_any_skill_that_claims_the_intent() -> None:
    last = bidder("last", "play_music", score=1.0, fallback=True)
    heard = said(("play_music", 0.9))
    assert [ranked.bid.skill for ranked in bids(last, MUSIC, heard=[heard])] == ["music"]
    assert [ranked.bid.skill for ranked in bids(last, RADIO, heard=[heard])] == ["last"]


def test_a_bid_in_the_name_of_another_skill_does_not_count() -> None:
    liar = Bidder("liar", "play_music", Bid("music", 1.0, "test"))
    assert [ranked.bid.skill for ranked in bids(liar, MUSIC, heard=[said(("play_music", 0.9))])] == ["music"]


def test_what_was_just_talked_about_speaks_for_a_skill_when_the_words_do_not_decide() -> None:
    heard = [said(("play_music", 0.45), ("play_radio", 0.44), text="turn it off")]
    about = {
        name: {
            ranked.bid.skill: ranked.probability
            for ranked in bids(MUSIC, RADIO, heard=heard, situation=Situation(name, intent, 0.5))
        }
        for name, intent in (("music", "play_music"), ("radio", "play_radio"))
    }
    assert about["music"]["music"] > about["radio"]["music"]
    assert about["radio"]["radio"] > about["music"]["radio"]


def test_a_word_of_its_own_speaks_for_a_skill_where_the_intent_is_in_doubt() -> None:
    timers = bidder("timers", "alarm_set", score=1.0, keywords={"en": ("timers?",)})
    calendar = bidder("calendar", "calendar_set")
    heard = said(("calendar_set", 0.5), ("alarm_set", 0.2), text="set a timer")
    assert decision(timers, calendar, heard=heard) == ("act", ["timers"])
    best = bids(timers, calendar, heard=[replace(heard, utterance="set a meeting")])[0]
    assert best.bid.skill == "calendar"


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
    assert bids(MUSIC, heard=heard)[0].request.interpretation.utterance == "play jazz"


def test_a_skill_whose_bid_raises_loses_its_turn_only() -> None:
    failed: dict[str, Exception] = {}
    broken = Bidder("broken", "play_music", ValueError("oops"))
    claims = collect_claims([broken, MUSIC], [Request(said(("play_music", 0.9)), CLOCK)], failed)
    assert [claim.skill for claim in claims] == ["music"]
    assert list(failed) == ["broken"]
