import math
import operator

import pytest
from candidate import Column, Expression, Flags, Money, Route, Vector


def test_addition_makes_a_new_one():
    a, b = Vector(1, 2), Vector(3, 4)
    c = a + b
    assert c == Vector(4, 6)
    assert a == Vector(1, 2)
    assert isinstance(c, Vector)


def test_sum_uses_the_reflected_operator():
    assert sum([Vector(1, 2), Vector(3, 4), Vector(5, 6)]) == Vector(9, 12)
    assert 0 + Vector(1) == Vector(1)


def test_unsupported_operands_are_a_type_error():
    for bad in (1, "x", None, [1, 2]):
        with pytest.raises(TypeError):
            Vector(1, 2) + bad
        with pytest.raises(TypeError):
            bad + Vector(1, 2)
    with pytest.raises(TypeError, match="unsupported operand"):
        Vector(1) + "x"


def test_strict_zip_is_a_value_error():
    with pytest.raises(ValueError):
        Vector(1, 2) + Vector(1)


def test_multiplication_both_ways_and_dot():
    assert Vector(1, 2) * 3 == Vector(3, 6)
    assert 3 * Vector(1, 2) == Vector(3, 6)
    assert Vector(1, 2) * Vector(3, 4) == 11
    assert Vector(1, 2) @ Vector(3, 4) == 11
    with pytest.raises(TypeError):
        Vector(1, 2) * "x"


def test_division_family():
    assert Vector(2, 4) / 2 == Vector(1, 2)
    assert 4 / Vector(2, 4) == Vector(2, 1)
    assert Vector(5, 7) // 2 == Vector(2, 3)
    assert Vector(5, 7) % 4 == Vector(1, 3)
    assert divmod(Vector(5, 7), 4) == (Vector(1, 1), Vector(1, 3))
    assert Vector(2, 3) ** 2 == Vector(4, 9)
    assert pow(Vector(2, 3), 2, 5) == Vector(4, 4)


def test_unary_operators():
    vector = Vector(1, -2)
    assert -vector == Vector(-1, 2)
    assert +vector == vector
    assert +vector is not vector
    assert ~vector == Vector(-2, 1)
    assert abs(Vector(3, 4)) == 5
    assert round(Vector(1.234, 5.678), 1) == Vector(1.2, 5.7)
    assert Vector(1, 2) - Vector(1, 1) == Vector(0, 1)


def test_truth_length_iteration_and_items():
    assert not Vector(0, 0)
    assert Vector(0, 1)
    assert bool(Vector()) is False
    assert len(Vector(1, 2, 3)) == 3
    assert list(Vector(1, 2)) == [1, 2]
    assert Vector(1, 2, 3)[1:] == (2, 3)
    assert Vector(1, 2)[-1] == 2
    x, y = Vector(8, 9)
    assert (x, y) == (8, 9)
    with pytest.raises(IndexError):
        Vector(1)[5]


def test_equality_with_others_is_not_implemented():
    assert Vector(1) != 1
    assert Vector(1) != (1,)
    assert not Vector(1) == "Vector(1,)"
    assert Vector(1, 2) in [Vector(1), Vector(1, 2)]
    assert [Vector(1)] == [Vector(1)]
    assert [Vector(1), Vector(2)].index(Vector(2)) == 1


def test_unhashable():
    with pytest.raises(TypeError, match="unhashable"):
        hash(Vector(1))
    with pytest.raises(TypeError):
        {Vector(1)}


def test_conversions():
    assert complex(Vector(1, 2)) == 1 + 2j
    assert bytes(Vector(65, 66)) == b"AB"
    assert repr(Vector(1, 2)) == "Vector(1, 2)"
    assert f"{Vector(1, 2):.1f}" == "<1.0, 2.0>"
    assert int(Money(3.9)) == 3
    assert float(Money(2)) == 2.0
    assert [10, 20, 30][Money(1)] == 20
    assert hex(Money(255)) == "0xff"
    assert str(Money(2)) == "2.00 EUR"
    assert f"{Money(1)!s} {Money(1)!r}" == "1.00 EUR Money(1)"
    assert math.isclose(float(Money(0.1)), 0.1)


def test_ordering():
    assert Money(1) < Money(2)
    assert Money(2) >= Money(2)
    assert sorted([Money(3), Money(1), Money(2)]) == [Money(1), Money(2), Money(3)]
    assert max(Money(1), Money(5)).amount == 5
    with pytest.raises(TypeError, match="not supported"):
        Money(1) < 2
    assert Money(1) != 1


def test_hash_and_sets():
    assert hash(Money(1)) == hash(Money(1))
    assert len({Money(1), Money(1), Money(2)}) == 2
    assert {Money(1): "one"}[Money(1)] == "one"
    assert Money(2) in {Money(2)}


def test_in_place_addition_keeps_the_object():
    money = alias = Money(1)
    money += Money(2)
    assert money is alias
    assert alias.amount == 3
    other = money + Money(1)
    assert other is not money
    assert money.amount == 3
    vector = old = Vector(1)
    vector += Vector(2)
    assert vector == Vector(3)
    assert old == Vector(1)


def test_bits():
    a, b = Flags(0b110), Flags(0b011)
    assert (a & b).bits == 0b010
    assert (a | b).bits == 0b111
    assert (a ^ b).bits == 0b101
    assert (a << 1).bits == 0b1100
    assert (a >> 1).bits == 0b11
    assert 1 << Flags(3) == 8
    assert 6 & Flags(3) == 2
    alias = a
    a |= b
    assert a is alias
    assert alias.bits == 0b111
    assert 0b100 in a
    assert 0b1000 not in a


def test_call_with_anything():
    assert Flags(1)(2, x=3) == (1, (2,), {"x": 3})
    assert callable(Flags(1))
    assert not callable(Money(1))


def test_the_operator_module():
    assert operator.add(Vector(1), Vector(2)) == Vector(3)
    assert operator.itemgetter(0)(Vector(7)) == 7
    assert operator.attrgetter("amount")(Money(4)) == 4
    assert operator.methodcaller("__len__")(Vector(1, 2)) == 2


def test_slashes_build_a_route():
    route = Route("api") / "v1" / "users"
    assert route.path == "api/v1/users"
    assert ("root" / Route("x")).path == "root/x"
    assert Route("a") == Route("a")
    assert Route("a") != Route("b")


def test_comparison_that_builds_an_expression():
    expression = (Column("age") == Column("x")) & (Column("age") < 5)
    assert isinstance(expression, Expression)
    assert expression.text == "(age = x AND age < 5)"
