from nlu.annotation import parse
from nlu.training.augmentation import respelled
from nlu.training.massive import Example


def test_numbers_become_digits_and_labels_move_along() -> None:
    text = "wake me at five thirty p. m. on the twenty second please"
    annotation = "wake me at [time : five thirty p. m.] on [date : the twenty second] please"
    found = respelled(Example("1", "en-US", "alarm_set", parse(annotation, text)))
    assert str(found.annotated) == "wake me at [time : 5 30 p.m.] on [date : the 22nd] please"


def test_languages_without_a_number_parser_keep_their_words() -> None:
    example = Example("1", "ja-JP", "alarm_set", parse("[time : 七時] に起こして", "七時に起こして"))
    assert respelled(example) == example
