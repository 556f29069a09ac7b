import numpy as np
import pandas as pd
import pytest
from cleanup import clean, discount


@pytest.fixture
def orders():
    at = pd.to_datetime(["2024-05-02 10:00", "2024-05-01 09:00", "2024-05-03 08:00"]).tz_localize("Europe/Paris")
    frame = pd.DataFrame(
        {"name": ["Ann", "BOB", "cy"], "price": [2.5, 1.0, np.nan], "count": pd.array([1, None, 3], dtype="Int64")}, index=at
    )
    return frame.rename_axis(index="at")


def test_rows_without_a_price_are_dropped_and_the_rest_is_sorted(orders):
    expected = pd.DataFrame(
        {"name": ["bob", "ann"], "price": [1.0, 2.5], "count": pd.array([None, 1], dtype="Int64")},
        index=pd.DatetimeIndex(["2024-05-01 09:00", "2024-05-02 10:00"], tz="Europe/Paris", name="at"),
    )
    pd.testing.assert_frame_equal(clean(orders), expected)


def test_the_time_zone_is_kept(orders):
    assert str(clean(orders).index.tz) == "Europe/Paris"


def test_the_argument_is_left_alone(orders):
    before = orders.copy()
    clean(orders)
    pd.testing.assert_frame_equal(orders, before)


def test_a_discount_happens_in_place(orders):
    assert discount(orders, 0.5) is None
    assert orders["price"].tolist()[:2] == [1.25, 0.5]


def test_a_discount_sees_what_changed_since(orders):
    kept = clean(orders)
    kept.loc[kept.index[0], "price"] = 10.0
    discount(kept, 0.1)
    assert kept["price"].tolist() == [9.0, 2.25]


def test_no_rows_are_no_trouble(orders):
    pd.testing.assert_frame_equal(clean(orders.iloc[:0]), orders.iloc[:0])
