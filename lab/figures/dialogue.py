"""The sections on the dialogue of the page of figures."""

from pathlib import Path

from dialog.ranking.ranker import MODEL
from lab.dialog.arbitration import ArbitrationBench
from lab.dialog.ranking.learn import ArbitrationRecord
from lab.endurance.fuzz_turns import FuzzRecord
from lab.endurance.kills import KillRecord


def dialogue_sections(records: Path) -> list[str]:
    """Markdown for each record on the dialogue that is there.

    Args:
        records: Folder of JSON records.
    """
    parts = []
    if (file := records / "arbitration.json").exists():
        made = ArbitrationRecord.model_validate_json((MODEL / "record.json").read_text("utf-8"))
        parts.append(_arbitration(ArbitrationBench.model_validate_json(file.read_text("utf-8")), made))
    kills, fuzz = records / "kills.json", records / "fuzz-turns.json"
    if kills.exists() and fuzz.exists():
        parts.append(
            _endurance(
                KillRecord.model_validate_json(kills.read_text("utf-8")),
                FuzzRecord.model_validate_json(fuzz.read_text("utf-8")),
            )
        )
    return parts


def _arbitration(record: ArbitrationBench, made: ArbitrationRecord) -> str:
    picks = [
        f"| {name} | {share.value:.1f} | {share.low:.1f} – {share.high:.1f} |" for name, share in record.right.items()
    ]
    skills = [
        f"| {name} | {skill.turns} | {100 * skill.before:.1f} | {100 * skill.error:.1f} |"
        for name, skill in record.skills.items()
    ]
    declining = "; ".join(
        f"{name} {value:.3f} (student's confidence {record.decline_by_confidence[name]:.3f})"
        for name, value in record.decline.items()
    )
    return "\n".join(
        [
            "## Arbitration",
            "",
            f"Two networks, {made.megabytes:.2f} MB, trained on {made.turns:,} simulated turns in "
            f"{len(record.locales)} locales. {record.ambiguous} ambiguous turns that nothing was trained on, and in "
            f"which some claim is right: {record.gain.value:.1f} points above the highest confidence "
            f"(95 % interval {record.gain.low:.1f} – {record.gain.high:.1f}). Over all {record.turns} everyday turns "
            f"{record.everyday['ranker']:.1f} % against {record.everyday['highest confidence']:.1f} %. "
            f"AUROC of declining sentences of CLINC150 that fit no intent, against commands: {declining}. "
            f"Made by `{record.provenance.command}`.",
            "",
            "| Picked by | right (%) | 95 % interval |",
            "|---|---|---|",
            *picks,
            "",
            "Expected calibration error of each skill's best offers, each half of the turns with curves fitted on the "
            f"other half; too few turns for: {', '.join(record.scarce) or 'none'}.",
            "",
            "![Reliability of each skill's offers](pictures/arbitration.svg)",
            "",
            "| Skill | turns | before (%) | calibrated (%) |",
            "|---|---|---|---|",
            *skills,
            "",
        ]
    )


def _endurance(kills: KillRecord, fuzz: FuzzRecord) -> str:
    return "\n".join(
        [
            "## Promises kept under force",
            "",
            f"`{kills.provenance.command}`: {kills.kills} lives ended by SIGKILL, {kills.acknowledged} timers "
            f"acknowledged, {kills.lost} lost, {kills.rang_twice} rang twice, {kills.list_lost} list entries lost.",
            "",
            f"`{fuzz.provenance.command}`: {fuzz.turns} random and adversarial turns, {fuzz.questions} of which ended "
            f"with a question and {fuzz.cut_off} were cut off half-way: {len(fuzz.crashes)} crashes, "
            f"{len(fuzz.failures)} skills that raised, {fuzz.stuck} questions stuck, {fuzz.after_cancel} replies after "
            "a cancel.",
            "",
        ]
    )
