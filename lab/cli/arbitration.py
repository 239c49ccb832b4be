"""`python -m lab learn arbitration` and `python -m lab bench arbitration`."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record

_MASSIVE = "Folder of MASSIVE 1.x."
_TEXT = "Folder with CLINC150 (clinc150-train-val.json) and, for learning, Tatoeba."


def learn_arbitration(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help=_MASSIVE)],
    text: Annotated[Path, typer.Option(help=_TEXT)],
    out: Annotated[Path, typer.Option(help="Model folder to write.")] = Path("model"),
    turns: Annotated[int, typer.Option(min=100, help="Turns to simulate.")] = 24_000,
    journal: Annotated[bool, typer.Option(help="Also learn from this machine's journal.")] = False,
    seed: Annotated[int, typer.Option(help="Seed of everything random.")] = 7,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole record.")] = False,
) -> None:
    """Train the networks that pick a skill, and calibrate each skill."""
    from assistant.progress import step_bar
    from lab.dialog.ranking.journalled import journalled
    from lab.dialog.ranking.learn import Sources, learn

    shared = shared_of(context)
    command = f"python -m lab learn arbitration --data DATA --text TEXT --turns {turns} --seed {seed}"
    command += " --journal" if journal else ""
    turned = tuple(journalled(shared.rooms.dialog.journal.entries())) if journal else ()
    with step_bar() as stepped:
        record = learn(Sources(data, text, turned), shared.rooms.student, out, turns, seed, command, stepped)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        typer.echo(
            f"{record.turns} turns, {record.parameters} parameters, {record.megabytes:.2f} MB, calibration error "
            f"{100 * record.calibration.before:.1f} % before, {100 * record.calibration.error:.1f} % after"
        )


def learn_calibration(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help=_MASSIVE)],
    model: Annotated[Path, typer.Option(help="Model folder to change.")] = Path("model"),
    seed: Annotated[int, typer.Option(help="Seed of the turns.")] = 7,
) -> None:
    """Fit each skill's calibration again, after a change of skills; the networks stay."""
    from lab.dialog.ranking.learn import Sources, calibrate

    record = calibrate(Sources(data, data), shared_of(context).rooms.student, model, seed)
    print_json(record.calibration.model_dump(mode="json"))


def bench_arbitration(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help=_MASSIVE)],
    text: Annotated[Path, typer.Option(help=_TEXT)],
    model: Annotated[Path | None, typer.Option(help="Model folder; by default the one that ships.")] = None,
    turns: Annotated[
        int, typer.Option(min=100, help="At most this many utterances of MASSIVE's dev partition.")
    ] = 12_000,
    seed: Annotated[int, typer.Option(help="Seed of the turns.")] = 20261121,
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw the reliability diagram to this file, SVG or PNG.")] = None,
) -> None:
    """Measure picking a skill on ambiguous turns, calibration, and declining."""
    from dialog.ranking.ranker import MODEL, load_ranker
    from lab.dialog.arbitration import measure, picture

    ranker = load_ranker(model or MODEL, "cpu")
    command = f"python -m lab bench arbitration --data DATA --text TEXT --turns {turns} --seed {seed}"
    record = measure(ranker, shared_of(context).rooms.student, data, text, turns, seed, command)
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
    if plot is not None:
        picture(record, plot)
