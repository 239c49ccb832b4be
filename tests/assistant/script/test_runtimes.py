"""A conversation by voice goes the same wherever the networks run."""

from pathlib import Path

import pytest

from assistant.app import Networks, needed_models
from assistant.config import Config, RuntimeSettings
from assistant.script.reading import read_scripts
from assistant.script.runner import play
from runtime import probe, sessions

FILE = Path(__file__).parent / "conversation.yaml"


@pytest.mark.skipif(not probe("fixed").available, reason=probe("fixed").why)
@pytest.mark.parametrize(
    "stages",
    [{"asr": "fixed", "nlu": "fixed", "tts": "fixed"}, {"asr": "fixed", "nlu": "cpu", "tts": "fixed"}],
    ids=["all fixed", "mixed"],
)
async def test_a_conversation_goes_as_written_on_other_runtimes(stages: dict[str, str], tmp_path: Path) -> None:
    config = Config(state=tmp_path, runtime=RuntimeSettings.model_validate(stages))
    networks = Networks(config)
    for model in needed_models(config):
        networks.store.fetch(model)
    (script,) = read_scripts(FILE)
    result = await play(script, FILE, config, networks)
    assert result.problems == ()
    used = {network.spec.name: network.choice.got for network in sessions()}
    assert used["nlu.student"] == stages["nlu"] and used["tts.heart.decoder"] == stages["tts"] == "fixed"
