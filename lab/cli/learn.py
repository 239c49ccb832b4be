"""`python -m lab learn`: make the models that ship, from data."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json
from lab.cli.journal_training import own_examples, report_journal
from lab.cli.teacher import Brought, teacher_sources

program = typer.Typer(help="Train models from data.", no_args_is_help=True)


@program.command()
def nlu(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    locales: Annotated[str, typer.Option(help="Locales such as en-US,de-DE, or all.")] = "all",
    out: Annotated[Path, typer.Option(help="Model folder to write.")] = Path("model"),
    work: Annotated[Path, typer.Option(help="Folder for checkpoints; a training there carries on.")] = Path(
        "checkpoints/nlu"
    ),
    epochs: Annotated[float, typer.Option(min=0.0, help="Passes over the data.")] = 6,
    rate: Annotated[float, typer.Option(min=0.0, help="Peak learning rate.")] = 2e-4,
    seed: Annotated[int, typer.Option(help="Seed of order, dropout and spelling.")] = 7,
    least: Annotated[int, typer.Option(min=1, help="Keep a piece that occurs this many times.")] = 1,
    refilled: Annotated[
        float, typer.Option(min=0, max=0.8, help="Share of utterances to show with other slot values.")
    ] = 0.2,
    taught: Annotated[float, typer.Option(min=0, max=1, help="Weight of the teacher's opinion of an intent.")] = 0.5,
    rounded: Annotated[float, typer.Option(min=0, max=1, help="Share of the steps, at the end, in 8 bits.")] = 0.2,
    depth: Annotated[int, typer.Option(min=1, max=12, help="Layers.")] = 4,
    embedding: Annotated[int, typer.Option(min=32, max=384, help="Width of the piece embeddings.")] = 384,
    embedding_bits: Annotated[int, typer.Option(min=4, max=8, help="Bits per embedding value, 4 or 8.")] = 8,
    text: Annotated[Path | None, typer.Option(help="Folder with CLINC150 and Tatoeba: what is out of scope.")] = None,
    teacher: Brought = None,
    earlier: Annotated[Path | None, typer.Option(help="Model folder of a student to carry on from.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw the training to this file.")] = None,
    with_journal: Annotated[bool, typer.Option("--with-journal", help="Also train on what was learned here.")] = False,
    least_devices: Annotated[int, typer.Option(min=1, help="Fewest devices behind an example from the journal.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole record.")] = False,
) -> None:
    """Train, export and score the language understanding model."""
    import torch

    from assistant.progress import step_bar
    from lab.nlu.training import massive
    from lab.nlu.training.fit import Schedule
    from lab.nlu.training.picture import picture
    from lab.nlu.training.release import Earlier, release
    from lab.nlu.training.student import Design, train

    torch.set_num_threads(1)
    chosen = massive.locales(data) if locales == "all" else tuple(locales.split(","))
    design = Design.model_validate(
        {"least": least, "depth": depth, "embedding": embedding, "embedding_bits": embedding_bits}
    )
    sources = teacher_sources(context, data, teacher)
    rooms = shared_of(context).rooms
    extra, journal = own_examples(rooms, least_devices) if with_journal else ([], None)
    with step_bar() as stepped:
        made = train(
            sources,
            chosen,
            design,
            Schedule(epochs=epochs, rate=rate, seed=seed, refilled=refilled, taught=taught, rounded=rounded),
            work,
            lambda step, steps, loss: stepped(step, steps, f"loss {loss:.3f}"),
            extra,
            text,
            earlier,
            lambda count, texts: stepped(count, texts, "the teacher reads"),
        )
    if made.fitting.workers.rank:
        return  # the first of several processes does the rest
    command = (
        f"python -m lab learn nlu --data DATA --locales {locales} --epochs {epochs:g} --rate {rate:g} --seed {seed}"
    )
    command += f" --least {least} --refilled {refilled:g} --taught {taught:g} --rounded {rounded:g}"
    command += f" --depth {depth} --embedding {embedding} --embedding-bits {embedding_bits}"
    command += " --text TEXT" if text else ""
    command += " --teacher FOLDER" if teacher else ""
    command += f" --earlier {earlier}" if earlier else ""
    command += f" --with-journal --least-devices {least_devices}" if with_journal else ""
    record = release(made, data, chosen, out, command, text, Earlier.of(earlier) if earlier else None)
    if plot:
        picture(record.curve, plot)
    if journal is not None:
        report_journal(rooms, extra, journal, out, data, record)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        for locale, scores in {**record.dev, "mean": record.mean}.items():
            numbers = f"intent {scores.intent:5.1f}  slot F1 {scores.slot_f1:5.1f}  exact {scores.exact_match:5.1f}"
            typer.echo(f"{locale:6} {numbers}")
