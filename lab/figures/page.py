"""The page of measured figures: Jinja templates over the records, and nothing else."""

from pathlib import Path
from statistics import fmean
from typing import Any, Final, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BaseModel

from assistant.bench.runtime import RuntimeRecord
from assistant.bench.turn import TurnRecord
from dialog.learning import rephrase
from dialog.ranking import ranker
from lab.asr.echo import EchoRecord
from lab.asr.endpointing import EndpointingRecord
from lab.asr.names import NamesRecord
from lab.asr.record import AsrRecord
from lab.asr.silence import NonSpeechRecord
from lab.asr.waking import WakeRecord
from lab.dialog.arbitration import ArbitrationBench
from lab.dialog.journal_training import JournalTrainingRecord
from lab.dialog.ranking.learn import ArbitrationRecord
from lab.dialog.self_learning import SelfLearningRecord
from lab.dialog.self_learning_acoustic import AcousticRecord, win_loss
from lab.endurance.daemon import DaemonRecord
from lab.endurance.faults import FaultsRecord
from lab.endurance.fuzz_turns import FuzzRecord
from lab.endurance.kills import KillRecord
from lab.endurance.soak import SoakRecord
from lab.endurance.terminal import TuiRecord
from lab.nlu.bench.language import LanguageRecord
from lab.nlu.bench.student import NluRecord
from lab.nlu.bench.values import ValuesRecord
from lab.nlu.search.study import BUDGET, SearchRecord
from lab.nlu.training.ablation import AblationRecord
from lab.nlu.training.release import TrainingRecord
from lab.runtime.outcomes import OutcomeRecord
from lab.tts.bench import TtsRecord
from nlu.card import Card
from nlu.student import MODEL

_Record = TypeVar("_Record", bound=BaseModel)

_ONE: Final[dict[str, tuple[str, type[BaseModel]]]] = {
    "nlu": ("bench-nlu", NluRecord),
    "values": ("bench-values", ValuesRecord),
    "language": ("bench-language", LanguageRecord),
    "distillation": ("distillation", AblationRecord),
    "architecture": ("architecture", SearchRecord),
    "endpointing": ("bench-endpointing", EndpointingRecord),
    "names": ("bench-names", NamesRecord),
    "non_speech": ("bench-non-speech", NonSpeechRecord),
    "wake": ("bench-wake", WakeRecord),
    "echo": ("bench-echo", EchoRecord),
    "soak": ("bench-soak", SoakRecord),
    "tts": ("bench-tts", TtsRecord),
    "runtime": ("runtime", RuntimeRecord),
    "outcomes": ("outcomes", OutcomeRecord),
    "self_learning": ("self-learning", SelfLearningRecord),
    "acoustic_learning": ("acoustic-learning", AcousticRecord),
    "journal_training": ("journal-training", JournalTrainingRecord),
    "arbitration": ("arbitration", ArbitrationBench),
    "kills": ("kills", KillRecord),
    "fuzz_turns": ("fuzz-turns", FuzzRecord),
    "daemon": ("bench-daemon", DaemonRecord),
    "faults": ("faults", FaultsRecord),
    "terminal": ("bench-tui", TuiRecord),
}
"""What templates call a record: its file in the folder, without ``.json``, and its model."""

_SEVERAL: Final[dict[str, tuple[str, type[BaseModel]]]] = {
    "turns": ("bench-turn-*", TurnRecord),
    "asr": ("bench-asr*", AsrRecord),
}


def figures(records: Path) -> str:
    """The whole page, Markdown.

    Args:
        records: Folder of JSON records; what is not there is left out.
    """
    environment = Environment(
        loader=PackageLoader("lab.figures"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "f": _decimals,
        "g": lambda value: f"{value:g}",
        "signed": lambda value: f"{value:+.1f}",
        "percent": lambda value: f"{value:.0%}",
        "thousands": lambda value: f"{value:,}",
        "mean": lambda scores, name: fmean(getattr(score, name) for score in scores),
        "win_loss": win_loss,
    }
    environment.globals |= _shipped()
    environment.globals |= {name: _first(records, *where) for name, where in _ONE.items()}
    environment.globals |= {name: _all(records, *where) for name, where in _SEVERAL.items()}
    return environment.get_template("page.md.jinja").render().rstrip() + "\n"


def _shipped() -> dict[str, Any]:
    """What lies beside the models."""
    return {
        "student": _read(MODEL / "record.json", TrainingRecord),
        "shape": Card.load(MODEL).shape,
        "budget": BUDGET,
        "ranker": _read(ranker.MODEL / "record.json", ArbitrationRecord),
        "rephrases": _read(rephrase.MODEL, rephrase.RephraseFile).record,
    }


def _first(records: Path, name: str, model: type[BaseModel]) -> BaseModel | None:
    return next(iter(_all(records, name, model)), None)


def _all(records: Path, pattern: str, model: type[BaseModel]) -> list[BaseModel]:
    return [_read(file, model) for file in sorted(records.glob(f"{pattern}.json"))]


def _read(file: Path, model: type[_Record]) -> _Record:
    return model.model_validate_json(file.read_text("utf-8"))


def _decimals(value: float, places: int = 0) -> str:
    return f"{value:.{places}f}"
