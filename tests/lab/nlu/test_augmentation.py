import random

from lab.nlu.training.augmentation import refilled, respelled, values
from lab.nlu.training.massive import Example
from nlu.annotation import parse


def test_numbers_become_digits_and_labels_move_along() -> None:
    text = "wake me at five thirty p. m. on the twenty second please"
    annotation = "wake me at [time : five thirty p. m.] on [date : the twenty second] please"
    found = respelled(Example("1", "en-US", "alarm_set", parse(annotation, text)))
    assert str(found.annotated) == "wake me at [time : 5 30 p.m.] on [date : the 22nd] please"


def test_languages_without_a_number_parser_keep_their_words() -> None:
    example = Example("1", "ja-JP", "alarm_set", parse("[time : 七時] に起こして", "七時に起こして"))
    assert respelled(example) == example


def test_slots_take_values_of_other_utterances_of_their_intent() -> None:
    annotations = ["wake me at [time : noon] on [date : friday]", "wake me [time : five am]", "play [song : noon]"]
    texts = ["wake me at noon on friday", "wake me five am", "play noon"]
    intents = ["alarm_set", "alarm_set", "play_music"]
    examples = [
        Example(str(place), "en-US", intent, parse(annotation, text))
        for place, (annotation, text, intent) in enumerate(zip(annotations, texts, intents, strict=True))
    ]
    known, chance = values(examples), random.Random(3)
    found = {str(refilled(examples[0], known, chance).annotated) for _ in range(40)}
    assert found == {
        "wake me at [time : noon] on [date : friday]",
        "wake me at [time : five am] on [date : friday]",
    }
