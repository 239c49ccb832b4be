import re

from dialog.testing import Talk


async def test_a_number_is_guessed_by_halving(talk: Talk) -> None:
    assert await talk.say("let's play a game", "play_game") == "I am thinking of a number from 1 to 100. Your guess?"
    low, high = 1, 100
    for tries in range(1, 9):
        guess = (low + high) // 2
        said = await talk.say(str(guess))
        if said.startswith("Yes"):
            assert re.fullmatch(rf"Yes, {guess}! You needed {tries} guess(es)?\.", said)
            return
        low, high = (guess + 1, high) if said == "Larger." else (low, guess - 1)
    raise AssertionError("eight guesses are enough")


async def test_what_is_no_number_is_asked_again_and_the_game_survives_a_restart_and_ends(talk: Talk) -> None:
    await talk.say("let's play a game", "play_game")
    assert await talk.say("purple") == "Which number?"
    talk.restart()
    assert await talk.say("zero") == "Larger."
    assert await talk.say("stop") == "Okay, cancelled."
    assert await talk.say("fifty") == "I did not understand that."


async def test_a_game_that_it_does_not_know_is_said(talk: Talk) -> None:
    said = await talk.say("play [game_name : chess] with me", "play_game")
    assert said.startswith("I cannot play chess, only guess the number. I am thinking of a number")
