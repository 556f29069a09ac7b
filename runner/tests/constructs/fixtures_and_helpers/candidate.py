"""A small shop for tests with fixtures, helpers and data."""

PRODUCTS = {"pen": 2, "ink": 5}


class Shop:
    open_shops = 0

    def __init__(self, stock):
        self.stock = dict(stock)
        self.sales = []
        Shop.open_shops += 1

    def sell(self, name, amount=1):
        if self.stock.get(name, 0) < amount:
            raise LookupError(name)
        self.stock[name] -= amount
        self.sales.append((name, amount))
        return PRODUCTS[name] * amount

    def close(self):
        Shop.open_shops -= 1


def parse(line):
    name, _, amount = line.partition(",")
    return name.strip(), int(amount)


def total(lines):
    return sum(PRODUCTS[name] * amount for name, amount in map(parse, lines))
