"""`assistant runtime`: where the networks of each stage run, by measurement."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json

if TYPE_CHECKING:
    from assistant.bench.runtime import RuntimeRecord
    from runtime.parity import Parity

program = typer.Typer(help="Choose and check where networks run.", rich_markup_mode=None, no_args_is_help=True)

Sounds = Annotated[
    Path | None, typer.Option("--data", help="Folder of FLAC recordings; without it, synthetic commands.")
]


@program.command()
def plan(
    context: typer.Context,
    data: Sounds = None,
    write: Annotated[Path | None, typer.Option(help="Write the plan to this settings file.")] = None,
) -> None:
    """Measure each stage on each runtime of this machine, and print the best [runtime] settings."""
    from assistant.config import RuntimeSettings, as_toml, load_config

    record = measured(context, data)
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
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> int:
    """Compare every network, on every runtime here, with its reference at the edges of its buckets."""
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


def _told(found: "Parity") -> str:
    real = f"{found.samples} real inputs {found.real:.1e}"
    noise = f"noise of {len(found.sizes)} sizes {found.noise:.1e}"
    return f"{real}, {noise}, up to {found.tolerance:g}; another input {found.apart:.1e}"


def measured(context: typer.Context, data: Path | None, threads: tuple[int, ...] = (1,)) -> "RuntimeRecord":
    """Every stage on every runtime here, with progress on stderr."""
    from assistant.bench.runtime import bench_runtimes

    def tell(what: str, done: int, count: int) -> None:
        typer.echo(f"{done + 1}/{count} {what}", err=True)

    return bench_runtimes(shared_of(context).config, data, threads, tell)
