from .tax import with_tax

FACTOR = 1


def total(prices):
    return with_tax(sum(prices) * FACTOR)
