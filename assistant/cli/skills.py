"""`assistant skills`: what is installed, a package to begin with, and the contract as a check."""

import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import DONE, FAILED, complain, print_json, say
from assistant.workers import run

if TYPE_CHECKING:
    from dialog.approvals import Approvals, Offer
    from dialog.contract import Check, SkillClass

program = typer.Typer(help="List, start and check skills.", rich_markup_mode=None, no_args_is_help=True)


@program.command("list")
def list_skills(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False
) -> int:
    """List the installed skills with their permissions, those that wait for your leave, and why others can't load."""
    from dialog.isolation import IsolatedSkill

    skillset = shared_of(context).rooms.skillset
    for skill in skillset.skills:
        manifest, sandbox = skill.manifest, skill.sandbox if isinstance(skill, IsolatedSkill) else None
        if as_json:
            fence = {
                "isolated": sandbox is not None,
                "fence": sandbox and sandbox.kind,
                "lacks": sandbox and sandbox.lacks,
            }
            print_json(manifest.model_dump(mode="json") | fence)
        else:
            permissions = ", ".join(sorted(manifest.permissions)) or "none"
            apart = f"; in a process of its own, {sandbox.said}" if sandbox else ""
            say(f"{manifest.name:<13}{len(manifest.intents):>3} intents; permissions: {permissions}{apart}")
    for name, why in skillset.broken:
        if as_json:
            print_json({"name": name, "broken": why})
        else:
            say(f"{name:<13}cannot be loaded: {why}")
    for waiting in skillset.waiting:
        if as_json:
            print_json({"name": waiting.skill, "waiting": waiting.package, "changed": waiting.changed})
        else:
            why = "has changed since you allowed it" if waiting.changed else "waits for your leave"
            say(f"{waiting.skill:<13}{why}: {waiting.package}. To load it: assistant skills allow {waiting.skill}")
    return FAILED if skillset.broken else DONE


@program.command()
def allow(
    context: typer.Context, skill: Annotated[str, typer.Argument(help="An installed skill, as `list` prints it.")]
) -> int:
    """Let a skill of another package run, as it is installed now; after an update you are asked again."""
    offer = _offered(skill)
    if offer.is_ours:
        return complain(f"The skill '{skill}' came with the assistant: it needs no leave.", DONE)
    _approvals(context).allow(offer)
    what = f"{offer.package} {offer.version}".strip()
    say(f"The skill '{skill}' of {what} is loaded from the next start on.", err=True)
    return DONE


@program.command()
def forbid(context: typer.Context, skill: Annotated[str, typer.Argument(help="A skill that you allowed.")]) -> int:
    """Take the leave back; the skill isn't loaded any more."""
    if not _approvals(context).withdraw(skill):
        return complain(f"You have not allowed a skill '{skill}'. See: assistant skills list", FAILED)
    say(f"The skill '{skill}' is not loaded from the next start on.", err=True)
    return DONE


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
    context: typer.Context,
    skill: Annotated[str, typer.Argument(help="An installed skill, or module:Class.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> int:
    """Check a skill against the contract."""
    from dialog.contract import CHECKS

    factory = _skill_class(context, skill)
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


def _skill_class(context: typer.Context, named: str) -> "SkillClass":
    from dialog.errors import DialogError

    try:
        if ":" in named:
            module, _, name = named.partition(":")
            factory: SkillClass = getattr(import_module(module), name)
            return factory
        offer = _offered(named)
        if _approvals(context).standing(offer) not in ("ours", "allowed"):
            remedy = f"Allow it first: assistant skills allow {named}"
            raise DialogError("skill.waiting", f"Nobody has allowed the skill '{named}' to run.", remedy)
        loaded: SkillClass = offer.entry.load()
        return loaded
    except DialogError:
        raise
    except Exception as error:
        raise DialogError("skill.broken", f"'{named}' cannot be loaded: {type(error).__name__}: {error}.") from error


def _offered(named: str) -> "Offer":
    from dialog.errors import DialogError
    from dialog.skillset import installed

    offers = installed()
    found = next((offer for offer in offers if offer.skill == named), None)
    if found is None:
        known = ", ".join(offer.skill for offer in offers)
        raise DialogError("skill.unknown", f"There is no skill '{named}'.", f"Installed: {known}.")
    return found


def _approvals(context: typer.Context) -> "Approvals":
    from dialog.approvals import Approvals

    rooms = shared_of(context).rooms
    return Approvals(rooms.database, rooms.clock)
