"""A conversation by voice goes the same wherever the networks run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.app import needed_models
from assistant.config import Config, RuntimeSettings
from assistant.networks import Networks
from assistant.script.reading import read_scripts
from assistant.script.runner import play
from dialog.ranking import open_ranker
from runtime import GraphSpec, probe, sessions
from runtime.buckets import all_sizes, shape_in
from runtime.graph import Array

FILE = Path(__file__).parent / "conversation.yaml"


ALL_FIXED = {"asr": "fixed", "nlu": "fixed", "dialog": "fixed", "tts": "fixed"}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[tuple[tuple[int, ...], ...]]]:
    """For each network on fixed shapes, the shapes of the inputs of every run, in order of their names."""
    from runtime.openvino_program import OpenVinoProgram

    shapes: dict[str, set[tuple[tuple[int, ...], ...]]] = {}
    run, begin = OpenVinoProgram.run, OpenVinoProgram.__init__
    names: dict[int, str] = {}

    def begin_named(self: OpenVinoProgram, spec: GraphSpec, *given: Any) -> None:
        names[id(self)] = spec.name
        begin(self, spec, *given)

    def spy(self: OpenVinoProgram, feeds: Mapping[str, Array]) -> dict[str, Array]:
        found = shapes.setdefault(names[id(self)], set())
        found.add(tuple(feeds[name].shape for name in sorted(feeds)))
        return run(self, feeds)

    monkeypatch.setattr(OpenVinoProgram, "__init__", begin_named)
    monkeypatch.setattr(OpenVinoProgram, "run", spy)
    return shapes


@pytest.mark.skipif(not probe("fixed").available, reason=probe("fixed").why)
@pytest.mark.parametrize("stages", [ALL_FIXED, ALL_FIXED | {"nlu": "cpu", "dialog": "cpu"}], ids=["all fixed", "mixed"])
async def test_a_conversation_goes_as_written_on_other_runtimes(
    stages: dict[str, str], tmp_path: Path, seen: dict[str, set[tuple[tuple[int, ...], ...]]]
) -> None:
    config = Config(state=tmp_path, runtime=RuntimeSettings.model_validate(stages | {"strict": True}))
    open_ranker.cache_clear()
    networks = Networks(config)
    for model in needed_models(config):
        networks.store.fetch(model)
    (script,) = read_scripts(FILE)
    result = await play(script, FILE, config, networks)
    assert result.problems == ()
    ours = [session for session in sessions() if session.choice.asked == "fixed"]
    assert {session.choice.got for session in ours} == {"fixed"}
    specs = {session.spec.name: session.spec for session in ours}
    heard, spoken = {"asr.activity", "asr.moonshine-tiny-en.speech", "asr.moonshine-tiny-en.text"}, "tts.heart.decoder"
    assert {*heard, spoken} <= seen.keys()
    assert ({"nlu.student", "dialog.opinion"} <= seen.keys()) == (stages == ALL_FIXED)
    for name, shapes in seen.items():
        assert shapes <= compiled(specs[name]), name


def compiled(spec: GraphSpec) -> set[tuple[tuple[int, ...], ...]]:
    """The shapes that a network's programs were compiled for, in order of the inputs' names."""
    fed = sorted(spec.fed, key=lambda tensor: tensor.name)
    return {tuple(shape_in(spec, tensor, sizes) for tensor in fed) for sizes in all_sizes(spec)}
