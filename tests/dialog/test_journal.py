import stat
from datetime import timedelta

from dialog.testing import Talk


async def test_a_turn_leaves_what_was_understood_decided_and_said(talk: Talk) -> None:
    await talk.say("what is seven times eight", "qa_maths")
    events = {event.kind: event.body for event in talk.dialog.journal.events()}
    assert events["understood"]["text"] == "what is seven times eight"
    assert events["decided"]["kind"] == "act"
    assert events["said"]["skill"] == "arithmetic"


async def test_turns_are_numbered_on_after_a_restart(talk: Talk) -> None:
    first = await talk.turn("what time is it", "datetime_query")
    talk.restart()
    second = await talk.turn("what time is it", "datetime_query")
    assert second.number == first.number + 1


async def test_the_user_can_delete_all_of_it_or_what_is_old(talk: Talk) -> None:
    await talk.say("what time is it", "datetime_query")
    await talk.clock.advance(3600)
    await talk.say("what time is it", "datetime_query")
    assert talk.dialog.journal.delete(before=talk.clock.now() - timedelta(minutes=1)) > 0
    assert {event.turn for event in talk.dialog.journal.events()} == {2}
    talk.dialog.journal.delete()
    assert talk.dialog.journal.events() == ()


async def test_nobody_else_can_read_it(talk: Talk) -> None:
    await talk.say("what time is it", "datetime_query")
    files = list(talk.path.parent.glob("assistant.db*"))
    assert files
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
