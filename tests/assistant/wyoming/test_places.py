import asyncio

import pytest

from assistant.wyoming.places import Places
from assistant.wyoming.satellite import _pieces


async def order(places: Places, *clients: str) -> list[str]:
    """Who gets the only place, in order, where all ask at once while it is held."""
    served: list[str] = []

    async def ask(client: str) -> None:
        async with places.taken(client):
            served.append(client)
            await asyncio.sleep(0)

    async with places.taken("first"):
        asking = [asyncio.create_task(ask(client)) for client in clients]
        await asyncio.sleep(0)
    await asyncio.gather(*asking)
    return served


async def test_who_asks_for_much_waits_for_itself() -> None:
    assert await order(Places(1), "greedy", "greedy", "greedy", "honest", "other") == [
        "greedy",
        "honest",
        "other",
        "greedy",
        "greedy",
    ]


async def test_one_client_alone_has_all_places() -> None:
    places = Places(2)
    async with places.taken("only"), places.taken("only"):
        assert places.queue("only") == 2


async def test_of_two_places_the_second_is_the_others() -> None:
    places = Places(2)
    second = asyncio.Event()

    async def ask(client: str, got: asyncio.Event) -> None:
        async with places.taken(client):
            got.set()
            await second.wait()

    async with places.taken("greedy"):
        async with places.taken("greedy"):
            greedy, honest = asyncio.Event(), asyncio.Event()
            tasks = [asyncio.create_task(ask("greedy", greedy)), asyncio.create_task(ask("honest", honest))]
            await asyncio.sleep(0)
        async with asyncio.timeout(5):
            await honest.wait()
        assert not greedy.is_set()
        second.set()
    await asyncio.gather(*tasks)


@pytest.mark.parametrize("at_once", [False, True])
async def test_who_gives_up_leaves_no_place_behind(at_once: bool) -> None:
    places = Places(1)
    async with places.taken("holder"):
        waiting = asyncio.create_task(places.taken("gone").__aenter__())
        await asyncio.sleep(0)
        if not at_once:
            waiting.cancel()
            await asyncio.wait({waiting})
    if at_once:  # it was granted and cancelled before it could know
        waiting.cancel()
        await asyncio.wait({waiting})
    async with asyncio.timeout(5), places.taken("next"):
        assert (places.queue("gone"), places.queue("holder"), places.queue("next")) == (0, 0, 1)


def test_a_long_text_is_spoken_in_runs_of_sentences_and_a_short_one_as_it_is() -> None:
    assert _pieces("It is noon. Or so.") == ["It is noon. Or so."]
    text = "This is a sentence of some length. " * 30
    assert "".join(_pieces(text)) == text
    assert max(len(piece) for piece in _pieces(text)) <= 150
    assert _pieces("") == [""]
