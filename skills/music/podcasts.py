"""The newest episode of a podcast, out of its feed."""

from dialog.outside import Network, check_public
from skills.feeds import Entry, entries

_MOST_ENTRIES = 20


async def newest(network: Network, feed: str) -> Entry | None:
    """The first episode of a feed that has sound; None where none has.

    Args:
        network: The way there.
        feed: Address of an RSS or Atom feed.

    Raises:
        OutsideError: The feed cannot be reached, or leads somewhere that is nobody's business.
    """
    episode = next((entry for entry in await entries(network, feed, _MOST_ENTRIES) if entry.sound), None)
    if episode is not None:
        await check_public(episode.sound, feed)  # the player would open a file, or look around in the home
    return episode
