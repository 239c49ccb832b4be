"""All commands of the assistant, and the options they share."""

import logging
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import (
    arbitration,
    bench,
    bench_acoustic_learning,
    bench_journal_training,
    bench_nlu,
    chat,
    config,
    daemon,
    demo,
    doctor,
    endurance,
    hearing_bench,
    journal,
    language,
    learn,
    learn_data,
    learn_distillation,
    learn_extract,
    learn_rephrase,
    learned,
    models,
    runtime,
    script,
    skills,
    speech,
    voices,
)
from assistant.cli.context import Shared

program = typer.Typer(
    name="assistant",
    help="A voice assistant that works on this machine alone.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
)


@program.callback()
def shared(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option(help="Settings file instead of the user's own.")] = None,
    debug: Annotated[bool, typer.Option(help="Log everything, with tracebacks, on stderr.")] = False,
) -> None:
    """A voice assistant that works on this machine alone. Without a command: chat."""
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for noisy in ("asyncio", "httpcore", "httpx", "filelock", "tzlocal"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    context.obj = Shared(config, debug)
    if context.invoked_subcommand is None:
        chat.chat(context)


for group in (chat, daemon, demo, speech, language, script, doctor):
    group.add_to(program)
program.add_typer(models.program, name="models")
program.add_typer(config.program, name="config")
program.add_typer(voices.program, name="voices")
program.add_typer(skills.program, name="skills")
program.add_typer(bench.program, name="bench")
program.add_typer(learn.program, name="learn")
program.add_typer(journal.program, name="journal")
program.add_typer(learned.program, name="learned")
program.add_typer(runtime.program, name="runtime")
hearing_bench.add_to(bench.program)
bench.program.command("runtime")(runtime.bench_runtime)
bench.program.command("outcomes")(runtime.bench_outcomes)
bench.program.command("nlu")(bench_nlu.nlu)
bench.program.command("values")(bench_nlu.values)
bench.program.command("language")(bench_nlu.language)
learn.program.command("data")(learn_data.data)
learn.program.command("distillation")(learn_distillation.distillation)
learn.program.command("extract")(learn_extract.extract)
learn.program.command("rephrase")(learn_rephrase.rephrase)
bench.program.command("acoustic-learning")(bench_acoustic_learning.acoustic_learning)
bench.program.command("journal-training")(bench_journal_training.journal_training)
learn.program.command("language")(learn_data.language)
bench.program.command("kills")(endurance.kills)
bench.program.command("fuzz-turns")(endurance.fuzz_turns)
bench.program.command("faults")(endurance.faults)
bench.program.command("arbitration")(arbitration.bench_arbitration)
learn.program.command("arbitration")(arbitration.learn_arbitration)
learn.program.command("calibration")(arbitration.learn_calibration)
