class Basket:
    items = []

    def add(self, name, price):
        self.items.append((name, price))

    def checkout(self):
        return sum(price for _, price in self.items)
