"""News and podcasts out of RSS and Atom feeds."""

from dataclasses import dataclass

from dialog.outside import Network
from skills.readers.process import read

_LARGEST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        title: Without markup; may be empty.
        sound: The address of its sound; empty where it has none.
    """

    title: str
    sound: str


async def entries(network: Network, feed: str, most: int) -> list[Entry]:
    """The first entries of a feed.

    Args:
        network: The way there.
        feed: Its address, from the user's settings.
        most: How many.

    Raises:
        OutsideError: It cannot be reached, or is no feed.
    """
    answer = await network.get(feed, most=_LARGEST_BYTES)
    return await read("feed", answer.body, list[Entry], most=most)
