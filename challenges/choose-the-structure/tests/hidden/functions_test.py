"""The functions: order, duplicates, types, and how often values are compared."""

import copy

import ferry
import pytest

MANY = 40
# Forty values that are looked for one by one in a list are looked at 780 times; by their hash, a few times each.
FEW = 560


def test_tickets_come_in_the_order_of_the_first_scan():
    """Gives each scanned ticket once, in the order of its first scan.

    Area: order and duplicates
    Tells: Whether the candidate knows that a set forgets the order, and a dict keeps that of the first time.
    Advises: Scan a ticket again at the end, and follow the place that it has in your result.
    """
    assert ferry.boarding_order([50, 3, 9, 3, 1, 50, 9]) == [50, 3, 9, 1]


def test_boarding_order_is_found_by_hash(counted):
    """Recognises scanned tickets without looking through all of them.

    Area: cost
    Tells: Whether the candidate sees that `in` walks through a list, and does not walk through a set or a dict.
    Advises: Count the comparisons that your code makes for ten tickets, and for twenty.
    """
    tickets = counted.values(MANY)
    order = ferry.boarding_order(tickets)
    counted.assert_few(FEW)
    assert [ticket.number for ticket in order] == list(range(MANY))


def test_no_shows_keep_the_order_of_booking():
    """Gives the absent passengers in the order of booking.

    Area: order and duplicates
    Tells: Whether a difference of sets was taken, which is short and loses the order.
    Advises: Book tickets in an order that is neither that of their numbers nor that of their names.
    """
    assert ferry.no_shows([70, 4, 33, 8, 51], [33, 33, 6]) == [70, 4, 8, 51]


def test_no_shows_are_found_by_hash(counted):
    """Recognises boarded tickets without looking through all of them.

    Area: cost
    Tells: Whether a search inside a loop is seen as the loop that it is.
    Advises: What does `in` do with what stands to its right, for each of the structures?
    """
    booked, boarded = counted.values(2 * MANY), counted.values(MANY)
    missing = ferry.no_shows(booked, boarded)
    counted.assert_few(FEW)
    assert [ticket.number for ticket in missing] == list(range(MANY, 2 * MANY))


def test_names_stay_with_their_deck():
    """Groups passengers by deck, also when the decks come mixed and a name comes twice.

    Area: order and duplicates
    Tells: Whether grouping works for data that nobody has sorted before, and keeps every passenger.
    Advises: Let a deck come again after another one, and a name come again on the same deck.
    """
    bookings = [(3, "Grace"), (1, "Ada"), (3, "Alan"), (1, "Ada"), (3, "Grace")]
    assert ferry.passengers_by_deck(bookings) == {3: ["Grace", "Alan", "Grace"], 1: ["Ada", "Ada"]}


def test_decks_keep_their_order():
    """Gives the decks in the order in which they first come, whatever their types.

    Area: order and duplicates
    Tells: Whether sorting was brought in where nobody had asked for it.
    Advises: Use decks of different types, as the statement's example does.
    """
    decks = ferry.passengers_by_deck([(7, "Ada"), ("sun", "Alan"), (2, "Grace"), (7, "Alan"), (None, "Edsger")])
    assert list(decks) == [7, "sun", 2, None]


def test_an_empty_deck_is_a_key_error():
    """Raises KeyError for a deck on which nobody is, and adds none.

    Area: types
    Tells: Whether the candidate knows what a defaultdict goes on to do in the hands of a caller.
    Advises: Ask your result for a deck that is not there, twice.
    """
    decks = ferry.passengers_by_deck([(3, "Ada")])
    with pytest.raises(KeyError):
        decks["sun"]
    assert decks == {3: ["Ada"]}


def test_cargo_is_counted():
    """Tells cargo apart that has the same pieces in other numbers.

    Area: order and duplicates
    Tells: Whether the candidate sees that a set has no room for "how often".
    Advises: Compare two lists of cargo of the same length.
    """
    assert ferry.same_cargo(["crate", "crate", "barrel"], ["barrel", "crate", "barrel"]) is False
    assert ferry.same_cargo(["crate", "crate", "barrel"], ["crate", "barrel", "crate"]) is True


def test_cargo_of_one_list_may_hold_more():
    """Tells cargo apart when one list holds more than the other, whichever it is.

    Area: order and duplicates
    Tells: Whether a comparison was thought of in both directions.
    Advises: Swap the two arguments.
    """
    assert ferry.same_cargo(["crate"], ["crate", "barrel"]) is False
    assert ferry.same_cargo(["crate", "barrel"], ["crate"]) is False
    assert ferry.same_cargo([], ["crate"]) is False
    assert ferry.same_cargo([], []) is True


def test_cargo_needs_no_order():
    """Compares cargo of pieces that cannot be sorted.

    Area: any values
    Tells: Whether the candidate relies on an order although only hashing and equality are promised.
    Advises: What does the statement promise about the pieces, and what does it not?
    """
    assert ferry.same_cargo(["crate", 20, None, (1, "a")], [(1, "a"), None, 20, "crate"]) is True
    assert ferry.same_cargo([20], ["20"]) is False


def test_cargo_is_compared_by_hash(counted):
    """Compares cargo without looking for each piece in a list.

    Area: cost
    Tells: Whether counting with a dict comes to mind, or crossing out in a list.
    Advises: Count the comparisons that your code makes for ten pieces, and for twenty.
    """
    assert ferry.same_cargo(counted.values(MANY), counted.values(MANY)[::-1]) is True
    counted.assert_few(FEW)


def test_legs_can_be_keys():
    """Gives legs that can be keys of a dict and members of a set.

    Area: types
    Tells: Whether the candidate knows which structures are hashable: a tuple is, a list is not.
    Advises: Put the legs into a set.
    """
    made = ferry.legs(["a", "b", "a", "b"])
    assert set(made) == {("a", "b"), ("b", "a")}
    assert made == [("a", "b"), ("b", "a"), ("a", "b")]


def test_short_routes_have_no_legs():
    """Gives no legs for a route that goes nowhere.

    Area: any values
    Tells: Whether the smallest inputs were tried.
    Advises: Try the shortest routes that there can be.
    """
    assert ferry.legs(["a"]) == []
    assert ferry.legs([]) == []


def test_stops_may_be_of_any_kind():
    """Takes every stop for a stop, be it empty, zero or None.

    Area: any values
    Tells: Whether a value that callers may use was taken as a sign for "nothing yet".
    Advises: Which values could a stop have, by the words of the statement?
    """
    assert ferry.legs([None, 0, "", None, None]) == [(None, 0), (0, ""), ("", None), (None, None)]


def test_iterables_are_enough():
    """Takes iterables that can be read only once.

    Area: any values
    Tells: Whether the candidate turns what is read often into a structure first, instead of asking for len and indices.
    Advises: Pass iter([...]) instead of a list, everywhere.
    """
    assert ferry.boarding_order(iter([1, 2, 1])) == [1, 2]
    assert ferry.no_shows(iter([3, 1, 2]), iter([2, 3, 5])) == [1]
    assert ferry.passengers_by_deck(iter([(1, "Ada")])) == {1: ["Ada"]}
    assert ferry.same_cargo(iter([1, 2]), iter([2, 1])) is True
    assert ferry.legs(iter("abc")) == [("a", "b"), ("b", "c")]
    assert ferry.Connections(iter([("a", "b"), ("b", "c")])).count("b", "c") == 1


def test_arguments_stay_as_they_are():
    """Leaves the caller's lists as they were.

    Area: any values
    Tells: Whether a caller's data is treated as the caller's.
    Advises: Compare the arguments before and after each call.
    """
    scans, booked, cargo, other = [2, 1, 2], [1, 2, 3], ["b", "a"], ["a", "b"]
    stops, bookings = ["a", "b", "c"], [(1, "Ada"), (1, "Alan")]
    before = copy.deepcopy([scans, booked, cargo, other, stops, bookings])
    ferry.boarding_order(scans)
    ferry.no_shows(booked, scans)
    ferry.same_cargo(cargo, other)
    ferry.legs(stops)
    ferry.passengers_by_deck(bookings)
    assert [scans, booked, cargo, other, stops, bookings] == before
