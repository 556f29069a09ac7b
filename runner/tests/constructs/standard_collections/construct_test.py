import array
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from types import SimpleNamespace

import candidate
import pytest
from candidate import Bag, Inventory


def test_a_counter():
    counts = candidate.count("banana")
    assert type(counts) is Counter
    assert counts == {"a": 3, "n": 2, "b": 1}
    assert counts["zzz"] == 0
    assert counts.most_common(1) == [("a", 3)]
    assert counts - Counter("ban") == Counter("ana")
    assert list(Counter(a=2).elements()) == ["a", "a"]


def test_a_default_dict_of_the_candidate_keeps_its_factory():
    groups = candidate.group([("a", 1), ("b", 2), ("a", 3)])
    assert groups == {"a": [1, 3], "b": [2]}
    assert isinstance(groups, defaultdict)
    assert groups.default_factory is list
    assert groups["new"] == []
    assert "new" in groups


def test_a_factory_that_is_a_lambda():
    nested = candidate.nested()
    nested["x"]["y"] += 5
    assert nested["x"]["y"] == 5
    assert nested["x"]["z"] == 0


def test_ordered_dict():
    one = candidate.ordered([("b", 1), ("a", 2)])
    assert type(one) is OrderedDict
    assert list(one) == ["b", "a"]
    assert one != OrderedDict([("a", 2), ("b", 1)])
    assert one == {"a": 2, "b": 1}
    one.move_to_end("b")
    assert list(one) == ["a", "b"]


def test_deque():
    last = candidate.window(range(10), 3)
    assert type(last) is deque
    assert last == deque([7, 8, 9])
    assert last.maxlen == 3
    last.append(10)
    assert list(last) == [8, 9, 10]


def test_chain_map():
    first, second = {"a": 1}, {"a": 2, "b": 3}
    layered = candidate.layered(first, second)
    assert layered["a"] == 1
    assert layered["b"] == 3
    layered["c"] = 9
    assert first == {"a": 1, "c": 9}
    assert isinstance(layered, ChainMap)
    assert layered.maps[1] is second


def test_a_heap_edits_the_list():
    values = [5, 1, 4, 2]
    assert candidate.smallest(values, 2) == [1, 2]
    assert sorted(values) == [4, 5]


def test_a_namespace():
    space = candidate.namespace(a=1, b=[2])
    assert space == SimpleNamespace(a=1, b=[2])
    assert space.a == 1
    space.b.append(3)
    space.c = "new"
    assert repr(space) == "namespace(a=1, b=[2, 3], c='new')"


def test_a_read_only_view():
    mapping = {"a": 1}
    view = candidate.read_only(mapping)
    assert view["a"] == 1
    with pytest.raises(TypeError):
        view["b"] = 2
    mapping["c"] = 3
    assert view["c"] == 3


def test_an_array():
    numbers = candidate.numbers([1, 2])
    assert isinstance(numbers, array.array)
    assert numbers.tolist() == [1, 2]
    assert numbers == array.array("i", [1, 2])
    with pytest.raises(OverflowError):
        candidate.numbers([2**40])


def test_collections_as_attributes_are_live():
    inventory = Inventory()
    inventory.add("pen", 3, "blue", "cheap")
    inventory.stock["ink"] = 5
    inventory.queue.appendleft("first")
    inventory.add("ink")
    assert inventory.stock == Counter(ink=6, pen=3)
    assert inventory.most() == ("ink", 6)
    assert list(inventory.queue) == ["first", "pen", "ink"]
    assert inventory.index == {"blue": {"pen"}, "cheap": {"pen"}}
    inventory.index["blue"].add("x")
    assert inventory.index["blue"] == {"pen", "x"}


def test_collections_of_the_test():
    counts = Counter("aab")
    assert candidate.merge_counts(counts, Counter("b")) == Counter(a=2, b=3)
    assert counts == Counter(a=2, b=2)
    cache = OrderedDict.fromkeys("abc")
    assert candidate.lru(cache, "a") is cache
    assert list(cache) == ["b", "c", "a"]


def test_a_default_dict_of_the_test():
    groups = defaultdict(list)
    candidate.merge_counts
    inventory = Inventory()
    inventory.index = groups
    inventory.add("pen")
    inventory.index = defaultdict(set, {"t": {"x"}})
    inventory.add("ink", 1, "t", "u")
    assert inventory.index == {"t": {"x", "ink"}, "u": {"ink"}}
    assert groups == {}


def test_a_subclass_of_counter():
    bag = Bag("aab")
    assert bag == {"a": 2, "b": 1}
    assert bag.total_unique() == 2
    assert isinstance(bag, Counter)
    assert bag["none"] == 0
    bag.update("b")
    assert bag.most_common() == [("a", 2), ("b", 2)]
