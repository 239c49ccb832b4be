"""`python -m lab bench nlu`, `python -m lab bench values`: what understanding takes and what it gets right."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.output import print_json, write_record

Data = Annotated[Path | None, typer.Option(help="Folder of MASSIVE 1.x, for scores on its dev split.")]
Out = Annotated[Path | None, typer.Option(help="Also write the record to this file.")]
Json = Annotated[bool, typer.Option("--json", help="Print the whole record.")]


def nlu(
    data: Data = None,
    text: Annotated[Path | None, typer.Option(help="Folder of CLINC150, for out-of-scope sentences.")] = None,
    most: Annotated[int, typer.Option(min=1, help="Score at most this many utterances of each locale.")] = 2033,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Measure the student: latency, memory, size; with data, scores of every locale."""
    from assistant.progress import step_bar
    from lab.nlu.bench.student import bench_nlu

    with step_bar() as stepped:
        record = bench_nlu(data, text, most, stepped)
    write_record(record, out)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    for each in record.comparisons:
        ratios = ", ".join(f"{name} {ratio:g}" for name, ratio in each.ratios.items())
        typer.echo(f"{each.utterances} utterances {each.chosen}\n  times the student's processor time: {ratios}")
        for name, rival in each.readers.items():
            speed = f"{rival.processor.p50:7.2f} ms p50 {rival.processor.p99:7.2f} ms p99"
            typer.echo(
                f"  {name:13} {speed}  right {rival.right:5.1f} %, of what hassil takes {rival.right_of_shared:5.1f} %"
            )
    memory = record.memory
    typer.echo(
        f"memory  {memory.used:.1f} MB above an interpreter's {memory.interpreter:.1f} ({memory.unshared:.1f} unshared)"
    )
    typer.echo(f"any text of 10,000 characters  {record.any_text:.1f} ms at the slowest kind")
    rows = record.locales | ({"mean": record.mean} if record.mean else {})
    for locale, scores in rows.items():
        numbers = f"intent {scores.intent:5.1f}  slot F1 {scores.slot_f1:5.1f}  exact {scores.exact_match:5.1f}"
        typer.echo(f"{locale:6} {numbers}  ECE {scores.calibration_error:4.1f}  accepted {scores.accepted:5.1f}")
    if record.scope:
        typer.echo(f"of {record.scope.outside} sentences out of scope {record.scope.refused:.1f} % are refused")
        for name, apart in (("MASSIVE", record.scope.massive), ("CLINC150", record.scope.clinc)):
            typer.echo(
                f"  beside {apart.inside} commands of {name}: AUROC {apart.auroc:.3f} (confidence alone "
                f"{apart.by_confidence:.3f}), refused at 95 % accepted {apart.refused:.1f} %, "
                f"accepted {apart.accepted:.1f} %"
            )


def values(
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    locales: Annotated[str, typer.Option(help="Locales such as en-US,de-DE, or all.")] = "all",
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Measure which dates and times of the dev split are read, in each locale."""
    from assistant.progress import step_bar
    from lab.nlu.bench.values import bench_values
    from lab.nlu.training import massive

    wanted = massive.locales(data) if locales == "all" else tuple(locales.split(","))
    with step_bar() as stepped:
        record = bench_values(data, wanted, stepped)
    write_record(record, out)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    for locale, each in record.locales.items():
        read = f"date {each.date:5.1f}  time {each.time:5.1f}  timeofday {each.timeofday:5.1f}"
        typer.echo(f"{locale:6} {read}  as in English {each.as_in_english:5.1f}  false alarms {each.false_alarms:4.1f}")
    typer.echo(f"mean   {'  '.join(f'{name} {rate:.1f}' for name, rate in record.mean.items())}")


def language(
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    most: Annotated[int, typer.Option(min=1, help="Utterances of each language.")] = 200,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Measure how often the language of a typed command is detected, beside lingua."""
    from assistant.progress import step_bar
    from lab.nlu.bench.language import bench_language

    with step_bar() as stepped:
        record = bench_language(data, most, stepped)
    write_record(record, out)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    for name, each in record.tellers.items():
        rates = f"right of all {each.mean_all:5.1f} %, beside English {each.mean_pair:5.1f} %"
        typer.echo(f"{name:7} {rates}  {each.milliseconds.p50:.2f} ms")
