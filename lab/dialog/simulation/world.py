"""A world of goals, wordings, and a recogniser that mishears some of them always the same way.

It has what makes learning from rephrases hard: homographs (one misheard text, two goals behind it), popular wordings
that are understood as something else, goals that follow one another, and wordings whose second try fails as well.
"""

from dataclasses import dataclass, replace

import numpy as np
from pydantic import BaseModel, ConfigDict


class WorldShape(BaseModel):
    """Sizes and rates.

    Attributes:
        goals: Distinct wishes; popularity follows Zipf's law.
        wordings: Wordings of each wish.
        misheard: Share of wordings that the recogniser garbles, always into the same text.
        garbled: Chance that it does so in a given turn.
        homographs: Share of garbled texts that two goals share.
        confused: Share of garbled texts that mean another goal to the NLU, the others mean nothing it knows.
    """

    model_config = ConfigDict(frozen=True)

    goals: int = 300
    wordings: int = 4
    misheard: float = 0.3
    garbled: float = 0.85
    homographs: float = 0.15
    confused: float = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Who says what, and what becomes of it.

    Attributes:
        shape: Sizes and rates.
        popularity: (goals,) probability of each goal.
        cumulative: (goals,) its running sum.
        habit: (goals, wordings) probability of each wording, given the goal.
        garble: Text that a wording is misheard as, where it is.
        served: Goal that a text serves; None where the NLU makes nothing of it.
        follows: Goal that tends to come after a goal.
    """

    shape: WorldShape
    popularity: np.ndarray[tuple[int], np.dtype[np.float64]]
    cumulative: np.ndarray[tuple[int], np.dtype[np.float64]]
    habit: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    garble: dict[str, str]
    served: dict[str, int | None]
    follows: tuple[int, ...]

    def wording(self, goal: int, place: int) -> str:
        """The words of a wish."""
        return f"please do{place} thing{goal}"

    def meaning(self, text: str) -> str:
        """What the NLU makes of a text."""
        goal = self.served.get(text)
        return f"unknown|text={text}" if goal is None else f"do|goal={goal}"


def make_world(shape: WorldShape, chance: np.random.Generator) -> World:
    """Draw a world."""
    ranks = chance.permutation(shape.goals) + 1
    popularity = 1.0 / ranks / (1.0 / ranks).sum()
    habit = chance.dirichlet(np.full(shape.wordings, 1.5), size=shape.goals)
    follows = tuple(chance.permutation(shape.goals).tolist())
    world = World(shape, popularity, np.cumsum(popularity), habit, {}, {}, follows)
    open_garbles: list[str] = []
    for goal in range(shape.goals):
        for place in range(shape.wordings):
            text = world.wording(goal, place)
            world.served[text] = goal
            if chance.random() < shape.misheard:
                world.garble[text] = _garbled(world, text, open_garbles, chance)
    return world


def _garbled(world: World, text: str, waiting: list[str], chance: np.random.Generator) -> str:
    if waiting and chance.random() < world.shape.homographs * 2:
        return waiting.pop(int(chance.integers(len(waiting))))
    garble = text.replace("please", "peas").replace("thing", "sting")
    if chance.random() < world.shape.homographs * 2:
        waiting.append(garble)
    confused = chance.random() < world.shape.confused
    world.served[garble] = int(chance.integers(world.shape.goals)) if confused else None
    return garble


def shifted(world: World, share: float, chance: np.random.Generator) -> World:
    """The world after people changed: some goals swap their popularity, so that texts now stand for other goals."""
    moved = np.flatnonzero(chance.random(world.shape.goals) < share)
    popularity = world.popularity.copy()
    popularity[moved] = popularity[chance.permutation(moved)]
    habit = world.habit.copy()
    habit[moved] = habit[moved][:, ::-1]
    garble = dict(world.garble)
    texts = [text for text in garble if int(text.rsplit("thing", 1)[1]) in set(moved.tolist())]
    for text, other in zip(texts, chance.permutation(np.array(texts, dtype=object)), strict=True):
        garble[text] = world.garble[str(other)]
    return replace(world, popularity=popularity, cumulative=np.cumsum(popularity), habit=habit, garble=garble)
