from pathlib import Path

import pytest

from assistant.cli import run
from assistant.keyring import Keyring


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path))
    return tmp_path


def test_a_key_is_made_shown_once_listed_and_taken_back(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["satellites", "add", "kitchen"]) == 0
    key = capsys.readouterr().out.strip()
    assert Keyring(state / "satellites").is_right(key) == "kitchen"
    assert run(["satellites", "list"]) == 0
    assert capsys.readouterr().out == "kitchen\n"
    assert run(["satellites", "add", "kitchen"]) == 1
    assert "revoke kitchen" in capsys.readouterr().err
    assert run(["satellites", "revoke", "kitchen"]) == 0
    assert Keyring(state / "satellites").is_right(key) == ""
    assert run(["satellites", "revoke", "kitchen"]) == 1


def test_a_certificate_is_made_and_its_fingerprint_shown(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["satellites", "certificate"]) == 1
    assert run(["satellites", "certificate", "--self-signed", "--host", "192.0.2.7"]) == 0
    out, err = capsys.readouterr()
    assert len(out.split()[-1].split(":")) == 32
    assert f'certificate = "{state / "tls" / "certificate.pem"}"' in err


def test_a_relay_wants_an_address_and_a_key(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["satellites", "relay", "nowhere", "--key", str(state / "key")]) == 1
    assert run(["satellites", "relay", "127.0.0.1:1", "--key", str(state / "key")]) == 1
    assert "No key can be read" in capsys.readouterr().err
