"""What customers ordered."""


def totals(orders, known=()):
    """Return each customer's total of (customer, amount) pairs, on top of what is known; `known` stays as it is."""
    known = dict(known)
    for customer, amount in orders:
        known[customer] = known.get(customer, 0) + amount
    return known


def best(customers, count):
    """Return the `count` customers with the largest totals, the largest first; all of them when there are fewer."""
    ranked = sorted(customers, key=customers.get, reverse=True)
    return ranked[:count]
