"""`python -m lab learn data`, `python -m lab learn language`: the public data, and telling languages apart."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.output import DONE, FAILED, complain, print_json
from lab.nlu.training.massive_release import URL

Json = Annotated[bool, typer.Option("--json", help="Print the whole record.")]


def data(
    folder: Annotated[Path, typer.Option("--data", help="Folder of MASSIVE, or where it should go.")] = Path("massive"),
    url: Annotated[str, typer.Option(help="Fetch the release from here.")] = URL,
    as_json: Json = False,
) -> int:
    """Fetch MASSIVE 1.1 unless it is here, and check it: counts, parallel ids, leaks between partitions."""
    from assistant.progress import download_bars
    from lab.nlu.training.massive_release import check, fetch_release

    if not any(folder.rglob("??-??.jsonl")):
        with download_bars() as arrived:
            digest = fetch_release(url, folder, arrived)
        typer.echo(f"SHA-256 of the archive: {digest}", err=True)
    found = check(folder)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        for locale, counts in found.counts.items():
            sizes = "  ".join(f"{partition} {count:6,}" for partition, count in counts.items())
            typer.echo(f"{locale}  {sizes}  dev texts that are in train too {found.repeated[locale]:4.1f} %")
        typer.echo(
            f"ids in two partitions: {len(found.leaked_ids)}; locales with other ids: {found.unparallel or 'none'}"
        )
    return DONE if found.sound else complain("This release must not be trained on: its partitions overlap.", FAILED)


def language(
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    locales: Annotated[str, typer.Option(help="Locales such as en-US,de-DE, or all.")] = "all",
    out: Annotated[Path, typer.Option(help="Write this file, and its record beside it.")] = Path(
        "language_id.safetensors"
    ),
    most: Annotated[int, typer.Option(min=1, help="Utterances of each locale to train on.")] = 3000,
    epochs: Annotated[float, typer.Option(min=0.0, help="Passes over them.")] = 5,
    seed: Annotated[int, typer.Option(help="Seed of order and dropout.")] = 7,
    as_json: Json = False,
) -> None:
    """Train and score the model that detects the language of a typed sentence."""
    import torch

    from assistant.progress import step_bar
    from lab.nlu.training import massive
    from lab.nlu.training.language import fit

    torch.set_num_threads(1)
    chosen = massive.locales(data) if locales == "all" else tuple(locales.split(","))
    with step_bar() as stepped:
        record = fit(data, chosen, most, epochs, seed, out, stepped)
    if as_json:
        print_json(record.model_dump(mode="json"))
        return
    for locale, right in sorted(record.dev.items(), key=lambda item: item[1]):
        typer.echo(f"{locale:6} {right:5.1f}")
    typer.echo(f"mean   {record.mean:5.1f}  {record.bytes / 1e6:.2f} MB")
