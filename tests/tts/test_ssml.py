"""Marked-up text."""

import numpy as np
import pytest

from tts.errors import TtsError
from tts.ssml import Passage, parse_ssml, stream_ssml
from tts.voices import AddonVoice


@pytest.mark.parametrize(
    ("markup", "spans"),
    [
        ("<speak>Hello</speak>", (Passage("Hello"),)),
        ("<speak>One<break time='500ms'/>two</speak>", (Passage("One"), Passage(pause=0.5), Passage("two"))),
        ("<speak><break strength='strong'/></speak>", (Passage(pause=0.7),)),
        ("<speak><break time='99s'/></speak>", (Passage(pause=10.0),)),
        ("<speak><sub alias='Doctor'>Dr</sub>.</speak>", (Passage("Doctor"),)),
        ("<speak><prosody rate='50%'>Slow</prosody></speak>", (Passage("Slow", speed=0.5),)),
        ("<speak><prosody pitch='+12st'>High</prosody></speak>", (Passage("High", pitch=2.0),)),
        (
            "<speak><prosody rate='fast'><prosody volume='-6dB'>Both</prosody></prosody></speak>",
            (Passage("Both", speed=1.35, decibels=-6.0),),
        ),
        ("<speak><say-as interpret-as='characters'>bbc</say-as></speak>", (Passage("B, B, C,"),)),
        ("<speak><say-as interpret-as='digits'>0 12</say-as></speak>", (Passage("0 1 2"),)),
        ("<speak><sub alias='World Wide Web'>WWW</sub></speak>", (Passage("World Wide Web"),)),
        ("<speak><phoneme ph='həlˈO'>hi</phoneme></speak>", (Passage("[hi](/həlˈO/)"),)),
        ("<speak><lang xml:lang='de-DE'>Hallo</lang></speak>", (Passage("Hallo", language="de"),)),
        ("<speak xmlns='http://www.w3.org/2001/10/synthesis'><p>Hi</p></speak>", (Passage("Hi"),)),
    ],
)
def test_an_element_becomes_the_way_its_text_is_said(markup: str, spans: tuple[Passage, ...]) -> None:
    assert parse_ssml(markup) == spans


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<speak>", "ssml.malformed"),
        ("hello", "ssml.malformed"),
        ("<speak>&undefined;</speak>", "ssml.malformed"),
        ("<voice>hello</voice>", "ssml.unknown"),
        ("<speak><audio src='x'/></speak>", "ssml.unknown"),
        ("<speak><prosody rate='quick'>x</prosody></speak>", "ssml.unknown"),
        ("<speak><break time='soon'/></speak>", "ssml.unknown"),
        ("<speak><say-as interpret-as='song'>x</say-as></speak>", "ssml.unknown"),
        ("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><speak>&a;</speak>", "ssml.unsafe"),
        ("<speak>" + "<p>" * 40 + "x" + "</p>" * 40 + "</speak>", "ssml.too_deep"),
        ("<speak>" + "x" * 100_001 + "</speak>", "ssml.too_long"),
    ],
)
def test_bad_markup_is_refused(markup: str, code: str) -> None:
    with pytest.raises(TtsError) as caught:
        parse_ssml(markup)
    assert caught.value.code == code


def test_a_break_is_as_long_as_it_says_and_the_last_chunk_is_one(heart: AddonVoice) -> None:
    chunks = list(stream_ssml(heart, "<speak>Yes<break time='250ms'/>no</speak>"))
    silent = [chunk for chunk in chunks if not np.any(chunk.audio.samples)]
    assert [len(chunk.audio.samples) for chunk in silent] == [6000]
    assert [chunk.last for chunk in chunks].count(True) == 1 and chunks[-1].last


def test_markup_without_text_is_nothing_to_say(heart: AddonVoice) -> None:
    with pytest.raises(TtsError) as caught:
        stream_ssml(heart, "<speak> </speak>")
    assert caught.value.code == "text.empty"
