"""The contract between the assistant and a skill."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict

from dialog.clock import Clock
from nlu import Interpretation
from nlu.values.language import language, whole_words

Permission = Literal["storage", "schedule", "network", "contacts", "audio", "home"]
"""A service that a skill may use; see `dialog.services.Services`."""

Confirmation = Literal["never", "when_doubtful", "always"]
"""When the user is asked before a skill acts."""


class Manifest(BaseModel):
    """What a skill says about itself.

    Attributes:
        name: Unique, lower-case, such as ``timers``.
        intents: For each intent it understands, the slots it needs before it can act.
        permissions: The services it gets; it gets no other.
        confirmation: When the user is asked before it acts.
        confirmed: Intents it acts on only after a yes, whatever ``confirmation`` says about the others.
        dictated: Slots that take whatever the user answers, even if that would be a request by itself.
        keywords: For each language, words (regular expressions) that only this skill answers to, such as *timer*;
            one in the utterance speaks for the skill even if the intent doesn't.
        carries: For each intent, the slots that "and …?" or "no, …" may replace, likeliest first.
        alternatives: Slots that say the same in different ways, such as a person and an address. When one is said anew,
            the others of its set are forgotten.
        examples: For each locale, sentences a user may say.
        fallback: Whether it answers only for intents that no other skill claims.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    intents: Mapping[str, tuple[str, ...]]
    permissions: frozenset[Permission] = frozenset()
    confirmation: Confirmation = "never"
    confirmed: frozenset[str] = frozenset()
    dictated: frozenset[str] = frozenset()
    keywords: Mapping[str, tuple[str, ...]] = {}
    carries: Mapping[str, tuple[str, ...]] = {}
    alternatives: tuple[frozenset[str], ...] = ()
    examples: Mapping[str, tuple[str, ...]] = {}
    fallback: bool = False

    def policy(self, intent: str) -> Confirmation:
        """When the user is asked before an intent is acted on."""
        return "always" if intent in self.confirmed else self.confirmation

    def rivals(self, slots: Iterable[str]) -> frozenset[str]:
        """Slots that say the same as these in another way, and these."""
        names = frozenset(slots)
        return names.union(*(group for group in self.alternatives if group & names))

    def is_all_of(self, interpretation: Interpretation) -> bool:
        """Whether the utterance is nothing but one of the skill's keywords."""
        text = interpretation.utterance.lower().strip(" ?？.!。¿¡")
        return self._keyword_pattern(interpretation.locale).fullmatch(text) is not None

    def is_named_in(self, interpretation: Interpretation) -> bool:
        """Whether one of the skill's keywords is in the utterance."""
        return self._keyword_pattern(interpretation.locale).search(interpretation.utterance.lower()) is not None

    def _keyword_pattern(self, locale: str) -> re.Pattern[str]:
        return _pattern(self.keywords.get(language(locale), ()), locale)


@cache
def _pattern(words: tuple[str, ...], locale: str) -> re.Pattern[str]:
    """Any of the words; never anything where there are none."""
    return re.compile(whole_words("|".join(words), locale) if words else r"(?!)")


class Choices(tuple[object, ...]):
    """Several things of which one is meant: said with *or*, while a plain tuple is said with *and*."""


@dataclass(frozen=True, slots=True)
class Message:
    """A reply as a Fluent message: the words come from the locale's file, and are never glued together.

    Attributes:
        id: Message id, prefixed with the skill's name, such as ``timers-started``.
        args: Named arguments: numbers, dates, durations and texts, formatted for the locale when rendered.
    """

    id: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the skill answers.

    Attributes:
        messages: Spoken in this order.
        done: Whether you did what the user wanted; the journal keeps it.
        expects: Slot the skill waits for in the next turn; empty if none.
        data: What later turns may refer to, such as ``{"timer": 3}``; JSON values.
        undo: What `Undoable` needs to take it back; JSON values, empty if it can't be taken back.
        confirm: What it would do, in the infinitive, if it finds that this is grave and ``Request.confirmed`` doesn't
            say that the user agreed. Then it has done nothing, and the messages don't count.
    """

    messages: tuple[Message, ...]
    done: bool = True
    expects: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    undo: Mapping[str, object] = field(default_factory=dict)
    confirm: Message | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One turn as a skill sees it.

    Attributes:
        interpretation: What was understood, with slots from earlier turns filled in.
        clock: Time; ``clock.now()`` is now.
        context: What the previous turns' replies left in ``data``, newest first.
        confirmed: Whether the user has just said yes to what the skill named in ``Reply.confirm``.
    """

    interpretation: Interpretation
    clock: Clock
    context: tuple[Mapping[str, object], ...] = ()
    confirmed: bool = False

    @property
    def locale(self) -> str:
        """Locale of the turn."""
        return self.interpretation.locale


@dataclass(frozen=True, slots=True)
class Bid:
    """A skill's offer to take the turn.

    Attributes:
        skill: Its name.
        score: In [0, 1]: how well it can serve the request if the intent is right. It can't make up for an intent
            that isn't.
        evidence: Why, in a few words, for whoever looks into it.
        missing: Slots to ask for first, with the message ``<skill>-ask-<slot>``.
        action: What it would do, in the infinitive, for "shall I …?" and "do you want me to … or to …?". It names all
            that matters: a yes is to these words, and doesn't count once the bid has others.
        risk: Cost of a wrong action: 0 harmless (tell the time), 1 grave (unlock a door), which is always asked.
    """

    skill: str
    score: float
    evidence: str
    missing: tuple[str, ...] = ()
    action: Message | None = None
    risk: float = 0.0


class Skill(Protocol):
    """Something the assistant can do."""

    @property
    def manifest(self) -> Manifest:
        """What it says about itself; most often a plain attribute of the class."""
        ...

    def bid(self, request: Request) -> Bid | None:
        """Say whether it can serve the request; be quick, and change nothing."""
        ...

    async def handle(self, request: Request) -> Reply:
        """Serve the request. What the reply promises must be on disk before this returns."""
        ...


@runtime_checkable
class Naming(Protocol):
    """A skill that knows names the user gave to things, so that the recogniser hears them better."""

    def names(self) -> Iterable[str]:
        """Names such as those of lists, people and rooms; be quick."""
        ...


@runtime_checkable
class Undoable(Protocol):
    """A skill that can take back what it did."""

    async def undo(self, done: Mapping[str, object]) -> None:
        """Take back what a reply described in its ``undo``; a second time does nothing."""
        ...
