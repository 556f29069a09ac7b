"""What is called, when and in which order, as long as nothing fails."""

import pytest
from resources import hold


def test_resources_come_in_order(stage):
    """Acquires in the order given, and gives a tuple in that order.

    Area: acquiring
    Tells: Whether the plain work is right.
    Advises: Write down by hand what is called from entering to leaving.
    """
    with hold(stage.gives("a"), stage.gives("b"), stage.gives("c")) as held:
        assert type(held) is tuple
        assert [resource.name for resource in held] == ["a", "b", "c"]
        assert stage.log == ["acquire a", "acquire b", "acquire c"]


def test_nothing_is_acquired_before_entering(stage):
    """Acquires nothing before the with statement is entered.

    Area: acquiring
    Tells: Whether the candidate knows what runs when a context manager is made, and what when it is entered.
    Advises: Make the context manager, and do not use it.
    """
    manager = hold(stage.gives("a"))
    assert stage.log == []
    with manager:
        assert stage.log == ["acquire a"]


def test_closes_in_reverse_order_after_the_body(stage):
    """Closes the last acquired first, each once, and not before the body is over.

    Area: closing
    Tells: Whether what was built on something else goes before it.
    Advises: Which of two resources may still need the other while it closes?
    """
    with hold(stage.gives("a"), stage.gives("b"), stage.gives("c")):
        assert stage.closed == []
    assert stage.closed == ["c", "b", "a"]


def test_no_functions_at_all():
    """Gives an empty tuple when there is nothing to hold.

    Area: acquiring
    Tells: Whether the smallest case works without a branch of its own.
    Advises: Try the smallest number of functions.
    """
    with hold() as held:
        assert held == ()


def test_nothing_to_close(stage):
    """Gives None its place, and closes the others.

    Area: acquiring
    Tells: Whether an optional resource is read about in the statement, and keeps the tuple's places.
    Advises: Look at the tuple when one of the functions has nothing to give.
    """
    with hold(stage.gives("a"), lambda: None, stage.gives("c")) as (first, second, third):
        assert second is None
        assert (first.name, third.name) == ("a", "c")
    assert stage.closed == ["c", "a"]


def test_resource_that_counts_as_false(stage, resource_class):
    """Closes a resource that counts as false.

    Area: closing
    Tells: Whether "nothing there" is asked with `is None`; an empty queue or pool is there all the same.
    Advises: Which objects does an if statement take for false?
    """

    class Queue(resource_class):
        def __len__(self):
            return 0

    with hold(stage.gives("empty", kind=Queue), stage.gives("b")) as (queue, _):
        assert len(queue) == 0
    assert stage.closed == ["b", "empty"]


def test_resources_that_are_equal(stage, resource_class):
    """Closes each of several resources that are equal.

    Area: closing
    Tells: Whether resources are told apart by what they are, not by what they equal or hash to.
    Advises: What happens to your collection when two of its members are equal?
    """

    class Anything(resource_class):
        def __eq__(self, other):
            return isinstance(other, resource_class)

        def __hash__(self):
            return 1

    with hold(*(stage.gives(name, kind=Anything) for name in "abc")):
        pass
    assert stage.closed == ["c", "b", "a"]


def test_two_at_the_same_time(stage):
    """Keeps what is held in two with statements apart.

    Area: closing
    Tells: Whether state belongs to one with statement, or sits where all of them share it.
    Advises: Put one with statement into another, and look at what the inner one closes.
    """
    with hold(stage.gives("a"), stage.gives("b")):
        with hold(stage.gives("c")):
            pass
        assert stage.closed == ["c"]
    assert stage.closed == ["c", "b", "a"]


@pytest.mark.parametrize("error", [LookupError("gone"), KeyboardInterrupt()], ids=["error", "interrupt"])
def test_what_close_returns_means_nothing(stage, error):
    """Lets an error through, whatever close() returns.

    Area: errors
    Tells: Whether the candidate knows that what __exit__ returns decides over the error.
    Advises: Read what a context manager's return value means to the with statement.
    """
    with pytest.raises(type(error)) as caught:
        with hold(stage.gives("a", result=True), stage.gives("b", result="closed")):
            raise error
    assert caught.value is error
    assert stage.closed == ["b", "a"]
