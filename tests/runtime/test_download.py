import resource
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from runtime.download import Download, NotThereError, Patience, open_client
from runtime.errors import RuntimeRoomError
from runtime.manifest import ModelManifest
from runtime.package_index import PipSettings, find_wheel, read_pip_settings
from runtime.sources import HuggingFaceHub, Wheels
from runtime.store import ModelStore

from .conftest import QUICK, WEIGHTS, WHEEL, Site, sha


def test_a_transfer_that_breaks_off_goes_on_where_it_stopped(store: ModelStore, site: Site) -> None:
    site.break_after = [100_000, 50_000]
    store.fetch("whole")
    assert store.path("whole", "w.bin").read_bytes() == WEIGHTS
    assert site.of(".whl") == [None, "bytes=100000-", "bytes=150000-"]


def test_what_an_interrupted_fetch_brought_is_used_by_the_next(
    tmp_path: Path, manifest: ModelManifest, wheels: Wheels, site: Site
) -> None:
    class InterruptedError(BaseException):
        pass

    def interrupt(label: str, done: int, total: int) -> None:
        if done > 100_000:
            raise InterruptedError

    store = ModelStore(tmp_path / "models", manifest=manifest, sources=[wheels])
    with pytest.raises(InterruptedError):
        store.fetch("whole", interrupt)
    assert not store.list()[0].ready
    ModelStore(tmp_path / "models", manifest=manifest, sources=[wheels]).fetch("whole")
    assert store.path("whole", "w.bin").read_bytes() == WEIGHTS
    again = site.of(".whl")[1]
    assert again is not None and int(again.removeprefix("bytes=").removesuffix("-")) > 100_000


def test_a_server_without_ranges_is_read_from_the_start(store: ModelStore, site: Site) -> None:
    site.ranges = False
    site.break_after = [100_000]
    store.fetch("whole")
    assert store.path("whole", "w.bin").read_bytes() == WEIGHTS


def test_a_server_that_is_briefly_unwell_is_asked_again(store: ModelStore, site: Site) -> None:
    site.refuse = [503, 429]
    store.fetch("whole")
    assert len(site.of(".whl")) == 3


def test_a_transfer_that_keeps_breaking_is_given_up_with_the_reason(store: ModelStore, site: Site) -> None:
    site.break_after = [10] * 10
    with pytest.raises(RuntimeRoomError) as caught:
        store.fetch("whole")
    assert caught.value.code == "model.unavailable"
    assert len(site.of(".whl")) == QUICK.attempts


def test_a_file_that_is_gone_is_not_asked_for_twice(store: ModelStore, site: Site) -> None:
    del site.files[f"/files/{WHEEL}"]
    with pytest.raises(RuntimeRoomError, match="HTTP 404"):
        store.fetch("whole")
    assert len(site.of(".whl")) == 1


def test_other_bytes_than_the_pinned_are_thrown_away(store: ModelStore, site: Site, wheel: bytes) -> None:
    site.files[f"/files/{WHEEL}"] = wheel[:-1] + b"x"
    with pytest.raises(RuntimeRoomError, match="sha256"):
        store.fetch("whole")
    assert not list(store.root.rglob("*.part"))
    assert not list(store.root.rglob("w.bin"))


def test_more_bytes_than_the_pinned_are_refused(store: ModelStore, site: Site, wheel: bytes) -> None:
    site.files[f"/files/{WHEEL}"] = wheel + wheel
    with pytest.raises(RuntimeRoomError, match="more than the pinned"):
        store.fetch("whole")


def test_a_slow_server_within_the_limits_is_waited_for(
    tmp_path: Path, manifest: ModelManifest, site: Site, wheel: bytes
) -> None:
    site.pause = 0.05
    patience = replace(QUICK, window=0.01, least=1)
    wheels = Wheels(manifest, patience, PipSettings(indexes=(f"{site.url}/simple/",)))
    ModelStore(tmp_path / "models", manifest=manifest, sources=[wheels]).fetch("whole")


def test_a_server_slower_than_the_least_rate_is_given_up(site: Site, tmp_path: Path, wheel: bytes) -> None:
    site.pause = 0.02
    patience = Patience(silence=5.0, window=0.01, least=10_000_000, attempts=2, pause=0.01)
    with open_client(patience) as client, pytest.raises(NotThereError, match="too slow"):
        Download(client, patience).fetch(
            f"{site.url}/files/{WHEEL}", tmp_path / WHEEL, len(wheel), sha(wheel), lambda *step: None
        )


def test_a_server_that_falls_silent_is_given_up(site: Site, tmp_path: Path, wheel: bytes) -> None:
    site.pause = 5.0
    patience = Patience(silence=0.05, attempts=2, pause=0.01)
    with open_client(patience) as client, pytest.raises(NotThereError, match="timed out"):
        Download(client, patience).fetch(
            f"{site.url}/files/{WHEEL}", tmp_path / WHEEL, len(wheel), sha(wheel), lambda *step: None
        )


def test_no_server_at_all_is_one_clear_error(tmp_path: Path, manifest: ModelManifest) -> None:
    wheels = Wheels(manifest, QUICK, PipSettings(indexes=("http://127.0.0.1:9/simple/",)))
    with pytest.raises(RuntimeRoomError) as caught:
        ModelStore(tmp_path, manifest=manifest, sources=[wheels]).fetch("whole")
    assert caught.value.code == "model.unavailable"
    assert "\n" not in str(caught.value)


@pytest.fixture
def small_files_only() -> Iterator[int]:
    """The kernel refuses files beyond a limit, as a full disk would refuse them."""
    limit = 150_000
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_named_and_leaves_no_broken_file(store: ModelStore, small_files_only: int) -> None:
    with pytest.raises(RuntimeRoomError) as caught:
        store.fetch("whole")
    assert caught.value.code == "disk.full"
    assert [path.name for path in store.root.rglob("*") if path.is_file()] == [".lock"]


def test_a_disk_that_fills_while_unpacking_leaves_no_broken_file(
    tmp_path: Path, manifest: ModelManifest, wheel: bytes, small_files_only: int
) -> None:
    wheels = Wheels(manifest, QUICK, PipSettings(indexes=(), folders=(tmp_path / "built",)))
    store = ModelStore(tmp_path / "models", manifest=manifest, sources=[wheels])
    with pytest.raises(RuntimeRoomError) as caught:
        store.fetch("whole")
    assert caught.value.code == "disk.full"
    assert [path.name for path in store.root.rglob("*") if path.is_file()] == [".lock"]


def test_a_model_larger_than_the_free_space_is_not_begun(
    store: ModelStore, site: Site, manifest: ModelManifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 10})())
    with pytest.raises(RuntimeRoomError) as caught:
        store.fetch("whole")
    assert caught.value.code == "disk.full"
    assert site.asked == []


def test_the_hub_gives_a_file_only_by_its_hash(tmp_path: Path, manifest: ModelManifest, site: Site) -> None:
    file = manifest.models["whole"].files[0].model_copy(update={"hub": "owner/repository/w.bin"})
    model = manifest.models["whole"].model_copy(update={"files": (file,)})
    pinned = manifest.model_copy(update={"models": {"whole": model}})
    store = ModelStore(tmp_path / "models", manifest=pinned, sources=[HuggingFaceHub(QUICK, site.url)])
    site.files["/owner/repository/resolve/main/w.bin"] = WEIGHTS[::-1]
    with pytest.raises(RuntimeRoomError, match="sha256"):
        store.fetch("whole")
    site.files["/owner/repository/resolve/main/w.bin"] = WEIGHTS
    store.fetch("whole")
    assert store.path("whole", "w.bin").read_bytes() == WEIGHTS


def test_a_json_index_is_understood_as_well(site: Site) -> None:
    page = f'{{"files": [{{"filename": "{WHEEL}", "url": "../../files/{WHEEL}"}}]}}'
    site.files["/json/carrier/index.json"] = page.encode()
    with open_client(QUICK) as client:
        client.event_hooks["response"] = [lambda answer: answer.headers.update({"content-type": "application/json"})]
        url = find_wheel(client, f"{site.url}/json/", "carrier/index.json#", WHEEL)
    assert url == f"{site.url}/files/{WHEEL}"


def test_pips_own_settings_are_honoured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://other.example/simple/ file:///nowhere")
    monkeypatch.setenv("PIP_FIND_LINKS", f"{tmp_path} {tmp_path}/absent")
    settings = read_pip_settings()
    assert settings.indexes == ("https://mirror.example/simple/", "https://other.example/simple/")
    assert settings.folders == (tmp_path,)


def test_an_error_shows_no_password(tmp_path: Path, manifest: ModelManifest) -> None:
    wheels = Wheels(manifest, QUICK, PipSettings(indexes=("http://me:secret@127.0.0.1:9/simple/",)))
    with pytest.raises(RuntimeRoomError) as caught:
        ModelStore(tmp_path, manifest=manifest, sources=[wheels]).fetch("whole")
    assert "secret" not in str(caught.value)
