"""Confidences that are probabilities."""

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from scipy.optimize import minimize_scalar

from nlu.student import softmax

_BINS = 15


class Calibration(BaseModel):
    """How well confidences fit.

    Attributes:
        temperature: Divisor of the logits with the least negative log likelihood (arXiv 1706.04599).
        error_before: Expected calibration error at temperature 1, in [0, 1].
        error: Expected calibration error at this temperature.
    """

    model_config = ConfigDict(frozen=True)

    temperature: float
    error_before: float
    error: float


def calibrate(logits: NDArray[np.float32], gold: NDArray[np.int64]) -> Calibration:
    """Fit the temperature.

    Args:
        logits: (utterances, intents), of utterances that were not trained on.
        gold: (utterances,) right intents.
    """

    def loss(temperature: float) -> float:
        chosen = softmax(logits / np.float32(temperature))[np.arange(len(gold)), gold]
        return float(-np.log(chosen + 1e-12).mean())

    temperature = float(minimize_scalar(loss, bounds=(0.2, 5.0), method="bounded").x)
    return Calibration(
        temperature=temperature,
        error_before=calibration_error(softmax(logits), gold),
        error=calibration_error(softmax(logits / np.float32(temperature)), gold),
    )


def calibration_error(probabilities: NDArray[np.float32], gold: NDArray[np.int64]) -> float:
    """Expected calibration error over equal bins of confidence."""
    confidence = probabilities.max(-1)
    right = probabilities.argmax(-1) == gold
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(confidence[bins == place].mean() - right[bins == place].mean()) * (bins == place).mean()
            for place in np.unique(bins)
        )
    )
