"""Every network whose graph is shipped without its weights."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import torch

from asr import moonshine, moonshine_static
from asr.whisper import graphs as whisper
from lab.graphs.recipes import Network, Sources
from runtime.graph import Array
from runtime.weights import layout_of, read_layout
from tts.networks.catalog import NETWORKS, NetworkType
from tts.networks.weights import load

OfOneFile = Callable[[Mapping[str, Array]], torch.nn.Module]


def networks() -> Iterator[Network]:
    """Each in turn."""
    for size in (whisper.TINY_EN, whisper.BASE):
        yield from _whisper(size)
    for model in (moonshine.TINY, moonshine.BASE):
        yield from _moonshine(model)
    for kind in NETWORKS.values():
        yield _voice(kind)


def _whisper(size: whisper.WhisperSize) -> Iterator[Network]:
    builds: dict[str, OfOneFile] = {
        "encoder": whisper.build_encoder,
        "decoder": partial(whisper.build_decoder, alignment=size.alignment),
        "step": partial(whisper.build_step_decoder, alignment=size.alignment),
    }
    specs = (whisper.encoder_spec(size), whisper.decoder_spec(size), whisper.step_spec(size))
    shapes = [_shapes(size.model, "model.bin")]
    for spec in specs:
        build = partial(_from_first, builds[spec.name.rpartition(".")[2]])
        yield Network(spec, shapes, build, True, whisper.EXPORTED)


def _moonshine(size: moonshine.MoonshineSize) -> Iterator[Network]:
    shape = moonshine_static.Shape(size.model, size.width, size.heads, size.layers)
    shapes = [_shapes(size.model, file) for file in moonshine_static.FILES]
    for spec in (moonshine_static.encoder_spec(shape), moonshine_static.decoder_spec(shape)):
        build = partial(moonshine_static.build, spec.name.rpartition(".")[2], shape)
        yield Network(spec, shapes, build, True, moonshine_static.EXPORTED)


def _voice(kind: NetworkType) -> Network:
    shapes = [{name: tuple(tensor.shape) for name, tensor in kind.build().state_dict().items()}]
    return Network(kind.spec, shapes, partial(_from_first, partial(_loaded, kind)), False, kind.exported.parent)


def _loaded(kind: NetworkType, weights: Mapping[str, Array]) -> torch.nn.Module:
    module = kind.build()
    load(module, weights)
    return module


def _from_first(build: OfOneFile, sources: Sources) -> torch.nn.Module:
    return build(sources[0])


def _shapes(model: str, file: str) -> dict[str, tuple[int, ...]]:
    return {name: stored.shape for name, stored in read_layout(layout_of(model, file)).items()}
