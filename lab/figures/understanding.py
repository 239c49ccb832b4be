"""Sections of the page of figures about understanding: speed, size, values, languages."""

from pathlib import Path

from lab.nlu.bench.language import LanguageRecord
from lab.nlu.bench.student import NluRecord
from lab.nlu.bench.values import ValuesRecord
from lab.nlu.search.study import BUDGET, SearchRecord
from lab.nlu.training.ablation import AblationRecord
from lab.nlu.training.scope import ScopeScores
from nlu.card import Card
from nlu.student import MODEL


def understanding_sections(records: Path) -> list[str]:
    """The sections whose records are in the folder."""
    sections = []
    if (file := records / "bench-nlu.json").exists():
        sections.append(_speed(NluRecord.model_validate_json(file.read_text("utf-8"))))
    if (file := records / "bench-values.json").exists():
        sections.append(_values(ValuesRecord.model_validate_json(file.read_text("utf-8"))))
    if (file := records / "bench-language.json").exists():
        sections.append(_languages(LanguageRecord.model_validate_json(file.read_text("utf-8"))))
    if (file := records / "distillation.json").exists():
        sections.append(_teachers(AblationRecord.model_validate_json(file.read_text("utf-8"))))
    if (file := records / "architecture.json").exists():
        sections.append(_shapes(SearchRecord.model_validate_json(file.read_text("utf-8"))))
    return sections


def _speed(record: NluRecord) -> str:
    memory = record.memory
    text = (
        f"One utterance at one thread, in processor time. Understanding alone takes {memory.used:.0f} MB of memory "
        f"above an interpreter's {memory.interpreter:.0f} MB; {memory.unshared:.0f} MB are unshared. When it has just "
        f"loaded it is {memory.opened:.0f} MB, {memory.engine:.0f} of which are numpy and ONNX Runtime, which all "
        f"stages share; the pages that only loading needed are then given back. The files of "
        f"the model are {sum(record.megabytes.values()):.1f} MB. The slowest kind of text of 10,000 characters takes "
        f"{record.any_text:.1f} ms. Made by `{record.provenance.command}` on {record.provenance.machine}.\n\n"
        "*Right of shared* is over the utterances that hassil gives any intent. Its own templates are its home ground; "
        "what people said to MASSIVE is the student's."
    )
    head = "| Utterances | reader | times the student | ms p50 | ms p99 | right (%) | right of shared (%) |\n"
    rows = [
        f"| {each.utterances} {each.chosen} | {name} | {each.ratios[name]:.2f} | {rival.processor.p50:.2f} | "
        f"{rival.processor.p99:.2f} | {rival.right:.1f} | {rival.right_of_shared:.1f} |"
        for each in record.comparisons
        for name, rival in each.readers.items()
    ]
    scores = [
        f"| {locale} | {each.intent:.1f} | {each.slot_f1:.1f} | {each.exact_match:.1f} | "
        f"{each.calibration_error:.1f} | {each.accepted:.1f} |"
        for locale, each in (record.locales | ({"mean": record.mean} if record.mean else {})).items()
    ]
    scope = _scope(record.scope) if record.scope else ""
    table = "| Locale | intent | slot F1 | exact match | calibration error | accepted |\n|---|---|---|---|---|---|\n"
    return (
        f"## Understanding, its speed and its trust\n\n{text}\n\n{head}|---|---|---|---|---|---|---|\n"
        + "\n".join(rows)
        + (f"\n\n{table}" + "\n".join(scores) if scores else "")
        + f"\n{scope}"
    )


def _scope(scores: ScopeScores) -> str:
    rows = [
        f"| {each.inside} {name} | {each.auroc:.3f} | {each.by_confidence:.3f} | {each.refused:.1f} | "
        f"{each.accepted:.1f} |"
        for name, each in (
            ("English commands of MASSIVE's dev split", scores.massive),
            ("commands of CLINC150's val split that the assistant serves too", scores.clinc),
        )
    ]
    text = (
        f"{scores.outside} sentences of CLINC150's val split that fit no intent, against commands. At the threshold "
        f"that ships, {scores.refused:.1f} % of those sentences are refused. The student learned from CLINC150's train "
        "split, so that its val split shows how it does on more of the same kind."
    )
    head = (
        "| Commands | AUROC | AUROC of the confidence alone | refused at 95 % accepted (%) | accepted as shipped (%) |"
    )
    return f"\n### What is out of scope\n\n{text}\n\n{head}\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _values(record: ValuesRecord) -> str:
    mean = record.mean
    text = (
        "Percent of the date, time and timeofday slots of the dev split that are read; how many of those come to the "
        "same value as the parallel English slot; and, as a null control, how many names of people, songs and dishes "
        "are taken for a time. The vocabularies were written from the train split, while these percentages were "
        f"watched, so that they flatter a little. Made by `{record.provenance.command}`."
    )
    rows = [
        f"| {locale} | {each.date:.1f} | {each.time:.1f} | {each.timeofday:.1f} | {each.as_in_english:.1f} | "
        f"{each.false_alarms:.1f} |"
        for locale, each in record.locales.items()
    ]
    rows.append(
        f"| mean | {mean['date']:.1f} | {mean['time']:.1f} | {mean['timeofday']:.1f} | {mean['as_in_english']:.1f} | "
        f"{mean['false_alarms']:.1f} |"
    )
    head = "| Locale | date | time | timeofday | as in English | false alarms |\n|---|---|---|---|---|---|\n"
    return f"## Dates and times\n\n{text}\n\n{head}" + "\n".join(rows) + "\n"


def _languages(record: LanguageRecord) -> str:
    worst = {name: min((right, code) for code, right in each.all.items()) for name, each in record.tellers.items()}
    rows = [
        f"| {name} | {each.mean_all:.1f} | {worst[name][0]:.1f} ({worst[name][1]}) | "
        f"{each.mean_pair:.1f} | {each.milliseconds.p50:.2f} |"
        for name, each in record.tellers.items()
    ]
    count = len(next(iter(record.tellers.values())).all)
    text = (
        f"{record.utterances} dev utterances of each of the {count} languages that both know; our linear model is "
        f"{record.megabytes:.2f} MB and was trained on MASSIVE's train split, lingua on general text. Made by "
        f"`{record.provenance.command}`."
    )
    head = "| | right among all (%) | worst | right beside English (%) | ms |\n|---|---|---|---|---|\n"
    return f"## The language of typed text\n\n{text}\n\n{head}" + "\n".join(rows) + "\n"


def _teachers(record: AblationRecord) -> str:
    plans, intent = record.plans, {arm: found.intent for arm, found in record.outcomes.items()}
    alone = intent["no distillation"]
    text = (
        f"The same student of {' and '.join(record.locales)} with several teachers, {plans.student.epochs:g} passes; "
        f"teachers {plans.teacher.epochs:g}, after {plans.adaptation.epochs:g} over {record.unlabelled} sentences and "
        "the commands without their labels in stage 2. Adapted to the domain first, the teacher is "
        f"{intent['teacher, stage 2'] - intent['teacher, stage 1']:+.1f} points from the plain one and "
        f"{intent['teacher, stage 2'] - alone:+.1f} from the student that learned from labels alone; distilled, the "
        f"two give {intent['from stage 2'] - alone:+.1f} and {intent['from stage 1'] - alone:+.1f}, judges of what is "
        f"meant {intent['cross-fitted'] - alone:+.1f}. Made by `{record.provenance.command}`."
    )
    rows = [
        f"| {arm} | {found.intent:.2f} | {found.exact_match:.2f} | {found.cpu_seconds / 60:.0f} |"
        for arm, found in record.outcomes.items()
    ]
    head = "| | intent (%) | exact match (%) | processor minutes |\n|---|---|---|---|\n"
    return f"## What a teacher is worth\n\n{text}\n\n{head}" + "\n".join(rows) + "\n"


def _shapes(record: SearchRecord) -> str:
    found, check = record.extraction, record.check
    shape = Card.load(MODEL).shape
    ships = f"{shape.depth}x{shape.hidden}/{shape.heads}/{shape.intermediate}"
    text = (
        f"Shapes (layers x width / heads / inner width), each trained for {record.steps} steps on "
        f"{len(record.locales)} languages, by the W coefficient of arXiv 2010.08512 against "
        f"{found.maximum.point.name}. W is greatest for {found.best.point.name}: it trades error against size and work "
        "as a ratio, which favours small shapes wherever errors differ little. Of the shapes that take "
        f"{BUDGET:g} ms or less {record.within(BUDGET).point.name} has the least error; {ships} ships. On "
        f"{check.shapes} small shapes trying every one gives W {check.brute_force:.3f}, blocks of "
        f"{check.choices[-1].block} {check.choices[-1].coefficient:.3f}, as many drawn at random "
        f"{check.choices[-1].random:.3f}; errors after {check.steps} and {check.full_steps} steps agree in rank with "
        f"Kendall's tau {check.kendall_tau:.2f}. Made by `{record.provenance.command}`."
    )
    rows = [
        f"| {each.point.name} | {each.coefficient:.3f} | {each.error:.2f} | {each.parameters / 1e6:.1f} | "
        f"{each.operations / 1e6:.0f} | {record.latency[each.point.name].p50:.2f} |"
        for each in (*found.candidates, found.maximum)
    ]
    head = (
        "| Shape | W | held-out loss (nats) | parameters (M) | operations (M) | ms, int8 |\n|---|---|---|---|---|---|\n"
    )
    picture = "![Size, time and error of the shapes](pictures/architecture.svg)"
    return f"## The shape of the student\n\n{text}\n\n{picture}\n\n{head}" + "\n".join(rows) + "\n"
