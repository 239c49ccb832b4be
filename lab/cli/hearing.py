"""`python -m lab bench asr` and its like: how well it hears, and what it must not hear."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record

Data = Annotated[Path, typer.Option(help="Folder of recordings with a manifest.json.")]
Out = Annotated[Path | None, typer.Option(help="Also write the record to this file.")]
Plot = Annotated[Path | None, typer.Option(help="Draw to this file, SVG or PNG.")]


def add_to(program: typer.Typer) -> None:
    """Register the commands."""
    for command in (asr, echo, endpointing, names, soak, wake):
        program.command()(command)
    program.command("non-speech")(non_speech)


def asr(
    context: typer.Context,
    data: Data,
    entry: Annotated[list[str] | None, typer.Option(help="Only this contestant; can be repeated.")] = None,
    out: Out = None,
) -> None:
    """Measure the recognisers: word errors, slots, processor time, memory, delay; beside others."""
    from assistant.progress import step_bar
    from lab.asr.run import BASELINES, OURS, bench_asr

    shared = shared_of(context)
    with step_bar() as stepped:
        device = shared.config.runtime.asr
        record = bench_asr(shared.rooms.store.root, data, device, entry or (*OURS, *BASELINES), stepped)
    _keep(record, out)


def endpointing(
    context: typer.Context,
    data: Data,
    rounds: Annotated[
        int, typer.Option(min=1, help="How often to hear each recording, each time with another pause.")
    ] = 3,
    out: Out = None,
    plot: Plot = None,
) -> None:
    """Measure how many utterances are cut off against the delay after their end."""
    from assistant.progress import step_bar
    from lab.asr.endpointing import bench_endpointing
    from lab.asr.endpointing_picture import picture

    shared = shared_of(context)
    with step_bar() as stepped:
        record = bench_endpointing(shared.rooms.store, data, shared.config.runtime.asr, rounds, stepped)
    _keep(record, out)
    if plot is not None:
        picture(record, plot)


def non_speech(
    context: typer.Context,
    minutes: Annotated[float, typer.Option(min=0.1, help="Minutes of sound, made from seeds.")] = 10.0,
    out: Out = None,
) -> None:
    """Count words heard in silence, noise, music, hum and coughs; fail if there are any."""
    from assistant.progress import step_bar
    from lab.asr.silence import bench_non_speech

    shared = shared_of(context)
    with step_bar() as stepped:
        settings = shared.config.runtime.asr, shared.config.asr.quality
        record = bench_non_speech(shared.rooms.store, minutes, *settings, stepped)
    _keep(record, out)
    raise typer.Exit(1 if record.words else 0)


def soak(
    context: typer.Context,
    minutes: Annotated[float, typer.Option(min=0.1, help="Minutes of sound, heard as fast as possible.")] = 60.0,
    out: Out = None,
) -> None:
    """Measure memory, drift and lost frames over an hour of commands, noises and silence."""
    import asyncio

    from assistant.progress import step_bar
    from lab.endurance.soak import soak as run

    with step_bar() as stepped:
        record = asyncio.run(run(shared_of(context).rooms, minutes, progress=stepped))
    _keep(record, out)


def wake(context: typer.Context, data: Data, out: Out = None, plot: Plot = None) -> None:
    """Count wake words missed, and heard by mistake, for each threshold."""
    from assistant.progress import step_bar
    from lab.asr.wake_phrases import picture, said
    from lab.asr.waking import bench_wake

    with step_bar() as stepped:
        record = bench_wake(data, said(shared_of(context).rooms), stepped)
    _keep(record, out)
    if plot is not None:
        picture(record, plot)


def names(context: typer.Context, data: Data, out: Out = None) -> None:
    """Measure names it could not know: heard if expected, and not invented."""
    from assistant.progress import step_bar
    from lab.asr.names import bench_names

    with step_bar() as stepped:
        record = bench_names(shared_of(context).rooms, data, progress=stepped)
    _keep(record, out)


def echo(context: typer.Context, data: Data, out: Out = None) -> None:
    """Measure what it hears of its own voice, and whether it still hears you."""
    from assistant.progress import step_bar
    from lab.asr.echo import bench_echo

    with step_bar() as stepped:
        record = bench_echo(shared_of(context).rooms, data, stepped)
    _keep(record, out)


def _keep(record: BaseModel, out: Path | None) -> None:
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
