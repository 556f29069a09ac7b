import candidate
import pytest
from candidate import Registry


def test_a_value_returned_twice_is_one_object():
    value = [1]
    pair = candidate.twice(value)
    assert pair[0] is pair[1]
    assert pair[0] is value
    pair[1].append(2)
    assert value == [1, 2]


def test_a_ring_of_dicts_closes():
    start = candidate.ring(["a", "b", "c"])
    assert start["next"]["name"] == "b"
    assert start["next"]["next"]["next"] is start


def test_a_list_that_contains_itself():
    values = candidate.own_member()
    assert values[1] is values
    assert values[1][1][1][0] == 1
    assert repr(values) == "[1, [...]]"


@pytest.mark.parametrize("levels", [0, 1, 10, 40])
def test_nesting_arrives_whole(levels):
    tree = candidate.make_nested(levels)
    count = 0
    while tree:
        assert len(tree) == 1
        tree = tree[0]
        count += 1
    assert count == levels


@pytest.mark.parametrize("levels", [1, 30])
def test_nesting_is_passed_in_whole(levels):
    tree = []
    for _ in range(levels - 1):
        tree = [tree]
    assert candidate.depth(tree) == levels


def test_a_cycle_made_by_the_test_is_found():
    value = {"a": []}
    value["a"].append(value)
    assert candidate.is_cyclic(value) is True


def test_sharing_without_a_cycle_is_not_one():
    part = [1]
    assert candidate.is_cyclic([part, part]) is False


def test_the_candidate_sees_sharing():
    part = [1]
    assert candidate.shared_parts([part, part]) is True
    assert candidate.shared_parts([part, list(part)]) is False


def test_a_deep_copy_keeps_the_shape_but_not_the_identity():
    part = [1]
    original = {"x": part, "y": part}
    copied = candidate.clone(original)
    assert copied == original
    assert copied is not original
    assert copied["x"] is not part
    assert copied["x"] is copied["y"]


def test_one_list_reached_by_two_ways():
    registry = Registry()
    value = ["v"]
    registry.put("k", value)
    assert registry.get("k") is value
    assert registry.order[0] is registry.items["k"]
    registry.items["k"].append("w")
    assert registry.order == [["v", "w"]]
    assert value == ["v", "w"]


def test_a_class_attribute_is_shared_by_instances():
    first, second = Registry(), Registry()
    first.shared.append("x")
    assert second.shared is first.shared
    assert Registry.shared == ["x"]
    Registry.shared.clear()
    assert first.shared == []


def test_an_attribute_list_is_assigned_and_edited():
    registry = Registry()
    order = [1]
    registry.order = order
    registry.put("a", 2)
    assert order == [1, 2]
    registry.order += [3]
    assert order == [1, 2, 3]
    assert registry.order is order
