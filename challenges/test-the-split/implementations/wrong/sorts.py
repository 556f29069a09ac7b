"""Catches shares that come in the order of their size.

Area: the order
Tells: Whether the order of the result is tested with weights that are in no order.
Advises: In which order do the shares come?
"""


def split(cents, weights):
    weights = list(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    weights.sort(reverse=True)
    shares = [cents * weight // whole for weight in weights]
    left = cents - sum(shares)
    for index in range(len(weights)):
        if left and cents * weights[index] % whole:
            shares[index] += 1
            left -= 1
    return shares
