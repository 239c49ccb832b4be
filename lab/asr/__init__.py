"""How well and how fast speech is recognised: word error rates, slots, latency, silence for non-speech."""

from lab.asr.record import AsrRecord, Contestant, SetScore
from lab.asr.recordings import Recording, read_recordings
from lab.asr.run import bench_asr

__all__ = ["AsrRecord", "Contestant", "Recording", "SetScore", "bench_asr", "read_recordings"]
