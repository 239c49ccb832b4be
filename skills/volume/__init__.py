"""Louder, quieter, mute: the system's mixer, through PulseAudio or PipeWire."""

from skills.volume.skill import Volume

__all__ = ["Volume"]
