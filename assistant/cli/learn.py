"""`assistant learn`: make the models that ship, from data."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.journal_training import own_examples, report_journal
from assistant.cli.output import print_json, write_record

program = typer.Typer(help="Train models from data.", no_args_is_help=True)

TEACHER = "multilingual-e5-small"
SEARCHED = "en-US,de-DE,es-ES,fr-FR,hi-IN,ja-JP"


@program.command()
def nlu(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder where MASSIVE 1.x was unpacked.")],
    locales: Annotated[str, typer.Option(help="Locales such as en-US,de-DE, or all.")] = "all",
    out: Annotated[Path, typer.Option(help="Model folder to write.")] = Path("model"),
    work: Annotated[Path, typer.Option(help="Folder for checkpoints; a training there goes on.")] = Path(
        "checkpoints/nlu"
    ),
    epochs: Annotated[float, typer.Option(min=0.0, help="Passes over the data.")] = 6,
    rate: Annotated[float, typer.Option(min=0.0, help="Peak learning rate.")] = 2e-4,
    seed: Annotated[int, typer.Option(help="Fixes order, dropout and spelling.")] = 7,
    least: Annotated[int, typer.Option(min=1, help="Times a piece must occur to be kept.")] = 1,
    depth: Annotated[int, typer.Option(min=1, max=12, help="Layers.")] = 4,
    embedding: Annotated[int, typer.Option(min=32, max=384, help="Width of the piece embeddings.")] = 384,
    embedding_bits: Annotated[int, typer.Option(min=4, max=8, help="4 or 8 bits an embedding value.")] = 8,
    with_journal: Annotated[bool, typer.Option("--with-journal", help="Also from what was learned here.")] = False,
    least_devices: Annotated[int, typer.Option(min=1, help="Devices behind what is taken from the journal.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="The whole record on stdout.")] = False,
) -> None:
    """Train, export and score the language understanding model."""
    import torch

    from assistant.progress import download_bars, step_bar
    from nlu.training import massive
    from nlu.training.fit import Schedule
    from nlu.training.release import release
    from nlu.training.student import Design, Sources, train

    torch.set_num_threads(1)
    store = shared_of(context).rooms.store
    with download_bars() as arrived:
        store.fetch(TEACHER, arrived)
    chosen = massive.locales(data) if locales == "all" else tuple(locales.split(","))
    design = Design.model_validate(
        {"least": least, "depth": depth, "embedding": embedding, "embedding_bits": embedding_bits}
    )
    sources = Sources(data, store.path(TEACHER, "e5-small-q4.bin"), store.path(TEACHER, "tokenizer.json"))
    rooms = shared_of(context).rooms
    extra, journal = own_examples(rooms, least_devices) if with_journal else ([], None)
    with step_bar() as stepped:
        made = train(
            sources,
            chosen,
            design,
            Schedule(epochs=epochs, rate=rate, seed=seed),
            work,
            lambda step, steps, loss: stepped(step, steps, f"loss {loss:.3f}"),
            extra,
        )
    command = f"assistant learn nlu --data DATA --locales {locales} --epochs {epochs:g} --rate {rate:g} --seed {seed}"
    command += f" --least {least} --depth {depth} --embedding {embedding} --embedding-bits {embedding_bits}"
    command += f" --with-journal --least-devices {least_devices}" if with_journal else ""
    record = release(made, data, chosen, out, command)
    if journal is not None:
        report_journal(rooms, extra, journal, out, data, record)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        for locale, scores in {**record.dev, "mean": record.mean}.items():
            numbers = f"intent {scores.intent:5.1f}  slot F1 {scores.slot_f1:5.1f}  exact {scores.exact_match:5.1f}"
            typer.echo(f"{locale:6} {numbers}")


@program.command()
def extract(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder where MASSIVE 1.x was unpacked.")],
    locales: Annotated[str, typer.Option(help="Locales whose utterances train the shapes.")] = SEARCHED,
    steps: Annotated[int, typer.Option(min=1, help="Bound of each training.")] = 400,
    block: Annotated[int, typer.Option(min=1, help="Neighbouring shapes that one stands for; 1 tries all.")] = 4,
    full_steps: Annotated[int, typer.Option(min=1, help="Length of the long trainings of the check.")] = 1000,
    least: Annotated[int, typer.Option(min=1, help="Times a piece must occur to be kept.")] = 4,
    embedding: Annotated[int, typer.Option(min=32, max=384, help="Width of the piece embeddings.")] = 192,
    seed: Annotated[int, typer.Option(help="Fixes split, order and first weights.")] = 7,
    work: Annotated[Path, typer.Option(help="Folder for what was measured; a search there goes on.")] = Path(
        "checkpoints/extract"
    ),
    out: Annotated[Path, typer.Option(help="Record to write.")] = Path("docs/records/architecture.json"),
    plot: Annotated[Path, typer.Option(help="Picture to write.")] = Path("docs/pictures/architecture.svg"),
    as_json: Annotated[bool, typer.Option("--json", help="The whole record on stdout.")] = False,
) -> None:
    """Search the student's family for the shape with the best trade of size, work and error."""
    import torch

    from assistant.progress import download_bars, step_bar
    from nlu.search.picture import picture
    from nlu.search.study import Bounds, search
    from nlu.training.student import Sources

    torch.set_num_threads(1)
    store = shared_of(context).rooms.store
    with download_bars() as arrived:
        store.fetch(TEACHER, arrived)
    sources = Sources(data, store.path(TEACHER, "e5-small-q4.bin"), store.path(TEACHER, "tokenizer.json"))
    command = f"assistant learn extract --data DATA --locales {locales} --steps {steps} --block {block}"
    command += f" --full-steps {full_steps} --least {least} --embedding {embedding} --seed {seed}"
    with step_bar() as stepped:
        record = search(
            sources,
            tuple(locales.split(",")),
            Bounds(steps=steps, full_steps=full_steps, block=block, least=least, embedding=embedding, seed=seed),
            work,
            command,
            stepped,
        )
    write_record(record, out)
    plot.parent.mkdir(parents=True, exist_ok=True)
    picture(record, plot)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    for each in record.extraction.candidates:
        speed = record.latency[each.point.name].p50
        typer.echo(
            f"{each.point.name:16} W {each.coefficient:.4f}  loss {each.error:.3f}  "
            f"{each.parameters / 1e6:.1f} M  {speed:.2f} ms"
        )
