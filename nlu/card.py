"""What a student model says about itself, and the check that its files are the ones it was made with.

Plain dataclasses: a device that only understands need not load a validation library, a fifth of its memory.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from nlu.errors import NluError
from nlu.shape import StudentShape


@dataclass(frozen=True, slots=True)
class Card:
    """The model card of a student, ``card.json`` beside its files.

    Attributes:
        shape: Sizes of the network.
        locales: Locales it was trained on.
        temperature: Divides the intent logits so that confidences are probabilities (arXiv 1706.04599).
        refuse_below: Probability of being in scope under which an utterance counts as out of it.
        files: SHA-256 of each file.
    """

    shape: StudentShape
    locales: tuple[str, ...]
    temperature: float
    refuse_below: float
    files: Mapping[str, str]

    @classmethod
    def load(cls, folder: Path) -> "Card":
        """Read the card and check every file it names.

        Raises:
            NluError: ``model.missing`` or ``model.corrupt``.
        """
        file = folder / "card.json"
        if not file.exists():
            raise NluError("model.missing", f"No language model in {folder}.", "Install the package again.")
        try:
            fields = json.loads(file.read_text("utf-8"))
            shape, locales = StudentShape(**fields.pop("shape")), tuple(fields.pop("locales"))
            card = cls(shape=shape, locales=locales, **fields)
        except (ValueError, TypeError, KeyError) as error:
            raise NluError("model.corrupt", f"{file} is not a card: {error}.", "Install the package again.") from error
        for name, digest in card.files.items():
            if not (folder / name).exists() or sha256(folder / name) != digest:
                raise NluError(
                    "model.corrupt",
                    f"{folder / name} is not the file the model was made with.",
                    "Install the package again.",
                )
        return card

    def write(self, folder: Path) -> None:
        """Write ``card.json``."""
        (folder / "card.json").write_text(json.dumps(asdict(self), indent=1), "utf-8")


def sha256(file: Path) -> str:
    """Hex digest of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
