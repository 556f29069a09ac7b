# Fails: test_very_many_references
# Mistake: mends all but the count over everything for each reference.

"""Payments of customers: taken through a gateway, kept in SQLite, exported for a program of the accountants."""

import csv
import sqlite3
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOT_GIVEN = object()
_rates: dict = {}


class PaymentError(Exception):
    """A payment could not be taken."""


class Money:
    """An amount in a currency, rounded to cents."""

    def __init__(self, amount, currency):
        self.amount = Decimal(str(amount)).quantize(CENT, ROUND_HALF_UP)
        self.currency = currency

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return (self.amount, self.currency) == (other.amount, other.currency)

    def __hash__(self):
        return hash((self.amount, self.currency))


@dataclass
class Gateway:
    """Where payments are taken: `send(api_key, reference, cents)` asks the bank."""

    send: object
    api_key: str = field(repr=False)

    def charge(self, reference, money):
        """Take the money; raise PaymentError when that fails for whatever reason."""
        try:
            return self.send(self.api_key, reference, int(money.amount * 100))
        except Exception as error:
            raise PaymentError(f"could not take {reference}") from error


class Ledger:
    """All payments, in an SQLite database."""

    def __init__(self, path=":memory:"):
        self._database = sqlite3.connect(path)
        self._database.execute("CREATE TABLE IF NOT EXISTS payments (customer TEXT, cents INTEGER, state TEXT)")
        self._lock = threading.Lock()
        self._last_number = 0
        self.listeners = []

    def add_all(self, payments):
        """Add (customer, cents) pairs: all of them or none."""
        try:
            self._database.executemany("INSERT INTO payments VALUES (?, ?, 'open')", payments)
        except BaseException:
            self._database.rollback()
            raise
        self._database.commit()

    def of_customer(self, customer):
        """Return the cents that a customer paid, as a list in the order of the payments."""
        query = "SELECT cents FROM payments WHERE customer = ? ORDER BY rowid"
        return [cents for (cents,) in self._database.execute(query, (customer,))]

    def in_states(self, states):
        """Count the payments in any of these states."""
        marks = ", ".join("?" * len(states))
        query = f"SELECT COUNT(*) FROM payments WHERE state IN ({marks})"
        return self._database.execute(query, tuple(states)).fetchone()[0]

    def next_number(self, announce):
        """Announce the next invoice number and return it; no number is ever given twice."""
        with self._lock:
            self._last_number += 1
            number = self._last_number
        announce(number)
        return number

    def watch(self, listener):
        """Keep a listener of this ledger; whoever changes the ledger tells its listeners."""
        self.listeners.append(listener)


def fee(money, percent="2.9", fixed="0.30"):
    """Return the fee for a payment: a percentage and a fixed amount, rounded once, half a cent up."""
    share = money.amount * Decimal(percent) / 100
    return Money(share + Decimal(fixed), money.currency)


def rate(currency, day, fetch):
    """Return a currency's rate of a day; `fetch(currency, day)` is asked once for each day."""
    if (currency, day) not in _rates:
        _rates[currency, day] = fetch(currency, day)
    return _rates[currency, day]


def pages(items, size):
    """Yield the items as lists of `size`; the last may be shorter."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def is_overdue(due, now, grace=NOT_GIVEN):
    """Tell whether `due` (with its time zone) lies more than the grace of a day before `now` (with its own)."""
    if grace is NOT_GIVEN:
        grace = timedelta(days=1)
    return due + grace < now


def paid_twice(references):
    """Return the references that come more than once, sorted; there may be very many of them."""
    return sorted({reference for reference in references if references.count(reference) > 1})


def merge(batches, into=None):
    """Put batches of {customer: cents} together: into the dict that is given, else into a new one."""
    into = {} if into is None else into
    for batch in batches:
        for customer, cents in batch.items():
            into[customer] = into.get(customer, 0) + cents
    return into


def export(payments, open_file):
    """Write (customer, cents) pairs as CSV into the file that `open_file()` opens, and close it in any case."""
    with open_file() as file:
        writer = csv.writer(file)
        for customer, cents in payments:
            writer.writerow([customer, f"{Decimal(cents) / 100:.2f}"])


def month_of(stamp):
    """Return the month of an ISO 8601 time, e.g. "2026-03"."""
    return datetime.fromisoformat(stamp).strftime("%Y-%m")
