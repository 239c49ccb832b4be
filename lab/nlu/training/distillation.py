"""Learn from a teacher's opinions as well as from labels (arXiv 1503.02531)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from lab.nlu.training.batches import IGNORED, Batch, Item, in_order
from lab.nlu.training.objective import joint_loss
from nlu.network import StudentNetwork

Half = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Opinions:
    """A teacher's logits for a list of utterances, kept on disk.

    Attributes:
        intents: (utterances, intents).
        slots: (pieces of all utterances, slots).
        starts: (utterances + 1,) where the pieces of each utterance begin.
    """

    intents: Half
    slots: Half
    starts: NDArray[np.int64]

    @classmethod
    def load(cls, folder: Path) -> "Opinions":
        """Map the files of a folder into memory."""
        return cls(*(np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("intents", "slots", "starts")))

    def of(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Intent logits (batch, intents) and slot logits (batch, length, slots), zero where padded."""
        places = batch.places.tolist()
        slots = torch.zeros((*batch.ids.shape, self.slots.shape[1]))
        for row, place in enumerate(places):
            pieces = self.slots[self.starts[place] : self.starts[place + 1]]
            slots[row, : len(pieces)] = torch.from_numpy(pieces.astype(np.float32))
        return torch.from_numpy(self.intents[places].astype(np.float32)), slots


def opinions(teacher: StudentNetwork, items: Sequence[Item], pad: int, folder: Path) -> Opinions:
    """Ask a teacher about every utterance, once; later calls read what the first one wrote.

    Args:
        teacher: A trained network over the same pieces and labels as the student.
        items: Utterances, in the order in which the student's training counts them.
        pad: Id of the padding piece.
        folder: Where the logits are kept.
    """
    done = folder / "intents.npy"
    if not done.exists():
        starts = np.concatenate([[0], np.cumsum([len(item.ids) for item in items])])
        intents = np.empty((len(items), teacher.shape.intents), np.float16)
        slots = np.empty((int(starts[-1]), teacher.shape.slots), np.float16)
        teacher.eval()
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            for batch in in_order(items, 128, pad):
                intent, slot = (logits.float().half().numpy() for logits in teacher(batch.ids, batch.mask))
                for row, place in enumerate(batch.places.tolist()):
                    intents[place] = intent[row]
                    slots[starts[place] : starts[place + 1]] = slot[row, : starts[place + 1] - starts[place]]
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "slots.npy", slots)
        np.save(folder / "starts.npy", starts)
        np.save(done, intents)  # last: its presence says that all are there
    return Opinions.load(folder)


class Distilled(nn.Module):
    """Labels and a teacher's softened opinions together.

    Args:
        opinions: On the utterances of the training, in their order.
        temperature: Softens both sides.
        share: Weight of the opinions; the labels have the rest.
    """

    def __init__(self, opinions: Opinions, temperature: float = 2.0, share: float = 0.5) -> None:
        super().__init__()
        self.opinions, self.temperature, self.share = opinions, temperature, share

    def forward(self, student: StudentNetwork, batch: Batch) -> Tensor:
        """Loss of a batch, in nats."""
        intent, slots = (logits.float() for logits in student(batch.ids, batch.mask))
        taught_intent, taught_slots = self.opinions.of(batch)
        units = batch.slots != IGNORED
        soft = self._divergence(intent, taught_intent) + 2 * self._divergence(slots[units], taught_slots[units])
        return (1 - self.share) * joint_loss(intent, slots, batch) + self.share * soft

    def _divergence(self, ours: Tensor, theirs: Tensor) -> Tensor:
        mine, wanted = (functional.log_softmax(logits / self.temperature, -1) for logits in (ours, theirs))
        return functional.kl_div(mine, wanted, reduction="batchmean", log_target=True) * self.temperature**2
