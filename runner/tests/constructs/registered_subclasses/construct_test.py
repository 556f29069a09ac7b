"""``register`` of a standard abstract class holds on both sides; a descriptor finds itself in a test's class."""

import collections.abc
import numbers

import candidate


def made():
    class Thing:
        pass

    return Thing


def test_the_candidate_registers_its_own():
    assert isinstance(candidate.Steps(3), collections.abc.Sequence)
    assert issubclass(candidate.Steps, collections.abc.Reversible)
    assert not isinstance(candidate.Plain(), collections.abc.Sequence)
    assert isinstance(candidate.Money(), numbers.Number)


def test_the_test_registers_the_candidates():
    assert not isinstance(candidate.Plain(), numbers.Number)
    assert candidate.kinds(candidate.Plain()) == []
    numbers.Number.register(candidate.Plain)
    assert isinstance(candidate.Plain(), numbers.Number)
    assert candidate.kinds(candidate.Plain()) == ["Number"]


def test_the_test_registers_its_own_before_it_crosses():
    kind = made()
    collections.abc.Sequence.register(kind)
    assert candidate.kinds(kind()) == ["Sequence"]


def test_the_test_registers_its_own_after_it_crossed():
    kind = made()
    thing = kind()
    assert candidate.kinds(thing) == []
    collections.abc.Mapping.register(kind)
    assert candidate.kinds(thing) == ["Mapping"]


def test_a_descriptor_in_a_class_of_the_tests():
    class Squares:
        def __init__(self, base):
            self.base = base

        @candidate.Keeps
        def squared(self):
            return [self.base * self.base]

    squares = Squares(3)
    assert squares.squared == [9]
    squares.base = 4
    assert squares.squared == [9]
    assert Squares(5).squared == [25]


class Table(collections.abc.Mapping):
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, key):
        return self.rows[key]

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        return iter(self.rows)


def test_a_class_below_an_abstract_one():
    assert candidate.kinds(Table({})) == ["Mapping"]


def test_other_things_after_it_in_another_edge_case():
    assert candidate.kinds(iter((1, 2))) == []
    assert candidate.kinds(made()()) == []
