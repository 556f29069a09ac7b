import candidate
import pytest


class Node:
    def __init__(self, value=0, next=None):
        self.value = value
        self.next = next

    def __repr__(self):
        return f"Node({self.value})"


class Chain:
    """A node that can do something, so that only its links are changed by others."""

    def __init__(self, value, next=None):
        self.value = value
        self.next = next

    @classmethod
    def of(cls, *values):
        first = None
        for value in reversed(values):
            first = cls(value, first)
        return first

    def values(self):
        return [self.value, *(self.next.values() if self.next else [])]


class Tree:
    __slots__ = ("left", "right", "value")

    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right


class Accessible:
    """Its accessor has the name of what it gives, and is hidden by it."""

    def __init__(self, value, next=None):
        self.value = value
        self.next = next

    def next(self):
        return self.next


def values(node):
    found = []
    while node is not None:
        found.append(node.value)
        node = node.next
    return found


def linked(kind, *items):
    first = None
    for item in reversed(items):
        first = kind(item, first)
    return first


@pytest.mark.parametrize("kind", [Node, Chain, Accessible])
def test_a_list_is_reversed(kind):
    first = linked(kind, 1, 2, 3)
    last = first.next.next
    assert candidate.reverse(first) is last
    assert values(last) == [3, 2, 1]
    assert first.next is None


def test_a_chain_with_methods():
    assert candidate.reverse(Chain.of(1, 2, 3)).values() == [3, 2, 1]


def test_a_tree_with_slots_is_mirrored():
    tree = Tree(1, Tree(2), Tree(3, Tree(4)))
    assert candidate.mirror(tree) is tree
    assert (tree.left.value, tree.right.value, tree.left.right.value) == (3, 2, 4)


def test_a_node_takes_the_next_ones_value():
    first = linked(Node, 1, 2, 3)
    candidate.drop(first)
    assert values(first) == [2, 3]


def test_values_are_sorted():
    first = linked(Node, 3, 1, 2)
    candidate.sort_values(first)
    assert values(first) == [1, 2, 3]


def test_a_cycle_is_found():
    first = linked(Node, 1, 2, 3)
    assert not candidate.has_cycle(first)
    first.next.next.next = first
    assert candidate.has_cycle(first)


def test_a_record_is_moved():
    class Point:
        def __init__(self, x):
            self.x = x

    point = Point(1)
    candidate.move(point, 2)
    assert point.x == 3
