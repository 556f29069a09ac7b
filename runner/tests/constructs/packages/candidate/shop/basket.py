from . import pricing
from .errors import EmptyBasket


class Basket:
    def __init__(self):
        self.items = []

    def add(self, name, price):
        self.items.append((name, price))
        return self

    def checkout(self):
        if not self.items:
            raise EmptyBasket("nothing to pay")
        return pricing.total(price for _, price in self.items)
