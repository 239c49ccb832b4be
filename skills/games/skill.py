"""A game of guessing a number."""

import random

from pydantic import BaseModel, ConfigDict

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from nlu.values import resolve_numbers

_LARGEST = 100
_SLOT = "guess"


class Game(BaseModel):
    """The number that was thought of, and how often it was guessed."""

    model_config = ConfigDict(frozen=True)

    number: int
    tries: int


class Games:
    """Thinks of a number, and says after each guess whether it is larger or smaller."""

    manifest = Manifest(
        name="games",
        intents={"play_game": ()},
        permissions=frozenset({"storage"}),
        examples={"en": ("let's play a game", "play guess the number")},
    )

    def __init__(self, services: Services) -> None:
        self._storage = services.storage

    def bid(self, request: Request) -> Bid | None:
        """For the one intent about games."""
        return Bid("games", 0.9, "play", action=Message("games-action"))

    async def handle(self, request: Request) -> Reply:
        """Begin, or judge a guess."""
        guess = request.interpretation.slot(_SLOT)
        game = self._storage.get("game", Game)
        if guess is None or not game:
            return self._begun(request)
        numbers = resolve_numbers(guess.text, request.locale)
        if len(numbers) != 1:
            return Reply((Message("games-again"),), done=False, expects=_SLOT)
        number, tries = game.number, game.tries + 1
        if numbers[0] == number:
            self._storage.delete("game")
            return Reply((Message("games-won", {"number": number, "count": tries}),))
        self._storage.put("game", {"number": number, "tries": tries})
        hint = "larger" if numbers[0] < number else "smaller"
        return Reply((Message(f"games-{hint}"),), done=False, expects=_SLOT)

    def _begun(self, request: Request) -> Reply:
        """A new number; any other game that was named is not known, and said so."""
        name = request.interpretation.slot("game_name")
        self._storage.put("game", {"number": random.SystemRandom().randint(1, _LARGEST), "tries": 0})
        only = (Message("games-only", {"name": name.text}),) if name else ()
        return Reply((*only, Message("games-begin", {"largest": _LARGEST})), done=False, expects=_SLOT)
