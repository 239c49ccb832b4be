"""An addon file becomes a pipeline, or an error that points into the JSON."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runtime import ModelStore, RoomError
from tts.addon import build_addon, read_addon
from tts.stacks import ParallelContainer
from tts.voices import AddonVoice, addon_folder, open_addon

Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(addon_folder("heart"), tmp_path / "heart"))


def edited(folder: Path, edit: Edit) -> None:
    path = folder / "addon.json"
    content = json.loads(path.read_text())
    edit(content)
    path.write_text(json.dumps(content))


def refusal(folder: Path, store: ModelStore) -> RoomError:
    with pytest.raises(RoomError) as caught:
        build_addon(read_addon(folder), folder, store)
    return caught.value


def stream_blocks(content: dict[str, Any]) -> list[Any]:
    blocks: list[Any] = content["stack"]["stream"]["blocks"]
    return blocks


def test_an_unknown_block_type_is_named_with_its_place(folder: Path, store: ModelStore) -> None:
    edited(folder, lambda content: stream_blocks(content)[1].update(type="Decodr"))
    error = refusal(folder, store)
    assert error.code == "addon.unknown_type"
    assert "/stack/stream/blocks/1/type" in error.message and "Decoder" in error.message


def test_a_sequence_block_cannot_stand_in_a_stream(folder: Path, store: ModelStore) -> None:
    edited(folder, lambda content: stream_blocks(content).insert(0, {"type": "Durations"}))
    error = refusal(folder, store)
    assert error.code == "addon.wrong_kind" and "/stack/stream/blocks/0/type" in error.message


def test_a_network_that_is_not_there_is_named(folder: Path, store: ModelStore) -> None:
    edited(folder, lambda content: stream_blocks(content)[1].update(network="decoder2"))
    error = refusal(folder, store)
    assert error.code == "addon.unknown_network" and "/stack/stream/blocks/1/network" in error.message


def test_a_component_that_contains_itself_is_a_cycle(folder: Path, store: ModelStore) -> None:
    def edit(content: dict[str, Any]) -> None:
        content["components"] = {
            "first": {"type": "StreamableStack", "blocks": ["second"]},
            "second": {"type": "StreamableStack", "blocks": ["first"]},
        }
        content["stack"]["stream"] = "first"

    edited(folder, edit)
    error = refusal(folder, store)
    assert error.code == "addon.cycle" and "first -> second -> first" in error.message
    assert "/components/second/blocks/0" in error.message


def test_encoders_that_wait_for_each_other_are_a_cycle(folder: Path, store: ModelStore) -> None:
    def edit(content: dict[str, Any]) -> None:
        content["stack"]["sequence"]["blocks"] += [
            {"type": "LengthRegulator", "source": "hen", "gives": "egg"},
            {"type": "LengthRegulator", "source": "egg", "gives": "hen"},
        ]

    edited(folder, edit)
    error = refusal(folder, store)
    assert error.code == "addon.cycle" and "egg" in error.message and "/stack/sequence" in error.message


def test_a_tensor_that_nothing_makes_is_named(folder: Path, store: ModelStore) -> None:
    edited(folder, lambda content: content["stack"]["sequence"]["blocks"].pop())
    error = refusal(folder, store)
    assert error.code == "addon.wiring" and "f0" in error.message and "/stack" in error.message


def test_a_block_that_takes_what_the_one_before_does_not_give_is_named(folder: Path, store: ModelStore) -> None:
    edited(folder, lambda content: stream_blocks(content).pop(1))
    error = refusal(folder, store)
    assert error.code == "addon.wiring" and "SourceFilterVocoder takes" in error.message


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda content: content.pop("rate"), "/rate"),
        (lambda content: content.update(colour="red"), "/colour"),
        (lambda content: stream_blocks(content)[1].update(chunks=[0]), "/stack/stream/blocks/1/chunks/0"),
        (lambda content: stream_blocks(content)[1].pop("chunks"), "/stack/stream/blocks/1/chunks"),
        (lambda content: content["networks"]["text"].update(role="cook"), "/networks/text/role"),
    ],
)
def test_a_bad_setting_is_named_with_its_place(folder: Path, store: ModelStore, edit: Edit, place: str) -> None:
    edited(folder, edit)
    error = refusal(folder, store)
    assert error.code == "addon.invalid" and f"at {place}:" in error.message


def test_a_file_that_is_no_json_is_refused(folder: Path, store: ModelStore) -> None:
    (folder / "addon.json").write_text("{")
    assert refusal(folder, store).code == "addon.json"


def test_a_missing_folder_is_refused(tmp_path: Path, store: ModelStore) -> None:
    assert refusal(tmp_path, store).code == "addon.missing"


def test_a_model_that_was_not_fetched_is_refused_with_the_remedy(folder: Path, tmp_path: Path) -> None:
    error = refusal(folder, ModelStore(tmp_path / "empty"))
    assert error.code == "model.missing" and "assistant models fetch hibari-heart" in error.remedy


def test_a_damaged_model_file_is_refused(folder: Path, store: ModelStore, tmp_path: Path) -> None:
    copy = tmp_path / "models" / "hibari-heart"
    shutil.copytree(store.path("hibari-heart", "hibari.onnx").parent, copy)
    with (copy / "hibari.onnx").open("r+b") as file:
        file.write(b"damage")
    assert refusal(folder, ModelStore(tmp_path / "models")).code == "model.corrupt"


def test_a_network_file_that_is_missing_or_damaged_is_refused(tmp_path: Path, store: ModelStore) -> None:
    own = Path(shutil.copytree(addon_folder("wren"), tmp_path / "wren"))
    weights = own / "acoustic.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    fresh = ModelStore(tmp_path / "models")
    assert refusal(own, fresh).code == "network.corrupt"
    weights.unlink()
    error = refusal(own, fresh)
    assert error.code == "network.missing" and "acoustic.safetensors" in error.message


def test_weights_with_wrong_names_are_refused(folder: Path, tmp_path: Path, store: ModelStore) -> None:
    edited(folder, lambda content: content["networks"]["text"]["weights"].update(prefix="wrong."))
    fresh = tmp_path / "models"
    shutil.copytree(store.root / "hibari-heart", fresh / "hibari-heart")
    error = refusal(folder, ModelStore(fresh))
    assert error.code == "network.mismatch" and "text.emb.weight" in error.message


def test_encoders_can_be_replaced_by_customised_parallel_ones_in_the_file_alone(
    folder: Path, store: ModelStore, heart: AddonVoice
) -> None:
    def edit(content: dict[str, Any]) -> None:
        networks = [{"type": "Network", "network": name} for name in ("text", "duration")]
        pitch = {"type": "Network", "network": "pitch", "outputs": {"f0": "natural_f0"}}
        sequence = content["stack"]["sequence"]
        sequence.update(type="CustomizedEncoders", blocks=[*networks, pitch, *sequence["blocks"]], workers=2)

    edited(folder, edit)
    customised = open_addon(folder, store)
    assert isinstance(customised.pipeline.sequence, ParallelContainer)
    for one, other in zip(heart.stream("Good morning."), customised.stream("Good morning."), strict=True):
        assert np.array_equal(one.audio.samples, other.audio.samples)
