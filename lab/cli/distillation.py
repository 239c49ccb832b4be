"""`python -m lab learn distillation`: what a teacher is worth."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.output import print_json, write_record
from lab.cli.teacher import SEARCHED, Brought, teacher_sources


def distillation(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    locales: Annotated[str, typer.Option(help="Locales whose utterances to learn.")] = SEARCHED,
    epochs: Annotated[float, typer.Option(min=0.0, help="Passes of each student.")] = 2,
    teacher_epochs: Annotated[float, typer.Option(min=0.0, help="Passes of each teacher over the labels.")] = 1,
    adaptation_epochs: Annotated[float, typer.Option(min=0.0, help="Passes of stage 2 over the text.")] = 1,
    teacher: Brought = None,
    seed: Annotated[int, typer.Option(help="Seed of order and first weights.")] = 7,
    work: Annotated[Path, typer.Option(help="Folder for checkpoints; trainings there carry on.")] = Path(
        "checkpoints/distillation"
    ),
    out: Annotated[Path, typer.Option(help="Write this record.")] = Path("docs/records/distillation.json"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole record.")] = False,
) -> None:
    """Compare students: alone, with a plain teacher, and with one adapted to the domain."""
    import torch

    from assistant.progress import step_bar
    from lab.nlu.bench.rivals import sampled
    from lab.nlu.training.ablation import Ablation, Plans
    from lab.nlu.training.fit import Schedule

    torch.set_num_threads(1)
    sources = teacher_sources(context, data, teacher)
    # Opinions are on one spelling, so no arm sees another; a deep network wants a lower rate.
    student = Schedule(seed=seed, epochs=epochs, rate=3e-4, respelled=0.0)
    taught = student.model_copy(update={"epochs": teacher_epochs, "rate": 1e-4})
    adaptation = taught.model_copy(update={"epochs": adaptation_epochs})
    command = f"python -m lab learn distillation --data DATA --locales {locales} --epochs {epochs:g}"
    command += f" --teacher-epochs {teacher_epochs:g} --adaptation-epochs {adaptation_epochs:g} --seed {seed}"
    command += " --teacher FOLDER" if teacher else ""
    with step_bar() as stepped:
        ablation = Ablation(
            sources,
            locales.split(","),
            [asked.text for asked in sampled(seed)],
            Plans(teacher=taught, adaptation=adaptation, student=student),
            work,
            lambda arm, step, steps: stepped(step, steps, arm),
        )
        record = ablation.run(command)
    write_record(record, out)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    for arm, outcome in record.outcomes.items():
        typer.echo(f"{arm:18} intent {outcome.intent:5.1f}  exact {outcome.exact_match:5.1f}")
