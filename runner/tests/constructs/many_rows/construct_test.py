import collections

import candidate
import pytest


@pytest.mark.parametrize("count", [3, 40, 3_000])
def test_tuples_come_and_go(count):
    rows = candidate.pairs(count)
    assert rows == [(number, f"name {number}") for number in range(count)]
    assert {type(row) for row in rows} == {tuple}
    assert candidate.as_dict(rows) == dict(rows)
    assert candidate.as_dict(rows) is not candidate.as_dict(rows)


@pytest.mark.parametrize("count", [3, 40, 3_000])
def test_records_come_and_go(count):
    rows = candidate.records(count)
    assert [row["id"] for row in rows] == list(range(count))
    assert {type(row["ok"]) for row in rows} == {bool}
    assert [list(row) for row in rows] == [["id", "name", "ok"]] * count
    assert candidate.echo([dict(row) for row in rows]) == rows


def test_records_of_different_shapes():
    assert candidate.ragged(40) == [{"id": number} if number % 2 else {"name": number} for number in range(40)]
    assert candidate.echo([{"a": 1, "b": 2}] * 20 + [{"b": 2, "a": 1}] * 20)[39] == {"a": 1, "b": 2}
    assert [list(row) for row in candidate.echo([{"a": 1, "b": 2} for _ in range(20)] + [{"b": 2, "a": 1}])][20] == ["b", "a"]
    assert candidate.echo([{} for _ in range(40)]) == [{}] * 40
    assert candidate.echo([() for _ in range(40)]) == [()] * 40


def test_keys_keep_their_types():
    assert [type(key) for row in candidate.mixed_keys(8) for key in row] == [int, bool, float] * 8
    assert [type(key) for key in candidate.echo({number: (number,) for number in range(20)})] == [int] * 20


def test_a_matrix_is_edited_by_the_test():
    rows = candidate.matrix(30)
    rows[3][4] = "changed"
    assert candidate.keep(rows) == 30
    assert candidate.kept() is rows
    candidate.kept()[5][6] = "again"
    assert rows[5][6] == "again"
    assert candidate.kept()[3][4] == "changed"


def test_rows_are_edited_by_the_candidate():
    rows = [{"name": f"n{number}"} for number in range(50)]
    candidate.rename(rows)
    assert rows[49] == {"name": "N49"}
    held = rows[7]
    candidate.rename([*rows])
    assert held is rows[7]


def test_one_row_many_times_stays_one():
    rows = candidate.twice(40)
    rows[0]["a"] = 2
    assert rows[39] == {"a": 2}
    mine = {"name": "x"}
    many = [mine] * 40
    candidate.rename(many)
    assert mine == {"name": "X"}


def test_a_row_that_is_put_in_twice():
    rows = [[number] for number in range(30)]
    candidate.append_row(rows)
    assert rows[30] is rows[0]
    assert rows[31] == rows[1]
    assert rows[31] is not rows[1]


def test_other_containers_of_rows():
    assert candidate.grid(20)[3, 4] == 12
    assert list(candidate.grid(5)) == [(row, column) for row in range(5) for column in range(5)]
    found = candidate.grouped(500)
    assert type(found) is collections.defaultdict
    assert found[7] == list(range(7, 500, 50))
    assert candidate.points(100) == {(number, -number) for number in range(100)}
    assert candidate.nested(40)[39] == ((39, 40), [39])
    many = collections.deque((number, number) for number in range(40))
    assert candidate.echo(many) == many
    ordered = collections.OrderedDict((number, [number]) for number in range(40))
    assert list(candidate.echo(ordered).items()) == list(ordered.items())


def test_a_tuple_is_the_same_one_again():
    rows = [(number, str(number)) for number in range(100)]
    candidate.keep(rows)
    assert candidate.kept()[50] is rows[50]
    first = candidate.echo(rows)
    assert first is rows


def test_subclasses_are_no_rows():
    Point = collections.namedtuple("Point", "x y")
    rows = [Point(number, 0) for number in range(40)]
    assert candidate.columns(rows)[0] == ["Point"] * 3
    rows = [collections.OrderedDict(a=number) for number in range(40)]
    assert candidate.columns(rows)[0] == ["OrderedDict"] * 3


@pytest.mark.parametrize("size", [4_095, 4_096, 100_000])
def test_large_texts_and_bytes(size):
    for value in ("a" * size, "\u00fc" * size, "\U0001f600" * size, "\\\"\n\0" * size, "\ud800" * size, b"\xff\0" * size, bytearray(b"x" * size)):
        assert candidate.echo(value) == value
        assert candidate.echo([value, value]) == [value, value]
        assert candidate.echo({"k": value, "v": (value,)}) == {"k": value, "v": (value,)}
    assert candidate.joined(["x" * size] * 20) == "x" * size * 20
    assert candidate.joined(map(str, ["y" * size] * 3)) == "y" * size * 3
    with pytest.raises(TypeError) as caught:
        candidate.joined(["a" * size, 1])
    assert "str" in str(caught.value)


def test_rows_of_large_texts():
    rows = candidate.large_rows(20, 5_000)
    assert [row["text"][0] for row in rows] == [chr(97 + number) for number in range(20)]
    assert candidate.echo(rows) == rows


def test_many_numbers():
    whole = [0, -1, 2**63 - 1, -(2**63)] * 200
    floats = [0.1, -0.0, float("inf"), 5e-324, 1e308] * 200
    for numbers in (whole, floats, [*whole, 2**63], [*whole, True], [*floats, 1], [True] * 600, [None] * 600):
        found = candidate.echo(numbers)
        assert found == numbers
        assert list(map(type, found)) == list(map(type, numbers))
        assert candidate.echo(tuple(numbers)) == tuple(numbers)
        assert candidate.echo(set(numbers)) == set(numbers)
    assert str(candidate.echo([-0.0] * 600)[0]) == "-0.0"
    assert all(number != number for number in candidate.echo([float("nan")] * 600))
    assert candidate.echo(dict(zip(range(1_000), floats))) == dict(zip(range(1_000), floats))


def test_rows_that_hold_their_container():
    rows = []
    rows += [(number, rows) for number in range(40)]
    found = candidate.echo(rows)
    assert found is rows
    assert found[39][1] is rows
    table = {number: [number] for number in range(40)}
    table["all"] = table
    assert candidate.echo(table)["all"] is table
