"""Reports of a small shop; `for name in [value]` binds what is used twice, and generators stay generator functions."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, repeat
from typing import Any


def paid_totals(orders: Iterable[dict[str, Any]]) -> list[Any]:
    return [order["total"] for order in orders if order["paid"]]


def order_lines(orders: Iterable[dict[str, Any]]) -> list[tuple[Any, Any]]:
    with_lines = (order for order in orders if order.get("lines") is not None)
    pairs = (zip(repeat(order["number"]), order["lines"]) for order in with_lines)
    return [pair for pair in chain.from_iterable(pairs)]


def seating_plan(rows: int, seats: int) -> list[list[Any]]:
    return [[*repeat(None, seats)] for _ in range(rows)]


def names_by_number(customers: Iterable[tuple[Any, str]]) -> dict[Any, str]:
    return {number: name.strip() for (number, name) in customers}


def article_codes(lines: Iterable[dict[str, str]]) -> set[str]:
    return {str.upper(line["code"]) for line in lines}


def good_matches(texts: Iterable[str], score: Callable[[str], float]) -> list[tuple[str, float]]:
    return [(text, points) for text in texts for points in [score(text)] if points > 0]


def numbered_lines(lines: Iterable[str]) -> list[tuple[int, str]]:
    return [(index + 1, line) for index, line in enumerate(lines) if not is_blank(line)]


def is_blank(line: str) -> bool:
    return not line.strip()


def any_overdue(invoices: Iterable[Any], is_overdue: Callable[[Any], bool]) -> bool:
    return next((True for invoice in invoices if is_overdue(invoice)), False)


def total_weight(parcels: Iterable[float | None]) -> float:
    return sum(weight for weight in parcels if weight is not None)


def clean_lines(lines: Iterable[str]) -> Iterator[str]:
    yield from (line for line in (line.strip() for line in lines) if line and line[0] != "#")


def remind(customers: Iterable[dict[str, Any]], send: Callable[[str], object]) -> None:
    for customer in customers:
        if not customer["email"]:
            continue
        send(customer["email"])
