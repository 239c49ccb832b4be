"""The sections on learning from rephrases of the page of figures."""

from pathlib import Path

from dialog.learning.rephrase import MODEL, RephraseFile, RephraseRecord
from lab.dialog.acoustic_scores import Failures, LanguageResult
from lab.dialog.journal_training import JournalTrainingRecord
from lab.dialog.self_learning import Estimate, MinerSummary, SelfLearningRecord
from lab.dialog.self_learning_acoustic import AcousticRecord, win_loss


def learning_sections(records: Path) -> list[str]:
    """Markdown for the rephrase model, and for each record on learning that is there.

    Args:
        records: Folder of JSON records.
    """
    parts = []
    if (file := records / "self-learning.json").exists():
        parts.append(_simulated(SelfLearningRecord.model_validate_json(file.read_text("utf-8"))))
    if (file := records / "acoustic-learning.json").exists():
        parts.append(_acoustic(AcousticRecord.model_validate_json(file.read_text("utf-8"))))
    if (file := records / "journal-training.json").exists():
        parts.append(_journal(JournalTrainingRecord.model_validate_json(file.read_text("utf-8"))))
    parts.append(_rephrases(RephraseFile.model_validate_json(MODEL.read_text("utf-8")).record))
    return parts


def _simulated(record: SelfLearningRecord) -> str:
    rows = [
        *(_miner_row(f"Markov chain, gain ≥ {gain:g}", each) for gain, each in record.markov.items()),
        *(_miner_row(f"most frequent next, share ≥ {share:g}", each) for share, each in record.edge.items()),
    ]
    arms = [
        f"| {arm} | {_text(rounds)} | {_text(record.sooner[arm])} | {_text(record.final[arm])} |"
        for arm, rounds in record.recovery.items()
    ]
    return "\n".join(
        [
            "## Learning from rephrases, simulated\n",
            f"{len(record.seeds)} simulated worlds; the assistant uses gain ≥ {record.chosen:g}. Poisoned rewrites "
            f"alive: {record.poisoned} (without limits on devices {record.poisoned_unguarded}); rewrites from shuffled "
            f"sessions: {record.shuffled}. In the same world the miner rids of {_text(record.lead)} percent of all "
            "failed turns more than the most frequent next utterance at its best threshold. Made by "
            f"`{record.provenance.command}`.\n",
            "![Wins for each loss against coverage; failures over time](pictures/self-learning.svg)\n",
            "| Miner | wins for each loss | failed turns gone (%) | of the rewritten (%) | turns rewritten (%) |\n"
            "|---|---|---|---|---|",
            *rows,
            "\nPeople change their minds half-way. The online test and the superposed state, each with and without:\n",
            "| | refreshes to unlearn | sooner than neither | failed in the last five (%) |\n|---|---|---|---|",
            *arms,
            "",
        ]
    )


def _acoustic(record: AcousticRecord) -> str:
    return "\n".join(
        [
            "## Learning from rephrases, heard\n",
            f"Wishes of people, said by synthetic voices in noise of {record.snr:g} dB and heard by the recogniser. "
            f"{len(record.mined)} people in all, each of whom says each wording {record.takes} times to the miner; "
            f"{record.sessions:,} sessions of each of {len(record.languages[0].populations)} populations of users in "
            "each language, mined by themselves. Scored on takes that were not mined from: of the same people, and of "
            f"{len(record.strangers)} others. In brackets 95 % intervals over wishes. A look into a table of 10,000 "
            f"rewrites takes {record.lookup:.0f} microseconds. Made by `{record.provenance.command}`.\n",
            "![Failed turns before and after; wins for each loss against coverage](pictures/acoustic-learning.svg)\n",
            "| Language | recogniser | word errors (%) | fails even typed (%) | AUROC of the rephrase model (of edit "
            "distance) | rewrites | from shuffled sessions |\n|---|---|---|---|---|---|---|",
            *map(_heard_row, record.languages),
            "\n| Language | scored | turns | failed before | after | gone (%) | wins : losses | ahead of the most "
            "frequent next (%) |\n|---|---|---|---|---|---|---|---|",
            *(row for each in record.languages for row in _learned_rows(each)),
            "",
        ]
    )


def _heard_row(each: LanguageResult) -> str:
    populations = len(each.populations)
    return (
        f"| {each.locale} | {each.recognizer} | {100 * each.word_errors:.1f} | {100 * each.typed:.0f} | "
        f"{each.rephrase_auroc:.3f} ({each.edit_auroc:.3f}) | {each.unseen.rewrites / populations:.1f} | "
        f"{sum(each.shuffled)} |"
    )


def _learned_rows(each: LanguageResult) -> list[str]:
    best = min(each.baseline.values(), key=lambda scored: scored.after)
    return [
        _learned_row(each.locale, "the same people", each.unseen, _text(each.lead)),
        _learned_row("", "other people", each.strangers, ""),
        _learned_row("", "the same people, most frequent next", best, ""),
    ]


def _learned_row(locale: str, who: str, scored: Failures, lead: str) -> str:
    return (
        f"| {locale} | {who} | {scored.tries:,} | {scored.before:,} | {scored.after:,} | {_text(scored.gone)} | "
        f"{scored.wins:,} : {scored.losses:,} ({win_loss(scored):.1f}) | {lead} |"
    )


def _journal(record: JournalTrainingRecord) -> str:
    journal, scored = record.journal, {"the same people": record.same, "other people": record.strangers}
    return "\n".join(
        [
            "## Learning from rephrases, trained\n",
            f"{record.sessions:,} sessions in {record.locale} gave {journal.rewrites} rewrites: {journal.too_few} with "
            f"too few devices behind them, {journal.unlabelled} that could not be labelled, {journal.examples} weakly "
            "labelled examples. The same small student was trained without them and with them, and scored without any "
            "rewrite on takes that are not in the journal. Of the examples themselves the shipped student "
            f"reads {journal.understood_before} as meant, the one trained on them {journal.understood_after}. Exact "
            f"match on dev {record.exact_match['without']:.1f} without, {record.exact_match['with']:.1f} with. Made by "
            f"`{record.provenance.command}`.\n",
            "| Scored | turns | failed without | with | gone (%) | wins : losses |\n|---|---|---|---|---|---|",
            *(
                f"| {who} | {each.tries:,} | {each.before:,} | {each.after:,} | {_text(each.gone)} | "
                f"{each.wins:,} : {each.losses:,} |"
                for who, each in scored.items()
            ),
            "",
        ]
    )


def _rephrases(record: RephraseRecord) -> str:
    rows = [
        f"| {locale} | {score.pairs} | {score.auroc:.3f} | {score.baseline:.3f} | {100 * score.ece:.1f} |"
        for locale, score in {**record.scores, "mean": record.mean}.items()
    ]
    return "\n".join(
        [
            "## Telling rephrases\n",
            f"Trained on {record.pairs:,} pairs of the train partition of MASSIVE 1.1, calibrated on "
            f"{record.calibration:,} pairs of one half of the dev partition, scored on the other; {record.dropped} "
            "pairs were dropped because they share a text with the training pairs. Trained on shuffled labels: AUROC "
            f"{record.shuffled:.3f}. Made by `{record.provenance.command}`.\n",
            "| Locale | pairs | AUROC | edit distance alone | calibration error (%) |\n|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _miner_row(name: str, each: MinerSummary) -> str:
    ratio = f"{each.win_loss:.1f} ({each.wins:,} : {each.losses:,})"
    return f"| {name} | {ratio} | {_text(each.net)} | {_text(each.triggered)} | {each.coverage.mean:.1f} |"


def _text(estimate: Estimate) -> str:
    return f"{estimate.mean:.1f} [{estimate.low:.1f}, {estimate.high:.1f}]"
