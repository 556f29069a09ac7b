"""Never runs out, never closes, does not strip."""

PRODUCTS = {"pen": 2, "ink": 6}


class Shop:
    open_shops = 0

    def __init__(self, stock):
        self.stock = stock
        self.sales = []
        Shop.open_shops += 1

    def sell(self, name, amount=1):
        self.stock[name] = self.stock.get(name, 0) - amount
        return PRODUCTS[name] * amount

    def close(self):
        pass


def parse(line):
    name, _, amount = line.partition(",")
    return name, int(amount)


def total(lines):
    return 0
