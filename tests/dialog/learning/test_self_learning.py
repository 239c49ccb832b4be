import json
import sqlite3
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from dialog.errors import DialogError
from dialog.journal import Journal
from dialog.journal_entry import JournalEntry
from dialog.learning.circle import Circle
from dialog.learning.guardrails import Guardrails
from dialog.learning.memory import Memory
from dialog.learning.miner import Thresholds
from dialog.learning.self_learning import SelfLearning
from dialog.testing import Talk, meaning
from dialog.utterance import Guess, Origin, Rewriting, Utterance
from nlu import Interpretation

MISHEARD = meaning("tadup twelve and nine", "play_radio", confidence=0.2, in_scope=False)
HOUSE = Circle("en")
MEANT = meaning("what is twelve plus nine", "qa_maths")


def said_again(first: JournalEntry, second: JournalEntry) -> float:
    """People who were not understood say it again."""
    return 0.9 if first.answer.decision.kind == "decline" else 0.05


class Home:
    """A home with some devices, where things are said and time goes by."""

    def __init__(
        self, folder: Path, *, opt_out: frozenset[str] = frozenset(), own: tuple[str, ...] = (), **thresholds: float
    ) -> None:
        self._opt_out = opt_out
        self._own = frozenset({"here", *own})
        self._limits = Thresholds.model_validate({"support": 0.5, "devices": 1} | thresholds)
        self.talk = Talk(folder)
        self.open()

    def open(self) -> None:
        self.journal = Journal(self.talk.database, self.talk.clock)
        self.learning = SelfLearning(
            self.talk.database,
            self.journal,
            self.talk.clock,
            said_again,
            self._limits,
            guardrails=Guardrails(),
            control=0.0,
            opt_out=self._opt_out,
            own=lambda: self._own,
        )
        self.talk.dialog._unlearn = self.learning.unlearn

    async def say(self, said: Interpretation, device: str = "here") -> None:
        assigned = self.learning.assign(said, device)
        target = assigned.rewrite.target if assigned else ""
        acted_on = MEANT if assigned and assigned.treated else said
        utterance = Utterance((Guess(said.utterance, 0.5),), said.locale, Origin(device))
        rewriting = Rewriting(said, target, used=acted_on is not said)
        await self.talk.dialog.take_turn(acted_on, utterance=utterance, rewriting=rewriting)
        await self.talk.clock.advance(8)

    async def mishear(self, device: str = "here") -> None:
        await self.say(MISHEARD, device)
        await self.say(MEANT, device)
        await self.talk.clock.advance(3600)

    def taken_as(self, device: str = "here") -> str:
        assigned = self.learning.assign(MISHEARD, device)
        return assigned.rewrite.target if assigned else ""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


async def test_what_people_come_to_is_learned_and_offered(home: Home) -> None:
    await home.mishear()
    assert home.taken_as() == ""
    refreshed = home.learning.refresh()
    assert [change.action for change in refreshed.changes[HOUSE]] == ["learned"]
    assert home.taken_as() == "what is twelve plus nine"


async def test_what_is_understood_is_left_alone(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    sure = meaning("tadup twelve and nine", "play_radio", confidence=0.97)
    assert home.learning.assign(sure, "here") is None


async def test_another_language_is_left_alone(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    german = meaning(MISHEARD.utterance, "play_radio", "de-DE", confidence=0.2, in_scope=False)
    assert home.learning.assign(german, "here") is None


async def test_a_session_that_may_go_on_is_not_judged_yet(home: Home) -> None:
    await home.say(MISHEARD)
    assert home.learning.refresh().judged == 0
    await home.talk.clock.advance(60)
    assert home.learning.refresh().judged == 1


async def test_turns_that_are_nothing_like_a_retry_teach_nothing(home: Home) -> None:
    for _ in range(20):
        await home.say(meaning("what time is it", "datetime_query"))
        await home.say(MEANT)
        await home.talk.clock.advance(3600)
    home.learning.refresh()
    assert home.learning.memory.all() == []


async def test_one_device_is_not_enough_where_several_are_asked_for(tmp_path: Path) -> None:
    home = Home(tmp_path, devices=2, own=("kitchen",))
    for _ in range(5):
        await home.mishear()
    home.learning.refresh()
    assert home.taken_as() == ""
    await home.mishear("kitchen")
    home.learning.refresh()
    assert home.taken_as() == "what is twelve plus nine"


STRANGER = "192.168.1.66"


async def test_what_a_stranger_says_changes_nothing_for_anybody_else(tmp_path: Path) -> None:
    home = Home(tmp_path, own=("kitchen",))
    for _ in range(4):
        await home.mishear(STRANGER)
    home.learning.refresh()
    assert (home.taken_as("here"), home.taken_as("kitchen"), home.taken_as("192.168.1.67")) == ("", "", "")
    assert home.taken_as(STRANGER) == "what is twelve plus nine"


async def test_any_number_of_strangers_count_for_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for number in range(8):
        await home.mishear(f"192.168.1.{number}")
    home.learning.refresh()
    assert home.taken_as() == ""


async def test_what_one_device_of_the_house_comes_to_is_its_own(tmp_path: Path) -> None:
    home = Home(tmp_path, own=("kitchen",))
    for _ in range(4):
        await home.mishear("kitchen")
    home.learning.refresh()
    assert (home.taken_as("kitchen"), home.taken_as("here")) == ("what is twelve plus nine", "")


async def test_what_enough_devices_of_the_house_come_to_is_everybodys(tmp_path: Path) -> None:
    home = Home(tmp_path, own=("kitchen", "bath", "bedroom"))
    for device in ("kitchen", "bath", "bedroom"):
        await home.mishear(device)
    home.learning.refresh()
    assert home.taken_as("here") == "what is twelve plus nine"
    assert home.taken_as(STRANGER) == ""


async def test_a_stranger_cannot_take_back_what_the_house_has_learned(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    for _ in range(25):
        await home.say(MISHEARD, STRANGER)
        await home.say(meaning("that's not what i said", "general_quirky", in_scope=False), STRANGER)
        await home.talk.clock.advance(3600)
    home.learning.refresh()
    assert home.taken_as() == "what is twelve plus nine"


async def test_a_device_whose_key_is_taken_back_counts_no_more(tmp_path: Path) -> None:
    home = Home(tmp_path, own=("kitchen", "bath", "bedroom"))
    for device in ("kitchen", "bath", "bedroom"):
        await home.mishear(device)
    home.learning.refresh()
    home._own = frozenset({"here", "kitchen", "bath"})
    assert home.taken_as("here") == ""


async def test_a_device_that_opted_out_neither_teaches_nor_is_rewritten(tmp_path: Path) -> None:
    home = Home(tmp_path, opt_out=frozenset({"bedroom"}))
    await home.mishear("bedroom")
    home.learning.refresh()
    assert home.taken_as() == ""
    await home.mishear("kitchen")
    home.learning.refresh()
    assert home.taken_as("kitchen") == "what is twelve plus nine"
    assert home.taken_as("bedroom") == ""


async def test_undo_takes_the_rewrite_back_for_good(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    await home.say(MISHEARD)
    reply = await home.talk.say("undo that")
    assert reply == "I won't take those words that way again."
    assert home.taken_as() == ""
    for _ in range(5):
        await home.mishear()
    home.learning.refresh()
    assert home.taken_as() == ""
    assert home.learning.memory.records()[-1].why == "undone by the user"


async def test_undo_holds_for_other_words_that_mean_the_same(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    await home.say(MISHEARD)
    await home.talk.say("undo that")
    await home.talk.clock.advance(3600)
    for _ in range(6):
        await home.say(MISHEARD)
        await home.say(replace(MEANT, utterance="twelve plus nine makes what"))
        await home.talk.clock.advance(3600)
    home.learning.refresh()
    assert home.taken_as() == ""


async def test_undo_holds_for_what_sounds_the_same(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    await home.say(MISHEARD)
    await home.talk.say("undo that")
    await home.talk.clock.advance(3600)
    alike = replace(MISHEARD, utterance="tad up twelf and nyne")
    for _ in range(6):
        await home.say(alike)
        await home.say(MEANT)
        await home.talk.clock.advance(3600)
    home.learning.refresh()
    assert home.learning.assign(alike, "here") is None


async def test_undo_takes_back_what_only_sounded_like_it(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    alike = replace(MISHEARD, utterance="tad up twelf and nyne")
    await home.say(alike)
    assert home.journal.entries()[-1].rewriting.used
    await home.talk.say("undo that")
    assert home.taken_as() == ""


async def test_undo_after_a_plain_turn_blocks_nothing(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    await home.say(MISHEARD)
    await home.say(meaning("what time is it", "datetime_query"))
    await home.talk.say("undo that")
    assert home.taken_as() == "what is twelve plus nine"


async def test_a_block_from_another_program_works_at_once(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    assert home.taken_as()
    elsewhere = Memory(home.talk.database, home.talk.clock)
    elsewhere.block("en", "Tadup twelve and nine!", "blocked by the user")
    assert home.taken_as() == ""
    elsewhere.allow("en", "tadup twelve and nine", "allowed again")
    assert home.taken_as() == "what is twelve plus nine"


async def test_the_kill_switch_stops_all_rewriting_at_once(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    home.learning.memory.stop(True)
    assert home.taken_as() == ""
    home.learning.memory.stop(False)
    assert home.taken_as() == "what is twelve plus nine"


async def test_rewrites_and_their_trials_outlive_the_program(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    for _ in range(4):
        await home.say(MISHEARD)
        await home.talk.clock.advance(3600)
    home.learning.refresh()
    home.talk.restart()
    home.open()
    assert home.taken_as() == "what is twelve plus nine"
    [learned] = home.learning.memory.all("en")
    assert learned.evidence.trial.treated.turns == 4
    assert learned.evidence.trial.treated.mean < 0.5


async def test_turns_are_judged_and_counted_once(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    await home.say(MISHEARD)
    await home.talk.clock.advance(3600)
    home.learning.refresh()
    assert home.learning.refresh().judged == 0
    [learned] = home.learning.memory.all("en")
    assert learned.evidence.trial.treated.turns == 1


async def test_a_lone_thank_you_teaches_nothing_and_stops_nothing(home: Home) -> None:
    await home.say(meaning("thank you", "general_quirky", confidence=0.2, in_scope=False))
    await home.talk.clock.advance(3600)
    assert home.learning.refresh().judged == 1


async def test_a_rewrite_that_does_harm_is_blocked(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    for _ in range(25):
        await home.say(MISHEARD)
        await home.say(meaning("that's not what i said", "general_quirky", in_scope=False))
        await home.talk.clock.advance(3600)
    changes = home.learning.refresh().changes[HOUSE]
    assert "blocked" in {change.action for change in changes}
    assert home.taken_as() == ""


async def test_what_is_not_known_cannot_be_blocked(home: Home) -> None:
    with pytest.raises(DialogError, match="No live rewrite") as caught:
        home.learning.memory.block("en", "no such thing", "")
    assert caught.value.code == "learning.unknown"


async def test_forgetting_leaves_nothing(home: Home) -> None:
    await home.mishear()
    home.learning.refresh()
    assert home.learning.memory.forget() == 1
    assert home.learning.memory.all() == []
    assert home.learning.memory.records() == ()
    assert home.taken_as() == ""


def test_what_an_older_version_learned_is_kept_and_waits_for_a_witness(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / "assistant.db")
    for step in sorted(files("dialog").joinpath("migrations").iterdir(), key=lambda entry: entry.name)[:3]:
        old.executescript(step.read_text(encoding="utf-8"))
    evidence = {
        "rewrite": {"source": "tadup twelve and nine", "target": MEANT.utterance, "source_meaning": "a"}
        | {"target_meaning": "b", "direct": 0.1, "through": 0.8, "support": 9, "devices": 2, "days": 1},
        "trial": {"treated": {"defects": 1, "turns": 4}, "control": {"defects": 3, "turns": 4}},
    }
    row = ("en", "tadup twelve and nine", MEANT.utterance, "live", json.dumps(evidence))
    old.execute("INSERT INTO rewrites VALUES (?, ?, ?, ?, ?)", row)
    old.execute("INSERT INTO learning_changes VALUES (1, 0, 'en', 'learned', 'tadup', ?, 'so')", (MEANT.utterance,))
    old.execute("PRAGMA user_version = 3")
    old.commit()
    old.close()
    home = Home(tmp_path)
    [learned] = home.learning.memory.all("en")
    assert (learned.state, learned.evidence.trial.treated.turns) == ("live", 4)
    assert home.learning.memory.records()[-1].action == "learned"
    assert home.taken_as() == ""
