"""Helpers beside the tests."""

from pathlib import Path

import candidate


def lines_of(name):
    return (Path(__file__).parent / "data" / name).read_text().splitlines()


def assert_sold(shop, name, amount):
    __tracebackhide__ = True
    assert shop.sales[-1] == (name, amount), f"expected {amount} {name}"


class Recording(candidate.Shop):
    def sell(self, name, amount=1):
        self.stock.setdefault("log", 0)
        return super().sell(name, amount)
