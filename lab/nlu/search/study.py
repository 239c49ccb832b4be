"""A whole search with its checks, as a record."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict

from lab.nlu.search.bounded import BoundedTraining, Material
from lab.nlu.search.check import SMALL, Check, check
from lab.nlu.search.cost import Frame
from lab.nlu.search.extraction import Candidate, Extraction, extract
from lab.nlu.search.space import Point, Space
from lab.nlu.training import massive, vocabulary
from lab.nlu.training.export import export
from lab.nlu.training.fit import Schedule
from lab.nlu.training.student import Sources, inventory
from lab.nlu.training.teacher import read_teacher
from nlu.card import Card
from nlu.errors import NluError
from nlu.pieces import PieceTokenizer
from nlu.scope import ScopedNetwork
from nlu.student import student_spec
from runtime import Graph, open_runtime
from runtime.graph import Array
from runtime.measure import Spread, spread, timed
from runtime.provenance import Provenance

BUDGET = 2.0
"""Milliseconds that one utterance may take on a device, at one thread."""
_ROUNDS = 200


class SearchRecord(BaseModel):
    """What was searched, how, and what came out.

    Attributes:
        provenance: Machine, versions, commit, command.
        data: SHA-256 over the examples.
        locales: Whose utterances trained the shapes.
        schedule: Seed and rates of the bounded trainings.
        steps: Their length.
        space: The family.
        frame: What its members share.
        extraction: Candidates by falling W.
        latency: Of the int8 network of each candidate and of the maximum shape, one utterance at one thread.
        check: The search against brute force on a small family.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    data: str
    locales: tuple[str, ...]
    schedule: Schedule
    steps: int
    space: Space
    frame: Frame
    extraction: Extraction
    latency: dict[str, Spread]
    check: Check

    def within(self, milliseconds: float) -> Candidate:
        """The shape with the least error of those whose int8 network takes at most so long.

        W weighs error against size and work for a device of any kind; this is for one whose budget is known.

        Raises:
            NluError: ``search.budget`` where no shape is so quick.
        """
        tried = (*self.extraction.candidates, self.extraction.maximum)
        quick = [each for each in tried if self.latency[each.point.name].p50 <= milliseconds]
        if not quick:
            raise NluError("search.budget", f"No shape takes {milliseconds:g} ms or less.", "Allow more, or search on.")
        return min(quick, key=lambda each: each.error)


class Bounds(BaseModel):
    """How far a search goes.

    Attributes:
        steps: Length of each bounded training.
        full_steps: Length of the long trainings of the check.
        block: Neighbouring shapes that one stands for.
        least: Times a piece must occur to be kept.
        embedding: Width of the piece embeddings.
        seed: Fixes split, order and first weights.
    """

    model_config = ConfigDict(frozen=True)

    steps: int
    full_steps: int
    block: int
    least: int
    embedding: int
    seed: int


def search(
    sources: Sources,
    locales: Sequence[str],
    bounds: Bounds,
    folder: Path,
    command: str,
    progress: Callable[[int, int, str], None],
) -> SearchRecord:
    """Search the family and check the search; what is in ``folder`` is not measured again.

    Args:
        sources: Material.
        locales: Whose utterances train the shapes.
        bounds: How far to go.
        folder: Working folder.
        command: For the record.
        progress: Told the trainings done, their number, and the shape at work.
    """
    examples = massive.read(sources.data, locales, "train")
    trimmed = folder / "tokenizer.json"
    kept = vocabulary.trim(sources.tokenizer, (each.annotated.text for each in examples), bounds.least, trimmed)
    tokenizer, labels = PieceTokenizer(trimmed), inventory(examples)
    material = Material(examples, labels, tokenizer, kept, read_teacher(sources.weights), bounds.embedding)
    schedule, memory = Schedule(seed=bounds.seed), folder / "errors.json"
    short = BoundedTraining(material, schedule, bounds.steps, memory)
    full = BoundedTraining(material, schedule, bounds.full_steps, memory)
    frame = Frame.of(tokenizer.size, bounds.embedding, labels)
    space = Space()
    total = -(-len(space.points()) // bounds.block) + 2 * len(SMALL.points())
    done: set[tuple[int, str]] = set()

    def told(training: BoundedTraining) -> Callable[[Point], float]:
        def error(point: Point) -> float:
            done.add((training.steps, point.name))
            progress(len(done), total, point.name)
            return training(point)

        return error

    extraction = extract(space, frame, bounds.block, told(short))
    return SearchRecord(
        provenance=Provenance.here(command),
        data=massive.fingerprint(examples),
        locales=tuple(locales),
        schedule=schedule,
        steps=bounds.steps,
        space=space,
        frame=frame,
        extraction=extraction,
        latency=latencies(short, [each.point for each in (*extraction.candidates, extraction.maximum)], frame),
        check=check(frame, told(short), told(full), bounds.steps, bounds.full_steps),
    )


def latencies(training: BoundedTraining, points: Sequence[Point], frame: Frame) -> dict[str, Spread]:
    """Time the exported int8 network of each shape, in turns so that a busy moment hits all alike."""
    with tempfile.TemporaryDirectory() as folder:
        sessions = {}
        for point in points:
            file = Path(folder) / f"{point.name.replace('/', '-')}.onnx"
            torch.manual_seed(training.schedule.seed)
            network = training.material.student(point)
            export(ScopedNetwork(network), file)
            card = Card(shape=network.shape, locales=(), temperature=1.0, refuse_below=0.0, files={})
            sessions[point.name] = open_runtime(Graph(student_spec(card), file, partial(ScopedNetwork, network)), "cpu")
        chance = np.random.default_rng(training.schedule.seed)
        seconds: dict[str, list[float]] = {name: [] for name in sessions}
        for _ in range(_ROUNDS):
            ids = chance.integers(0, frame.pieces, (1, frame.length))
            feeds: dict[str, Array] = {"ids": ids, "mask": np.ones(ids.shape, np.float32)}
            for name, session in sessions.items():
                seconds[name].append(timed(partial(session.run, feeds))[0])
    return {name: spread(each) for name, each in seconds.items()}
