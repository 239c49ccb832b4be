"""Spoken arithmetic."""

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from skills.arithmetic.expression import CalculationError, evaluate, spoken_expression

_WORDS = {
    "en": (r"\w+ (?:times|plus|minus|divided by|multiplied by) \w+", "square root", "percent of"),
    "de": (r"\w+ (?:mal|plus|minus|geteilt durch) \w+", "wurzel", "prozent von"),
    "es": (r"\w+ (?:por|más|menos|entre|dividido por) \w+", "raíz cuadrada", "por ciento de"),
    "fr": (r"\w+ (?:fois|plus|moins|divisé par) \w+", "racine carrée", "pour cent de"),
    "it": (r"\w+ (?:per|più|meno|diviso) \w+", "radice quadrata", "per cento di"),
    "pt": (r"\w+ (?:vezes|mais|menos|dividido por) \w+", "raiz quadrada", "por cento de"),
    "nl": (r"\w+ (?:keer|maal|plus|min|gedeeld door) \w+", "wortel van", "procent van"),
    "hi": (r"\S+ (?:गुना|गुणा|प्लस|माइनस|भागित) \S+", "वर्गमूल", "से विभाजित"),
    "ja": ("(?:かける|足す|引く|割る)[〇一二三四五六七八九十百千0-9]", "で割る", "平方根"),
    "zh": ("[一二三四五六七八九十百千0-9](?:加|减|乘以?|除以?)[一二三四五六七八九十百千零0-9]", "平方根"),
    "ar": (r"\w+ (?:ضرب|زائد|ناقص) \w+", r"مقسوم\w* على", "الجذر التربيعي"),
    "tr": (r"\w+ (?:çarpı|artı|eksi|bölü) \w+", r"karekök\w*"),
}


class Arithmetic:
    """Works out what a spoken expression comes to."""

    manifest = Manifest(
        name="arithmetic",
        intents={"qa_maths": ()},
        keywords=_WORDS,
        examples={"en": ("what is seven times eight", "the square root of two"), "de": ("was ist sieben mal acht",)},
    )

    def __init__(self, services: Services) -> None:
        del services

    def bid(self, request: Request) -> Bid | None:
        """Where the words hold an expression."""
        expression = spoken_expression(request.interpretation.utterance, request.locale)
        return Bid("arithmetic", 0.95, f"expression {expression}") if expression else None

    async def handle(self, request: Request) -> Reply:
        """Say the result."""
        expression = spoken_expression(request.interpretation.utterance, request.locale)
        try:
            result = evaluate(expression)
        except CalculationError as error:
            return Reply((Message(f"arithmetic-{error.reason}"),), done=False)
        return Reply((Message("arithmetic-result", {"result": result}),), data={"number": str(result)})
