"""The self-learning experiment as a record and a picture."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from dialog.learning.miner import Thresholds
from lab.dialog.simulation.experiment import SeedResult, Size, interval, recovery, unlearned
from lab.dialog.simulation.measure import Effect
from runtime.provenance import Provenance

CHOSEN_GAIN = Thresholds().gain


class Estimate(BaseModel):
    """A mean over seeds with its 95 % bootstrap interval."""

    model_config = ConfigDict(frozen=True)

    mean: float
    low: float
    high: float


class MinerSummary(BaseModel):
    """One miner at one threshold.

    Attributes:
        win_loss: Wins for each loss, over all seeds together.
        wins: Of all seeds.
        losses: Of all seeds.
        net: Percent of all failed first turns that are gone.
        triggered: Percent of the failed turns among the rewritten ones that are gone.
        coverage: Percent of first turns that a rewrite changes.
    """

    model_config = ConfigDict(frozen=True)

    win_loss: float
    wins: int
    losses: int
    net: Estimate
    triggered: Estimate
    coverage: Estimate


class SelfLearningRecord(BaseModel):
    """Everything the experiment showed.

    Attributes:
        provenance: Machine, versions, commit, command.
        seeds: Simulated worlds.
        size: Of each.
        edge: The baseline, most frequent next utterance, for each least share.
        markov: The miner for each least gain.
        chosen: The least gain that the assistant uses.
        lead: By how many percent of all failed first turns the miner is ahead of the baseline at its best threshold,
            in the same world.
        shuffled: Rewrites from shuffled sessions, all seeds.
        poisoned: Poisoned rewrites alive, all seeds.
        poisoned_unguarded: The same without limits on devices.
        recovery: For each arm, rounds until a change of mind is unlearned; half of all rounds where it never is.
        sooner: For each arm, how many rounds sooner than with neither, in the same world.
        final: For each arm, percent of first turns that fail in the last five rounds.
        results: Each world.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    seeds: tuple[int, ...]
    size: Size
    edge: dict[float, MinerSummary]
    markov: dict[float, MinerSummary]
    chosen: float
    lead: Estimate
    shuffled: int
    poisoned: int
    poisoned_unguarded: int
    recovery: dict[str, Estimate]
    sooner: dict[str, Estimate]
    final: dict[str, Estimate]
    results: tuple[SeedResult, ...]


def summarise(results: Sequence[SeedResult], seeds: Sequence[int], size: Size, command: str) -> SelfLearningRecord:
    """Put the worlds together."""
    first = results[0]
    rounds = {
        arm: [recovery(result.failed[arm], unlearned(result, size), size) for result in results] for arm in first.failed
    }
    edge = {share: _miner([result.edge[share] for result in results]) for share in first.edge}
    best = max(edge, key=lambda share: edge[share].net.mean)
    ahead = [result.markov[CHOSEN_GAIN].net_reduction - result.edge[best].net_reduction for result in results]
    return SelfLearningRecord(
        provenance=Provenance.here(command),
        seeds=tuple(seeds),
        size=size,
        edge=edge,
        markov={gain: _miner([result.markov[gain] for result in results]) for gain in first.markov},
        chosen=CHOSEN_GAIN,
        lead=_estimate(ahead),
        shuffled=sum(result.shuffled for result in results),
        poisoned=sum(result.poisoned for result in results),
        poisoned_unguarded=sum(result.poisoned_unguarded for result in results),
        recovery={arm: _estimate(each) for arm, each in rounds.items()},
        sooner={arm: _estimate(np.subtract(rounds["neither"], each).tolist()) for arm, each in rounds.items()},
        final={
            arm: _estimate([100 * float(np.mean(result.failed[arm][-5:])) for result in results])
            for arm in first.failed
        },
        results=tuple(results),
    )


def picture(record: SelfLearningRecord, file: Path) -> None:
    """Draw wins for each loss against coverage, and failures over the rounds."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (trade, rounds) = pyplot.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
    for name, table, mark in (("Markov chain", record.markov, "o-"), ("most frequent next", record.edge, "s--")):
        points = sorted((each.coverage.mean, each.win_loss) for each in table.values())
        trade.plot(*zip(*points, strict=True), mark, label=name)
    trade.axhline(11.8, color="grey", linewidth=0.8, linestyle=":")
    trade.set(xlabel="first turns rewritten (%)", ylabel="wins for each loss", yscale="log", title="Trade-off")
    trade.legend()
    for arm in record.recovery:
        rounds.plot(100 * np.mean([result.failed[arm] for result in record.results], axis=0), label=arm)
    rounds.axvline(record.size.rounds // 2 - 0.5, color="grey", linewidth=0.8, linestyle=":")
    rounds.set(xlabel="refresh", ylabel="failed first turns (%)", ylim=(0, None), title="People change their minds")
    rounds.legend()
    figure.savefig(file)
    pyplot.close(figure)


def _miner(effects: Sequence[Effect]) -> MinerSummary:
    wins, losses = sum(each.wins for each in effects), sum(each.losses for each in effects)
    return MinerSummary(
        win_loss=wins / max(losses, 1),
        wins=wins,
        losses=losses,
        net=_estimate([each.net_reduction for each in effects]),
        triggered=_estimate([each.triggered_reduction for each in effects]),
        coverage=_estimate([each.coverage for each in effects]),
    )


def _estimate(values: Sequence[float]) -> Estimate:
    mean, low, high = interval(values, np.random.default_rng(0))
    return Estimate(mean=mean, low=low, high=high)
