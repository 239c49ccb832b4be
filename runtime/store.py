"""The models on this machine: fetched once, checked always, used offline."""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import filelock

from runtime.digests import digest_of, forget_digest
from runtime.download import NotThereError, Progress, disk_full, full_disk_named
from runtime.errors import RuntimeRoomError
from runtime.keeping import cache_folder
from runtime.manifest import ModelManifest, PinnedFile, PinnedModel, read_manifest
from runtime.sources import Source, WantedFile, default_sources
from runtime.weights import Weights, layout_of, weights_of

FileState = Literal["ok", "missing", "corrupt"]


@dataclass(frozen=True, slots=True)
class ModelState:
    """A model of the manifest, and what of it is here.

    Attributes:
        name: Its name in the manifest.
        pinned: Title, licence, home, files.
        files: The state of each file.
    """

    name: str
    pinned: PinnedModel
    files: dict[str, FileState]

    @property
    def ready(self) -> bool:
        """Whether every file is here and right."""
        return all(state == "ok" for state in self.files.values())


class ModelStore:
    """A folder with one subfolder a model.

    Args:
        root: The folder; by default ``ASSISTANT_MODELS``, or the user's cache.
        manifest: What may be in it; by default the one shipped.
        sources: Where files come from; by default those of ``default_sources``.
        wait: Seconds to wait for another process that is fetching.
    """

    def __init__(
        self,
        root: Path | None = None,
        *,
        manifest: ModelManifest | None = None,
        sources: Sequence[Source] | None = None,
        wait: float = 1800.0,
    ) -> None:
        self.root = root or Path(os.environ.get("ASSISTANT_MODELS") or cache_folder() / "models")
        self._manifest = manifest or read_manifest()
        self._sources = default_sources(self._manifest) if sources is None else tuple(sources)
        self._wait = wait
        self._checked: dict[Path, tuple[int, int]] = {}

    def path(self, model: str, file: str) -> Path:
        """Where a model's file is. Fetches nothing; hashes the file the first time it is asked for after it changed.

        Raises:
            RuntimeRoomError: ``model.unknown``, ``model.missing`` or ``model.corrupt``.
        """
        pinned = self._model(model).file(file)
        if pinned is None:
            raise RuntimeRoomError("model.unknown", f"Model {model!r} has no file {file!r}.")
        state = self._state(model, pinned)
        path = self._place(model, pinned)
        if state == "missing":
            raise RuntimeRoomError(
                "model.missing", f"Model {model!r} is not on this machine.", f"Run: assistant models fetch {model}"
            )
        if state == "corrupt":
            raise RuntimeRoomError("model.corrupt", f"{path} is damaged.", f"Run: assistant models fetch {model}")
        return path

    def weights(self, model: str, file: str) -> Weights:
        """The tensors of a model's file; see `path`."""
        return weights_of(self.path(model, file), layout_of(model, file))

    @property
    def filled(self) -> Path:
        """Where networks are kept whose weights were filled in."""
        return self.root / "exports"

    def fetch(self, model: str, progress: Progress | None = None) -> None:
        """Bring every file of a model that is missing or damaged.

        Args:
            model: Its name.
            progress: Called with a label, bytes there, and bytes in all, as often as bytes arrive.

        Raises:
            RuntimeRoomError: ``model.unknown``; ``model.unavailable`` with each source's reason; ``disk.full``;
                ``model.busy`` when another process keeps fetching.
        """
        pinned = self._model(model)
        with self._locked():
            for file in pinned.files:
                if self._state(model, file) != "ok":
                    self._obtain(model, file, progress or (lambda label, done, total: None))
            shutil.rmtree(self._staging, ignore_errors=True)

    def verify(self, model: str) -> ModelState:
        """Hash every file of a model anew."""
        pinned = self._model(model)
        for file in pinned.files:
            self._checked.pop(self._place(model, file), None)
            forget_digest(self._place(model, file))
        return self._look(model, pinned)

    def list(self) -> tuple[ModelState, ...]:
        """Every model of the manifest and what of it is here."""
        return tuple(self._look(name, pinned) for name, pinned in self._manifest.models.items())

    def remove(self, model: str) -> None:
        """Delete a model's files."""
        self._model(model)
        with self._locked():
            shutil.rmtree(self.root / model, ignore_errors=True)

    @property
    def _staging(self) -> Path:
        return self.root / ".staging"

    def _model(self, name: str) -> PinnedModel:
        if name not in self._manifest.models:
            names = ", ".join(sorted(self._manifest.models))
            raise RuntimeRoomError("model.unknown", f"There is no model {name!r}.", f"Known: {names}.")
        return self._manifest.models[name]

    def _place(self, model: str, file: PinnedFile) -> Path:
        return self.root / model / file.name

    def _look(self, name: str, pinned: PinnedModel) -> ModelState:
        return ModelState(name, pinned, {file.name: self._state(name, file) for file in pinned.files})

    def _state(self, model: str, file: PinnedFile) -> FileState:
        path = self._place(model, file)
        try:
            status = path.stat()
        except FileNotFoundError:
            return "missing"
        if self._checked.get(path) == (status.st_size, status.st_mtime_ns):
            return "ok"
        if status.st_size != file.size or digest_of(path) != file.sha256:
            return "corrupt"
        self._checked[path] = (status.st_size, status.st_mtime_ns)
        return "ok"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = filelock.FileLock(self.root / ".lock", timeout=self._wait)
        try:
            self._staging.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except filelock.Timeout:
            raise RuntimeRoomError(
                "model.busy", f"Another process is still fetching into {self.root}.", "Try again later."
            ) from None
        except OSError as error:
            raise RuntimeRoomError(
                "store.unwritable",
                f"{self.root}: {error.strerror}.",
                "Set ASSISTANT_MODELS to a folder that you can write to.",
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _obtain(self, model: str, file: PinnedFile, progress: Progress) -> None:
        target = self._place(model, file)
        target.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(target.parent).free < file.size:
            raise disk_full(target)
        reasons = []
        for source in self._sources:
            try:
                _write_checked(source.read(WantedFile(model, file, self._staging, progress)), target, file)
            except NotThereError as error:
                reasons.append(str(error))
            else:
                return
        raise RuntimeRoomError(
            "model.unavailable",
            f"No source has {file.name} of model {model!r}: {'; '.join(reasons)}.",
            "Go online, or put the files into a folder and name it in ASSISTANT_MODEL_FOLDERS.",
        )


def _write_checked(blocks: Iterator[bytes], target: Path, file: PinnedFile) -> None:
    """Write ``blocks`` to ``target``, which appears only once it is whole, right and on disk."""
    new = target.with_name(f".{target.name}.new")
    digest = hashlib.sha256()
    try:
        with full_disk_named(new), new.open("wb") as out:
            for block in blocks:
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        if digest.hexdigest() != file.sha256:
            raise NotThereError(f"{target.name}: its sha256 is not the pinned one")
        new.replace(target)
        _sync_folder(target.parent)
    finally:
        new.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
