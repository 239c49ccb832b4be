"""Music, radio, podcasts and audiobooks, on a Music Player Daemon (MPD)."""

from collections.abc import Iterable, Mapping
from typing import Any

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from locales import Words, section
from nlu.values.language import language
from skills.music.mpd import MusicPlayer
from skills.music.podcasts import newest
from skills.verbs import verb
from skills.wording import says

_PORT = 6600
_DEEDS = {
    "play_music": "play",
    "music_query": "ask",
    "music_settings": "settings",
    "play_radio": "radio",
    "play_podcasts": "podcast",
    "play_audiobook": "book",
    "music_likeness": "judge",
    "music_dislikeness": "judge",
}
_TAGS = {"song_name": "title", "artist_name": "artist", "music_album": "album", "music_genre": "genre"}


class MusicWords(Words):
    """Words about how music is played.

    Attributes:
        shuffle: In random order.
        resume: On from where it stopped.
    """

    shuffle: tuple[str, ...] = ()
    resume: tuple[str, ...] = ()


class Music:
    """Plays what the user's own collection holds, and the stations and podcasts that the settings name."""

    manifest = Manifest(
        name="music",
        intents=dict.fromkeys(_DEEDS, ()),
        permissions=frozenset({"network", "storage"}),
        carries={
            "play_music": ("artist_name", "song_name", "music_genre"),
            "play_radio": ("radio_name",),
            "play_podcasts": ("podcast_name",),
            "play_audiobook": ("audiobook_name", "audiobook_author"),
        },
        examples={"en": ("play some jazz", "what song is this", "shuffle the music", "play radio one")},
    )

    def __init__(self, services: Services) -> None:
        settings = services.settings
        self._services = services
        self._stations: Mapping[str, str] = {str(k).lower(): str(v) for k, v in settings.get("stations", {}).items()}
        self._podcasts: Mapping[str, str] = {str(k).lower(): str(v) for k, v in settings.get("podcasts", {}).items()}
        self._books = str(settings.get("audiobooks", ""))
        host = settings.get("host")
        self._player = MusicPlayer(str(host), int(settings.get("port", _PORT))) if host else None

    def bid(self, request: Request) -> Bid | None:
        """For playing, asking what plays, and how it plays."""
        intent = request.interpretation.intent
        return Bid("music", 0.9, intent, action=Message(f"music-action-{_DEEDS[intent]}", {"intent": intent}))

    def names(self) -> Iterable[str]:
        """Stations and podcasts."""
        return (*self._stations, *self._podcasts)

    async def handle(self, request: Request) -> Reply:
        """Have the player do it."""
        if self._player is None:
            return Reply((Message("music-off"),), done=False)
        try:
            return await self._done(request, self._player)
        except (OutsideError, OSError):  # a timeout is one
            return Reply((Message("music-unreachable"),), done=False)

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Silence again; a song is no longer a favourite, or no longer none."""
        if "song" in done:
            self._judge(done["song"], done["before"])
        elif self._player is not None and done:
            await self._player.set("stop")

    async def _done(self, request: Request, player: MusicPlayer) -> Reply:
        said = request.interpretation
        match said.intent:
            case "music_query":
                return await _told(player)
            case "music_likeness" | "music_dislikeness":
                return await self._judged(player, likes=said.intent == "music_likeness")
            case _ if verb(said) == "remove":
                await player.set("pause", "1")
                return Reply((Message("music-paused"),))
            case "music_settings":
                option = "random" if says(request.interpretation, _words(request).shuffle) else "repeat"
                await player.set(option, "1")
                return Reply((Message(f"music-{option}"),))
            case "play_radio":
                return await self._tune(request, player)
            case _ if says(request.interpretation, _words(request).resume) and await player.song_paused():
                await player.set("pause", "0")
                return await _told(player)
            case "play_podcasts":
                return await self._play_podcast(request, player)
            case "play_audiobook":
                return await self._read_book(request, player)
            case _:
                return await _play(request, player)

    async def _tune(self, request: Request, player: MusicPlayer) -> Reply:
        name = _chosen(self._stations, request, "radio_name")
        if not name:
            return _unknown("music-no-station", request, "radio_name")
        await player.play_address(self._stations[name])
        return Reply((Message("music-plays", {"what": name}),), undo={"stop": True})

    async def _play_podcast(self, request: Request, player: MusicPlayer) -> Reply:
        name = _chosen(self._podcasts, request, "podcast_name")
        if not name:
            return _unknown("music-no-podcast", request, "podcast_name")
        episode = await newest(self._services.network, self._podcasts[name])
        if episode is None:
            return Reply((Message("music-no-episode", {"what": name}),), done=False)
        await player.play_address(episode.sound)
        return Reply((Message("music-plays", {"what": episode.title or name}),), undo={"stop": True})

    async def _read_book(self, request: Request, player: MusicPlayer) -> Reply:
        """A book is a folder, or tracks whose album it is, below the folder for audiobooks."""
        said = request.interpretation
        if not self._books:
            return Reply((Message("music-no-books"),), done=False)
        wanted = [("any", slot.text) for slot in said.slots if slot.name in ("audiobook_name", "audiobook_author")]
        song = await player.play([("base", self._books), *wanted])
        if song is None:
            return _unknown("music-not-found", request, "audiobook_name")
        return Reply((Message("music-plays", {"what": song.title}),), undo={"stop": True})

    async def _judged(self, player: MusicPlayer, *, likes: bool) -> Reply:
        """Remember it; what is disliked is not played on."""
        song = await player.song()
        if song is None:
            return Reply((Message("music-silent"),), done=False)
        name = " – ".join(part for part in (song.artist, song.title) if part)
        before = self._services.storage.get(name, str)
        self._judge(name, "liked" if likes else "disliked")
        if not likes:
            await player.set("next")
        message = Message("music-liked" if likes else "music-disliked", {"what": song.title})
        return Reply((message,), undo={"song": name, "before": before})

    def _judge(self, name: str, judgement: str | None) -> None:
        if judgement is None:
            self._services.storage.delete(name)
        else:
            self._services.storage.put(name, judgement)


def _chosen(known: Mapping[str, str], request: Request, slot: str) -> str:
    """The one that was named, in part at least; the first where none was."""
    said = request.interpretation.slot(slot)
    wanted = said.text.lower() if said else ""
    return next((name for name in known if wanted in name or name in wanted), "")


def _unknown(identifier: str, request: Request, slot: str) -> Reply:
    said = request.interpretation.slot(slot)
    arguments = {"what": said.text if said else "", "named": "yes" if said else "no"}
    return Reply((Message(identifier, arguments),), done=False)


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


def _words(request: Request) -> MusicWords:
    return section(language(request.locale), "music", MusicWords) or MusicWords()
