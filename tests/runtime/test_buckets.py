from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime import Derived, GraphSpec, RuntimeRoomError, TensorSpec
from runtime.buckets import all_sizes, bucket_for, crop, pad, sizes_of, windows

SPEC = GraphSpec(
    "nlu.test",
    inputs=(TensorSpec("ids", "int64", ("batch", "length")), TensorSpec("mask", "float32", ("batch", "length"))),
    outputs=(
        TensorSpec("tags", "float32", ("batch", "length", 3)),
        TensorSpec("double", "float32", ("batch", "twice")),
    ),
    buckets={"batch": (1, 2), "length": (8, 4)},
    derived={"twice": Derived("length", lambda length: 2 * length)},
)


def feeds(batch: int, length: int) -> dict[str, Any]:
    return {"ids": np.ones((batch, length), np.int64), "mask": np.ones((batch, length), np.float32)}


def test_every_combination_of_bucket_sizes_is_compiled() -> None:
    assert all_sizes(SPEC) == ((1, 4), (1, 8), (2, 4), (2, 8))


def test_a_spec_without_free_axes_has_one_bucket() -> None:
    assert all_sizes(GraphSpec("a.b", (TensorSpec("x", "float32", (1, 2)),), ())) == ((),)


@pytest.mark.parametrize(("length", "bucket"), [(1, 4), (4, 4), (5, 8), (8, 8)])
def test_the_smallest_bucket_that_holds_the_input_is_taken(length: int, bucket: int) -> None:
    assert bucket_for(SPEC, sizes_of(SPEC, feeds(1, length))) == (1, bucket)


def test_an_input_beyond_the_largest_bucket_is_refused_by_name() -> None:
    with pytest.raises(RuntimeRoomError, match="length = 9 is beyond 8") as caught:
        bucket_for(SPEC, (1, 9))
    assert caught.value.code == "runtime.too_long"


def test_padding_is_zero_and_the_cut_undoes_it() -> None:
    padded = pad(SPEC, feeds(1, 3), (1, 4))
    assert padded["mask"].tolist() == [[1, 1, 1, 0]]
    outputs = {"tags": np.ones((1, 4, 3)), "double": np.ones((1, 8))}
    assert {name: array.shape for name, array in crop(SPEC, outputs, (1, 3)).items()} == {
        "tags": (1, 3, 3),
        "double": (1, 6),
    }


@given(st.integers(0, 9), st.data())
def test_windows_give_every_place_once_with_full_context(field: int, data: st.DataObject) -> None:
    bucket = data.draw(st.integers(2 * field + 1, 2 * field + 30))
    length = data.draw(st.integers(bucket + 1, 300))
    spans = list(windows(length, bucket, field))
    kept = [place for span in spans for place in range(span.keep_from, span.keep_to)]
    assert kept == list(range(length))
    for span in spans:
        assert span.stop - span.start == bucket
        assert span.keep_from - span.start >= field or span.start == 0
        assert span.stop - span.keep_to >= field or span.stop == length
