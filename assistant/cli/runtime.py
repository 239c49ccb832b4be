"""`assistant runtime`: where the networks of each stage run, by measurement; and `assistant bench runtime`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record

if TYPE_CHECKING:
    from assistant.bench.runtime import RuntimeRecord
    from runtime.parity import Parity

program = typer.Typer(help="Where networks run.", rich_markup_mode=None, no_args_is_help=True)

Sounds = Annotated[
    Path | None, typer.Option("--data", help="Folder of FLAC recordings; synthetic commands without it.")
]


@program.command()
def plan(
    context: typer.Context,
    data: Sounds = None,
    write: Annotated[Path | None, typer.Option(help="Write the plan into this settings file.")] = None,
) -> None:
    """Measure each stage on each runtime of this machine and print the best [runtime] settings."""
    from assistant.config import RuntimeSettings, as_toml, load_config

    record = _measured(context, data)
    chosen = {decision.stage: decision.device for decision in record.decisions}
    for decision in record.decisions:
        typer.echo(f"# {decision.stage}: {decision.why}")
    typer.echo("[runtime]")
    for stage, device in chosen.items():
        typer.echo(f'{stage} = "{device}"')
    if write is not None:
        config = load_config(write if write.exists() else None)
        settings = config.model_copy(update={"runtime": RuntimeSettings.model_validate(chosen)})
        write.write_text(as_toml(settings), encoding="utf-8")


@program.command()
def check(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines.")] = False,
) -> int:
    """Hold every network of every stage, on every runtime here, against its reference at the edges of its buckets."""
    from assistant.bench.parity import stage_samples
    from assistant.cli.output import DONE, FAILED
    from runtime.open import BACKENDS
    from runtime.parity import compare

    code, stages = DONE, stage_samples(shared_of(context).config)
    for graph, samples in stages.networks:
        for found in compare(graph, BACKENDS, samples):
            code = code if found.equal else FAILED
            if as_json:
                print_json(found.model_dump(mode="json"))
            elif found.why_not:
                typer.echo(f"      {found.network} on {found.device}: not tried: {found.why_not}")
            else:
                typer.echo(f"{'equal' if found.equal else 'OTHER'} {found.network} on {found.device}: {_told(found)}")
    for name, why_not in stages.others.items():
        if as_json:
            print_json({"network": name, "why_not": why_not})
        else:
            typer.echo(f"      {name}: not tried: {why_not}")
    return code


@program.command()
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="Folder to write.")],
    network: Annotated[list[str] | None, typer.Option(help="Only these, such as nlu.student.")] = None,
) -> None:
    """Write networks as valid ONNX without one free dimension, a file for each bucket, for other compilers."""
    from assistant.bench.parity import stage_graphs
    from runtime.accelerators import static_exports
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


@program.command()
def quantise(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="Also write the record into this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The record on stdout instead of lines.")] = False,
) -> None:
    """Quantise the voice's networks to 8 bits on what it really computes, and tell what that gains and costs."""
    from assistant.bench.parity import voice_samples
    from runtime.post_training import QuantisedRecord, post_training
    from runtime.provenance import Provenance

    found = tuple(post_training(graph, samples) for graph, samples in voice_samples(shared_of(context).config, 90))
    record = QuantisedRecord(provenance=Provenance.here("assistant runtime quantise"), networks=found)
    write_record(record, out)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        for one in found:
            decibels = ", ".join(f"{name} {value:.1f} dB" for name, value in one.decibels.items())
            typer.echo(f"{one.network:20} {one.ratio:.2f} of the time; {decibels}")


def _told(found: "Parity") -> str:
    real = f"{found.samples} real inputs {found.real:.1e}"
    noise = f"noise of {len(found.sizes)} sizes {found.noise:.1e}"
    return f"{real}, {noise}, up to {found.tolerance:g}; another input {found.apart:.1e}"


def bench_runtime(
    context: typer.Context,
    data: Sounds = None,
    threads: Annotated[list[int] | None, typer.Option(min=1, help="Threads a network may take; 1 by default.")] = None,
    out: Annotated[Path | None, typer.Option(help="Also write the record into this file.")] = None,
    picture: Annotated[Path | None, typer.Option(help="Also draw times, memory and sizes into this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The record on stdout instead of a table.")] = False,
) -> None:
    """Every stage on every runtime: ratio to the cpu, milliseconds, start-up, memory, padding, same outcomes."""
    record = _measured(context, data, tuple(threads or (1,)))
    write_record(record, out)
    if picture is not None:
        from assistant.bench.runtime_figures import draw

        draw(record, picture)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        _print_table(record)


def bench_outcomes(
    context: typer.Context,
    speech: Annotated[Path | None, typer.Option(help="Folder of recordings with a manifest.json.")] = None,
    massive: Annotated[Path | None, typer.Option(help="Folder where MASSIVE 1.x was unpacked.")] = None,
    locale: Annotated[list[str] | None, typer.Option(help="To understand; en-US where none is named.")] = None,
    talk: Annotated[list[Path] | None, typer.Option(help="YAML files of conversations to play.")] = None,
    voice: Annotated[bool, typer.Option("--voice", help="Speak sentences, and hear what became of them.")] = False,
    out: Annotated[Path | None, typer.Option(help="Also write the record into this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The record on stdout instead of lines.")] = False,
) -> int:
    """Words heard and spoken, exact match, conversations on every runtime; fails where one is a point from the cpu."""
    from assistant.bench.outcomes import Tasks, compare_outcomes
    from assistant.cli.output import DONE, FAILED
    from assistant.progress import step_bar
    from runtime import devices

    here = [one.device for one in devices() if one.available]
    root = shared_of(context).rooms.store.root
    tasks = Tasks(speech, massive, tuple(locale or ["en-US"]), tuple(talk or []), voice)
    named = " --speech DATA" * bool(speech) + " --massive DATA" * bool(massive) + " --voice" * voice
    named += "".join(f" --locale {one}" for one in locale or []) + "".join(f" --talk {one}" for one in talk or [])
    with step_bar() as stepped:
        record = compare_outcomes(root, tasks, here, f"assistant bench outcomes{named}", stepped)
    write_record(record, out)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        for one in record.outcomes:
            typer.echo(f"{one.measure:28} {one.device:6} {one.score:6.2f} of {one.count}")
    return FAILED if record.apart else DONE


def _measured(context: typer.Context, data: Path | None, threads: tuple[int, ...] = (1,)) -> "RuntimeRecord":
    from assistant.bench.runtime import bench_runtimes

    def tell(what: str, done: int, count: int) -> None:
        typer.echo(f"{done + 1}/{count} {what}", err=True)

    return bench_runtimes(shared_of(context).config, data, threads, tell)


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
