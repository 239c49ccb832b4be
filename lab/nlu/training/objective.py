"""What a training makes small."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.nlu.training.batches import IGNORED, Batch
from lab.nlu.training.meanings import Meanings
from nlu.network import StudentNetwork


class Joint(nn.Module):
    """Right intents and right slots."""

    def forward(self, student: StudentNetwork, batch: Batch) -> Tensor:
        """Loss of a batch, in nats."""
        intent, slots = student(batch.ids, batch.mask)
        return joint_loss(intent.float(), slots.float(), batch)


class Taught(nn.Module):
    """Right slots, and intents between the labels and a teacher's opinions of what is meant.

    Args:
        meanings: Opinions on the examples of the training, in their order.
        share: Weight of an opinion; the label has the rest.
    """

    def __init__(self, meanings: Meanings, share: float) -> None:
        super().__init__()
        self.meanings, self.share = meanings, share

    def forward(self, student: StudentNetwork, batch: Batch) -> Tensor:
        """Loss of a batch, in nats."""
        intent, slots = (logits.float() for logits in student(batch.ids, batch.mask))
        opinions = self.meanings.of(batch.places)
        against = -(opinions * intent.log_softmax(-1)).sum(-1)
        known = opinions.sum(-1)  # 1, or 0 where the teacher has no opinion
        return _mean(torch.lerp(_against_labels(intent, batch), against, self.share * known), batch) + slot_loss(
            slots, batch
        )


def joint_loss(intent: Tensor, slots: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of the intent plus that of the slots of all units, over what has labels."""
    return _mean(_against_labels(intent, batch), batch) + slot_loss(slots, batch)


def slot_loss(slots: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of the slots of all units that have labels; it counts twice."""
    wrong = functional.cross_entropy(slots.flatten(0, 1), batch.slots.flatten(), ignore_index=IGNORED, reduction="sum")
    return 2 * wrong / (batch.slots != IGNORED).sum().clamp(min=1)


def _against_labels(intent: Tensor, batch: Batch) -> Tensor:
    """(batch,) cross-entropy of the intents, 0 where there is no label."""
    return functional.cross_entropy(intent, batch.intent, ignore_index=IGNORED, label_smoothing=0.05, reduction="none")


def _mean(losses: Tensor, batch: Batch) -> Tensor:
    """Over the utterances that have a label."""
    return losses.sum() / (batch.intent != IGNORED).sum().clamp(min=1)
