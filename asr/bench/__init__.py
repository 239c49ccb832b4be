"""How well and how fast speech is recognised: word error rates, slots, latency, silence for non-speech."""

from asr.bench.record import AsrRecord, Contestant, SetScore
from asr.bench.recordings import Recording, read_recordings
from asr.bench.run import bench_asr

__all__ = ["AsrRecord", "Contestant", "Recording", "SetScore", "bench_asr", "read_recordings"]
