"""What pickles of the cache hold, and where values end."""

import pickle
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from exchange import Refused, from_json, read_pickle, to_json

EVERYTHING = {
    "": None,
    "flags": [True, False, 1, 0, 1.0, 0.0, -0.0],
    "numbers": [255, 256, 65536, -1, 2**31, -(2**63), 2**63 - 1, 1e300, 5e-324],
    "texts": ["", "é\u2028\x00", "a" * 300, "b" * 70_000],
    "tuples": ((), (1,), (1, 2), (1, 2, 3), (1, (2, 3), 4, 5)),
    "sets": [set(), {1}, {"a", (1, 2), None, Decimal("1.5")}],
    "prices": [Decimal("1.10"), Decimal("-0"), Decimal("1E+999"), Decimal("0.000000000001")],
    "dates": [datetime(2024, 2, 29), datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999_999)],
    "dicts": [{}, {"a": {"b": [{}]}}],
}


def nested(levels):
    value = 0
    for _ in range(levels - 1):
        value = [value]
    return value


def test_pickles_of_every_protocol(spell):
    """Reads every type of value, pickled in protocol 3, 4 or 5.

    Area: values
    Tells: Whether the candidate looks at what pickle really writes for each of the types and protocols.
    Advises: Print pickletools.dis() of one value in different protocols.
    """
    for protocol in (3, 4, 5):
        for name, value in EVERYTHING.items():
            assert spell(read_pickle(pickle.dumps({name: value}, protocol))) == spell({name: value})


def test_shared_parts_are_read(spell):
    """Reads a value in which one list is used at several places.

    Area: values
    Tells: Whether the guard against endless values hits the harmless ones, too.
    Advises: Use one list twice in a value.
    """
    part = ["red", (1, 2)]
    value = {"a": part, "b": [part, part], "c": part[1]}
    assert spell(read_pickle(pickle.dumps(value))) == spell(value)
    assert spell(from_json(to_json(value))) == spell(value)


@pytest.mark.parametrize("way", ["pickle", "json"])
@pytest.mark.parametrize(
    "fits, more",
    [
        (nested(100), nested(101)),
        ([0] * 9_999, [0] * 10_000),
        ([[0] * 99] * 99 + [(1,)] * 48 + [1, {"a": 1}], [[0] * 99] * 99 + [(1,)] * 48 + [1, {"a": 1, "b": 1}]),
        ([2**63 - 1, -(2**63)], [2**63]),
        (0, -(2**63) - 1),
    ],
    ids=["levels", "items", "parts", "large number", "small number"],
)
def test_limits_of_values(way, fits, more):
    """Takes values up to the limits, and refuses those beyond.

    Area: values
    Tells: Whether limits are exactly where the statement puts them, on the way in and on the way out.
    Advises: Count the levels and the parts of a small value by hand.
    """
    if way == "pickle":
        assert read_pickle(pickle.dumps(fits)) == fits
        with pytest.raises(Refused):
            read_pickle(pickle.dumps(more))
    else:
        assert from_json(to_json(fits)) == fits
        with pytest.raises(Refused):
            to_json(more)


@pytest.mark.parametrize("size", [1_000_000, 1_000_001], ids=["fits", "too long"])
def test_limit_of_the_pickle(size):
    """Refuses data of more than a million bytes.

    Area: values
    Tells: Whether the first and cheapest check is made.
    Advises: Make a pickle that is exactly as long as allowed.
    """
    overhead = len(pickle.dumps("a" * 100_000)) - 100_000
    text = "a" * (size - overhead)
    data = pickle.dumps(text)
    assert len(data) == size
    if size == 1_000_000:
        assert read_pickle(data) == text
    else:
        with pytest.raises(Refused):
            read_pickle(data)


@pytest.mark.parametrize(
    "values",
    [
        (float("nan"), float("-inf")),
        (Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity")),
        (datetime(2024, 1, 1, tzinfo=UTC),),
        ({1: 2}, {("a",): 1}),
        (b"a",),
    ],
    ids=["float", "decimal", "time zone", "keys", "bytes"],
)
def test_what_is_no_value(values):
    """Refuses what is of an allowed type and still no value, in both ways.

    Area: values
    Tells: Whether the description of values is checked as a whole, and by one piece of code.
    Advises: Read the description of a value again, clause by clause.
    """
    for value in values:
        for wrapped in (value, {"a": (value,)}):
            with pytest.raises(Refused):
                read_pickle(pickle.dumps(wrapped))
            with pytest.raises(Refused):
                to_json(wrapped)


BROKEN = [
    b"",
    b"spam",
    b".",
    b"\x80\x04",
    b"\x80\xff.",
    b"\x80\x04a.",
    b"\x80\x04K\x01h\x07.",
    b"\x80\x04\x8c\x01\xff.",
    b"cdecimal\nDecimal\n(Vspam\ntR.",
    b"cdatetime\ndatetime\n(Vspam\ntR.",
    b"\x80\x04}]K\x01s.",
    b"\x80\x04cbuiltins\nset\nK\x01\x85R.",
    b"\x80\x04K\x01}b.",
]


def test_data_that_is_no_pickle():
    """Tells of whatever is no pickle with Refused.

    Area: values
    Tells: Whether the many exceptions that broken data brings about are one to the caller.
    Advises: Cut a pickle off at each of its bytes, and look at what is raised.
    """
    for data in BROKEN:
        with pytest.raises(Refused):
            read_pickle(data)


def test_pickle_that_was_cut_off():
    """Refuses a pickle that was cut off, wherever that was.

    Area: values
    Tells: Whether half an entry is noticed.
    Advises: Cut a pickle off at each of its bytes, and look at what is raised.
    """
    data = pickle.dumps({"a": [1, Decimal("2.5")], "b": {"c"}, "d": datetime(2024, 1, 1)})
    for end in [*range(0, len(data), 9), len(data) - 1]:
        with pytest.raises(Refused):
            read_pickle(data[:end])


def test_more_than_one_pickle():
    """Refuses data that goes on behind the pickle.

    Area: values
    Tells: Whether the candidate knows that an unpickler stops where the pickle does, and never looks at the rest.
    Advises: Put something behind a pickle.
    """
    for rest in (b"\n", b"\x00", pickle.dumps(2)):
        with pytest.raises(Refused):
            read_pickle(pickle.dumps([1]) + rest)
