"""Recipes from a folder, in the forms that people have them in."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from dialog.testing import Talk
from skills.cooking.recipes import read_recipes

SOUP = {
    "@context": "https://schema.org",
    "@type": "Recipe",
    "name": "Tomato soup",
    "totalTime": "PT45M",
    "recipeIngredient": ["1 kg tomatoes", "1 onion"],
    "recipeInstructions": [
        {"@type": "HowToStep", "text": "Chop the onion."},
        {"@type": "HowToSection", "itemListElement": [{"@type": "HowToStep", "text": "Cook it with the tomatoes."}]},
    ],
}
RISOTTO = {
    "@type": ["Recipe"],
    "name": "Risotto",
    "recipeIngredient": ["300 g rice"],
    "recipeInstructions": "Stir.\nEat.",
}
PAGE = f"""<html><head><script type="text/javascript">var x = "</p>";</script>
<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebSite", "name": "Food"}, RISOTTO]})}</script>
</head><body>Risotto</body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cook" / "more").mkdir(parents=True)
    (tmp_path / "cook" / "soup.json").write_text(json.dumps(SOUP), encoding="utf-8")
    (tmp_path / "cook" / "more" / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "cook" / "other.json").write_text("{", encoding="utf-8")
    return tmp_path / "cook"


async def test_recipes_are_read_from_json_and_from_pages(folder: Path) -> None:
    risotto, soup = await read_recipes(folder)
    assert (risotto.name, risotto.ingredients, risotto.steps, risotto.takes) == (
        "Risotto",
        ("300 g rice",),
        ("Stir.", "Eat."),
        None,
    )
    assert soup.steps == ("Chop the onion.", "Cook it with the tomatoes.")
    assert soup.takes == timedelta(minutes=45)


async def test_a_recipe_is_read_step_by_step_even_after_something_else(tmp_path: Path, folder: Path) -> None:
    talk = Talk(tmp_path, settings={"cooking": {"recipes": str(folder)}})
    assert await talk.say("how do i make [food_type : tomato soup]", "cooking_recipe") == (
        "Tomato soup, 45 minutes. You need 1 kg tomatoes and 1 onion. There are 2 steps; say “next step”."
    )
    assert await talk.say("next step") == "Chop the onion."
    assert await talk.say("set a timer for [time : ten minutes]", "alarm_set") == "Timer set for 10 minutes."
    talk.restart()
    assert await talk.say("next step") == "Cook it with the tomatoes."
    assert await talk.say("next step") == "That was the last step."


async def test_dishes_are_found_by_what_is_in_them(tmp_path: Path, folder: Path) -> None:
    talk = Talk(tmp_path, settings={"cooking": {"recipes": str(folder)}})
    assert await talk.say("what can i cook with [food_type : rice]", "cooking_query") == "One recipe: Risotto."
    assert await talk.say("what can i cook", "cooking_query") == "2 recipes, for example Risotto and Tomato soup."
    turn = await talk.turn("how do i make [food_type : pizza]", "cooking_recipe")
    assert (turn.text, turn.done) == ("There is no recipe like that.", False)
    assert {"Risotto", "Tomato soup"} <= set(talk.dialog.expected())


async def test_no_next_step_is_made_up(tmp_path: Path, folder: Path) -> None:
    talk = Talk(tmp_path, settings={"cooking": {"recipes": str(folder)}})
    assert await talk.say("next step") == "I did not understand that."
    gone = Talk(tmp_path, settings={"cooking": {"recipes": str(tmp_path / "gone")}})
    turn = await gone.turn("what can i cook", "cooking_query")
    assert (turn.text, turn.done) == ("I cannot read the folder of your recipes.", False)
