"""Wake words said by our own voices, and the threshold curves as a picture."""

from pathlib import Path

from assistant.app import Rooms
from assistant.rehearsal import spoken
from lab.asr.waking import WakeRecord
from runtime import Audio

_SAID = {
    "okay_nabu": ("Okay Nabu.", "Okay Naboo.", "Okay, Nah boo."),
    "hey_jarvis": ("Hey Jarvis.", "Hey, Jarvis!", "Hey Jarvis?"),
    "hey_mycroft": ("Hey Mycroft.", "Hey, Mycroft!", "Hey Mycroft?"),
}
_NOISES = (30.0, 20.0, 10.0, 5.0)  # signal to noise, dB
_SEEDS = 2


def said(rooms: Rooms) -> dict[str, list[Audio]]:
    """Every phrase as the configured voice says it, in more and less noise."""
    return {
        phrase: [spoken(rooms.voice, text, snr, seed) for text in texts for snr in _NOISES for seed in range(_SEEDS)]
        for phrase, texts in _SAID.items()
    }


def picture(record: WakeRecord, file: Path) -> None:
    """Draw misses and false accepts against the threshold."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, (misses, accepts) = pyplot.subplots(1, 2, figsize=(10, 4.2), layout="constrained", sharex=True)
    for score in record.phrases:
        thresholds = [point.threshold for point in score.points]
        label = f"{score.phrase} ({score.said}, {score.source})"
        misses.plot(thresholds, [100 * point.missed for point in score.points], "o-", label=label)
        accepts.plot(thresholds, [point.an_hour for point in score.points], "o-", label=score.phrase)
    accepts.axhline(
        record.phrases[0].points[-1].an_hour_at_most, color="grey", linestyle=":", label="95 % bound of none at all"
    )
    misses.set(xlabel="threshold", ylabel="missed (%)", ylim=(0, 100), title="Misses")
    accepts.set(xlabel="threshold", ylabel="an hour", title=f"False accepts in {60 * record.hours:.0f} minutes")
    misses.legend()
    accepts.legend()
    figure.savefig(file)
    pyplot.close(figure)
