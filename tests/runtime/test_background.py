"""What happens while a program starts, and what only afterwards."""

import gc
import threading

import numpy as np
import pytest

from runtime.background import Interim, Lazy, load_behind, settle, undisturbed
from runtime.graph import Array


class Named:
    """A network that says which one it is."""

    def __init__(self, name: str) -> None:
        self.name = name

    def run(self, feeds: object) -> dict[str, Array]:
        return {self.name: np.zeros(1)}


def test_no_garbage_is_looked_for_until_the_last_start_has_ended() -> None:
    with undisturbed():
        with undisturbed():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with undisturbed():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_settling_waits_for_what_is_sent_there_by_what_is_loaded_there() -> None:
    inner = Lazy(lambda: Named("inner"))

    def outer() -> Named:
        load_behind([inner])
        return Named("outer")

    load_behind([Lazy(outer)])
    settle()
    assert inner.is_loaded


def test_settling_has_a_limit() -> None:
    gate = threading.Event()

    def slow() -> Named:
        gate.wait(20)
        return Named("slow")

    load_behind([Lazy(slow)])
    try:
        with pytest.raises(TimeoutError):
            settle(0.1)
    finally:
        gate.set()
    settle()


def test_one_network_stands_in_until_the_other_is_there() -> None:
    then = Lazy(lambda: Named("then"))
    network = Interim(Named("first"), then)
    assert list(network.run({})) == ["first"]
    then.loaded()
    assert list(network.run({})) == ["then"]
