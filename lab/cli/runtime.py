"""`python -m lab bench runtime`, `bench outcomes` and `export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record
from assistant.cli.runtime import Sounds, measured

if TYPE_CHECKING:
    from assistant.bench.runtime import RuntimeRecord


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="Folder to write.")],
    network: Annotated[list[str] | None, typer.Option(help="Only these, such as nlu.student.")] = None,
) -> None:
    """Write networks as ONNX without a free dimension, a file per bucket, for other compilers."""
    from assistant.bench.parity import stage_graphs
    from lab.runtime.static_exports import static_exports
    from runtime.bucketed import lacks_buckets

    for graph in stage_graphs(shared_of(context).config):
        if network and graph.spec.name not in network:
            continue
        if graph.onnx and graph.onnx.suffix != ".onnx":
            typer.echo(f"{graph.spec.name}: left out: its file is in ONNX Runtime's own format")
        elif why_not := lacks_buckets(graph):
            typer.echo(f"{graph.spec.name}: left out: {why_not}")
        else:
            for path in static_exports(graph, out):
                typer.echo(f"{graph.spec.name}: {path}")


def bench_runtime(
    context: typer.Context,
    data: Sounds = None,
    threads: Annotated[
        list[int] | None, typer.Option(min=1, help="Threads of a network; can be repeated. By default 1.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
    picture: Annotated[Path | None, typer.Option(help="Also draw times, memory and sizes to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record instead of a table.")] = False,
) -> None:
    """Measure every stage on every runtime: ratio to the cpu, milliseconds, start-up, memory, outcomes."""
    record = measured(context, data, tuple(threads or (1,)))
    write_record(record, out)
    if picture is not None:
        from lab.runtime.picture import draw

        draw(record, picture)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        _print_table(record)


def bench_outcomes(
    context: typer.Context,
    speech: Annotated[Path | None, typer.Option(help="Folder of recordings with a manifest.json.")] = None,
    massive: Annotated[Path | None, typer.Option(help="Folder of MASSIVE 1.x.")] = None,
    locale: Annotated[
        list[str] | None, typer.Option(help="Locale to understand; can be repeated. By default en-US.")
    ] = None,
    talk: Annotated[list[Path] | None, typer.Option(help="Script to play; can be repeated.")] = None,
    voice: Annotated[bool, typer.Option("--voice", help="Also speak sentences and hear them again.")] = False,
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record instead of lines.")] = False,
) -> int:
    """Measure what comes out on every runtime; fail if one is over a point from the cpu."""
    from assistant.cli.output import DONE, FAILED
    from assistant.progress import step_bar
    from lab.runtime.outcomes import Tasks, compare_outcomes
    from runtime import devices

    here = [one.device for one in devices() if one.available]
    root = shared_of(context).rooms.store.root
    tasks = Tasks(speech, massive, tuple(locale or ["en-US"]), tuple(talk or []), voice)
    named = " --speech DATA" * bool(speech) + " --massive DATA" * bool(massive) + " --voice" * voice
    named += "".join(f" --locale {one}" for one in locale or []) + "".join(f" --talk {one}" for one in talk or [])
    with step_bar() as stepped:
        record = compare_outcomes(root, tasks, here, f"python -m lab bench outcomes{named}", stepped)
    write_record(record, out)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        for one in record.outcomes:
            typer.echo(f"{one.measure:28} {one.device:6} {one.score:6.2f} of {one.count}")
    return FAILED if record.apart else DONE


def _print_table(record: "RuntimeRecord") -> None:
    from rich.console import Console
    from rich.table import Table

    headings = (
        *("stage", "runtime", "threads", "ratio", "p50 ms", "p90 ms", "p99 ms", "real time"),
        *("first open s", "open s", "MB", "MB on disk", "padding", "same"),
    )
    table = Table(*headings, title=f"{record.machine.processor}, {record.machine.cores} cores")
    for one in record.candidates:
        if one.milliseconds is None:
            table.add_row(one.stage, one.device, str(one.threads), f"not available: {one.why_not}")
            continue
        spread = one.milliseconds
        padding = "" if one.padding is None else f"{one.padding:.0%}"
        real_time = "" if one.real_time is None else f"{one.real_time:.3f}"
        figures = (f"{one.ratio:.2f}", f"{spread.p50:.1f}", f"{spread.p90:.1f}", f"{spread.p99:.1f}", real_time)
        opening = (f"{one.first_open:.2f}", f"{one.open:.2f}", f"{one.resident_mb:.0f}", f"{one.artefact_mb or 0:.0f}")
        named = (one.stage, one.device, str(one.threads))
        table.add_row(*named, *figures, *opening, padding, f"{one.agreement:.0%}")
    Console(width=120).print(table)
    for start in record.starts:
        told = (
            f"{start.seconds:.2f} s (quickest {start.least or 0:.2f}), {start.processor_seconds:.2f} s of the processor"
        )
        typer.echo(f"all stages together on {start.device}, from what earlier runs compiled: {told}")
