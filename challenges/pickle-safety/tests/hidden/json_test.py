"""Values that go through JSON, and texts that come from anywhere."""

import json
from collections import Counter, OrderedDict
from datetime import datetime
from decimal import Decimal

import pytest
from exchange import Refused, from_json, to_json

MIXED = {
    "texts": ["", "é\u2028\x00", "2024-01-01T00:00:00", "1.10", "null"],
    "flags": [None, True, False, 1, 0, 1.0, -0.0, 1e300, 5e-324, 0.1],
    "tuple": ((), (1, [2, (3,)]), {"a": (4,)}),
    "sets": [set(), {1}, {"a", (1, ("b",)), None, Decimal("1.5"), datetime(2024, 1, 1)}],
    "prices": [Decimal("1.10"), Decimal("-0"), Decimal("1E+999"), Decimal("0.1000000000000000055511151231257827")],
    "dates": [datetime(2024, 2, 29), datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999_999)],
    "dicts": [{}, {"": {"b": [{}]}}],
}


def test_values_come_back_as_they_were(spell):
    """Gives back every value with its types, digits and signs.

    Area: json
    Tells: Whether JSON's fewer types are made up for at every place, not only at the top.
    Advises: Compare types as well as values after the round trip, also inside of tuples and sets.
    """
    for name, value in MIXED.items():
        assert spell(from_json(to_json(value))) == spell(value)
        assert spell(from_json(to_json({name: [value]}))) == spell({name: [value]})


def test_user_data_that_looks_like_the_encoding(spell):
    """Gives back user data that looks just like the encoding of something else.

    Area: json
    Tells: Whether the tag that marks a type can come from a user as well.
    Advises: Write a Decimal, read the text with json.loads, and take that through your functions as a value.
    """
    for value in (Decimal("1.5"), datetime(2024, 1, 1), (1,), {1}, {"a": Decimal("1.5"), "b": [(1, {2})]}):
        for _ in range(4):
            value = json.loads(to_json(value))
            assert spell(from_json(to_json(value))) == spell(value)
            assert spell(from_json(to_json({"a": [value, value]}))) == spell({"a": [value, value]})


def test_user_data_with_a_tag_and_more(spell):
    """Gives back user data that has the name of a tag among others.

    Area: json
    Tells: Whether the tag that marks a type can come from a user as well.
    Advises: Put the names that your encoding uses into a dict with others.
    """

    def names(thing):
        if isinstance(thing, dict):
            for name, item in thing.items():
                yield name
                yield from names(item)
        elif isinstance(thing, list):
            for item in thing:
                yield from names(item)
        elif isinstance(thing, str):
            yield thing

    used = set()
    for value in (Decimal("1.5"), datetime(2024, 1, 1), (1,), {1}):
        used.update(names(json.loads(to_json(value))))
    for name in sorted({part for name in used for part in (name, name[1:], name[:-1])}):
        for value in (
            {name: 1, "other": 2},
            {name: "1.5"},
            {name: None},
            {name: [1]},
            {name + name: 1},
            [name, "1.5"],
            [name],
        ):
            assert spell(from_json(to_json(value))) == spell(value)


def test_text_is_json_for_everybody(spell):
    """Writes JSON that a strict parser of another language reads.

    Area: json
    Tells: Whether the text is JSON, and not what Python's json module lets pass for it.
    Advises: Have another tool read what you wrote.
    """

    def refuse(text):
        raise AssertionError(f"not JSON: {text}")

    for value in MIXED.values():
        text = to_json(value)
        assert type(text) is str
        json.loads(text, parse_constant=refuse)


def test_derived_types_are_refused():
    """Refuses values of types derived from the allowed ones, instead of changing their type.

    Area: json
    Tells: Whether data that would come back as something else is refused while somebody can still act.
    Advises: What comes back for an OrderedDict, or for a frozenset?
    """

    for value in (OrderedDict(a=1), Counter("a"), frozenset({1}), object(), 1j, range(3)):
        with pytest.raises(Refused):
            to_json(value)
        with pytest.raises(Refused):
            to_json({"a": [value]})


def test_list_in_itself_is_refused():
    """Refuses to write a value that is in itself, or that unfolds without end.

    Area: json
    Tells: Whether the limits hold on the way out, where the data is one's own.
    Advises: How many levels has a list that is its own item?
    """
    value = []
    value.append(value)
    with pytest.raises(Refused):
        to_json(value)
    value = [0]
    for _ in range(40):
        value = [value, value]
    with pytest.raises(Refused):
        to_json(value)


def test_same_name_twice_is_refused():
    """Refuses an object with the same name twice, at every depth.

    Area: json
    Tells: Whether the candidate knows that two programs can read such a text in two ways.
    Advises: What becomes of the first of two values with one name?
    """
    for text in ('{"a": 1, "a": 2}', '[{"b": [{"a": 1, "a": 1}]}]', '{"a": 1, "\\u0061": 2}'):
        with pytest.raises(Refused):
            from_json(text)


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}', "1e999", "[-1e999]"])
def test_numbers_that_are_not_finite_are_refused(text):
    """Refuses numbers that are not finite, however they are written.

    Area: json
    Tells: Whether the candidate knows which texts Python's json module takes beyond JSON, and what a large exponent gives.
    Advises: In how many ways can a text make json.loads return infinity?
    """
    with pytest.raises(Refused):
        from_json(text)


@pytest.mark.parametrize(
    "texts",
    [
        ("", " ", "[", "[1,]", "'a'", "nul", "1 2", '{"a"}', "\ufeff1"),
        ("9" * 5000, "9223372036854775808", "[-9223372036854775809]"),
        ("[" * 500 + "]" * 500, "[" * 200_000, '{"a":' * 200_000, '{"a":' * 500 + "1" + "}" * 500),
        ("[" + "0," * 19_999 + "0]", "[" + "[0]," * 9_999 + "[0]]"),
    ],
    ids=["not JSON", "large numbers", "deep", "many parts"],
)
def test_text_that_stands_for_no_value(texts):
    """Tells of whatever stands for no value with Refused.

    Area: json
    Tells: Whether the many exceptions that a text can bring about are one to the caller.
    Advises: Try long numbers, deep lists and broken texts, and look at what is raised.
    """
    for text in texts:
        with pytest.raises(Refused):
            from_json(text)


@pytest.mark.parametrize("length", [1_000_000, 1_000_001], ids=["fits", "too long"])
def test_limit_of_the_text(length):
    """Refuses a text of more than a million characters.

    Area: json
    Tells: Whether the first and cheapest check is made.
    Advises: Make a text that is exactly as long as allowed.
    """
    text = to_json([])
    text += " " * (length - len(text))
    if length == 1_000_000:
        assert from_json(text) == []
    else:
        with pytest.raises(Refused):
            from_json(text)


def test_changed_text_gives_a_value_or_is_refused():
    """Gives a value or refuses, whatever somebody changed in the text.

    Area: json
    Tells: Whether the decoder expects an attacker, who knows the encoding as well as its author.
    Advises: Change every part of a text that your function wrote, one at a time.
    """
    written = json.loads(to_json({"a": Decimal("1.5"), "b": [datetime(2024, 1, 1), (1,), {2}]}))

    def changed(thing):
        """Every way to replace or drop one part."""
        yield from ("spam", None, 3, [], {}, [[1]], [1, 2], {"a": 1})
        if isinstance(thing, dict):
            for name, item in thing.items():
                yield {key: other for key, other in thing.items() if key != name}
                for other in changed(item):
                    yield thing | {name: other}
        elif isinstance(thing, list):
            for place, item in enumerate(thing):
                yield thing[:place] + thing[place + 1 :]
                for other in changed(item):
                    yield thing[:place] + [other] + thing[place + 1 :]

    for other in changed(written):
        try:
            from_json(json.dumps(other))
        except Refused:
            pass
