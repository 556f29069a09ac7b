"""The classes: what they answer, and what an answer costs."""

import ferry
import pytest

MANY = 40
# What walks through forty values for each of forty calls looks at them some 1,600 times; by their hash, a few times each.
FEW = 440
# A pair of values is hashed as two, and there are two directions.
FEW_PAIRS = 1_000


def test_both_directions_are_one_connection():
    """Counts both directions of a connection together.

    Area: connections
    Tells: Whether the candidate finds a key that does not depend on the order of its two parts.
    Advises: Ask for each pair of ports in both orders.
    """
    connections = ferry.Connections([("a", "b"), ("b", "a"), ("b", "c"), ("a", "b")])
    assert [connections.count("a", "b"), connections.count("b", "a"), connections.count("c", "b")] == [3, 3, 1]


def test_round_trips_are_counted_once():
    """Counts a trip from a port to itself once.

    Area: connections
    Tells: Whether the special case in which both parts of the key are equal was seen.
    Advises: Follow a trip that ends where it began through your code.
    """
    connections = ferry.Connections([("a", "a"), ("a", "b"), ("a", "a")])
    assert [connections.count("a", "a"), connections.count("a", "b")] == [2, 1]


def test_unknown_ports_are_not_connected():
    """Gives 0 for ports that no trip connected.

    Area: connections
    Tells: Whether a look-up that finds nothing was thought of.
    Advises: Ask for ports that are in no trip, and for two that are in different trips.
    """
    connections = ferry.Connections([("a", "b"), ("c", "d")])
    assert [connections.count("a", "c"), connections.count("x", "y"), connections.count("a", "x")] == [0, 0, 0]


def test_ports_may_have_any_name():
    """Keeps ports apart whatever they are called.

    Area: connections
    Tells: Whether keys are made of values, or of text glued together, which two different pairs can share.
    Advises: Think of names that hold the sign with which your code puts names together.
    """
    for sign in ("", "-", "/", ",", ", ", " ", ":", "|", "_", "\n", "\0", "->", "<->"):
        connections = ferry.Connections([(f"a{sign}b", "c"), ("a", f"b{sign}c")])
        assert connections.count("a", f"b{sign}c") == 1, f"with {sign!r} between them"
    connections = ferry.Connections([("1", "2"), (1, 2)])
    assert connections.count(1, 2) == 1


def test_ports_need_no_order():
    """Counts connections between ports that cannot be sorted.

    Area: connections
    Tells: Whether the pair of ports was made the same in both directions by sorting, which asks more than was promised.
    Advises: What does the statement promise about ports, and what does it not?
    """
    connections = ferry.Connections([("a", 1), (1, "a"), (None, 1)])
    assert [connections.count(1, "a"), connections.count(1, None)] == [2, 1]


def test_a_count_does_not_look_at_all_trips(counted):
    """Answers without going through the trips again.

    Area: cost
    Tells: Whether the work is done once, when the object is made, or again for every question.
    Advises: Which of your methods has a loop, and how often is it called?
    """
    ports = counted.values(MANY)
    home, *others = ports
    connections = ferry.Connections([(home, other) for other in others])
    assert [connections.count(other, home) for other in counted.values(MANY)[1:]] == [1] * (MANY - 1)
    counted.assert_few(FEW_PAIRS)


def test_whoever_waits_keeps_their_place():
    """Keeps the place of somebody who joins again.

    Area: standby list
    Tells: Whether joining twice was thought of: neither twice in the line, nor back to its end.
    Advises: Let the first in the line join again.
    """
    line = ferry.StandbyList()
    for name in ("Grace", "Ada", "Grace", "Edsger", "Ada"):
        line.join(name)
    assert list(line.waiting()) == ["Grace", "Ada", "Edsger"]
    assert [line.call(), line.call(), line.call()] == ["Grace", "Ada", "Edsger"]


def test_people_leave_from_anywhere():
    """Lets people leave from anywhere in the line, and join again at its end.

    Area: standby list
    Tells: Whether the line stays in order when somebody goes, and remembers nothing of them.
    Advises: Let somebody in the middle leave and come back.
    """
    line = ferry.StandbyList()
    for name in ("Grace", "Ada", "Edsger"):
        line.join(name)
    line.leave("Ada")
    assert list(line.waiting()) == ["Grace", "Edsger"]
    line.join("Ada")
    assert line.call() == "Grace"
    line.join("Grace")
    assert list(line.waiting()) == ["Edsger", "Ada", "Grace"]
    assert [line.call(), line.call(), line.call()] == ["Edsger", "Ada", "Grace"]


def test_leaving_without_waiting_is_told():
    """Raises LookupError when somebody leaves who does not wait.

    Area: standby list
    Tells: Whether the candidate knows which exception each structure raises, and reads which one is asked for.
    Advises: Let somebody leave twice, and look at the class of the exception.
    """
    line = ferry.StandbyList()
    line.join("Ada")
    with pytest.raises(LookupError):
        line.leave("Grace")
    line.leave("Ada")
    with pytest.raises(LookupError):
        line.leave("Ada")
    assert list(line.waiting()) == []


def test_calling_nobody_is_told():
    """Raises LookupError when nobody is there to be called.

    Area: standby list
    Tells: Whether the empty line was tried; what leaks out of it otherwise may end a caller's loop without a word.
    Advises: Call somebody from an empty line, and look at the class of the exception.
    """
    line = ferry.StandbyList()
    with pytest.raises(LookupError):
        line.call()
    line.join("Ada")
    assert line.call() == "Ada"
    with pytest.raises(LookupError):
        line.call()


def test_waiting_is_what_it_was():
    """Gives a tuple of those who wait now, which stays as it is.

    Area: standby list
    Tells: Whether the candidate hands out a picture of the line, or the line itself.
    Advises: Keep what the method returned, and change the line afterwards.
    """
    line = ferry.StandbyList()
    line.join("Ada")
    line.join("Grace")
    waiting = line.waiting()
    line.call()
    assert type(waiting) is tuple
    assert waiting == ("Ada", "Grace")
    assert type(line.waiting()) is tuple


def test_lists_are_independent():
    """Keeps two standby lists apart.

    Area: standby list
    Tells: Whether the candidate knows what an attribute of the class shares.
    Advises: Make two lists, and put somebody into one of them.
    """
    one, other = ferry.StandbyList(), ferry.StandbyList()
    one.join("Ada")
    other.join("Grace")
    assert [*one.waiting(), *other.waiting()] == ["Ada", "Grace"]


def test_names_may_be_of_any_kind():
    """Takes every name for a name, be it empty, zero or None.

    Area: any values
    Tells: Whether a value that callers may use was taken as a sign for "nobody".
    Advises: Which values could a name have, by the words of the statement?
    """
    line = ferry.StandbyList()
    for name in ("", None, 0):
        line.join(name)
    assert list(line.waiting()) == ["", None, 0]
    assert [line.call(), line.call(), line.call()] == ["", None, 0]
    line.join(None)
    line.leave(None)
    assert list(line.waiting()) == []


def test_a_long_line_costs_no_more(counted):
    """Lets people join, leave and be called without looking through the line.

    Area: cost
    Tells: Whether the candidate knows what a removal from the middle of a list or a deque costs.
    Advises: Which of your methods walk through the line, also inside of what they call?
    """
    people = counted.values(MANY)
    line = ferry.StandbyList()
    for person in people:
        line.join(person)
    for person in people:
        line.join(person)
    for person in counted.values(MANY)[:-10:-1]:
        line.leave(person)
    called = [line.call() for _ in range(MANY - 9)]
    counted.assert_few(FEW)
    assert [person.number for person in called] == list(range(MANY - 9))
