"""The public release of MASSIVE: fetched, unpacked, and checked for holes and leaks."""

import json
import tarfile
from collections import Counter
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from nlu.errors import NluError
from runtime.download import Download, NotThereError, Patience, Progress, open_client

URL = "https://amazon-massive-nlu-dataset.s3.amazonaws.com/amazon-massive-dataset-1.1.tar.gz"
_REMEDY = "Try again later: it goes on where it stopped. Or unpack MASSIVE 1.1 yourself and pass its folder by --data."


class ReleaseCheck(BaseModel):
    """What is in a folder of MASSIVE.

    Attributes:
        counts: Utterances of each partition, for each locale.
        unparallel: For each locale whose ids are not those of most locales, how many are missing or too many.
        leaked_ids: Ids that are in more than one partition, over all locales; such a release must not be trained on.
        repeated: Percent of the dev utterances of each locale whose very text is in its train partition too: people
            say *good morning* more than once.
    """

    model_config = ConfigDict(frozen=True)

    counts: dict[str, dict[str, int]]
    unparallel: dict[str, int]
    leaked_ids: tuple[str, ...]
    repeated: dict[str, float]

    @property
    def sound(self) -> bool:
        """Whether no id is in two partitions and every locale has the same ids."""
        return not self.leaked_ids and not self.unparallel


def fetch_release(url: str, folder: Path, progress: Progress, patience: Patience | None = None) -> str:
    """Bring the release into ``folder``; what a broken transfer left there is continued.

    Args:
        url: Of the ``tar.gz``.
        folder: Gets the archive, and ``*.jsonl`` of every locale.
        progress: Told of the bytes that arrive.
        patience: How long a slow server is put up with.

    Returns:
        SHA-256 of the archive.

    Raises:
        NluError: ``data.unreachable`` or ``data.archive``.
        RuntimeRoomError: ``disk.full``.
    """
    patience = patience or Patience()
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / url.rsplit("/", 1)[-1]
    try:
        with open_client(patience) as client:
            digest = Download(client, patience).fetch_unpinned(url, archive, progress)
    except NotThereError as error:
        raise NluError("data.unreachable", f"MASSIVE did not arrive: {error}.", _REMEDY) from error
    try:
        with tarfile.open(archive) as members:
            wanted = [member for member in members.getmembers() if member.isfile() and _is_data(member.name)]
            members.extractall(folder, wanted, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        archive.unlink(missing_ok=True)
        raise NluError("data.archive", f"{archive.name} cannot be unpacked: {error}.", _REMEDY) from error
    if not wanted:
        raise NluError("data.archive", f"{archive.name} holds no utterances.", f"The public release is at {URL}.")
    return digest


def check(folder: Path) -> ReleaseCheck:
    """Look at every utterance of a release.

    Raises:
        NluError: ``data.missing`` or ``data.line``.
    """
    files = sorted(file for file in folder.rglob("*.jsonl") if _is_data(file.name))
    if not files:
        raise NluError("data.missing", f"No MASSIVE files under {folder}.", "Fetch them: python -m lab learn data")
    counts: dict[str, dict[str, int]] = {}
    ids: dict[str, frozenset[str]] = {}
    repeated: dict[str, float] = {}
    partitions: dict[str, set[str]] = {}
    for file in files:
        rows = _rows(file)
        counts[file.stem] = dict(sorted(Counter(partition for _, partition, _ in rows).items()))
        ids[file.stem] = frozenset(number for number, _, _ in rows)
        for number, partition, _ in rows:
            partitions.setdefault(number, set()).add(partition)
        trained = {text for _, partition, text in rows if partition == "train"}
        dev = [text in trained for _, partition, text in rows if partition == "dev"]
        repeated[file.stem] = round(100 * sum(dev) / max(len(dev), 1), 1)
    usual = Counter(ids.values()).most_common(1)[0][0]
    return ReleaseCheck(
        counts=counts,
        unparallel={locale: len(found ^ usual) for locale, found in ids.items() if found != usual},
        leaked_ids=tuple(sorted(number for number, found in partitions.items() if len(found) > 1)),
        repeated=repeated,
    )


def texts(folder: Path, locale: str, partition: str, most: int) -> list[str]:
    """The first utterances of a partition, without their labels.

    Raises:
        NluError: ``data.missing`` or ``data.line``.
    """
    file = next(iter(folder.rglob(f"{locale}.jsonl")), None)
    if file is None:
        raise NluError("data.missing", f"No {locale}.jsonl under {folder}.", "Fetch it: python -m lab learn data")
    return [text for _, found, text in _rows(file) if found == partition][:most]


def _is_data(name: str) -> bool:
    path = Path(name)
    return path.suffix == ".jsonl" and len(path.stem) == 5 and path.stem[2] == "-" and not path.name.startswith(".")


def _rows(file: Path) -> list[tuple[str, str, str]]:
    """Id, partition and text of every line."""
    found = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found.append((str(row["id"]), str(row["partition"]), str(row["utt"])))
        except (ValueError, KeyError, TypeError) as error:
            raise NluError(
                "data.line", f"{file}:{number} is no line of MASSIVE.", "Fetch the release again."
            ) from error
    return found
