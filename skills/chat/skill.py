"""Greetings, thanks, jokes, and what the assistant can do."""

import re

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from locales import Words, section, sections
from nlu import Interpretation
from nlu.values.language import language, whole_words
from skills.wording import says

_JOKES = 3


class ChatWords(Words):
    """Words of small talk; all but those for jokes are whole utterances.

    Attributes:
        greetings: *Hello*.
        thanks: *Thank you*.
        abilities: Questions about the assistant.
        jokes: What jokes are called.
    """

    greetings: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    abilities: tuple[str, ...] = ()
    jokes: tuple[str, ...] = ()

    @property
    def keywords(self) -> tuple[str, ...]:
        """What only this skill answers to."""
        whole = (f"^(?:{phrase})$" for phrase in (*self.thanks, *self.abilities, *self.greetings))
        return (*self.jokes, *whole)


class Chat:
    """Small talk, kept small."""

    manifest = Manifest(
        name="chat",
        intents={"general_greet": (), "general_joke": (), "general_quirky": ()},
        permissions=frozenset({"storage"}),
        keywords={code: words.keywords for code, words in sections("chat", ChatWords).items()},
    )

    def __init__(self, services: Services) -> None:
        self._storage = services.storage

    def bid(self, request: Request) -> Bid | None:
        """For greetings and jokes; of other chat only for thanks and questions about the assistant."""
        topic = _topic(request.interpretation)
        return Bid("chat", 0.9, f"about {topic}") if topic else None

    async def handle(self, request: Request) -> Reply:
        """Answer in one sentence."""
        topic = _topic(request.interpretation)
        if topic != "joke":
            return Reply((Message(f"chat-{topic}"),))
        told = self._storage.get("jokes", int) or 0
        self._storage.put("jokes", told + 1)
        return Reply((Message(f"chat-joke-{told % _JOKES + 1}"),))


def _topic(said: Interpretation) -> str:
    words = section(language(said.locale), "chat", ChatWords) or ChatWords()
    for topic, phrases in (("thanks", words.thanks), ("abilities", words.abilities), ("greet", words.greetings)):
        if _is_one_of(said, phrases):
            return topic
    if says(said, words.jokes):
        return "joke"
    return {"general_greet": "greet", "general_joke": "joke"}.get(said.intent, "")


def _is_one_of(said: Interpretation, phrases: tuple[str, ...]) -> bool:
    text = said.utterance.lower().strip(" ?？.!。")
    return any(re.fullmatch(whole_words(pattern, said.locale), text) for pattern in phrases)
