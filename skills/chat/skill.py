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

_GREETINGS = {
    "en": ("hello", "hi", "hey", "good (?:morning|evening|afternoon|day)"),
    "de": ("hallo", "hi", "guten (?:morgen|tag|abend)", "servus", "moin"),
    "es": ("hola", "buenos días", "buenas tardes", "buenas noches"),
    "fr": ("bonjour", "bonsoir", "salut"),
    "it": ("ciao", "buongiorno", "buonasera", "salve"),
    "pt": ("olá", "oi", "bom dia", "boa tarde", "boa noite"),
    "nl": ("hallo", "hoi", "goede(?:morgen|middag|navond)", "dag"),
    "hi": ("नमस्ते", "नमस्कार", "सुप्रभात", "हैलो"),
    "ja": ("こんにちは", "おはよう(?:ございます)?", "こんばんは", "やあ"),
    "zh": ("你好", "您好", "早上好", "晚上好"),
    "ar": ("مرحبا", "مرحبًا", "السلام عليكم", "صباح الخير", "مساء الخير"),
    "tr": ("merhaba", "selam", "günaydın", "iyi (?:günler|akşamlar)"),
}
_JOKE_WORDS = {
    "en": "jokes?",
    "de": "witze?",
    "es": "chistes?",
    "fr": "blagues?",
    "it": "barzellett[ae]",
    "pt": "piadas?",
    "nl": "grap(?:je|pen)?",
    "hi": "चुटकुल[ाे]",
    "ja": "冗談|ジョーク",
    "zh": "笑话",
    "ar": "نكتة",
    "tr": r"şaka\w*|fıkra\w*",
}
_WORDS = {
    code: (joke, *(f"^(?:{phrase})$" for phrase in (*_THANKS[code], *_ABILITIES[code], *_GREETINGS[code])))
    for code, joke in _JOKE_WORDS.items()
}


class Chat:
    """Small talk, kept small."""

    manifest = Manifest(
        name="chat",
        intents={"general_greet": (), "general_joke": (), "general_quirky": ()},
        permissions=frozenset({"storage"}),
        keywords=_WORDS,
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
    for topic, phrases in (("thanks", _THANKS), ("abilities", _ABILITIES), ("greet", _GREETINGS)):
        if _says(said, phrases):
            return topic
    joke = _JOKE_WORDS.get(language(said.locale), "$^")
    if re.search(whole_words(joke, said.locale), said.utterance.lower()):
        return "joke"
    return {"general_greet": "greet", "general_joke": "joke"}.get(said.intent, "")


def _says(said: Interpretation, phrases: dict[str, tuple[str, ...]]) -> bool:
    patterns = phrases.get(language(said.locale), ())
    text = said.utterance.lower().strip(" ?？.!。")
    return any(re.fullmatch(whole_words(pattern, said.locale), text) for pattern in patterns)
