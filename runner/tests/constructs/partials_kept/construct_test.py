import collections
import functools

import candidate

Shelf = collections.namedtuple("Shelf", "name books")


def write(page, line):
    page.append(line)


def test_a_list_in_a_kept_partial_is_the_tests_own():
    bell, page = candidate.Bell(), []
    bell.join(functools.partial(write, page))
    bell.ring("once")
    assert page == ["once"]
    bell.ring("twice")
    assert page == ["once", "twice"]


def test_a_partial_leaves_as_it_joined():
    bell, stays, leaves = candidate.Bell(), [], []
    staying, leaving = functools.partial(write, stays), functools.partial(write, leaves)
    bell.join(staying)
    bell.join(leaving)
    bell.ring(1)
    bell.leave(leaving)
    bell.leave(leaving)
    bell.ring(2)
    assert (stays, leaves) == ([1, 2], [1])


def test_one_partial_is_one_object():
    double = functools.partial(int, base=2)
    assert candidate.same(double, double)
    assert not candidate.same(double, functools.partial(int, base=2))


def test_a_partial_is_called_and_taken_apart():
    double = functools.partial(int, base=2)
    assert candidate.call(double, "101") == 5
    assert candidate.parts(double) == (int, (), {"base": 2})


def test_a_partial_with_a_dict_in_its_keywords():
    notes = {}
    candidate.call(functools.partial(lambda key, into: into.update({key: True}), into=notes), "seen")
    assert notes == {"seen": True}


def test_a_partial_of_the_candidates():
    assert candidate.bound(max, 3)(4) == 4


def test_a_list_in_a_named_tuple_is_sorted_in_place():
    shelf = Shelf("first", ["b", "c", "a"])
    candidate.put_in_order(shelf)
    assert shelf.books == ["a", "b", "c"]
