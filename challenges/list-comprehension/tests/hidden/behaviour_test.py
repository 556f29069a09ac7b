"""Whatever a caller can notice stays as it was."""

import copy
import inspect

import pytest
import reports


def test_keeps_zeros_and_repeated_totals():
    """Keeps totals of zero, and totals that come twice.

    Area: values
    Tells: Whether the filter of the loop was carried over as it is, not as "if there is something".
    Advises: Ask of each condition which values it lets through, zero and empty ones above all.
    """
    orders = [{"paid": paid, "total": total} for paid, total in [(True, 5), (True, 0), (False, 7), (True, 5), (1, 0.0)]]
    assert reports.paid_totals(orders) == [5, 0, 5, 0.0]


def test_looks_at_paid_orders_only():
    """Looks at the total of paid orders only.

    Area: order of work
    Tells: Whether the candidate keeps what a `continue` protects: what comes after it never ran for other items.
    Advises: Follow one item that is filtered out, and see which of its parts the loop touches.
    """
    orders = [{"paid": False}, {"paid": True, "total": 3}, {"paid": False}]
    assert reports.paid_totals(orders) == [3]


def test_nested_loops_keep_their_order():
    """Gives the lines order by order, each in its order's sequence.

    Area: order of work
    Tells: Whether the candidate knows in which order the for clauses of a comprehension run.
    Advises: Write the loops of a nested comprehension down in the order in which Python runs them.
    """
    orders = [
        {"number": 3, "lines": ["b", "a", "b"]},
        {"number": 1, "lines": []},
        {"number": 2, "lines": ("c", "a")},
    ]
    assert reports.order_lines(orders) == [(3, "b"), (3, "a"), (3, "b"), (2, "c"), (2, "a")]


def test_orders_without_lines_are_passed_over_and_left_alone():
    """Passes over orders without lines, and changes none.

    Area: arguments
    Tells: Whether a short expression was bought by changing the caller's data.
    Advises: Compare the arguments before and after the call.
    """
    orders = [{"number": 1}, {"number": 2, "lines": None}, {"number": 3, "lines": ["tea"]}]
    before = copy.deepcopy(orders)
    assert reports.order_lines(orders) == [(3, "tea")]
    assert orders == before


def test_rows_of_the_plan_are_independent():
    """Makes a list of its own for every row.

    Area: values
    Tells: Whether the candidate knows that multiplying a list of lists repeats one list.
    Advises: Take one seat in one row, and look at the other rows.
    """
    plan = reports.seating_plan(3, 2)
    plan[0][1] = "Ada"
    assert plan == [[None, "Ada"], [None, None], [None, None]]
    assert reports.seating_plan(0, 2) == []
    assert reports.seating_plan(2, 0) == [[], []]


def test_last_name_of_a_number_counts():
    """Takes the last name of a number, in the place of the first.

    Area: values
    Tells: Whether the candidate knows what a dict does with a key that comes twice.
    Advises: Try pairs in which a number comes twice, and look at the order of the result, too.
    """
    names = reports.names_by_number([(3, "Ada"), (1, " Bob"), (3, "Eve "), (2, "")])
    assert list(names.items()) == [(3, "Eve"), (1, "Bob"), (2, "")]


def test_many_customers_take_little_time():
    """Goes through the customers once, however many there are.

    Area: cost
    Tells: Whether the candidate sees what an innocent search inside a comprehension costs.
    Advises: Count how often your code looks at each item when there are ten thousand and more.
    """
    customers = [(number, "name") for number in range(14_000)]
    assert len(reports.names_by_number(customers)) == 14_000


def test_codes_are_a_set():
    """Gives a set of codes, also when there are none.

    Area: values
    Tells: Whether the type of the result was kept; an empty pair of braces is not a set.
    Advises: Look at the type of each result, also for empty arguments.
    """
    for codes in (["t1", "T1", "c2"], []):
        result = reports.article_codes([{"code": code} for code in codes])
        assert type(result) is set
        assert result == {code.upper() for code in codes}


def test_each_text_is_scored_once():
    """Scores each text once, in order.

    Area: cost
    Tells: Whether the candidate knows a way to use a value in the condition and in the result of a comprehension.
    Advises: Count the calls of the function that is passed in.
    """
    scored = []

    def score(text):
        scored.append(text)
        return len(text) - 2

    assert reports.good_matches(["abc", "a", "ab", "abcd"], score) == [("abc", 1), ("abcd", 2)]
    assert scored == ["abc", "a", "ab", "abcd"]


def test_blank_lines_are_counted():
    """Counts the blank lines, too, when it numbers the others.

    Area: values
    Tells: Whether the candidate saw where the counter stands: before the condition, not behind it.
    Advises: Follow the counter of the loop past an item that is left out.
    """
    assert reports.numbered_lines(["", "first\n", "  \n", "\tsecond"]) == [(2, "first\n"), (4, "\tsecond")]


def test_search_ends_at_the_first_overdue_invoice():
    """Asks no further once an overdue invoice is found.

    Area: cost
    Tells: Whether an early return of a loop is seen, and how any() keeps it.
    Advises: Count the calls of the function that is passed in, when the first invoice is the one.
    """
    asked = []

    def is_overdue(invoice):
        asked.append(invoice)
        return invoice == 2

    invoices = iter([1, 2, 3, 4])
    assert reports.any_overdue(invoices, is_overdue) is True
    assert asked == [1, 2]
    assert list(invoices) == [3, 4]
    assert reports.any_overdue([], is_overdue) is False


def test_clean_lines_come_one_at_a_time():
    """Gives clean lines one at a time, as they are asked for.

    Area: laziness
    Tells: Whether the candidate sees that a function with yield reads nothing in advance.
    Advises: Ask for the first line of an endless source.
    """
    read = []

    def source():
        for line in ["# head\n", " one \n", "\n", "  # note", "two", "three"]:
            read.append(line)
            yield line

    lines = reports.clean_lines(source())
    assert read == []
    assert inspect.isgenerator(lines)
    assert next(lines) == "one"
    assert read == ["# head\n", " one \n"]
    assert list(lines) == ["two", "three"]


def test_arguments_may_be_iterators():
    """Takes arguments that can be gone through only once.

    Area: arguments
    Tells: Whether the candidate still relies on no more than a for statement does.
    Advises: Pass generators to your functions instead of lists.
    """
    orders = [{"number": 1, "paid": True, "total": 2, "lines": iter(["tea", "cup"])}]
    assert reports.order_lines(iter(orders)) == [(1, "tea"), (1, "cup")]
    assert reports.paid_totals(iter(orders)) == [2]
    assert reports.names_by_number(iter([(1, "Ada"), (1, "Eve")])) == {1: "Eve"}
    assert reports.article_codes(iter([{"code": "t1"}, {"code": "c2"}])) == {"T1", "C2"}
    assert reports.good_matches(iter(["a", "b"]), ord) == [("a", 97), ("b", 98)]
    assert reports.numbered_lines(iter(["one", "", "three"])) == [(1, "one"), (3, "three")]
    assert reports.any_overdue(iter([0, 0]), bool) is False
    assert reports.total_weight(iter([1, 2, None])) == 3
    assert list(reports.clean_lines(iter(["one", "two"]))) == ["one", "two"]


def test_weights_add_up():
    """Adds up the weights of any parcels, or of none.

    Area: values
    Tells: Whether the sum starts where the loop started, and leaves out what the loop left out.
    Advises: Try no parcels, and parcels without a weight.
    """
    assert reports.total_weight([]) == 0
    assert reports.total_weight([None, None]) == 0
    assert reports.total_weight([0, None, 4, 0]) == 4
    assert reports.total_weight([2.5, -1]) == 1.5


def test_reminders_go_out_one_by_one():
    """Sends reminders one by one, up to the one that fails.

    Area: order of work
    Tells: Whether actions still happen in order, each before the next customer is looked at.
    Advises: Think of a reminder that cannot be sent.
    """
    done = []

    def customers():
        for email in ["ada@example.org", "", None, "bob@example.org", "eve@example.org"]:
            done.append(f"read {email}")
            yield {"email": email}

    def send(email):
        if email.startswith("bob"):
            raise ConnectionError("refused")
        done.append(f"sent {email}")

    with pytest.raises(ConnectionError, match="refused"):
        reports.remind(customers(), send)
    assert done == [
        "read ada@example.org",
        "sent ada@example.org",
        "read ",
        "read None",
        "read bob@example.org",
    ]


def test_total_needs_no_memory_for_the_parcels():
    """Adds up very many weights without keeping them.

    Area: cost
    Tells: Whether the candidate knows what a pair of square brackets inside sum() costs.
    Advises: Watch the memory while you add up a very long range.
    """
    count = 900_000
    assert reports.total_weight(range(count)) == count * (count - 1) // 2
