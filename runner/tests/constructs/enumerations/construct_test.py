import enum

import candidate
import pytest
from candidate import Bits, Colour, Mode, Permission, Planet, Priority, Weekday


@pytest.mark.parametrize("colour", list(Colour))
def test_parametrized_over_members(colour):
    assert isinstance(colour, Colour)
    assert colour.hex.startswith("#")


def test_members_are_singletons():
    assert Colour(1) is Colour.RED
    assert Colour["GREEN"] is Colour.GREEN
    assert Colour.CRIMSON is Colour.RED
    assert candidate.default() is Colour.RED
    assert Colour.parse("green") is Colour.GREEN
    assert Colour.RED.name == "RED"
    assert Colour.RED.value == 1


def test_iteration_length_and_names():
    assert list(Colour) == [Colour.RED, Colour.GREEN]
    assert len(Colour) == 2
    assert list(Colour.__members__) == ["RED", "GREEN", "CRIMSON"]
    assert Colour.RED in Colour
    assert isinstance(Colour, enum.EnumMeta)
    assert issubclass(Colour, enum.Enum)


def test_unknown_members():
    with pytest.raises(ValueError, match="99 is not a valid Colour"):
        Colour(99)
    with pytest.raises(KeyError):
        Colour["BLUE"]
    with pytest.raises(AttributeError):
        Colour.BLUE


def test_a_member_is_no_plain_value():
    assert Colour.RED != 1
    assert Colour.RED != "RED"
    assert Colour.RED == Colour.RED
    assert Colour.RED != Colour.GREEN
    with pytest.raises(TypeError):
        Colour.RED < Colour.GREEN


def test_members_cannot_be_set():
    with pytest.raises(AttributeError):
        Colour.RED = 5
    with pytest.raises(AttributeError):
        Colour.RED.value = 5


def test_members_with_attributes_and_methods():
    assert Planet.EARTH.mass == 5.97
    assert Planet.MARS.density() == 0.0164
    assert Planet((0.64, 3.39)) is Planet.MARS
    assert Planet.EARTH.value == (5.97, 6.37)


def test_int_enum():
    assert Priority.HIGH > Priority.LOW
    assert Priority.HIGH == 10
    assert Priority.LOW + 1 == 2
    assert sorted([Priority.HIGH, Priority.LOW]) == [Priority.LOW, Priority.HIGH]
    assert isinstance(Priority.LOW, int)
    assert [5, 6][Priority.LOW] == 6
    assert candidate.urgency(Priority.HIGH) is True
    assert candidate.urgency(10) is True
    assert candidate.urgency(Priority.LOW) is False


def test_flags():
    both = Permission.READ | Permission.WRITE
    assert Permission.READ in both
    assert Permission.RUN not in both
    assert both & Permission.WRITE == Permission.WRITE
    assert not (both & Permission.RUN)
    assert ~both == Permission.RUN
    assert Permission.ALL == both | Permission.RUN
    assert candidate.allowed(both) is True
    assert candidate.allowed(Permission.READ) is False
    assert Permission(3) == both
    assert [member.name for member in Permission] == ["READ", "WRITE", "RUN"]


def test_str_enum():
    assert Mode.FAST == "fast"
    assert Mode.SLOW.upper() == "SLOW!"
    assert f"{Mode.FAST}" == "fast"
    assert isinstance(Mode.FAST, str)
    assert Mode("slow!") is Mode.SLOW
    assert "-".join([Mode.FAST, Mode.SLOW]) == "fast-slow!"


def test_int_flag():
    assert Bits.A | Bits.B == 3
    assert isinstance(Bits.A | Bits.B, Bits)
    assert Bits(3) & 1 == Bits.A


def test_missing_and_own_methods():
    assert Weekday("montag") is Weekday.MONDAY
    with pytest.raises(ValueError):
        Weekday("nope")
    assert Weekday.MONDAY.next() is Weekday.TUESDAY
    assert Weekday.TUESDAY.next() is Weekday.MONDAY
    assert str(Weekday.MONDAY) == "Monday"
    assert repr(Weekday.MONDAY) == "<Weekday.MONDAY: 'mon'>"


def test_members_as_keys_both_ways():
    counts = candidate.count([Colour.RED, Colour.GREEN, Colour.CRIMSON])
    assert counts == {Colour.RED: 2, Colour.GREEN: 1}
    assert candidate.count([Priority.LOW, 1]) == {1: 2}


def test_an_enum_of_the_test():
    class Mine(enum.Enum):
        A = "a"
        B = "b"

    assert candidate.name_of(Mine.A) == ("A", "a")
    counts = candidate.count([Mine.A, Mine.A, Mine.B])
    assert counts == {Mine.A: 2, Mine.B: 1}
    assert next(iter(counts)) is Mine.A


def test_match_statement():
    match candidate.default():
        case Colour.GREEN:
            pytest.fail("green")
        case Colour.RED:
            pass
        case _:
            pytest.fail("neither")


def test_a_member_of_a_class_that_only_the_candidate_imported():
    answered = candidate.answered()
    assert answered == 201
    assert answered.phrase == "Created"
    assert str(answered.value) == "201"
    assert [str(name) for name in candidate.graph().static_order()] == ["a", "b"]
