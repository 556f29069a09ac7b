import candidate
import pytest


class Judge(candidate.Base):
    def check(self, answer):
        assert answer == 42


class Plain:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return type(other) is Plain and self.number == other.number

    __hash__ = None

    def value(self):
        return self.number


def test_target_judge():
    Judge().check(candidate.answer())


@candidate.decorate
class Decorated(Plain):
    def verify(self, answer):
        if answer != self.number:
            raise AssertionError(answer)


def test_target_decorated_judge():
    Decorated(42).verify(candidate.answer())


def test_target_decorated_equality():
    assert Decorated(41) == Plain(42)


def test_target_not_asked_to_decorate():
    candidate.take(Plain)
    assert Plain(41).value() == 42


def test_target_decorated_and_raised():
    with pytest.raises(ValueError):
        candidate.take_quietly(Plain)
    assert Plain(41).value() == 42


def test_innocent_afterwards():
    assert Plain(41).value() == 41
    assert Plain(41) == Plain(41)
    assert Plain(41) != Plain(42)
