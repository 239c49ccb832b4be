"""Spoken arithmetic."""

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from skills.arithmetic.expression import ArithmeticWords, CalculationError, evaluate, spoken_expression
from skills.wording import keywords


class Arithmetic:
    """Works out what a spoken expression comes to."""

    manifest = Manifest(
        name="arithmetic",
        intents={"qa_maths": ()},
        keywords=keywords("arithmetic", ArithmeticWords),
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
