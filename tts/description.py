"""A voice's stack, told as a tree."""

from dataclasses import dataclass

from runtime import GraphSpec, Session
from tts.blocks import Block, SequenceBlock
from tts.networks.catalog import NETWORKS, PUBLISHED
from tts.stacks import SequenceBlockContainer, StreamableStack
from tts.voices import AddonVoice


@dataclass(frozen=True, slots=True)
class Description:
    """A node of the tree.

    Attributes:
        name: The class of the block, or the name of the network.
        facts: In one line.
        parts: What it is made of.
    """

    name: str
    facts: str
    parts: tuple["Description", ...] = ()


def describe_voice(voice: AddonVoice) -> Description:
    """The tree of an open voice: every network with its size, receptive field and runtime."""
    addon, pipeline = voice.addon, voice.pipeline
    facts = f"{addon.title}; {addon.architecture}; {addon.rate} Hz; {addon.licence}"
    stack = (_block(pipeline.sequence), _block(pipeline.streamable))
    return Description(addon.name, facts, (Description("StreamablePipeline", "", stack),))


def _block(block: Block) -> Description:
    children: tuple[Block, ...] = block.blocks if isinstance(block, SequenceBlockContainer | StreamableStack) else ()
    session: Session | None = getattr(block, "session", None)
    network = (_network(session),) if session else ()
    wires = f"{_names(block.needs if isinstance(block, SequenceBlock) else block.takes or block.needs)} -> "
    return Description(type(block).__name__, wires + _names(block.gives), (*map(_block, children), *network))


def _network(session: Session) -> Description:
    spec = session.spec
    field = f"receptive field {spec.receptive_field} each side" if spec.receptive_field else "sees the whole segment"
    return Description(spec.name, f"{_size(spec)}; {field}; {session.choice.got}, {session.choice.device}")


def _size(spec: GraphSpec) -> str:
    name = spec.name.removeprefix("tts.")
    if name in PUBLISHED:
        return "as published"
    return f"{sum(parameter.numel() for parameter in NETWORKS[name].build().parameters()) / 1e6:.2f} M parameters"


def _names(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
