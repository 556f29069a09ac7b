import json
from collections.abc import Hashable

import candidate
import pytest
from candidate import Age, Attributes, Celsius, Data, Email, Point, Rows, Tags


def test_a_float_with_methods():
    celsius = Celsius(100)
    assert celsius == 100
    assert celsius.fahrenheit == 212
    assert isinstance(celsius + 1, Celsius)
    assert repr(celsius + 1) == "101.0C"
    assert celsius > 99.5
    assert round(celsius) == 100
    assert sum([celsius, 1.0]) == 101
    assert celsius == pytest.approx(100.0)


def test_a_string_with_methods():
    email = Email("Ada@Example.org")
    assert email.domain == "Example.org"
    assert isinstance(email, str)
    assert email.startswith("Ada")
    assert email + "!" == "Ada@Example.org!"
    assert email == Email("ada@example.org")
    assert len({email, Email("ada@example.org")}) == 1
    assert f"<{email}>" == "<Ada@Example.org>"
    assert json.dumps({"e": email}) == '{"e": "Ada@Example.org"}'


def test_a_list_with_methods():
    rows = candidate.rows([(1, 2), (3, 4)])
    assert rows == [(1, 2), (3, 4)]
    assert isinstance(rows, list)
    assert rows.column(1) == [2, 4]
    rows.append((5, 6))
    assert len(rows) == 3
    assert rows[-1] == (5, 6)
    assert rows.column(0) == [1, 3, 5]
    with pytest.raises(ValueError, match="two columns"):
        rows.append((1,))
    assert [first for first, _ in rows] == [1, 3, 5]
    assert type(rows) is Rows
    del rows[0]
    assert rows.column(0) == [3, 5]


def test_a_dict_with_attributes():
    attributes = Attributes(a=1)
    assert attributes.a == 1
    attributes.b = [2]
    assert attributes["b"] == [2]
    assert attributes == {"a": 1, "b": [2]}
    with pytest.raises(AttributeError):
        attributes.c
    assert json.loads(json.dumps(attributes)) == {"a": 1, "b": [2]}
    attributes["d"] = 4
    assert attributes.d == 4


def test_a_tuple_with_methods():
    point = Point(1, 2) + (1, 1)
    assert point == (2, 3)
    assert point.x == 2
    assert isinstance(point, Point)
    x, y = point
    assert y == 3
    assert hash(point) == hash((2, 3))
    assert {(2, 3): "found"}[point] == "found"


def test_a_set_with_methods():
    tags = Tags()
    tags.add(" A ")
    assert tags == {"a"}
    assert "a" in tags
    assert tags | {"b"} == {"a", "b"}
    assert isinstance(tags, set)


def test_bytes_with_methods():
    assert Data(b"\x01\xff").hexed() == "01 ff"
    assert Data(b"a") == b"a"
    assert Data(b"ab")[0] == 97


def test_an_integer_with_checks():
    age = Age(41)
    assert age.birthday() == 42
    assert type(age.birthday()) is Age
    assert age + 1 == 42
    with pytest.raises(ValueError, match="negative"):
        Age(-1)
    assert f"{age:>5}" == "   41"
    assert [0] * Age(3) == [0, 0, 0]
    assert isinstance(age, int)


def test_the_candidate_uses_the_tests_subclasses():
    class Mine(int):
        pass

    class Words(list):
        pass

    class Name(str):
        __slots__ = ()

    assert candidate.total([Mine(1), 2]) == 3
    assert candidate.total(Words([1, 2])) == 3
    assert candidate.kinds([Mine(1), Words(), Name("x")]) == ["Mine", "Words", "Name"]


def test_what_it_holds_beside_its_items():
    counted = candidate.Counted([1, 2])
    assert vars(counted) == {"asked": 0}
    assert counted.ask() == 2
    assert vars(counted) == {"asked": 1}
    assert counted.__dict__ == {"asked": 1}


def test_whether_it_has_a_hash():
    assert candidate.Counted().__hash__ is None
    assert candidate.Rows.__hash__ is None
    assert not isinstance(candidate.Counted(), Hashable)
    with pytest.raises(TypeError, match="unhashable"):
        hash(candidate.Counted())
    key = candidate.Key(a=1)
    assert {key: 2}[key] == 2
    assert isinstance(key, Hashable)
    assert candidate.Email("a@b").__hash__ is not None
