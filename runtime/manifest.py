"""What ``models.toml`` pins: every model's licence, its exact files, and the packages that carry them."""

import tomllib
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from runtime.errors import RuntimeRoomError

MANIFEST = Path(__file__).with_name("models.toml")

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
PlainName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class Pinned(BaseModel):
    """A frozen table that admits no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelPart(Pinned):
    """A member of a pinned wheel."""

    project: str
    member: str


class PinnedFile(Pinned):
    """One file of a model.

    Attributes:
        name: Its name in the store.
        size: In bytes.
        sha256: Of the whole file.
        parts: The wheel members whose concatenation it is.
        hub: ``owner/repository/path`` on the Hugging Face hub; empty where no equal copy is known there.
    """

    name: PlainName
    size: int = Field(gt=0)
    sha256: Sha256
    parts: tuple[ModelPart, ...]
    hub: str = ""


class PinnedWheel(Pinned):
    """A package file that carries weights; its name says project and version."""

    file: PlainName
    size: int = Field(gt=0)
    sha256: Sha256

    @property
    def version(self) -> str:
        """The version in the file name."""
        return self.file.split("-")[1]


class PinnedModel(Pinned):
    """A model: its title, licence, home and files."""

    title: str
    licence: str
    homepage: str
    files: tuple[PinnedFile, ...] = Field(min_length=1)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)

    def file(self, name: str) -> PinnedFile | None:
        """The file of that name, if the model has one."""
        return next((file for file in self.files if file.name == name), None)


class ModelManifest(Pinned):
    """All models, and the wheels that carry them by project name."""

    wheels: dict[str, PinnedWheel] = {}
    models: dict[PlainName, PinnedModel]

    @model_validator(mode="after")
    def _parts_have_wheels(self) -> Self:
        parts = [part for model in self.models.values() for file in model.files for part in file.parts]
        if unknown := {part.project for part in parts} - set(self.wheels):
            raise ValueError(f"parts name wheels that are not pinned: {sorted(unknown)}")
        return self


def read_manifest(path: Path = MANIFEST) -> ModelManifest:
    """Read and check a manifest.

    Raises:
        RuntimeRoomError: ``manifest.invalid``, with the place of the fault.
    """
    try:
        return ModelManifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise RuntimeRoomError("manifest.invalid", f"{path}: {error}", "Reinstall the package.") from error
