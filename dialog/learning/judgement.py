"""Did a turn go wrong, and does the next one say it again? A waterfall that needs no labels.

First what the user says about it, then the rephrase model, then rules about what the assistant did (the waterfall of
arXiv 2006.07113).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dialog.journal_entry import Entry
from dialog.learning.reactions import Reaction, Word, read_reaction
from dialog.learning.turn import SESSION_GAP, Turn, meaning_of
from nlu.values.language import language

Rephrases = Callable[[Entry, Entry], float]
"""Probability that the second of two successive turns says the first one again."""

_REWORDED = 0.5
_COMMANDS = frozenset({"repeat", "undo", "after a ring", "nothing to take back", "cancelled by the user"})
_FOLLOWUPS = frozenset({"correction", "continuation"})
_EXPLICIT: dict[Reaction, float] = {
    "undo": 0.95,
    "negative": 0.95,
    "correction": 0.9,
    "no": 0.8,
    "cancel": 0.7,
    "thanks": 0.05,
}
_BARGED_IN = 0.45


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of one turn.

    Attributes:
        entry: The turn.
        reaction: How the user took it.
        defect: Probability that it went wrong.
        rephrase: Probability that the next request says it again; 0 where none follows.
    """

    entry: Entry
    reaction: Reaction
    defect: float
    rephrase: float


def split(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Turns on one device, each within the session gap of the one before."""
    found: list[list[Entry]] = []
    latest: dict[str, list[Entry]] = {}
    for entry in entries:
        session = latest.get(entry.heard.device)
        if session is None or entry.at.timestamp() - session[-1].at.timestamp() > SESSION_GAP:
            session = []
            found.append(session)
        session.append(entry)
        latest[entry.heard.device] = session
    return found


def judge(session: Sequence[Entry], rephrases: Rephrases) -> list[Verdict]:
    """Judge the requests of one session; answers, commands and follow-ups tell about the request before them.

    Returns:
        One verdict for each request; none for a session that is nothing but comments.
    """
    requests = [place for place, entry in enumerate(session) if is_request(entry)]
    verdicts = []
    for place, following in pairwise([*requests, len(session)]):
        entry, comments = session[place], session[place + 1 : following]
        again = rephrases(entry, session[following]) if following < len(session) else 0.0
        reaction = _reaction(entry, comments, again, ended=following == len(session))
        verdicts.append(Verdict(entry, reaction, _defect(entry, comments, reaction, again), again))
    return verdicts


def is_request(entry: Entry) -> bool:
    """Whether a turn stands by itself: neither answer nor command, follow-up or comment, and not empty."""
    decided = entry.decided
    if not entry.text or decided.answering or decided.why in _COMMANDS | _FOLLOWUPS:
        return False
    return not decided.why.startswith("undo of") and _comment(entry) is None


def _comment(entry: Entry) -> Word | None:
    """What a turn says about the one before; words that a skill could act on were meant for the skill."""
    served = entry.decided.done and entry.decided.skill not in ("", "chat")
    return None if served or entry.decided.answering else read_reaction(entry.text, entry.locale)


def as_judged(first: Entry, _second: Entry) -> float:
    """What was found when the turn was judged before."""
    return first.rephrase or 0.0


def turns(verdicts: Iterable[Verdict]) -> list[Turn]:
    """The same as the miner wants them."""
    return [_turn(verdict) for verdict in verdicts]


def _turn(verdict: Verdict) -> Turn:
    entry = verdict.entry
    acted_on, plain = entry.acted_on, entry.plain
    assert acted_on is not None and plain is not None, "a request has words"
    spoken = entry.text if entry.heard.rewritten else acted_on.utterance
    return Turn(
        spoken=spoken,
        meaning=meaning_of(plain if entry.heard.rewritten else acted_on),
        effective=acted_on.utterance,
        effective_meaning=meaning_of(acted_on),
        defect=verdict.defect,
        rephrase=verdict.rephrase,
        device=entry.heard.device,
        day=entry.at.toordinal(),
        offered=entry.heard.offered,
    )


def language_of(entry: Entry) -> str:
    """The language a turn was said in."""
    return language(entry.locale)


def _reaction(entry: Entry, comments: Sequence[Entry], again: float, *, ended: bool) -> Reaction:
    for comment in comments:
        if comment.decided.why == "correction":
            return "correction"
        word = _comment(comment)
        if word is not None:
            return word
    if again >= _REWORDED:
        return "rephrase"
    if ended and _outcome(entry, comments).decided.expects:
        return "abandoned"
    barged_in = entry.ending is not None and entry.ending.interrupted == "voice"
    return "barge_in" if barged_in else "none"


def _outcome(entry: Entry, comments: Sequence[Entry]) -> Entry:
    """The turn that ended the request: its last answer, or itself."""
    return next((comment for comment in reversed(comments) if comment.decided.answering), entry)


def _defect(entry: Entry, comments: Sequence[Entry], reaction: Reaction, again: float) -> float:
    if reaction in _EXPLICIT:
        return _EXPLICIT[reaction]
    rule = _by_rule(entry, _outcome(entry, comments), reaction)
    return 1 - (1 - again) * (1 - rule)


def _by_rule(entry: Entry, outcome: Entry, reaction: Reaction) -> float:
    if entry.decided.failures or outcome.decided.kind == "decline":
        return 0.9
    if reaction == "abandoned":
        return 0.7
    if reaction == "barge_in":
        return _BARGED_IN
    return 0.1 if outcome.decided.done else 0.4
