"""Music and radio: the real Music Player Daemon, on the loopback interface, with a null output."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
import soundfile

from dialog.testing import Talk

SONGS = (
    ("Blue in Green", "Miles Davis", "Jazz"),
    ("So What", "Miles Davis", "Jazz"),
    ("Clair", "Debussy", "Classical"),
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Waves</title>
<item><title>Notes only</title></item>
<item><title>Episode two.</title><enclosure url="{sound}" type="audio/flac" length="1"/></item>
<item><title>Episode one</title><enclosure url="{sound}" type="audio/flac" length="1"/></item></channel></rss>"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a daemon with three songs and a book."""
    program = shutil.which("mpd")
    if program is None:
        pytest.skip("MPD is not installed (apt-get install mpd)")
    folder, port = tmp_path_factory.mktemp("mpd"), free_port()
    (folder / "music").mkdir()
    for title, artist, genre in SONGS:
        with soundfile.SoundFile(str(folder / "music" / f"{title}.flac"), "w", 16_000, 1) as file:
            file.title, file.artist, file.genre = title, artist, genre
            file.write(np.zeros(16_000 * 60, np.float32))
    (folder / "music" / "books").mkdir()
    with soundfile.SoundFile(str(folder / "music" / "books" / "1.flac"), "w", 16_000, 1) as file:
        file.title, file.artist, file.album = "Chapter one", "Dean Koontz", "Odd Thomas"
        file.write(np.zeros(16_000 * 60, np.float32))
    (folder / "mpd.conf").write_text(
        f'music_directory "{folder}/music"\ndb_file "{folder}/db"\nstate_file "{folder}/state"\n'
        f'bind_to_address "127.0.0.1"\nport "{port}"\nlog_file "{folder}/log"\nauto_update "no"\n'
        'audio_output {\n type "null"\n name "nothing"\n}\n',
        encoding="utf-8",
    )
    with subprocess.Popen([program, "--no-daemon", str(folder / "mpd.conf")], stderr=subprocess.DEVNULL) as process:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        _until_known(port)
        yield port
        process.terminate()


def _until_known(port: int) -> None:
    """Have it look for the songs, and wait until it knows them."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection, connection.makefile("rwb") as lines:
        lines.readline()
        lines.write(b"update\n")
        lines.flush()
        for _ in range(200):
            lines.write(b"stats\n")
            lines.flush()
            if b"songs: 4\n" in iter(lines.readline, b"OK\n"):
                break
            time.sleep(0.05)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[str]:
    """The address of a station that sends silence."""
    soundfile.write(tmp_path / "silence.flac", np.zeros(16_000 * 60, np.float32), 16_000)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/silence.flac"
        (tmp_path / "feed.xml").write_text(FEED.format(sound=address), encoding="utf-8")
        yield address
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing about it."""

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def talk(tmp_path: Path, player: int, station: str) -> Talk:
    settings = {
        "host": "127.0.0.1",
        "port": player,
        "stations": {"Radio One": station},
        "podcasts": {"Waves": station.replace("silence.flac", "feed.xml"), "Gone": f"{station}/gone"},
        "audiobooks": "books",
    }
    return Talk(tmp_path, settings={"music": settings})


async def test_an_artist_is_played_told_and_taken_back(talk: Talk) -> None:
    assert (await talk.say("play [artist_name : miles davis]", "play_music")).startswith("Playing ")
    assert await talk.say("undo") == "Undone."
    assert await talk.say("what song is this", "music_query") == "Nothing is playing."
    assert (await talk.say("play [artist_name : miles davis]", "play_music")).startswith("Playing ")
    assert "by Miles Davis" in await talk.say("what song is this", "music_query")


async def test_a_song_and_its_artist_must_both_fit(talk: Talk) -> None:
    assert await talk.say("play [song_name : clair] by [artist_name : debussy]", "play_music") == "Playing Clair."
    turn = await talk.turn("play [song_name : clair] by [artist_name : miles davis]", "play_music")
    assert (turn.text, turn.done) == ("I did not find clair miles davis.", False)
    assert await talk.say("what song is this", "music_query") == "This is Clair, by Debussy.", "nothing was changed"


async def test_anything_will_do_where_nothing_is_named(talk: Talk) -> None:
    assert (await talk.say("play some music", "play_music")).startswith("Playing ")
    assert await talk.say("shuffle the music", "music_settings") == "Shuffling."
    assert await talk.say("stop the music", "play_music") == "The music is paused."


async def test_a_station_that_is_not_known_is_said(talk: Talk) -> None:
    turn = await talk.turn("play [radio_name : pirate radio]", "play_radio")
    assert (turn.text, turn.done) == ("I do not know the station pirate radio.", False)
    assert await talk.say("play [radio_name : radio one]", "play_radio") == "Playing radio one."


async def test_the_newest_episode_of_a_podcast_is_played(talk: Talk) -> None:
    assert await talk.say("play the latest [podcast_name : waves]", "play_podcasts") == "Playing Episode two."
    assert await talk.say("stop", "play_podcasts") == "The music is paused."
    assert (await talk.say("resume the podcast", "play_podcasts")).startswith("This is ")
    turn = await talk.turn("play [podcast_name : radiolab]", "play_podcasts")
    assert (turn.text, turn.done) == ("I do not know the podcast radiolab.", False)
    turn = await talk.turn("play [podcast_name : gone]", "play_podcasts")
    assert (turn.text, turn.done) == ("I cannot reach the music player right now.", False)


async def test_a_book_is_found_among_the_audiobooks_only(talk: Talk) -> None:
    said = "read [audiobook_name : odd thomas] by [audiobook_author : dean koontz]"
    assert await talk.say(said, "play_audiobook") == "Playing Chapter one."
    turn = await talk.turn("read [audiobook_name : clair]", "play_audiobook")
    assert (turn.text, turn.done) == ("I did not find clair.", False)


async def test_what_is_liked_is_remembered_and_what_is_not_is_passed_over(talk: Talk) -> None:
    await talk.say("play [artist_name : miles davis]", "play_music")
    first = await talk.say("what is this", "music_query")
    liked = await talk.say("i like this song", "music_likeness")
    assert liked.startswith("I will remember that you like ")
    assert await talk.say("undo") == "Undone."
    assert (await talk.say("i hate this song", "music_dislikeness")).startswith("I will remember that you do not like ")
    assert await talk.say("what is this", "music_query") != first


async def test_words_cannot_become_commands_of_the_player(talk: Talk) -> None:
    turn = await talk.turn('play [song_name : x"\nping]', "play_music")
    assert (turn.done, turn.failures) == (False, {})


async def test_a_player_that_is_not_there_is_said(tmp_path: Path) -> None:
    talk = Talk(tmp_path, settings={"music": {"host": "127.0.0.1", "port": 9}})
    turn = await talk.turn("play some jazz", "play_music")
    assert (turn.text, turn.done) == ("I cannot reach the music player right now.", False)
    silent = await Talk(tmp_path).turn("play some jazz", "play_music")
    assert silent.text.startswith("No music player is set up.")
