"""Static 8-bit quantisation after training, with a calibration set (NNCF), and what it costs in accuracy."""

import importlib
import logging
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict

from runtime.buckets import Sizes, bucket_for, crop, pad, sizes_of
from runtime.errors import RuntimeRoomError
from runtime.feeds import checked
from runtime.graph import Array, Graph, GraphSpec
from runtime.parity import Feeds
from runtime.provenance import Provenance

_HELD_OUT: Final = 3  # every third input is for the comparison only
_ROUNDS: Final = 20
_LEAST: Final = 6


class Quantised(BaseModel):
    """A network on fixed shapes in 8 bits, weights and activations, beside itself as it is.

    Attributes:
        network: Its name.
        sizes: Of the bucket that most inputs fall into.
        calibrated: Inputs from which the scales of the activations are.
        compared: Other inputs, on which the two are compared.
        ratio: Its processor time over that of the network as it is.
        decibels: For each output, the signal over the difference.
    """

    model_config = ConfigDict(frozen=True)

    network: str
    sizes: Sizes
    calibrated: int
    compared: int
    ratio: float
    decibels: dict[str, float]


class QuantisedRecord(BaseModel):
    """What quantisation would gain and cost.

    Attributes:
        provenance: Where the figures are from.
        networks: Each by itself.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    networks: tuple[Quantised, ...]


def post_training(graph: Graph, samples: Sequence[Feeds], threads: int = 1) -> Quantised:
    """Quantise a network and compare.

    Args:
        graph: What OpenVINO can compile.
        samples: Inputs that really came; at least six must fall into one bucket.
        threads: Of the processor.

    Raises:
        RuntimeRoomError: ``runtime.unavailable`` without NNCF; ``runtime.input`` where there are too few inputs.
    """
    from runtime.openvino_network import read_network, static_source
    from runtime.openvino_plugin import core, static_settings

    nncf = _package()
    spec, given = graph.spec, [checked(graph.spec, one) for one in samples]
    buckets = [bucket_for(spec, sizes_of(spec, one)) for one in given]
    sizes, count = Counter(buckets).most_common(1)[0] if buckets else ((), 0)
    if count < _LEAST:
        raise RuntimeRoomError("runtime.input", f"{spec.name}: {count} inputs in one bucket are too few to calibrate.")
    fitting = [pad(spec, one, bucket) for one, bucket in zip(given, buckets, strict=True) if bucket == sizes]
    real = [sizes_of(spec, one) for one, bucket in zip(given, buckets, strict=True) if bucket == sizes]
    compared, calibrated = fitting[::_HELD_OUT], [one for at, one in enumerate(fitting) if at % _HELD_OUT]
    settings = static_settings(spec, threads)
    folder = user_cache_path("voice-assistant") / "compiled"
    model = read_network(spec, static_source(graph, sizes, folder)).of(sizes)
    plain = core().compile_model(model, "CPU", settings)
    coarse = core().compile_model(
        nncf.quantize(model, nncf.Dataset(calibrated), subset_size=len(calibrated)), "CPU", settings
    )
    return Quantised(
        network=spec.name,
        sizes=sizes,
        calibrated=len(calibrated),
        compared=len(compared),
        ratio=round(_seconds(coarse, compared[0]) / _seconds(plain, compared[0]), 3),
        decibels=_decibels(spec, plain, coarse, list(zip(compared, real[::_HELD_OUT], strict=True))),
    )


def _decibels(
    spec: GraphSpec, plain: Any, coarse: Any, compared: Sequence[tuple[dict[str, Array], Sizes]]
) -> dict[str, float]:
    """Without what the padding became."""
    names = [tensor.name for tensor in spec.outputs]
    signal, difference = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0.0)
    for one, sizes in compared:
        wanted, got = (crop(spec, {name: made[name] for name in names}, sizes) for made in (plain(one), coarse(one)))
        for name in names:
            signal[name] += float(np.square(wanted[name], dtype=np.float64).sum())
            difference[name] += float(np.square(wanted[name] - got[name], dtype=np.float64).sum())
    return {name: round(10 * float(np.log10(signal[name] / max(difference[name], 1e-12))), 1) for name in names}


def _seconds(compiled: Any, one: dict[str, Array]) -> float:
    compiled(one)
    began = time.process_time()
    for _ in range(_ROUNDS):
        compiled(one)
    return time.process_time() - began


def _package() -> Any:
    try:
        nncf = importlib.import_module("nncf")
    except ImportError:
        remedy = "Run: pip install 'voice-assistant[quantise]'"
        raise RuntimeRoomError("runtime.unavailable", "NNCF is not installed.", remedy) from None
    logging.getLogger("nncf").setLevel(logging.ERROR)
    return nncf
