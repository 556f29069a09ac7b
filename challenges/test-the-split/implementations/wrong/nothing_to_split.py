"""Catches weights that go unchecked when there is nothing to split.

Area: errors
Tells: Whether errors are tested with the amount zero: "whatever the amount is".
Advises: Which amounts have your tests of errors?
"""


def split(cents, weights):
    weights = list(weights)
    if cents == 0:
        return [0] * len(weights)
    if not any(weights) or min(weights) < 0:
        raise ValueError(
            "weights must not be negative, and one of them must be positive"
        )
    whole = sum(weights)
    shares = [cents * weight // whole for weight in weights]
    left = cents - sum(shares)
    for index in range(len(weights)):
        if left and cents * weights[index] % whole:
            shares[index] += 1
            left -= 1
    return shares
