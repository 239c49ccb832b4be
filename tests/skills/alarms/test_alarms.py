from dialog.testing import Talk


async def test_alarms_are_set_listed_and_removed(talk: Talk) -> None:
    assert await talk.say("wake me at [time : six thirty] [timeofday : in the morning]", "alarm_set") == (
        "Alarm set for 6:30 AM tomorrow."
    )
    assert await talk.say("set an alarm for [time : nine pm]", "alarm_set") == "Alarm set for 9:00 PM today."
    assert await talk.say("what alarms are set", "alarm_query") == (
        "You have 2 alarms: 9:00 PM today. 6:30 AM tomorrow."
    )
    assert await talk.say("cancel my [time : nine pm] alarm", "alarm_remove") == "The 9:00 PM alarm is off."
    assert await talk.say("what alarms are set", "alarm_query") == "6:30 AM tomorrow."


async def test_a_missing_time_is_asked_for(talk: Talk) -> None:
    assert await talk.say("set an alarm for [date : tomorrow]", "alarm_set") == "For what time?"
    assert await talk.say("[time : eight am]") == "Alarm set for 8:00 AM tomorrow."


async def test_alarms_recur_on_the_days_that_were_said(talk: Talk) -> None:
    assert await talk.say("wake me [general_frequency : every weekday] at [time : seven am]", "alarm_set") == (
        "Alarm set for 7:00 AM on weekdays."
    )
    assert await talk.say("wake me at [time : eight] every [date : sunday]", "alarm_set") == (
        "Alarm set for 8:00 AM every Sunday."
    )


async def test_a_time_that_has_passed_is_asked_for_again(talk: Talk) -> None:
    assert await talk.say("wake me [date : today] at [time : six am]", "alarm_set") == (
        "That time has passed. For what time?"
    )
    assert await talk.say("[time : eleven am]") == "Alarm set for 11:00 AM today."


async def test_of_several_alarms_the_one_meant_is_asked_for(talk: Talk) -> None:
    await talk.say("set an alarm for [time : nine pm]", "alarm_set")
    await talk.say("set an alarm for [time : ten pm]", "alarm_set")
    assert await talk.say("remove the alarm", "alarm_remove") == "Which alarm: 9:00 PM or 10:00 PM?"
    assert await talk.say("the one at [time : ten]") == "The 10:00 PM alarm is off."


async def test_an_alarm_that_is_not_there_is_not_removed(talk: Talk) -> None:
    turn = await talk.turn("remove the alarm", "alarm_remove")
    assert (turn.text, turn.done) == ("There is no such alarm.", False)


async def test_alarms_are_set_in_other_languages(talk: Talk) -> None:
    assert await talk.say("weck mich [date : morgen] um [time : halb sieben]", "alarm_set", "de-DE") == (
        "Der Wecker klingelt morgen um 06:30."
    )
    assert await talk.say("réveille-moi à [time : sept heures] [date : demain]", "alarm_set", "fr-FR") == (
        "Réveil réglé pour demain à 07:00."
    )
    assert await talk.say(
        "[date : 明日] の [timeofday : 朝] [time : 六時半] にアラームをかける", "alarm_set", "ja-JP"
    ) == ("明日の6:30にアラームを設定しました。")
