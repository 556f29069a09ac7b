def clean(orders):
    return orders.dropna(subset="price").assign(name=lambda found: found["name"].str.lower()).sort_index()


def discount(orders, share):
    orders["price"] *= 1 - share
