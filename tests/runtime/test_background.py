"""What happens while a program starts, and what only afterwards."""

import gc

from runtime.background import undisturbed


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
