"""Settings: ``assistant.toml``, overridden by ``ASSISTANT_*`` in the environment, checked whole at start."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

import platformdirs
import tomli_w
from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from assistant.config_errors import config_error
from assistant.errors import AssistantError
from runtime import Device
from runtime.keeping import cache_folder

PREFIX = "ASSISTANT_"
NESTING = "__"


def _known_locale(name: str) -> str:
    """Check the language; a territory that CLDR does not have with it, as in ``sl-SL``, is no reason not to start."""
    try:
        try:
            Locale.parse(name, sep="-")
        except UnknownLocaleError:
            Locale.parse(name.partition("-")[0])
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError("Not a locale; write a language and a territory, such as en-US or de-DE") from error
    return name


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError("Not a time zone; write an IANA name, such as Europe/Berlin") from error
    return name


LocaleName = Annotated[str, AfterValidator(_known_locale)]
ZoneName = Annotated[str, AfterValidator(_known_zone)]


class Section(BaseModel):
    """A table of the file: nothing in it may be misspelt, nothing changes after start."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AudioSettings(Section):
    """Microphone and speaker.

    Attributes:
        microphone: PortAudio's name or number of the input, ``default``, or ``none``.
        speaker: PortAudio's name or number of the output, ``default``, or ``none``.
        channel: Which of the microphone's channels, from 1.
        listen: Always; for one utterance at the push of a key; after a wake word or that key; or never.
        barge_in: What interrupts a reply: only a key or a wake word (half duplex), or also the voice (full duplex).
        echo: What keeps the assistant from hearing itself where the voice may interrupt: headphones, or a canceller.
        patience: Seconds without a frame after which a microphone counts as lost.
    """

    microphone: str = "default"
    speaker: str = "default"
    channel: Annotated[int, Field(ge=1, le=64)] = 1
    listen: Literal["open", "push", "wake", "muted"] = "open"
    barge_in: Literal["key", "voice"] = "key"
    echo: Literal["headphones", "cancel"] = "headphones"
    patience: Annotated[float, Field(ge=0.2, le=2.5)] = 2.0


class RuntimeSettings(Section):
    """Where the networks of each stage run.

    Attributes:
        asr: Recogniser.
        nlu: Student network.
        dialog: The networks that choose among the skills' claims.
        tts: Voice.
        strict: Fail at start where a stage cannot have the runtime it asks for, instead of taking the cpu.
    """

    asr: Device = "auto"
    nlu: Device = "auto"
    dialog: Device = "auto"
    tts: Device = "auto"
    strict: bool = False


def _service_address(uri: str) -> str:
    if not re.fullmatch(r"tcp://[^/:]+:\d{1,5}|unix:///.+", uri):
        raise ValueError("Not the address of a Wyoming service; write tcp://HOST:PORT or unix:///PATH")
    return uri


Service = Annotated[str, AfterValidator(_service_address)]


class WakeSettings(Section):
    """Wake words, for ``[audio] listen = "wake"``.

    Attributes:
        phrases: Those that open the ears.
        threshold: Probability from which one counts as said; ``python -m lab bench wake`` shows what each costs.
        refractory: Seconds after a wake in which there is no other.
    """

    phrases: Annotated[tuple[Literal["okay_nabu", "hey_jarvis", "hey_mycroft", "alexa"], ...], Field(min_length=1)] = (
        "hey_jarvis",
        "alexa",
    )
    threshold: Annotated[float, Field(gt=0, lt=1)] = 0.7
    refractory: Annotated[float, Field(ge=0.5, le=30)] = 2.0


class AsrSettings(Section):
    """Speech to text.

    Attributes:
        service: A Wyoming service that recognises in place of our own recogniser.
        languages: Locales that may be spoken besides ``locale``; which one it is, is told for each utterance.
        quality: ``quick`` decides at once; ``accurate`` hears doubtful English again with a larger model.
        wake: Wake words.
    """

    service: Service | None = None
    languages: tuple[LocaleName, ...] = ()
    quality: Literal["quick", "accurate"] = "accurate"
    wake: WakeSettings = WakeSettings()


class TtsSettings(Section):
    """Text to speech.

    Attributes:
        voice: Name of a voice.
        service: A Wyoming service that speaks in place of it.
        lexicon: The user's own pronunciations; by default ``lexicon.toml`` in the folder of the user's settings.
    """

    voice: str = "heart"
    service: Service | None = None
    lexicon: Path | None = None


def _no_token(token: SecretStr | None) -> SecretStr | None:
    if token is not None:
        raise ValueError("No longer taken; give each satellite a key instead: assistant satellites add NAME")
    return token


class WyomingSettings(Section):
    """The server for satellites and Home Assistant, part of `assistant daemon`.

    Attributes:
        enabled: Whether it is started.
        host: Address; the loopback unless you mean other machines to come.
        port: TCP port; 0 takes a free one.
        open_loopback: Whether programs on this machine need no key; those of other machines always need one.
        token: No longer taken: it was one for all, and sent in clear.
        certificate: PEM file for TLS.
        key: PEM file of its private key.
        most_clients: At once.
        longest_queue: Requests that may wait; one more is answered with "busy".
    """

    enabled: bool = True
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 10_700
    open_loopback: bool = True
    token: Annotated[SecretStr | None, AfterValidator(_no_token)] = None
    certificate: Path | None = None
    key: Path | None = None
    most_clients: Annotated[int, Field(ge=1, le=10_000)] = 256
    longest_queue: Annotated[int, Field(ge=1, le=10_000)] = 64

    @property
    def most_unkeyed(self) -> int:
        """Clients without a key at once; the other places are the satellites'."""
        return max(1, self.most_clients * 3 // 4)


class HealthSettings(Section):
    """Health and metrics of `assistant daemon`, over HTTP.

    Attributes:
        enabled: Whether they are served.
        host: Address.
        port: TCP port; 0 takes a free one.
        stall: Seconds after which an unfinished turn counts as stalled.
    """

    enabled: bool = True
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 10_701
    stall: Annotated[float, Field(ge=1, le=600)] = 30.0


class TelemetrySettings(Section):
    """Traces for a collector of yours.

    Attributes:
        endpoint: Where they are sent, such as ``http://127.0.0.1:4318/v1/traces``; nothing is sent without it.
    """

    endpoint: Annotated[str, Field(pattern=r"^https?://[^\s]+$")] | None = None


class LearningSettings(Section):
    """Learning from rephrases. The defaults are those of one home; docs/use/learning.md says what many homes need.

    Attributes:
        enabled: Whether anything is learned, and anything learned is used.
        support: Rephrases, weighted by how sure they are, before a rewrite is learned.
        devices: Distinct devices they must come from.
        agreeing: Devices of the house that must have come to a rewrite before it is used on one that has not.
        days: Distinct days they must come from.
        chance: Most probability that so many rephrases are mere chance, what is said next being what is said often.
        control: Share of the turns that never get a rewrite, to see whether it still helps.
        half_life: Days after which a turn counts half.
        opt_out: Devices that take no part.
    """

    enabled: bool = True
    support: Annotated[float, Field(ge=0.1)] = 2.0
    devices: Annotated[int, Field(ge=1)] = 1
    agreeing: Annotated[int, Field(ge=2)] = 3
    days: Annotated[int, Field(ge=1)] = 1
    chance: Annotated[float, Field(gt=0, le=1)] = 0.05
    control: Annotated[float, Field(ge=0, le=0.5)] = 0.1
    half_life: Annotated[float, Field(ge=1)] = 30.0
    opt_out: frozenset[str] = frozenset()


class PrivacySettings(Section):
    """What is kept, and for how long.

    Attributes:
        journal: Whether anything that is said is written down; without it nothing is learned, and no sound is kept.
        journal_days: After which turns are deleted.
        keep_audio: Whether what you say is kept as sound too; the assistant says so when it starts.
        audio_days: After which recordings are deleted.
        journal_key: File of the key that turns are encrypted with; see `assistant journal key`.
    """

    journal: bool = True
    keep_audio: bool = False
    audio_days: Annotated[int, Field(ge=1)] = 7
    journal_key: Path | None = None
    journal_days: Annotated[int, Field(ge=1)] = 90

    @property
    def keeps_audio(self) -> bool:
        """Whether sound is kept: never where not even words are."""
        return self.keep_audio and self.journal


def _digits(pin: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[0-9]{4,12}", pin.get_secret_value()):
        raise ValueError("Not a PIN; write 4 to 12 digits, in quotes")
    return pin


class SafetySettings(Section):
    """What wants a PIN after the yes.

    Attributes:
        pin: Four to twelve digits, which you say or type when you are asked; they are never written down.
        acts: Names of skills, or intents: whatever of theirs is confirmed wants the PIN too.
    """

    pin: Annotated[SecretStr, AfterValidator(_digits)] | None = None
    acts: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _pin_for_acts(self) -> Self:
        if self.acts and self.pin is None:
            raise ValueError("acts want a PIN, and there is none; set pin too")
        return self


class Config(BaseSettings):
    """All settings.

    Attributes:
        locale: Language and territory the assistant expects and answers in.
        zone: Time zone of the user; the system's where empty.
        state: Folder of what must not be lost: alarms, timers, lists, the journal.
        models: Folder of downloaded models.
        log_level: Least severe message on stderr.
        audio: Microphone and speaker.
        runtime: Where networks run.
        asr: Speech to text.
        tts: Text to speech.
        skills: For each skill, a table of its own; docs/use/skills.md lists what they take.
        learning: Learning from rephrases.
        privacy: What is kept.
        safety: What wants a PIN.
        wyoming: Server for satellites.
        health: Health and metrics.
        telemetry: Traces.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=NESTING,
        frozen=True,
        extra="forbid",
        nested_model_default_partial_update=True,
    )

    locale: LocaleName = "en-US"
    zone: ZoneName | None = None
    state: Path = Field(default_factory=lambda: platformdirs.user_state_path("voice-assistant"))
    models: Path = Field(default_factory=lambda: cache_folder() / "models")
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    audio: AudioSettings = AudioSettings()
    runtime: RuntimeSettings = RuntimeSettings()
    asr: AsrSettings = AsrSettings()
    tts: TtsSettings = TtsSettings()
    skills: dict[str, dict[str, Any]] = {}
    learning: LearningSettings = LearningSettings()
    privacy: PrivacySettings = PrivacySettings()
    safety: SafetySettings = SafetySettings()
    wyoming: WyomingSettings = WyomingSettings()
    health: HealthSettings = HealthSettings()
    telemetry: TelemetrySettings = TelemetrySettings()

    @property
    def satellites(self) -> Path:
        """Folder of what is kept of the satellites' keys."""
        return self.state / "satellites"

    @property
    def spoken(self) -> tuple[str, ...]:
        """ISO 639 codes of the languages that may be spoken."""
        locales = (self.locale, *self.asr.languages)
        return tuple(dict.fromkeys(locale.partition("-")[0] for locale in locales))

    def locale_of(self, language: str) -> str:
        """The configured locale of a language that was heard; ``locale`` where there is none."""
        locales = (self.locale, *self.asr.languages)
        return next((locale for locale in locales if locale.partition("-")[0] == language), self.locale)

    def fixed_to(self, locale: str | None) -> "Config":
        """The same settings where only ``locale`` is spoken; unchanged without one.

        Raises:
            AssistantError: ``locale.unknown``.
        """
        if locale is None:
            return self
        try:
            _known_locale(locale)
        except ValueError as error:
            raise AssistantError("locale.unknown", f"{locale}: {error}.", "For example en-US or de-DE.") from error
        return self.model_copy(update={"locale": locale, "asr": self.asr.model_copy(update={"languages": (locale,)})})

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file, whose content comes in as arguments."""
        return env_settings, init_settings


def default_path() -> Path:
    """Where ``assistant.toml`` is looked for unless a path is given."""
    return platformdirs.user_config_path("voice-assistant") / "assistant.toml"


def load_config(path: Path | None = None) -> Config:
    """Read and check the settings.

    Args:
        path: The file; without it the user's own one, which may be missing.

    Raises:
        AssistantError: ``config.missing``, ``config.unreadable``, ``config.syntax`` or ``config.invalid``, which names
            file, line, key and what is allowed.
    """
    file = path or default_path()
    text = _read(file, required=path is not None)
    try:
        return Config(**_parse(file, text))
    except ValidationError as error:
        raise config_error(error, file, text, dict(os.environ), Config) from error


def _read(file: Path, *, required: bool) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        if not required:
            return ""
        raise AssistantError(
            "config.missing", f"There is no config file {file}.", "Check the path behind --config."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise AssistantError(
            "config.unreadable", f"{file} cannot be read: {error}.", "It must be a text file in UTF-8."
        ) from error


def _parse(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AssistantError("config.syntax", f"{file} is not valid TOML: {error}.", "Correct that line.") from error


def as_toml(config: Config) -> str:
    """The settings as a config file would hold them; secrets appear as stars, what is unset is left out."""
    return tomli_w.dumps(config.model_dump(mode="json", exclude_none=True))
