"""The block types an addon may name, with the settings each one takes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from runtime import Session
from tts.blocks import Block, SequenceBlock, StreamableBlock
from tts.decoding import Decoder, Upsampler
from tts.dsp import Gain, SampleRateConverter
from tts.espeak import EspeakEngine
from tts.kokoro import WholeSentence
from tts.sequence import Durations, LengthRegulator, NetworkBlock, PitchShift
from tts.stacks import ParallelContainer, SequenceBlockContainer, StreamableStack
from tts.stepping import AttentionDecoder
from tts.stretching import PitchScale, TimeStretch
from tts.universal_mel import UniversalMel
from tts.vocoding import SourceFilterVocoder

Kind = Literal["sequence", "streamable"]
Node = dict[str, Any] | str


class Settings(BaseModel):
    """What stands beside ``type`` in a node of the stack; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Parts(Protocol):
    """What a block is built from."""

    def network(self, name: str) -> Session:
        """The loaded network of that name."""
        ...

    def stored(self, model: str, file: str) -> Path:
        """A file of a model in the store."""
        ...

    def encoders(self) -> dict[str, "NetworkSettings"]:
        """Every network of the addon whose role is ``encoder``, with its wiring."""
        ...

    def sequences(self, nodes: list[Node], at: str) -> list[SequenceBlock]:
        """Build the sequence blocks of the list at key ``at`` of this node."""
        ...

    def streamables(self, nodes: list[Node], at: str) -> list[StreamableBlock]:
        """Build the streamable blocks of the list at key ``at`` of this node."""
        ...


@dataclass(frozen=True, slots=True)
class BlockType:
    """A registered type.

    Attributes:
        kind: Where it may stand.
        settings: Validates its node.
        build: Makes the block.
    """

    kind: Kind
    settings: type[Settings]
    build: Callable[[Any, Parts], Block]


class NetworkSettings(Settings):
    """A network run on the whole segment; inputs and outputs rename tensors."""

    network: str
    inputs: dict[str, str] = {}
    outputs: dict[str, str] = {}


class EncodersSettings(Settings):
    """All encoder networks of the addon, and further sequence blocks between them."""

    blocks: list[Node] = []


class CustomizedEncodersSettings(Settings):
    """The named blocks only, run in parallel where they do not wait for each other."""

    blocks: Annotated[list[Node], Field(min_length=1)]
    workers: Annotated[int, Field(ge=1, le=8)] = 2


class StackSettings(Settings):
    """Blocks in the order of the stream."""

    blocks: Annotated[list[Node], Field(min_length=1)]


class DurationsSettings(Settings):
    """The longest the first pad may be, in units."""

    lead: PositiveInt = 2


class RenamingSettings(Settings):
    """A tensor in and a tensor out."""

    source: str
    gives: str


class UpsamplerSettings(Settings):
    """Tensors to repeat, curves to pass on, frames in a unit of duration, frames in a chunk."""

    repeat: list[str]
    curves: list[str] = []
    factor: PositiveInt = 1
    frames: PositiveInt = 16


class DecoderSettings(Settings):
    """A network, the frames in its first, second, … chunk, and what passes by."""

    network: str
    chunks: Annotated[list[PositiveInt], Field(min_length=1)]
    passes: list[str] = []


class AttentionDecoderSettings(Settings):
    """A step network, and the steps in a chunk."""

    network: str
    steps: PositiveInt = 6


class StoredFile(Settings):
    """A file of a model in the store."""

    model: str
    file: str


class WholeSentenceSettings(Settings):
    """A network that speaks at once, the file of its styles, and which of them."""

    network: str
    styles: StoredFile
    style: str


class GainSettings(Settings):
    """Decibels, the loudest sample allowed, and the look-ahead in samples."""

    decibels: Annotated[float, Field(ge=-60, le=24)]
    ceiling: Annotated[float, Field(gt=0, le=1)] = 0.98
    ahead: PositiveInt = 120


class PitchScaleSettings(Settings):
    """The curve to scale, and what passes by."""

    curve: str = "f0"
    passes: list[str] = []


class ConverterSettings(Settings):
    """Samples per second before and after."""

    source: PositiveInt
    target: PositiveInt


def _network(settings: NetworkSettings, parts: Parts) -> Block:
    return NetworkBlock(parts.network(settings.network), settings.inputs, settings.outputs)


def _encoders(settings: EncodersSettings, parts: Parts) -> Block:
    networks = [_network(encoder, parts) for encoder in parts.encoders().values()]
    between = parts.sequences(settings.blocks, "blocks")
    return SequenceBlockContainer([*(block for block in networks if isinstance(block, SequenceBlock)), *between])


def _customized_encoders(settings: CustomizedEncodersSettings, parts: Parts) -> Block:
    return ParallelContainer(parts.sequences(settings.blocks, "blocks"), settings.workers)


def _stack(settings: StackSettings, parts: Parts) -> Block:
    return StreamableStack(parts.streamables(settings.blocks, "blocks"))


def _upsampler(settings: UpsamplerSettings, parts: Parts) -> Block:
    return Upsampler(settings.repeat, settings.curves, settings.factor, settings.frames)


def _whole_sentence(settings: WholeSentenceSettings, parts: Parts) -> Block:
    styles = parts.stored(settings.styles.model, settings.styles.file)
    return WholeSentence(parts.network(settings.network), styles, settings.style)


def _decoder(settings: DecoderSettings, parts: Parts) -> Block:
    session = parts.network(settings.network)
    return Decoder(session, session.spec.receptive_field, settings.chunks, settings.passes)


BLOCK_TYPES: dict[str, BlockType] = {
    "Network": BlockType("sequence", NetworkSettings, _network),
    "Encoders": BlockType("sequence", EncodersSettings, _encoders),
    "CustomizedEncoders": BlockType("sequence", CustomizedEncodersSettings, _customized_encoders),
    "Durations": BlockType("sequence", DurationsSettings, lambda settings, parts: Durations(settings.lead)),
    "LengthRegulator": BlockType(
        "sequence", RenamingSettings, lambda settings, parts: LengthRegulator(settings.source, settings.gives)
    ),
    "PitchShift": BlockType(
        "sequence", RenamingSettings, lambda settings, parts: PitchShift(settings.source, settings.gives)
    ),
    "StreamableStack": BlockType("streamable", StackSettings, _stack),
    "Upsampler": BlockType("streamable", UpsamplerSettings, _upsampler),
    "Decoder": BlockType("streamable", DecoderSettings, _decoder),
    "AttentionDecoder": BlockType(
        "streamable",
        AttentionDecoderSettings,
        lambda settings, parts: AttentionDecoder(parts.network(settings.network), settings.steps),
    ),
    "WholeSentence": BlockType("streamable", WholeSentenceSettings, _whole_sentence),
    "EspeakEngine": BlockType("streamable", Settings, lambda settings, parts: EspeakEngine()),
    "Gain": BlockType(
        "streamable",
        GainSettings,
        lambda settings, parts: Gain(settings.decibels, settings.ceiling, settings.ahead),
    ),
    "SampleRateConverter": BlockType(
        "streamable",
        ConverterSettings,
        lambda settings, parts: SampleRateConverter(settings.source, settings.target),
    ),
    "PitchScale": BlockType(
        "streamable", PitchScaleSettings, lambda settings, parts: PitchScale(settings.curve, settings.passes)
    ),
    "TimeStretch": BlockType("streamable", Settings, lambda settings, parts: TimeStretch()),
    "UniversalMel": BlockType("streamable", Settings, lambda settings, parts: UniversalMel()),
    "SourceFilterVocoder": BlockType("streamable", Settings, lambda settings, parts: SourceFilterVocoder()),
}
