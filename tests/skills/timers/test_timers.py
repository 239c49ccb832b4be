from dialog.testing import Talk


async def test_timers_are_set_asked_after_and_cancelled(talk: Talk) -> None:
    assert await talk.say("set a timer for [time : ten minutes]", "alarm_set") == "Timer set for 10 minutes."
    await talk.clock.advance(90)
    assert await talk.say("how much time is left on the timer", "alarm_query") == "8 minutes and 30 seconds left."
    assert await talk.say("cancel the timer", "alarm_remove") == "Timer cancelled."
    assert await talk.say("cancel the timer", "alarm_remove") == "No timer is running."


async def test_the_intent_that_people_mean_may_be_another(talk: Talk) -> None:
    assert await talk.say("can you give me a [time : ten minute] timer", "calendar_set") == "Timer set for 10 minutes."


async def test_a_timer_has_the_name_it_was_given(talk: Talk) -> None:
    reply = await talk.say("set a timer for [time : five minutes] for [event_name : cookies]", "calendar_set")
    assert reply == "cookies timer: 5 minutes, starting now."


async def test_of_several_timers_the_one_meant_is_asked_for(talk: Talk) -> None:
    await talk.say("set a timer for [time : ten minutes]", "alarm_set")
    await talk.say("set a timer for [time : five minutes]", "alarm_set")
    assert await talk.say("cancel the timer", "alarm_remove") == "Which timer: 5 minutes or 10 minutes?"
    assert await talk.say("the [time : five minute] one", "general_quirky") == "Timer cancelled."
    assert [timer.length.seconds for timer in talk.schedule.appointments() if timer.length] == [600]


async def test_all_timers_may_be_meant(talk: Talk) -> None:
    await talk.say("set a timer for [time : ten minutes]", "alarm_set")
    await talk.say("set a timer for [time : five minutes]", "alarm_set")
    assert await talk.say("cancel all timers", "alarm_remove") == "Shall I cancel all 2 timers?"
    assert await talk.say("yes") == "2 timers cancelled."


async def test_timers_are_set_in_other_languages(talk: Talk) -> None:
    assert await talk.say("stell einen timer auf [time : zehn minuten]", "alarm_set", "de-DE") == (
        "Der Timer läuft: 10 Minuten."
    )
    assert await talk.say("pon un temporizador", "alarm_set", "es-ES") == "¿De cuánto tiempo?"
    assert await talk.say("media hora", "general_quirky", "es-ES") == "Temporizador de 30 minutos en marcha."
    assert await talk.say("mets un minuteur de dix minutes", "alarm_set", "fr-FR") == "Minuteur réglé sur 10 minutes."
    assert await talk.say("दस मिनट का टाइमर", "alarm_set", "hi-IN") == "10 मिनट का टाइमर लगा दिया।"
    assert await talk.say("十分のタイマーをかけて", "alarm_set", "ja-JP") == "10 分のタイマーを始めました。"
