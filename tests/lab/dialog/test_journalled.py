"""What the journal teaches arbitration."""

from dataclasses import replace
from pathlib import Path

from dialog.testing import Talk
from lab.dialog.ranking.journalled import journalled


async def test_turns_that_went_well_are_learned_from(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    await talk.say("what is two plus two", "qa_maths")
    await talk.say("add [list_name : shopping] milk to the shopping list", "lists_createoradd")
    await talk.say("undo")
    await talk.say("set a timer", "alarm_set")
    await talk.say("[time : ten minutes]", "alarm_set")
    await talk.say("purple")
    found = [(said.text, said.intent) for said in journalled(talk.dialog.journal.entries())]
    assert ("what is two plus two", "qa_maths") in found
    assert not any("milk" in text for text, _ in found), "what was undone is no example"
    assert not any("ten minutes" in text for text, _ in found), "nor is an answer to a question"


async def test_turns_that_probably_went_wrong_are_not(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    for _ in range(2):
        await talk.say("what is two plus two", "qa_maths")
    entries = talk.dialog.journal.entries()
    assert len(journalled(entries)) == 1
    assert journalled([replace(entry, defect=0.9) for entry in entries]) == []
