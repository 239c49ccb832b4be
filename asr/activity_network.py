"""Silero VAD for 16 kHz as a torch module, for the runtimes that run modules.

A short-time Fourier transform as a convolution, four convolutions and an LSTM, as in the published ONNX file
(https://github.com/snakers4/silero-vad). The package's safetensors file holds another training's weights.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from runtime.graph import Array

_BINS = 129


class ActivityNetwork(nn.Module):
    """A frame and the state of those before it to a probability."""

    def __init__(self) -> None:
        super().__init__()
        self.stft = nn.Conv1d(1, 2 * _BINS, 256, stride=128, bias=False)
        sizes = ((_BINS, 128, 1), (128, 64, 2), (64, 64, 2), (64, 128, 1))
        self.encoder = nn.ModuleList(nn.Conv1d(given, made, 3, step, padding=1) for given, made, step in sizes)
        self.rnn = nn.LSTMCell(128, 128)
        self.decoder = nn.Conv1d(128, 1, 1)

    def forward(self, samples: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """Run the network.

        Args:
            samples: (1, 576): 4 ms of the frame before, and the frame.
            state: (2, 1, 128).

        Returns:
            The probability (1, 1) and the next state.
        """
        parts = self.stft(functional.pad(samples, (0, 64), mode="reflect")[:, None])
        hidden = torch.sqrt(parts[:, :_BINS] ** 2 + parts[:, _BINS:] ** 2)
        for convolution in self.encoder:
            hidden = functional.relu(convolution(hidden))
        out, cell = self.rnn(hidden[..., 0], (state[0], state[1]))
        probability = torch.sigmoid(self.decoder(functional.relu(out)[..., None]))
        return probability[..., 0], torch.stack((out, cell))


def build_activity(weights: Mapping[str, Array]) -> ActivityNetwork:
    """The network with the weights of the published ONNX file."""
    network = ActivityNetwork()
    network.load_state_dict({name: torch.tensor(weights[name]) for name in network.state_dict()})
    return network
