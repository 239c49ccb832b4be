"""Text to speech: normalisation, phonemes, the block framework, voices."""

from tts.errors import TtsError
from tts.playback import NullPlayer, Player, open_player
from tts.voice import SpeechChunk, Voice
from tts.voices import open_voice
from tts.wav import write_wav

__all__ = ["NullPlayer", "Player", "SpeechChunk", "TtsError", "Voice", "open_player", "open_voice", "write_wav"]
