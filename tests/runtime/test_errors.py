"""Errors that people see."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from asr.errors import AsrError


def fail() -> None:
    raise AsrError("data.missing", "There is no manifest.", "Name the folder with --data.")


def test_an_error_comes_whole_out_of_another_process() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool, pytest.raises(AsrError) as caught:
        pool.submit(fail).result(60)
    assert (caught.value.code, caught.value.remedy) == ("data.missing", "Name the folder with --data.")
    assert str(caught.value) == "There is no manifest. Name the folder with --data."
