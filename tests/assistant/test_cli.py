import json
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from asr.audio_file import read_audio
from assistant.cli import run
from runtime import probe

pytestmark = pytest.mark.usefixtures("loaded")


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def recording(tmp_path: Path, say) -> Path:
    path = tmp_path / "question.wav"
    soundfile.write(path, say("What time is it?").samples, 16_000)
    return path


def test_ask_prints_the_reply_and_nothing_else(capsys) -> None:
    assert run(["ask", "what time is it"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("It is")
    assert (out.count("\n"), err) == (1, "")


def test_ask_in_json_is_one_object_with_what_was_understood(capsys) -> None:
    assert run(["ask", "what time is it", "--json"]) == 0
    turn = json.loads(capsys.readouterr().out)
    assert (turn["heard"], turn["intent"], turn["skill"]) == ("what time is it", "datetime_query", "clock")
    assert 0 < turn["confidence"] <= 1


def test_listen_answers_each_recording_and_writes_the_replies(capsys, recording: Path, tmp_path: Path) -> None:
    reply = tmp_path / "reply.wav"
    assert run(["listen", str(recording), str(recording), "--reply", str(reply), "--json"]) == 0
    turns = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [turn["skill"] for turn in turns] == ["clock", "clock"]
    assert turns[0]["milliseconds"]["first_audio"] > 0
    assert soundfile.info(reply).duration > 1.0


def test_transcribe_prints_the_words(capsys, recording: Path) -> None:
    assert run(["transcribe", str(recording)]) == 0
    assert capsys.readouterr().out.strip().lower().startswith("what time is it")


def test_speak_writes_what_can_be_heard_again(capsys, tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    assert run(["speak", "Add milk to my shopping list.", "-o", str(out)]) == 0
    assert run(["transcribe", str(out), "--json"]) == 0
    assert "shopping list" in json.loads(capsys.readouterr().out)["text"].lower()


def test_speak_takes_marked_up_text(capsys, tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    markup = "<speak><break time='2s'/><sub alias='What time is it?'>Time</sub></speak>"
    assert run(["speak", "--ssml", markup, "-o", str(out)]) == 0
    assert read_audio(out).seconds > 2.5
    assert run(["transcribe", str(out), "--json"]) == 0
    assert "what time is it" in json.loads(capsys.readouterr().out)["text"].lower()


def test_markup_that_nothing_here_understands_is_refused(capsys, tmp_path: Path) -> None:
    assert run(["speak", "--ssml", "<speak><audio src='x'/></speak>", "-o", str(tmp_path / "said.wav")]) == 1
    assert "<audio> is not understood" in capsys.readouterr().err


def test_a_word_is_said_as_the_users_lexicon_has_it(tmp_path: Path) -> None:
    lexicon, settings = tmp_path / "lexicon.toml", tmp_path / "assistant.toml"
    lexicon.write_text('[words]\ngif = "jiff"\n', encoding="utf-8")
    settings.write_text(f"[tts]\nlexicon = {json.dumps(str(lexicon))}\n", encoding="utf-8")
    said = {}
    for word in ("gif", "jiff"):
        out = tmp_path / f"{word}.wav"
        assert run(["--config", str(settings), "speak", f"A {word}.", "-o", str(out)]) == 0
        said[word] = out.read_bytes()
    assert said["gif"] == said["jiff"]


def test_understand_prints_intent_and_slots(capsys) -> None:
    assert run(["understand", "what time is it in tokyo", "--json"]) == 0
    meaning = json.loads(capsys.readouterr().out)
    assert meaning["intent"] == "datetime_query"
    assert [slot["text"] for slot in meaning["slots"]] == ["tokyo"]


def test_a_batch_keeps_every_key_and_adds_the_prediction(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "7", "utt": "what time is it in tokyo", "locale": "en-US"}\n\n', encoding="utf-8")
    assert run(["understand", "--batch", str(source), "--out", str(target)]) == 0
    (line,) = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert (line["id"], line["pred_intent"]) == ("7", "datetime_query")
    assert line["pred_annot_utt"] == "what time is it in [place_name : tokyo]"
    assert 0 < line["confidence"] <= 1


def test_a_broken_line_is_named_and_leaves_no_half_file(capsys, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"utt": "hello", "locale": "en-US"}\n{"utt": 3}\n', encoding="utf-8")
    assert run(["understand", "--batch", str(source), "--out", str(target)]) == 2
    assert "in.jsonl:2" in capsys.readouterr().err
    assert not target.exists()


def test_models_are_listed_with_licence_and_state(capsys) -> None:
    assert run(["models", "list", "--json"]) == 0
    models = {row["name"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert models["silero-vad"]["state"] == "ready"
    assert models["silero-vad"]["licence"] == "MIT"


def test_doctor_finds_the_parts_and_ends_well(capsys) -> None:
    assert run(["doctor", "--json"]) == 0
    found = {row["subject"]: row["verdict"] for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert {found["recogniser"], found["voice"], found["understanding"], found["runtime cpu"]} == {"good"}


@pytest.mark.skipif(probe("cuda").available, reason="this machine has a CUDA device")
def test_doctor_tells_which_network_fell_back_and_why(capsys, tmp_path: Path) -> None:
    path = tmp_path / "assistant.toml"
    path.write_text('[runtime]\nnlu = "cuda"\n', encoding="utf-8")
    run(["--config", str(path), "doctor", "--json"])
    found = {row["subject"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert found["network nlu.student"]["verdict"] == "notice"
    assert "runtime 'cuda' is not available: torch" in found["network nlu.student"]["found"]


def test_doctor_names_the_extra_that_the_settings_want(capsys, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pymicro_wakeword", None)
    path = tmp_path / "assistant.toml"
    path.write_text('[audio]\nlisten = "wake"\n', encoding="utf-8")
    run(["--config", str(path), "doctor", "--json"])
    found = {row["subject"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert found["wake words"]["verdict"] == "bad"
    assert "pip install" in found["wake words"]["remedy"]
    assert "traces" not in found


def test_the_settings_in_force_are_shown_and_checked(capsys, tmp_path: Path) -> None:
    path = tmp_path / "assistant.toml"
    path.write_text('[audio]\nbarge_in = "voice"\n', encoding="utf-8")
    assert run(["--config", str(path), "config", "show"]) == 0
    assert 'barge_in = "voice"' in capsys.readouterr().out
    assert run(["--config", str(path), "config", "check"]) == 0
    assert "is valid" in capsys.readouterr().out


@pytest.mark.parametrize("mistake", ['[tts]\nvoice = "hart"', '[safety]\npin = "4711"\nacts = ["hme"]'])
def test_a_name_that_nothing_has_is_no_valid_setting(capsys, tmp_path: Path, mistake: str) -> None:
    path = tmp_path / "assistant.toml"
    path.write_text(mistake, encoding="utf-8")
    assert run(["--config", str(path), "config", "check"]) == 2
    assert "hart" in (told := capsys.readouterr().err) or "hme" in told


def test_where_replies_cannot_be_written_nothing_is_heard(capsys, recording: Path) -> None:
    before = recording.read_bytes()
    for reply in (recording, recording.parent / "nowhere" / "reply.wav"):
        assert run(["listen", str(recording), "--reply", str(reply)]) == 2
        assert capsys.readouterr().out == ""
    assert recording.read_bytes() == before


def wav(path: Path, samples: np.ndarray, rate: int = 16_000) -> Path:
    soundfile.write(path, samples, rate)
    return path


def bad_files(folder: Path, recording: Path) -> dict[str, Path]:
    empty, cut, text = folder / "empty.wav", folder / "cut.wav", folder / "text.wav"
    empty.touch()
    cut.write_bytes(recording.read_bytes()[:10_000])
    text.write_text("This is not sound.")
    return {"audio.empty": empty, "audio.truncated": cut, "audio.unreadable": text, "audio.missing": folder / "no.wav"}


@pytest.mark.parametrize("code", ["audio.empty", "audio.truncated", "audio.unreadable", "audio.missing"])
@pytest.mark.parametrize("command", ["listen", "transcribe"])
def test_a_bad_file_is_one_line_and_the_others_are_still_done(
    capsys, tmp_path: Path, recording: Path, command: str, code: str
) -> None:
    bad = bad_files(tmp_path, recording)[code]
    assert run([command, str(bad), str(recording), "--json"]) == 2
    out, err = capsys.readouterr()
    first, second = map(json.loads, out.splitlines())
    assert first["error"] == code
    assert second.get("heard", second.get("text", "")).lower().startswith("what time")
    assert (err.count("\n"), "Traceback" in err) == (1, False)


def test_eight_channels_at_192_kilohertz_are_heard(capsys, tmp_path: Path, say) -> None:
    import soxr

    sound = soxr.resample(say("What time is it?").samples, 16_000, 192_000)
    path = wav(tmp_path / "wide.wav", np.repeat(sound[:, None], 8, axis=1), 192_000)
    assert run(["transcribe", str(path)]) == 0
    assert "what time" in capsys.readouterr().out.lower()


def test_an_hour_is_too_long_for_one_turn(capsys, tmp_path: Path) -> None:
    path = tmp_path / "hour.flac"
    with soundfile.SoundFile(path, "w", 8_000, 1) as file:
        for _ in range(60):
            file.write(np.zeros(60 * 8_000, np.float32))
    assert run(["listen", str(path)]) == 2
    assert "longer than" in capsys.readouterr().err


@pytest.mark.parametrize("level", [0.0, 0.2])
def test_silence_and_noise_get_no_answer(capsys, tmp_path: Path, level: float) -> None:
    noise = level * np.random.default_rng(0).standard_normal(48_000)
    assert run(["listen", str(wav(tmp_path / "noise.wav", np.clip(noise, -1, 1))), "--json"]) == 0
    turn = json.loads(capsys.readouterr().out)
    assert (turn["heard"], turn["intent"], turn["reply"]) == ("", "", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "Missing argument"),
        (["ask", "  "], "The text is empty"),
        (["ask", "hello", "--locale", "xx-YY"], "Locale 'xx-YY' is not known"),
        (["understand"], "give either a TEXT"),
        (["dance"], "No such command"),
        (["speak", "hello", "-o", "x.wav", "--voice", "nobody"], "no voice 'nobody'"),
        (["models", "verify", "nothing"], "no model 'nothing'"),
        (["--config", "nowhere.toml", "config", "check"], "no config file"),
    ],
)
def test_bad_usage_is_one_clear_line_and_code_two(capsys, arguments: list[str], said: str) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert (out, err.count("\n"), "Traceback" in err) == ("", 1, False)


def test_a_corrupt_model_is_named_with_its_remedy(capsys, tmp_path: Path, recording: Path, loaded, monkeypatch) -> None:
    folder = tmp_path / "models"
    for model in loaded.store.list():
        for file in model.files if model.ready else ():
            path = folder / model.name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(loaded.store.path(model.name, file))
    broken = folder / "moonshine-tiny-en" / "encoder_model.ort"
    broken.unlink()
    broken.write_bytes(b"not a model")
    monkeypatch.setenv("ASSISTANT_MODELS", str(folder))
    assert run(["transcribe", str(recording)]) == 1
    err = capsys.readouterr().err
    assert "assistant models fetch moonshine-tiny-en" in err
    assert "Traceback" not in err


def test_a_full_disk_is_told(capsys) -> None:
    assert run(["speak", "hello", "-o", "/dev/full"]) == 1
    err = capsys.readouterr().err
    assert "/dev/full cannot be written" in err
    assert "Traceback" not in err


def test_where_nothing_can_be_kept_nothing_is_promised(capsys, monkeypatch) -> None:
    monkeypatch.setenv("ASSISTANT_STATE", "/dev/full/state")
    assert run(["ask", "set a timer for ten minutes", "--json"]) == 1
    out, err = capsys.readouterr()
    assert not json.loads(out)["done"]
    assert "Traceback" not in err
