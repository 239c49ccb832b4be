"""All commands of the laboratory."""

import typer

from assistant.cli.context import ConfigFile, Debug, share
from lab.cli import (
    acoustic_learning,
    arbitration,
    bench,
    data,
    distillation,
    endurance,
    english,
    extract,
    figures,
    graphs,
    hearing,
    journal_bench,
    languages,
    learn,
    places,
    rephrase,
    runtime,
    understanding,
    voices,
)

program = typer.Typer(
    name="python -m lab",
    help="The laboratory: trains the assistant's models, and measures it.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


@program.callback()
def shared(context: typer.Context, config: ConfigFile = None, debug: Debug = False) -> None:
    """The laboratory: trains the assistant's models, and measures it."""
    share(context, config, debug)


program.add_typer(bench.program, name="bench")
program.add_typer(learn.program, name="learn")
program.command()(figures.figures)
program.command()(graphs.graphs)
program.command()(places.places)
program.command()(english.english)
program.command()(languages.languages)
program.command()(runtime.export)
hearing.add_to(bench.program)
bench.program.command("runtime")(runtime.bench_runtime)
bench.program.command("outcomes")(runtime.bench_outcomes)
bench.program.command("nlu")(understanding.nlu)
bench.program.command("values")(understanding.values)
bench.program.command("language")(understanding.language)
bench.program.command("tts")(voices.bench_tts)
bench.program.command("acoustic-learning")(acoustic_learning.acoustic_learning)
bench.program.command("journal-training")(journal_bench.journal_training)
bench.program.command("kills")(endurance.kills)
bench.program.command("fuzz-turns")(endurance.fuzz_turns)
bench.program.command("faults")(endurance.faults)
bench.program.command("siege")(endurance.siege)
bench.program.command("arbitration")(arbitration.bench_arbitration)
learn.program.command("data")(data.data)
learn.program.command("language")(data.language)
learn.program.command("distillation")(distillation.distillation)
learn.program.command("extract")(extract.extract)
learn.program.command("rephrase")(rephrase.rephrase)
learn.program.command("voice")(voices.learn_voice)
learn.program.command("arbitration")(arbitration.learn_arbitration)
learn.program.command("calibration")(arbitration.learn_calibration)
