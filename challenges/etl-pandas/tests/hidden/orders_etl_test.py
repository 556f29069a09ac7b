"""What becomes of messy frames."""

import pandas as pd
from orders_etl import merge, tidy

COLUMNS = ["order_id", "ordered_at", "customer", "cents"]
NOON = "2024-05-01 12:00Z"


def frame(*rows, index=None):
    """A raw frame of rows that begin with an id; what is left out of a row is right."""
    defaults = ("1", NOON, "Ada", "1.00")
    full = [(*row, *defaults[len(row) :]) for row in rows]
    return pd.DataFrame(full, columns=["order_id", "ordered_at", "customer", "amount"], index=index, dtype=object)


def tidied(*rows, zone="Europe/Berlin"):
    return tidy(frame(*rows), zone)


def has_its_form(orders):
    assert orders.columns.tolist() == COLUMNS
    assert isinstance(orders["ordered_at"].dtype, pd.DatetimeTZDtype)
    assert str(orders["ordered_at"].dt.tz) == "UTC"
    assert str(orders["cents"].dtype) == "int64"
    assert orders.index.tolist() == list(range(len(orders)))


def times(orders):
    return [moment.isoformat() for moment in orders["ordered_at"]]


def test_form_of_the_result():
    """Gives the columns and dtypes that were promised, whatever comes in.

    Area: types
    Tells: Whether dtypes are decided, or are what happens to come out.
    Advises: Look at the dtypes when a column has missing values, and when all rows are rejected.
    """
    raw = frame(("1",), ("2", NOON, None, "2.00"), ("x",)).assign(more=1)[
        ["amount", "more", "customer", "ordered_at", "order_id"]
    ]
    for rows in (raw, raw.iloc[2:]):
        orders, rejects = tidy(rows, "Europe/Berlin")
        has_its_form(orders)
        assert rejects.columns.tolist() == [*raw.columns, "reason"]


def test_no_rows():
    """Takes a frame without rows.

    Area: types
    Tells: Whether the empty night was thought of; it comes on the first holiday.
    Advises: Tidy a frame that has columns only, and merge the result.
    """
    orders, rejects = tidy(frame(), "Europe/Berlin")
    has_its_form(orders)
    assert (len(orders), len(rejects)) == (0, 0)
    some, _ = tidied(("1",))
    for merged in (merge(orders, some), merge(some, orders)):
        has_its_form(merged)
        assert merged["order_id"].tolist() == ["1"]
    has_its_form(merge(orders, orders))


def test_ids_are_text():
    """Keeps ids as they are, with their zeros.

    Area: types
    Tells: Whether an id is taken for a number because it looks like one.
    Advises: Compare the ids before and after, character by character.
    """
    orders, _ = tidied(("0017",), ("17",), (" 000 ",), ("12345678901234567890",))
    assert sorted(orders["order_id"].tolist()) == ["000", "0017", "12345678901234567890", "17"]


def test_ids_that_are_none():
    """Rejects ids that are missing or hold anything but digits.

    Area: rejects
    Tells: Whether a missing id is a reason to reject, and not a text like another.
    Advises: Try ids that are nearly numbers.
    """
    orders, rejects = tidied(("1.0",), ("-1",), ("1 2",), (None,), ("N/A",), ("",), ("nan",), ("1e3",), ("\u0661",))
    assert len(orders) == 0
    assert rejects["reason"].tolist() == ["order_id"] * 9


def test_missing_in_all_forms():
    """Takes empty text, space and n/a for missing, and no other word.

    Area: missing
    Tells: Whether missing is decided in one place, and stays missing instead of becoming the text "nan".
    Advises: Look at each customer with isna().
    """
    customers = [None, float("nan"), pd.NA, "", "  ", "n/a", " N/A ", "null", "None", "nan", "na"]
    orders, _ = tidied(*((str(number), NOON, customer) for number, customer in enumerate(customers, 10)))
    assert orders["customer"].isna().tolist() == [True] * 7 + [False] * 4
    assert orders["customer"].tolist()[7:] == ["null", "none", "nan", "na"]


def test_customers():
    """Writes customers in lower case, without the space around them.

    Area: types
    Tells: Whether text is cleaned as asked, and no further.
    Advises: Try names with space inside, and letters that are not ASCII.
    """
    orders, _ = tidied(("1", NOON, "  Ada  Lovelace\t"), ("2", NOON, "ZOË"), ("3", NOON, 'O\'Neil, "X"'))
    assert orders["customer"].tolist() == ["ada  lovelace", "zoë", 'o\'neil, "x"']


def test_times_with_offsets():
    """Brings times with offsets of all kinds to UTC.

    Area: times
    Tells: Whether the offset is used, also where several are in one column.
    Advises: Put two different offsets and a Z into one frame.
    """
    orders, rejects = tidied(
        ("1", "2024-05-01T10:00:00+02:00"),
        ("2", "2024-05-01 10:00:30-05:30"),
        ("3", "2024-05-01T10:00Z"),
        ("4", "2024-05-01 23:30+00:00"),
    )
    assert len(rejects) == 0
    found = dict(zip(orders["order_id"], times(orders), strict=True))
    assert found == {
        "1": "2024-05-01T08:00:00+00:00",
        "2": "2024-05-01T15:30:30+00:00",
        "3": "2024-05-01T10:00:00+00:00",
        "4": "2024-05-01T23:30:00+00:00",
    }


def test_times_of_the_zone():
    """Takes a time without an offset for the local time of the zone, in summer and in winter.

    Area: times
    Tells: Whether a zone is taken for a fixed number of hours.
    Advises: Compare a time in January with one in July.
    """
    rows = [("1", "2024-01-15 10:00"), ("2", "2024-07-15T10:00:00"), ("3", "2024-07-15 10:00Z")]
    assert times(tidied(*rows)[0]) == [
        "2024-01-15T09:00:00+00:00",
        "2024-07-15T08:00:00+00:00",
        "2024-07-15T10:00:00+00:00",
    ]
    assert times(tidied(*rows, zone="America/New_York")[0]) == [
        "2024-01-15T15:00:00+00:00",
        "2024-07-15T10:00:00+00:00",
        "2024-07-15T14:00:00+00:00",
    ]


def test_hour_that_there_is_twice():
    """Takes the first of two hours when clocks are turned back.

    Area: times
    Tells: Whether the candidate has met the night in October in which loads fail.
    Advises: What is half past two, on the night when summer time ends?
    """
    orders, rejects = tidied(("1", "2024-10-27 02:30"), ("2", "2024-10-27 03:30"), ("3", "2024-10-27 01:30"))
    assert len(rejects) == 0
    assert times(orders) == ["2024-10-26T23:30:00+00:00", "2024-10-27T00:30:00+00:00", "2024-10-27T02:30:00+00:00"]


def test_hour_that_there_is_not():
    """Rejects an hour that was skipped when clocks were turned forward.

    Area: times
    Tells: Whether one impossible time stops a whole load, or is moved quietly.
    Advises: What is half past two, on the night when summer time begins?
    """
    orders, rejects = tidied(("1", "2024-03-31 02:30"), ("2", "2024-03-31 03:30"), ("3", "2024-03-31 02:30Z"))
    assert orders["order_id"].tolist() == ["2", "3"]
    assert rejects["reason"].tolist() == ["ordered_at"]


def test_times_that_are_none():
    """Rejects what is no time, and keeps the rest.

    Area: times
    Tells: Whether a parser that guesses is kept from guessing.
    Advises: Which forms does pandas read, and which does the statement name?
    """
    wrong = ["2024-02-30 10:00", "01/05/2024 10:00", "2024-05-01 25:00", "2024-05-01", "yesterday", "1714557600", "n/a"]
    wrong += ["2024-02-30 10:00Z", "2024-05-01T24:30:00+02:00"]
    orders, rejects = tidied(("1", "2024-05-01 10:00"), *(("2", time) for time in wrong))
    assert orders["order_id"].tolist() == ["1"]
    assert rejects["ordered_at"].tolist() == wrong
    assert set(rejects["reason"]) == {"ordered_at"}


def test_cents_are_exact():
    """Makes exact cents of amounts.

    Area: amounts
    Tells: Whether the candidate knows what a float makes of 19.99, and how int() rounds.
    Advises: Multiply some amounts by a hundred.
    """
    amounts = {
        "19.99": 1999,
        "1.15": 115,
        "4.35": 435,
        "0.29": 29,
        "1,234.50": 123450,
        "12,345,678.9": 1234567890,
        "7": 700,
    }
    amounts |= {
        "-5.05": -505,
        "-0.07": -7,
        " 8.10 ": 810,
        "0": 0,
        "1234567": 123456700,
        "90071992547409.93": 9007199254740993,
    }
    rows = [(str(number), NOON, "Ada", amount) for number, amount in enumerate(amounts, 10)]
    orders, rejects = tidied(*rows)
    assert len(rejects) == 0
    assert orders["cents"].tolist() == list(amounts.values())


def test_amounts_that_are_none():
    """Rejects what is no amount of money.

    Area: amounts
    Tells: Whether what a number looks like is said exactly, or left to what converts.
    Advises: Read which texts float() takes.
    """
    amounts = [
        "1.005",
        "1,23",
        "1,2345.00",
        ",123",
        "12,34,567",
        "abc",
        "1e3",
        "nan",
        "inf",
        "",
        None,
        "1_000",
        "--5",
        "5-",
        "1.2.3",
        "$5",
        ".",
        "1 000",
    ]
    orders, rejects = tidied(*((str(number), NOON, "Ada", amount) for number, amount in enumerate(amounts)))
    assert orders["order_id"].tolist() == []
    assert rejects["reason"].tolist() == ["amount"] * len(amounts)


def test_rejects_are_as_they_were():
    """Gives rejected rows as they were, with their index and the first reason.

    Area: rejects
    Tells: Whether somebody can find and mend the rows at their source.
    Advises: Compare a rejected row with the one that came in, space and letters too.
    """
    rows = [(" X ", "n/a", " Ada ", "?"), ("1",), ("2", "soon", None, "?"), ("3", NOON, "N/A", " 1,1 ")]
    raw = frame(*rows, index=["a", "b", "c", "d"])
    _, rejects = tidy(raw, "Europe/Berlin")
    expected = raw.loc[["a", "c", "d"]].assign(reason=["order_id", "ordered_at", "amount"])
    pd.testing.assert_frame_equal(rejects, expected, check_dtype=False)


def test_any_index():
    """Takes any index, be it with labels that are there twice.

    Area: rejects
    Tells: Whether rows are matched by their place or by labels that need not be unique.
    Advises: Concatenate two frames, and tidy the result.
    """
    raw = frame(("1", NOON, "Ada"), ("x", NOON, "Eve"), ("2", NOON, "Bob"), ("y", NOON, "Dan"), index=[7, 7, 0, 0])
    orders, rejects = tidy(raw, "Europe/Berlin")
    assert list(zip(orders["order_id"], orders["customer"], strict=True)) == [("1", "ada"), ("2", "bob")]
    assert list(zip(rejects.index, rejects["customer"], strict=True)) == [(7, "Eve"), (0, "Dan")]


def test_latest_of_duplicates():
    """Keeps the latest row of an order, by its time in UTC, and of equally late ones the last.

    Area: duplicates
    Tells: Whether duplicates are decided by what they mean, or by where they stand.
    Advises: Let the latest row of an order come first.
    """
    orders, rejects = tidied(
        ("1", "2024-05-01T12:00+00:00", "late"),
        ("1", "2024-05-01T13:00+02:00", "early"),
        ("2", NOON, "first"),
        ("2", NOON, "second"),
        ("02", NOON, "other"),
    )
    assert orders["customer"].tolist() == ["other", "late", "second"]
    assert len(rejects) == 0


def test_many_that_are_equally_late():
    """Keeps the last of many rows that are equally late.

    Area: duplicates
    Tells: Whether the candidate knows which sort keeps equal rows as they came, and that a few rows do not show it.
    Advises: Try a hundred rows with the same time.
    """
    rows = [(str(number % 4), NOON, f"c{number}") for number in range(100)]
    orders, _ = tidied(*rows)
    assert sorted(orders["customer"], key=lambda name: int(name[1:])) == [f"c{number}" for number in range(96, 100)]


def test_rejected_rows_are_no_duplicates():
    """Lets no rejected row replace a good one.

    Area: duplicates
    Tells: Whether rows are checked before they compete.
    Advises: Let the latest row of an order be wrong.
    """
    orders, rejects = tidied(
        ("1", NOON, "Ada", "1.00"), ("1", "2024-06-01 12:00Z", "Ada", "?"), ("1", "n/a", "Ada", "3.00")
    )
    assert orders["cents"].tolist() == [100]
    assert len(rejects) == 2


def test_order_of_the_rows():
    """Puts rows into the order of time, and then of their ids as text.

    Area: order
    Tells: Whether the result is the same whatever the order of the export.
    Advises: Turn the frame around, and compare.
    """
    rows = [("9", NOON), ("10", NOON), ("5", "2024-05-02 12:00Z"), ("7", "2024-04-30 12:00Z"), ("1", NOON)]
    expected = ["7", "1", "10", "9", "5"]
    for shuffled in (rows, rows[::-1], rows[2:] + rows[:2]):
        orders, _ = tidied(*shuffled)
        assert orders["order_id"].tolist() == expected
        has_its_form(orders)


def test_merging_again_changes_nothing():
    """Gives the same when a run is repeated.

    Area: merging
    Tells: Whether a rerun after a failure is safe, which every pipeline sees.
    Advises: Merge the same orders twice.
    """
    stored, _ = tidied(("1", NOON, "Ada"), ("2", NOON, None))
    night, _ = tidied(("2", "2024-05-02 12:00Z", "Bob", "9.00"), ("3", "2024-04-01 12:00Z", "Cy"))
    once = merge(stored, night)
    has_its_form(once)
    assert once["order_id"].tolist() == ["3", "1", "2"]
    assert once["cents"].tolist() == [100, 100, 900]
    pd.testing.assert_frame_equal(merge(once, night), once, check_dtype=False)
    pd.testing.assert_frame_equal(merge(once, stored), once, check_dtype=False)


def test_what_comes_late_is_not_newer():
    """Keeps the later row when an older one is merged, and the new one when they are equally late.

    Area: merging
    Tells: Whether the last to arrive is taken for the latest.
    Advises: Merge the nights in the wrong order.
    """
    new, _ = tidied(("1", "2024-05-02 12:00Z", "new"), ("2", NOON, "before"))
    old, _ = tidied(("1", NOON, "old"), ("2", NOON, "after"))
    merged = merge(new, old)
    assert dict(zip(merged["order_id"], merged["customer"], strict=True)) == {"1": "new", "2": "after"}


def test_what_is_passed_in_stays():
    """Leaves all frames as they were.

    Area: order
    Tells: Whether a caller can use a frame after it was passed on.
    Advises: Compare a frame with a copy that you made before.
    """
    raw = frame((" 1 ", NOON, " Ada ", "1.00"), ("x", "n/a", "N/A", "?"), index=[3, 1])
    before = raw.copy(deep=True)
    stored, _ = tidy(raw, "Europe/Berlin")
    pd.testing.assert_frame_equal(raw, before)
    night, _ = tidied(("0", "2023-01-01 00:00Z"), ("1", "2025-01-01 00:00Z"))
    frames = [stored.copy(deep=True), night.copy(deep=True)]
    merge(stored, night)
    pd.testing.assert_frame_equal(stored, frames[0])
    pd.testing.assert_frame_equal(night, frames[1])
