"""`python -m lab learn arbitration`: from simulated turns to the model folder that ships."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from pydantic import BaseModel, ConfigDict

from dialog.ranking.card import Curve, RankerCard, sha256
from dialog.ranking.exported import write_opinion, write_ranker
from dialog.ranking.features import Floats, KnownNames
from dialog.ranking.networks import Opinion
from dialog.ranking.ranker import load_ranker, no_opinions
from lab.dialog.ranking import opinion_fit, ranker_fit
from lab.dialog.ranking.calibration import Judged, calibration_error
from lab.dialog.ranking.curves import fitted
from lab.dialog.ranking.opinion_fit import Folds, fold_of
from lab.dialog.ranking.stage import answered, stage
from lab.dialog.ranking.turns import SimulatedTurn, World
from lab.nlu.training.utterances import Utterance, commands, elsewhere, fingerprint, half, sentences
from nlu.student import MODEL as STUDENT
from nlu.student import Student
from runtime.provenance import Provenance

Stepped = Callable[[int, int, str], None]

FOLDS = 3
CALIBRATION_TURNS = 10_000
_OUT_OF_SCOPE_AGAIN = 8  # CLINC's few sentences that fit no intent at all count so often
_JOURNAL_AGAIN = 4  # what the user really says counts for so many of MASSIVE's utterances
_SENTENCES = 1_000
_UNREAD = 0.1  # of the turns are ranked as if in a language that the opinion never read
_WORN, _WORN_ELSEWHERE = 0.55, 0.2
_COMMANDS, _SERVED, _OUTSIDE = 0.84, 0.05, 0.11


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the data is.

    Attributes:
        massive: Folder of MASSIVE.
        text: Folder with CLINC150 and Tatoeba.
        journal: Turns of this machine that went well.
    """

    massive: Path
    text: Path
    journal: tuple[Utterance, ...] = ()


class Calibration(BaseModel):
    """How scope and curves were fitted.

    Attributes:
        turns: Of the first half of the dev partition.
        before: Calibration error on those turns before.
        error: The same after.
    """

    model_config = ConfigDict(frozen=True)

    turns: int
    before: float
    error: float


class ArbitrationRecord(BaseModel):
    """How the arbitration networks came to be.

    Attributes:
        provenance: Machine, versions, commit, command.
        seed: Fixes everything random.
        locales: Of the student.
        turns: Simulated turns that the ranker was trained on.
        journalled: Utterances from the journal among what they were drawn from.
        data: SHA-256 over all training utterances.
        parameters: Of both networks.
        megabytes: Of the model folder.
        calibration: Of scope and curves.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    seed: int
    locales: tuple[str, ...]
    turns: int
    journalled: int = 0
    data: str
    parameters: int
    megabytes: float
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class Material:
    """What is trained on.

    Attributes:
        commands: MASSIVE's training partition.
        served: What CLINC asks of other assistants, and this one serves too.
        outside: Nothing the assistant is for.
    """

    commands: Sequence[Utterance]
    served: Sequence[Utterance]
    outside: Sequence[Utterance]

    @classmethod
    def read(cls, sources: Sources, locales: Sequence[str], chance: random.Random) -> "Material":
        """From the files."""
        other = elsewhere(sources.text, "train")
        rest = [u for u in other if not u.intent]
        rest += [u for u in rest if u.source.endswith(".oos")] * (_OUT_OF_SCOPE_AGAIN - 1)
        rest += sentences(sources.text, locales, _SENTENCES, chance)
        known = [u for u in sources.journal if u.locale in locales]
        said = [*commands(sources.massive, locales, "train"), *known * _JOURNAL_AGAIN]
        return cls(said, [u for u in other if u.intent], rest)

    @property
    def all(self) -> list[Utterance]:
        """Everything."""
        return [*self.commands, *self.served, *self.outside]

    def drawn(self, turns: int, chance: random.Random) -> list[Utterance]:
        """So many utterances, in the shares that turns are simulated in."""
        return [
            *chance.choices(self.commands, k=round(turns * _COMMANDS)),
            *chance.choices(self.served, k=round(turns * _SERVED)),
            *chance.choices(self.outside, k=round(turns * _OUTSIDE)),
        ]


def learn(
    sources: Sources, student: Student, out: Path, turns: int, seed: int, command: str, stepped: Stepped
) -> ArbitrationRecord:
    """Train both networks, calibrate each skill, and write the model folder.

    Args:
        sources: The data.
        student: The network whose readings are ranked.
        out: Folder to write.
        turns: To simulate.
        seed: Fixes everything random.
        command: For the record.
        stepped: Is told how far it is.
    """
    torch.set_num_threads(1)
    chance = random.Random(seed)
    locales = answered(student.card.locales)
    labels = KnownNames(student.labels.intents, student.labels.slots[1:])
    material = Material.read(sources, locales, chance)
    with stage(student, material.commands) as world:
        opinion, folds = _opinions(material.all, labels, seed, stepped)
        played = _played(world, material.drawn(turns, chance), chance, stepped)
        lists = [ranker_fit.listed(turn, _heard(folds, turn, chance), labels) for turn in played]
        ranker = ranker_fit.fit([one for one in lists if one], labels, seed, _named(stepped, "list ranker"))
        parameters = sum(value.numel() for network in (opinion, ranker) for value in network.parameters())
        out.mkdir(parents=True, exist_ok=True)
        write_opinion(opinion, out / "opinion.onnx")
        write_ranker(ranker, out / "ranker.onnx")
        _save(out, _card(out, labels, locales))
        calibration = _calibrate(sources, student, world, out, seed)
    record = ArbitrationRecord(
        provenance=Provenance.here(command),
        seed=seed,
        locales=locales,
        turns=len(played),
        journalled=len({u.id for u in material.commands if u.source == "journal"}),
        data=fingerprint(material.all),
        parameters=parameters,
        megabytes=sum((out / name).stat().st_size for name in ("opinion.onnx", "ranker.onnx")) / 1e6,
        calibration=calibration,
    )
    (out / "record.json").write_text(record.model_dump_json(indent=1) + "\n", "utf-8")
    return record


def calibrate(sources: Sources, student: Student, out: Path, seed: int) -> ArbitrationRecord:
    """Fit scope and curves of a trained model anew, as after a change of skills or of the student; updates its record.

    Args:
        sources: The data.
        student: The network whose readings are ranked.
        out: Model folder.
        seed: Fixes the turns.
    """
    record = ArbitrationRecord.model_validate_json((out / "record.json").read_text("utf-8"))
    with stage(student, commands(sources.massive, answered(student.card.locales), "train")) as world:
        calibration = _calibrate(sources, student, world, out, seed)
    record = record.model_copy(update={"calibration": calibration})
    (out / "record.json").write_text(record.model_dump_json(indent=1) + "\n", "utf-8")
    return record


def _calibrate(sources: Sources, student: Student, world: World, out: Path, seed: int) -> Calibration:
    dev = [u for u in commands(sources.massive, answered(student.card.locales), "dev") if half(u) == "fit"]
    chance = random.Random(seed + 1)
    turns = [world.turn(said, chance) for said in chance.sample(dev, min(CALIBRATION_TURNS, len(dev)))]
    card, offers = fitted(load_ranker(out, "cpu"), turns)
    _save(out, card)
    after = [Judged(o.skill, card.calibrated(o.skill, o.probability), o.right) for o in offers]
    return Calibration(turns=len(turns), before=calibration_error(offers), error=calibration_error(after))


def _opinions(
    utterances: Sequence[Utterance], labels: KnownNames, seed: int, stepped: Stepped
) -> tuple[Opinion, Folds]:
    """The second opinion that ships, and those that judge the utterances they have not seen."""
    count = len(labels.intents)
    parts = [[u for u in utterances if fold_of(u, FOLDS) != fold] for fold in range(FOLDS)]
    found = [
        opinion_fit.fit(
            opinion_fit.texts(part, labels.intents), count, seed + number, _named(stepped, f"opinion {number + 1}")
        )
        for number, part in enumerate([list(utterances), *parts])
    ]
    return found[0], Folds(found[1:])


def _played(world: World, said: Sequence[Utterance], chance: random.Random, stepped: Stepped) -> list[SimulatedTurn]:
    turns = []
    for number, utterance in enumerate(said):
        worn = _WORN_ELSEWHERE if not utterance.intent else _WORN
        turns.append(world.turn(utterance, chance, worn=worn))
        if number % 50 == 0:
            stepped(number, len(said), "simulated turns")
    return turns


def _heard(folds: Folds, turn: SimulatedTurn, chance: random.Random) -> Floats:
    """Opinions of the hypotheses; now and then none, as the ranker sees them in a language that was never read."""
    network = folds.of(turn.utterance)
    if chance.random() < _UNREAD:
        return no_opinions(len(turn.heard), network.intent.out_features)
    return opinion_fit.opinions(network, [said.utterance for said in turn.heard])


def _named(stepped: Stepped, name: str) -> Stepped:
    return lambda step, steps, what: stepped(step, steps, f"{name}, {what}")


def _card(out: Path, labels: KnownNames, locales: tuple[str, ...]) -> RankerCard:
    return RankerCard(
        locales=locales,
        intents=labels.intents,
        slots=labels.slots,
        width=opinion_fit.WIDTH,
        hidden=opinion_fit.HIDDEN,
        curves={},
        curve=Curve(),
        student=sha256(STUDENT / "card.json"),
        files={name: sha256(out / name) for name in ("opinion.onnx", "ranker.onnx")},
    )


def _save(out: Path, card: RankerCard) -> None:
    (out / "card.json").write_text(card.model_dump_json(indent=1) + "\n", "utf-8")
