"""`assistant voices`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of

if TYPE_CHECKING:
    from rich.tree import Tree

    from tts.description import Description

program = typer.Typer(help="List, check and describe voices.", rich_markup_mode=None, no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="Name of a voice, or the folder of an addon.")]


@program.command("list")
def list_voices() -> None:
    """List the voices, with their languages and architecture."""
    from tts.addon import read_addon
    from tts.voices import addon_folder, languages_of, voice_names

    for name in voice_names():
        addon = read_addon(addon_folder(name))
        languages = sorted(languages_of(addon))
        shown = ", ".join(languages) if len(languages) < 4 else f"{len(languages)} languages"
        typer.echo(f"{name:8} {shown or 'not installed'}: {addon.title}; {addon.architecture}; {addon.licence}")


@program.command()
def check(
    context: typer.Context,
    voice: Name,
    device: Annotated[str, typer.Option(help="Where its networks run: auto, cpu, cuda or fixed.")] = "auto",
) -> None:
    """Load a voice, have it say a word, and compare its streamed speech with one-shot speech on the cpu."""
    from typing import cast

    from runtime import Device
    from tts.seams import seam_snr
    from tts.voices import open_addon

    folder, store = _folder(voice), shared_of(context).rooms.store
    opened = open_addon(folder, store, cast(Device, device))
    seconds = sum(chunk.audio.seconds for chunk in opened.stream("Hello."))
    typer.echo(f"{opened.name}: fits together, and said hello in {seconds:.2f} s of sound.")
    seams = seam_snr(opened, open_addon(folder, store, "cpu"))
    typer.echo(f"Streamed equals one-shot to {min(seams.values()):.0f} dB at {len(seams)} lengths around chunk edges.")


@program.command()
def describe(context: typer.Context, voice: Name) -> None:
    """Print the stack as a tree, each network with its size, receptive field and runtime."""
    from rich import print as show

    from tts.description import describe_voice
    from tts.voices import open_addon

    show(_tree(describe_voice(open_addon(_folder(voice), shared_of(context).rooms.store))))


@program.command()
def picture(
    context: typer.Context,
    voice: Name,
    out: Annotated[Path, typer.Option("-o", "--out", help="Write this PNG file.")],
    text: Annotated[str, typer.Option(help="What to say.")] = "The kitchen timer is set for ten minutes.",
) -> None:
    """Draw the spectrogram of a sentence."""
    from tts.picture import draw_spectrogram
    from tts.voices import open_addon

    draw_spectrogram(open_addon(_folder(voice), shared_of(context).rooms.store), text, out)


def _folder(voice: str) -> Path:
    from tts.voices import addon_folder

    return Path(voice) if (Path(voice) / "addon.json").is_file() else addon_folder(voice)


def _tree(description: "Description", parent: "Tree | None" = None) -> "Tree":
    from rich.markup import escape
    from rich.tree import Tree

    label = escape(": ".join(part for part in (description.name, description.facts) if part))
    branch = Tree(label) if parent is None else parent.add(label)
    for part in description.parts:
        _tree(part, branch)
    return branch
