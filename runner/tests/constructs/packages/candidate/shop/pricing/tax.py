from ..settings import RATES


def with_tax(amount, country="none"):
    return round(amount * (1 + RATES[country]), 2)
