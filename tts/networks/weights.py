"""Weights into torch modules."""

from collections.abc import Mapping

import numpy as np
import torch

from runtime.graph import Array
from tts.errors import TtsError


def load(module: torch.nn.Module, weights: Mapping[str, Array]) -> None:
    """Load every weight of a module, under the names it has there.

    Raises:
        TtsError: ``network.mismatch`` naming what is missing or has another shape.
    """
    own = {name: torch.from_numpy(np.array(weights[name])) for name in module.state_dict() if name in weights}
    try:
        module.load_state_dict(own)
    except RuntimeError as error:
        raise TtsError("network.mismatch", f"the weights do not fit {type(module).__name__}: {error}") from error
