"""`python -m lab learn extract`: the search for the student's shape."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.output import print_json, write_record
from lab.cli.teacher import SEARCHED, Brought, teacher_sources


def extract(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    locales: Annotated[str, typer.Option(help="Locales whose utterances train the shapes.")] = SEARCHED,
    steps: Annotated[int, typer.Option(min=1, help="Steps of each training.")] = 400,
    block: Annotated[int, typer.Option(min=1, help="How many neighbouring shapes one stands for; 1 tries all.")] = 4,
    full_steps: Annotated[int, typer.Option(min=1, help="Steps of the long trainings of the check.")] = 1000,
    least: Annotated[int, typer.Option(min=1, help="Keep a piece that occurs this many times.")] = 4,
    embedding: Annotated[int, typer.Option(min=32, max=384, help="Width of the piece embeddings.")] = 192,
    teacher: Brought = None,
    seed: Annotated[int, typer.Option(help="Seed of split, order and first weights.")] = 7,
    work: Annotated[Path, typer.Option(help="Folder for measurements; a search there carries on.")] = Path(
        "checkpoints/extract"
    ),
    out: Annotated[Path, typer.Option(help="Write this record.")] = Path("docs/records/architecture.json"),
    plot: Annotated[Path, typer.Option(help="Draw this picture.")] = Path("docs/pictures/architecture.svg"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole record.")] = False,
) -> None:
    """Search for the student's shape with the best trade of size, work and error."""
    import torch

    from assistant.progress import step_bar
    from lab.nlu.search.picture import picture
    from lab.nlu.search.study import BUDGET, Bounds, search

    torch.set_num_threads(1)
    sources = teacher_sources(context, data, teacher)
    command = f"python -m lab learn extract --data DATA --locales {locales} --steps {steps} --block {block}"
    command += f" --full-steps {full_steps} --least {least} --embedding {embedding} --seed {seed}"
    command += " --teacher FOLDER" if teacher else ""
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
    typer.echo(f"greatest W: {record.extraction.best.point.name}")
    typer.echo(f"least loss within {BUDGET:g} ms: {record.within(BUDGET).point.name}")
