import candidate
import pytest
from candidate import Item, Point, Stack

WORDS = {"the", "quick", "brown", "fox", "jumps", "over", "lazy", "dog"}


def test_a_hash_is_that_of_its_parts():
    assert hash(Point("a", 1)) == hash(("a", 1))
    assert len({Point("a", 1), Point("a", 1), Point("b", 1)}) == 2


@pytest.mark.parametrize("value", ["text", b"bytes", ("a", 1.5), frozenset({"x", "y"}), 2**70, None, ("a", ("b",))])
def test_both_hash_alike(value):
    assert candidate.hash_of(value) == hash(value)


def test_a_set_of_the_candidate_has_the_order_that_it_has_here():
    text = "the quick brown fox jumps over the lazy dog"
    assert list(candidate.words(text)) == list(set(text.split()))
    assert candidate.joined(candidate.words(text)) == " ".join(candidate.words(text))


def test_a_set_of_the_test_has_the_order_that_it_has_here():
    assert candidate.joined(WORDS) == " ".join(WORDS)


@pytest.mark.parametrize("words", [WORDS, {"a", "b"}], ids=str)
def test_ids_that_come_from_sets(words):
    assert candidate.joined(words).split() == list(words)


def test_a_tuple_in_an_attribute_is_one():
    item = Item(["a", "b"])
    assert item.tags is item.tags
    assert item.all["tags"] is item.tags
    first, second = item.pair()
    assert first is second is item.tags


def test_a_tuple_comes_back_as_itself():
    stack = Stack()
    one, other = (1, "one"), (2, ("nested", 3.5))
    stack.push(one)
    stack.push(other)
    assert stack.pop() is other
    assert stack.pop() is one


def test_a_tuple_that_was_kept_is_the_same_one():
    assert candidate.cached(1, "a") is candidate.cached(1, "a")
    assert candidate.cached(1, "a") is not candidate.cached(1, "b")


def test_the_candidate_sees_identity():
    twin = tuple([1, 2])
    wanted = tuple([1, 2])
    assert candidate.position([twin, wanted], wanted) == 1
