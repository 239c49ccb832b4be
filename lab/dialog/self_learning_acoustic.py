"""The acoustic self-learning experiment as a record, a picture and a table."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.app import Rooms
from dialog.learning.rephrase import RephraseDetector, open_rephrase_model
from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter
from lab.dialog.acoustic_loop import Plan, World
from lab.dialog.acoustic_scores import Failures, LanguageResult, measure
from lab.dialog.spoken_corpus import hear, wishes
from lab.tts.studio import Person, Take, takes
from runtime.provenance import Provenance

SNR = 30.0
MINED = ((1.0, 1.0), (0.95, 0.85), (1.1, 0.9), (0.9, 1.1), (1.05, 1.2))
STRANGERS = ((1.0, 0.93), (0.95, 1.15), (1.1, 0.8))
"""Speed and pitch of each person, times those of the language's voice."""
OWN_MINED, OWN_STRANGER = Person("heart"), Person("robin")
_MINED_TAKES, _FRESH_TAKES = (1, 2, 3), (11,)
_WORDINGS = 3
_LOOKUPS = 20_000
_RECOGNIZERS = {True: "Moonshine tiny", False: "Whisper base"}

Progress = Callable[[int, int, str], None]


class AcousticRecord(BaseModel):
    """What the experiment showed.

    Attributes:
        provenance: Machine, versions, commit, command.
        sessions: Mined for each population of users in each language.
        snr: Signal-to-noise ratio in dB of everything that was said.
        takes: How often each person who was mined from said each wording to the miner.
        mined: People who were mined from: voice, speed, pitch.
        strangers: People who were scored only.
        languages: What each language showed.
        lookup: Processor time of one look into a table of 10,000 rewrites, in microseconds.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    sessions: int
    snr: float
    takes: int
    mined: tuple[str, ...]
    strangers: tuple[str, ...]
    languages: tuple[LanguageResult, ...]
    lookup: float


def run_acoustic(
    rooms: Rooms,
    data: Path,
    locales: Sequence[str],
    count: int,
    populations: int,
    plan: Plan,
    folder: Path,
    command: str,
    bar: Progress,
) -> AcousticRecord:
    """Say, hear, live, mine and score in each language.

    Args:
        rooms: Student, voices and recognisers.
        data: Folder of MASSIVE.
        locales: Languages.
        count: Wishes in each.
        populations: How often users are drawn anew, with seeds from the plan's on.
        plan: Sessions.
        folder: Keeps what was heard.
        command: For the record.
        bar: Called after each wording.
    """
    detector = RephraseDetector(open_rephrase_model(), lambda: rooms.student)
    plans = [replace(plan, seed=plan.seed + place) for place in range(populations)]
    results = []
    for locale in locales:
        world, mined, unseen, strangers = heard_world(rooms, data, locale, count, plan.seed, folder, bar)
        recognizer = _RECOGNIZERS[locale.startswith("en")]
        results.append(measure(world, mined, unseen, strangers, detector, plans, recognizer))
    everybody = [cast(locale) for locale in locales]
    return AcousticRecord(
        provenance=Provenance.here(command),
        sessions=plan.sessions,
        snr=SNR,
        takes=len(_MINED_TAKES),
        mined=tuple(dict.fromkeys(str(person) for known, _ in everybody for person in known)),
        strangers=tuple(dict.fromkeys(str(person) for _, unknown in everybody for person in unknown)),
        languages=tuple(results),
        lookup=lookup_microseconds(10_000),
    )


def heard_world(
    rooms: Rooms, data: Path, locale: str, count: int, seed: int, folder: Path, bar: Progress
) -> tuple[World, tuple[Take, ...], tuple[Take, ...], tuple[Take, ...]]:
    """A language as it was heard: its world, the takes to mine from, others of the same people, those of strangers."""
    known, unknown = cast(locale)
    mined, unseen = (tuple(takes(known, SNR, seeds)) for seeds in (_MINED_TAKES, _FRESH_TAKES))
    strangers = tuple(takes(unknown, SNR, _FRESH_TAKES))
    wanted = wishes(data, locale, count, _WORDINGS, seed)
    corpus = hear(rooms.store, locale, wanted, (*mined, *unseen, *strangers), folder, _bar(bar, locale))
    return World(corpus, rooms.student), mined, unseen, strangers


def cast(locale: str) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """People of a language who are mined from, and people who are not."""
    known, unknown = (
        tuple(Person(f"pico:{locale}", speed, pitch) for speed, pitch in each) for each in (MINED, STRANGERS)
    )
    english = locale.startswith("en")
    return (*known, *([OWN_MINED] if english else [])), (*unknown, *([OWN_STRANGER] if english else []))


def draw(record: AcousticRecord, file: Path) -> None:
    """Draw failed turns before and after, and wins and losses against coverage, for each language."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (bars, curves) = pyplot.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
    groups = (("the same people", "unseen", "C0"), ("other people", "strangers", "C1"))
    places = np.arange(len(record.languages))
    for (who, name, colour), middle in zip(groups, (-0.2, 0.2), strict=True):
        scored: list[Failures] = [getattr(each, name) for each in record.languages]
        for shift, when, alpha in ((-0.09, "before", 0.45), (0.09, "after", 1.0)):
            shares = [100 * getattr(each, when) / each.tries for each in scored]
            bars.bar(places + middle + shift, shares, width=0.17, label=f"{who}, {when}", color=colour, alpha=alpha)
    bars.set_xticks(places, [each.locale for each in record.languages])
    bars.set(ylabel="failed turns (%)", title="Takes that were not mined from")
    bars.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=2, frameon=False)
    for place, each in enumerate(record.languages):
        for table, style, name in ((each.curve, "o-", each.locale), (each.baseline, "x:", f"{each.locale}, baseline")):
            points = sorted((100 * at.rewritten / at.tries, win_loss(at)) for at in table.values() if at.rewritten)
            curves.plot(*zip(*points, strict=True), style, label=name, color=f"C{place}")
    curves.axhline(11.8, color="grey", linewidth=0.8, linestyle=":")
    curves.set(xlabel="turns rewritten (%)", ylabel="wins for each loss, no loss counting as one", yscale="log")
    curves.set(title="The same people")
    curves.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    figure.savefig(file)
    pyplot.close(figure)


def win_loss(failures: Failures) -> float:
    """Wins for each loss; no loss counts as one, so that a few wins are not called infinite."""
    return failures.wins / max(failures.losses, 1)


def lookup_microseconds(rewrites: int) -> float:
    """Processor time of one lookup among so many rewrites, hits and misses mixed, in microseconds."""
    table = [Rewrite(f"tadup {n} and {n}", f"what is {n} plus {n}", "a", "b", 0.1, 0.8, 9, 2) for n in range(rewrites)]
    rewriter = Rewriter(table)
    texts = [f"Tadup {n} and {n + n % 2}." for n in range(_LOOKUPS)]
    begun = time.process_time()
    for text in texts:
        rewriter.find(text)
    return 1e6 * (time.process_time() - begun) / len(texts)


def _bar(bar: Progress, locale: str) -> Callable[[int, int], None]:
    return lambda done, total: bar(done, total, f"{locale} heard")
