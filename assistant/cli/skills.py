"""`assistant skills`: what is installed, a package to begin with, and the contract as a check."""

import tempfile
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import DONE, FAILED, print_json, say
from assistant.workers import run

if TYPE_CHECKING:
    from dialog.contract import Check, SkillClass

program = typer.Typer(help="List, start and check skills.", rich_markup_mode=None, no_args_is_help=True)


@program.command("list")
def list_skills(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False
) -> int:
    """List the installed skills with their permissions; if one can't be loaded, say why."""
    from dialog.isolation import IsolatedSkill

    skillset = shared_of(context).rooms.skillset
    for skill in skillset.skills:
        manifest, isolated = skill.manifest, isinstance(skill, IsolatedSkill)
        if as_json:
            print_json(manifest.model_dump(mode="json") | {"isolated": isolated})
        else:
            permissions = ", ".join(sorted(manifest.permissions)) or "none"
            apart = "; in a process of its own" if isolated else ""
            say(f"{manifest.name:<13}{len(manifest.intents):>3} intents; permissions: {permissions}{apart}")
    for name, why in skillset.broken:
        if as_json:
            print_json({"name": name, "broken": why})
        else:
            say(f"{name:<13}cannot be loaded: {why}")
    return FAILED if skillset.broken else DONE


@program.command()
def new(
    name: Annotated[str, typer.Argument(help="Name of the skill: one lower-case word.")],
    folder: Annotated[Path, typer.Option(help="Put the package's folder here.")] = Path(),
) -> None:
    """Write a package with a working skill, for you to change."""
    from dialog.template import new_skill

    for path in new_skill(name, folder):
        say(str(path))


@program.command()
def check(
    skill: Annotated[str, typer.Argument(help="An installed skill, or module:Class.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> int:
    """Check a skill against the contract."""
    from dialog.contract import CHECKS

    factory = _skill_class(skill)
    broken = 0
    for one in CHECKS:
        says = run(_outcome(one, factory))
        broken += says != ""
        if as_json:
            print_json({"skill": skill, "check": one.__name__, "kept": not says, "why": says})
        else:
            say(f"{'broken' if says else 'kept  '}  {one.__name__.replace('_', ' ')}{says and f': {says}'}")
    return FAILED if broken else DONE


async def _outcome(check: "Check", factory: "SkillClass") -> str:
    """Empty where the check passes, else what it found."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            await check(factory, Path(folder))
        except Exception as error:  # the skill is a stranger's
            return f"{error}" or type(error).__name__
    return ""


def _skill_class(named: str) -> "SkillClass":
    from dialog.errors import DialogError
    from dialog.skillset import GROUP

    try:
        if ":" in named:
            module, _, name = named.partition(":")
            factory: SkillClass = getattr(import_module(module), name)
            return factory
        points = [point for point in entry_points(group=GROUP) if point.name == named]
        if points:
            loaded: SkillClass = points[0].load()
            return loaded
    except Exception as error:
        raise DialogError("skill.broken", f"'{named}' cannot be loaded: {type(error).__name__}: {error}.") from error
    known = ", ".join(sorted(point.name for point in entry_points(group=GROUP)))
    raise DialogError("skill.unknown", f"There is no skill '{named}'.", f"Installed: {known}.")
