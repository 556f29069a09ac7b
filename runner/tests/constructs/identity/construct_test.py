import candidate
import pytest
from candidate import MISSING, Box, Colour, Node, Settings


def test_next_is_the_node():
    b = Node("b")
    a = Node("a", b)
    assert a.next is b
    assert a.next.next is None


def test_link_returns_self_and_sets_the_parent():
    a, b = Node("a"), Node("b")
    assert a.link(b) is a
    assert b.parent is a
    assert b.parent.next is b
    assert a.next.parent.next.parent is a


def test_the_singleton_is_one():
    assert Settings() is Settings()


def test_interned_objects():
    assert candidate.colour("red") is candidate.colour("red")
    assert candidate.colour("red") is not candidate.colour("blue")
    assert isinstance(candidate.colour("red"), Colour)


def test_a_sentinel_is_itself():
    assert candidate.MISSING is MISSING
    assert candidate.echo(MISSING) is MISSING
    assert MISSING is not None
    with pytest.raises(ValueError, match="^empty$"):
        candidate.first([])
    with pytest.raises(ValueError):
        candidate.first([], MISSING)
    assert candidate.first([], None) is None


def test_the_candidate_sees_identity_of_its_objects():
    box = Box()
    assert candidate.same(box, box) is True
    assert candidate.same(box, Box()) is False


def test_the_candidate_sees_identity_of_the_tests_objects():
    class Mine:
        pass

    mine = Mine()
    assert candidate.same(mine, mine) is True
    assert candidate.same(mine, Mine()) is False


def test_an_object_of_the_test_comes_back_as_itself():
    class Mine:
        pass

    mine = Mine()
    assert candidate.echo(mine) is mine
    assert Box(mine).content is mine
    assert candidate.first([mine]) is mine


def test_a_function_of_the_test_comes_back_as_itself():
    def mine():
        return 7

    assert candidate.echo(mine) is mine
    assert candidate.echo(len) is len
    assert candidate.echo(int) is int
    box = Box(mine)
    assert box.content is mine
    assert box.content() == 7


def test_a_module_function_is_the_same_object_by_every_way():
    assert candidate.functions()["helper"] is candidate.helper
    assert candidate.helper is candidate.helper
    assert candidate.functions()["echo"] is candidate.echo


def test_bound_methods_are_equal_as_in_python():
    box = Box()
    assert box.method == box.method
    assert box.method() is box
    assert box.method.__self__ is box


def test_chaining_returns_the_same_object():
    box = Box(1)
    assert box.chain().chain() is box


def test_classes_are_one_object():
    assert type(Box()) is Box
    assert Box().__class__ is Box
    assert candidate.Box is Box
    assert candidate.echo(Box) is Box


def test_finds_by_identity_in_a_list_of_the_test():
    a, b = Box(1), Box(1)
    assert candidate.find([a, b, a], a) == [0, 2]


def test_equal_lists_are_not_the_same():
    assert candidate.same([1], [1]) is False


def test_none_true_and_small_values_are_themselves():
    for value in (None, True, False, Ellipsis, NotImplemented):
        assert candidate.echo(value) is value


def test_id_is_stable_while_alive():
    box = Box()
    holder = Box(box)
    assert id(holder.content) == id(box)


def test_nodes_are_known_again_by_their_id():
    node, seen = candidate.ring(range(40)), {}
    while id(node) not in seen:
        seen[id(node)] = node.value
        node = node.next
    assert list(seen.values()) == list(range(40))
    assert len(set(map(id, [node, node.next, node.next.parent]))) == 2
