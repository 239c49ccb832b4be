"""`python -m lab learn rephrase`: the model that tells rephrases."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record


def rephrase(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    locales: Annotated[str, typer.Option(help="Locales such as en-US,de-DE, or all that the student knows.")] = "all",
    pairs: Annotated[int, typer.Option(min=100, help="Training pairs of each locale.")] = 3000,
    seed: Annotated[int, typer.Option(help="Seed of pairs and weights.")] = 7,
    out: Annotated[
        Path | None, typer.Option(help="Write model and record here; by default to the shipped file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole record.")] = False,
) -> None:
    """Train the model that detects whether an utterance rephrases the one before it."""
    import torch

    from assistant.progress import step_bar
    from dialog.learning.rephrase import MODEL
    from lab.dialog.rephrase.rephrase import learn_rephrase

    torch.set_num_threads(1)
    student = shared_of(context).rooms.student
    chosen = student.card.locales if locales == "all" else tuple(locales.split(","))
    command = f"python -m lab learn rephrase --data DATA --locales {locales} --pairs {pairs} --seed {seed}"
    with step_bar() as stepped:
        made = learn_rephrase(
            student, data, chosen, pairs, seed, command, lambda done, total: stepped(done, total, "locales")
        )
    file = out or MODEL
    write_record(made, file)
    if as_json:
        print_json(made.record.model_dump(mode="json"))
        return
    for name, score in {**made.record.scores, "mean": made.record.mean}.items():
        numbers = f"AUROC {score.auroc:.3f}  edit distance alone {score.baseline:.3f}  ECE {100 * score.ece:.1f} %"
        typer.echo(f"{name:6} {numbers}  ({score.pairs} pairs)")
    typer.echo(f"null control, shuffled labels: AUROC {made.record.shuffled:.3f}")
