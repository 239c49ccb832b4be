games-begin = I am thinking of a number from 1 to { $largest }. Your guess?
games-larger = Larger.
games-smaller = Smaller.
games-again = Which number?
games-only = I cannot play { $name }, only guess the number.
games-won = { $count ->
    [one] Yes, { $number }! You needed one guess.
   *[other] Yes, { $number }! You needed { $count } guesses.
}
games-action = play guess the number
