from pathlib import Path

import pytest

from assistant.config import Config, as_toml, load_config
from assistant.config_errors import line_of
from assistant.errors import AssistantError


@pytest.fixture
def write(tmp_path: Path):
    def write_file(text: str) -> Path:
        path = tmp_path / "assistant.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def test_without_a_file_the_defaults_are_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load_config().locale == "en-US"


def test_the_file_sets_values_in_tables(write) -> None:
    config = load_config(write('locale = "de-DE"\n[audio]\nbarge_in = "voice"\n'))
    assert (config.locale, config.audio.barge_in, config.audio.speaker) == ("de-DE", "voice", "default")


def test_the_environment_wins_over_the_file_and_leaves_its_other_keys(write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_AUDIO__BARGE_IN", "voice")
    config = load_config(write('[audio]\nbarge_in = "key"\nspeaker = "none"\n'))
    assert (config.audio.barge_in, config.audio.speaker) == ("voice", "none")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[runtime]\n\nnlu = "gpu"',
            "toml:3: runtime.nlu: Input should be 'auto', 'cpu', 'cuda' or 'fixed', not 'gpu'",
        ),
        ("[audoi]\nx = 1", "toml:1: audoi: unknown key; did you mean audio?"),
        ('[audio]\nspeker = "none"', "toml:2: audio.speker: unknown key; did you mean speaker?"),
        ('locale = "klingon"', "toml:1: locale: Not a locale; write a language and a territory, such as en-US"),
        ('zone = "Mars/Olympus"', "toml:1: zone: Not a time zone; write an IANA name, such as Europe/Berlin"),
        (
            "[audio]\npatience = 0.01\nbarge_in = 3",
            "toml:3: audio.barge_in: Input should be 'key' or 'voice', not 3 (1 more)",
        ),
    ],
)
def test_a_wrong_value_is_named_with_file_line_key_and_what_is_allowed(write, text: str, said: str) -> None:
    with pytest.raises(AssistantError) as caught:
        load_config(write(text))
    assert caught.value.code == "config.invalid"
    assert said in caught.value.message


def test_a_wrong_variable_is_named_itself(write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_RUNTIME__NLU", "gpu")
    with pytest.raises(AssistantError, match="environment variable ASSISTANT_RUNTIME__NLU: runtime.nlu"):
        load_config(write('[runtime]\nnlu = "cpu"'))


def test_broken_toml_says_where(write) -> None:
    with pytest.raises(AssistantError, match="line 2") as caught:
        load_config(write('locale = "en-US"\n[audio\n'))
    assert caught.value.code == "config.syntax"


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(AssistantError) as caught:
        load_config(tmp_path / "nowhere.toml")
    assert caught.value.code == "config.missing"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "assistant.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AssistantError) as caught:
        load_config(path)
    assert caught.value.code == "config.unreadable"


def test_what_is_shown_can_be_read_again(write) -> None:
    config = load_config(write('zone = "Asia/Tokyo"\n[audio]\npatience = 1.5\n'))
    assert load_config(write(as_toml(config))) == config


def test_a_key_that_is_not_set_is_placed_at_its_table() -> None:
    assert line_of(("audio", "speaker"), 'locale = "en-US"\n\n[audio]\npatience = 2\n') == 3
    assert line_of(("audio", "speaker"), 'audio.speaker = "x"') == 1
    assert line_of(("audio",), "") is None


def test_a_secret_is_neither_shown_nor_part_of_an_error(write) -> None:
    assert "4711" not in as_toml(load_config(write('[safety]\npin = "4711"')))
    for wrong, key in (
        ('[safety]\npin = "swordfish"', "safety.pin"),
        ('[wyoming]\ntoken = "swordfish"', "wyoming.token"),
    ):
        with pytest.raises(AssistantError) as caught:
            load_config(write(wrong))
        assert key in caught.value.message
        assert "swordfish" not in caught.value.message


def test_acts_that_want_a_pin_need_one(write) -> None:
    with pytest.raises(AssistantError, match="set pin too"):
        load_config(write('[safety]\nacts = ["outbox"]'))


def test_without_languages_the_locale_alone_is_spoken() -> None:
    config = Config(locale="pt-BR")
    assert config.spoken == ("pt",)
    assert config.locale_of("pt") == "pt-BR"


def test_each_spoken_language_has_its_locale_and_any_other_the_first() -> None:
    config = Config(locale="en-GB", asr={"languages": ["en-US", "de-AT"]})
    assert config.spoken == ("en", "de")
    assert [config.locale_of(code) for code in ("en", "de", "fr")] == ["en-GB", "de-AT", "en-GB"]


def test_a_locale_given_for_one_run_is_the_only_one_spoken() -> None:
    config = Config(asr={"languages": ["en-US", "de-AT"]}).fixed_to("fr-FR")
    assert (config.locale, config.spoken) == ("fr-FR", ("fr",))
    with pytest.raises(AssistantError) as caught:
        config.fixed_to("nowhere")
    assert caught.value.code == "locale.unknown"
