"""What learning from misheard wishes is worth: failed turns before and after, beside a baseline and a null control."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from dialog.learning.judgement import Rephrases, judge, turns
from dialog.learning.miner import Miner, Thresholds
from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter
from dialog.learning.turn import Session, key
from lab.dialog.acoustic_loop import Lived, Plan, Tries, World, live
from lab.dialog.self_learning import Estimate
from lab.dialog.simulation.edge_miner import EdgeMiner
from lab.dialog.simulation.experiment import EDGE_SHARES, MARKOV_GAINS, shuffle
from lab.tts.studio import Take

_DRAWS = 2000


class Failures(BaseModel):
    """First tries, each lived with and without the rewrites, of all users together.

    Attributes:
        tries: How many.
        before: Failed without.
        after: Failed with.
        wins: Served only with.
        losses: Served only without.
        rewritten: Changed by a rewrite.
        rewrites: Rewrites, of all tables together.
        gone: Percent of the failed turns that are gone, with its 95 % bootstrap interval over wishes.
    """

    model_config = ConfigDict(frozen=True)

    tries: int
    before: int
    after: int
    wins: int
    losses: int
    rewritten: int
    rewrites: int
    gone: Estimate


class LanguageResult(BaseModel):
    """What one language showed.

    Attributes:
        locale: The language.
        recognizer: Who heard.
        wishes: What people wanted.
        populations: Seeds of users, each of which was mined by itself.
        word_errors: Word error rate of the recogniser on everything said.
        misheard: Share of everything said whose words are not those said.
        typed: Share of the wordings that are not served even when typed.
        unseen: The same people in takes that were not mined from.
        strangers: People that were not mined from.
        curve: The same as ``unseen`` for each least gain.
        baseline: The same for the most frequent next utterance, for each least share.
        lead: By how many percent of the failed turns the miner is ahead of the baseline at its best share, which only
            the scorer can know.
        shuffled: For each population, rewrites from its shuffled sessions: the null control.
        rephrase_auroc: Of the rephrase model on these sessions, with real misrecognitions.
        edit_auroc: Of edit similarity alone.
    """

    model_config = ConfigDict(frozen=True)

    locale: str
    recognizer: str
    wishes: int
    populations: tuple[int, ...]
    word_errors: float
    misheard: float
    typed: float
    unseen: Failures
    strangers: Failures
    curve: dict[float, Failures]
    baseline: dict[float, Failures]
    lead: Estimate
    shuffled: tuple[int, ...]
    rephrase_auroc: float
    edit_auroc: float


class Population:
    """Users who lived with the assistant, and what was mined from their sessions."""

    def __init__(self, world: World, mined_from: Sequence[Take], rephrases: Rephrases, plan: Plan) -> None:
        self.lived = live(world, mined_from, plan)
        judged = (turns(judge(session.entries, rephrases)) for session in self.lived)
        self._sessions: list[Session] = [session for session in judged if session]
        self._seed = plan.seed
        self._miner, self._edge = Miner(), EdgeMiner()
        self._miner.read(self._sessions)
        self._edge.read(self._sessions)

    def mined(self, gain: float = Thresholds().gain) -> tuple[Rewrite, ...]:
        """What the assistant would learn."""
        return self._miner.propose(thresholds=Thresholds(gain=gain))

    def most_frequent(self, share: float) -> Rewriter:
        """What the baseline would learn."""
        return Rewriter(self._edge.propose(Thresholds(gain=share)))

    def shuffled(self) -> int:
        """Rewrites from the same turns, shuffled across sessions."""
        null = Miner()
        null.read(shuffle(self._sessions, np.random.default_rng(self._seed)))
        return len(null.propose())


def measure(
    world: World,
    mined_from: Sequence[Take],
    unseen: Sequence[Take],
    strangers: Sequence[Take],
    rephrases: Rephrases,
    plans: Sequence[Plan],
    recognizer: str,
) -> LanguageResult:
    """Let users live with the assistant, mine their sessions, and score on takes and people that were not mined."""
    populations = [Population(world, mined_from, rephrases, plan) for plan in plans]
    chosen = Thresholds().gain

    def tried(tables: Sequence[Rewriter], takes: Sequence[Take]) -> tuple[list[Tries], int]:
        return [world.tries(table, takes) for table in tables], sum(map(len, tables))

    def mined(gain: float, takes: Sequence[Take]) -> tuple[list[Tries], int]:
        return tried([Rewriter(each.mined(gain)) for each in populations], takes)

    ours, size = mined(chosen, unseen)
    edges = {share: tried([each.most_frequent(share) for each in populations], unseen) for share in EDGE_SHARES}
    baseline = {share: failures(*found) for share, found in edges.items()}
    best = min(baseline, key=lambda share: baseline[share].after)
    errors, misheard = _hearing(world)
    typed = [not world.served(one, said.annotated.text) for one in world.wishes for said in one.wordings]
    model, edit = _rephrase_scores([session for each in populations for session in each.lived], rephrases)
    return LanguageResult(
        locale=world.corpus.locale,
        recognizer=recognizer,
        wishes=len(world.wishes),
        populations=tuple(plan.seed for plan in plans),
        word_errors=errors,
        misheard=misheard,
        typed=float(np.mean(typed)),
        unseen=failures(ours, size),
        strangers=failures(*mined(chosen, strangers)),
        curve={gain: failures(*mined(gain, unseen)) for gain in MARKOV_GAINS},
        baseline=baseline,
        lead=percent(failed(ours, before=True), failed(edges[best][0]) - failed(ours)),
        shuffled=tuple(each.shuffled() for each in populations),
        rephrase_auroc=model,
        edit_auroc=edit,
    )


def failures(tried: Sequence[Tries], rewrites: int) -> Failures:
    """Count what was tried, under so many rewrites."""
    plain, served = (np.concatenate([getattr(each, name) for each in tried]) for name in ("plain", "served"))
    before, after = failed(tried, before=True), failed(tried)
    return Failures(
        tries=plain.size,
        before=int(before.sum()),
        after=int(after.sum()),
        wins=int((served & ~plain).sum()),
        losses=int((plain & ~served).sum()),
        rewritten=sum(int(each.rewritten.sum()) for each in tried),
        rewrites=rewrites,
        gone=percent(before, before - after),
    )


def failed(tried: Iterable[Tries], *, before: bool = False) -> NDArray[np.float64]:
    """(wishes,) failed turns of all populations."""
    flags = [~(each.plain if before else each.served) for each in tried]
    return np.asarray(np.concatenate(flags, axis=1).sum(1), np.float64)


def percent(whole: NDArray[np.float64], part: NDArray[np.float64]) -> Estimate:
    """A part of the failed turns in percent, with its interval over wishes drawn anew."""
    drawn = np.random.default_rng(0).integers(len(whole), size=(_DRAWS, len(whole)))
    shares = 100 * part[drawn].sum(1) / np.maximum(whole[drawn].sum(1), 1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return Estimate(mean=float(100 * part.sum() / max(whole.sum(), 1)), low=float(low), high=float(high))


def _hearing(world: World) -> tuple[float, float]:
    """Word error rate, and share of everything said that was misheard."""
    pairs = [(key(said).split(), key(heard[0]).split()) for (said, _), heard in world.corpus.heard.items()]
    errors = sum(Levenshtein.distance(said, heard) for said, heard in pairs)
    return errors / sum(len(said) for said, _ in pairs), float(np.mean([said != heard for said, heard in pairs]))


def _rephrase_scores(lived: Sequence[Lived], rephrases: Rephrases) -> tuple[float, float]:
    """Area under the curve of the model and of edit similarity, over pairs of successive turns."""
    from lab.dialog.rephrase.rephrase import auroc

    rows: list[tuple[float, float, float]] = []
    for session in lived:
        for first, second, again in zip(session.entries, session.entries[1:], session.again, strict=False):
            edit = fuzz.ratio(key(first.text), key(second.text)) / 100
            rows.append((rephrases(first, second), edit, float(again)))
    table = np.array(rows)
    return auroc(table[:, 0], table[:, 2]), auroc(table[:, 1], table[:, 2])
