"""Addons: a folder with networks, a phoneme inventory and ``addon.json``, whose stack becomes a pipeline."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, ValidationError

from runtime import Device, Graph, ModelStore, RuntimeRoomError, Session, open_runtime
from runtime.filling import filled
from runtime.graph import Array
from runtime.weights import weights_of
from tts.blocks import Block, SequenceBlock, StreamableBlock
from tts.errors import TtsError
from tts.networks.catalog import NETWORKS, PUBLISHED, NetworkType
from tts.registry import BLOCK_TYPES, Kind, NetworkSettings, Node
from tts.stacks import StreamablePipeline
from tts.text import FIRST_SEGMENT, LONGEST_SEGMENT

PIPELINE_INPUTS = frozenset({"ids", "utf8", "language", "speed", "pitch", "seed"})
_DEEPEST = 32
_Made = TypeVar("_Made")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WeightsSource(_Model):
    """Where a network's weights are: a file of this addon, of another one beside it, or of a model in the store."""

    file: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    model: str | None = None
    addon: Annotated[str | None, Field(pattern=r"^[a-z][a-z0-9-]*$")] = None
    prefix: str = ""


class NetworkEntry(_Model):
    """A network of the addon."""

    network: str
    weights: WeightsSource
    role: Literal["encoder", "decoder", "vocoder"]
    inputs: dict[str, str] = {}
    outputs: dict[str, str] = {}


class PipelineNode(_Model):
    """The root of the stack."""

    type: Literal["StreamablePipeline"]
    sequence: Node
    stream: Node


class AddonFile(_Model):
    """``addon.json``.

    Attributes:
        languages: Codes such as ``en``; ``*`` where the engine itself knows.
        phonemes: The inventory, a file of the addon; none for an engine that reads text itself.
        longest_segment: Characters synthesised at once.
        networks: By name.
        components: Parts of the stack that it refers to by name.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    architecture: str
    languages: Annotated[list[str], Field(min_length=1)]
    rate: PositiveInt
    licence: str
    phonemes: str | None
    longest_segment: Annotated[int, Field(ge=FIRST_SEGMENT)] = LONGEST_SEGMENT
    networks: dict[str, NetworkEntry]
    components: dict[str, dict[str, Any]] = {}
    stack: PipelineNode


def read_addon(folder: Path) -> AddonFile:
    """Read and validate ``addon.json``.

    Raises:
        TtsError: ``addon.missing``, ``addon.json`` (no JSON), ``addon.invalid`` with the place in the file.
    """
    path = folder / "addon.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TtsError("addon.missing", f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise TtsError("addon.json", f"{path} is not JSON: {error}") from error
    try:
        return AddonFile.model_validate(content)
    except ValidationError as error:
        raise _invalid(path, "", error) from error


def build_addon(addon: AddonFile, folder: Path, store: ModelStore, device: Device = "auto") -> StreamablePipeline:
    """Build the pipeline an addon describes, its networks loaded.

    Raises:
        TtsError: Pointing into the JSON: ``addon.unknown_type``, ``addon.wrong_kind``, ``addon.invalid``,
            ``addon.unknown_network``, ``addon.unknown_component``, ``addon.cycle``, ``addon.wiring``.
        RuntimeRoomError: ``model.missing``, ``model.corrupt``.
    """
    networks = _Networks(addon, folder, store, device)
    root = _Place(addon, folder / "addon.json", networks, "/stack", ())
    sequence = root.build(addon.stack.sequence, "sequence", "sequence")
    stream = root.build(addon.stack.stream, "stream", "streamable")
    assert isinstance(sequence, SequenceBlock) and isinstance(stream, StreamableBlock)
    return root.attempt(lambda: StreamablePipeline(sequence, stream, PIPELINE_INPUTS))


class _Networks:
    """Loads each network once."""

    def __init__(self, addon: AddonFile, folder: Path, store: ModelStore, device: Device) -> None:
        self._addon, self._folder, self._store, self._device = addon, folder, store, device
        self._loaded: dict[str, Session] = {}

    def load(self, name: str) -> Session:
        if name not in self._loaded:
            self._loaded[name] = self._open(self._addon.networks[name])
        return self._loaded[name]

    def stored(self, model: str, file: str) -> Path:
        return self._store.path(model, file)

    def _open(self, entry: NetworkEntry) -> Session:
        source = entry.weights
        path = self._store.path(source.model, source.file) if source.model else self._beside(source)
        if not path.is_file():
            raise TtsError("network.missing", f"the network's weights {path} are not there")
        if entry.network in PUBLISHED:
            return open_runtime(Graph(PUBLISHED[entry.network], path), self._device)
        kind = NETWORKS[entry.network]
        try:
            known = self._store.weights(source.model, source.file) if source.model else weights_of(path)
            weights = known.below(source.prefix)
            onnx = filled(kind.exported, [weights], self._store.filled)
        except RuntimeRoomError as error:
            code = "network.mismatch" if error.code == "weights.mismatch" else "network.corrupt"
            raise TtsError(code, error.message, error.remedy) from error
        return open_runtime(Graph(kind.spec, onnx, partial(_with_weights, kind, weights)), self._device)

    def _beside(self, source: WeightsSource) -> Path:
        return (self._folder.parent / source.addon if source.addon else self._folder) / source.file


def _with_weights(kind: NetworkType, weights: Mapping[str, Array]) -> Any:
    from tts.networks.weights import load  # imports torch, which an exported network does not need

    module = kind.build()
    load(module, weights)
    return module


class _Place:
    """A node of the stack: where it is, for messages, and through which components it was reached."""

    def __init__(
        self, addon: AddonFile, path: Path, networks: _Networks, pointer: str, through: tuple[str, ...]
    ) -> None:
        self._addon, self._path, self._networks, self._pointer, self._through = addon, path, networks, pointer, through

    def build(self, node: Node, key: str, kind: Kind) -> Block:
        """The block of ``node``, which stands at ``key`` of this place."""
        place = _Place(self._addon, self._path, self._networks, f"{self._pointer}/{key}", self._through)
        return place.component(node, kind) if isinstance(node, str) else place.block(node, kind)

    def component(self, name: str, kind: Kind) -> Block:
        """The block of a named component."""
        if name in self._through:
            raise self.error(
                "addon.cycle", f"the component '{name}' contains itself: {' -> '.join((*self._through, name))}"
            )
        if name not in self._addon.components:
            known = ", ".join(sorted(self._addon.components)) or "none"
            raise self.error("addon.unknown_component", f"no component '{name}' (known: {known})")
        place = _Place(self._addon, self._path, self._networks, f"/components/{name}", (*self._through, name))
        return place.block(self._addon.components[name], kind)

    def block(self, node: Mapping[str, Any], kind: Kind) -> Block:
        """The block of this place."""
        if self._pointer.count("/") > _DEEPEST:
            raise self.error("addon.invalid", f"the stack is nested deeper than {_DEEPEST}")
        name = node.get("type")
        known = BLOCK_TYPES.get(name) if isinstance(name, str) else None
        if known is None:
            types = ", ".join(sorted(BLOCK_TYPES))
            raise self.error("addon.unknown_type", f"no block type {name!r} (known: {types})", "/type")
        if known.kind != kind:
            raise self.error(
                "addon.wrong_kind", f"'{name}' is a {known.kind} block, here stands a {kind} block", "/type"
            )
        try:
            settings = known.settings.model_validate({key: value for key, value in node.items() if key != "type"})
        except ValidationError as error:
            raise _invalid(self._path, self._pointer, error) from error
        return self.attempt(lambda: known.build(settings, self))

    def network(self, name: str) -> Session:
        """See ``Parts``."""
        entry = self._addon.networks.get(name)
        if entry is None:
            known = ", ".join(sorted(self._addon.networks)) or "none"
            raise self.error("addon.unknown_network", f"no network '{name}' (known: {known})", "/network")
        if entry.network not in NETWORKS | PUBLISHED:
            known = ", ".join(sorted(NETWORKS | PUBLISHED))
            message = f"{self._path} at /networks/{name}/network: no such network (known: {known})"
            raise TtsError("addon.unknown_network", message)
        return self.attempt(lambda: self._networks.load(name))

    def stored(self, model: str, file: str) -> Path:
        """See ``Parts``."""
        return self._networks.stored(model, file)

    def encoders(self) -> dict[str, NetworkSettings]:
        """See ``Parts``."""
        return {
            name: NetworkSettings(network=name, inputs=entry.inputs, outputs=entry.outputs)
            for name, entry in self._addon.networks.items()
            if entry.role == "encoder"
        }

    def sequences(self, nodes: list[Node], at: str) -> list[SequenceBlock]:
        """See ``Parts``."""
        blocks = [self.build(node, f"{at}/{index}", "sequence") for index, node in enumerate(nodes)]
        return [block for block in blocks if isinstance(block, SequenceBlock)]

    def streamables(self, nodes: list[Node], at: str) -> list[StreamableBlock]:
        """See ``Parts``."""
        blocks = [self.build(node, f"{at}/{index}", "streamable") for index, node in enumerate(nodes)]
        return [block for block in blocks if isinstance(block, StreamableBlock)]

    def attempt(self, make: Callable[[], _Made]) -> _Made:
        """Call ``make``; an error that has no place in the file yet gets this one."""
        try:
            return make()
        except TtsError as error:
            if error.message.startswith(str(self._path)):
                raise
            raise self.error(error.code, error.message) from error

    def error(self, code: str, message: str, below: str = "") -> TtsError:
        """An error at this place."""
        return TtsError(code, f"{self._path} at {self._pointer}{below}: {message}")


def _invalid(path: Path, pointer: str, error: ValidationError) -> TtsError:
    first = error.errors(include_url=False)[0]
    where = "/".join([pointer, *(str(part) for part in first["loc"])])
    return TtsError("addon.invalid", f"{path} at {where or '/'}: {first['msg']}")
