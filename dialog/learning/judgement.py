"""Did a turn go wrong, and does the next one say it again? A waterfall that needs no labels.

First what the user says about it, then the rephrase model, then rules about what the assistant did (the waterfall of
arXiv 2006.07113).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dialog.decision import Cause
from dialog.journal_entry import JournalEntry
from dialog.learning.reactions import Reaction, Word, read_reaction
from dialog.learning.turn import SESSION_GAP, Turn, meaning_of
from nlu.values.language import language

Rephrases = Callable[[JournalEntry, JournalEntry], float]
"""Probability that the second of two successive turns says the first one again."""

_REWORDED = 0.5
_NO_REQUEST = frozenset(
    {
        Cause.REPEAT,
        Cause.UNDO,
        Cause.AFTER_RING,
        Cause.NOTHING_TO_UNDO,
        Cause.CANCELLED,
        Cause.CORRECTION,
        Cause.CONTINUATION,
    }
)
_TOLD: dict[Cause, Reaction] = {Cause.CORRECTION: "correction", Cause.UNDO: "undo"}
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

    entry: JournalEntry
    reaction: Reaction
    defect: float
    rephrase: float


def split(entries: Iterable[JournalEntry]) -> list[list[JournalEntry]]:
    """Turns on one device, each within the session gap of the one before."""
    found: list[list[JournalEntry]] = []
    latest: dict[str, list[JournalEntry]] = {}
    for entry in entries:
        session = latest.get(entry.device)
        if session is None or entry.at.timestamp() - session[-1].at.timestamp() > SESSION_GAP:
            session = []
            found.append(session)
        session.append(entry)
        latest[entry.device] = session
    return found


def judge(session: Sequence[JournalEntry], rephrases: Rephrases) -> list[Verdict]:
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


def is_request(entry: JournalEntry) -> bool:
    """Whether a turn stands by itself: neither answer nor command, follow-up or comment, and not empty."""
    if not entry.text or entry.answering or entry.answer.decision.cause in _NO_REQUEST:
        return False
    return _comment(entry) is None


def _comment(entry: JournalEntry) -> Word | None:
    """What a turn says about the one before; words that a skill could act on were meant for the skill."""
    served = entry.answer.done and entry.answer.skill not in ("", "chat")
    return None if served or entry.answering else read_reaction(entry.text, entry.locale)


def as_judged(first: JournalEntry, _second: JournalEntry) -> float:
    """What was found when the turn was judged before."""
    return first.rephrase or 0.0


def turns(verdicts: Iterable[Verdict]) -> list[Turn]:
    """The same as the miner wants them."""
    return [_turn(verdict) for verdict in verdicts]


def _turn(verdict: Verdict) -> Turn:
    entry = verdict.entry
    acted_on, plain = entry.acted_on, entry.plain
    assert acted_on is not None and plain is not None, "a request has words"
    spoken = entry.text if entry.rewriting.used else acted_on.utterance
    return Turn(
        spoken=spoken,
        meaning=meaning_of(plain if entry.rewriting.used else acted_on),
        effective=acted_on.utterance,
        effective_meaning=meaning_of(acted_on),
        defect=verdict.defect,
        rephrase=verdict.rephrase,
        device=entry.device,
        day=entry.at.toordinal(),
        offered=entry.rewriting.offered,
    )


def language_of(entry: JournalEntry) -> str:
    """The language a turn was said in."""
    return language(entry.locale)


def _reaction(entry: JournalEntry, comments: Sequence[JournalEntry], again: float, *, ended: bool) -> Reaction:
    for comment in comments:
        word = _TOLD.get(comment.answer.decision.cause) or _comment(comment)
        if word is not None:
            return word
    if again >= _REWORDED:
        return "rephrase"
    if ended and _outcome(entry, comments).answer.expects:
        return "abandoned"
    barged_in = entry.ending is not None and entry.ending.interrupted == "voice"
    return "barge_in" if barged_in else "none"


def _outcome(entry: JournalEntry, comments: Sequence[JournalEntry]) -> JournalEntry:
    """The turn that ended the request: its last answer, or itself."""
    return next((comment for comment in reversed(comments) if comment.answering), entry)


def _defect(entry: JournalEntry, comments: Sequence[JournalEntry], reaction: Reaction, again: float) -> float:
    if reaction in _EXPLICIT:
        return _EXPLICIT[reaction]
    rule = _by_rule(entry, _outcome(entry, comments), reaction)
    return 1 - (1 - again) * (1 - rule)


def _by_rule(entry: JournalEntry, outcome: JournalEntry, reaction: Reaction) -> float:
    if entry.answer.failures or outcome.answer.decision.kind == "decline":
        return 0.9
    if reaction == "abandoned":
        return 0.7
    if reaction == "barge_in":
        return _BARGED_IN
    return 0.1 if outcome.answer.done else 0.4
