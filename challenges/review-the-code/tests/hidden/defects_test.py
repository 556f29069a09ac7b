"""Each test fails while one planted defect is there, and passes once it is mended."""

import io
import threading
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import payments
import pytest


def test_money_of_two_currencies_differs():
    """Tells amounts of two currencies apart."""
    assert payments.Money("10", "EUR") == payments.Money("10.00", "EUR")
    assert payments.Money("10", "EUR") != payments.Money("10", "USD")


def test_the_key_is_in_no_repr():
    """Keeps the key out of what is logged of a gateway."""
    gateway = payments.Gateway(lambda key, reference, cents: "done", "sesame-open")
    assert gateway.charge("a", payments.Money("1", "EUR")) == "done"
    assert "sesame-open" not in repr(gateway)


def test_any_failure_is_a_payment_error():
    """Raises PaymentError whatever the gateway fails with."""

    def send(key, reference, cents):
        raise ValueError("declined")

    with pytest.raises(payments.PaymentError):
        payments.Gateway(send, "key").charge("a", payments.Money("1", "EUR"))


def test_a_ledger_has_listeners_of_its_own():
    """Gives each ledger listeners of its own."""
    one, other = payments.Ledger(), payments.Ledger()
    one.watch("listener")
    assert list(one.listeners) == ["listener"]
    assert list(other.listeners) == []


def test_a_customer_is_never_sql():
    """Takes a customer's name as a name, whatever is in it."""
    ledger = payments.Ledger()
    ledger.add_all([("ada", 100), ("O'Neill", 250), ("ada", 50)])
    assert ledger.of_customer("ada") == [100, 50]
    assert ledger.of_customer("O'Neill") == [250]
    assert ledger.of_customer("x' OR '1' = '1") == []


def test_no_number_is_given_twice():
    """Gives two threads two numbers, also when the second comes while the first is announced."""
    ledger = payments.Ledger()
    given = []
    others = []

    def announce(number):
        other = threading.Thread(target=lambda: given.append(ledger.next_number(lambda number: None)))
        others.append(other)
        other.start()
        other.join(timeout=1.0)

    given.append(ledger.next_number(announce))
    for other in others:
        other.join(timeout=1.0)
    assert sorted(given) == [1, 2]


def test_fees_are_exact():
    """Rounds a fee of half a cent up."""
    assert payments.fee(payments.Money("25.00", "EUR")).amount == Decimal("1.03")


def test_each_day_has_its_rate():
    """Asks for the rate of another day, and once for each."""
    asked = []

    def fetch(currency, day):
        asked.append(day)
        return Decimal(len(asked))

    found = [payments.rate("XTS", day, fetch) for day in ("monday", "tuesday", "monday")]
    assert found == [Decimal(1), Decimal(2), Decimal(1)]
    assert asked == ["monday", "tuesday"]


def test_the_last_page_is_there():
    """Yields the last item, also when it is alone on its page."""
    assert list(payments.pages([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]


def test_time_zones_count():
    """Compares times of two zones by when they are, not by what the clocks show."""
    pacific = timezone(timedelta(hours=-8))
    due = datetime(2026, 3, 1, 12, tzinfo=pacific)
    assert not payments.is_overdue(due, datetime(2026, 3, 2, 19, tzinfo=UTC))
    assert payments.is_overdue(due, datetime(2026, 3, 2, 21, tzinfo=UTC))


def test_very_many_references():
    """Finds what comes twice among 40,000 references within seconds."""
    references = [f"reference-{number}" for number in range(40_000)]
    assert payments.paid_twice([*references, "reference-7", "reference-3", "reference-7"]) == [
        "reference-3",
        "reference-7",
    ]


def test_merging_again_begins_anew():
    """Begins with nothing at each call."""
    assert payments.merge([{"ada": 1}, {"ada": 2}]) == {"ada": 3}
    assert payments.merge([{"bob": 5}]) == {"bob": 5}
    given = {"bob": 1}
    assert payments.merge([{"bob": 5}], given) == {"bob": 6}
    assert given == {"bob": 6}


def test_the_file_is_closed_after_a_failure():
    """Closes the file also when a payment cannot be written."""
    file = io.StringIO()
    with pytest.raises(TypeError):
        payments.export([("ada", 1250), ("bob", None)], lambda: file)
    assert file.closed
