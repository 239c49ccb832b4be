"""What a training makes small."""

from torch import Tensor, nn
from torch.nn import functional

from nlu.network import StudentNetwork
from nlu.training.batches import IGNORED, Batch


class Joint(nn.Module):
    """Right intents and right slots."""

    def forward(self, student: StudentNetwork, batch: Batch) -> Tensor:
        """Loss of a batch, in nats."""
        intent, slots = student(batch.ids, batch.mask)
        return joint_loss(intent.float(), slots.float(), batch)


def joint_loss(intent: Tensor, slots: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of the intent plus that of the slots of all units, over what has labels."""
    of_intent = functional.cross_entropy(
        intent, batch.intent, ignore_index=IGNORED, label_smoothing=0.05, reduction="sum"
    )
    of_slots = functional.cross_entropy(
        slots.flatten(0, 1), batch.slots.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    utterances, units = (batch.intent != IGNORED).sum(), (batch.slots != IGNORED).sum()
    return of_intent / utterances.clamp(min=1) + 2 * of_slots / units.clamp(min=1)
