import random
from collections.abc import Iterable, Mapping, MutableMapping, MutableSet, Reversible, Sequence, Sized

import candidate
import pytest
from candidate import Bounded, CaseInsensitive, Config, Deck, Defaults, Frozen, Grid, Log, OldStyle, Ordered


def test_a_sequence_by_its_base_class():
    deck = Deck("abcd")
    assert isinstance(deck, Sequence)
    assert isinstance(deck, (Sized, Iterable, Reversible))
    assert len(deck) == 4
    assert deck[-1] == "d"
    assert list(deck[1:3]) == ["b", "c"]
    assert isinstance(deck[::2], Deck)
    assert "c" in deck
    assert list(reversed(deck)) == ["d", "c", "b", "a"]
    assert deck.index("b") == 1
    assert deck.count("a") == 1
    with pytest.raises(IndexError):
        deck[9]
    with pytest.raises(ValueError):
        deck.index("z")


def test_random_and_sorted_work_on_it():
    deck = Deck([3, 1, 2])
    assert random.choice(deck) in (1, 2, 3)
    assert sorted(deck) == [1, 2, 3]
    assert [*deck, *deck] == [3, 1, 2, 3, 1, 2]
    assert dict(enumerate(deck)) == {0: 3, 1: 1, 2: 2}


def test_it_copies_what_it_was_given():
    cards = [1]
    deck = Deck(cards)
    cards.append(2)
    assert len(deck) == 1


def test_a_mutable_mapping():
    headers = CaseInsensitive({"Content-Type": "x"}, HOST="h")
    assert isinstance(headers, MutableMapping)
    assert headers["content-type"] == "x"
    assert "hOsT" in headers
    assert headers.get("none", 7) == 7
    headers["X"] = 1
    assert headers.pop("x") == 1
    with pytest.raises(KeyError):
        headers["x"]
    assert sorted(headers) == ["content-type", "host"]
    assert dict(headers) == {"content-type": "x", "host": "h"}
    assert list(headers.items()) == [("content-type", "x"), ("host", "h")]
    assert headers.setdefault("HOST", 1) == "h"
    headers.update({"A": 1, "b": 2})
    assert len(headers) == 4
    del headers["a"]
    headers.clear()
    assert len(headers) == 0
    assert not headers


def test_it_unpacks_as_keywords():
    headers = CaseInsensitive(a=1, b=2)
    assert {**headers} == {"a": 1, "b": 2}
    assert candidate.unpack(0, **headers) == (0, (), {"a": 1, "b": 2})
    assert dict(**headers) == {"a": 1, "b": 2}


def test_tuple_keys():
    grid = Grid(3, 2)
    assert grid[0, 0] == "."
    grid[1, 1] = "#"
    assert grid[1, 1] == "#"
    assert (1, 1) in grid
    assert (0, 0) not in grid
    del grid[1, 1]
    assert (1, 1) not in grid
    with pytest.raises(IndexError):
        grid[3, 0]
    with pytest.raises(KeyError):
        del grid[2, 1]


def test_the_old_protocol():
    old = OldStyle()
    assert list(old) == [0, 10, 20]
    assert 20 in old
    assert 25 not in old
    assert [a for a in old] == [0, 10, 20]
    with pytest.raises(TypeError):
        len(old)


def test_a_mutable_set():
    ordered = Ordered("hello")
    assert isinstance(ordered, MutableSet)
    assert list(ordered) == ["h", "e", "l", "o"]
    ordered.add("x")
    ordered.discard("h")
    assert "".join(ordered) == "elox"
    with pytest.raises(KeyError):
        ordered.remove("z")
    assert list(ordered & Ordered("le")) == ["l", "e"] or list(ordered & Ordered("le")) == ["e", "l"]
    assert isinstance(ordered | Ordered("q"), Ordered)
    assert Ordered("ab") <= Ordered("abc")
    assert Ordered("ab").isdisjoint("xy")


def test_a_bounded_sequence():
    bounded = Bounded(2)
    bounded.append(1)
    bounded.extend([2])
    with pytest.raises(OverflowError, match="full"):
        bounded.append(3)
    assert bounded.pop() == 2
    bounded += [5]
    bounded.reverse()
    assert list(bounded) == [5, 1]
    bounded[0] = 9
    del bounded[1]
    assert list(bounded) == [9]


def test_a_dict_subclass_with_missing():
    defaults = Defaults(a=1)
    assert isinstance(defaults, dict)
    assert defaults["a"] == 1
    assert defaults["b"] == "<b>"
    assert "b" not in defaults
    assert defaults.get("b") is None
    assert defaults == {"a": 1}
    defaults["c"] = 3
    assert defaults == {"a": 1, "c": 3}


def test_user_list_and_user_dict():
    log = Log([1, 2])
    log.append(3)
    assert log.last() == 3
    assert len(log) == 3
    assert log.data == [1, 2, 3]
    config = Config({"debug": True})
    assert config.debug is True
    config["level"] = 3
    assert config.level == 3
    with pytest.raises(AttributeError):
        config.missing
    assert not hasattr(config, "missing")
    assert getattr(config, "missing", "default") == "default"


def test_a_hashable_mapping():
    frozen = Frozen({"a": 1})
    assert isinstance(frozen, Mapping)
    with pytest.raises(TypeError):
        frozen["b"] = 2
    assert {frozen: "x"}[Frozen({"a": 1})] == "x"
    assert frozen == Frozen({"a": 1})
    assert frozen != Frozen({"a": 2})
    assert frozen.keys() & {"a", "b"} == {"a"}


def test_merging_mappings_of_the_test():
    first, second = {"a": 1}, {"a": 2, "b": 3}
    assert candidate.merge(first, second) == {"a": 2, "b": 3}
    assert first == {"a": 1}


def test_star_arguments():
    assert candidate.unpack(*range(3), **{"k": 1}) == (0, (1, 2), {"k": 1})
    assert candidate.unpack(*Deck("ab")) == ("a", ("b",), {})
