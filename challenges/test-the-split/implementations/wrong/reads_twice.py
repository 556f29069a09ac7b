"""Catches weights that are read twice, as no generator can be.

Area: the arguments
Tells: Whether the candidate tests another iterable than a list.
Advises: What may the weights be, beside a list?
"""


def split(cents, weights):
    whole = sum(weights)
    weights = list(weights)
    if not weights and whole:
        return []
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    shares = [cents * weight // whole for weight in weights]
    left = cents - sum(shares)
    for index in range(len(weights)):
        if left and cents * weights[index] % whole:
            shares[index] += 1
            left -= 1
    return shares
