"""Users with goals: they speak, judge what happens, rephrase, give up, go on to something else, or attack."""

from dataclasses import dataclass, replace

import numpy as np
from pydantic import BaseModel, ConfigDict

from dialog.learning.rewriter import Rewriter
from dialog.learning.turn import Turn
from lab.dialog.simulation.world import World


class Behaviour(BaseModel):
    """How users and the label-free detectors behave.

    Attributes:
        patience: Chance to say it again after a failure, each time.
        stubborn: Chance to say the very same words again.
        follow_up: Chance to go on to another goal after a success.
        noise: Chance that the defect detector is wrong.
        devices: Households.
        attackers: Share of sessions that are made up by attackers.
        attacking_devices: Devices that the attackers have.
    """

    model_config = ConfigDict(frozen=True)

    patience: float = 0.7
    stubborn: float = 0.2
    follow_up: float = 0.25
    noise: float = 0.1
    devices: int = 2000
    attackers: float = 0.0
    attacking_devices: int = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the experiment knows about a first turn and the miner does not.

    Attributes:
        served: Whether the user got what they wanted.
        served_plainly: Whether they would have without a rewrite.
        rewritten: Whether a rewrite was used.
    """

    served: bool
    served_plainly: bool
    rewritten: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A session with its outcome."""

    session: tuple[Turn, ...]
    first: Outcome


class Household:
    """Produces sessions in a world, under a rewriter."""

    def __init__(self, world: World, behaviour: Behaviour, chance: np.random.Generator) -> None:
        self.world = world
        self._behaviour = behaviour
        self._chance = chance

    def talk(self, rewriter: Rewriter, day: int) -> Talk:
        """One session."""
        if self._chance.random() < self._behaviour.attackers:
            return self._attack(rewriter, day)
        device = f"home{self._chance.integers(self._behaviour.devices)}"
        goal = int(self.world.cumulative.searchsorted(self._chance.random()))
        turns: list[Turn] = []
        outcomes: list[Outcome] = []
        tried: set[int] = set()
        while len(turns) < 6:
            place = self._place(goal, tried)
            tried.add(place)
            turn, outcome = self._turn(self.world.wording(goal, place), goal, rewriter, device, day)
            outcomes.append(outcome)
            again, goal_after = self._reaction(goal, outcome.served)
            if goal_after is None:
                turns.append(turn)
                break
            turns.append(replace(turn, rephrase=self._seen_as_rephrase(again)))
            if not again:
                tried = set()
            goal = goal_after
        turns[-1] = replace(turns[-1], rephrase=0.0)
        return Talk(tuple(turns), outcomes[0])

    def _place(self, goal: int, tried: set[int]) -> int:
        fresh = [place for place in range(self.world.shape.wordings) if place not in tried]
        if not fresh or (tried and self._chance.random() < self._behaviour.stubborn):
            fresh = sorted(tried)
        steps = np.cumsum(self.world.habit[goal, fresh])
        return fresh[int(steps.searchsorted(self._chance.random() * steps[-1]))]

    def _turn(self, said: str, goal: int, rewriter: Rewriter, device: str, day: int) -> tuple[Turn, Outcome]:
        garbled = said in self.world.garble and self._chance.random() < self.world.shape.garbled
        heard = self.world.garble[said] if garbled else said
        rewrite = rewriter.find(heard)
        used = rewrite is not None and rewriter.grants()
        effective = rewrite.target if rewrite is not None and used else heard
        served = self.world.served.get(effective) == goal
        wrong = self._chance.random() < self._behaviour.noise
        turn = Turn(
            spoken=heard,
            meaning=self.world.meaning(heard),
            effective=effective,
            effective_meaning=self.world.meaning(effective),
            defect=0.9 if served == wrong else 0.1,
            rephrase=0.0,
            device=device,
            day=day,
            offered=rewrite.target if rewrite is not None else "",
        )
        plain = self.world.served.get(heard) == goal
        return turn, Outcome(served, plain, used)

    def _reaction(self, goal: int, served: bool) -> tuple[bool, int | None]:
        """Whether the next turn is a rephrase, and its goal; None where the user stops."""
        if not served:
            return True, goal if self._chance.random() < self._behaviour.patience else None
        return False, self.world.follows[goal] if self._chance.random() < self._behaviour.follow_up else None

    def _seen_as_rephrase(self, rephrased: bool) -> float:
        """What a rephrase detector of moderate quality would say (area under its curve about 0.93)."""
        return float(self._chance.beta(4, 1.3) if rephrased else self._chance.beta(1.3, 3))

    def _attack(self, rewriter: Rewriter, day: int) -> Talk:
        """Pretend that a wording was meant as something else."""
        device = f"attacker{self._chance.integers(self._behaviour.attacking_devices)}"
        said = attacked(self.world)
        goal = self.world.served[said] or 0
        planted = self.world.wording(self.world.follows[goal], 0)
        first, outcome = self._turn(said, goal, rewriter, device, day)
        second, _ = self._turn(planted, goal, rewriter, device, day)
        faked = replace(first, defect=0.9, rephrase=0.95)
        return Talk((faked, replace(second, defect=0.1)), outcome)


def attacked(world: World) -> str:
    """What the attackers go for: a wording of middling popularity that the recogniser hears well."""
    for goal in np.argsort(-world.popularity)[len(world.popularity) // 20 :]:
        text = world.wording(int(goal), int(world.habit[goal].argmax()))
        if text not in world.garble:
            return text
    return world.wording(0, 0)
