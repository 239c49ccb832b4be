from asr.transcript import Hypothesis, Transcript
from asr.two_pass import TwoPass
from runtime import Audio


class Says:
    """Hears these texts with these confidences, and counts how often it was asked."""

    languages = frozenset({"en"})

    def __init__(self, name: str, **heard: float) -> None:
        self.name = name
        self.asked = 0
        self._heard = tuple(Hypothesis(text, confidence) for text, confidence in heard.items()) or (
            Hypothesis("", 1.0),
        )

    def transcribe(self, audio: Audio, *, biases=()) -> Transcript:
        self.asked += 1
        return Transcript(self._heard, "en")


def heard(quick: Says, strong: Says) -> list[tuple[str, float]]:
    transcript = TwoPass(quick, strong, confident=0.9).transcribe(None)
    return [(one.text, one.confidence) for one in transcript.hypotheses]


def test_a_confident_result_is_final_at_once() -> None:
    strong = Says("strong", no=1.0)
    assert heard(Says("quick", yes=0.95), strong) == [("yes", 0.95)]
    assert strong.asked == 0


def test_a_doubtful_result_is_heard_again() -> None:
    assert heard(Says("quick", moga=0.6), Says("strong", mocha=0.8)) == [("mocha", 0.8), ("moga", 0.6)]


def test_agreement_keeps_the_higher_confidence() -> None:
    assert heard(Says("quick", mocha=0.85), Says("strong", mocha=0.7, moka=0.5)) == [("mocha", 0.85), ("moka", 0.5)]


def test_recognisers_agree_whatever_they_think_of_case_and_full_stops() -> None:
    assert heard(Says("quick", **{"Computer.": 0.85}), Says("strong", computer=0.3)) == [("computer", 0.85)]


def test_where_the_stronger_one_hears_nothing_the_first_result_stands() -> None:
    assert heard(Says("quick", six=0.7), Says("strong")) == [("six", 0.7)]
