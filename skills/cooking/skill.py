"""Cooking from the user's own recipes, step by step."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from locales import Words, section, sections
from nlu import Interpretation
from nlu.values.language import language
from skills.cooking.recipes import Recipe, read_recipes
from skills.wording import says

_MOST_NAMED = 5


class CookingWords(Words):
    """Words about what is cooked.

    Attributes:
        next_step: To go on.
        ingredients: What it takes.
    """

    next_step: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()


class Cooking:
    """Finds a recipe, names what it takes, and reads one step after the other."""

    manifest = Manifest(
        name="cooking",
        intents={"cooking_recipe": (), "cooking_query": ()},
        keywords={code: words.next_step for code, words in sections("cooking", CookingWords).items()},
        carries={"cooking_recipe": ("food_type",), "cooking_query": ("food_type",)},
        examples={"en": ("how do i make tomato soup", "next step", "what can i cook with rice")},
    )

    def __init__(self, services: Services) -> None:
        folder = services.settings.get("recipes")
        self._folder = Path(str(folder)).expanduser() if folder else None
        self._known: tuple[str, ...] = ()

    def bid(self, request: Request) -> Bid | None:
        """For recipes and what can be cooked; a next step only while something is being cooked."""
        if says(request.interpretation, _spoken(request.locale).next_step) and not _cooked(request):
            return None
        intent = request.interpretation.intent
        deed = "recipe" if intent == "cooking_recipe" else "dishes"
        return Bid("cooking", 0.9, intent, action=Message(f"cooking-action-{deed}"))

    def names(self) -> Iterable[str]:
        """Dishes, once they were read."""
        return self._known

    async def handle(self, request: Request) -> Reply:
        """Look into the recipes anew, since they may have changed."""
        if self._folder is None:
            return Reply((Message("cooking-off"),), done=False)
        try:
            recipes = await read_recipes(self._folder)
        except OutsideError:
            return Reply((Message("cooking-unreadable"),), done=False)
        self._known = tuple(recipe.name for recipe in recipes)
        said = request.interpretation
        if says(said, _spoken(said.locale).next_step):
            return _next_step(recipes, *(_cooked(request) or ("", 0)))
        if said.intent == "cooking_query":
            return _what_there_is(recipes, said)
        found = _named(recipes, said)
        if not found:
            return Reply((Message("cooking-unknown"),), done=False)
        return _began(found[0], request, tells_all=says(said, _spoken(said.locale).ingredients))


def _began(recipe: Recipe, request: Request, *, tells_all: bool) -> Reply:
    """What it is and takes; the steps follow when they are asked for."""
    timed = "yes" if recipe.takes else "no"
    messages = [Message("cooking-recipe", {"name": recipe.name, "length": recipe.takes or "", "timed": timed})]
    if recipe.ingredients:
        messages.append(Message("cooking-ingredients", {"items": recipe.ingredients}))
    if recipe.steps and not tells_all:
        messages.append(Message("cooking-go-on", {"count": len(recipe.steps)}))
    return Reply(tuple(messages), data={"recipe": recipe.name, "step": 0})


def _next_step(recipes: Sequence[Recipe], name: str, step: int) -> Reply:
    recipe = next((recipe for recipe in recipes if recipe.name == name), None)
    if recipe is None or step >= len(recipe.steps):
        return Reply((Message("cooking-done"),), data={"recipe": name, "step": step})
    return Reply((Message("dialog-said", {"text": recipe.steps[step]}),), data={"recipe": name, "step": step + 1})


def _what_there_is(recipes: Sequence[Recipe], said: Interpretation) -> Reply:
    """Dishes with what was named among their ingredients; any where nothing was."""
    food = _food(said)
    fitting = [recipe for recipe in recipes if not food or _holds(recipe, food)]
    if not fitting:
        return Reply((Message("cooking-unknown"),), done=False)
    names = tuple(recipe.name for recipe in fitting[:_MOST_NAMED])
    return Reply((Message("cooking-names", {"count": len(fitting), "names": names}),))


def _named(recipes: Sequence[Recipe], said: Interpretation) -> list[Recipe]:
    """Those whose names share most words with the dish that was named."""
    wanted = set(_words(_food(said) or said.utterance))
    scored = [(len(wanted & set(_words(recipe.name))) / len(_words(recipe.name)), recipe) for recipe in recipes]
    return [recipe for score, recipe in sorted(scored, key=lambda pair: -pair[0]) if score > 0] or [
        recipe for recipe in recipes if _food(said) and _food(said) in recipe.name.lower()
    ]


def _holds(recipe: Recipe, food: str) -> bool:
    text = " ".join((recipe.name, *recipe.ingredients)).lower()
    return all(word.rstrip("s") in text for word in food.split())


def _words(text: str) -> list[str]:
    """Its words without a plural's *s*; the whole where there is none."""
    return [word.removesuffix("s") for word in re.findall(r"\w+", text.lower())] or [text]


def _food(said: Interpretation) -> str:
    slot = said.slot("food_type") or said.slot("ingredient")
    return slot.text.lower() if slot else ""


def _cooked(request: Request) -> tuple[str, int] | None:
    """The recipe that is being cooked, and how many of its steps were read."""
    for left in request.context:
        name, step = left.get("recipe"), left.get("step")
        if left.get("skill") == "cooking" and isinstance(name, str) and isinstance(step, int):
            return name, step
    return None


def _spoken(locale: str) -> CookingWords:
    return section(language(locale), "cooking", CookingWords) or CookingWords()
