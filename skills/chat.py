"""Greetings, thanks, jokes, and what the assistant can do."""

import re

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from nlu import Interpretation
from nlu.values.language import language, whole_words

_JOKES = 3
_THANKS = {
    "en": ("thanks", "thank you.*", "cheers"),
    "de": ("danke.*", "vielen dank"),
    "es": ("(?:muchas )?gracias",),
    "fr": ("merci.*",),
    "it": ("grazie.*",),
    "pt": ("(?:muito )?obrigad[oa]",),
    "nl": ("bedankt", "dank je(?: wel)?", "dank u(?: wel)?"),
    "hi": ("धन्यवाद", "शुक्रिया"),
    "ja": ("ありがとう.*",),
    "zh": ("谢谢.*",),
    "ar": ("شكر[اً]+.*",),
    "tr": ("teşekkür.*", "sağ ol"),
}
_ABILITIES = {
    "en": ("what can you do", "help", "what do you do", "who are you", "what are you"),
    "de": ("was kannst du(?: alles)?", "hilfe", "wer bist du"),
    "es": ("qué puedes hacer", "ayuda", "quién eres"),
    "fr": ("que (?:peux|sais)-tu faire", "aide", "qui es-tu"),
    "it": ("cosa (?:puoi|sai) fare", "aiuto", "chi sei"),
    "pt": ("o que (?:podes|sabes|você pode) fazer", "ajuda", "quem és tu", "quem é você"),
    "nl": ("wat kun je(?: doen)?", "wat kan je", "help", "wie ben je"),
    "hi": ("तुम क्या कर सकते हो", "आप क्या कर सकते हैं", "मदद", "तुम कौन हो", "आप कौन हैं"),
    "ja": ("何ができますか?", "何ができるの?", "ヘルプ", "あなたは誰(?:ですか)?"),
    "zh": ("你能做什么", "你会什么", "帮助", "你是谁"),
    "ar": ("ماذا تستطيع أن تفعل", "ماذا يمكنك أن تفعل", "مساعدة", "من أنت"),
    "tr": ("ne yapabilirsin", "neler yapabilirsin", "yardım", "kimsin", "sen kimsin"),
}


class Chat:
    """Small talk, kept small."""

    manifest = Manifest(
        name="chat",
        intents={"general_greet": (), "general_joke": (), "general_quirky": ()},
        permissions=frozenset({"storage"}),
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
        told = int(self._storage.get("jokes") or 0)
        self._storage.put("jokes", told + 1)
        return Reply((Message(f"chat-joke-{told % _JOKES + 1}"),))


def _topic(said: Interpretation) -> str:
    if _says(said, _THANKS):
        return "thanks"
    if _says(said, _ABILITIES):
        return "abilities"
    return {"general_greet": "greet", "general_joke": "joke"}.get(said.intent, "")


def _says(said: Interpretation, phrases: dict[str, tuple[str, ...]]) -> bool:
    patterns = phrases.get(language(said.locale), ())
    text = said.utterance.lower().strip(" ?？.!。")
    return any(re.fullmatch(whole_words(pattern, said.locale), text) for pattern in patterns)
