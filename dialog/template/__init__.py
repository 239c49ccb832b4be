"""A package with one skill, to begin with: it is found by its entry point and keeps the contract."""

import re
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from dialog.errors import DialogError

_NAME = re.compile(r"[a-z][a-z0-9]*")
_FILES = {
    "pyproject.toml": "pyproject.toml.jinja",
    "README.md": "README.md.jinja",
    "{name}_skill/__init__.py": "init.py.jinja",
    "{name}_skill/{name}.py": "skill.py.jinja",
    "{name}_skill/locales/en/{name}.ftl": "words.ftl.jinja",
    "tests/test_{name}.py": "test.py.jinja",
}


def new_skill(name: str, folder: Path) -> tuple[Path, ...]:
    """Write a package for a skill.

    Args:
        name: Of the skill, one lower-case word.
        folder: Where the package's folder ``NAME-skill`` goes.

    Returns:
        The files that were written.

    Raises:
        DialogError: ``skill.name``, or ``skill.exists`` where the folder is there already.
    """
    if not _NAME.fullmatch(name):
        raise DialogError(
            "skill.name", f"'{name}' cannot be the name of a skill.", "Use one lower-case word, such as 'dice'."
        )
    root = folder / f"{name}-skill"
    if root.exists():
        raise DialogError("skill.exists", f"{root} is there already.", "Choose another name, or another --folder.")
    environment = Environment(
        loader=PackageLoader("dialog", "template"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    written = []
    for target, source in _FILES.items():
        path = root / target.format(name=name)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = environment.get_template(source).render(name=name, title=name.capitalize())
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)


__all__ = ["new_skill"]
