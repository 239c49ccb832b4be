"""The composition root: builds each room from the settings, the first time it is needed."""

from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.config import Config
from assistant.networks import Networks
from dialog.clock import Clock, SystemClock
from nlu import Reading
from runtime import Audio, ModelStore
from runtime.residency import release_unused_pages

if TYPE_CHECKING:
    from asr import Recognizer
    from asr.echo import EchoCanceller
    from asr.hearing import Pace
    from asr.listener import Listener
    from asr.wake import WakeDetector
    from assistant.microphone import Microphone
    from dialog.backups import Backups, Restored
    from dialog.database import Database
    from dialog.dialog import Dialog
    from dialog.journal import Journal
    from dialog.journal_audio import AudioJournal
    from dialog.learning.self_learning import Refreshed, SelfLearning
    from dialog.ownership import Ownership
    from dialog.pin import Pin
    from dialog.schedule import Schedule
    from dialog.skillset import Skillset
    from nlu.student import Student
    from tts.voice import Voice

_SURE = 0.95  # probability from which a typed text is taken to be in another language than the usual one
_WARM_SAMPLES = 16_000


def needed_models(config: Config) -> tuple[str, ...]:
    """Names of the models that a conversation with these settings needs.

    Raises:
        TtsError: ``voice.unknown``.
    """
    from asr.recognizer import needed_models as needed
    from tts.addon import read_addon
    from tts.voices import addon_folder

    networks = read_addon(addon_folder(config.tts.voice)).networks.values()
    voice = set() if config.tts.service else {network.weights.model for network in networks if network.weights.model}
    ear = () if config.asr.service else needed(config.spoken, config.asr.quality)
    return tuple(dict.fromkeys(("silero-vad", *ear, *sorted(voice))))


class Rooms:
    """Everything one conversation needs. What a command does not use is never loaded.

    Attributes:
        config: Checked settings.
        clock: Time.
        networks: May serve other conversations too.
        restored: What became of the state, where it was damaged when it was opened.
    """

    def __init__(self, config: Config, clock: Clock | None = None, networks: Networks | None = None) -> None:
        """Set up.

        Args:
            config: Checked settings.
            clock: Time; the machine's, in the configured zone, where absent.
            networks: Of another conversation; its own where absent.
        """
        self.config = config
        self.clock: Clock = clock or SystemClock(config.zone)
        self.networks = networks or Networks(config)
        self.restored: Restored | None = None
        self._loaded = False

    @property
    def store(self) -> ModelStore:
        """Downloaded models."""
        return self.networks.store

    @cached_property
    def recognizer(self) -> "Recognizer":
        """Speech to text."""
        return self.networks.recognizer

    @cached_property
    def student(self) -> "Student":
        """Understanding."""
        return self.networks.student

    @cached_property
    def voice(self) -> "Voice":
        """Text to speech."""
        return self.networks.voice

    def locale_of_text(self, text: str) -> str:
        """The configured locale that a typed text is in; that of ``locale`` where it could be in several."""
        among = tuple(dict.fromkeys((self.config.locale, *self.config.asr.languages)))
        if len(among) == 1:
            return among[0]
        found, probability = self.networks.identifier.identify(text, among)
        return found if probability >= _SURE else among[0]

    def voice_for(self, locale: str) -> "Voice":
        """The configured voice where it speaks the language, else one that does.

        Raises:
            TtsError: ``voice.no_language``.
        """
        if locale.partition("-")[0] in self.voice.languages:
            return self.voice
        return self.networks.repertoire.voice(locale)

    @cached_property
    def dialog(self) -> "Dialog":
        """Skills, arbitration, memory."""
        from dialog.dialog import Dialog

        unlearn = self.learning.unlearn if self.config.learning.enabled else None
        return Dialog(
            self.skillset.skills,
            self.database,
            self.schedule,
            self.clock,
            journal=self.journal,
            ranker=self.networks.ranker,
            unlearn=unlearn,
            pin=self._pin,
        )

    @property
    def _pin(self) -> "Pin | None":
        from dialog.pin import Pin
        from dialog.storage import Storage

        safety = self.config.safety
        if safety.pin is None:
            return None
        return Pin(safety.pin.get_secret_value(), safety.acts, Storage(self.database, "dialog.pin"), self.clock)

    @cached_property
    def journal(self) -> "Journal":
        """What was said and done."""
        from dialog.journal import Journal

        return Journal(self.database, self.clock, keep=self.config.privacy.journal, key=self.config.privacy.journal_key)

    @cached_property
    def learning(self) -> "SelfLearning":
        """What was learned from rephrases."""
        from dialog.learning.miner import Thresholds
        from dialog.learning.rephrase import RephraseDetector, open_rephrase_model
        from dialog.learning.self_learning import SelfLearning

        chosen = self.config.learning
        return SelfLearning(
            self.database,
            self.journal,
            self.clock,
            RephraseDetector(open_rephrase_model(), lambda: self.networks.student),
            Thresholds(support=chosen.support, devices=chosen.devices, days=chosen.days, chance=chosen.chance),
            control=chosen.control,
            half_life=chosen.half_life,
            opt_out=chosen.opt_out,
            own=self._own_devices,
            agreeing=chosen.agreeing,
        )

    def _own_devices(self) -> frozenset[str]:
        """This machine, and the satellites that have a key."""
        from assistant.wyoming.keyring import Keyring
        from dialog.utterance import HERE

        return frozenset({HERE, *Keyring(self.config.satellites).names()})

    @cached_property
    def recordings(self) -> "AudioJournal":
        """What was said, as sound, where the user wants that kept."""
        from dialog.journal_audio import AudioJournal

        return AudioJournal(self.config.state / "audio", self.journal.seal)

    def clean(self) -> None:
        """Delete turns and recordings that are too old, and seal what was written before there was a key."""
        now, privacy = self.clock.now(), self.config.privacy
        if self.journal.seal_all():
            self.backups.remake(now.date())
        self.journal.delete(before=now - timedelta(days=privacy.journal_days))
        self.recordings.delete(before=now - timedelta(days=privacy.audio_days))

    def learn(self) -> "Refreshed":
        """Learn from the journal."""
        from dialog.learning.self_learning import Refreshed

        return self.learning.refresh() if self.config.learning.enabled else Refreshed(0, {})

    def back_up(self) -> None:
        """Copy the state, once a day."""
        _ = self.database  # there is one by then
        self.backups.make(self.clock.now().date())

    @cached_property
    def skillset(self) -> "Skillset":
        """Skills, and which of them could not be loaded."""
        from dialog.skillset import load_skills

        return load_skills(self.database, self.schedule, self.clock, self.config.skills)

    @cached_property
    def schedule(self) -> "Schedule":
        """What will ring."""
        from dialog.schedule import Schedule

        return Schedule(self.database, self.clock)

    @cached_property
    def database(self) -> "Database":
        """What must not be lost."""
        from dialog.backups import opened
        from dialog.database import Database
        from dialog.errors import DialogError

        while_opening = self._ownership()
        try:
            while_opening.take("command")
        except DialogError as error:
            if error.code != "state.owned":
                raise
            return Database(self.state_file, migrate=False)  # to read beside the owner
        try:
            database, self.restored = opened(self.state_file, self.clock.now())
        finally:
            while_opening.give_back()
        return database

    def own_state(self, role: str) -> None:
        """Become the state's owner, until ``close``.

        Args:
            role: What the program is, for others that want the state.

        Raises:
            DialogError: ``state.owned`` or ``state.folder``.
        """
        self._owning.take(role)

    @cached_property
    def backups(self) -> "Backups":
        """Copies of what must not be lost."""
        from dialog.backups import Backups

        return Backups(self.state_file)

    @cached_property
    def _owning(self) -> "Ownership":
        return self._ownership()

    def _ownership(self) -> "Ownership":
        from dialog.ownership import Ownership

        return Ownership(self.config.state)

    @property
    def state_file(self) -> Path:
        """Where what must not be lost is."""
        return self.config.state / "assistant.db"

    def listener(self, pace: "Pace | None" = None) -> "Listener":
        """A fresh listener with its own state, for one stream of frames.

        Args:
            pace: When the recogniser works; that of a conversation where absent.
        """
        from asr.endpointer import Endpointer
        from asr.listener import Listener

        return Listener(self.recognizer, self.networks.detector, Endpointer(), pace)

    def microphone(self) -> "Microphone | None":
        """The sound card's, where the settings want that."""
        from assistant.microphone import SoundCard

        audio = self.config.audio
        return None if audio.microphone == "none" else SoundCard(audio.microphone, audio.patience, audio.channel)

    def wake_detector(self) -> "WakeDetector | None":
        """Listens for wake words, where the settings want that.

        Raises:
            AsrError: ``wake.missing``.
            RuntimeRoomError: ``model.corrupt``, or ``runtime.unavailable`` where the settings are strict.
        """
        if self.config.audio.listen != "wake":
            return None
        from asr.wake import Wake, WakeDetector

        settings, device = self.config.asr.wake, self.config.runtime.asr
        detector = WakeDetector(settings.phrases, Wake(settings.threshold, settings.refractory), device)
        return self.networks.as_asked("asr", device, detector)

    def echo_canceller(self) -> "EchoCanceller | None":
        """Takes the assistant's own voice out, where the settings want that.

        Raises:
            AsrError: ``echo.missing``.
        """
        audio = self.config.audio
        if audio.barge_in != "voice" or audio.echo != "cancel":
            return None
        from asr.echo import EchoCanceller

        return EchoCanceller()

    def close(self) -> None:
        """Let go of what is on disk, and of the skills, if they were opened."""
        if "skillset" in vars(self):
            self.skillset.close()
        if "dialog" in vars(self):
            self.dialog.close()
        if "database" in vars(self):
            self.database.close()
        self._owning.give_back()

    def load(self) -> None:
        """Load every room and use each once without effect, so that no turn waits for what is made on first use."""
        if self._loaded:
            return
        from skills.places import find_place

        find_place("Tokyo", self.config.locale)  # reads the table of places, which no empty name would
        self.networks.load()
        self.recognizer.transcribe(Audio(np.zeros(_WARM_SAMPLES, dtype=np.float32), 16_000))
        self._warm_dialog()
        self._warm_voice()
        release_unused_pages()
        self._loaded = True

    def _warm_dialog(self) -> None:
        """Ask every skill for all that it can do, about an utterance without words: no language has any to offer."""
        from dialog.ranking import Situation
        from dialog.ranking.shortlist import collect_claims
        from dialog.skill import Request

        skills = tuple(self.dialog.skills.values())
        intents = {intent: Reading(intent, 1.0) for skill in skills for intent in skill.manifest.intents}
        empty = self.student.understand("", self.config.locale)
        anything = replace(empty, readings=(*intents.values(), *empty.readings))
        claims = collect_claims(skills, [Request(anything, self.clock)])
        self.networks.ranker.rank(claims, [anything], Situation())

    def _warm_voice(self) -> None:
        """Begin to say what needs no skill; a voice for another language is opened when there is something to say."""
        from dialog.skill import Message

        renderer = self.dialog.renderer
        locale = renderer.language_of_replies(self.config.locale)
        if locale.partition("-")[0] in self.voice.languages:
            next(iter(self.voice.stream(renderer.render([Message("dialog-failed")], locale))), None)
