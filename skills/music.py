"""Music and radio, on a Music Player Daemon (MPD)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from nlu.values.language import language, whole_words
from skills.mpd import MusicPlayer
from skills.verbs import verb

_PORT = 6600
_TAGS = {"song_name": "title", "artist_name": "artist", "music_album": "album", "music_genre": "genre"}
_SHUFFLE = {
    "en": "shuffle|random",
    "de": r"zufällig\w*|zufalls\w*|misch\w*|shuffle",
    "es": r"aleatori\w*|mezcla\w*",
    "fr": r"aléatoire\w*|mélang\w*",
    "it": r"casual\w*|mescola\w*|shuffle",
    "pt": r"aleatóri\w*|baralha\w*|embaralh\w*",
    "nl": r"willekeurig\w*|shuffle|husselen",
    "hi": "शफल|शफ़ल",
    "ja": "シャッフル",
    "zh": "随机",
    "ar": "عشوائي(?:ا|ًا)?",
    "tr": r"karışık\w*|karıştır\w*|rastgele",
}


class Music:
    """Plays what the user's own collection holds, and stations that the settings name."""

    manifest = Manifest(
        name="music",
        intents={"play_music": (), "music_query": (), "music_settings": (), "play_radio": ()},
        permissions=frozenset({"network"}),
        carries={"play_music": ("artist_name", "song_name", "music_genre"), "play_radio": ("radio_name",)},
        examples={"en": ("play some jazz", "what song is this", "shuffle the music", "play radio one")},
    )

    def __init__(self, services: Services) -> None:
        settings = services.settings
        self._stations: Mapping[str, str] = {str(k).lower(): str(v) for k, v in settings.get("stations", {}).items()}
        host = settings.get("host")
        self._player = MusicPlayer(str(host), int(settings.get("port", _PORT))) if host else None

    def bid(self, request: Request) -> Bid | None:
        """For playing, asking what plays, and how it plays."""
        return Bid("music", 0.9, request.interpretation.intent, action=Message("music-action"))

    def names(self) -> Iterable[str]:
        """Stations."""
        return tuple(self._stations)

    async def handle(self, request: Request) -> Reply:
        """Have the player do it."""
        if self._player is None:
            return Reply((Message("music-off"),), done=False)
        try:
            return await self._done(request, self._player)
        except OSError:  # a timeout is one
            return Reply((Message("music-unreachable"),), done=False)

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Silence again."""
        if self._player is not None and done:
            await self._player.set("stop")

    async def _done(self, request: Request, player: MusicPlayer) -> Reply:
        said = request.interpretation
        if said.intent == "music_query":
            return await _told(player)
        if verb(said) == "remove":
            await player.set("pause", "1")
            return Reply((Message("music-paused"),))
        if said.intent == "music_settings":
            option = "random" if _says_shuffle(request) else "repeat"
            await player.set(option, "1")
            return Reply((Message(f"music-{option}"),))
        return await (self._tune(request, player) if said.intent == "play_radio" else _play(request, player))

    async def _tune(self, request: Request, player: MusicPlayer) -> Reply:
        slot = request.interpretation.slot("radio_name")
        wanted = slot.text.lower() if slot else ""
        name = next((name for name in self._stations if wanted in name or name in wanted), "")
        if not name:
            return Reply(
                (Message("music-no-station", {"what": wanted, "named": "yes" if wanted else "no"}),), done=False
            )
        await player.play_address(self._stations[name])
        return Reply((Message("music-plays", {"what": name}),), undo={"stop": True})


async def _play(request: Request, player: MusicPlayer) -> Reply:
    wanted = [(_TAGS[slot.name], slot.text) for slot in request.interpretation.slots if slot.name in _TAGS]
    song = await player.play(wanted)
    if song is None:
        what = " ".join(words for _, words in wanted)
        return Reply((Message("music-not-found", {"what": what, "named": "yes" if what else "no"}),), done=False)
    return Reply((Message("music-plays", {"what": song.title}),), data={"song": song.title}, undo={"stop": True})


async def _told(player: MusicPlayer) -> Reply:
    song = await player.song()
    if song is None:
        return Reply((Message("music-silent"),))
    arguments = {"what": song.title, "artist": song.artist, "known": "yes" if song.artist else "no"}
    return Reply((Message("music-now", arguments),), data={"song": song.title})


def _says_shuffle(request: Request) -> bool:
    words = _SHUFFLE.get(language(request.locale), "$^")
    return re.search(whole_words(words, request.locale), request.interpretation.utterance.lower()) is not None
