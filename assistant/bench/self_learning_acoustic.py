"""The acoustic self-learning experiment as a record, a picture and a table."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.app import Rooms
from assistant.bench.acoustic_loop import Failures, LanguageResult, Plan, World, measure
from assistant.bench.spoken_corpus import hear, renderings, wishes
from dialog.learning.rephrase import RephraseDetector, open_rephrase_model
from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter
from runtime.provenance import Provenance

MINED = ("espeak:LANGUAGE+m3", "espeak:LANGUAGE+f2", "espeak:LANGUAGE+m1")
STRANGERS = ("espeak:LANGUAGE+m7", "espeak:LANGUAGE+f5")
OWN_MINED, OWN_STRANGER = "heart", "robin"
_SNR = 25.0
_WORDINGS = 3
_LOOKUPS = 20_000
_RECOGNIZERS = {True: "Moonshine tiny", False: "Whisper base"}

Progress = Callable[[int, int, str], None]


class AcousticRecord(BaseModel):
    """What the experiment showed.

    Attributes:
        provenance: Machine, versions, commit, command.
        sessions: Mined in each language.
        snr: Signal-to-noise ratio in dB of everything that was said.
        mined: Voices that were mined from, each in one noise.
        strangers: Voices that were scored only. Those mined from were scored too, in another noise.
        languages: What each language showed.
        lookup: Processor time of one look into a table of 10,000 rewrites, in microseconds.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    sessions: int
    snr: float
    mined: tuple[str, ...]
    strangers: tuple[str, ...]
    languages: tuple[LanguageResult, ...]
    lookup: float


def run_acoustic(
    rooms: Rooms, data: Path, locales: Sequence[str], count: int, plan: Plan, folder: Path, command: str, bar: Progress
) -> AcousticRecord:
    """Say, hear, live, mine and score in each language.

    Args:
        rooms: Student, voices and recognisers.
        data: Folder of MASSIVE.
        locales: Languages.
        count: Wishes in each.
        plan: Sessions.
        folder: Keeps what was heard.
        command: For the record.
        bar: Called after each wording.
    """
    detector = RephraseDetector(open_rephrase_model(), lambda: rooms.student)
    results = []
    for locale in locales:
        english = locale.startswith("en")
        people = (*MINED, *([OWN_MINED] if english else []))
        mined, unseen = (tuple(renderings(locale, people, [(_SNR, noise)])) for noise in (1, 11))
        strangers = tuple(renderings(locale, (*STRANGERS, *([OWN_STRANGER] if english else [])), [(_SNR, 11)]))
        wanted = wishes(data, locale, count, _WORDINGS, plan.seed)
        corpus = hear(rooms.store, locale, wanted, (*mined, *unseen, *strangers), folder, _bar(bar, locale))
        world = World(corpus, rooms.student)
        results.append(measure(world, mined, unseen, strangers, detector, plan, _RECOGNIZERS[english]))
    return AcousticRecord(
        provenance=Provenance.here(command),
        sessions=plan.sessions,
        snr=_SNR,
        mined=(*MINED, OWN_MINED),
        strangers=(*STRANGERS, OWN_STRANGER),
        languages=tuple(results),
        lookup=lookup_microseconds(10_000),
    )


def draw(record: AcousticRecord, file: Path) -> None:
    """Draw failed turns before and after, and wins and losses against coverage, for each language."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (bars, curves) = pyplot.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
    places = np.arange(len(record.languages))
    for shift, name in ((-0.2, "before"), (0.2, "after")):
        shares = [100 * getattr(each.unseen, name) / each.unseen.tries for each in record.languages]
        bars.bar(places + shift, shares, width=0.38, label=name)
    bars.set_xticks(places, [each.locale for each in record.languages])
    bars.set(ylabel="failed turns (%)", title="The same people in another noise")
    bars.legend()
    for each in record.languages:
        points = sorted((100 * at.rewritten / at.tries, win_loss(at)) for at in each.curve.values() if at.rewritten)
        curves.plot(*zip(*points, strict=True), "o-", label=each.locale)
    curves.axhline(11.8, color="grey", linewidth=0.8, linestyle=":")
    curves.set(xlabel="turns rewritten (%)", ylabel="wins for each loss", title="Trade-off")
    curves.legend()
    figure.savefig(file)
    pyplot.close(figure)


def win_loss(failures: Failures) -> float:
    """Wins for each loss; no loss counts as one, so that a few wins are not called infinite."""
    return failures.wins / max(failures.losses, 1)


def lookup_microseconds(rewrites: int) -> float:
    """Processor time of one lookup among so many rewrites, hits and misses mixed, in microseconds."""
    table = [
        Rewrite(f"tadup {n} and {n}", f"what is {n} plus {n}", "a", "b", 0.1, 0.8, 9, 9, 2) for n in range(rewrites)
    ]
    rewriter = Rewriter(table)
    texts = [f"Tadup {n} and {n + n % 2}." for n in range(_LOOKUPS)]
    begun = time.process_time()
    for text in texts:
        rewriter.find(text)
    return 1e6 * (time.process_time() - begun) / len(texts)


def _bar(bar: Progress, locale: str) -> Callable[[int, int], None]:
    return lambda done, total: bar(done, total, f"{locale} heard")
