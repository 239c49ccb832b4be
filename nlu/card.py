"""What a student model says about itself, and the check that its files are the ones it was made with."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nlu.errors import NluError
from nlu.shape import StudentShape


class Card(BaseModel):
    """The model card of a student, ``card.json`` beside its files.

    Attributes:
        shape: Sizes of the network.
        locales: Locales it was trained on.
        temperature: Divides the intent logits so that confidences are probabilities (arXiv 1706.04599).
        refuse_below: Confidence under which an utterance counts as out of scope.
        files: SHA-256 of each file.
    """

    model_config = ConfigDict(frozen=True)

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
        card = cls.model_validate_json(file.read_text("utf-8"))
        for name, digest in card.files.items():
            if not (folder / name).exists() or sha256(folder / name) != digest:
                raise NluError(
                    "model.corrupt",
                    f"{folder / name} is not the file the model was made with.",
                    "Install the package again.",
                )
        return card


def sha256(file: Path) -> str:
    """Hex digest of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
