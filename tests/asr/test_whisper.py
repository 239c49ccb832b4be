import re

import numpy as np
import pytest
import torch

from asr import AsrError, Recognizer, open_recognizer
from asr.recognizer import needed_models
from asr.torchaudio_cpu import load_torchaudio
from asr.whisper.features import log_mel
from asr.whisper.graphs import BASE
from asr.whisper.networks import Decoder, Encoder
from asr.whisper.recognizer import Whisper, open_whisper
from asr.whisper.weights import build_whisper
from lab.asr.non_speech import NON_SPEECH
from runtime import Audio, ModelStore


def words(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower().replace("-", " "))


@pytest.fixture(scope="module")
def store() -> ModelStore:
    store = ModelStore()
    for model in needed_models(("en",), "accurate"):
        store.fetch(model)
    return store


@pytest.fixture(scope="module")
def whisper(store: ModelStore) -> Whisper:
    return open_whisper(store, BASE)


@pytest.fixture(scope="module")
def accurate(store: ModelStore) -> Recognizer:
    return open_recognizer(store, quality="accurate")


def test_a_command_is_heard_word_for_word(whisper: Whisper, say) -> None:
    transcript = whisper.transcribe(say("Add milk and eggs to the shopping list."))
    assert words(transcript.text) == "add milk and eggs to the shopping list"
    assert transcript.language == "en"


def test_the_language_is_one_of_those_asked_for(store: ModelStore, say) -> None:
    narrow = open_whisper(store, BASE, ("de", "fr"))
    assert narrow.languages == {"de", "fr"}
    assert narrow.transcribe(say("Turn off the lights.")).language in {"de", "fr"}


def test_a_language_it_does_not_know_is_named(store: ModelStore) -> None:
    with pytest.raises(AsrError) as caught:
        open_whisper(store, BASE, ("en", "tlh"))
    assert caught.value.code == "language.unknown"
    assert "tlh" in caught.value.message


def test_our_networks_give_what_those_of_transformers_give(store: ModelStore, say) -> None:
    model = build_whisper(store.weights("whisper-base", "model.bin")).eval()
    samples = say("Turn off the lights.").samples
    mel = torch.from_numpy(log_mel(np.pad(samples, (0, 480000 - len(samples)))))
    start = torch.tensor([[50258, 50259, 50359, 50363]])
    with torch.inference_mode():
        theirs = model(input_features=mel, decoder_input_ids=start).logits[0, -1]
        cross = Encoder(model)(mel, torch.ones(1, mel.shape[2]))
        past = torch.zeros(cross.shape[0], 2, cross.shape[2], 0, cross.shape[4])
        _, past, _ = Decoder(model, [(5, 0)])(start[:, :2], past, cross)
        ours, _, attention = Decoder(model, [(5, 0)])(start[:, 2:], past, cross)
    assert (ours[0] - theirs).abs().max() < 1e-3
    assert torch.allclose(attention.sum(dim=1), torch.ones(2), atol=1e-4)


def test_the_log_mel_spectrogram_is_that_of_transformers(say) -> None:
    load_torchaudio()  # transformers imports it where it is installed
    from transformers import WhisperFeatureExtractor

    samples = say("Turn off the lights.").samples
    theirs = WhisperFeatureExtractor()(samples, sampling_rate=16000, return_tensors="np").input_features
    ours = log_mel(np.pad(samples, (0, 480000 - len(samples))))
    assert np.abs(ours - theirs).max() < 1e-4


@pytest.mark.parametrize("make", NON_SPEECH, ids=lambda make: make.__name__)
def test_non_speech_never_turns_into_words(accurate: Recognizer, make) -> None:
    samples = np.clip(make(4.0, 3), -1, 1).astype(np.float32)
    assert accurate.transcribe(Audio(samples, 16000)).text == ""


def test_the_accurate_recogniser_hears_a_command(accurate: Recognizer, say) -> None:
    assert words(accurate.transcribe(say("Turn off the lights in the kitchen.")).text) == (
        "turn off the lights in the kitchen"
    )
