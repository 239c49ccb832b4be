"""Recordings with what was said in them."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from asr.audio_file import read_audio
from asr.errors import AsrError
from runtime import Audio


class Recording(BaseModel):
    """A line of ``manifest.json``.

    Attributes:
        file: Path below the manifest's folder; made absolute by `read_recordings`.
        set: The collection it comes from.
        language: ISO 639-1 code.
        text: What is said, where it was written down.
        slots: For a command, the words that matter, by slot.
        seconds: Length.
    """

    model_config = ConfigDict(frozen=True)

    file: Path
    set: str
    language: str = Field(alias="lang")
    text: str | None = None
    slots: dict[str, str] | None = None
    seconds: float

    def audio(self) -> Audio:
        """Its sound, 16 kHz mono."""
        return read_audio(self.file)


def read_recordings(data: Path) -> tuple[Recording, ...]:
    """Read the ``manifest.json`` of a folder.

    Raises:
        AsrError: ``data.missing`` or ``data.invalid``.
    """
    manifest = data / "manifest.json"
    if not manifest.is_file():
        raise AsrError("data.missing", f"There is no {manifest}.", "Name the folder with --data.")
    try:
        found = TypeAdapter(tuple[Recording, ...]).validate_json(manifest.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        raise AsrError("data.invalid", f"{manifest}: {first['loc']}: {first['msg']}.") from error
    return tuple(one.model_copy(update={"file": data / one.file}) for one in found)
