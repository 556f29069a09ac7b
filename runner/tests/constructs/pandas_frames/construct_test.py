import candidate
import numpy as np
import pandas as pd
import pytest


def expected_frame():
    index = pd.date_range("2024-01-01", periods=3, freq="D", tz="Europe/Paris", name="at")
    return pd.DataFrame(
        {
            "whole": [1, 2, 3],
            "text": ["a", None, "c"],
            "kind": pd.Categorical(["x", "y", "x"], categories=["y", "x"], ordered=True),
            "maybe": pd.array([1, None, 3], dtype="Int64"),
            "flag": pd.array([True, None, False], dtype="boolean"),
            "string": pd.array(["s", None, "t"], dtype="string"),
            "span": pd.to_timedelta([1, 2, 3], unit="h"),
        },
        index=index,
    )


def test_every_kind_of_column():
    frame = candidate.build()
    pd.testing.assert_frame_equal(frame, expected_frame())
    assert frame.attrs == {"source": "here"}
    assert frame.index.freq == "D"
    assert str(frame.index.tz) == "Europe/Paris"


def test_what_the_test_made_arrives():
    frame = expected_frame()
    assert candidate.same(frame) is frame
    pd.testing.assert_frame_equal(candidate.without_zone(frame), frame.tz_convert("UTC"))


def test_group_and_pivot():
    orders = pd.DataFrame({"name": ["b", "a", "b"], "day": [1, 1, 2], "price": [1.5, 2.0, 3.0]})
    pd.testing.assert_series_equal(
        candidate.grouped(orders), pd.Series([2.0, 4.5], index=pd.Index(["a", "b"], name="name"), name="price")
    )
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 1), ("b", 2)], names=["name", "day"])
    pd.testing.assert_frame_equal(candidate.pivoted(orders), pd.DataFrame({"price": [2.0, 1.5, 3.0]}, index=index))


def test_in_place():
    frame = pd.DataFrame({"a": [1, 2]})
    assert candidate.add_column(frame, "b", [3.5, np.nan]) is None
    pd.testing.assert_frame_equal(frame, pd.DataFrame({"a": [1, 2], "b": [3.5, np.nan]}))
    candidate.drop(frame, ["a"])
    assert list(frame.columns) == ["b"]
    series = pd.Series([1, 2], name="old")
    candidate.rename(series, "new")
    candidate.change_first(series, 7)
    assert series.name == "new"
    assert series.tolist() == [7, 2]


def test_internals_handed_out():
    ledger = candidate.Ledger()
    ledger.frame.loc[0, "amount"] = 10.0
    assert ledger.total() == 12.0
    assert ledger.frame is ledger.frame


def test_an_index_that_is_reset():
    frame = pd.DataFrame({"a": [1, 2]}, index=[5, 6])
    pd.testing.assert_frame_equal(candidate.reset(frame), pd.DataFrame({"a": [1, 2]}))
    pd.testing.assert_index_equal(candidate.reset(frame).index, pd.RangeIndex(2), exact=True)


def test_indexes():
    expected = [
        pd.RangeIndex(1, 9, 2, name="r"),
        pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", None]),
        pd.period_range("2024-01", periods=2, freq="M"),
        pd.interval_range(0, 2),
        pd.CategoricalIndex(["u", "v"]),
    ]
    for actual, index in zip(candidate.indexes(), expected, strict=True):
        pd.testing.assert_index_equal(actual, index, exact=True)


def test_missing_values_and_moments():
    absent, never, moment, span, period = candidate.missing()
    assert absent is pd.NA
    assert never is pd.NaT
    assert moment == pd.Timestamp("2024-02-29", tz="Asia/Tokyo")
    assert str(moment.tz) == "Asia/Tokyo"
    assert type(span) is pd.Timedelta
    assert period == pd.Period("2024-03", freq="M")
    assert type(candidate.first(pd.Series([1, 2]))) is np.int64


def test_an_exception_of_pandas():
    left = pd.DataFrame({"key": [1, 1]})
    with pytest.raises(pd.errors.MergeError):
        candidate.merged(left, left)
    with pytest.raises(KeyError, match="name"):
        candidate.grouped(left)


def test_a_callback():
    assert candidate.mapped(pd.Series([1, 2]), lambda x: x * 3).tolist() == [3, 6]


def test_empty():
    pd.testing.assert_frame_equal(candidate.same(pd.DataFrame()), pd.DataFrame())
    pd.testing.assert_series_equal(candidate.same(pd.Series([], dtype="f8")), pd.Series([], dtype="f8"))
