"""How well arbitration picks, how true its confidences are, and how it tells what it is not for."""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from dialog.ranking import Ranker, Situation
from lab.dialog.ranking.ambiguity import make_sets
from lab.dialog.ranking.calibration import Judged, calibration_error, reliability
from lab.dialog.ranking.curves import fitted, uncalibrated
from lab.dialog.ranking.judging import is_right, judged
from lab.dialog.ranking.stage import answered, stage
from lab.dialog.ranking.turns import SimulatedTurn, highest_confidence
from lab.nlu.training.scope import auroc
from lab.nlu.training.utterances import commands, half
from nlu import Interpretation
from nlu.student import Student
from runtime.provenance import Provenance

_BASELINE = "highest confidence"
_FEWEST = 50
_FEWEST_DRAWN = 10
_RESAMPLES = 1_000

Chooser = Callable[[SimulatedTurn], bool]


class Estimate(BaseModel):
    """A share in percent with its 95 % interval over resampled turns."""

    model_config = ConfigDict(frozen=True)

    value: float
    low: float
    high: float


class SkillCalibration(BaseModel):
    """How true one skill's confidences are, over the turns in which its offer is the best.

    Attributes:
        turns: How many.
        before: Expected calibration error of the network's probabilities, in [0, 1].
        error: Of the calibrated ones.
        bins: Mean probability, share right, and turns, for each bin.
    """

    model_config = ConfigDict(frozen=True)

    turns: int
    before: float
    error: float
    bins: tuple[tuple[float, float, int], ...]


class ArbitrationBench(BaseModel):
    """What was measured; every turn is simulated from utterances that nothing was trained or fitted on.

    Attributes:
        provenance: Machine, versions, commit, command.
        seed: Fixes the turns.
        locales: Of the utterances.
        turns: Everyday turns.
        ambiguous: Ambiguous turns in which some claim is right: those that picking is scored on.
        right: For each way to pick, the share of ambiguous turns in which it picks what was wanted.
        gain: Points by which the ranker is better than the highest confidence.
        everyday: For each way to pick, the same over all everyday turns in which some claim is right.
        skills: Calibration on everyday turns, for each skill with enough of them; each half with the other's curves.
        scarce: Skills with too few turns to say anything.
        decline: AUROC of the score for being outside, sentences out of CLINC150's scope against: MASSIVE's commands,
            and CLINC's own commands that the assistant serves.
        decline_by_confidence: The same by the student's confidence, the baseline.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    seed: int
    locales: tuple[str, ...]
    turns: int
    ambiguous: int
    right: dict[str, Estimate]
    gain: Estimate
    everyday: dict[str, float]
    skills: dict[str, SkillCalibration]
    scarce: tuple[str, ...]
    decline: dict[str, float]
    decline_by_confidence: dict[str, float]


def measure(
    ranker: Ranker, student: Student, massive: Path, text: Path, turns: int, seed: int, command: str
) -> ArbitrationBench:
    """Score the ranker that ships; each half of the turns with scope and curves fitted on the other half.

    Args:
        ranker: Its networks are scored, and the way its curves are fitted.
        student: Whose readings it ranks.
        massive: Folder of MASSIVE.
        text: Folder of CLINC150.
        turns: Everyday turns, at most.
        seed: Fixes the turns.
        command: For the record.
    """
    locales = answered(student.card.locales)
    with stage(student, commands(massive, locales, "train")) as world:
        sets = make_sets(world, student, massive, text, turns, seed)
    halves = {name: [turn for turn in sets.everyday if half(turn.utterance) == name] for name in ("fit", "score")}
    fitted_on = {name: fitted(ranker, own)[0] for name, own in halves.items()}
    others = {"fit": "score", "score": "fit"}

    def of(turn: SimulatedTurn) -> Ranker:
        return replace(ranker, card=fitted_on[others[half(turn.utterance)]])

    answerable = [turn for turn in sets.ambiguous if any(turn.right)]
    choosers = _choosers(of, answerable, seed)
    hits = {name: np.array([choose(turn) for turn in answerable], float) for name, choose in choosers.items()}
    plain = [turn for turn in sets.everyday if any(turn.right)]
    skills, scarce = _calibration(of, sets.everyday)
    commands_of = {
        "MASSIVE": [turn for turn in sets.everyday if turn.utterance.locale == "en-US"],
        "CLINC150, served": sets.served,
    }
    return ArbitrationBench(
        provenance=Provenance.here(command),
        seed=seed,
        locales=locales,
        turns=len(sets.everyday),
        ambiguous=len(answerable),
        right={name: _estimate(found, seed) for name, found in hits.items()},
        gain=_estimate(hits["ranker"] - hits[_BASELINE], seed),
        everyday={
            name: 100 * float(np.mean([choosers[name](turn) for turn in plain])) for name in ("ranker", _BASELINE)
        },
        skills=skills,
        scarce=scarce,
        decline=_aurocs(commands_of, sets.outside, student, ranker.outside),
        decline_by_confidence=_aurocs(commands_of, sets.outside, student, _doubt),
    )


def _choosers(
    of: Callable[[SimulatedTurn], Ranker], turns: Sequence[SimulatedTurn], seed: int
) -> Mapping[str, Chooser]:
    """Ways to pick a claim, each with whether it picked a right one."""
    shuffled = [turn.situation for turn in turns]
    random.Random(seed).shuffle(shuffled)
    elsewhere = {id(turn): situation for turn, situation in zip(turns, shuffled, strict=True)}

    def by_confidence(turn: SimulatedTurn, hypotheses: int = 99) -> bool:
        kept = tuple(claim for claim in turn.claims if claim.hypothesis < hypotheses)
        place = highest_confidence(kept)
        return place >= 0 and is_right(turn, kept[place].bid, kept[place].reading.intent)

    def ranked(turn: SimulatedTurn, situation: Situation | None = None) -> bool:
        found = judged(turn, of(turn), situation)
        return found is not None and found.right

    return {
        "ranker": ranked,
        _BASELINE: by_confidence,
        "highest confidence of the first hypothesis": lambda turn: by_confidence(turn, 1),
        "ranker, context unknown": lambda turn: ranked(turn, Situation()),
        "ranker, context of another turn": lambda turn: ranked(turn, elsewhere.get(id(turn))),
    }


def _doubt(heard: Sequence[Interpretation]) -> float:
    return -max(said.confidence for said in heard)


def _calibration(
    of: Callable[[SimulatedTurn], Ranker], turns: Sequence[SimulatedTurn]
) -> tuple[dict[str, SkillCalibration], tuple[str, ...]]:
    after: dict[str, list[Judged]] = defaultdict(list)
    before: dict[str, list[Judged]] = defaultdict(list)
    for turn in turns:
        ranker = of(turn)
        for found, its in ((after, ranker), (before, uncalibrated(ranker))):
            if (offer := judged(turn, its)) is not None:
                found[offer.skill].append(offer)
    measured = {
        name: SkillCalibration(
            turns=len(own),
            before=calibration_error(before[name]),
            error=calibration_error(own),
            bins=tuple(reliability(own)),
        )
        for name, own in sorted(after.items())
        if len(own) >= _FEWEST
    }
    return measured, tuple(sorted(set(after) - set(measured)))


def _aurocs(
    commands_of: Mapping[str, Sequence[SimulatedTurn]],
    outside: Sequence[SimulatedTurn],
    student: Student,
    score: Callable[[Sequence[Interpretation]], float],
) -> dict[str, float]:
    """For each set of commands: as the simulated recogniser heard them, and as they were typed."""

    def typed(turn: SimulatedTurn) -> float:
        return score([student.understand(turn.utterance.text, turn.utterance.locale)])

    def heard(turn: SimulatedTurn) -> float:
        return score(turn.heard)

    return {
        f"{name}, {way}": auroc([look(turn) for turn in outside], [look(turn) for turn in turns])
        for name, turns in commands_of.items()
        for way, look in (("typed", typed), ("heard", heard))
    }


def _estimate(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], seed: int) -> Estimate:
    chance = np.random.default_rng(seed)
    drawn = [100 * values[chance.integers(0, len(values), len(values))].mean() for _ in range(_RESAMPLES)]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Estimate(value=100 * float(values.mean()), low=float(low), high=float(high))


def picture(record: ArbitrationBench, path: Path) -> None:
    """Draw the reliability diagram: how often offers of a confidence are right, for each skill."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 6), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for name, skill in record.skills.items():
        full = [found for found in skill.bins if found[2] >= _FEWEST_DRAWN]
        thought, right, turns = zip(*full, strict=True) if full else ((), (), ())
        axes.plot(thought, right, linewidth=0.8, label=f"{name} ({skill.turns})")
        axes.scatter(thought, right, s=[max(4.0, count / 8) for count in turns], alpha=0.6)
    axes.set(xlabel="probability of the best offer", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1))
    axes.legend(fontsize=8, loc="upper left")
    figure.savefig(path)
