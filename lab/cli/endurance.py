"""`python -m lab bench kills`, `fuzz-turns`, `faults` and `siege`: promises kept under force."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import DONE, FAILED, print_json, write_record

Out = Annotated[Path | None, typer.Option(help="Also write the record to this file.")]


def kills(
    kills: Annotated[int, typer.Option(min=1, help="How many times to kill the process.")] = 200,
    seed: Annotated[int, typer.Option(help="Seed of the moments, as far as possible.")] = 20261121,
    out: Out = None,
) -> int:
    """Kill the process at random moments during writes; fail if anything acknowledged is lost or rings twice."""
    from assistant.progress import step_bar
    from lab.endurance.kills import kill_again_and_again

    command = f"python -m lab bench kills --kills {kills} --seed {seed}"
    with tempfile.TemporaryDirectory() as folder, step_bar() as stepped:
        record = kill_again_and_again(Path(folder) / "assistant.db", kills, seed, command, stepped)
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
    return DONE if record.clean else FAILED


def fuzz_turns(
    turns: Annotated[int, typer.Option(min=1, help="How many turns.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Seed of the turns.")] = 20261121,
    out: Out = None,
) -> int:
    """Take random and adversarial turns; fail if one crashes, a question sticks, or a reply follows a cancel."""
    from assistant.progress import step_bar
    from lab.endurance.fuzz_turns import fuzz

    command = f"python -m lab bench fuzz-turns --turns {turns} --seed {seed}"
    with tempfile.TemporaryDirectory() as folder, step_bar() as stepped:
        record = asyncio.run(fuzz(Path(folder), turns, seed, command, stepped))
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
    return DONE if record.clean else FAILED


def faults(context: typer.Context, out: Out = None) -> int:
    """Break the running service; fail if it stops, gives no reason, or loses what it acknowledged."""
    from assistant.progress import step_bar
    from lab.endurance.faults import break_everything

    with step_bar() as stepped:
        record = asyncio.run(break_everything(shared_of(context).config, "python -m lab bench faults", stepped=stepped))
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
    return DONE if record.clean else FAILED


def siege(
    context: typer.Context,
    clients: Annotated[int, typer.Option(min=1, help="Honest clients at once.")] = 50,
    seconds: Annotated[float, typer.Option(min=1, help="How long, alone and then besieged.")] = 600.0,
    pause: Annotated[float, typer.Option(min=0, help="Seconds that each waits between two requests.")] = 15.0,
    out: Out = None,
) -> int:
    """Let hostile peers at the service; fail if honest clients lose anything, or wait three times as long."""
    from assistant.progress import step_bar
    from lab.endurance.siege import besiege

    with step_bar() as stepped:
        record = asyncio.run(besiege(shared_of(context).config, clients, seconds, pause, progress=stepped))
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
    return DONE if record.clean else FAILED
