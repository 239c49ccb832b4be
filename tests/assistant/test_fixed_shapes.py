"""No program of any network of any stage is ever given another shape than the one it was compiled for."""

from collections.abc import Mapping

import numpy as np
import pytest

from asr import moonshine, moonshine_static
from asr.whisper import graphs as whisper
from dialog.ranking import open_ranker
from dialog.ranking.ranker import opinion_spec, ranker_spec
from nlu.card import Card
from nlu.student import MODEL, student_spec
from runtime import GraphSpec
from runtime.bucketed import BucketedSession
from runtime.buckets import Sizes, all_sizes, shape_in
from runtime.graph import Array
from runtime.parity import edges, feeds
from runtime.session import Choice
from tts.networks.catalog import NETWORKS

CHOICE = Choice("fixed", "fixed", "test", fell_back=False, why="as asked")
SHAPES = [
    moonshine_static.Shape(size.model, size.width, size.heads, size.layers) for size in (moonshine.TINY, moonshine.BASE)
]
SPECS = [
    *(spec(shape) for shape in SHAPES for spec in (moonshine_static.encoder_spec, moonshine_static.decoder_spec)),
    *(spec(size) for size in (whisper.TINY_EN, whisper.BASE) for spec in (whisper.encoder_spec, whisper.step_spec)),
    student_spec(Card.load(MODEL)),
    opinion_spec(open_ranker().card),
    ranker_spec(open_ranker().card),
    *(kind.spec for kind in NETWORKS.values()),
]


class Spy:
    """A program that refuses every shape but its own."""

    def __init__(self, spec: GraphSpec, sizes: Sizes) -> None:
        self._spec, self._sizes = spec, sizes
        self.runs = 0

    def run(self, given: Mapping[str, Array]) -> dict[str, Array]:
        self.runs += 1
        for tensor in self._spec.fed:
            assert given[tensor.name].shape == shape_in(self._spec, tensor, self._sizes)
            assert given[tensor.name].dtype == tensor.dtype
        return {
            tensor.name: np.zeros(shape_in(self._spec, tensor, self._sizes), tensor.dtype)
            for tensor in self._spec.outputs
        }


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_a_program_never_sees_another_shape(spec: GraphSpec) -> None:
    spies = {sizes: Spy(spec, sizes) for sizes in all_sizes(spec)}
    session = BucketedSession(spec, CHOICE, spies)
    for sizes in edges(spec):
        outputs = session.run(feeds(spec, sizes))
        assert {name: array.shape for name, array in outputs.items()} == {
            tensor.name: shape_in(spec, tensor, sizes) for tensor in spec.outputs
        }
    assert sum(spy.runs for spy in spies.values()) >= len(list(edges(spec)))
