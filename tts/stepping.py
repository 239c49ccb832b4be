"""The autoregressive decoder: frames one step after the other, the place in the text found by attention."""

import logging
from collections.abc import Iterator

import numpy as np

from runtime import Session
from runtime.graph import Array
from tts.blocks import Chunk, StreamableBlock, Tensors

logger = logging.getLogger(__name__)

_STEPS_ALWAYS, _STEPS_A_PHONEME = 40, 3


class AttentionDecoder(StreamableBlock):
    """Runs a step network until it says that the utterance ends.

    A network input ``x`` with an output ``next_x`` is a state: zero at first, then what the step before gave.
    ``last`` is the last of the ``frames`` of the step before. A stop that never comes ends at a limit that grows with
    the text.

    Args:
        session: The step network.
        steps: Steps in a chunk.
    """

    def __init__(self, session: Session, steps: int) -> None:
        self.session, self.steps = session, steps
        inputs = {tensor.name: tensor for tensor in session.spec.inputs}
        outputs = {tensor.name for tensor in session.spec.outputs}
        self._start = {
            name: np.zeros([size if isinstance(size, int) else 1 for size in tensor.shape], tensor.dtype)
            for name, tensor in inputs.items()
            if f"next_{name}" in outputs or name == "last"
        }
        self.needs = frozenset(inputs.keys() - self._start.keys())
        self.gives = frozenset(name for name in outputs - {"end", "attention"} if not name.startswith("next_"))

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """Yield the frames of several steps at a time, each tensor (1, features, frames)."""
        fixed = {name: context[name] for name in self.needs}
        limit = _STEPS_ALWAYS + _STEPS_A_PHONEME * context["text"].shape[-1]
        state, made = dict(self._start), list[dict[str, Array]]()
        for step in range(1, limit + 1):
            given = self.session.run({**fixed, **state})
            made.append({name: given[name] for name in self.gives})
            state = {name: given[f"next_{name}"] for name in self._start if name != "last"}
            state["last"] = np.ascontiguousarray(given["frames"][..., -1])
            ended = bool(given["end"][0, 0] > 0)
            if step == limit and not ended:
                logger.warning("the voice did not find the end of a segment in %d steps", limit)
            if ended or step == limit or len(made) == self.steps:
                joined = {name: np.concatenate([frames[name] for frames in made], axis=-1) for name in self.gives}
                yield Chunk(joined, last=ended or step == limit)
                made = []
            if ended:
                return
