"""What words mean and what is known of things: WordNet, Wikipedia, and last a language model, as far as allowed."""

import asyncio
import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import BaseModel, Field

from dialog.outside import OutsideError, file_bytes
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from nlu import Interpretation
from nlu.values.language import babel_locale, language
from runtime.plain_text import one_line
from skills.knowledge.wordnet import Sense, WordNet

_WIKIPEDIA = "https://{language}.wikipedia.org"
_AGENT = {"User-Agent": "voice-assistant (a local assistant of one user)"}
_SENTENCES, _LONGEST, _MOST_SENSES = 2, 400, 2
_ASKED_FOR = re.compile(
    r"^(?:.*\b)?(?:define|definition of|meaning of|what does (?:the word )?(?P<word>.+?) mean"
    r"|what(?:'s| is| are) (?:the |an? )?(?:meaning of |definition of )?|explain(?: what)?"
    r"|(?:tell me|what do you know) about)\s*(?P<rest>.*)$"
)
_SYSTEM = "Answer in one or two short sentences in {language}, to be read aloud. Say so if you do not know."


class _Page(BaseModel):
    key: str


class _Pages(BaseModel):
    """What Wikipedia finds."""

    pages: list[_Page]


class _Article(BaseModel):
    extract: str


class _Said(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Said


class _Completion(BaseModel):
    """A language model's answer."""

    choices: Annotated[list[_Choice], Field(min_length=1)]


class Knowledge:
    """Looks things up; each source only where the user has it or allows it."""

    manifest = Manifest(
        name="knowledge",
        intents={"qa_definition": (), "qa_factoid": ()},
        permissions=frozenset({"network"}),
        carries={"qa_definition": ("definition_word",), "qa_factoid": ("person", "place_name")},
        examples={"en": ("define forensic", "what does obstacle mean", "who was marie curie")},
    )

    def __init__(self, services: Services) -> None:
        self._services = services
        self._words = WordNet.found(str(services.settings.get("wordnet", "")))

    def bid(self, request: Request) -> Bid | None:
        """For questions about words and facts."""
        intent = request.interpretation.intent
        deed = "word" if intent == "qa_definition" else "fact"
        return Bid("knowledge", 0.9, intent, action=Message(f"knowledge-action-{deed}"))

    async def handle(self, request: Request) -> Reply:
        """The first source that knows it answers."""
        said = request.interpretation
        for source in (self._from_words, self._from_wikipedia, self._from_model):
            try:
                messages = await source(said)
            except (OutsideError, OSError):
                return Reply((Message("knowledge-unreachable"),), done=False)
            if messages:
                return Reply(messages)
        asked_nobody = not (self._words or self._setting("wikipedia") or self._setting("model_url"))
        return Reply((Message("knowledge-off" if asked_nobody else "knowledge-unknown"),), done=False)

    async def _from_words(self, said: Interpretation) -> tuple[Message, ...]:
        if self._words is None or said.intent != "qa_definition" or language(said.locale) != "en":
            return ()
        senses = await asyncio.to_thread(self._words.senses, asked_about(said))
        return tuple(_defined(sense) for sense in senses[:_MOST_SENSES])

    async def _from_wikipedia(self, said: Interpretation) -> tuple[Message, ...]:
        allowed = self._setting("wikipedia")
        if not allowed:
            return ()
        site = (allowed if isinstance(allowed, str) else _WIKIPEDIA).format(language=language(said.locale))
        asked = {"q": asked_about(said), "limit": 1}
        network = self._services.network
        found = await network.get(f"{site}/w/rest.php/v1/search/page", params=asked, headers=_AGENT)
        pages = found.read_as(_Pages).pages
        if not pages:
            return ()
        article = await network.get(f"{site}/api/rest_v1/page/summary/{quote(pages[0].key, safe='')}", headers=_AGENT)
        extract = _first_sentences(one_line(article.read_as(_Article).extract))
        return (Message("knowledge-article", {"text": extract}),) if extract else ()

    async def _from_model(self, said: Interpretation) -> tuple[Message, ...]:
        """An endpoint that speaks OpenAI's chat protocol, such as llama.cpp's server."""
        url = self._setting("model_url")
        if not url:
            return ()
        tongue = babel_locale(said.locale).get_language_name("en") or said.locale
        body = {
            "model": str(self._setting("model") or "default"),
            "messages": [
                {"role": "system", "content": _SYSTEM.format(language=tongue)},
                {"role": "user", "content": said.utterance},
            ],
            "max_tokens": 120,
            "temperature": 0,
        }
        address = f"{str(url).rstrip('/')}/chat/completions"
        answer = await self._services.network.send("POST", address, json=body, headers=self._token())
        text = one_line(answer.read_as(_Completion).choices[0].message.content, _LONGEST)
        return (Message("knowledge-model", {"text": text}),) if text else ()

    def _token(self) -> dict[str, str]:
        file = self._setting("token_file")
        return {"Authorization": f"Bearer {file_bytes(Path(str(file))).decode().strip()}"} if file else {}

    def _setting(self, name: str) -> Any:
        return self._services.settings.get(name)


def asked_about(said: Interpretation) -> str:
    """The word or the thing that a question is about; the whole question where that cannot be told."""
    slot = said.slot("definition_word")
    if slot:
        return slot.text
    if said.intent == "qa_definition":
        found = _ASKED_FOR.match(said.utterance.lower().strip(" ?.!"))
        if found and (found["word"] or found["rest"]):
            return re.sub(r"^(?:the word |an? |the )", "", found["word"] or found["rest"])
    named = [slot.text for slot in said.slots if slot.name in ("person", "place_name", "business_name", "movie_name")]
    return named[0] if len(named) == 1 and said.intent == "qa_definition" else said.utterance


def _defined(sense: Sense) -> Message:
    return Message("knowledge-sense", {"word": sense.word, "part": sense.part, "gloss": sense.gloss})


def _first_sentences(text: str) -> str:
    """Two sentences at most, and no more than somebody listens to."""
    ends = [match.end() for match in re.finditer(r"(?<!\b\w)[.!?](?=\s+[^\W\d_a-z])|[。！？।؟]|[.!?]$", text)]
    cut = [end for end in ends[:_SENTENCES] if end <= _LONGEST]
    return text[: cut[-1]] if cut else text[:_LONGEST]
